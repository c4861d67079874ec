//! Asks the DequeueServer of each send connector for our mail, at the connector's own times.
//!
//! When a window of the schedule opens, then each quarter of an hour while it is open. A server that cannot be reached is
//! asked again the next time; what keeps mail for us will keep it so long.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use super::Outbound;
use crate::model::{DequeueMethod, SendConnector, ServiceState};
use crate::transport::{Clock, Live, Settings};

/// Between two times that one server is asked: the grain of Exchange's schedules.
const INTERVAL: Duration = Duration::from_secs(15 * 60);

/// The poller of one node, until it is stopped or dropped.
pub struct Poll {
    stop: CancellationToken,
    tasks: TaskTracker,
    changed: Arc<Notify>,
}

struct Poller {
    live: Live,
    outbound: Arc<Outbound>,
    clock: Arc<dyn Clock>,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Poll {
    /// Must be called in a tokio runtime.
    pub fn start(live: Live, outbound: Arc<Outbound>, clock: Arc<dyn Clock>) -> Poll {
        let (stop, tasks, changed) = (CancellationToken::new(), TaskTracker::new(), Arc::new(Notify::new()));
        let poller = Poller { live, outbound, clock, tasks: tasks.clone(), stop: stop.clone() };
        tasks.spawn(poller.run(changed.clone()));
        Poll { stop, tasks, changed }
    }

    /// To be called after the settings have been swapped.
    pub fn reconfigured(&self) {
        self.changed.notify_one();
    }

    /// What is being asked may be answered.
    pub async fn stop(&self, grace: Duration) {
        self.stop.cancel();
        self.tasks.close();
        let _ = tokio::time::timeout(grace, self.tasks.wait()).await;
    }
}

impl Drop for Poll {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Poller {
    async fn run(self, changed: Arc<Notify>) {
        // When each was last asked. Those whose window has closed are forgotten: they are due when it opens.
        let mut asked: HashMap<Uuid, Instant> = HashMap::new();
        loop {
            let settings = self.live.load_full();
            let now = Instant::now();
            let mut next = now + INTERVAL;
            let mut open = HashSet::new();
            for connector in settings.send_connectors.iter().filter(|connector| asks(connector, &settings)) {
                let (wall, zone) = (self.clock.now(), self.clock.zone());
                if let Some(change) = connector.dequeue_schedule.next_change(wall, &zone) {
                    let ahead = Duration::try_from(change.duration_since(wall)).unwrap_or_default();
                    next = next.min(now + ahead);
                }
                if !connector.dequeue_schedule.is_open(wall, &zone) {
                    continue;
                }
                open.insert(connector.id);
                let due = match asked.get(&connector.id).map(|last| *last + INTERVAL) {
                    Some(due) if due > now => due,
                    _ => {
                        asked.insert(connector.id, now);
                        self.ask(connector.clone(), settings.clone());
                        now + INTERVAL
                    }
                };
                next = next.min(due);
            }
            asked.retain(|id, _| open.contains(id));
            tokio::select! {
                () = sleep_until(next) => {}
                () = changed.notified() => {}
                () = self.stop.cancelled() => return,
            }
        }
    }

    fn ask(&self, connector: Arc<SendConnector>, settings: Arc<Settings>) {
        let (outbound, stop) = (self.outbound.clone(), self.stop.clone());
        self.tasks.spawn(async move {
            tokio::select! {
                asked = outbound.ask(&connector, &settings) => if let Err(error) = asked {
                    tracing::warn!(connector = connector.name, %error, "DequeueServer could not be asked for mail");
                },
                () = stop.cancelled() => {}
            }
        });
    }
}

/// Whether this server asks for it.
fn asks(connector: &SendConnector, settings: &Settings) -> bool {
    // What came would not be taken.
    settings.server.transport_state() == ServiceState::Active
        && connector.enabled
        && connector.dequeue_method != DequeueMethod::None
        && connector.dequeue_server.is_some()
        && connector.is_sent_by(&settings.server)
}
