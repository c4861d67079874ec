//! Takes one file over: its letter read, stamped and made durable; or the sender told why not.

use std::io;
use std::sync::Arc;

use bytes::BytesMut;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::PickupParts;
use super::folder::Claim;
use super::letter::{self, Bounds, Hopeless, Letter};
use super::reading::Reading;
use crate::mail::header::HeaderScan;
use crate::mail::origin;
use crate::model::{AcceptedDomainType, Directionality, Domain, MessagePriority, ReversePath};
use crate::transport::receive::content::SPILL;
use crate::transport::receive::stamp::{self, Stamped};
use crate::transport::{
    Body, BodySink, Clock, Demands, DsnReturn, Envelope, FileWay, MessageId, Notice, NoticeKind, Received, Refusal,
    Remark, Settings, Source, Track, TrackingEvent, TrackingEventId, TrackingSource,
};

/// A header that is longer is none.
const LONGEST_HEADER: usize = 1024 * 1024;

/// Why a file was not taken.
pub enum Trouble {
    Hopeless(Hopeless),
    /// It may be better later.
    File(io::Error),
    Refused,
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Trouble {
        Trouble::File(error)
    }
}

impl From<Refusal> for Trouble {
    fn from(_: Refusal) -> Trouble {
        Trouble::Refused
    }
}

/// What takes files over.
pub struct Taker {
    pub parts: PickupParts,
}

impl Taker {
    /// Takes one file over; `Ok` when its message, or the report about it, is on stable storage.
    pub async fn take(&self, way: FileWay, claim: &Claim, settings: &Arc<Settings>) -> Result<(), Trouble> {
        let mut reading = Reading::open(&claim.path).await?;
        let (mut text, mut scan) = (BytesMut::new(), HeaderScan::new());
        let server = &settings.server;
        let bound = usize::try_from(server.pickup_directory_max_header_size.bytes()).unwrap_or(usize::MAX);
        let end = loop {
            if let Some(end) = scan.find(&text) {
                break end;
            }
            if text.len() > bound.saturating_add(LONGEST_HEADER) {
                return Err(Trouble::Hopeless(Hopeless::ENDLESS));
            }
            if !reading.more(&mut text).await? {
                break scan.finish(&text);
            }
        };
        let bounds = Bounds { header: bound, recipients: server.pickup_directory_max_recipients_per_message as usize };
        let usual = usual_domain(settings);
        let usual = (way == FileWay::Sendmail).then_some(&usual);
        let letter = letter::read(way, &text[..end.fields], bounds, usual).map_err(Trouble::Hopeless)?;
        let rest = text.split_off(end.body);
        let id = Uuid::now_v7();
        let stamped = stamp(way, &letter, id, &*self.parts.clock, settings);
        if let Some(refusal) = letter.refusal.clone() {
            let draft = self.envelope(way, claim, &letter, &stamped, id, (true, stamped.header.len() as u64));
            return self.tell(draft, stamped, refusal, settings).await;
        }
        let (body, is_ascii, size) = self.body(&stamped, rest, reading).await?;
        let envelope = self.envelope(way, claim, &letter, &stamped, id, (is_ascii, size));
        let (track, clock) = (self.parts.track.clone(), self.parts.clock.clone());
        let received = Received::new(envelope, body).witnessed(move |id, envelope| {
            record(&*track, &*clock, TrackingEventId::Receive, Some(id), envelope.clone(), "");
        });
        self.parts.intake.accept(received).await?;
        Ok(())
    }

    /// What follows the header: in memory where it is small, in the spool where it is large. Whether it is ASCII, and the
    /// size of the whole message.
    async fn body(
        &self,
        stamped: &Stamped,
        mut rest: BytesMut,
        mut reading: Reading,
    ) -> Result<(Body, bool, u64), Trouble> {
        let (mut is_ascii, mut size) = (rest.is_ascii(), stamped.header.len() as u64);
        let mut sink: Option<Box<dyn BodySink>> = None;
        loop {
            if rest.len() >= SPILL {
                size += rest.len() as u64;
                if sink.is_none() {
                    sink.insert(self.parts.intake.open_body()).push(vec![stamped.header.clone()]).await?;
                }
                if let Some(sink) = &mut sink {
                    sink.push(vec![rest.split().freeze()]).await?;
                }
            }
            let before = rest.len();
            if !reading.more(&mut rest).await? {
                break;
            }
            is_ascii &= rest[before..].is_ascii();
        }
        size += rest.len() as u64;
        let body = match sink {
            Some(mut sink) => {
                if !rest.is_empty() {
                    sink.push(vec![rest.freeze()]).await?;
                }
                sink.finish(stamped.header.clone()).await?
            }
            None => Body::Memory(vec![stamped.header.clone(), rest.freeze()]),
        };
        Ok((body, is_ascii, size))
    }

    /// Tells the sender why the file is not sent.
    async fn tell(
        &self,
        envelope: Envelope,
        stamped: Stamped,
        refusal: Remark,
        settings: &Arc<Settings>,
    ) -> Result<(), Trouble> {
        let now = self.parts.clock.now();
        let envelope = Arc::new(Envelope { dsn_return: Some(DsnReturn::Headers), ..envelope });
        let notice = Notice {
            kind: NoticeKind::Failed,
            id: MessageId(0),
            recipients: (0..envelope.recipients.len()).map(|at| (at, refusal.clone())).collect(),
            envelope: envelope.clone(),
            body: Body::Memory(vec![stamped.header]),
            time: now,
            expires: now,
        };
        let report = self.parts.reporter.report(&notice, settings).await;
        let report = report.ok_or(Trouble::Hopeless(Hopeless::UNTOLD))?;
        self.parts.intake.accept(report).await?;
        self.record(TrackingEventId::Fail, envelope, &refusal.to_string());
        Ok(())
    }

    fn envelope(
        &self,
        way: FileWay,
        claim: &Claim,
        letter: &Letter,
        stamped: &Stamped,
        id: Uuid,
        (is_ascii, size): (bool, u64),
    ) -> Envelope {
        let (body_type, demands) = letter.needs(is_ascii);
        Envelope {
            return_path: letter.sender.clone(),
            recipients: letter.recipients.clone(),
            body_type,
            demands,
            dsn_return: letter.parameters.dsn_return,
            envelope_id: letter.parameters.envelope_id.clone(),
            size,
            internet_message_id: stamped.message_id.clone(),
            network_message_id: id,
            subject: stamped.subject.clone(),
            header_from: stamped.originator.clone(),
            priority: stamped.marks.priority,
            scl: stamped.marks.scl,
            probe: letter.parameters.peer.probe,
            ..nothing(way, &claim.name, &*self.parts.clock)
        }
    }

    fn record(&self, event: TrackingEventId, envelope: Arc<Envelope>, status: &str) {
        record(&*self.parts.track, &*self.parts.clock, event, None, envelope, status);
    }

    /// Notes that a file is no message.
    pub fn spoiled(&self, way: FileWay, claim: &Claim, why: &Hopeless) {
        let envelope = Arc::new(nothing(way, &claim.name, &*self.parts.clock));
        self.record(TrackingEventId::BadMail, envelope, &why.to_string());
    }
}

/// What became of a file, for the tracking log.
fn record(
    track: &dyn Track,
    clock: &dyn Clock,
    event: TrackingEventId,
    id: Option<MessageId>,
    envelope: Arc<Envelope>,
    status: &str,
) {
    let Source::File { name, .. } = &envelope.source else { return };
    track.record(TrackingEvent {
        time: clock.now(),
        event,
        source: TrackingSource::Pickup,
        id,
        recipients: (0..envelope.recipients.len()).map(|at| (at, status.to_owned())).collect(),
        client: None,
        server: None,
        connector: String::new(),
        context: if status.is_empty() { name.clone() } else { format!("{name};{status}") },
        reference: String::new(),
        data: String::new(),
        related: String::new(),
        envelope,
    });
}

/// The header as it will be stored.
fn stamp(way: FileWay, letter: &Letter, id: Uuid, clock: &dyn Clock, settings: &Settings) -> Stamped {
    let host = settings.server.fqdn.as_str();
    let date = origin::date(&clock.now().to_zoned(TimeZone::UTC));
    let from = match (&letter.hello, letter.address) {
        (None, None) => String::new(),
        (hello, address) => {
            let address = address.map(|address| format!(" ({address})")).unwrap_or_default();
            format!("from {}{address} ", hello.as_deref().unwrap_or("unknown"))
        }
    };
    let trace = format!("Received: {from}by {host}\r\n with {way:?} (emsh) id {}; {date}", id.simple());
    stamp::stamp_file(&letter.kept, &trace, host, &date)
}

/// The domain of addresses without one: the first that is ours alone, else this server's name.
fn usual_domain(settings: &Settings) -> Domain {
    let mut ours =
        settings.accepted_domains.iter().filter(|ours| ours.domain_type == AcceptedDomainType::Authoritative);
    let first = || ours.find_map(|ours| ours.domain_name.domain().cloned());
    settings.default_domain().cloned().or_else(first).unwrap_or_else(|| settings.server.fqdn.domain().clone())
}

/// An envelope of which only is known in what file it was.
fn nothing(way: FileWay, name: &str, clock: &dyn Clock) -> Envelope {
    Envelope {
        return_path: ReversePath::Null,
        recipients: Vec::new(),
        body_type: Default::default(),
        demands: Demands::default(),
        dsn_return: None,
        envelope_id: None,
        size: 0,
        internet_message_id: String::new(),
        network_message_id: Uuid::nil(),
        subject: String::new(),
        header_from: None,
        priority: MessagePriority::Normal,
        scl: None,
        original_from: None,
        shadow: None,
        probe: None,
        directionality: Directionality::Originating,
        source: Source::File { way, name: name.to_owned() },
        received: clock.now(),
        first_arrival: None,
        delay_reported: None,
        resolution: Default::default(),
    }
}
