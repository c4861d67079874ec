//! JSON text into values.

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::relaxed::strict;
use crate::model::{BigInteger, DateKind, DateTimeOffset, Fault, Hash, Object, Value, date_kind};

/// What a JSON object becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Object,
    Hashtable,
}

/// What text that is an ISO 8601 time becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// A date of the kind that was written.
    AsWritten,
    /// A date in local time; what says nothing of a zone is taken for local time.
    Local,
    /// A date in UTC; what says nothing of a zone is taken for UTC.
    Utc,
    /// A date with the offset that was written; what says nothing of a zone has the local one.
    Offset,
    /// Text, as it was written.
    Text,
}

/// Reads one JSON text. Whole numbers become Int64, text that is an ISO 8601 time becomes a date.
pub fn read(text: &str, shape: Shape) -> Result<Value, Fault> {
    read_dated(text, shape, Dates::AsWritten)
}

/// The same, with dates as they are wanted.
pub fn read_dated(text: &str, shape: Shape, dates: Dates) -> Result<Value, Fault> {
    let text = &large_numbers_as_text(text);
    let parsed: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        Fault::invalid("InvalidJson", format!("This is no JSON: {}.", error.to_string().trim_end_matches('.')))
    })?;
    Reader { shape, dates }.value(&parsed)
}

/// The same, of JSON as people write it: with comments, names without quotes, single quotes, a comma behind the last
/// item. A fault tells what the strict reader says.
pub fn read_relaxed(text: &str, shape: Shape, dates: Dates) -> Result<Value, Fault> {
    let as_written = read_dated(text, shape, dates);
    match &as_written {
        Err(fault) if fault.id == "InvalidJson" => read_dated(&strict(text), shape, dates).or(as_written),
        _ => as_written,
    }
}

/// In front of the digits of a whole number that the reader of JSON could not hold.
const LARGE: &str = "\\u0000";

/// The text with whole numbers beyond 64 bits in quotes, behind what no person writes in front of digits. The place that
/// a fault names behind one of them is then a few columns too far.
fn large_numbers_as_text(text: &str) -> std::borrow::Cow<'_, str> {
    const MOST_DIGITS: usize = 19;
    let bytes = text.as_bytes();
    let has_long = bytes.windows(MOST_DIGITS + 1).any(|digits| digits.iter().all(u8::is_ascii_digit));
    if !has_long || text.contains(LARGE) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let (mut at, mut copied, mut quoted) = (0, 0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'-' | b'0'..=b'9' if !quoted => {
                let end = at + bytes[at..].iter().take_while(|b| b"+-.eE0123456789".contains(b)).count();
                let number = &text[at..end];
                let is_whole = number.strip_prefix('-').unwrap_or(number).bytes().all(|b| b.is_ascii_digit());
                if is_whole && number.len() > MOST_DIGITS && number.parse::<i64>().is_err() {
                    out.push_str(&text[copied..at]);
                    out.push_str(&format!("\"{LARGE}{number}\""));
                    copied = end;
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    out.push_str(&text[copied..]);
    out.into()
}

struct Reader {
    shape: Shape,
    dates: Dates,
}

impl Reader {
    fn value(&self, json: &serde_json::Value) -> Result<Value, Fault> {
        Ok(match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(truth) => Value::Bool(*truth),
            serde_json::Value::Number(number) => self.number(number),
            serde_json::Value::String(text) => self.text(text),
            serde_json::Value::Array(items) => {
                Value::array(items.iter().map(|item| self.value(item)).collect::<Result<_, _>>()?)
            }
            serde_json::Value::Object(entries) => self.object(entries)?,
        })
    }

    fn text(&self, text: &str) -> Value {
        if let Some(large) =
            text.strip_prefix('\0').and_then(|digits| BigInteger::from_value(&Value::text(digits)).ok())
        {
            return Value::scalar(large);
        }
        let found = if self.dates == Dates::Text { None } else { date(text) };
        let Some(date) = found else { return Value::text(text) };
        if self.dates == Dates::Offset {
            return DateTimeOffset::of(&Value::text(text)).map_or_else(|_| Value::text(text), Value::scalar);
        }
        let kind = DateKind::of(&date);
        Value::date(match (self.dates, kind) {
            (Dates::Local, DateKind::Unspecified) => date_kind::moment(&date),
            (Dates::Local, _) => date_kind::local(&date),
            (Dates::Utc, DateKind::Unspecified) => DateKind::Utc.at(date.datetime()).unwrap_or(date),
            (Dates::Utc, _) => date_kind::universal(&date),
            _ => date,
        })
    }

    fn number(&self, number: &serde_json::Number) -> Value {
        match number.as_i64() {
            Some(whole) => Value::Long(whole),
            None => Value::Double(number.as_f64().unwrap_or(f64::NAN)),
        }
    }

    fn object(&self, entries: &serde_json::Map<String, serde_json::Value>) -> Result<Value, Fault> {
        let mut properties: Vec<(Arc<str>, Value)> = Vec::with_capacity(entries.len());
        let mut names = std::collections::HashMap::new();
        for (name, value) in entries {
            if name.is_empty() && self.shape == Shape::Object {
                let says = "The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.";
                return Err(Fault::invalid("EmptyKeyInJsonString", says));
            }
            if let Some(other) = names.insert(name.to_lowercase(), name)
                && self.shape == Shape::Object
            {
                return Err(Fault::invalid(
                    "KeysWithDifferentCasing",
                    format!(
                        "Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key '{other}' was '{name}'."
                    ),
                ));
            }
            properties.push((Arc::from(name.as_str()), self.value(value)?));
        }
        Ok(match self.shape {
            Shape::Object => Value::Object(Object::custom(properties)),
            Shape::Hashtable => {
                let hash = Hash::of_json();
                for (name, value) in properties {
                    hash.set(Value::String(name), value);
                }
                Value::Hash(hash)
            }
        })
    }
}

/// `2026-11-13T01:23:20`, with a fraction and an offset or not; a day alone stays text.
fn date(text: &str) -> Option<Zoned> {
    let bytes = text.as_bytes();
    if !(19..=40).contains(&bytes.len()) || bytes[10] != b'T' || !bytes[0].is_ascii_digit() {
        return None;
    }
    if let Ok(moment) = text.parse::<Timestamp>() {
        let zone = if text.ends_with('Z') { TimeZone::UTC } else { TimeZone::system() };
        return Some(moment.to_zoned(zone));
    }
    let civil: jiff::civil::DateTime = text.parse().ok()?;
    DateKind::Unspecified.at(civil)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_have_the_types_of_powershell() {
        for (text, expected, type_name) in [
            ("1", "1", "Int64"),
            ("18446744073709551615", "18446744073709551615", "BigInteger"),
            ("1.5", "1.5", "Double"),
            ("\"x\"", "x", "String"),
            ("\"2026-11-13T01:23:20Z\"", "11/13/2026 01:23:20", "DateTime"),
            ("\"2026-11-13\"", "2026-11-13", "String"),
            ("null", "", "Null"),
            ("[1,2]", "1 2", "Object[]"),
            ("{\"a\":{\"b\":true}}", "@{a=}", "PSCustomObject"),
        ] {
            let value = read(text, Shape::Object).expect(text);
            assert_eq!((value.to_string().as_str(), value.type_name()), (expected, type_name), "{text}");
        }
        let hash = read("{\"a\":{\"b\":1}}", Shape::Hashtable).expect("an object");
        assert_eq!(hash.property("a").expect("a key").property("b").expect("a key").to_string(), "1");
        assert!(hash.property("A").is_none(), "letter case counts in keys of JSON");
    }

    #[test]
    fn dates_are_as_they_are_wanted() {
        for (dates, text, type_name, kind) in [
            (Dates::AsWritten, "\"2026-11-13T01:23:20Z\"", "DateTime", Some(DateKind::Utc)),
            (Dates::AsWritten, "\"2026-11-13T01:23:20\"", "DateTime", Some(DateKind::Unspecified)),
            (Dates::Utc, "\"2026-11-13T01:23:20\"", "DateTime", Some(DateKind::Utc)),
            (Dates::Text, "\"2026-11-13T01:23:20Z\"", "String", None),
            (Dates::Offset, "\"2026-11-13T01:23:20+05:30\"", "DateTimeOffset", None),
        ] {
            let value = read_dated(text, Shape::Object, dates).expect(text);
            let found = match &value {
                Value::Date(date) => Some(DateKind::of(date)),
                _ => None,
            };
            assert_eq!((value.type_name(), found), (type_name, kind), "{dates:?} {text}");
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for (text, id) in
            [("{", "InvalidJson"), ("[1,]", "InvalidJson"), (r#"{"a":1,"A":2}"#, "KeysWithDifferentCasing")]
        {
            assert_eq!(read(text, Shape::Object).expect_err(text).id, id);
        }
        assert!(read(&"[".repeat(100_000), Shape::Object).is_err(), "depth is bounded");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[\\[\\]{}:,0-9a\"tru-]{0,40}") {
            let _ = read(&text, Shape::Object);
        }
    }
}
