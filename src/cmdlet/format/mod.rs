//! Choosing how objects look: tables, lists, text.

mod bytes;
mod clear_host;
mod collection;
mod errors;
mod format_custom;
mod format_hex;
mod format_list;
mod format_table;
mod format_wide;
mod out;
mod shape;

pub use clear_host::CLEAR_HOST;
pub use format_custom::FORMAT_CUSTOM;
pub use format_hex::FORMAT_HEX;
pub use format_list::FORMAT_LIST;
pub use format_table::FORMAT_TABLE;
pub use format_wide::FORMAT_WIDE;
pub use out::{OUT_DEFAULT, OUT_HOST, OUT_NULL, OUT_STRING, page};
