//! A copy of the whole configuration that keeps up with its store: what a node runs on.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// The objects are those of a later revision now.
    Changed,
    /// Nothing happened within the timeout.
    Idle,
    /// The stop handle was used.
    Stopped,
}

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
        let begun = self.revision;
        for taken in 0..AT_ONCE {
            if self.missed_some {
                self.resynchronise()?;
                return Ok(Followed::Changed);
            }
            let patience = if taken == 0 { timeout } else { Duration::ZERO };
            match self.watch.next(patience) {
                Ok(WatchEvent::Changed(revision)) => self.take_over(revision),
                Ok(WatchEvent::Resync { .. }) => self.missed_some = true,
                Ok(WatchEvent::Idle) => break,
                Ok(WatchEvent::Stopped) => return Ok(Followed::Stopped),
                // What was taken over before is worth telling first; the error will show again.
                Err(_) if self.revision != begun => break,
                Err(error) => return Err(error),
            }
        }
        Ok(if self.revision == begun { Followed::Idle } else { Followed::Changed })
    }

    /// Ends [`Mirror::follow`] from another thread.
    pub fn stop_handle(&self) -> StopHandle {
        self.watch.stop_handle()
    }

    fn take_over(&mut self, Revision { revision, changes, .. }: Revision) {
        // A snapshot after a resynchronisation may have held this already.
        if revision <= self.revision {
            return;
        }
        for change in changes {
            match change {
                ObjectChange::Stored(object) => drop(self.objects.insert(object.id, object)),
                ObjectChange::Removed { id, .. } => drop(self.objects.remove(&id)),
            }
        }
        self.revision = revision;
    }

    fn resynchronise(&mut self) -> Result<(), StoreError> {
        let Snapshot { revision, objects } = self.store.snapshot()?;
        self.objects = by_id(objects);
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
        assert_eq!(mirror.follow(LONG).unwrap(), Followed::Changed);
        assert_eq!((mirror.revision(), mirror.snapshot()), (3, store.snapshot().unwrap()), "both at once");
        mirror.stop_handle().stop();
        assert_eq!(mirror.follow(LONG).unwrap(), Followed::Stopped);
    }

    #[test]
    fn what_it_missed_it_reads_anew() {
        let directory = TempDir::new().unwrap();
        let store = fresh(&directory);
        let mut mirror = Mirror::new(store.clone()).unwrap();
        for name in ["a", "b", "c"] {
            create(&*store, name);
        }
        store.trim_history(2).unwrap();
        assert_eq!(mirror.follow(LONG).unwrap(), Followed::Changed);
        assert_eq!(mirror.snapshot(), store.snapshot().unwrap());
        assert_eq!(mirror.follow(Duration::ZERO).unwrap(), Followed::Idle);
    }
}
