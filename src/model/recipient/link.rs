//! How a setting names a recipient: by GUID once it is stored, so that it stays the same through renames.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::model::text::{Malformed, quoted, stored_as_text};
use crate::model::{FromValue, IntoValue, Scalar, Value};

/// One of our recipients. On a command line it is a name, an alias, an address, a GUID or the recipient itself; judging
/// the object that holds it turns that into the GUID.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RecipientLink {
    Id(Uuid),
    Named(Box<str>),
}

impl RecipientLink {
    /// What a stored one is.
    pub fn id(&self) -> Option<Uuid> {
        match self {
            RecipientLink::Id(id) => Some(*id),
            RecipientLink::Named(_) => None,
        }
    }
}

impl fmt::Display for RecipientLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecipientLink::Id(id) => id.fmt(f),
            RecipientLink::Named(name) => f.pad(name),
        }
    }
}

impl FromStr for RecipientLink {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<RecipientLink, Malformed> {
        let written = text.trim();
        if written.is_empty() || written.len() > 2000 || written.contains(char::is_control) {
            return Err(Malformed::new(
                format!("{} names no recipient.", quoted(text)),
                "Write a name, an alias, an address or a GUID.",
            ));
        }
        Ok(written.parse().map_or_else(|_| RecipientLink::Named(written.into()), RecipientLink::Id))
    }
}

stored_as_text!(RecipientLink);

impl FromValue for RecipientLink {
    const TYPE_NAME: &'static str = "RecipientIdParameter";

    fn from_value(value: &Value) -> Result<RecipientLink, String> {
        if let Some(own) = value.downcast::<RecipientLink>() {
            return Ok(own.clone());
        }
        let text = match value {
            Value::Object(object) => {
                let guid = object.get("Guid").filter(|guid| matches!(guid, Value::Guid(_)));
                guid.or_else(|| object.get("Identity")).or_else(|| object.get("Name")).map(|named| named.to_string())
            }
            Value::Null | Value::Array(_) | Value::Hash(_) | Value::Secret(_) | Value::Block(_) => None,
            plain => Some(plain.to_string()),
        };
        let text = text.ok_or_else(|| format!("a recipient is expected here, not {}", value.type_name()))?;
        text.parse().map_err(|bad: Malformed| bad.reason())
    }
}

impl Scalar for RecipientLink {
    fn type_name(&self) -> &'static str {
        "RecipientId"
    }

    fn read(&self, text: &str) -> Option<Value> {
        text.parse::<RecipientLink>().ok().map(Value::scalar)
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl IntoValue for RecipientLink {
    fn into_value(self) -> Value {
        Value::scalar(self)
    }
}
