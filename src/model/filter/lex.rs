//! Words of a filter.

use crate::model::{Fault, Span};

/// The longest filter text that is read.
pub const MOST_BYTES: usize = 64 * 1024;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Word {
    Open,
    Close,
    Comma,
    /// `!`
    Bang,
    /// `-eq`, without its dash.
    Dash(String),
    /// `$name`, without the dollar; members after it are part of it (`_.Status`).
    Variable(String),
    /// Between quotes, doubled quotes made single.
    Quoted(String),
    /// A number, a property, a value without quotes.
    Bare(String),
}

pub(super) fn words(text: &str) -> Result<Vec<(Word, Span)>, Fault> {
    if text.len() > MOST_BYTES {
        return Err(Fault::invalid("FilterTooLong", format!("A filter has at most {MOST_BYTES} bytes.")));
    }
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        let word = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '(' | ')' | ',' | '!' => {
                at += 1;
                match c {
                    '(' => Word::Open,
                    ')' => Word::Close,
                    ',' => Word::Comma,
                    _ => Word::Bang,
                }
            }
            '\'' | '"' => quoted(text, &mut at, c)?,
            '-' if text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                at += 1;
                Word::Dash(take(text, &mut at, |c| c.is_ascii_alphanumeric()))
            }
            '$' => {
                at += 1;
                if text[at..].starts_with('{') {
                    let Some(length) = text[at..].find('}') else { return Err(unclosed(start, text, "${")) };
                    let name = text[at + 1..at + length].to_owned();
                    at += length + 1;
                    Word::Variable(name)
                } else {
                    Word::Variable(take(text, &mut at, |c| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '?')))
                }
            }
            _ => Word::Bare(take(text, &mut at, |c| !c.is_whitespace() && !matches!(c, '(' | ')' | ',' | '\'' | '"'))),
        };
        words.push((word, Span::new(start, at)));
    }
    Ok(words)
}

fn take(text: &str, at: &mut usize, belongs: impl Fn(char) -> bool) -> String {
    let rest = &text[*at..];
    let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    *at += length;
    rest[..length].to_owned()
}

fn quoted(text: &str, at: &mut usize, quote: char) -> Result<Word, Fault> {
    let start = *at;
    let mut value = String::new();
    *at += 1;
    loop {
        let rest = &text[*at..];
        let Some(length) = rest.find(quote) else { return Err(unclosed(start, text, &quote.to_string())) };
        value.push_str(&rest[..length]);
        *at += length + 1;
        if !text[*at..].starts_with(quote) {
            return Ok(Word::Quoted(value));
        }
        value.push(quote);
        *at += 1;
    }
}

fn unclosed(start: usize, text: &str, what: &str) -> Fault {
    Fault::invalid("InvalidFilter", format!("The filter ends before the closing of {what}."))
        .at(Span::new(start, text.len()))
        .fix("Close it, or double a quote that belongs to the value.")
}
