//! Reads the recipient directories of this server at their intervals, until the node stops.
//!
//! Off the mail path: a directory that is down, slow or wrong changes nothing, and mail goes on with the recipients that
//! there are. What went wrong is an event once, and in the node's status for as long as it lasts.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;
use uuid::Uuid;

use super::Inside;
use crate::control::wire::DirectoryStatus;
use crate::directory::{Act, Mode, Order, Outcome, Remembered, update};
use crate::model::class::Class;
use crate::model::number::{counted, grouped};
use crate::model::{EventCategory, Fault, RecipientDirectory};
use crate::store::{Sealer, Store};
use crate::transport::{Event, Events};

/// How long after a failure it is tried again, where the interval is longer.
const AGAIN: Duration = Duration::from_secs(60);

/// When it is looked again whether there are directories, though nothing seems to have changed.
const LOOK: Duration = Duration::from_secs(300);

/// Refused entries that are told one by one.
const TOLD: usize = 100;

/// How the directories of this server are.
#[derive(Default)]
pub struct Directories(Mutex<BTreeMap<String, DirectoryStatus>>);

impl Directories {
    pub fn status(&self) -> Vec<DirectoryStatus> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    fn edit<T>(&self, edit: impl FnOnce(&mut BTreeMap<String, DirectoryStatus>) -> T) -> T {
        edit(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// When a directory is read next, and what the last reading left.
struct Turn {
    due: Instant,
    /// Revision of the directory's own settings: changed ones are obeyed at once.
    revision: u64,
    last: Option<Remembered>,
}

/// What the task works with.
#[derive(Clone)]
struct Desk {
    node: Arc<Inside>,
    store: Arc<dyn Store>,
    sealer: Arc<Sealer>,
}

pub async fn keep(node: Arc<Inside>, store: Arc<dyn Store>, sealer: Sealer) {
    let desk = Desk { node: node.clone(), store, sealer: Arc::new(sealer) };
    let mut turns: HashMap<Uuid, Turn> = HashMap::new();
    loop {
        let next = tokio::select! {
            () = node.stop.cancelled() => return,
            next = desk.work(&mut turns) => next,
        };
        tokio::select! {
            () = node.stop.cancelled() => return,
            () = node.directories_changed.notified() => {}
            () = tokio::time::sleep_until(next) => {}
        }
    }
}

impl Desk {
    /// Reads what is due. Returns when something is due again.
    async fn work(&self, turns: &mut HashMap<Uuid, Turn>) -> Instant {
        let later = Instant::now() + LOOK;
        // A store that does not answer is told of by who follows it.
        let Some(directories) = self.own().await else { return Instant::now() + AGAIN };
        turns.retain(|id, _| directories.iter().any(|one| one.id == *id));
        self.node.directories.edit(|all| all.retain(|name, _| directories.iter().any(|one| one.name == *name)));
        for directory in directories {
            let turn = turns.entry(directory.id).or_insert(Turn { due: Instant::now(), revision: 0, last: None });
            if turn.revision == directory.revision && turn.due > Instant::now() {
                continue;
            }
            turn.revision = directory.revision;
            let interval = directory.interval.duration();
            let is_well = self.read(directory, turn).await;
            turn.due = Instant::now() + if is_well { interval } else { interval.min(AGAIN) };
        }
        turns.values().map(|turn| turn.due).min().unwrap_or(later).min(later)
    }

    /// The directories that this server reads.
    async fn own(&self) -> Option<Vec<RecipientDirectory>> {
        let (store, server) = (self.store.clone(), self.node.live.load().server.name.clone());
        let listed = tokio::task::spawn_blocking(move || store.list(RecipientDirectory::INFO.name)).await;
        let objects = listed.ok()?.ok()?.objects;
        let all = objects.iter().filter_map(|object| RecipientDirectory::from_stored(&object.as_stored()).ok());
        Some(all.filter(|directory| directory.is_read_by(&server)).collect())
    }

    /// Reads one. False when that failed.
    async fn read(&self, directory: RecipientDirectory, turn: &mut Turn) -> bool {
        let (desk, name, last) = (self.clone(), directory.name.clone(), turn.last);
        let begun = Timestamp::now();
        let reading = tokio::task::spawn_blocking(move || {
            let command = format!("Update-RecipientDirectory \"{}\"", directory.name);
            update(
                &Order {
                    store: &*desk.store,
                    sealer: &desk.sealer,
                    directory: &directory,
                    mode: Mode::Store,
                    beyond: false,
                    command: &command,
                    asked_by: None,
                },
                last,
            )
        });
        match reading.await {
            Ok(Ok((outcome, remembered))) => {
                turn.last = Some(remembered);
                self.well(&name, begun, outcome);
                true
            }
            Ok(Err(fault)) => {
                self.failed(&name, begun, &fault);
                false
            }
            Err(error) => {
                self.failed(&name, begun, &Fault::internal("ReadingEnded", format!("Reading it ended: {error}.")));
                false
            }
        }
    }

    /// `None`: nothing has changed since the last time.
    fn well(&self, name: &str, begun: Timestamp, outcome: Option<Outcome>) {
        let (former, now) = self.node.directories.edit(|all| {
            let status = all.entry(name.to_owned()).or_insert_with(|| DirectoryStatus::of(name));
            let former = status.clone();
            (status.last_attempt, status.last_success) = (Some(begun), Some(Timestamp::now()));
            match &outcome {
                Some(outcome) => {
                    status.error = held(name, outcome);
                    status.entries = outcome.entries as u64;
                    status.refused_count = outcome.count(Act::Refuse) as u64;
                    status.refused = outcome.refused().take(TOLD).collect();
                }
                // What was held back then still is; what could not be read can be.
                None => status.error = status.error.take().filter(|_| status.is_held),
            }
            status.is_held = status.error.is_some();
            (former, status.clone())
        });
        if former.error.is_some() && !former.is_held {
            let says = format!("Recipient directory '{name}' can be read again.");
            self.node.logs.events.note(Event::information(EventCategory::Categorizer, 9102, says));
        }
        let Some(outcome) = outcome else { return };
        if let Some(error) = now.error.as_ref().filter(|error| former.error.as_ref() != Some(error)) {
            self.node.logs.events.note(Event::error(EventCategory::Categorizer, 9104, error.clone()));
        }
        if outcome.count(Act::Add) + outcome.count(Act::Change) + outcome.count(Act::Remove) > 0 {
            let says = format!("Recipient directory '{name}' was read: {}.", outcome.told());
            self.node.logs.events.note(Event::information(EventCategory::Categorizer, 9101, says));
        }
        if !now.refused.is_empty() && now.refused != former.refused {
            let refused = grouped(outcome.count(Act::Refuse) as u64);
            let says =
                format!("Recipient directory '{name}' refused entries: {refused}. The first: {}", now.refused[0]);
            self.node.logs.events.note(Event::warning(EventCategory::Categorizer, 9105, says));
        }
    }

    fn failed(&self, name: &str, begun: Timestamp, fault: &Fault) {
        let is_news = self.node.directories.edit(|all| {
            let status = all.entry(name.to_owned()).or_insert_with(|| DirectoryStatus::of(name));
            status.last_attempt = Some(begun);
            status.is_held = false;
            status.error.replace(fault.says.clone()).as_ref() != Some(&fault.says)
        });
        if is_news {
            self.node.logs.events.note(Event::error(EventCategory::Categorizer, 9103, fault.says.clone()));
        }
    }
}

/// Why recipients stay whose entries are gone.
fn held(name: &str, outcome: &Outcome) -> Option<String> {
    let count = outcome.count(Act::Hold);
    (count > 0).then(|| {
        let recipients = counted(count, "recipient");
        format!(
            "Recipient directory '{name}': the entries of {recipients} are gone at once, more than MaximumRemovals or all \
             of them. None was removed; Update-RecipientDirectory -Force does it."
        )
    })
}
