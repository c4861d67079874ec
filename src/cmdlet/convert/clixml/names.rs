//! Text inside CLIXML: entities of XML, and `_x000A_` for what XML cannot hold.

use std::fmt::Write;

/// Escapes a text.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        // Writing to text cannot fail.
        let _ = match c {
            '<' => escaped.write_str("&lt;"),
            '>' => escaped.write_str("&gt;"),
            '&' => escaped.write_str("&amp;"),
            '"' => escaped.write_str("&quot;"),
            // What looks like an escape is one less.
            '_' if text[at + 1..].starts_with(['x', 'X']) => escaped.write_str("_x005F_"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => write!(escaped, "_x{:04X}_", c as u32),
            c => escaped.write_char(c),
        };
    }
    escaped
}

/// The characters that `_xHHHH_` stands for; pairs of surrogates are one.
pub fn unescape(text: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let code = rest.get(..7).filter(|code| code.starts_with("_x") && code.ends_with('_'));
        let unit = code.and_then(|code| u16::from_str_radix(&code[2..6], 16).ok());
        match unit {
            Some(unit) => {
                units.push(unit);
                rest = &rest[7..];
            }
            None => {
                units.extend(c.encode_utf16(&mut [0; 2]).iter());
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    String::from_utf16_lossy(&units)
}
