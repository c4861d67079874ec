//! Transport rules as a file: all of them out, all of them in.
//!
//! The document is Exchange's (`<rules>`, a `<rule>` for each with the command that makes it), so that what either
//! writes the other reads as far as it knows the parameters. Nothing in a document is run: its commands are read as
//! names and constants, and anything else is a fault that names the rule.

mod command;
mod document;
mod export;
mod import;

pub use export::EXPORT_TRANSPORT_RULE_COLLECTION;
pub use import::IMPORT_TRANSPORT_RULE_COLLECTION;
