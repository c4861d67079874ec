//! What people call the ways in which text stands in a file: by name, by the number of a code page, or by .NET's object.

use std::fmt;
use std::str::FromStr;

use crate::cmdlet::prelude::*;
use crate::lang::text_encoding::TextEncoding;
use crate::model::choice::choose;
use crate::model::text::Malformed;

/// How text is written as bytes. A byte order mark in a file that is read overrules it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Ansi,
    Ascii,
    BigEndianUnicode,
    BigEndianUTF32,
    Default,
    Latin1,
    Oem,
    Unicode,
    Utf8,
    Utf8BOM,
    Utf8NoBOM,
    Utf32,
}

/// Each with the name that people type, and what it means where the name does not say it.
const NAMES: [&str; 12] = [
    "Ansi",
    "Ascii",
    "BigEndianUnicode",
    "BigEndianUTF32",
    "Default",
    "Latin1",
    "Oem",
    "Unicode",
    "Utf8",
    "Utf8BOM",
    "Utf8NoBOM",
    "Utf32",
];
const DOCS: [&str; 12] = [
    "The single bytes of Windows, code page 1252.",
    "",
    "",
    "",
    "UTF-8 without a mark.",
    "",
    "That of the system's console: UTF-8.",
    "UTF-16, little end first, as Windows calls it.",
    "",
    "",
    "",
    "",
];
const ALL: [Encoding; 12] = [
    Encoding::Ansi,
    Encoding::Ascii,
    Encoding::BigEndianUnicode,
    Encoding::BigEndianUTF32,
    Encoding::Default,
    Encoding::Latin1,
    Encoding::Oem,
    Encoding::Unicode,
    Encoding::Utf8,
    Encoding::Utf8BOM,
    Encoding::Utf8NoBOM,
    Encoding::Utf32,
];

/// By the number of the code page and the name on the Internet: those of .NET have a mark where there is one.
const PAGES: [(&str, &str, Encoding); 8] = [
    ("65001", "utf-8", Encoding::Utf8BOM),
    ("1200", "utf-16", Encoding::Unicode),
    ("1201", "utf-16BE", Encoding::BigEndianUnicode),
    ("12000", "utf-32", Encoding::Utf32),
    ("12001", "utf-32BE", Encoding::BigEndianUTF32),
    ("20127", "us-ascii", Encoding::Ascii),
    ("28591", "iso-8859-1", Encoding::Latin1),
    ("1252", "windows-1252", Encoding::Ansi),
];

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(NAMES[*self as usize])
    }
}

impl FromStr for Encoding {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Encoding, Malformed> {
        let written = text.trim();
        let page = PAGES.iter().find(|(page, name, _)| *page == written || name.eq_ignore_ascii_case(written));
        match page {
            Some((.., encoding)) => Ok(*encoding),
            None => choose(text, &NAMES).map(|at| ALL[at]),
        }
    }
}

impl FromValue for Encoding {
    const TYPE_NAME: &'static str = "Encoding";

    fn values() -> &'static [&'static str] {
        &NAMES
    }

    fn value_docs() -> &'static [&'static str] {
        &DOCS
    }

    fn from_value(value: &Value) -> Result<Encoding, String> {
        match value.downcast::<TextEncoding>() {
            // `[System.Text.Encoding]::UTF8`, which has a mark, or not.
            Some(encoding) if encoding.mark().is_empty() && *encoding == TextEncoding::UTF8 => Ok(Encoding::Utf8NoBOM),
            Some(encoding) => encoding.page().to_string().parse().map_err(|why: Malformed| why.reason()),
            None => value.to_string().parse().map_err(|why: Malformed| why.reason()),
        }
    }
}
