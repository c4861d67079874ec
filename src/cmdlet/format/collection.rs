//! `-Expand`: whether a collection is laid out, what is in it, or both.

use crate::cmdlet::prelude::*;
use crate::lang::eval::dictionary_entries;
use crate::model::choice::choice;

choice! {
    /// What of a collection is laid out.
    Expansion as "String" {
        /// The collection itself: its properties.
        CoreOnly,
        /// What is in it.
        EnumOnly,
        /// Its properties, then what is in it.
        Both,
    }
}

/// What is in a collection; `None` where the value is none.
pub fn items(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(array) => Some(array.items()),
        Value::Hash(hash) => Some(dictionary_entries(hash)),
        Value::Scalar(scalar) => scalar.items(),
        _ => None,
    }
}

/// A collection as an object with its own properties, those of .NET that say something here.
pub fn core(value: &Value) -> Value {
    let count = |length: usize| Value::Int(i32::try_from(length).unwrap_or(i32::MAX));
    let no = || Value::Bool(false);
    let properties = match value {
        Value::Array(array) if array.is_list() => {
            vec![("Count", count(array.len()))]
        }
        Value::Array(array) => vec![
            ("Length", count(array.len())),
            ("LongLength", Value::Long(i64::try_from(array.len()).unwrap_or(i64::MAX))),
            ("Rank", Value::Int(1)),
            ("SyncRoot", value.clone()),
            ("IsReadOnly", no()),
            ("IsFixedSize", Value::Bool(true)),
            ("IsSynchronized", no()),
            ("Count", count(array.len())),
        ],
        Value::Hash(hash) => {
            let (keys, values): (Vec<_>, Vec<_>) = hash.entries().into_iter().unzip();
            vec![
                ("IsReadOnly", no()),
                ("IsFixedSize", no()),
                ("IsSynchronized", no()),
                ("Keys", Value::array(keys)),
                ("Values", Value::array(values)),
                ("Count", count(hash.len())),
            ]
        }
        other => return other.clone(),
    };
    let properties = properties.into_iter().map(|(name, value)| (name.into(), value)).collect();
    Value::Object(Object::named(value.full_type_name(), properties))
}

/// What `Both` says between the collection and what is in it.
pub fn contents(count: usize) -> String {
    match count {
        0 => "The IEnumerable contains no objects.".to_owned(),
        1 => "The IEnumerable contains the following object:".to_owned(),
        many => format!("The IEnumerable contains the following {many} objects:"),
    }
}

/// What `Both` says in front of the collection.
pub const HEADER: &str = "The following object supports IEnumerable:";
