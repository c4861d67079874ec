//! Forgetting old history.

use jiff::Timestamp;

use super::{HistoryQuery, Store, StoreError};

/// Forgets what happened before `cutoff`. Returns the oldest revision whose state is still known.
///
/// Current objects are never touched, and the state that held at `cutoff` stays known. Any node may call this at any
/// time; two that do so at once do no harm.
pub fn forget_before(store: &dyn Store, cutoff: Timestamp) -> Result<u64, StoreError> {
    let last_before = HistoryQuery { until: Some(cutoff), limit: Some(1), ..HistoryQuery::default() };
    match store.history(&last_before)?.first() {
        Some(entry) => store.trim_history(entry.revision),
        None => store.oldest(),
    }
}
