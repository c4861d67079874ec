//! Tells the other servers of the organization what has changed, and has queues looked through when others say so.
//!
//! A change of an own link is told within a moment to all that are in service, and what changes within [`HOLD`] after that
//! is told at the end of it, once: a link that comes and goes makes one round in that time, however often it does. What
//! others have said is passed on as seldom; they mostly tell it themselves. Who cannot be told rests for longer each time,
//! and hears of it in the next session that it has with this server, if that is sooner. Nobody is called on who knows
//! everything.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use tokio::time::{Instant, sleep_until, timeout};

use super::words::Version;
use crate::model::{ServiceState, TransportServer};
use crate::transport::queue::Engine;
use crate::transport::send::Outbound;
use crate::transport::{Chore, Live, Settings};

/// Changes that come in the same moment are told together: when a machine fails, several links fail with it.
const BREATH: Duration = Duration::from_millis(300);

/// Between two rounds about own links, and between any round and one about those of others. A link is given up for a
/// minute at least (QueueGlitchRetryInterval), so ten seconds are early enough for what was not the first change; Exchange
/// held such changes back for ten minutes.
const HOLD: Duration = Duration::from_secs(10);

/// A look at who is still to be told, without any change: who rested, or has come into service.
const REGULARLY: Duration = Duration::from_secs(60);

/// Longest time for one server.
const MOST: Duration = Duration::from_secs(10);

/// Servers called on at the same time.
const AT_ONCE: usize = 8;

/// What the rounds of one node need.
pub struct Teller {
    pub live: Live,
    pub engine: Engine,
    pub outbound: Arc<Outbound>,
}

impl Teller {
    /// Must be called in a tokio runtime.
    pub fn start(self) -> Chore {
        Chore::start(async move {
            tokio::join!(self.tell(), self.reroute());
        })
    }

    /// The first round asks what the others know.
    async fn tell(&self) {
        let links = self.live.load().links.clone();
        let mut schedule = Schedule::default();
        loop {
            let (revision, own, now) = (links.revision(), links.own_version(), Instant::now());
            if schedule.is_due(revision, own, now) {
                let called = self.go_round(&self.live.load_full()).await;
                schedule.went(revision, own, now, called);
                continue;
            }
            tokio::select! {
                () = links.news() => {}
                () = sleep_until(schedule.next) => {}
            }
        }
    }

    /// How many were called on.
    async fn go_round(&self, settings: &Arc<Settings>) -> usize {
        if settings.identity.is_none() {
            return 0;
        }
        let is_due = |server: &&Arc<TransportServer>| {
            server.id != settings.server.id
                && server.transport_state() == ServiceState::Active
                && settings.entrances.contains_key(&server.id)
                && settings.links.is_due(server)
        };
        let due: Vec<Arc<TransportServer>> = settings.servers.iter().filter(is_due).cloned().collect();
        let call = |server: Arc<TransportServer>| async move {
            let told = timeout(MOST, self.outbound.tell_links(&server, settings)).await;
            let told = told.unwrap_or_else(|_| Err("it takes too long".to_owned()));
            if let Err(why) = told {
                tracing::debug!(server = %server.name, why, "link states could not be exchanged");
                settings.links.failed(&server, false);
            }
        };
        let count = due.len();
        stream::iter(due).for_each_concurrent(AT_ONCE, call).await;
        count
    }

    async fn reroute(&self) {
        let links = self.live.load().links.clone();
        loop {
            let connectors = links.fallen().await;
            self.engine.sources_fell(&connectors);
        }
    }
}

/// When the next round is.
#[derive(Debug)]
struct Schedule {
    /// Of the table, and of the own entry, when the last round began.
    told: Option<(u64, Version)>,
    /// When that was: of the last about own links, and of the last in which anybody was called on.
    own: Option<Instant>,
    any: Option<Instant>,
    /// When the first change was seen that is not told.
    changed: Option<Instant>,
    next: Instant,
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule { told: None, own: None, any: None, changed: None, next: Instant::now() }
    }
}

impl Schedule {
    /// Whether it is time for a round; if not, `next` says when it is, unless more changes by then.
    fn is_due(&mut self, revision: u64, own: Version, now: Instant) -> bool {
        if let Some((told, told_own)) = self.told
            && told != revision
        {
            let changed = *self.changed.get_or_insert(now);
            let last = if told_own == own { self.any.max(self.own) } else { self.own };
            self.next = last.map_or(changed + BREATH, |last| (last + HOLD).max(changed + BREATH));
        }
        self.next <= now
    }

    fn went(&mut self, revision: u64, own: Version, began: Instant, called: usize) {
        let before = self.told.replace((revision, own));
        if called > 0 {
            self.any = Some(began);
            if before.is_some_and(|(_, told)| told != own) {
                self.own = Some(began);
            }
        }
        self.changed = None;
        self.next = began + REGULARLY;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_link_that_comes_and_goes_is_told_of_now_and_then() {
        let begun = Instant::now();
        let at = |seconds: f64| begun + Duration::from_secs_f64(seconds);
        let own = |count| Version { start: 1, count };
        let mut schedule = Schedule::default();
        // When it is looked at, the revision and the own version then, whether a round is due, and why.
        for (seconds, revision, count, is_due, why) in [
            (0.0, 1, 0, true, "it asks around at the start"),
            (1.0, 2, 0, false, "others have said something"),
            (2.0, 2, 0, false, "which is not passed on yet"),
            (3.0, 3, 1, true, "an own link has fallen, and what was noticed before goes with it"),
            (3.1, 4, 2, false, "it has risen"),
            (5.0, 5, 3, false, "and fallen"),
            (12.9, 6, 4, false, "and risen"),
            (13.0, 6, 4, true, "which is told once"),
            (30.0, 7, 5, false, "what changes in the same moment goes together"),
            (30.2, 8, 6, false, "as this"),
            (30.31, 8, 6, true, "at once"),
            (41.0, 9, 6, false, "others have said something long after"),
            (41.31, 9, 6, true, "which is passed on at once"),
            (60.0, 9, 6, false, "nothing"),
            (102.0, 9, 6, true, "a look at who is still to be told"),
        ] {
            assert_eq!(schedule.is_due(revision, own(count), at(seconds)), is_due, "{seconds}: {why}");
            if is_due {
                schedule.went(revision, own(count), at(seconds), 2);
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_round_that_calls_on_nobody_holds_nothing_back() {
        let now = Instant::now();
        let (mut schedule, own) = (Schedule::default(), Version::default());
        assert!(schedule.is_due(1, own, now));
        schedule.went(1, own, now, 0);
        assert!(!schedule.is_due(2, own, now));
        assert!(schedule.is_due(2, own, now + BREATH));
    }
}
