//! Watches over the copies: asks their servers which of them are done with, and takes over the mail of those that are lost.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use super::copies::Standing;
use super::{Kept, Primary, Shadows};
use crate::model::EventCategory;
use crate::transport::queue::spool::{PART_BYTES, Spool, SpoolError};
use crate::transport::send::Outbound;
use crate::transport::{
    Body, Chore, Clock, Envelope, Event, Events, Intake, Live, MessageId, Received, Refusal, Settings, Track,
    TrackingEvent, TrackingEventId, TrackingSource,
};

/// Between two looks at all servers, at least.
const BREATH: Duration = Duration::from_secs(1);

/// Names asked for in one session, and events read at a time.
const SLICE: usize = 4000;

/// What the watch of one node needs.
pub struct Watcher {
    pub live: Live,
    pub shadows: Arc<Shadows>,
    pub outbound: Arc<Outbound>,
    pub intake: Arc<dyn Intake>,
    pub track: Arc<dyn Track>,
    pub events: Arc<dyn Events>,
    pub clock: Arc<dyn Clock>,
}

impl Watcher {
    /// Must be called in a tokio runtime.
    pub fn start(self) -> Chore {
        Chore::start(self.run())
    }

    async fn run(self) {
        loop {
            let settings = self.live.load_full();
            let frequency = settings.organization.shadow_heartbeat_frequency.duration();
            for standing in self.shadows.copies.standings() {
                if standing.is_pressing || standing.asked + frequency <= Instant::now() {
                    self.look_after(&standing, &settings).await;
                }
            }
            self.shadows.copies.settle().await;
            self.shadows.partners.tidy().await;
            let next = self.shadows.copies.standings().into_iter().map(|standing| standing.asked + frequency).min();
            let now = Instant::now();
            let pressed = async {
                self.shadows.copies.pressed().await;
                // Those who come in the same moment are asked together.
                tokio::time::sleep(BREATH).await;
            };
            tokio::select! {
                () = sleep_until(next.unwrap_or(now + frequency).clamp(now + BREATH, now + frequency.max(BREATH))) => {}
                () = pressed => {}
            }
        }
    }

    async fn look_after(&self, standing: &Standing, settings: &Settings) {
        let (primary, copies) = (&standing.primary, &self.shadows.copies);
        copies.asks(primary);
        let why = match self.ask(primary, settings).await {
            Ok(()) => return copies.heard_of(primary),
            Err(Lost::Database(why)) => why,
            Err(Lost::Contact(why)) => {
                let patience = settings.organization.shadow_resubmit_time_span.duration();
                if standing.contact.elapsed() < patience {
                    tracing::debug!(server = %primary.server, why, "a server cannot be asked about shadow copies");
                    return;
                }
                format!(
                    "{} has not answered for {} ({why})",
                    primary.server, settings.organization.shadow_resubmit_time_span
                )
            }
        };
        self.take_over(primary, &why).await;
    }

    /// Asks about all copies, oldest first, and discards those that are done with.
    async fn ask(&self, primary: &Primary, settings: &Settings) -> Result<(), Lost> {
        let Some(server) = settings.servers.iter().find(|server| server.fqdn.as_str() == &*primary.server) else {
            return Err(Lost::Contact(format!("there is no server {} in the organization any more", primary.server)));
        };
        let all = self.shadows.copies.of(primary);
        for some in all.chunks(SLICE) {
            let names: Vec<Uuid> = some.iter().map(|(name, _)| *name).collect();
            let asked = self.outbound.ask_discards(server, &names, settings).await;
            let (database, done) = asked.map_err(Lost::Contact)?;
            if database != primary.database {
                return Err(Lost::Database(format!("{} has lost its queue database", primary.server)));
            }
            self.discard(primary, &done).await;
        }
        Ok(())
    }

    async fn discard(&self, primary: &Primary, done: &[Uuid]) {
        let copies = self.shadows.copies.clone();
        let (whose, names) = (primary.clone(), done.to_vec());
        // What they were is read before they are gone. It waits for the disk.
        let read = tokio::task::spawn_blocking(move || {
            let kept = copies.find(&whose, &names)?;
            copies.discard(&whose, &names).map(|()| kept)
        });
        match read.await {
            Ok(Ok(kept)) => {
                for envelope in kept.iter().filter_map(Kept::envelope) {
                    self.record(TrackingEventId::HaDiscard, None, envelope, &primary.server);
                }
            }
            Ok(Err(error)) => tracing::warn!(%error, "shadow copies could not be discarded"),
            Err(error) => tracing::warn!(%error, "shadow copies could not be discarded"),
        }
    }

    /// The mail of a server that is lost is this one's from here on.
    async fn take_over(&self, primary: &Primary, why: &str) {
        let all = self.shadows.copies.of(primary);
        let mut taken = 0;
        for (name, id) in &all {
            match self.take(primary, *name, *id).await {
                Ok(()) => taken += 1,
                Err(error) => {
                    tracing::warn!(copy = %id, %error, "a shadow copy could not be taken over yet");
                    break;
                }
            }
        }
        let says = format!("{why}: {taken} of {} messages of it are sent by this server now.", all.len());
        self.events.note(Event::warning(EventCategory::RemoteDelivery, 3010, says));
    }

    async fn take(&self, primary: &Primary, name: Uuid, id: MessageId) -> Result<(), NotTaken> {
        let copies = &self.shadows.copies;
        let spool = copies.spool()?;
        let Some(envelope) = copies.read(id)?.and_then(|kept| kept.envelope()) else {
            tracing::error!(copy = %id, "a shadow copy makes no sense and stays where it is");
            return Ok(());
        };
        let body = self.body(&spool, id).await?;
        let about = envelope.clone();
        let taken = self.intake.accept(Received::new(envelope, body)).await?;
        self.record(TrackingEventId::Resubmit, Some(taken), about, &primary.server);
        copies.discard(primary, &[name])?;
        Ok(())
    }

    /// Into memory if it is small, else from one spool to the other.
    async fn body(&self, spool: &Arc<dyn Spool>, id: MessageId) -> Result<Body, NotTaken> {
        let mut pieces: Vec<Bytes> = Vec::new();
        let mut sink = None;
        for index in 0.. {
            let reading = spool.clone();
            let part = tokio::task::spawn_blocking(move || reading.read_part(id, index)).await;
            let Some(part) = part.map_err(|_| SpoolError::Closed)?? else { break };
            pieces.push(part);
            if pieces.len() > 1 {
                let sink = sink.get_or_insert_with(|| self.intake.open_body());
                sink.push(std::mem::take(&mut pieces)).await?;
            }
        }
        let Some(mut sink) = sink else { return Ok(Body::Memory(pieces)) };
        if !pieces.is_empty() {
            sink.push(pieces).await?;
        }
        let first = spool.read_body(id, 0..PART_BYTES as u64)?;
        let header = crate::mail::header::split(&first.concat()).0.to_vec().into();
        Ok(sink.finish(header).await?)
    }

    fn record(&self, event: TrackingEventId, id: Option<MessageId>, envelope: Envelope, server: &str) {
        let envelope = Arc::new(envelope);
        self.track.record(TrackingEvent {
            time: self.clock.now(),
            event,
            source: TrackingSource::Redundancy,
            id,
            recipients: (0..envelope.recipients.len()).map(|recipient| (recipient, String::new())).collect(),
            envelope,
            client: None,
            server: None,
            connector: String::new(),
            context: server.to_owned(),
            reference: String::new(),
            data: String::new(),
            related: String::new(),
        });
    }
}

/// Why a server cannot account for its mail.
enum Lost {
    /// It may come back.
    Contact(String),
    /// What it had is gone.
    Database(String),
}

/// Why a copy is not mail of this server yet.
#[derive(Debug, thiserror::Error)]
enum NotTaken {
    #[error(transparent)]
    Spool(#[from] SpoolError),
    #[error(transparent)]
    Refused(#[from] Refusal),
}
