//! Messages that come as files: the Pickup and the Replay directory (reference: transport-pipeline.md §5), and what
//! `emsh sendmail` has left in the data directory.
//!
//! ```text
//!  x.eml ─► folder: x.tmp ─► reading ─► letter: from whom, for whom ─► stamp ─► Intake: durable ─► the file goes
//!                                        └► hopeless: x.bad, BADMAIL; or a report to the sender
//! ```
//!
//! Promise: a file goes only after its message is on stable storage, so that no end of the node loses one. No connector is
//! asked: whoever may write into such a directory may send as anybody. While the node takes no mail (back pressure), the
//! files wait. A directory that cannot be read is reported once and tried again.

pub mod deposit;
mod folder;
mod letter;
mod reading;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use jiff::tz::TimeZone;
use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use self::folder::Claim;
use self::letter::{Bounds, Hopeless, Letter};
use self::reading::Reading;
use super::content::SPILL;
use super::stamp::{self, Stamped};
use crate::mail::header::HeaderScan;
use crate::mail::origin;
use crate::model::{AcceptedDomainType, Directionality, Domain, MessagePriority, ReversePath};
use crate::transport::{
    Body, BodySink, Clock, Demands, DsnReturn, Envelope, FileWay, Intake, Live, MessageId, Notice, NoticeKind,
    Received, Refusal, Remark, Reporter, Settings, Source, Track, TrackingEvent, TrackingEventId, TrackingSource,
};

/// How often what `emsh sendmail` left is looked for.
const OFTEN: Duration = Duration::from_secs(1);
/// Every how many times the two directories are, too: every 5 seconds (Exchange, fixed).
const SELDOM: u64 = 5;
/// A header that is longer is none.
const LONGEST_HEADER: usize = 1024 * 1024;

/// What this needs of the node.
pub struct PickupParts {
    pub live: Live,
    pub intake: Arc<dyn Intake>,
    pub reporter: Arc<dyn Reporter>,
    pub track: Arc<dyn Track>,
    pub clock: Arc<dyn Clock>,
    /// Where `emsh sendmail` leaves messages.
    pub sendmail: PathBuf,
}

/// Watches the directories until it is stopped.
pub struct Pickup {
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Pickup {
    /// Must be called in a tokio runtime.
    pub fn start(parts: PickupParts) -> Pickup {
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        tasks.spawn(Watch { parts, folders: HashMap::new(), stop: stop.clone() }.run());
        Pickup { stop, tasks }
    }

    /// Ends after the file that is being taken.
    pub async fn stop(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl Drop for Pickup {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// What is remembered of a directory.
#[derive(Default)]
struct Known {
    /// Files of an earlier run have been looked for.
    is_restored: bool,
    /// The minute that is running, and the files taken in it.
    minute: Option<(Instant, u32)>,
    /// What was said of it last.
    trouble: String,
}

impl Known {
    /// Whether one more file may be taken in this minute.
    fn allows(&mut self, most: Option<u32>) -> bool {
        let Some(most) = most else { return true };
        let now = Instant::now();
        let (since, count) = self.minute.unwrap_or((now, 0));
        let (since, count) = if now - since >= Duration::from_secs(60) { (now, 0) } else { (since, count) };
        self.minute = Some((since, count + u32::from(count < most)));
        count < most
    }
}

/// Why a file was not taken.
enum Trouble {
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

struct Watch {
    parts: PickupParts,
    folders: HashMap<PathBuf, Known>,
    stop: CancellationToken,
}

impl Watch {
    async fn run(mut self) {
        let mut ticks = interval(OFTEN);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for tick in 0u64.. {
            tokio::select! {
                () = self.stop.cancelled() => return,
                _ = ticks.tick() => {}
            }
            let settings = self.parts.live.load_full();
            let sendmail = self.parts.sendmail.clone();
            self.look_into(FileWay::Sendmail, &sendmail, &settings).await;
            if tick % SELDOM == 0 {
                let server = &settings.server;
                for (way, path) in
                    [(FileWay::Pickup, &server.pickup_directory_path), (FileWay::Replay, &server.replay_directory_path)]
                {
                    if let Some(path) = path {
                        self.look_into(way, path.as_path(), &settings).await;
                    }
                }
            }
        }
    }

    /// One round in one directory.
    async fn look_into(&mut self, way: FileWay, folder: &Path, settings: &Arc<Settings>) {
        if self.parts.intake.is_open().is_err() {
            return;
        }
        let mut known = self.folders.remove(folder).unwrap_or_default();
        let result = self.take_all(way, folder, settings, &mut known).await;
        let trouble = match result {
            Ok(()) => String::new(),
            // Nobody has called `emsh sendmail` yet.
            Err(error) if way == FileWay::Sendmail && error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => error.to_string(),
        };
        if !trouble.is_empty() && trouble != known.trouble {
            tracing::error!(folder = %folder.display(), error = trouble, "messages in a directory cannot be taken");
        }
        known.trouble = trouble;
        self.folders.insert(folder.to_owned(), known);
    }

    async fn take_all(
        &self,
        way: FileWay,
        folder: &Path,
        settings: &Arc<Settings>,
        known: &mut Known,
    ) -> io::Result<()> {
        let (path, is_first, is_settled) = (folder.to_owned(), !known.is_restored, way == FileWay::Sendmail);
        let found = blocking(move || {
            if is_first {
                folder::restore(&path)?;
            }
            folder::candidates(&path, is_settled)
        });
        let found = found.await?;
        known.is_restored = true;
        let most = settings.server.pickup_directory_max_messages_per_minute;
        let most = (way != FileWay::Sendmail).then_some(most);
        for path in found {
            if self.stop.is_cancelled() || !known.allows(most) {
                break;
            }
            let claim = blocking(move || Claim::on(path)).await?;
            match self.take(way, &claim, settings).await {
                Ok(()) => blocking(move || claim.done()).await?,
                Err(Trouble::Hopeless(why)) => {
                    tracing::error!(file = claim.name, folder = %folder.display(), %why, "a file is no message and is kept as .bad");
                    self.record(
                        TrackingEventId::BadMail,
                        None,
                        Arc::new(nothing(way, &claim.name, &*self.parts.clock)),
                        &why.to_string(),
                    );
                    blocking(move || claim.spoil()).await?;
                }
                Err(Trouble::Refused) => {
                    blocking(move || claim.give_back()).await?;
                    break;
                }
                Err(Trouble::File(error)) => {
                    blocking(move || claim.give_back()).await?;
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Takes one file over; `Ok` when its message, or the report about it, is on stable storage.
    async fn take(&self, way: FileWay, claim: &Claim, settings: &Arc<Settings>) -> Result<(), Trouble> {
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
        let known = Arc::new(envelope.clone());
        let id = self.parts.intake.accept(Received { envelope, body }).await?;
        self.record(TrackingEventId::Receive, Some(id), known, "");
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
                    sink.insert(self.parts.intake.open_body()).push(stamped.header.clone()).await?;
                }
                if let Some(sink) = &mut sink {
                    sink.push(rest.split().freeze()).await?;
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
                    sink.push(rest.freeze()).await?;
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
        self.record(TrackingEventId::Fail, None, envelope, &refusal.to_string());
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
            ..nothing(way, &claim.name, &*self.parts.clock)
        }
    }

    fn record(&self, event: TrackingEventId, id: Option<MessageId>, envelope: Arc<Envelope>, status: &str) {
        let Source::File { name, .. } = &envelope.source else { return };
        self.parts.track.record(TrackingEvent {
            time: self.parts.clock.now(),
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
    let first = ours.find_map(|ours| ours.domain_name.domain().cloned());
    first.unwrap_or_else(|| settings.server.fqdn.domain().clone())
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
        directionality: Directionality::Originating,
        source: Source::File { way, name: name.to_owned() },
        received: clock.now(),
        delay_reported: None,
        resolution: Default::default(),
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(_) => Err(io::Error::other("the node is stopping")),
    }
}
