//! Stored objects as people see them.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::identity::display_name;
use crate::model::class::Property;
use crate::model::{ClassInfo, IntoValue, Object, TransportRole, Value};
use crate::store::StoredObject;

/// An object with its declared properties and what every object has. A stored value that cannot be read is shown as
/// it stands, so that it can be found and repaired.
pub fn shown(class: &'static ClassInfo, object: &StoredObject) -> Object {
    let mut properties: Vec<(Arc<str>, Value)> = Vec::with_capacity(class.properties.len() + 7);
    let mut add = |name: &'static str, value: Value| properties.push((Arc::from(name), value));
    add("Identity", display_name(class, object).into_value());
    add("Name", object.name.as_str().into_value());
    for property in class.properties {
        add(property.name, value_of(property, object));
    }
    add("Server", object.scope.as_str().into_value());
    add("Guid", object.id.into_value());
    add("Revision", i64::try_from(object.revision).unwrap_or(i64::MAX).into_value());
    add("WhenCreated", object.created.to_zoned(TimeZone::system()).into_value());
    add("WhenChanged", object.changed.to_zoned(TimeZone::system()).into_value());
    Object::of(class.type_info, properties)
}

fn value_of(property: &Property, object: &StoredObject) -> Value {
    let stored = object.properties.get(property.name).cloned();
    let stored = stored.or_else(|| property.default_for(TransportRole::Hub)).unwrap_or_default();
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
