//! What comes into a layout that objects of another kind began: in pieces, each with what it shows.

use std::sync::Arc;

use super::view;
use crate::model::{Object, Value};

/// What a value is shown as among those of another kind: itself, or an entry of a hashtable.
pub enum Part {
    Whole(Value),
    Entry(Value, Value),
}

pub fn parts(value: &Value) -> Vec<Part> {
    match value {
        Value::Hash(hash) => hash.entries().into_iter().map(|(key, value)| Part::Entry(key, value)).collect(),
        value => vec![Part::Whole(value.clone())],
    }
}

impl Part {
    /// In a list.
    pub fn shown(&self) -> Vec<(Arc<str>, Value)> {
        match self {
            Part::Whole(Value::Object(object)) if let Some(info) = view::declared(object) => {
                let names: Vec<Arc<str>> = info.shown.iter().map(|name| Arc::from(*name)).collect();
                let values = values(object, &names);
                names.into_iter().zip(values).collect()
            }
            Part::Whole(Value::Guid(guid)) => vec![("Guid".into(), Value::text(guid.to_string()))],
            Part::Whole(value) => value.properties(),
            Part::Entry(key, value) => {
                vec![("Name".into(), key.clone()), ("Key".into(), key.clone()), ("Value".into(), value.clone())]
            }
        }
    }

    /// In a row.
    pub fn values(&self, names: &[Arc<str>]) -> Vec<Value> {
        match self {
            Part::Whole(Value::Object(object)) => {
                names.iter().map(|name| object.get(name).unwrap_or_default()).collect()
            }
            Part::Whole(value) => names.iter().map(|name| value.property(name).unwrap_or_default()).collect(),
            Part::Entry(..) => {
                let shown = self.shown();
                let value = |name: &Arc<str>| shown.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                names.iter().map(|name| value(name).map_or(Value::Null, |(_, value)| value.clone())).collect()
            }
        }
    }
}

/// What the view of the object's type shows of it.
pub fn values(object: &Object, names: &[Arc<str>]) -> Vec<Value> {
    let views = view::declared(object).map_or(&[][..], |info| view::of_type(info).columns);
    let value = |(at, name): (usize, &Arc<str>)| match views.get(at).and_then(|view| view.text) {
        Some(text) => text(object),
        None => object.get(name).unwrap_or(Value::Null),
    };
    names.iter().enumerate().map(value).collect()
}
