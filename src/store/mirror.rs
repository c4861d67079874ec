//! A copy of the whole configuration that keeps up with its store: what a node runs on.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use indexmap::IndexMap;
use uuid::Uuid;

use super::{ObjectChange, Revision, Snapshot, StopHandle, Store, StoreError, StoredObject, Watch, WatchEvent};

/// How many waiting transactions are taken over before the reader is told: a script that makes a thousand changes
/// shall not make a node rebuild its settings a thousand times.
const AT_ONCE: usize = 256;

/// All objects of a store as of one revision, and the watch that carries them to the next.
pub struct Mirror {
    store: Arc<dyn Store>,
    watch: Box<dyn Watch>,
    objects: HashMap<Uuid, StoredObject>,
    revision: u64,
    /// The watch could not tell everything: only a snapshot helps.
    missed_some: bool,
}

/// What [`Mirror::follow`] came back with.
#[derive(Clone, Debug, PartialEq)]
pub enum Followed {
    /// The objects are those of another revision now: what became of each that changed, once for each object.
    Changed(Vec<ObjectChange>),
    /// Nothing happened within the timeout.
    Idle,
    /// The stop handle was used.
    Stopped,
}

/// What became of objects since the reader was last told.
type News = IndexMap<Uuid, ObjectChange>;

impl Mirror {
    pub fn new(store: Arc<dyn Store>) -> Result<Mirror, StoreError> {
        let Snapshot { revision, objects } = store.snapshot()?;
        let watch = store.watch(revision)?;
        Ok(Mirror { store, watch, objects: by_id(objects), revision, missed_some: false })
    }

    /// The revision that the objects are of.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// All objects, in the order that every store uses.
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot { revision: self.revision, objects: self.objects.values().cloned().collect() };
        snapshot.sort();
        snapshot
    }

    /// Waits for later revisions and takes them over, several at once when several are there.
    ///
    /// After an error the objects are still those of [`Mirror::revision`] and nothing is lost: call again after a
    /// while.
    pub fn follow(&mut self, timeout: Duration) -> Result<Followed, StoreError> {
        let mut news = News::new();
        for taken in 0..AT_ONCE {
            let patience = if taken == 0 && !self.missed_some { timeout } else { Duration::ZERO };
            match self.advance(patience, &mut news) {
                Ok(WatchEvent::Idle) => break,
                Ok(WatchEvent::Stopped) => return Ok(Followed::Stopped),
                Ok(WatchEvent::Changed(_) | WatchEvent::Resync { .. }) => {}
                // What was taken over before is worth telling first; the error will show again.
                Err(_) if !news.is_empty() => break,
                Err(error) => return Err(error),
            }
        }
        if news.is_empty() { Ok(Followed::Idle) } else { Ok(Followed::Changed(news.into_values().collect())) }
    }

    /// Ends [`Mirror::follow`] from another thread.
    pub fn stop_handle(&self) -> StopHandle {
        self.watch.stop_handle()
    }

    /// Takes over what the watch tells next.
    fn advance(&mut self, patience: Duration, news: &mut News) -> Result<WatchEvent, StoreError> {
        if self.missed_some {
            self.resynchronise(news)?;
        }
        let event = self.watch.next(patience)?;
        match &event {
            WatchEvent::Changed(revision) => self.take_over(revision, news),
            WatchEvent::Resync { .. } => {
                self.missed_some = true;
                self.resynchronise(news)?;
            }
            WatchEvent::Idle | WatchEvent::Stopped => {}
        }
        Ok(event)
    }

    fn take_over(&mut self, told: &Revision, news: &mut News) {
        // A snapshot after a resynchronisation may have held this already.
        if told.revision <= self.revision {
            return;
        }
        for change in &told.changes {
            match change {
                ObjectChange::Stored(object) => drop(self.objects.insert(object.id, object.clone())),
                ObjectChange::Removed { id, .. } => drop(self.objects.remove(id)),
            }
            news.insert(change.id(), change.clone());
        }
        self.revision = told.revision;
    }

    /// Reads everything anew and finds out what changed meanwhile.
    fn resynchronise(&mut self, news: &mut News) -> Result<(), StoreError> {
        let Snapshot { revision, objects } = self.store.snapshot()?;
        let mut former = std::mem::replace(&mut self.objects, by_id(objects));
        for object in self.objects.values() {
            if former.remove(&object.id).as_ref() != Some(object) {
                news.insert(object.id, ObjectChange::Stored(object.clone()));
            }
        }
        for StoredObject { class, id, scope, name, .. } in former.into_values() {
            news.insert(id, ObjectChange::Removed { class, id, scope, name });
        }
        self.revision = revision;
        self.missed_some = false;
        Ok(())
    }
}

fn by_id(objects: Vec<StoredObject>) -> HashMap<Uuid, StoredObject> {
    objects.into_iter().map(|object| (object.id, object)).collect()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::store::{Change, OpenOptions, Properties, Transaction, open};

    const LONG: Duration = Duration::from_secs(30);

    fn fresh(directory: &TempDir) -> Arc<dyn Store> {
        open(&format!("sqlite:{}/organization.db", directory.path().display()), &OpenOptions::default()).unwrap()
    }

    fn create(store: &dyn Store, name: &str) {
        let change = Change::create("C", name, Properties::new());
        store.commit(Transaction::new("alice", "New").change(change)).unwrap();
    }

    /// Names of the objects that were stored (+) and removed (-).
    fn told(mirror: &mut Mirror) -> Vec<String> {
        match mirror.follow(LONG).unwrap() {
            Followed::Changed(changes) => changes
                .iter()
                .map(|change| match change {
                    ObjectChange::Stored(object) => format!("+{}", object.name),
                    ObjectChange::Removed { name, .. } => format!("-{name}"),
                })
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn it_keeps_up_with_what_is_made_changed_and_removed() {
        let directory = TempDir::new().unwrap();
        let store = fresh(&directory);
        create(&*store, "a");
        let mut mirror = Mirror::new(store.clone()).unwrap();
        assert_eq!(mirror.snapshot(), store.snapshot().unwrap());
        assert_eq!(mirror.follow(Duration::ZERO).unwrap(), Followed::Idle);
        create(&*store, "b");
        let a = store.find("C", "", "a").unwrap().unwrap();
        store.commit(Transaction::new("alice", "Remove").change(Change::remove(&a))).unwrap();
        assert_eq!(told(&mut mirror), ["+b", "-a"], "both at once");
        assert_eq!((mirror.revision(), mirror.snapshot()), (3, store.snapshot().unwrap()));
        mirror.stop_handle().stop();
        assert_eq!(mirror.follow(LONG).unwrap(), Followed::Stopped);
    }

    #[test]
    fn what_it_missed_it_reads_anew() {
        let directory = TempDir::new().unwrap();
        let store = fresh(&directory);
        create(&*store, "a");
        create(&*store, "b");
        let mut mirror = Mirror::new(store.clone()).unwrap();
        create(&*store, "c");
        let a = store.find("C", "", "a").unwrap().unwrap();
        store.commit(Transaction::new("alice", "Remove").change(Change::remove(&a))).unwrap();
        store.trim_history(4).unwrap();
        assert_eq!(told(&mut mirror), ["+c", "-a"], "b is as it was");
        assert_eq!(mirror.snapshot(), store.snapshot().unwrap());
        assert_eq!(mirror.follow(Duration::ZERO).unwrap(), Followed::Idle);
    }
}
