//! Changes that are collected first and stored together: `Start-Transaction` … `Complete-Transaction`.
//!
//! While one is open, this shell sees the organization with the collected changes; nodes and other shells see nothing
//! of them. What is stored in the end is one revision. Whatever goes wrong, the store is as it was before, and the
//! changes stay collected until they are stored or undone.

mod complete_transaction;
mod conflict;
mod get_transaction;
mod open;
mod start_transaction;
mod undo_transaction;

pub use complete_transaction::COMPLETE_TRANSACTION;
pub use get_transaction::GET_TRANSACTION;
pub use open::OpenTransaction;
pub use start_transaction::START_TRANSACTION;
pub use undo_transaction::UNDO_TRANSACTION;

use crate::lang::call::Call;
use crate::model::Fault;

fn none_open(call: &Call) -> Fault {
    Fault::invalid("NoActiveTransaction", "No transaction is open.").at(call.span).fix("'Start-Transaction' opens one.")
}
