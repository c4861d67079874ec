//! .NET's collections that are no arrays: sets, queues and stacks, with or without a type of their elements.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::types::{Base, Type, cast};
use crate::model::compare::{Case, equal, order};
use crate::model::{Hash, Scalar, Unconvertible, Value};

/// `[System.Collections.Generic.HashSet[string]]` and its like. Copies of the value share it.
pub struct Collection {
    pub of: Type,
    items: Items,
}

enum Items {
    /// The keys of a table, which finds them.
    Set(Hash),
    /// Of a stack, the top is in front.
    Line(Mutex<VecDeque<Value>>),
}

impl Collection {
    /// An empty one; `None` for a type that is none of these. `ignores_case`: text of a set in other letter case is the
    /// same text.
    pub fn empty(of: Type, ignores_case: bool) -> Option<Collection> {
        let items = match of.base {
            Base::HashSet | Base::SortedSet => {
                Items::Set(if ignores_case { Hash::new() } else { Hash::minding_case(false) })
            }
            Base::Queue | Base::Stack | Base::PlainQueue | Base::PlainStack => Items::Line(Mutex::default()),
            _ => return None,
        };
        Some(Collection { of, items })
    }

    /// As a set compares text.
    pub fn ignores_case(&self) -> bool {
        matches!(&self.items, Items::Set(keys) if !keys.minds_case())
    }

    pub fn is_set(&self) -> bool {
        matches!(self.items, Items::Set(_))
    }

    pub fn is_stack(&self) -> bool {
        matches!(self.of.base, Base::Stack | Base::PlainStack)
    }

    /// As an element is kept.
    pub fn element(&self, value: &Value) -> Result<Value, Unconvertible> {
        let element = Type::of(self.of.of[0]);
        if element.base == Base::Object { Ok(value.clone()) } else { cast(value, element) }
    }

    /// Takes an element in; false where a set has it. A queue puts it at its end, a stack on its top.
    pub fn add(&self, element: Value) -> bool {
        match &self.items {
            Items::Set(keys) => keys.add(element, Value::Null),
            Items::Line(line) => {
                let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
                if self.is_stack() {
                    line.push_front(element)
                } else {
                    line.push_back(element)
                }
                true
            }
        }
    }

    /// Takes the next element out of a queue or a stack.
    pub fn take(&self) -> Option<Value> {
        match &self.items {
            Items::Set(_) => None,
            Items::Line(line) => line.lock().unwrap_or_else(PoisonError::into_inner).pop_front(),
        }
    }

    /// The element that comes next.
    pub fn next(&self) -> Option<Value> {
        match &self.items {
            Items::Set(_) => None,
            Items::Line(line) => line.lock().unwrap_or_else(PoisonError::into_inner).front().cloned(),
        }
    }

    pub fn contains(&self, element: &Value) -> bool {
        match &self.items {
            Items::Set(keys) => keys.get(element).is_some(),
            Items::Line(_) => self.all().iter().any(|item| equal(item, element, Case::Sensitive)),
        }
    }

    /// Takes an element out of a set; false where it has none such.
    pub fn remove(&self, element: &Value) -> bool {
        match &self.items {
            Items::Set(keys) => keys.remove(element).is_some(),
            Items::Line(_) => false,
        }
    }

    pub fn clear(&self) {
        match &self.items {
            Items::Set(keys) => keys.entries().iter().for_each(|(key, _)| drop(keys.remove(key))),
            Items::Line(line) => line.lock().unwrap_or_else(PoisonError::into_inner).clear(),
        }
    }

    pub fn count(&self) -> usize {
        match &self.items {
            Items::Set(keys) => keys.len(),
            Items::Line(line) => line.lock().unwrap_or_else(PoisonError::into_inner).len(),
        }
    }

    /// Its elements in the order in which a loop goes through them.
    pub fn all(&self) -> Vec<Value> {
        match &self.items {
            Items::Set(keys) => {
                let mut all: Vec<Value> = keys.entries().into_iter().map(|(key, _)| key).collect();
                if self.of.base == Base::SortedSet {
                    all.sort_by(|a, b| order(a, b, Case::Sensitive).unwrap_or(std::cmp::Ordering::Equal));
                }
                all
            }
            Items::Line(line) => line.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect(),
        }
    }
}

impl fmt::Display for Collection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Value::array(self.all()))
    }
}

impl Scalar for Collection {
    fn type_name(&self) -> &'static str {
        let full = self.of.base.full_name();
        full.rsplit('.').next().unwrap_or(full)
    }

    fn full_type_name(&self) -> String {
        self.of.to_string()
    }

    fn member(&self, name: &str) -> Option<Value> {
        name.eq_ignore_ascii_case("Count").then(|| Value::Int(i32::try_from(self.count()).unwrap_or(i32::MAX)))
    }

    fn members(&self) -> &'static [&'static str] {
        &["Count"]
    }

    fn items(&self) -> Option<Vec<Value>> {
        Some(self.all())
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// `[StringComparer]::OrdinalIgnoreCase`: how a set or a dictionary is to compare text.
pub struct TextComparer {
    pub name: &'static str,
}

impl TextComparer {
    pub const NAMES: [&str; 6] = [
        "CurrentCulture",
        "CurrentCultureIgnoreCase",
        "InvariantCulture",
        "InvariantCultureIgnoreCase",
        "Ordinal",
        "OrdinalIgnoreCase",
    ];

    /// By the name of the static property.
    pub fn named(name: &str) -> Option<TextComparer> {
        let known = TextComparer::NAMES.iter().find(|known| known.eq_ignore_ascii_case(name))?;
        Some(TextComparer { name: known })
    }

    pub fn ignores_case(&self) -> bool {
        self.name.ends_with("IgnoreCase")
    }
}

impl fmt::Display for TextComparer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full_type_name())
    }
}

impl Scalar for TextComparer {
    fn type_name(&self) -> &'static str {
        match self.name {
            "Ordinal" => "OrdinalCaseSensitiveComparer",
            "OrdinalIgnoreCase" => "OrdinalIgnoreCaseComparer",
            _ => "CultureAwareComparer",
        }
    }

    fn full_type_name(&self) -> String {
        format!("System.{}", self.type_name())
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
