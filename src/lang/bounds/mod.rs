//! How large a text or a list may become at one step: a slip of the finger must not take the machine's memory.
//!
//! No operator, method or literal makes something larger than this, whatever it is given. What a script collects in many
//! steps may take what memory there is, but some of it is left to everybody else: the step that would
//! take it is refused, and the process does not end for want of memory.

mod memory;

use crate::model::{Fault, FaultKind, Value};

/// Items of a list: some 500 MB of values.
pub const MOST_ITEMS: usize = 20_000_000;
/// Bytes of a text.
pub const MOST_BYTES: usize = 512 << 20;

/// Bits of a whole number of any size: some 315,000 digits.
pub const MOST_BITS: u64 = 1 << 20;

/// Below this nobody asks what memory there is: asking costs some 50 µs.
pub const LARGE: usize = 8 << 20;
/// What is left to everybody else.
const RESERVE: u64 = 256 << 20;

/// Err when a list of so many items is too large.
pub fn items(count: usize) -> Result<(), Fault> {
    if count > MOST_ITEMS {
        return Err(too_large());
    }
    room(count.saturating_mul(size_of::<Value>()))
}

/// Err when a text of so many bytes is too large.
pub fn bytes(length: usize) -> Result<(), Fault> {
    if length > MOST_BYTES {
        return Err(too_large());
    }
    room(length)
}

/// Err when a whole number of so many bits is too large.
pub fn bits(count: u64) -> Result<(), Fault> {
    if count > MOST_BITS { Err(too_large()) } else { Ok(()) }
}

/// Makes room for so many bytes more in a text that grows step by step. Err when it becomes too large; what memory
/// there is, is asked only when the text has to move.
pub fn grow(text: &mut String, more: usize) -> Result<(), Fault> {
    let length = text.len().saturating_add(more);
    if length > MOST_BYTES {
        return Err(too_large());
    }
    if length > text.capacity() {
        room(length.max(text.capacity().saturating_mul(2)))?;
        text.reserve(more);
    }
    Ok(())
}

/// The same for so many items more in a list.
pub fn grow_list(items: &mut Vec<Value>, more: usize) -> Result<(), Fault> {
    let count = items.len().saturating_add(more);
    if count > MOST_ITEMS {
        return Err(too_large());
    }
    if count > items.capacity() {
        room(count.max(items.capacity().saturating_mul(2)).saturating_mul(size_of::<Value>()))?;
        items.reserve(more);
    }
    Ok(())
}

/// Err when there is no memory for so many bytes more.
fn room(bytes: usize) -> Result<(), Fault> {
    if bytes < LARGE { Ok(()) } else { check_memory(bytes as u64) }
}

/// Err when memory runs out, whatever takes it.
pub fn memory() -> Result<(), Fault> {
    check_memory(0)
}

fn check_memory(wanted: u64) -> Result<(), Fault> {
    match memory::left() {
        Some(left) if left < wanted.saturating_add(RESERVE) => {
            let says = "Exception of type 'System.OutOfMemoryException' was thrown.";
            Err(Fault::new(FaultKind::Busy, "System.OutOfMemoryException", says)
                .categorized("ResourceUnavailable")
                .fix("Work on it piece by piece, in a pipeline."))
        }
        _ => Ok(()),
    }
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
