//! What differs between two states of an object, ready to be shown: `-WhatIf`, history and comparisons.

use serde_json::Value;

use super::Properties;
use crate::model::is_protected;

/// What is shown in place of a secret.
const HIDDEN: &str = "(hidden)";

/// One property that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertyChange {
    pub name: String,
    /// `None`: it was not set.
    pub before: Option<Value>,
    /// `None`: it is not set any more.
    pub after: Option<Value>,
}

/// The properties that differ, in the order of the later state, then those that are gone.
///
/// Secrets are hidden; that a secret was changed shows all the same.
pub fn difference(before: &Properties, after: &Properties) -> Vec<PropertyChange> {
    let changed = after.iter().filter(|(name, value)| before.get(*name) != Some(value)).map(|(name, _)| name);
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    changed
        .chain(gone)
        .map(|name| PropertyChange {
            name: name.clone(),
            before: before.get(name).map(without_secrets),
            after: after.get(name).map(without_secrets),
        })
        .collect()
}

/// A stored value as it may be shown: sealed secrets and password hashes, however deep, are replaced by a word.
pub fn without_secrets(value: &Value) -> Value {
    match value {
        protected if is_protected(protected) => HIDDEN.into(),
        Value::Array(items) => items.iter().map(without_secrets).collect(),
        Value::Object(map) => map.iter().map(|(name, value)| (name.clone(), without_secrets(value))).collect(),
        plain => plain.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_differs_is_told_without_secrets() {
        let login = |user: &str, sealed: &str| json!({ "UserName": user, "Password": { "$sealed": sealed } });
        let before = json!({ "Same": [1, 2], "Cost": 1, "Gone": true, "Login": login("ann", "AAAA") });
        let after = json!({ "New": "x", "Login": login("ann", "BBBB"), "Same": [1, 2], "Cost": 2 });
        let change = |name: &str, before: Value, after: Value| PropertyChange {
            name: name.to_owned(),
            before: Some(before).filter(|value| !value.is_null()),
            after: Some(after).filter(|value| !value.is_null()),
        };
        let shown = json!({ "UserName": "ann", "Password": "(hidden)" });
        assert_eq!(
            difference(before.as_object().unwrap(), after.as_object().unwrap()),
            [
                change("New", Value::Null, json!("x")),
                change("Login", shown.clone(), shown),
                change("Cost", json!(1), json!(2)),
                change("Gone", json!(true), Value::Null),
            ]
        );
        assert_eq!(difference(before.as_object().unwrap(), before.as_object().unwrap()), []);
    }
}
