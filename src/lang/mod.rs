//! The language: PowerShell 7 as transport administrators write it.
//!
//! [`parse()`] turns text into a typed tree in [`ast`]. Nothing in that tree has been looked up or evaluated: whether a
//! command exists, what a variable holds and what an operator does to its operands is decided by those who walk it.
//! What is not supported is refused by the parser, by name and with its place, before anything runs.

pub mod ast;
pub mod bind;
mod bounds;
pub mod call;
pub mod chance;
pub mod collection;
pub mod comment_help;
pub mod completion;
pub mod composite;
pub mod data_file;
pub mod dates;
pub mod endpoint;
pub mod enumeration;
pub mod enumerator;
pub mod error_category;
pub mod error_class;
pub mod eval;
pub mod format;
pub mod found;
pub mod highlight;
mod lex;
pub mod number_format;
mod parse;
mod pattern_fault;
mod position;
pub mod reference;
mod requires;
pub mod scalars;
pub mod secrets;
pub mod semantic_version;
pub mod text_encoding;
pub mod types;
pub mod usage;
pub mod web_address;

pub use parse::{is_incomplete, parse, parse_file, parse_file_at};
