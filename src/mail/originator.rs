//! Whose message it is, for tracking: the address in Sender, else the first one in From (RFC 5322 §3.6.2).
//!
//! Read leniently, because nothing is decided by it: a field that cannot be understood has no address.

use super::header;
use crate::model::{Domain, SmtpAddress};

/// The originator's address of a header.
pub fn address(fields: &[u8]) -> Option<String> {
    ["Sender", "From"].into_iter().find_map(|name| first_address(&header::find(fields, name)?.text()))
}

/// The domain of the first author: what the signatures of a message have to speak for (RFC 7489 §3.1).
pub fn author_domain(fields: &[u8]) -> Option<Domain> {
    let author = first_address(&header::find(fields, "From")?.text())?;
    author.rsplit_once('@')?.1.parse().ok()
}

/// The first address of an address list: what stands in the first brackets, else the first word with an `@`.
fn first_address(list: &str) -> Option<String> {
    let plain = without_comments(list);
    let bracketed = plain.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inner, _)| inner.trim());
    let found = match bracketed {
        Some(inner) => inner,
        None => unquoted_words(&plain).find(|word| word.contains('@'))?,
    };
    (found.contains('@') && found.len() <= SmtpAddress::LONGEST).then(|| found.to_owned())
}

/// Words between blanks and list marks; those inside quotes separate nothing.
fn unquoted_words(list: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    list.split(move |c| {
        quoted ^= c == '"';
        !quoted && matches!(c, ',' | ';' | ' ' | '\t' | ':')
    })
}

/// Drops quoted display names and comments in parentheses: both may hold brackets and commas. A quoted local part
/// stays, as what follows it is an `@`.
fn without_comments(list: &str) -> String {
    let mut plain = String::with_capacity(list.len());
    let mut depth = 0usize;
    let mut rest = list;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '\\' if depth > 0 => length += rest[length..].chars().next().map_or(0, char::len_utf8),
            _ if depth > 0 => {}
            '"' => {
                length = quoted_length(rest);
                if rest[length..].starts_with('@') {
                    plain.push_str(&rest[..length]);
                }
            }
            c => plain.push(c),
        }
        rest = &rest[length..];
    }
    plain
}

/// Length of the quoted string that the text starts with; all of it if it never ends.
fn quoted_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_originator_is_sender_or_first_in_from() {
        for (fields, expected, why) in [
            ("From: ann@contoso.com\r\n", Some("ann@contoso.com"), "bare"),
            ("From: Ann <ann@contoso.com>\r\n", Some("ann@contoso.com"), "display name"),
            ("From: \"Ann <x@y>, boss\" <ann@contoso.com>\r\n", Some("ann@contoso.com"), "quoted display name"),
            ("From: ann@contoso.com (Ann <x@y>), ben@contoso.com\r\n", Some("ann@contoso.com"), "comment, list"),
            ("From: \"a b\"@contoso.com\r\n", Some("\"a b\"@contoso.com"), "quoted local part"),
            ("From: a@b.c, d@e.f\r\nSender: s@b.c\r\n", Some("s@b.c"), "Sender speaks for several"),
            ("From: team: a@b.c, d@e.f;\r\n", Some("a@b.c"), "group"),
            ("From: <>\r\n", None, "nobody"),
            ("From: Ann\r\n", None, "no address"),
            ("Subject: a@b.c\r\n", None, "no such field"),
        ] {
            assert_eq!(address(fields.as_bytes()).as_deref(), expected, "{why}");
        }
    }

    proptest! {
        #[test]
        fn no_list_panics(list in "[<>()\"\\\\a@., é]{0,40}") {
            first_address(&list);
        }
    }
}
