//! A value as text inside a table or list, where each has one line or a few.

use std::borrow::Cow;

use crate::lang::enumerator::Enumerator;
use crate::model::{Array, Hash, Object, Value};

/// The type of a fault as scripts see it.
const ERROR_RECORD: &str = "System.Management.Automation.ErrorRecord";

/// The text of a property's value. `items` is how many elements of a collection are shown before `…`
/// (`$FormatEnumerationLimit`).
pub fn cell(value: &Value, items: usize) -> Cow<'_, str> {
    Cow::Owned(match value {
        Value::String(text) => return Cow::Borrowed(text),
        Value::Int(number) => number.to_string(),
        Value::Array(array) => collection(array, items),
        Value::Hash(hash) => pairs(hash, items),
        Value::Object(object) => message(object).unwrap_or_else(|| value.to_string()),
        // What is gone through once only keeps its items.
        Value::Scalar(scalar)
            if value.downcast::<Enumerator>().is_none()
                && let Some(all) = scalar.items() =>
        {
            braced(all.iter().map(element), items)
        }
        value => value.to_string(),
    })
}

/// What a fault's record says, or the record of an exception; `None` for any other object.
pub fn message(object: &Object) -> Option<String> {
    if object.type_name() != ERROR_RECORD {
        return None;
    }
    match object.get("Exception") {
        Some(Value::Object(exception)) => exception.get("Message").map(|message| message.to_string()),
        _ => None,
    }
}

fn collection(array: &Array, items: usize) -> String {
    braced(array.items().iter().map(element), items)
}

fn pairs(hash: &Hash, items: usize) -> String {
    let entries = hash.entries();
    braced(entries.iter().map(|(key, value)| format!("[{}, {}]", element(key), element(value))), items)
}

/// One element of a collection. A collection inside it is only named, as it may hold itself.
fn element(value: &Value) -> String {
    match value {
        Value::Null => "$null".to_owned(),
        Value::Array(nested) => nested.full_name(),
        Value::Object(object) => message(object).unwrap_or_else(|| value.to_string()),
        Value::Scalar(scalar) if let Some(name) = scalar.name_in_list() => name.to_owned(),
        value => value.to_string(),
    }
}

fn braced(elements: impl Iterator<Item = String>, items: usize) -> String {
    let mut text = String::from("{");
    for (at, element) in elements.enumerate() {
        if at == items {
            text.push('…');
            break;
        }
        if at > 0 {
            text.push_str(", ");
        }
        text.push_str(&element);
    }
    text.push('}');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collections_show_their_first_elements() {
        let numbers = |count: i32| Value::array((1..=count).map(Value::Int).collect());
        assert_eq!(cell(&numbers(4), 4), "{1, 2, 3, 4}");
        assert_eq!(cell(&numbers(5), 4), "{1, 2, 3, 4…}");
        assert_eq!(cell(&numbers(0), 4), "{}");
        assert_eq!(cell(&Value::array(vec![Value::Null, numbers(2)]), 4), "{$null, System.Object[]}");
        let hash = Hash::new();
        hash.set(Value::text("a"), Value::Int(1));
        assert_eq!(cell(&Value::Hash(hash), 4), "{[a, 1]}");
        assert_eq!(cell(&Value::Null, 4), "");
    }
}
