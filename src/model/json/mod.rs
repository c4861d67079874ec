//! Values as JSON text and back, as PowerShell's ConvertTo-Json and ConvertFrom-Json have it.
//!
//! What other programs read of a finished run (`--output json`) is not this: see `lang::format`.

mod read;
mod write;

pub use read::{Dates, Shape, read, read_dated};
pub use write::{Escape, Json};
