//! What a long search gives: what it found, and on the way how far it is.

use serde::{Deserialize, Serialize};

/// One step of a search. As JSON a record is itself, and progress `{"searched":1048576,"of":20971520}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Found<T> {
    /// So many bytes have been looked through of all that the question leaves. Only where it was asked for.
    Searched {
        searched: u64,
        of: u64,
    },
    Record(T),
}

impl<T> Found<T> {
    /// What was found.
    pub fn record(self) -> Option<T> {
        match self {
            Found::Record(record) => Some(record),
            Found::Searched { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_and_records_are_told_apart() {
        for (found, json) in [
            (Found::Searched { searched: 1, of: 2 }, r#"{"searched":1,"of":2}"#),
            (Found::Record("text".to_owned()), r#""text""#),
        ] {
            assert_eq!(serde_json::to_string(&found).expect("JSON"), json);
            assert_eq!(serde_json::from_str::<Found<String>>(json).expect("one of both"), found);
        }
    }
}
