//! Stored objects as people see them.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::identity::display_name;
use crate::model::class::Property;
use crate::model::{ClassInfo, Directory, IntoValue, Object, RecipientLink, TransportRole, Value};
use crate::store::StoredObject;

/// An object with its declared properties and what every object has. A stored value that cannot be read is shown as
/// it stands, so that it can be found and repaired.
pub fn shown(class: &'static ClassInfo, object: &StoredObject, directory: &Directory) -> Object {
    let mut properties: Vec<(Arc<str>, Value)> = Vec::with_capacity(class.properties.len() + 7);
    let mut add = |name: &'static str, value: Value| properties.push((Arc::from(name), value));
    add("Identity", display_name(class, object).into_value());
    add("Name", object.name.as_str().into_value());
    for property in class.properties {
        add(property.name, named(value_of(property, object), directory));
    }
    add("Server", object.scope.as_str().into_value());
    add("Guid", object.id.into_value());
    add("Revision", i64::try_from(object.revision).unwrap_or(i64::MAX).into_value());
    add("WhenCreated", object.created.to_zoned(TimeZone::system()).into_value());
    add("WhenChanged", object.changed.to_zoned(TimeZone::system()).into_value());
    Object::of(class.type_info, properties)
}

/// Names in place of the GUIDs by which recipients are kept; one that is gone keeps its GUID.
fn named(value: Value, directory: &Directory) -> Value {
    let name = |value: &Value| {
        let one = value.downcast::<RecipientLink>()?.id().and_then(|id| directory.get(id))?;
        Some(one.name().into_value())
    };
    match &value {
        Value::Array(items) if items.items().iter().any(|item| item.downcast::<RecipientLink>().is_some()) => {
            Value::array(items.items().iter().map(|item| name(item).unwrap_or_else(|| item.clone())).collect())
        }
        Value::Array(_) => value,
        one => name(one).unwrap_or(value),
    }
}

/// One property as `Get-` shows it.
pub fn shown_value(property: &Property, object: &StoredObject, directory: &Directory) -> Value {
    named(value_of(property, object), directory)
}

fn value_of(property: &Property, object: &StoredObject) -> Value {
    let stored = property.stored_in(&object.properties, TransportRole::Hub).unwrap_or_default();
    (property.show)(&stored).unwrap_or_else(|_| stored.to_string().into_value())
}

/// A stored value on one line, for differences: `{a, b}` for lists, `$null` for nothing, a word for a secret.
pub fn in_words(property: &Property, stored: Option<&serde_json::Value>) -> String {
    let Some(stored) = stored.filter(|stored| !stored.is_null()) else { return "$null".to_owned() };
    match (property.show)(stored) {
        Ok(Value::Array(items)) => {
            let items: Vec<String> = items.items().iter().map(ToString::to_string).collect();
            format!("{{{}}}", items.join(", "))
        }
        Ok(Value::String(text)) if text.is_empty() => "''".to_owned(),
        Ok(value) => value.to_string(),
        Err(_) => stored.to_string(),
    }
}
