//! Copies that this server keeps for others: in a spool of their own, so that nothing of the queues ever takes them for
//! mail of ours.
//!
//! The folder is made when the first copy comes. After a restart all that it holds is there again.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::Notify;
use tokio::time::Instant;
use uuid::Uuid;

use super::kept::{self, Kept, Primary};
use crate::model::EventCategory;
use crate::transport::queue::spool::{Content, Finding, Op, SegmentLog, Spool, SpoolError, SpoolOptions};
use crate::transport::{Event, Events, MessageId};

/// So many new copies of one server's mail, and it is asked before its time: it has done with most of them.
const MANY: usize = 500;

/// All copies. Cheap to clone.
#[derive(Clone)]
pub struct Copies(Arc<Shelf>);

struct Shelf {
    folder: PathBuf,
    events: Arc<dyn Events>,
    /// Once there is something in it.
    spool: Mutex<Option<Arc<dyn Spool>>>,
    primaries: Mutex<HashMap<Primary, Held>>,
    /// Some server should be asked.
    bell: Notify,
}

/// Those of one server.
struct Held {
    /// Of its queue: `Shadow\1`.
    number: u32,
    copies: HashMap<Uuid, MessageId>,
    /// When that server was last heard of.
    contact: Instant,
    asked: Instant,
    /// Copies that came since.
    fresh: usize,
}

/// What people see of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShadowQueue {
    pub primary: Primary,
    pub number: u32,
    pub count: usize,
}

/// How a server stands, for who asks it.
pub struct Standing {
    pub primary: Primary,
    pub contact: Instant,
    pub asked: Instant,
    pub is_pressing: bool,
}

impl Copies {
    /// Takes up what the folder holds, if it is there.
    pub fn open(folder: PathBuf, events: Arc<dyn Events>) -> Result<Copies, SpoolError> {
        let is_there = folder.exists();
        let shelf = Shelf { folder, events, spool: Mutex::default(), primaries: Mutex::default(), bell: Notify::new() };
        let copies = Copies(Arc::new(shelf));
        if is_there {
            let spool = copies.spool()?;
            copies.take_up(&*spool);
        }
        Ok(copies)
    }

    /// Where they lie. Waits for the disk when it is the first time.
    pub fn spool(&self) -> Result<Arc<dyn Spool>, SpoolError> {
        let mut opened = self.0.spool.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(spool) = &*opened {
            return Ok(spool.clone());
        }
        let (spool, recovered) = SegmentLog::open(&self.0.folder, SpoolOptions::default())?;
        for finding in recovered.findings.iter().filter(|finding| !matches!(finding, Finding::Torn { .. })) {
            let says = format!("The shadow copies are not as they were written: {finding}.");
            self.0.events.note(Event::error(EventCategory::Storage, 4004, says));
        }
        let spool: Arc<dyn Spool> = Arc::new(spool);
        *opened = Some(spool.clone());
        Ok(spool)
    }

    fn take_up(&self, spool: &dyn Spool) {
        let mut after = MessageId(0);
        loop {
            let ids = spool.ids_after(after, 1000);
            let Some(last) = ids.last() else { return };
            after = *last;
            for (id, bytes) in ids.iter().zip(spool.read_envelopes(&ids)) {
                match bytes.map(|bytes| kept::owner(&bytes)) {
                    Ok(Some((primary, name))) => {
                        self.put(primary, name, *id);
                    }
                    Ok(None) => tracing::error!(copy = %id, "a shadow copy makes no sense"),
                    Err(error) => tracing::error!(copy = %id, %error, "a shadow copy cannot be read"),
                }
            }
        }
    }

    /// Gives the copy of that name that was there already, if there was one.
    fn put(&self, primary: Primary, name: Uuid, id: MessageId) -> Option<MessageId> {
        let mut primaries = self.primaries();
        let number = primaries.values().map(|held| held.number).max().unwrap_or(0) + 1;
        let now = Instant::now();
        let held = primaries.entry(primary).or_insert_with(|| Held {
            number,
            copies: HashMap::new(),
            contact: now,
            asked: now,
            fresh: 0,
        });
        let before = held.copies.insert(name, id);
        held.fresh += 1;
        if held.copies.len() == 1 || held.fresh.is_multiple_of(MANY) {
            self.0.bell.notify_one();
        }
        before
    }

    /// Keeps a copy; `Ok` when it is on stable storage. `id`: that of what went before, or a new one.
    pub async fn keep(&self, copy: Kept, id: MessageId, body: Vec<Bytes>) -> Result<(), SpoolError> {
        let spool = self.spool()?;
        let envelope = kept::write(&copy).into();
        spool.commit(vec![Op::Append { id, body: Content::from(body), envelope }]).await?;
        // Who heard no answer brings it again.
        if let Some(before) = self.put(copy.primary.clone(), copy.name, id) {
            spool.finish(before);
        }
        // Whoever brings copies is there.
        if let Some(held) = self.primaries().get_mut(&copy.primary) {
            held.contact = Instant::now();
        }
        Ok(())
    }

    /// A queue for each server whose mail is kept.
    pub fn queues(&self) -> Vec<ShadowQueue> {
        let primaries = self.primaries();
        let held = primaries.iter().filter(|(_, held)| !held.copies.is_empty());
        let mut queues: Vec<ShadowQueue> = held
            .map(|(primary, held)| ShadowQueue {
                primary: primary.clone(),
                number: held.number,
                count: held.copies.len(),
            })
            .collect();
        queues.sort_by_key(|queue| queue.number);
        queues
    }

    /// Copies of a server's mail, oldest first.
    pub fn of(&self, primary: &Primary) -> Vec<(Uuid, MessageId)> {
        let primaries = self.primaries();
        let copies = primaries.get(primary).map(|held| held.copies.iter().map(|(name, id)| (*name, *id)).collect());
        let mut copies: Vec<_> = copies.unwrap_or_default();
        copies.sort_by_key(|(_, id)| *id);
        copies
    }

    /// How those stand of whose mail there are copies.
    pub fn standings(&self) -> Vec<Standing> {
        let mut primaries = self.primaries();
        primaries.retain(|_, held| !held.copies.is_empty());
        let standing = |(primary, held): (&Primary, &Held)| Standing {
            primary: primary.clone(),
            contact: held.contact,
            asked: held.asked,
            is_pressing: held.fresh >= MANY,
        };
        primaries.iter().map(standing).collect()
    }

    /// It is being asked now.
    pub fn asks(&self, primary: &Primary) {
        if let Some(held) = self.primaries().get_mut(primary) {
            held.asked = Instant::now();
            held.fresh = 0;
        }
    }

    /// It has answered.
    pub fn heard_of(&self, primary: &Primary) {
        if let Some(held) = self.primaries().get_mut(primary) {
            held.contact = Instant::now();
        }
    }

    /// What those of these names say that are here. Waits for the disk.
    pub fn find(&self, primary: &Primary, names: &[Uuid]) -> Result<Vec<Kept>, SpoolError> {
        let mut ids: Vec<MessageId> = {
            let primaries = self.primaries();
            let Some(held) = primaries.get(primary) else { return Ok(Vec::new()) };
            names.iter().filter_map(|name| held.copies.get(name).copied()).collect()
        };
        ids.sort_unstable();
        let read = self.spool()?.read_envelopes(&ids);
        Ok(read.into_iter().filter_map(|bytes| kept::read(&bytes.ok()?)).collect())
    }

    /// These are not needed any more.
    pub fn discard(&self, primary: &Primary, names: &[Uuid]) -> Result<(), SpoolError> {
        let spool = self.spool()?;
        let mut primaries = self.primaries();
        let Some(held) = primaries.get_mut(primary) else { return Ok(()) };
        let gone: Vec<MessageId> = names.iter().filter_map(|name| held.copies.remove(name)).collect();
        drop(primaries);
        gone.iter().for_each(|id| spool.finish(*id));
        Ok(())
    }

    /// What a copy says, without its body.
    pub fn read(&self, id: MessageId) -> Result<Option<Kept>, SpoolError> {
        Ok(kept::read(&self.spool()?.read_envelope(id)?))
    }

    /// The times may be others now.
    pub fn reconfigured(&self) {
        self.0.bell.notify_one();
    }

    /// Resolves when a server should be asked before its time, or there is one to be asked.
    pub async fn pressed(&self) {
        self.0.bell.notified().await;
    }

    /// Makes durable what was discarded lately.
    pub async fn settle(&self) {
        let opened = self.0.spool.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(spool) = opened
            && let Err(error) = spool.commit(Vec::new()).await
        {
            tracing::warn!(%error, "the last discards of shadow copies could not be made durable");
        }
    }

    fn primaries(&self) -> MutexGuard<'_, HashMap<Primary, Held>> {
        self.0.primaries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
