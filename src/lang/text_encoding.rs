//! `[System.Text.Encoding]`: text as bytes, and back.
//!
//! What a byte or character cannot be is a question mark or U+FFFD, as .NET's encodings replace it by default.

use std::fmt;

use crate::model::{Look, Scalar, Value};

/// One of .NET's encodings, with or without the mark at the beginning of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextEncoding {
    form: Form,
    has_mark: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Utf8,
    Ascii,
    Latin1,
    Utf16,
    Utf16Big,
    Utf32,
}

/// The form, its type, its name on the Internet, what .NET calls it, and its code page.
const FORMS: [(Form, &str, &str, &str, i32); 6] = [
    (Form::Utf8, "UTF8Encoding", "utf-8", "Unicode (UTF-8)", 65001),
    (Form::Ascii, "ASCIIEncoding", "us-ascii", "US-ASCII", 20127),
    (Form::Latin1, "Latin1Encoding", "iso-8859-1", "Western European (ISO)", 28591),
    (Form::Utf16, "UnicodeEncoding", "utf-16", "Unicode", 1200),
    (Form::Utf16Big, "UnicodeEncoding", "utf-16BE", "Unicode (Big-Endian)", 1201),
    (Form::Utf32, "UTF32Encoding", "utf-32", "Unicode (UTF-32)", 12000),
];

impl TextEncoding {
    /// UTF-8 without a mark, which everything here is in unless a script says otherwise.
    pub const UTF8: TextEncoding = TextEncoding { form: Form::Utf8, has_mark: false };

    /// By the name of its property, by its name on the Internet or by its code page.
    pub fn named(name: &str) -> Option<TextEncoding> {
        let name = name.trim();
        let form = match name.to_ascii_lowercase().as_str() {
            "utf8" | "default" => Form::Utf8,
            "ascii" => Form::Ascii,
            "latin1" => Form::Latin1,
            "unicode" | "utf-16le" => Form::Utf16,
            "bigendianunicode" => Form::Utf16Big,
            "utf32" => Form::Utf32,
            _ => {
                let fits = |(_, _, web, _, page): &&(Form, &str, &str, &str, i32)| {
                    web.eq_ignore_ascii_case(name) || page.to_string() == name
                };
                FORMS.iter().find(fits)?.0
            }
        };
        Some(TextEncoding { form, has_mark: !name.eq_ignore_ascii_case("default") })
    }

    /// By the name that `-Encoding` knows it by: UTF-8 has a mark only where that is said.
    pub fn of_files(name: &str) -> Option<TextEncoding> {
        match name.trim().to_ascii_lowercase().as_str() {
            "utf8" | "utf8nobom" | "default" | "oem" => Some(TextEncoding::UTF8),
            "utf8bom" => Some(TextEncoding { form: Form::Utf8, has_mark: true }),
            other => TextEncoding::named(other),
        }
    }

    /// What `[Type]::new(…)` makes: of UTF-8 the argument says whether there is a mark.
    pub fn of_type(type_name: &str, has_mark: bool) -> Option<TextEncoding> {
        let found = FORMS.iter().find(|(_, name, ..)| *name == type_name)?;
        Some(TextEncoding { form: found.0, has_mark: has_mark || found.0 != Form::Utf8 })
    }

    fn known(self) -> &'static (Form, &'static str, &'static str, &'static str, i32) {
        // Each form stands in the table.
        FORMS.iter().find(|(form, ..)| *form == self.form).unwrap_or(&FORMS[0])
    }

    /// The number of its code page.
    pub fn page(self) -> i32 {
        self.known().4
    }

    pub fn bytes(self, text: &str) -> Vec<u8> {
        let single =
            |most: u32| text.chars().map(move |c| u8::try_from(c as u32).ok().filter(|b| u32::from(*b) < most));
        match self.form {
            Form::Utf8 => text.as_bytes().to_vec(),
            Form::Ascii => single(0x80).map(|byte| byte.unwrap_or(b'?')).collect(),
            Form::Latin1 => single(0x100).map(|byte| byte.unwrap_or(b'?')).collect(),
            Form::Utf16 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Form::Utf16Big => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Form::Utf32 => text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect(),
        }
    }

    pub fn text(self, bytes: &[u8]) -> String {
        let wide = |read: fn([u8; 2]) -> u16| -> String {
            let units = bytes.chunks(2).map(|pair| pair.try_into().map_or(0xfffd, read));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        };
        match self.form {
            Form::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Form::Ascii => bytes.iter().map(|b| if b.is_ascii() { char::from(*b) } else { '\u{fffd}' }).collect(),
            Form::Latin1 => bytes.iter().map(|b| char::from(*b)).collect(),
            Form::Utf16 => wide(u16::from_le_bytes),
            Form::Utf16Big => wide(u16::from_be_bytes),
            Form::Utf32 => {
                let code = |four: &[u8]| four.try_into().ok().map(u32::from_le_bytes).and_then(char::from_u32);
                bytes.chunks(4).map(|four| code(four).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
            }
        }
    }

    /// What a file in this encoding begins with.
    pub fn mark(self) -> Vec<u8> {
        match self.form {
            _ if !self.has_mark => Vec::new(),
            Form::Ascii | Form::Latin1 => Vec::new(),
            _ => self.bytes("\u{feff}"),
        }
    }
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full_type_name())
    }
}

impl Scalar for TextEncoding {
    fn type_name(&self) -> &'static str {
        self.known().1
    }

    fn full_type_name(&self) -> String {
        format!("System.Text.{}", self.type_name())
    }

    fn member(&self, name: &str) -> Option<Value> {
        let (_, _, web, long, page) = *self.known();
        Some(match name.to_ascii_lowercase().as_str() {
            "bodyname" | "headername" | "webname" => Value::text(web),
            "encodingname" => Value::text(long),
            "issinglebyte" => Value::Bool(matches!(self.form, Form::Ascii | Form::Latin1)),
            "isreadonly" => Value::Bool(true),
            "codepage" => Value::Int(page),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["BodyName", "EncodingName", "HeaderName", "WebName", "IsSingleByte", "IsReadOnly", "CodePage"]
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_bytes_and_comes_back() {
        for (name, text, bytes) in [
            ("utf-8", "é", &[0xc3, 0xa9][..]),
            ("ascii", "aé", b"a?"),
            ("28591", "aé", &[b'a', 0xe9]),
            ("Unicode", "a", &[b'a', 0]),
            ("utf-16BE", "a", &[0, b'a']),
            ("utf32", "a", &[b'a', 0, 0, 0]),
        ] {
            let encoding = TextEncoding::named(name).unwrap_or_else(|| panic!("{name} is known"));
            assert_eq!(encoding.bytes(text), bytes, "{name}");
            assert_eq!(encoding.text(bytes), text.replace('é', if name == "ascii" { "?" } else { "é" }), "{name}");
        }
        assert_eq!(TextEncoding::named("utf8").map(TextEncoding::mark), Some(vec![0xef, 0xbb, 0xbf]));
        assert_eq!(TextEncoding::of_type("UTF8Encoding", false).map(TextEncoding::mark), Some(Vec::new()));
        assert_eq!(TextEncoding::named("klingon"), None);
    }
}
