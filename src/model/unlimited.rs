//! A limit that may be absent.

use std::fmt;
use std::str::FromStr;

use super::{FromValue, IntoValue, Scalar, Value};

/// Either a limit or the word `Unlimited`, which is greater than every limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unlimited<T> {
    Limit(T),
    Unlimited,
}

impl<T> Unlimited<T> {
    /// The limit, if there is one.
    pub fn limit(self) -> Option<T> {
        match self {
            Unlimited::Limit(limit) => Some(limit),
            Unlimited::Unlimited => None,
        }
    }

    pub fn is_unlimited(&self) -> bool {
        matches!(self, Unlimited::Unlimited)
    }
}

impl<T: PartialOrd> Unlimited<T> {
    /// True up to and including the limit itself.
    pub fn allows(&self, amount: T) -> bool {
        match self {
            Unlimited::Limit(limit) => amount <= *limit,
            Unlimited::Unlimited => true,
        }
    }
}

impl<T> From<T> for Unlimited<T> {
    fn from(limit: T) -> Unlimited<T> {
        Unlimited::Limit(limit)
    }
}

impl<T: fmt::Display> fmt::Display for Unlimited<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unlimited::Limit(limit) => limit.fmt(f),
            Unlimited::Unlimited => f.pad("Unlimited"),
        }
    }
}

impl<T: FromStr> FromStr for Unlimited<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Unlimited<T>, T::Err> {
        if text.trim().eq_ignore_ascii_case("unlimited") {
            return Ok(Unlimited::Unlimited);
        }
        text.parse().map(Unlimited::Limit)
    }
}

impl<T: serde::Serialize> serde::Serialize for Unlimited<T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Unlimited::Limit(limit) => limit.serialize(to),
            Unlimited::Unlimited => to.serialize_str("Unlimited"),
        }
    }
}

impl<'de, T> serde::Deserialize<'de> for Unlimited<T>
where
    T: serde::Deserialize<'de> + FromStr,
    T::Err: fmt::Display,
{
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Unlimited<T>, D::Error> {
        // The text first, so that a malformed one is explained by the type and not by "matched no variant".
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Form<T> {
            Text(String),
            Limit(T),
        }
        match Form::deserialize(from)? {
            Form::Text(text) => text.parse().map_err(serde::de::Error::custom),
            Form::Limit(limit) => Ok(Unlimited::Limit(limit)),
        }
    }
}

impl<T: Scalar + FromStr> Scalar for Unlimited<T> {
    fn type_name(&self) -> &'static str {
        "Unlimited"
    }

    fn number(&self) -> Option<f64> {
        match self {
            Unlimited::Limit(limit) => limit.number(),
            Unlimited::Unlimited => Some(f64::INFINITY),
        }
    }

    fn read(&self, text: &str) -> Option<Value> {
        text.parse::<Unlimited<T>>().ok().map(Value::scalar)
    }

    fn member(&self, name: &str) -> Option<Value> {
        match self {
            _ if name.eq_ignore_ascii_case("IsUnlimited") => Some(Value::Bool(self.is_unlimited())),
            // As .NET has it: `.Value` is the limit itself, and there is none without a limit.
            Unlimited::Limit(limit) if name.eq_ignore_ascii_case("Value") => limit.read(&limit.to_string()),
            Unlimited::Limit(limit) => limit.member(name),
            Unlimited::Unlimited => None,
        }
    }

    fn members(&self) -> &'static [&'static str] {
        &["IsUnlimited", "Value"]
    }

    fn to_json(&self) -> serde_json::Value {
        match self {
            Unlimited::Limit(limit) => limit.to_json(),
            Unlimited::Unlimited => "Unlimited".into(),
        }
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl<T: FromValue + Clone + 'static> FromValue for Unlimited<T> {
    const TYPE_NAME: &'static str = "Unlimited";

    fn from_value(value: &Value) -> Result<Unlimited<T>, String> {
        match value {
            Value::String(text) if text.trim().eq_ignore_ascii_case("unlimited") => Ok(Unlimited::Unlimited),
            other => match other.downcast::<Unlimited<T>>() {
                Some(own) => Ok(own.clone()),
                None => {
                    T::from_value(other).map(Unlimited::Limit).map_err(|says| format!("{says}; or write Unlimited"))
                }
            },
        }
    }
}

impl IntoValue for Unlimited<super::ByteSize> {
    fn into_value(self) -> Value {
        Value::scalar(self)
    }
}

impl IntoValue for Unlimited<u32> {
    fn into_value(self) -> Value {
        Value::scalar(self)
    }
}

/// A count that may be unlimited is a scalar too; a plain count never stands alone as one.
impl Scalar for u32 {
    fn type_name(&self) -> &'static str {
        "Int32"
    }

    fn number(&self) -> Option<f64> {
        Some(f64::from(*self))
    }

    fn read(&self, text: &str) -> Option<Value> {
        text.parse::<u32>().ok().map(Value::scalar)
    }

    fn to_json(&self) -> serde_json::Value {
        (*self).into()
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ByteSize;

    #[test]
    fn the_limit_is_its_value() {
        let value = |limit: Unlimited<ByteSize>| limit.member("value");
        let size = value(Unlimited::Limit(ByteSize::new(10_000_001))).expect("a limit");
        assert_eq!(size.downcast::<ByteSize>().copied(), Some(ByteSize::new(10_000_001)));
        assert!(value(Unlimited::Unlimited).is_none());
    }

    #[test]
    fn the_word_and_the_limit_are_both_read_and_stored() {
        for (text, stored) in [("UNLIMITED", "\"Unlimited\""), ("1KB", "1024"), ("0", "0")] {
            let limit: Unlimited<ByteSize> = text.parse().expect(text);
            assert_eq!(serde_json::to_string(&limit).expect("plain data"), stored);
            assert_eq!(serde_json::from_str::<Unlimited<ByteSize>>(stored).expect(stored), limit);
        }
        assert!("unlimitedd".parse::<Unlimited<ByteSize>>().is_err());
        let bad = serde_json::from_str::<Unlimited<ByteSize>>("\"lots\"").expect_err("not a size").to_string();
        assert!(bad.contains("'lots'"), "{bad}");
    }

    #[test]
    fn a_limit_is_bound_from_what_its_type_takes() {
        let bound = |value: Value| Unlimited::<ByteSize>::from_value(&value).ok();
        assert_eq!(bound(Value::text("unlimited")), Some(Unlimited::Unlimited));
        assert_eq!(bound(Value::Int(1024)), Some(Unlimited::Limit(ByteSize::from_kb(1))));
        assert_eq!(bound(ByteSize::from_kb(1).into_value()), Some(Unlimited::Limit(ByteSize::from_kb(1))));
        assert_eq!(bound(Unlimited::<ByteSize>::Unlimited.into_value()), Some(Unlimited::Unlimited));
        assert_eq!(bound(Value::text("much")), None);
    }

    #[test]
    fn unlimited_is_above_every_limit() {
        assert!(Unlimited::Unlimited > Unlimited::Limit(u64::MAX));
        assert!(Unlimited::Limit(5).allows(5) && !Unlimited::Limit(5).allows(6) && Unlimited::Unlimited.allows(6));
    }
}
