//! `$input`, `$foreach`, `$switch` and what `GetEnumerator()` gives: what goes through a list one by one, forwards only.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::{Scalar, Value};

/// A place in a list. Copies share the place: who takes an item takes it from all.
#[derive(Clone)]
pub struct Enumerator(Arc<Mutex<Walk>>, Arc<str>);

/// The type of `$input` and its like.
const OF_LISTS: &str = "System.Collections.ArrayList+ArrayListEnumeratorSimple";

struct Walk {
    items: Vec<Value>,
    /// How many have been passed: the last of them is the current one.
    passed: usize,
}

impl Enumerator {
    pub fn new(items: Vec<Value>) -> Enumerator {
        Enumerator::named(items, OF_LISTS)
    }

    /// Of a type of .NET.
    pub fn named(items: Vec<Value>, full_type_name: impl Into<Arc<str>>) -> Enumerator {
        Enumerator(Arc::new(Mutex::new(Walk { items, passed: 0 })), full_type_name.into())
    }

    /// Goes on to the next item; `None` behind the last one.
    pub fn advance(&self) -> Option<Value> {
        let mut walk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = walk.items.get(walk.passed).cloned();
        walk.passed += usize::from(next.is_some());
        next
    }

    /// Back to where it began.
    pub fn reset(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).passed = 0;
    }

    /// Whether it goes through the entries of a dictionary: the current one's halves are its own, too.
    fn is_of_entries(&self) -> bool {
        ["Hashtable", "Dictionary"].iter().any(|kind| self.1.contains(kind))
    }

    fn current(&self) -> Value {
        let walk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        walk.passed.checked_sub(1).and_then(|at| walk.items.get(at)).cloned().unwrap_or_default()
    }

    /// The items that have not been passed: now they have.
    fn rest(&self) -> Vec<Value> {
        let mut walk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = walk.items[walk.passed..].to_vec();
        walk.passed = walk.items.len();
        rest
    }
}

impl fmt::Display for Enumerator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Value::array(self.rest()))
    }
}

impl Scalar for Enumerator {
    fn type_name(&self) -> &'static str {
        "IEnumerator"
    }

    fn full_type_name(&self) -> String {
        self.1.to_string()
    }

    /// Before the first entry, `.Key` and `.Value` are those of all of them.
    fn member(&self, name: &str) -> Option<Value> {
        if name.eq_ignore_ascii_case("Current") {
            return Some(self.current());
        }
        let is_half = ["Key", "Value"].iter().any(|half| half.eq_ignore_ascii_case(name));
        let entry = self.current();
        match entry.is_null() || !self.is_of_entries() {
            true => None,
            false if name.eq_ignore_ascii_case("Entry") => Some(entry),
            false => is_half.then(|| entry.property(name))?,
        }
    }

    fn members(&self) -> &'static [&'static str] {
        if self.is_of_entries() { &["Current", "Entry", "Key", "Value"] } else { &["Current"] }
    }

    fn items(&self) -> Option<Vec<Value>> {
        Some(self.rest())
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_once_is_gone() {
        let walk = Enumerator::new(vec![Value::Int(1), Value::Int(2), Value::Int(3)]);
        assert!(walk.current().is_null());
        assert_eq!(walk.clone().advance().map(|item| item.to_string()).as_deref(), Some("1"));
        assert_eq!(walk.to_string(), "2 3");
        assert!(walk.advance().is_none());
        walk.reset();
        assert_eq!(walk.items().map(|items| items.len()), Some(3));
    }
}
