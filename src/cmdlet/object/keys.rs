//! What objects are sorted and grouped by.

use std::cmp::Ordering;

use super::expression::{Expression, Found};
use crate::cmdlet::prelude::*;
use crate::model::compare::{self, Case};

/// One or more keys, the first of them counting most.
pub struct Keys {
    /// Each with whether larger values come first. None: the object itself is the key.
    expressions: Vec<(Expression, bool)>,
    case: Case,
    descending: bool,
}

/// What the keys found in one object.
pub type Entry = Vec<Key>;

pub struct Key {
    /// `None`: the object has no such property.
    pub value: Option<Value>,
    descending: bool,
}

impl Keys {
    /// `descending` is for those that do not say it themselves with `@{Expression=…; Descending=$true}`.
    pub fn new(expressions: Vec<Expression>, descending: bool, case: Case) -> Keys {
        let says = |expression: &Expression, key| expression.option(key).map(crate::model::convert::truth);
        let expressions = expressions
            .into_iter()
            .map(|expression| {
                let own = says(&expression, "Descending").or_else(|| says(&expression, "Ascending").map(|up| !up));
                (expression, own.unwrap_or(descending))
            })
            .collect();
        Keys { expressions, case, descending }
    }

    /// The keys of one object.
    pub fn of(&self, call: &Call, object: &Value) -> Result<Entry, Fault> {
        if self.expressions.is_empty() {
            return Ok(vec![Key { value: Some(object.clone()), descending: self.descending }]);
        }
        let mut entry = Vec::with_capacity(self.expressions.len());
        for (expression, descending) in &self.expressions {
            let found = expression.find(call, object)?.into_iter();
            entry.extend(found.map(|Found { value, .. }| Key { value, descending: *descending }));
        }
        Ok(entry)
    }

    /// Which of two comes first. Objects without a property come last, whatever the direction.
    pub fn order(&self, left: &Entry, right: &Entry) -> Ordering {
        let decided = left.iter().zip(right).map(|(left, right)| match (&left.value, &right.value) {
            (Some(one), Some(other)) => {
                let order = order(one, other, self.case);
                if left.descending { order.reverse() } else { order }
            }
            (one, other) => one.is_none().cmp(&other.is_none()),
        });
        decided.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

/// The order of any two values: those that cannot be compared are ordered by their texts.
pub fn order(left: &Value, right: &Value, case: Case) -> Ordering {
    compare::order(left, right, case)
        .unwrap_or_else(|_| compare::order_text(&left.to_string(), &right.to_string(), case))
}

/// Sorts, keeping equal items in their order. Values of different types may contradict each other (`10`, `'9'`), which
/// std's sort answers with a panic; here the result is some order.
pub fn sort<T>(items: Vec<T>, order: &impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    if items.len() < 2 {
        return items;
    }
    let mut left = items;
    let right = left.split_off(left.len() / 2);
    let mut left = sort(left, order).into_iter().peekable();
    let mut right = sort(right, order).into_iter().peekable();
    let mut merged = Vec::with_capacity(left.len() + right.len());
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        let first = if order(one, other).is_gt() { &mut right } else { &mut left };
        merged.extend(first.next());
    }
    merged.extend(left);
    merged.extend(right);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contradicting_values_are_sorted_without_a_panic() {
        let mixed = |at: i32| match at % 4 {
            0 => Value::Int(at * 7919 % 100),
            1 => Value::text((at * 7919 % 100).to_string()),
            2 => Value::Double(f64::NAN),
            _ => Value::Null,
        };
        let sorted = sort((0..200).map(mixed).collect(), &|a, b| order(a, b, Case::Insensitive));
        assert_eq!(sorted.len(), 200);
    }

    #[test]
    fn equal_items_keep_their_order() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (2, 'e')];
        let sorted = sort(items, &|a: &(i32, char), b: &(i32, char)| a.0.cmp(&b.0));
        assert_eq!(sorted, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c'), (2, 'e')]);
    }
}
