//! What transport rules can ask and do.

mod collection;
mod get_transport_rule_action;
mod get_transport_rule_predicate;
mod phrase;

pub use collection::{
    EXPORT_JOURNAL_RULE_COLLECTION, EXPORT_TRANSPORT_RULE_COLLECTION, IMPORT_JOURNAL_RULE_COLLECTION,
    IMPORT_TRANSPORT_RULE_COLLECTION,
};
pub use get_transport_rule_action::GET_TRANSPORT_RULE_ACTION;
pub use get_transport_rule_predicate::GET_TRANSPORT_RULE_PREDICATE;
