//! Where the addresses of an address list stand in its bytes (RFC 5322 §3.4), so that one can be changed and the rest
//! stays as it came: folds, display names in whatever encoding, comments, groups.
//!
//! Promise: no bytes panic. What is not understood has no addresses: a list that breaks off, a word with blanks in it.

use std::ops::Range;

/// An address in a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Span {
    /// Its bytes, from the local part to the end of the domain.
    pub at: Range<usize>,
    /// Where a new line may begin before it.
    pub break_at: usize,
    /// As it reads without folds, blanks and comments.
    pub address: String,
}

/// The addresses of a field's value, in order.
pub fn find(value: &[u8]) -> Vec<Span> {
    let (mut found, mut word, mut at) = (Vec::new(), Word::default(), 0);
    // Between the bracket that ends an address and the comma behind it nothing is one.
    let mut is_over = false;
    while let Some(&byte) = value.get(at) {
        let end = match byte {
            b'<' => {
                let Some(close) = closing(value, at) else { return found };
                word = Word::default();
                if !is_over {
                    found.extend(inside(value, at + 1..close).map(|span| Span { break_at: at, ..span }));
                }
                is_over = true;
                close + 1
            }
            b',' | b';' => {
                found.extend(std::mem::take(&mut word).filter(is_over));
                is_over = false;
                at + 1
            }
            // What stood before it is the name of a group.
            b':' => {
                word = Word::default();
                at + 1
            }
            _ => match word.read(value, at) {
                Some(end) => end,
                None => return found,
            },
        };
        at = end;
    }
    found.extend(word.filter(is_over));
    found
}

/// The address between angle brackets; a route before it (RFC 5322 §4.4) is passed over.
fn inside(value: &[u8], range: Range<usize>) -> Option<Span> {
    let (mut word, mut at) = (Word::default(), range.start);
    while at < range.end {
        at = match value[at] {
            b',' | b':' => {
                word = Word::default();
                at + 1
            }
            _ => word.read(&value[..range.end], at)?,
        };
    }
    word.filter(false)
}

/// Where the bracket is that closes the one at `open`; `None`: there is none.
fn closing(value: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at = match value.get(at)? {
            b'>' => return Some(at),
            b'"' | b'(' | b'[' => part(value, at)?,
            _ => at + 1,
        };
    }
}

/// What may turn out to be an address.
#[derive(Default)]
struct Word {
    start: usize,
    end: usize,
    text: Vec<u8>,
    is_apart: bool,
    /// Words with blanks between them: a display name.
    is_phrase: bool,
}

impl Word {
    /// Takes what stands at a place; gives the place behind it. `None`: it never ends.
    fn read(&mut self, value: &[u8], at: usize) -> Option<usize> {
        let end = part(value, at)?;
        match value[at] {
            b' ' | b'\t' | b'\r' | b'\n' | b'(' => self.is_apart = true,
            first => {
                let sticks = |byte: Option<&u8>| matches!(byte, Some(b'.' | b'@'));
                self.is_phrase |=
                    self.is_apart && !self.text.is_empty() && !sticks(self.text.last()) && !sticks(Some(&first));
                if self.text.is_empty() {
                    self.start = at;
                }
                self.text.extend(value[at..end].iter().filter(|byte| !matches!(byte, b'\r' | b'\n')));
                (self.end, self.is_apart) = (end, false);
            }
        }
        Some(end)
    }

    /// The address that it is, if it is one and that may be.
    fn filter(self, is_over: bool) -> Option<Span> {
        let address = String::from_utf8(self.text).ok().filter(|text| text.contains('@'))?;
        (!is_over && !self.is_phrase).then_some(Span { at: self.start..self.end, break_at: self.start, address })
    }
}

/// The end of what begins at a place: of a quoted string, a comment, a domain in brackets, or one byte.
fn part(value: &[u8], at: usize) -> Option<usize> {
    let (close, nests) = match value.get(at)? {
        b'"' => (b'"', false),
        b'(' => (b')', true),
        b'[' => (b']', false),
        _ => return Some(at + 1),
    };
    let (mut end, mut depth) = (at + 1, 1);
    while depth > 0 {
        match *value.get(end)? {
            b'\\' => end += 1,
            byte if byte == close => depth -= 1,
            b'(' if nests => depth += 1,
            _ => {}
        }
        end += 1;
    }
    (end <= value.len()).then_some(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mail::address_list;

    #[test]
    fn addresses_are_found_where_they_stand() {
        for (list, expected, why) in [
            ("ann@contoso.com", &[("ann@contoso.com", "ann@contoso.com")][..], "alone"),
            (" Ann <ann@c.d>,\r\n\tben@c.d (Ben, <x@y>)", &[("ann@c.d", "ann@c.d"), ("ben@c.d", "ben@c.d")], "a list"),
            ("\"a@b.c, <boss>\" <ann@c.d>; <ben@c.d>", &[("ann@c.d", "ann@c.d"), ("ben@c.d", "ben@c.d")], "quoted"),
            ("team: a@b.c, D <d@e.f>;, g@h.i", &[("a@b.c", "a@b.c"), ("d@e.f", "d@e.f"), ("g@h.i", "g@h.i")], "group"),
            ("undisclosed-recipients:;", &[], "an empty group"),
            ("ann@c.d <ben@c.d>", &[("ben@c.d", "ben@c.d")], "an address for a name"),
            ("<ann\r\n @c.d>", &[("ann\r\n @c.d", "ann@c.d")], "folded"),
            ("ann . jones @ c.d (home)", &[("ann . jones @ c.d", "ann.jones@c.d")], "blanks around dots"),
            ("< (x) ann@c.d (y) >", &[("ann@c.d", "ann@c.d")], "comments"),
            ("<@a.b,@c.d:ann@e.f>", &[("ann@e.f", "ann@e.f")], "a route"),
            ("\"a \\\" b\"@c.d", &[("\"a \\\" b\"@c.d", "\"a \\\" b\"@c.d")], "a quoted local part"),
            ("x@[IPv6:2001:db8::1]", &[("x@[IPv6:2001:db8::1]", "x@[IPv6:2001:db8::1]")], "a literal"),
            ("=?utf-8?Q?J=C3=B6rg=2C?= <j@c.d>", &[("j@c.d", "j@c.d")], "an encoded name"),
            ("Jörg <jörg@bücher.example>", &[("jörg@bücher.example", "jörg@bücher.example")], "beyond ASCII"),
            ("Ann Jones ann@c.d, b@c.d", &[("b@c.d", "b@c.d")], "no address: a word with blanks"),
            ("<ann@c.d", &[], "breaks off"),
            ("\"ann@c.d", &[], "breaks off"),
            ("a@b.c, (never ends", &[("a@b.c", "a@b.c")], "breaks off behind it"),
            ("<>, , root", &[], "none"),
            ("<a@b.c> <d@e.f>, g@h.i", &[("a@b.c", "a@b.c"), ("g@h.i", "g@h.i")], "two in one"),
        ] {
            let found = find(list.as_bytes());
            let found: Vec<(&str, &str)> =
                found.iter().map(|span| (&list[span.at.clone()], span.address.as_str())).collect();
            assert_eq!(found, expected, "{why}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic_and_spans_stand_in_order(list in proptest::collection::vec(
            prop_oneof![Just(b'<'), Just(b'>'), Just(b'"'), Just(b'('), Just(b')'), Just(b'\\'), Just(b','), Just(b':'),
                Just(b'['), Just(b']'), Just(b'@'), Just(b' '), Just(b'\n'), Just(b'a'), any::<u8>()], 0..60)) {
            let mut before = 0;
            for span in find(&list) {
                prop_assert!(before <= span.break_at && span.break_at <= span.at.start && span.at.start < span.at.end);
                before = span.at.end;
            }
        }

        #[test]
        fn what_is_found_is_what_the_list_says(names in proptest::collection::vec("[a-z]{1,5}", 1..6)) {
            let list: Vec<String> = names.iter().map(|name| format!("{name} <{name}@contoso.com>")).collect();
            let list = list.join(", ");
            let found: Vec<String> = find(list.as_bytes()).into_iter().map(|span| span.address).collect();
            prop_assert_eq!(found, address_list::read(&list));
        }
    }
}
