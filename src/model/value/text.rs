//! A value as text, and as what developers see of it.

use std::fmt;

use super::Value;

/// Invariant-culture text, as in string interpolation. Objects and collections have their own forms in `lang`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => Ok(()),
            Value::Bool(true) => f.write_str("True"),
            Value::Bool(false) => f.write_str("False"),
            Value::Char(c) => write!(f, "{c}"),
            Value::Int(n) => write!(f, "{n}"),
            Value::Long(n) => write!(f, "{n}"),
            Value::Decimal(n) => write!(f, "{n}"),
            Value::Double(n) => f.write_str(&crate::model::number::double_text(*n)),
            Value::Fixed(n) => write!(f, "{n}"),
            Value::String(text) => f.write_str(text),
            Value::Date(date) => write!(f, "{}", date.strftime("%m/%d/%Y %H:%M:%S")),
            Value::Guid(guid) => write!(f, "{guid}"),
            Value::Ip(ip) => write!(f, "{ip}"),
            Value::Scalar(scalar) => write!(f, "{scalar}"),
            Value::Secret(_) => f.write_str("System.Security.SecureString"),
            Value::Array(array) => {
                for (at, item) in array.items().iter().enumerate() {
                    if at > 0 {
                        f.write_str(" ")?;
                    }
                    match item {
                        Value::Array(nested) => write!(f, "{}", nested.full_name())?,
                        item => write!(f, "{item}")?,
                    }
                }
                Ok(())
            }
            Value::Hash(hash) => f.write_str(hash.full_name()),
            Value::Object(object) if let Some(base) = object.base() => write!(f, "{base}"),
            Value::Object(object) => match object.identity() {
                Some(identity) => f.write_str(&identity),
                // A command is its name.
                None if object.type_name().starts_with("System.Management.Automation.")
                    && let (Some(name), Some(_)) = (object.get("Name"), object.get("CommandType")) =>
                {
                    write!(f, "{name}")
                }
                None if object.info().is_some() => f.write_str(object.type_name()),
                None if object.type_name().ends_with("Exception") && object.is_of_dotnet() => {
                    write!(f, "{}: {}", object.type_name(), object.get("Message").unwrap_or_default())
                }
                None if object.is_of_dotnet() => f.write_str(object.type_name()),
                None => {
                    f.write_str("@{")?;
                    for (at, (name, value)) in object.properties().iter().enumerate() {
                        write!(f, "{}{name}=", if at > 0 { "; " } else { "" })?;
                        // One level only, as in PowerShell: an object may hold itself.
                        match value {
                            Value::Array(nested) => f.write_str(&nested.full_name())?,
                            Value::Object(nested) => match nested.base() {
                                Some(base) => write!(f, "{base}")?,
                                None => f.write_str(&nested.identity().unwrap_or_default())?,
                            },
                            value => write!(f, "{value}")?,
                        }
                    }
                    f.write_str("}")
                }
            },
            Value::Block(block) => f.write_str(block.source()),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Secret(_) => f.write_str("SecureString([REDACTED])"),
            Value::Array(array) => f.debug_list().entries(array.items()).finish(),
            Value::Hash(hash) => f.debug_map().entries(hash.entries()).finish(),
            Value::Object(object) => {
                f.debug_map().entries(object.properties().iter().map(|(name, value)| (name, value))).finish()
            }
            other => write!(f, "{}({other})", other.type_name()),
        }
    }
}
