//! Methods of hashtables.

use super::super::stop::Eval;
use super::{Answer, argument, threw, wrong_count};
use crate::model::compare::{Case, equal};
use crate::model::{Hash, Object, Value, convert};

pub(super) fn call(hash: &Hash, name: &str, arguments: &[Value]) -> Eval<Answer> {
    let first = || argument(arguments, 0, name);
    Ok(match name {
        "containskey" | "contains" => Answer::Is(Value::Bool(hash.get(first()?).is_some())),
        "containsvalue" => {
            let wanted = first()?;
            Answer::Is(Value::Bool(hash.entries().iter().any(|(_, value)| equal(value, wanted, Case::Sensitive))))
        }
        "add" => {
            let [key, value] = arguments else { return Err(wrong_count("Add", arguments.len())) };
            if !hash.add(key.clone(), value.clone()) {
                let says = format!("Item has already been added. Key in dictionary: '{key}'  Key being added: '{key}'");
                return Err(threw("Add", 2, &says));
            }
            Answer::Void
        }
        "set_item" => {
            let [key, value] = arguments else { return Err(wrong_count("set_Item", arguments.len())) };
            hash.set(key.clone(), value.clone());
            Answer::Void
        }
        "get_item" => Answer::Is(hash.get(first()?).unwrap_or_default()),
        "remove" => {
            hash.remove(first()?);
            Answer::Void
        }
        "insert" if hash.is_ordered => {
            let [at, key, value] = arguments else { return Err(wrong_count("Insert", arguments.len())) };
            let mut entries = hash.entries();
            let place = usize::try_from(convert::to_int(at)?).ok().filter(|place| *place <= entries.len());
            let place = place.ok_or_else(|| threw("Insert", 3, OUT_OF_RANGE))?;
            if hash.get(key).is_some() {
                let says = format!("Item has already been added. Key in dictionary: '{key}'  Key being added: '{key}'");
                return Err(threw("Insert", 3, &says));
            }
            entries.insert(place, (key.clone(), value.clone()));
            refill(hash, entries);
            Answer::Void
        }
        "removeat" if hash.is_ordered => {
            let entries = hash.entries();
            let place = usize::try_from(convert::to_int(first()?)?).ok();
            let (key, _) =
                place.and_then(|place| entries.get(place)).ok_or_else(|| threw("RemoveAt", 1, OUT_OF_RANGE))?;
            hash.remove(key);
            Answer::Void
        }
        "clear" => {
            for (key, _) in hash.entries() {
                hash.remove(&key);
            }
            Answer::Void
        }
        "clone" => {
            let copy = if hash.is_ordered { Hash::ordered() } else { Hash::new() };
            hash.entries().into_iter().for_each(|(key, value)| copy.set(key, value));
            Answer::Is(Value::Hash(copy))
        }
        "getenumerator" => Answer::Is(Value::array(entries(hash))),
        _ => Answer::NoSuch,
    })
}

const OUT_OF_RANGE: &str = "Specified argument was out of the range of valid values. (Parameter 'index')";

/// Gives an ordered hashtable these entries, in this order.
fn refill(hash: &Hash, entries: Vec<(Value, Value)>) {
    for (key, _) in hash.entries() {
        hash.remove(&key);
    }
    entries.into_iter().for_each(|(key, value)| hash.set(key, value));
}

/// The entries as objects with Name, Key and Value.
fn entries(hash: &Hash) -> Vec<Value> {
    let entry = |(key, value): (Value, Value)| {
        let properties = vec![("Name".into(), key.clone()), ("Key".into(), key), ("Value".into(), value)];
        Value::Object(Object::named("System.Collections.DictionaryEntry", properties))
    };
    hash.entries().into_iter().map(entry).collect()
}
