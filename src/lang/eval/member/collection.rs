//! Members of hashtables.

use super::wrong_count;
use crate::lang::eval::flow::Eval;
use crate::model::compare::{Case, equal};
use crate::model::{Fault, Hash, Object, Value};

pub fn hash_property(hash: &Hash, name: &str) -> Option<Value> {
    match name {
        "count" => Some(Value::Int(i32::try_from(hash.len()).unwrap_or(i32::MAX))),
        "keys" => Some(Value::array(hash.entries().into_iter().map(|(key, _)| key).collect())),
        "values" => Some(Value::array(hash.entries().into_iter().map(|(_, value)| value).collect())),
        _ => None,
    }
}

pub fn call(hash: &Hash, name: &str, arguments: &[Value]) -> Eval<Option<Value>> {
    let first = || arguments.first().cloned().ok_or_else(|| wrong_count(0));
    Ok(Some(match name {
        "containskey" | "contains" => Value::Bool(hash.get(&first()?).is_some()),
        "containsvalue" => {
            let wanted = first()?;
            Value::Bool(hash.entries().iter().any(|(_, value)| equal(value, &wanted, Case::Sensitive)))
        }
        "add" => {
            let [key, value] = arguments else { return Err(wrong_count(arguments.len())) };
            if !hash.add(key.clone(), value.clone()) {
                return Err(Fault::conflict(
                    "DuplicateKey",
                    format!("Item has already been added. Key in dictionary: '{key}'."),
                )
                .into());
            }
            Value::Null
        }
        "remove" => {
            hash.remove(&first()?);
            Value::Null
        }
        "clear" => {
            for (key, _) in hash.entries() {
                hash.remove(&key);
            }
            Value::Null
        }
        "clone" => {
            let copy = if hash.is_ordered { Hash::ordered() } else { Hash::new() };
            for (key, value) in hash.entries() {
                copy.set(key, value);
            }
            Value::Hash(copy)
        }
        "getenumerator" => Value::array(entries(hash)),
        _ => return Ok(None),
    }))
}

/// The entries as objects with Name, Key and Value.
pub fn entries(hash: &Hash) -> Vec<Value> {
    let entry = |(key, value): (Value, Value)| {
        let properties = vec![("Name".into(), key.clone()), ("Key".into(), key), ("Value".into(), value)];
        Value::Object(Object::named("System.Collections.DictionaryEntry", properties))
    };
    hash.entries().into_iter().map(entry).collect()
}
