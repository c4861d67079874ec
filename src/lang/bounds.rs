//! How large a text or a list may become at one step: a slip of the finger must not take the machine's memory.
//!
//! What a script collects in many steps is its own affair; but no operator, method or literal makes something larger
//! than this, whatever it is given.

use crate::model::Fault;

/// Items of a list: some 500 MB of values.
pub const MOST_ITEMS: usize = 20_000_000;
/// Bytes of a text.
pub const MOST_BYTES: usize = 512 << 20;

/// Err when a list of so many items is too large.
pub fn items(count: usize) -> Result<(), Fault> {
    if count <= MOST_ITEMS { Ok(()) } else { Err(too_large()) }
}

/// Err when a text of so many bytes is too large.
pub fn bytes(length: usize) -> Result<(), Fault> {
    if length <= MOST_BYTES { Ok(()) } else { Err(too_large()) }
}

/// Err when the texts are too large together, with so many bytes between any two.
pub fn joined(texts: &[String], between: usize) -> Result<(), Fault> {
    let whole = texts.iter().map(String::len).sum::<usize>();
    bytes(whole.saturating_add(between.saturating_mul(texts.len().saturating_sub(1))))
}

pub fn too_large() -> Fault {
    Fault::invalid("ResultTooLarge", "The result would be larger than the language allows.")
        .fix("Work on it piece by piece, in a pipeline.")
}
