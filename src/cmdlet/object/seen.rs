//! What has been there already, for `-Unique`.

use std::collections::HashMap;

use crate::model::Value;
use crate::model::compare::{self, Case};

/// The values seen so far; equal ones are found through their text, so that a long list takes no square of time.
pub struct Seen {
    case: Case,
    by_text: HashMap<String, Vec<Value>>,
}

impl Seen {
    pub fn new(case: Case) -> Seen {
        Seen { case, by_text: HashMap::new() }
    }

    /// Remembers a value; false when an equal one is there.
    pub fn is_new(&mut self, value: &Value) -> bool {
        let known = self.by_text.entry(text(value).to_lowercase()).or_default();
        if known.iter().any(|known| is_same(known, value, self.case)) {
            return false;
        }
        known.push(value.clone());
        true
    }
}

/// A text that equal values share.
fn text(value: &Value) -> String {
    match value.bare() {
        Value::Object(object) => {
            object.properties().iter().map(|(name, value)| format!("{name}={};", text(value))).collect()
        }
        Value::Decimal(number) => number.normalize().to_string(),
        Value::Date(date) => date.timestamp().to_string(),
        other => other.to_string(),
    }
}

/// Objects are the same when they have the same properties with the same values.
pub fn is_same(left: &Value, right: &Value, case: Case) -> bool {
    match (left.bare(), right.bare()) {
        (Value::Object(left), Value::Object(right)) => {
            let (left, right) = (left.properties(), right.properties());
            left.len() == right.len()
                && left.iter().zip(&right).all(|((name, value), (other, same))| {
                    name.eq_ignore_ascii_case(other) && is_same(value, same, case)
                })
        }
        (Value::Array(left), Value::Array(right)) => {
            let (left, right) = (left.items(), right.items());
            left.len() == right.len() && left.iter().zip(&right).all(|(left, right)| is_same(left, right, case))
        }
        (left, right) => compare::equal(left, right, case),
    }
}
