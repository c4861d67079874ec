//! Values as JSON text and back, as PowerShell's ConvertTo-Json and ConvertFrom-Json have it.
//!
//! What other programs read of a finished run (`--output json`) is not this: see `lang::format`.

mod read;
mod relaxed;
mod write;

pub use read::{Dates, Shape, read, read_dated, read_relaxed};
pub use write::{Escape, Json};
