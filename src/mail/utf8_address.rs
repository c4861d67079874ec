//! Addresses beyond ASCII in ORCPT and in reports: the address type `utf-8` (RFC 6533 §3).
//!
//! `\x{HEX}` stands for one character: for those that the place cannot hold as they are, and for the backslash.
//!
//! Promise: both forms of an address are read back equal; what is read holds no control character, because it will be
//! printed into reports, where a line end would start a new field.

/// The address type, as it stands before the semicolon.
pub const KIND: &str = "utf-8";

/// Which characters may stand as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Printable ASCII: for peers and reports without SMTPUTF8.
    Ascii,
    /// All beyond ASCII, too.
    Unicode,
}

/// Writes an address.
pub fn encode(address: &str, form: Form) -> String {
    let mut text = String::with_capacity(address.len() + 16);
    for c in address.chars() {
        let is_plain = match c {
            '\\' | '+' | '=' => false,
            '!'..='~' => true,
            c => !c.is_ascii() && form == Form::Unicode,
        };
        if is_plain {
            text.push(c);
        } else {
            text.push_str(&format!("\\x{{{:02X}}}", u32::from(c)));
        }
    }
    text
}

/// Reads an address in either form; `None` where it is neither.
pub fn decode(text: &str) -> Option<String> {
    let mut address = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let c = match c {
            '\\' => {
                let (digits, after) = rest.strip_prefix("\\x{")?.split_once('}')?;
                let is_number =
                    (1..=6).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
                rest = after;
                char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| is_number)?)?
            }
            '+' | '=' | ' ' => return None,
            c => {
                rest = &rest[c.len_utf8()..];
                c
            }
        };
        if c.is_control() {
            return None;
        }
        address.push(c);
    }
    (!address.is_empty()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_the_place_cannot_hold_is_escaped() {
        for (address, ascii, unicode) in [
            ("jörg@b.c", "j\\x{F6}rg@b.c", "jörg@b.c"),
            ("a+b=c\\d@b.c", "a\\x{2B}b\\x{3D}c\\x{5C}d@b.c", "a\\x{2B}b\\x{3D}c\\x{5C}d@b.c"),
            ("用户@例子.广告", "\\x{7528}\\x{6237}@\\x{4F8B}\\x{5B50}.\\x{5E7F}\\x{544A}", "用户@例子.广告"),
            ("\"a b\"@b.c", "\"a\\x{20}b\"@b.c", "\"a\\x{20}b\"@b.c"),
        ] {
            assert_eq!(encode(address, Form::Ascii), ascii);
            assert_eq!(encode(address, Form::Unicode), unicode);
        }
    }

    #[test]
    fn what_is_neither_form_is_refused() {
        for text in
            ["", "a+2Bb", "a=b", "a b", "\\", "\\x41", "\\x{}", "\\x{D800}", "\\x{110000}", "\\x{0041414}", "\\x{0D}"]
        {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_printable_address_survives(address in "[^\\p{Cc}]{1,40}") {
            for form in [Form::Ascii, Form::Unicode] {
                prop_assert_eq!(decode(&encode(&address, form)), Some(address.clone()));
            }
        }

        #[test]
        fn no_text_panics(text in "(\\\\x\\{[0-9A-F]{0,8}\\}?|\\PC){0,20}") {
            let _ = decode(&text);
        }
    }
}
