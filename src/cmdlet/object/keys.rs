//! What objects are sorted and grouped by.

use std::cmp::Ordering;

use smallvec::{SmallVec, smallvec};

use super::expression::Expression;
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
pub type Entry = SmallVec<[Key; 1]>;

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
            return Ok(smallvec![Key { value: Some(object.clone()), descending: self.descending }]);
        }
        let mut entry = Entry::with_capacity(self.expressions.len());
        for (expression, descending) in &self.expressions {
            let values = expression.values(call, object)?.into_iter();
            entry.extend(values.map(|value| Key { value, descending: *descending }));
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

impl Keys {
    /// Puts what has these keys in order; equal ones stay as they came.
    pub fn sorted<T>(&self, items: Vec<T>, key: impl Fn(&T) -> &Entry) -> Vec<T> {
        // One whole number each is the common case, and a list of numbers is sorted without looking at the items.
        let number = |(at, item): (usize, &T)| match key(item).as_slice() {
            [Key { value: Some(Value::Int(number)), descending: false }] => Some((i64::from(*number), at)),
            [Key { value: Some(Value::Int(number)), descending: true }] => Some((-i64::from(*number), at)),
            _ => None,
        };
        match items.iter().enumerate().map(number).collect::<Option<Vec<_>>>() {
            Some(mut numbers) => {
                numbers.sort_unstable();
                arranged(items, numbers.into_iter().map(|(_, at)| at))
            }
            None => sort(items, &|one, other| self.order(key(one), key(other))),
        }
    }
}

/// The items in another order, given by their places; each place occurs once.
fn arranged<T>(items: Vec<T>, places: impl Iterator<Item = usize>) -> Vec<T> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    places.filter_map(|place| items[place].take()).collect()
}

/// The order of any two values: those that cannot be compared are ordered by their texts.
pub fn order(left: &Value, right: &Value, case: Case) -> Ordering {
    compare::order(left, right, case)
        .unwrap_or_else(|_| compare::order_text(&left.to_string(), &right.to_string(), case))
}

/// Sorts, keeping equal items in their order. Values of different types may contradict each other (`10`, `'9'`), which
/// std's sort answers with a panic; here the result is some order.
fn sort<T>(items: Vec<T>, order: &impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    // Places are moved and not the items, which are large.
    let mut places: Vec<usize> = (0..items.len()).collect();
    let mut merged = places.clone();
    let is_behind = |one: usize, other: usize| order(&items[one], &items[other]).is_gt();
    let mut run = 1;
    while run < items.len() {
        for start in (0..items.len()).step_by(run * 2) {
            let middle = (start + run).min(items.len());
            let end = (start + run * 2).min(items.len());
            merge(&places[start..middle], &places[middle..end], &mut merged[start..end], &is_behind);
        }
        std::mem::swap(&mut places, &mut merged);
        run *= 2;
    }
    arranged(items, places.into_iter())
}

/// Two sorted runs as one; of equals the left ones come first.
fn merge(left: &[usize], right: &[usize], merged: &mut [usize], is_behind: &impl Fn(usize, usize) -> bool) {
    let (mut at_left, mut at_right) = (0, 0);
    for slot in merged {
        let takes_left = match (left.get(at_left), right.get(at_right)) {
            (Some(&one), Some(&other)) => !is_behind(one, other),
            (one, _) => one.is_some(),
        };
        let (run, at) = if takes_left { (left, &mut at_left) } else { (right, &mut at_right) };
        *slot = run[*at];
        *at += 1;
    }
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
