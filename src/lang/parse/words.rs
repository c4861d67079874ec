//! Bare words: command names, arguments without quotes, keywords and identifiers.
//!
//! A bare word goes on to the next blank or metacharacter. Quotes inside it are part of its syntax, not of its text,
//! and in an argument variables and `$(…)` inside it expand: `C:\$name\x`, `x$(1 + 1)`. It never has members.

use super::Parser;
use super::fault::Parsed;
use super::notes::Class;
use super::strings::{Inside, Parts};
use crate::lang::ast::{Expr, Quote};
use crate::lang::lex::chars::{ends_word, is_double_quote, is_identifier, is_identifier_start, is_single_quote};

impl Parser<'_> {
    /// The bare word at the cursor; at least one character is taken, whatever it is.
    pub(super) fn bare_word(&mut self, inside: Inside) -> Parsed<Expr> {
        let start = self.at();
        let class = if inside == Inside::CommandName { Class::Command } else { Class::Argument };
        let mut parts = Parts::default();
        let mut noted = start;
        while let Some(c) = self.cursor.peek() {
            if ends_word(c) && self.at() > start {
                break;
            }
            match c {
                // A backtick before the newline continues the line, also right behind a word.
                '`' if self.cursor.second_is(|next| matches!(next, '\n' | '\r')) => break,
                '`' => self.escape(&mut parts)?,
                '$' if inside == Inside::CommandName && self.expands_here() => self.raw_expansion(&mut parts)?,
                '$' if inside == Inside::Word && self.expands_here() => {
                    self.note(class, noted);
                    self.expansion(&mut parts, Inside::Word)?;
                    noted = self.at();
                }
                _ if is_single_quote(c) => {
                    self.note(class, noted);
                    noted = self.at();
                    let result = self.single_quoted_content(&mut parts);
                    self.note(Class::Text, noted);
                    result?;
                    noted = self.at();
                }
                _ if is_double_quote(c) => {
                    self.note(class, noted);
                    self.double_quoted_content(&mut parts, inside)?;
                    noted = self.at();
                }
                _ => {
                    self.cursor.bump();
                    parts.push(c);
                }
            }
        }
        self.note(class, noted);
        Ok(self.node(parts.finish(Quote::Bare), start))
    }

    /// The word at the cursor if it is made of letters and digits only and ends there: what a keyword looks like.
    pub(super) fn keyword_here(&self) -> Option<&str> {
        let word = self.identifier_here()?;
        let after = self.cursor.rest()[word.len()..].chars().next();
        after.is_none_or(ends_word).then_some(word)
    }

    /// Whether this keyword stands here.
    pub(super) fn at_keyword(&self, keyword: &str) -> bool {
        self.keyword_here().is_some_and(|word| word.eq_ignore_ascii_case(keyword))
    }

    /// Takes this keyword if it stands here.
    pub(super) fn eat_keyword(&mut self, keyword: &str) -> bool {
        let found = self.at_keyword(keyword);
        if found {
            self.advance_noting(keyword.len(), Class::Keyword);
        }
        found
    }

    /// Letters, digits and underscores at the cursor, not beginning with a digit.
    pub(super) fn identifier_here(&self) -> Option<&str> {
        let rest = self.cursor.rest();
        let length = rest.find(|c| !is_identifier(c)).unwrap_or(rest.len());
        rest.starts_with(is_identifier_start).then(|| &rest[..length])
    }

    pub(super) fn advance_noting(&mut self, bytes: usize, class: Class) {
        let start = self.at();
        self.cursor.advance(bytes);
        self.note(class, start);
    }
}
