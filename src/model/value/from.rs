//! What arguments and properties are made of: plain Rust types from values.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::Zoned;
use rust_decimal::prelude::ToPrimitive;
use uuid::Uuid;

use super::{Block, FromValue, Hash, Secret, Value};
use crate::model::date_kind::{WrittenDate, from_ticks, moment};
use crate::model::{SwitchParameter, convert, date};

impl FromValue for Value {
    const TYPE_NAME: &'static str = "Object";

    fn from_value(value: &Value) -> Result<Value, String> {
        Ok(value.clone())
    }
}

impl FromValue for String {
    const TYPE_NAME: &'static str = "String";

    fn from_value(value: &Value) -> Result<String, String> {
        match value {
            Value::Array(_) | Value::Hash(_) => Err(format!("one text is expected here, not {}", value.type_name())),
            Value::Secret(_) => Err("a SecureString cannot be turned into plain text".into()),
            other => Ok(other.to_string()),
        }
    }
}

impl FromValue for bool {
    const TYPE_NAME: &'static str = "Boolean";

    fn values() -> &'static [&'static str] {
        &["$true", "$false"]
    }

    fn from_value(value: &Value) -> Result<bool, String> {
        match value {
            Value::Bool(b) => Ok(*b),
            Value::Int(n) => Ok(*n != 0),
            Value::Long(n) => Ok(*n != 0),
            Value::Decimal(n) => Ok(!n.is_zero()),
            Value::Double(n) => Ok(*n != 0.0),
            Value::Fixed(_) => Ok(convert::truth(value)),
            other if let Some(is_given) = SwitchParameter::of(other) => Ok(is_given),
            other => Err(format!("'{other}' is text, not a truth value: write $true or $false")),
        }
    }
}

macro_rules! integers_from_value {
    ($($type:ty, $name:literal;)*) => {$(
        impl FromValue for $type {
            const TYPE_NAME: &'static str = $name;

            fn from_value(value: &Value) -> Result<$type, String> {
                let refused = || format!("'{value}' is not a whole number from {} to {}", <$type>::MIN, <$type>::MAX);
                match value {
                    Value::Int(n) => <$type>::try_from(*n).map_err(|_| refused()),
                    Value::Long(n) => <$type>::try_from(*n).map_err(|_| refused()),
                    // As .NET's conversions have it: to the nearest number, and to the even one of two.
                    Value::Double(n) if n.abs() < 9.0e15 => {
                        <$type>::try_from(n.round_ties_even() as i64).map_err(|_| refused())
                    }
                    Value::Decimal(n) => <$type>::try_from(n.round().to_i128().unwrap_or(i128::MAX)).map_err(|_| refused()),
                    Value::Fixed(n) => <$type>::from_value(&n.widened()),
                    Value::String(text) => text.trim().parse().map_err(|_| refused()),
                    _ => Err(refused()),
                }
            }
        }
    )*};
}

integers_from_value! {
    i32, "Int32";
    u32, "UInt32";
    u16, "UInt16";
    i64, "Int64";
    u64, "UInt64";
}

impl FromValue for Zoned {
    const TYPE_NAME: &'static str = "DateTime";

    fn from_value(value: &Value) -> Result<Zoned, String> {
        match value {
            Value::Date(date) => Ok(moment(date)),
            other => date::read(&other.to_string()).map(|date| moment(&date)).ok_or_else(|| {
                format!("'{other}' is not a date: write it as 2026-11-21, '2026-11-21 17:30' or 11/21/2026")
            }),
        }
    }
}

impl FromValue for WrittenDate {
    const TYPE_NAME: &'static str = "DateTime";

    fn from_value(value: &Value) -> Result<WrittenDate, String> {
        // A bare number is a count of ticks.
        let counted = match value {
            Value::Int(ticks) => from_ticks((*ticks).into()),
            Value::Long(ticks) => from_ticks(*ticks),
            _ => None,
        };
        match counted.map_or_else(|| convert::to_date(value), Ok) {
            Ok(date) => Ok(WrittenDate(date)),
            Err(_) => Zoned::from_value(value).map(WrittenDate),
        }
    }
}

impl FromValue for f64 {
    const TYPE_NAME: &'static str = "Double";

    fn from_value(value: &Value) -> Result<f64, String> {
        match value {
            Value::Null | Value::Bool(_) => Err("a number is expected".to_owned()),
            other => convert::to_double(other).map_err(|_| format!("'{other}' is not a number")),
        }
    }
}

impl FromValue for Uuid {
    const TYPE_NAME: &'static str = "Guid";

    fn from_value(value: &Value) -> Result<Uuid, String> {
        match value {
            Value::Guid(guid) => Ok(**guid),
            other => other.to_string().trim().parse().map_err(|_| format!("'{other}' is not a GUID")),
        }
    }
}

impl FromValue for IpAddr {
    const TYPE_NAME: &'static str = "IPAddress";

    fn from_value(value: &Value) -> Result<IpAddr, String> {
        match value {
            Value::Ip(ip) => Ok(**ip),
            other => other.to_string().trim().parse().map_err(|_| format!("'{other}' is not an IPv4 or IPv6 address")),
        }
    }
}

impl FromValue for Secret {
    const TYPE_NAME: &'static str = "SecureString";

    fn from_value(value: &Value) -> Result<Secret, String> {
        match value {
            Value::Secret(secret) => Ok(secret.clone()),
            _ => Err("a SecureString is expected: use ConvertTo-SecureString or Get-Credential".into()),
        }
    }
}

impl FromValue for Hash {
    const TYPE_NAME: &'static str = "Hashtable";

    fn from_value(value: &Value) -> Result<Hash, String> {
        match value {
            Value::Hash(hash) => Ok(hash.clone()),
            other => Err(format!("a hashtable such as @{{Name='value'}} is expected, not {}", other.type_name())),
        }
    }
}

impl FromValue for Arc<dyn Block> {
    const TYPE_NAME: &'static str = "ScriptBlock";

    fn from_value(value: &Value) -> Result<Arc<dyn Block>, String> {
        match value {
            Value::Block(block) => Ok(block.clone()),
            other => Err(format!("a script block such as {{ $_ }} is expected, not {}", other.type_name())),
        }
    }
}

/// `$null` is nothing; anything else is the value itself.
impl<T: FromValue> FromValue for Option<T> {
    const TYPE_NAME: &'static str = T::TYPE_NAME;
    const IS_LIST: bool = T::IS_LIST;
    const IS_SET: bool = T::IS_SET;

    fn values() -> &'static [&'static str] {
        T::values()
    }

    fn value_docs() -> &'static [&'static str] {
        T::value_docs()
    }

    fn from_value(value: &Value) -> Result<Option<T>, String> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    const TYPE_NAME: &'static str = T::TYPE_NAME;
    const IS_LIST: bool = true;

    fn values() -> &'static [&'static str] {
        T::values()
    }

    fn value_docs() -> &'static [&'static str] {
        T::value_docs()
    }

    fn from_value(value: &Value) -> Result<Vec<T>, String> {
        let items = value.clone().into_items();
        items
            .iter()
            .map(|item| T::from_value(if T::TYPE_NAME == Value::TYPE_NAME { item } else { item.bare() }))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_become_the_nearest_whole_number() {
        for (given, expected) in [
            (Value::Double(100.0 / 3.0), Some(33)),
            (Value::Double(2.5), Some(2)),
            (Value::Double(3.5), Some(4)),
            (Value::Double(-0.4), Some(0)),
            (Value::Double(3e9), None),
            (Value::Double(f64::NAN), None),
            (Value::Decimal(rust_decimal::Decimal::new(25, 1).into()), Some(2)),
            (Value::Decimal(rust_decimal::Decimal::MAX.into()), None),
        ] {
            assert_eq!(i32::from_value(&given).ok(), expected, "{given}");
        }
        assert!(u16::from_value(&Value::Double(-1.0)).is_err());
    }
}
