//! `-Culture`: whose rules text is compared by.
//!
//! Text is compared by the invariant culture everywhere. That of the United States orders the same texts the same way, so
//! both are taken; any other is refused by name rather than taken and not obeyed.

use crate::cmdlet::prelude::*;

/// A culture whose order of text is the one here.
pub struct Culture;

pub static CULTURE: Param<Culture> =
    Param::new("Culture", "The culture to compare text by: '' (the invariant one, which is the default) or en-US.");

/// The invariant culture's names, English, and their numbers on Windows.
const KNOWN: &[&str] = &["", "invariant", "iv", "en", "en-us", "127", "1033"];

impl FromValue for Culture {
    const TYPE_NAME: &'static str = "String";

    fn from_value(value: &Value) -> Result<Culture, String> {
        let written = value.to_string();
        match KNOWN.contains(&written.trim().to_ascii_lowercase().as_str()) {
            true => Ok(Culture),
            false => Err(format!(
                "'{written}' is not among the cultures here: text is compared by the invariant one. Use '' or en-US"
            )),
        }
    }
}
