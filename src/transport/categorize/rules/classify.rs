//! The label of a message, written where servers and mail programs look for it.

use super::act::{remove, set};
use super::fork::Fork;
use super::predicate::CLASSIFICATION;
use crate::model::MessageClassification;

/// Gives a message one classification, in place of any that it has: for rules in a field of the organization, which no
/// stranger can bring and which does not leave it; for Outlook in those of MS-OXCMAIL §2.1.3.2.17.
pub fn classify(fork: &mut Fork, classification: &MessageClassification) {
    let label = classification.label().to_string();
    set(fork, CLASSIFICATION, &label);
    set(fork, "X-Microsoft-Classified", "true");
    set(fork, "X-Microsoft-Classification", &classification.display_name);
    set(fork, "X-Microsoft-ClassDesc", classification.told());
    set(fork, "X-Microsoft-ClassID", &label);
    match classification.retain_classification_enabled {
        true => set(fork, "X-Microsoft-ClassKeep", "true"),
        false => remove(fork, "X-Microsoft-ClassKeep"),
    }
}
