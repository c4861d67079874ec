//! Recipient directories at work: what is read elsewhere becomes recipients in the store.
//!
//! ```text
//!   file, SQL, LDAP ── read ──► Entry ── want ──► Wanted ─┐
//!                                                         ├─ plan ──► changes, each judged ── write ──► store
//!   store ── snapshot ──► what the directory made before ─┘
//! ```
//!
//! A recipient's GUID follows from the directory's GUID and the entry's key, and a plan from what was read and what is
//! stored. So several nodes and shells on one store may do this at the same time without knowing of each other: who
//! comes second finds that somebody else was first, plans anew, and has nothing left to do.
//!
//! Promise: what cannot be read changes nothing. An entry that is unfit is refused with its place and the reason, the
//! rest go on. More removals than the directory allows are none at all.

mod entry;
mod ground;
mod members;
mod outcome;
mod plan;
mod read;
#[cfg(test)]
mod tests;
mod update;
mod want;
mod write;

pub use outcome::{Act, Outcome, Step};
pub use read::ReadError;
pub use update::{Mode, Order, Remembered, dismiss, update};
