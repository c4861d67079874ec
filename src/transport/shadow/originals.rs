//! Messages of this server of which another one keeps a copy, by the names of the copies.
//!
//! A name is in use from the moment in which the copy is offered until nothing in the spool bears it: neither the message
//! nor what it was split into, nor reports about it. What the spool holds is all that counts, so nothing else has to be
//! kept on the disk: after a restart the names are read from there.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use uuid::Uuid;

use crate::transport::MessageId;
use crate::transport::queue::record_shadow;
use crate::transport::queue::spool::Spool;

/// Records read at a time when the names are looked for.
const SLICE: usize = 1000;

/// Which names are in use. Clones are the same list.
#[derive(Clone, Default)]
pub struct Originals(Arc<Known>);

#[derive(Default)]
struct Known {
    state: Mutex<State>,
    /// Messages with a name, to be asked without waiting: where no copies are made there is none.
    count: AtomicUsize,
    /// What the spool held at the start is not read yet.
    is_reading: AtomicBool,
}

#[derive(Default)]
struct State {
    messages: HashMap<MessageId, Uuid>,
    names: HashMap<Uuid, Uses>,
    /// Messages that ended while the spool is read.
    ended: HashSet<MessageId>,
}

#[derive(Default)]
struct Uses {
    count: u32,
    /// Somebody waits for the end.
    bell: Option<Arc<Notify>>,
}

/// A name is in use as long as this is there, whatever is in the spool.
pub struct Claim {
    originals: Originals,
    name: Uuid,
}

impl Claim {
    /// Rings when something that used the name is gone; `None`: nothing but this claim uses it.
    fn bell(&self) -> Option<Arc<Notify>> {
        let mut state = self.originals.lock();
        let uses = state.names.get_mut(&self.name).filter(|uses| uses.count > 1)?;
        Some(uses.bell.get_or_insert_default().clone())
    }

    /// Resolves when nothing but this claim uses the name.
    pub async fn done(&self) {
        loop {
            let Some(bell) = self.bell() else { return };
            let rings = bell.notified();
            // It may have rung before anybody listened.
            if self.bell().is_none() {
                return;
            }
            rings.await;
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.originals.lock().release(self.name);
    }
}

impl Originals {
    /// A name for a copy of a message that is not in the spool yet.
    pub fn claim(&self) -> (Uuid, Claim) {
        let name = Uuid::now_v7();
        self.lock().names.entry(name).or_default().count += 1;
        (name, Claim { originals: self.clone(), name })
    }

    /// Of these names those that are in use no longer; `None`: that is not known yet.
    pub fn done(&self, names: &[Uuid]) -> Option<Vec<Uuid>> {
        let state = self.lock();
        if self.0.is_reading.load(Ordering::Acquire) {
            return None;
        }
        Some(names.iter().filter(|name| !state.names.contains_key(name)).copied().collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.count.load(Ordering::Acquire) == 0 && !self.0.is_reading.load(Ordering::Acquire)
    }

    /// A message with a name goes to the spool.
    pub fn appears(&self, id: MessageId, name: Uuid) {
        let mut state = self.lock();
        state.appears(id, name);
        self.0.count.store(state.messages.len(), Ordering::Release);
    }

    /// It is in the spool no longer. Gives the name that it had, for [`Originals::stays`].
    pub fn ends(&self, id: MessageId) -> Option<Uuid> {
        let mut state = self.lock();
        if self.0.is_reading.load(Ordering::Acquire) {
            state.ended.insert(id);
        }
        let name = state.messages.remove(&id);
        if let Some(name) = name {
            state.release(name);
        }
        self.0.count.store(state.messages.len(), Ordering::Release);
        name
    }

    /// What was said to end is in the spool still: its end did not become durable.
    pub fn stays(&self, id: MessageId, name: Option<Uuid>) {
        let mut state = self.lock();
        state.ended.remove(&id);
        if let Some(name) = name {
            state.appears(id, name);
        }
        self.0.count.store(state.messages.len(), Ordering::Release);
    }

    /// To be called before [`Originals::read`], and before anything is done with the spool.
    pub fn will_read(&self) {
        self.0.is_reading.store(true, Ordering::Release);
    }

    /// Finds the names of all messages that a spool holds. Waits for the disk.
    pub fn read(&self, spool: &dyn Spool) {
        let mut after = MessageId(0);
        loop {
            let ids = spool.ids_after(after, SLICE);
            let Some(last) = ids.last() else { break };
            after = *last;
            for (id, envelope) in ids.iter().zip(spool.read_envelopes(&ids)) {
                let Some(name) = envelope.ok().and_then(|envelope| record_shadow(&envelope)) else { continue };
                let mut state = self.lock();
                if !state.ended.contains(id) {
                    state.appears(*id, name);
                }
                self.0.count.store(state.messages.len(), Ordering::Release);
            }
        }
        let mut state = self.lock();
        state.ended = HashSet::new();
        self.0.is_reading.store(false, Ordering::Release);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn appears(&mut self, id: MessageId, name: Uuid) {
        if self.messages.insert(id, name).is_none() {
            self.names.entry(name).or_default().count += 1;
        }
    }

    fn release(&mut self, name: Uuid) {
        let Some(uses) = self.names.get_mut(&name) else { return };
        uses.count -= 1;
        if let Some(bell) = uses.bell.as_ref().filter(|_| uses.count <= 1) {
            bell.notify_waiters();
        }
        if uses.count == 0 {
            self.names.remove(&name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_is_in_use_until_all_that_bears_it_is_gone() {
        let originals = Originals::default();
        assert!(originals.is_empty());
        let (name, claim) = originals.claim();
        let stranger = Uuid::from_u128(1);
        let done = || originals.done(&[name, stranger]).expect("known");
        assert_eq!(done(), [stranger], "claimed");
        originals.appears(MessageId(1), name);
        originals.appears(MessageId(2), name);
        originals.ends(MessageId(1));
        drop(claim);
        assert_eq!(done(), [stranger], "its copy is still there");
        originals.ends(MessageId(7));
        originals.ends(MessageId(2));
        assert_eq!(done(), [name, stranger]);
        assert!(originals.is_empty());
    }

    #[tokio::test]
    async fn who_waits_hears_of_the_end() {
        let originals = Originals::default();
        let (name, claim) = originals.claim();
        claim.done().await;
        originals.appears(MessageId(1), name);
        let (waiting, other) = (claim.done(), originals.clone());
        tokio::join!(waiting, async move { other.ends(MessageId(1)) });
    }

    #[test]
    fn nothing_is_said_before_the_spool_is_read() {
        let originals = Originals::default();
        originals.will_read();
        assert_eq!(originals.done(&[Uuid::nil()]), None);
        originals.ends(MessageId(1));
        assert!(originals.lock().ended.contains(&MessageId(1)), "what is read later of it does not count");
    }
}
