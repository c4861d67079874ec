//! What every type that people write as text shares: how it says that a text is malformed, and that its stored form
//! is the text it prints.

use std::str::FromStr;

use super::{Fault, Value};

/// A text that is not a value of the type asked for: what is wrong with it, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{says} {fix}")]
pub struct Malformed {
    /// One sentence that quotes the text.
    pub says: String,
    /// What to write instead.
    pub fix: String,
}

impl Malformed {
    pub fn new(says: impl Into<String>, fix: impl Into<String>) -> Malformed {
        Malformed { says: says.into(), fix: fix.into() }
    }

    /// Both sentences without the last full stop, to stand inside another sentence.
    pub fn reason(&self) -> String {
        self.to_string().trim_end_matches('.').to_owned()
    }
}

impl From<Malformed> for Fault {
    fn from(bad: Malformed) -> Fault {
        Fault::invalid("MalformedValue", bad.says).fix(bad.fix)
    }
}

/// Quotes what a person or peer wrote for use in a message: bounded, and without control characters that would move
/// a terminal's cursor.
pub fn quoted(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut out = String::from("'");
    for c in text.chars().take(SHOWN) {
        out.push(if c.is_control() { '\u{fffd}' } else { c });
    }
    if text.chars().nth(SHOWN).is_some() {
        out.push('…');
    }
    out.push('\'');
    out
}

/// Equal without regard to letter case.
pub fn same_text(a: &str, b: &str) -> bool {
    a == b || a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

/// Stores a type as the text it prints, and reads it back by parsing.
macro_rules! stored_as_text {
    ($($type:ty),+ $(,)?) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}
pub(crate) use stored_as_text;

/// Makes a type that is read and printed as text a value of the language: it keeps its type in pipelines, is read
/// from text (or itself) at binding, and is stored as its text. `members` are the properties that scripts read of it.
macro_rules! text_scalar {
    ($type:ty, $name:literal $(, values: $values:expr, docs: $docs:expr)? $(, members: $members:tt)?) => {
        impl $crate::model::FromValue for $type {
            const TYPE_NAME: &'static str = $name;

            $(fn values() -> &'static [&'static str] {
                $values
            }

            fn value_docs() -> &'static [&'static str] {
                $docs
            })?

            fn from_value(value: &$crate::model::Value) -> Result<$type, String> {
                match value.downcast::<$type>() {
                    Some(own) => Ok(own.clone()),
                    None => $crate::model::text::read(value),
                }
            }
        }
        $crate::model::text::text_scalar!(shared $type, $name $(, members: $members)?);
    };
    ($type:ty, $name:literal, values: $values:expr, docs: $docs:expr, joined) => {
        impl $crate::model::FromValue for $type {
            const TYPE_NAME: &'static str = $name;
            const IS_SET: bool = true;

            fn values() -> &'static [&'static str] {
                $values
            }

            fn value_docs() -> &'static [&'static str] {
                $docs
            }

            fn from_value(value: &$crate::model::Value) -> Result<$type, String> {
                if let Some(own) = value.downcast::<$type>() {
                    return Ok(own.clone());
                }
                match value {
                    $crate::model::Value::Array(list) => {
                        let words: Vec<String> = list.items().iter().map(ToString::to_string).collect();
                        words.join(",").parse().map_err(|bad: $crate::model::text::Malformed| bad.reason())
                    }
                    one => $crate::model::text::read(one),
                }
            }
        }
        $crate::model::text::text_scalar!(shared $type, $name);
    };
    (shared $type:ty, $name:literal $(, members: { $($member:literal => $get:expr),+ $(,)? })?) => {
        $crate::model::text::stored_as_text!($type);

        impl $crate::model::Scalar for $type {
            fn type_name(&self) -> &'static str {
                $name
            }

            fn read(&self, text: &str) -> Option<$crate::model::Value> {
                text.parse::<$type>().ok().map($crate::model::Value::scalar)
            }

            $(fn member(&self, name: &str) -> Option<$crate::model::Value> {
                type Get = fn(&$type) -> $crate::model::Value;
                let members: &[(&str, Get)] = &[$(($member, $get)),+];
                let known = members.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                known.map(|(_, get)| get(self))
            }

            fn members(&self) -> &'static [&'static str] {
                &[$($member),+]
            })?

            fn as_any(&self) -> &dyn std::any::Any {
                self
            }
        }

        impl $crate::model::IntoValue for $type {
            fn into_value(self) -> $crate::model::Value {
                $crate::model::Value::scalar(self)
            }
        }
    };
}
pub(crate) use text_scalar;

/// Reads a text type from a plain value; a list or a secret has no text to read.
pub fn read<T: FromStr<Err = Malformed>>(value: &Value) -> Result<T, String> {
    match value {
        Value::Array(_) | Value::Hash(_) | Value::Secret(_) | Value::Block(_) => {
            Err(format!("one value is expected here, not {}", value.type_name()))
        }
        other => other.to_string().parse().map_err(|bad: Malformed| bad.reason()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_is_bounded_and_harmless() {
        assert_eq!(quoted("10 XB"), "'10 XB'");
        assert_eq!(quoted("a\u{1b}[2Jb"), "'a\u{fffd}[2Jb'");
        assert_eq!(quoted(&"x".repeat(1000)).chars().count(), 63);
    }
}
