//! JSON as people write it, made JSON as RFC 8259 has it.
//!
//! PowerShell's reader takes comments, names without quotes, texts in single quotes and with line ends in them, and a
//! comma behind the last item. This is a pass over the characters, to be tried where the strict reader has refused: what
//! it does not know it leaves as it is, for the strict reader to refuse again.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::str::Chars;

/// The same JSON, strictly.
pub fn strict(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' | '\'' => quoted(c, &mut rest, &mut written),
            '/' if matches!(rest.peek(), Some('/' | '*')) => comment(&mut rest, &mut written),
            ',' => {
                skip_blanks(&mut rest);
                if !matches!(rest.peek(), Some('}' | ']')) {
                    written.push(',');
                }
            }
            c if c.is_alphabetic() || matches!(c, '_' | '$') => word(c, &mut rest, &mut written),
            // Digits and signs are a number's, letters in it too.
            c if c.is_ascii_digit() || c == '-' => {
                written.push(c);
                while let Some(c) = rest.next_if(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-')) {
                    written.push(c);
                }
            }
            c => written.push(c),
        }
    }
    written
}

/// A text up to its closing quote, in double quotes.
fn quoted(quote: char, rest: &mut Peekable<Chars>, written: &mut String) {
    written.push('"');
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('\'') => written.push('\''),
                Some(escaped) => written.extend(['\\', escaped]),
                None => written.push('\\'),
            },
            c if c == quote => {
                written.push('"');
                return;
            }
            '"' => written.push_str("\\\""),
            c if c.is_control() => {
                let _ = write!(written, "\\u{:04x}", u32::from(c));
            }
            c => written.push(c),
        }
    }
}

/// What follows the first `/` of a comment; a blank stands for it.
fn comment(rest: &mut Peekable<Chars>, written: &mut String) {
    written.push(' ');
    if rest.next() == Some('/') {
        while rest.next_if(|c| *c != '\n').is_some() {}
        return;
    }
    let mut last = ' ';
    for c in rest.by_ref() {
        if (last, c) == ('*', '/') {
            return;
        }
        last = c;
    }
}

fn skip_blanks(rest: &mut Peekable<Chars>) {
    let mut nowhere = String::new();
    loop {
        while rest.next_if(|c| c.is_whitespace()).is_some() {}
        // A lone slash is no comment, and of nothing else: the strict reader refuses either way.
        if rest.next_if_eq(&'/').is_none() {
            return;
        }
        comment(rest, &mut nowhere);
    }
}

/// `true`, `false`, `null`, or a name that a colon follows.
fn word(first: char, rest: &mut Peekable<Chars>, written: &mut String) {
    let mut word = String::from(first);
    while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || matches!(c, '_' | '$')) {
        word.push(c);
    }
    skip_blanks(rest);
    if rest.peek() == Some(&':') {
        let _ = write!(written, "\"{word}\"");
    } else {
        written.push_str(&word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_becomes_strict() {
        for (given, expected, why) in [
            (
                r#"{"a": 1, "b": [true, null, -1.5e+3]}"#,
                r#"{"a": 1,"b": [true,null,-1.5e+3]}"#,
                "what is strict stays so",
            ),
            ("{a: 1, $b_2 : 2}", r#"{"a": 1,"$b_2": 2}"#, "names without quotes"),
            (r#"{'a': 'it''s'}"#, r#"{"a": "it""s"}"#, "two texts in a row are for the strict reader to refuse"),
            (r#"['it\'s', 'say "x"']"#, r#"["it's","say \"x\""]"#, "quotes in quotes"),
            ("[1, // one\n 2, /* two, */ ]", "[1,2]", "comments, and a comma behind the last item"),
            ("{\"a\": \"x // y\",}", "{\"a\": \"x // y\"}", "no comment in a text"),
            ("[\"a\nb\"]", "[\"a\\u000ab\"]", "a line end in a text"),
            ("[1 /", "[1 /", "a lone slash stays"),
            ("[\"a", "[\"a", "a text without an end stays without one"),
        ] {
            assert_eq!(strict(given), expected, "{why}");
        }
    }
}
