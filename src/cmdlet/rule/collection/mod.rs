//! Transport rules, or journal rules, as a file: all of them out, all of them in.
//!
//! The document is Exchange's (`<rules>`, a `<rule>` for each with the command that makes it), so that what either
//! writes the other reads as far as it knows the parameters. Nothing in a document is run: its commands are read as
//! names and constants, and anything else is a fault that names the rule.

mod command;
mod document;
mod export;
mod import;

use crate::model::class::ClassInfo;
use crate::model::{JournalRule, TransportRule};

pub use export::{EXPORT_JOURNAL_RULE_COLLECTION, EXPORT_TRANSPORT_RULE_COLLECTION};
pub use import::{IMPORT_JOURNAL_RULE_COLLECTION, IMPORT_TRANSPORT_RULE_COLLECTION};

/// Rules of which there is a file.
struct Collection {
    class: &'static ClassInfo,
    /// The cmdlet that makes one.
    made_by: &'static str,
    /// Several of them, in words.
    plural: &'static str,
    /// What the document calls itself.
    title: &'static str,
    /// Whether each has its place among the others.
    has_order: bool,
}

static TRANSPORT: Collection = Collection {
    class: TransportRule::INFO,
    made_by: "New-TransportRule",
    plural: "transport rules",
    title: "TransportVersioned",
    has_order: true,
};

static JOURNAL: Collection = Collection {
    class: JournalRule::INFO,
    made_by: "New-JournalRule",
    plural: "journal rules",
    title: "JournalingVersioned",
    has_order: false,
};
