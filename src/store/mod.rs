//! The organisation's configuration, shared by every shell and node.
//!
//! ```text
//!   shell ── commit(Transaction) ──►  Store  ── watch(after revision) ──►  node
//!         ◄── get, find, list ──────         ◄── snapshot, at ───────────
//! ```
//!
//! A store keeps generic [`StoredObject`]s. What a class means, which properties it has and which rules hold between
//! objects is the business of those who declare classes; the store knows names, revisions and history.
//!
//! What every backend promises, and the conformance tests check:
//!
//! - **One revision per transaction.** A [`Transaction`] wins whole and gets the next revision, or it changes nothing.
//!   Revisions only grow; nobody but the store makes them.
//! - **No lost update.** An update or a removal names the revision that its author saw. Somebody else was first:
//!   [`StoreError::Conflict`].
//! - **One name, one object** per class and scope, without regard to case ([`fold_name`]), judged on the outcome of the
//!   whole transaction, so that two objects may swap names.
//! - **Durable before announced.** What `commit` returned survives a crash of the process and of the machine.
//! - **All of it is remembered**: who, when, with which command, what was there before and after; until
//!   [`Store::trim_history`] says otherwise.
//! - **A watch misses nothing**, or says that it did.
//!
//! All calls block; a node makes them on a thread of its own. Reads never wait for writers. The contract has no joins
//! and no queries by property, so that a key-value store with transactions, such as etcd, can satisfy it.
//!
//! Secrets are sealed by a [`Sealer`] before they come here; the store never sees the key.

mod diff;
mod error;
mod export;
mod history;
pub mod home;
mod mirror;
mod object;
mod open;
mod plan;
pub mod retention;
mod seal;
mod secret_key;
mod sqlite;
mod transaction;
mod watch;

pub use diff::{PropertyChange, difference, without_secrets};
pub use error::StoreError;
pub use export::{Export, write_export};
pub use history::{HistoryEntry, HistoryQuery};
pub use mirror::{Followed, Mirror};
pub use object::{Named, Properties, Snapshot, StoredObject, fold_name};
pub use open::{OpenOptions, open};
pub use plan::{Others, import_plan, restore_plan};
pub use seal::{SealError, Sealer};
pub use transaction::{Assumption, Change, Committed, Draft, MAX_OBJECT_BYTES, Transaction};
pub use watch::{ObjectChange, Revision, StopHandle, Watch, WatchEvent};

use uuid::Uuid;

/// A configuration store, whichever engine is behind it.
pub trait Store: Send + Sync {
    /// Where it is, as [`open`] was told, for messages.
    fn location(&self) -> &str;

    /// Revision of the latest transaction; 0 before the first one.
    fn revision(&self) -> Result<u64, StoreError>;

    /// The object of this class with this id.
    fn get(&self, class: &str, id: Uuid) -> Result<Option<StoredObject>, StoreError>;

    /// The object of this class with this name, without regard to case. `scope` is a server's name, or empty for the
    /// organisation.
    fn find(&self, class: &str, scope: &str, name: &str) -> Result<Option<StoredObject>, StoreError>;

    /// Every object of a class in all scopes, by scope and then by name.
    fn list(&self, class: &str) -> Result<Snapshot, StoreError>;

    /// Those of a class for which `wanted(scope, name)` is true, each with one of its properties, in the order of
    /// [`Store::list`]: for completion, and much less work than whole objects.
    fn browse(
        &self,
        class: &str,
        property: &str,
        wanted: &dyn Fn(&str, &str) -> bool,
    ) -> Result<Vec<Named>, StoreError>;

    /// Every object there is, by class, scope and name, all as of one revision.
    fn snapshot(&self) -> Result<Snapshot, StoreError>;

    /// Makes all changes of a transaction, or none. An empty transaction is answered with the current revision.
    fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError>;

    /// What happened to objects, latest first.
    fn history(&self, query: &HistoryQuery) -> Result<Vec<HistoryEntry>, StoreError>;

    /// Every object as it was right after `revision`, or [`StoreError::Compacted`] when that is no longer known.
    fn at(&self, revision: u64) -> Result<Snapshot, StoreError>;

    /// The oldest revision that [`Store::at`] still answers.
    fn oldest(&self) -> Result<u64, StoreError>;

    /// Forgets what happened up to and including `revision`; the state as of `revision` stays known, current objects
    /// are untouched. Returns the oldest revision still known, which may be newer than asked for.
    fn trim_history(&self, revision: u64) -> Result<u64, StoreError>;

    /// Follows the changes made after `revision`, by whatever process.
    ///
    /// To miss nothing: take a snapshot, then watch from its revision. When changes right after `revision` are no
    /// longer known, the first event is [`WatchEvent::Resync`].
    fn watch(&self, after: u64) -> Result<Box<dyn Watch>, StoreError>;
}
