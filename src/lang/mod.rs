//! The language: PowerShell 7 as transport administrators write it.
//!
//! Text becomes a typed tree in [`ast`]. Nothing in that tree has been looked up or evaluated: whether a command
//! exists, what a variable holds and what an operator does to its operands is decided by those who walk it.

pub mod ast;
pub mod call;
pub mod usage;
