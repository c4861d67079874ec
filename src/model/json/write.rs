//! Values as JSON text.
//!
//! Objects and hashtables become objects, scalars of ours what [`Scalar::to_json`](crate::model::Scalar::to_json) says,
//! dates ISO 8601 with the offset of their zone. Nothing secret is written. What lies deeper than allowed becomes its
//! text, and the writer says so.

use std::fmt::Write as _;

use jiff::Zoned;

use crate::model::{BigInteger, DateKind, FixedWidth, Value, number};

/// Which characters of text are written as `\u…` besides those that must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Escape {
    #[default]
    Default,
    NonAscii,
    /// Those that mean something in HTML: `< > & ' "`.
    Html,
}

/// How to write.
#[derive(Clone, Copy, Debug)]
pub struct Json {
    /// How many levels below the outermost are written as objects and lists.
    pub depth: usize,
    /// In one line without blanks.
    pub compress: bool,
    pub escape: Escape,
    /// Enumerated values that are numbers elsewhere, such as days of the week, as their names.
    pub enum_names: bool,
}

impl Json {
    /// PowerShell writes two levels unless told otherwise.
    pub const DEFAULT_DEPTH: usize = 2;
    /// No more than this may be asked for.
    pub const DEEPEST: usize = 100;

    /// The text, and whether something lay too deep and became its text.
    pub fn write(&self, value: &Value) -> (String, bool) {
        let mut writer = Writer { style: *self, out: String::new(), is_cut: false };
        writer.value(value, 0);
        (writer.out, writer.is_cut)
    }
}

struct Writer {
    style: Json,
    out: String,
    is_cut: bool,
}

impl Writer {
    fn value(&mut self, value: &Value, level: usize) {
        match value {
            Value::Null => self.out.push_str("null"),
            Value::Bool(truth) => self.out.push_str(if *truth { "true" } else { "false" }),
            Value::Int(number) => self.plain(number),
            Value::Long(number) => self.plain(number),
            Value::Fixed(FixedWidth::Single(number)) if number.is_finite() => {
                self.plain(with_places(number::single_text(*number)));
            }
            Value::Fixed(number) => self.value(&number.widened(), level),
            Value::Decimal(number) => self.plain(with_places(number.to_string())),
            Value::Double(number) if number.is_finite() => self.plain(with_places(number::double_text(*number))),
            Value::Date(date) => self.text(&iso(date)),
            Value::Scalar(one) if self.style.enum_names && one.is_enumerated() => {
                self.of_scalar(&serde_json::Value::String(one.to_string()), level);
            }
            Value::Scalar(_) if let Some(big) = value.downcast::<BigInteger>() => self.plain(big),
            Value::Scalar(scalar) if !scalar.json_members().is_empty() => match level > self.style.depth {
                true => self.text(&scalar.to_string()),
                false => {
                    let member = |name: &&str| Some((std::sync::Arc::from(*name), scalar.member(name)?));
                    let members: Vec<_> = scalar.json_members().iter().filter_map(member).collect();
                    self.object(&members, level);
                }
            },
            Value::Scalar(scalar) => match scalar.items() {
                Some(items) => self.value(&Value::array(items), level),
                None => self.of_scalar(&scalar.to_json(), level),
            },
            Value::Array(_) | Value::Hash(_) | Value::Object(_) if level > self.style.depth => {
                self.is_cut = true;
                self.text(&value.to_string());
            }
            Value::Array(items) => self.list(&items.items(), level),
            // Text and dates are nothing else in JSON; what else has been given members is an object with them.
            Value::Object(object) if let Some(base) = object.base() => match base {
                Value::String(_) | Value::Date(_) => self.value(base, level),
                base => {
                    let given = object.own_properties();
                    let entries: Vec<_> = [("value".into(), base.clone())].into_iter().chain(given).collect();
                    self.object(&entries, level);
                }
            },
            Value::Hash(_) | Value::Object(_) => self.object(&value.properties(), level),
            other => self.text(&other.to_string()),
        }
    }

    fn of_scalar(&mut self, json: &serde_json::Value, level: usize) {
        match json {
            serde_json::Value::Null => self.out.push_str("null"),
            serde_json::Value::Bool(truth) => self.plain(truth),
            serde_json::Value::Number(number) => self.plain(number),
            serde_json::Value::String(text) => self.text(text),
            serde_json::Value::Array(items) => {
                self.out.push('[');
                for (at, item) in items.iter().enumerate() {
                    self.next(at, level + 1);
                    self.of_scalar(item, level + 1);
                }
                self.close(']', items.is_empty(), level);
            }
            serde_json::Value::Object(entries) => {
                self.out.push('{');
                for (at, (name, value)) in entries.iter().enumerate() {
                    self.next(at, level + 1);
                    self.name(name);
                    self.of_scalar(value, level + 1);
                }
                self.close('}', entries.is_empty(), level);
            }
        }
    }

    fn plain(&mut self, shown: impl std::fmt::Display) {
        write!(self.out, "{shown}").expect("a string takes every write");
    }

    fn list(&mut self, items: &[Value], level: usize) {
        self.out.push('[');
        for (at, item) in items.iter().enumerate() {
            self.next(at, level + 1);
            self.value(item, level + 1);
        }
        self.close(']', items.is_empty(), level);
    }

    fn object(&mut self, properties: &[(std::sync::Arc<str>, Value)], level: usize) {
        self.out.push('{');
        for (at, (name, value)) in properties.iter().enumerate() {
            self.next(at, level + 1);
            self.name(name);
            self.value(value, level + 1);
        }
        self.close('}', properties.is_empty(), level);
    }

    fn name(&mut self, name: &str) {
        self.text(name);
        self.out.push_str(if self.style.compress { ":" } else { ": " });
    }

    fn next(&mut self, at: usize, level: usize) {
        if at > 0 {
            self.out.push(',');
        }
        self.line(level);
    }

    fn close(&mut self, bracket: char, is_empty: bool, level: usize) {
        if !is_empty {
            self.line(level);
        }
        self.out.push(bracket);
    }

    fn line(&mut self, level: usize) {
        if !self.style.compress {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n("  ", level));
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' if self.style.escape != Escape::Html => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                c if self.is_escaped(c) => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        write!(self.out, "\\u{unit:04x}").expect("a string takes every write");
                    }
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    fn is_escaped(&self, c: char) -> bool {
        match c {
            // Line ends to JavaScript, which some still paste JSON into.
            '\0'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
            '<' | '>' | '&' | '\'' | '"' => self.style.escape == Escape::Html,
            c => self.style.escape == Escape::NonAscii && !c.is_ascii(),
        }
    }
}

/// A real number shows that it is one: `1.0`.
fn with_places(text: String) -> String {
    if text.contains(['.', 'E']) { text } else { text + ".0" }
}

/// As .NET's round-trip form, without zeros at the end of the fraction.
fn iso(date: &Zoned) -> String {
    let mut text = date.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let ticks = date.subsec_nanosecond() / 100;
    if ticks > 0 {
        text.push_str(format!(".{ticks:07}").trim_end_matches('0'));
    }
    match DateKind::of(date) {
        DateKind::Unspecified => text,
        DateKind::Utc => text + "Z",
        DateKind::Local => text + &date.strftime("%:z").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ByteSize, Hash, IntoValue, Object, Secret, TimeSpan};

    fn written(value: Value) -> String {
        let style = Json { depth: Json::DEFAULT_DEPTH, compress: true, escape: Escape::Default, enum_names: false };
        style.write(&value).0
    }

    #[test]
    fn values_are_written_by_their_type() {
        let date = |text: &str| Value::date(text.parse::<Zoned>().expect(text));
        for (value, expected) in [
            (Value::Null, "null"),
            (Value::Bool(true), "true"),
            (Value::Int(-1), "-1"),
            (Value::Double(1.0), "1.0"),
            (Value::Double(0.1), "0.1"),
            (Value::Double(1e20), "1E+20"),
            (Value::Double(f64::NAN), "\"NaN\""),
            (Value::text("a\"b\\\n\u{1}é"), r#""a\"b\\\n\u0001é""#),
            (date("2026-11-13T01:23:20.5+01:00[+01:00]"), r#""2026-11-13T01:23:20.5+01:00""#),
            (date("2026-11-13T01:23:20Z[UTC]"), r#""2026-11-13T01:23:20Z""#),
            (Value::Secret(Secret::new("hush")), r#""System.Security.SecureString""#),
            (Value::array(vec![]), "[]"),
            (Value::array(vec![Value::Int(1), Value::Null]), "[1,null]"),
        ] {
            assert_eq!(written(value), expected);
        }
        assert_eq!(written(ByteSize::from_kb(1).into_value()), "1024");
    }

    #[test]
    fn spans_are_written_by_their_parts_as_deep_as_is_allowed() {
        let span = TimeSpan::from_minutes(90).into_value();
        assert!(
            written(span.clone()).starts_with(r#"{"Ticks":54000000000,"Days":0,"Hours":1,"#),
            "{}",
            written(span.clone())
        );
        let style = Json { depth: 0, compress: true, escape: Escape::Default, enum_names: false };
        assert_eq!(style.write(&Value::array(vec![span])).0, r#"["01:30:00"]"#);
    }

    #[test]
    fn lines_are_indented_by_two() {
        let hash = Hash::new();
        hash.set(Value::text("a"), Value::array(vec![Value::Int(1), Value::Int(2)]));
        hash.set(Value::text("b"), Value::Hash(Hash::new()));
        let style = Json { depth: 2, compress: false, escape: Escape::Default, enum_names: false };
        let expected = "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}";
        assert_eq!(style.write(&Value::Hash(hash)), (expected.into(), false));
    }

    #[test]
    fn what_is_written_reads_back() {
        let object = Value::Object(Object::custom(vec![
            ("x".into(), Value::array(vec![Value::Long(i64::MIN), Value::Double(-0.25)])),
            ("t".into(), Value::text("\u{1}é\u{1f4e7}\"\\<&>\u{2028}")),
        ]));
        for (compress, escape) in [(true, Escape::NonAscii), (false, Escape::Html), (true, Escape::Default)] {
            let json = Json { depth: 5, compress, escape, enum_names: false }.write(&object).0;
            let back = crate::model::json::read(&json, crate::model::json::Shape::Object).expect("own output");
            assert_eq!(format!("{back:?}"), format!("{object:?}"));
        }
    }

    #[test]
    fn what_lies_too_deep_becomes_its_text() {
        let inside = |name: &str, value: Value| Value::Object(Object::custom(vec![(name.into(), value)]));
        let value = inside("a", inside("b", inside("c", Value::Int(1))));
        let style = |depth| Json { depth, compress: true, escape: Escape::Default, enum_names: false };
        assert_eq!(style(2).write(&value), (r#"{"a":{"b":{"c":1}}}"#.into(), false));
        assert_eq!(style(1).write(&value), (r#"{"a":{"b":"@{c=1}"}}"#.into(), true));
        assert_eq!(style(0).write(&Value::array(vec![value])), (r#"["@{a=}"]"#.into(), true));
    }

    #[test]
    fn more_is_escaped_on_request() {
        for (escape, expected) in [(Escape::Html, r#""\u003cé\u0022""#), (Escape::NonAscii, r#""<\u00e9\"""#)] {
            let style = Json { depth: 2, compress: true, escape, enum_names: false };
            assert_eq!(style.write(&Value::text("<é\"")).0, expected);
        }
    }
}
