//! Shadow redundancy: a second copy of each message on another server of the site, until all that becomes of it is done
//! with (reference: redundancy-and-edge.md §1).
//!
//! ```text
//!  client ─► receive ─┬─► spool, durable ──────────────┬─► 250
//!                     └─► Offer ─► Partners ─ XSHADOW ─┘         this server is the primary: Originals know what is in
//!                                     │                          its spool, by the names of the copies
//!                                     ▼
//!                          Copies of another server, in a spool of their own
//!                                     │ Watcher: XQDISCARD now and then
//!                  done with: discarded        its server is out of reach for too long, or has lost its mail:
//!                                              taken over as mail of that other server
//! ```
//!
//! Promise: where a copy was made, a message is lost only when both servers are. A copy is discarded only when its primary
//! has said that nothing in its spool stems from that message. What is taken over may come twice to somebody: nobody knows
//! what the lost server had sent already.

mod copies;
mod kept;
mod offer;
mod originals;
mod partners;
mod vigil;
mod watched;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use bytes::Bytes;
use uuid::Uuid;

pub use copies::{Copies, ShadowQueue};
pub use kept::{Kept, Primary, read as read_copy};
pub use offer::Offer;
pub use originals::Originals;
pub use vigil::Watcher;
pub use watched::Watched;

use partners::Partners;

use super::Events;
use super::queue::SHADOWED;
use super::queue::spool::Spool;
use super::send::Outbound;

/// Where copies lie in a data directory.
pub const COPIES_FOLDER: &str = "shadow";

/// Both sides of it, for one node.
pub struct Shadows {
    originals: Originals,
    pub copies: Copies,
    partners: Partners,
    /// That of this server's queues.
    spool: Arc<dyn Spool>,
    /// The spool says that it may hold messages with copies elsewhere.
    is_marked: AtomicBool,
    /// Senders that wait for their mail to be delivered.
    held: AtomicUsize,
}

impl Shadows {
    /// `spool`: the one that `originals` watch, before anything is done with it. Must be called in a tokio runtime.
    pub fn new(
        originals: Originals,
        copies: Copies,
        outbound: Arc<Outbound>,
        spool: Arc<dyn Spool>,
        events: Arc<dyn Events>,
    ) -> Shadows {
        let is_marked = spool.orders().contains_key(SHADOWED);
        if is_marked {
            originals.will_read();
            let (reading, held) = (originals.clone(), spool.clone());
            tokio::task::spawn_blocking(move || reading.read(&*held));
        }
        let partners = Partners::new(outbound, spool.database_id(), events);
        let (is_marked, held) = (AtomicBool::new(is_marked), AtomicUsize::new(0));
        Shadows { originals, copies, partners, spool, is_marked, held }
    }

    /// Which of these copies of this server's mail are done with, and its queue database; `None`: it is not known yet.
    pub fn done(&self, names: &[Uuid]) -> Option<(Uuid, Vec<Uuid>)> {
        Some((self.spool.database_id(), self.originals.done(names)?))
    }

    /// Has the spool say, before the first message with a copy comes into it, that the next start has to look for them.
    fn mark(&self) {
        if !self.is_marked.swap(true, Ordering::AcqRel) {
            // What is committed later is durable later.
            drop(self.spool.put_order(SHADOWED, Bytes::from_static(b"{}")));
        }
    }
}
