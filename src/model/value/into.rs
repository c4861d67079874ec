//! Values of plain Rust types.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{IntoValue, Value};

macro_rules! plain_values {
    ($($type:ty, $variant:ident, |$value:ident| $into:expr;)*) => {$(
        impl IntoValue for $type {
            fn into_value(self) -> Value {
                let $value = self;
                Value::$variant($into)
            }
        }
    )*};
}

plain_values! {
    bool, Bool, |v| v;
    char, Char, |v| v;
    i32, Int, |v| v;
    u16, Int, |v| i32::from(v);
    u32, Long, |v| i64::from(v);
    i64, Long, |v| v;
    Decimal, Decimal, |v| Arc::new(v);
    f64, Double, |v| v;
    &str, String, |v| Arc::from(v);
    String, String, |v| Arc::from(v);
    Arc<str>, String, |v| v;
    Zoned, Date, |v| Arc::new(v);
    Uuid, Guid, |v| Arc::new(v);
    IpAddr, Ip, |v| Arc::new(v);
}

/// A moment, shown in the time zone of the machine that shows it.
impl IntoValue for Timestamp {
    fn into_value(self) -> Value {
        Value::date(self.to_zoned(TimeZone::system()))
    }
}

/// PowerShell has unsigned numbers, scripts do not use them: what does not fit stays the largest number.
impl IntoValue for u64 {
    fn into_value(self) -> Value {
        Value::Long(i64::try_from(self).unwrap_or(i64::MAX))
    }
}

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Null, IntoValue::into_value)
    }
}

impl<T: IntoValue> IntoValue for Vec<T> {
    fn into_value(self) -> Value {
        Value::array(self.into_iter().map(IntoValue::into_value).collect())
    }
}
