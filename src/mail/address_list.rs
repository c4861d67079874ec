//! The addresses of From, Sender, To, Cc and Bcc (RFC 5322 §3.4): display names, comments and groups are passed over.
//!
//! Promise: no list panics; what comes back are the addresses as they stand there, unchecked and in order. Whether each
//! is an address, and in which domain one without a domain is, decides who asks (see [`super::path`]).

/// The addresses of one field's text.
pub fn read(list: &str) -> Vec<String> {
    let mut reader = Reader::default();
    let mut chars = list.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => reader.quoted(&mut chars),
            '(' => skip_comment(&mut chars),
            '[' => reader.literal(&mut chars),
            '<' => reader.bracketed = Some(String::new()),
            '>' => reader.is_closed = true,
            // What stood before it is the name of a group.
            ':' if reader.bracketed.is_none() => reader.bare.clear(),
            ',' | ';' if reader.bracketed.is_none() || reader.is_closed => reader.end(),
            c => reader.push(c),
        }
    }
    reader.end();
    reader.found
}

#[derive(Default)]
struct Reader {
    found: Vec<String>,
    /// Outside of angle brackets: an address, or a display name.
    bare: String,
    /// Inside of them.
    bracketed: Option<String>,
    is_closed: bool,
}

impl Reader {
    fn push(&mut self, c: char) {
        match &mut self.bracketed {
            Some(_) if self.is_closed => {}
            Some(inner) => inner.push(c),
            None => self.bare.push(c),
        }
    }

    /// A quoted string: part of an address, or of a display name.
    fn quoted(&mut self, chars: &mut std::str::Chars<'_>) {
        self.push('"');
        let mut is_escaped = false;
        for c in chars.by_ref() {
            self.push(c);
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '"' => break,
                _ => {}
            }
        }
    }

    /// A domain in brackets may have colons.
    fn literal(&mut self, chars: &mut std::str::Chars<'_>) {
        self.push('[');
        for c in chars.by_ref() {
            self.push(c);
            if c == ']' {
                break;
            }
        }
    }

    fn end(&mut self) {
        let bare = std::mem::take(&mut self.bare);
        let address = self.bracketed.take().unwrap_or(bare);
        self.is_closed = false;
        if !address.trim().is_empty() {
            self.found.push(address.trim().to_owned());
        }
    }
}

fn skip_comment(chars: &mut std::str::Chars<'_>) {
    let mut depth = 1;
    while depth > 0 {
        match chars.next() {
            Some('(') => depth += 1,
            Some(')') => depth -= 1,
            Some('\\') => drop(chars.next()),
            Some(_) => {}
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_found_among_names_comments_and_groups() {
        for (list, expected) in [
            ("ann@contoso.com", &["ann@contoso.com"][..]),
            ("Ann <ann@contoso.com>, ben@contoso.com (Ben, <x@y>)", &["ann@contoso.com", "ben@contoso.com"]),
            ("\"Ann, <boss>\" <ann@contoso.com>; <ben@contoso.com>", &["ann@contoso.com", "ben@contoso.com"]),
            ("team: a@b.c, D <d@e.f>;", &["a@b.c", "d@e.f"]),
            ("undisclosed-recipients:;", &[]),
            ("\"a b\"@c.d, \"a\\\"@\"@c.d", &["\"a b\"@c.d", "\"a\\\"@\"@c.d"]),
            ("x@[IPv6:2001:db8::1], y@[10.0.0.1]", &["x@[IPv6:2001:db8::1]", "y@[10.0.0.1]"]),
            ("root", &["root"]),
            ("<>, ,", &[]),
            ("Jörg <jörg@bücher.example>", &["jörg@bücher.example"]),
        ] {
            assert_eq!(read(list), expected, "{list}");
        }
    }

    proptest! {
        #[test]
        fn no_list_panics(list in "[<>()\"\\\\a@.,:;\\[\\] é]{0,40}") {
            read(&list);
        }
    }
}
