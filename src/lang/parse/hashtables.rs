//! `@{ key = value; … }`.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::{Class, Expectation};
use crate::lang::ast::{Expr, ExprKind, HashEntry, Quote};
use crate::lang::lex::chars::{is_identifier_start, is_newline};
use crate::model::Span;

impl Parser<'_> {
    pub(super) fn hashtable(&mut self) -> Parsed<Expr> {
        let start = self.at();
        self.advance_noting(2, Class::Operator);
        let entries = self.within_brackets(Self::hash_entries)?;
        if !self.cursor.looking_at("}") {
            let missing = self.unclosed("MissingEndCurlyBrace", start, 2, '}');
            return Err(if self.cursor.at_end() {
                missing
            } else {
                missing.fix("Between two entries put ';' or a new line.").at(self.here())
            });
        }
        self.advance_noting(1, Class::Operator);
        Ok(self.node(ExprKind::Hashtable { entries, ordered: false }, start))
    }

    fn hash_entries(&mut self) -> Parsed<Vec<HashEntry>> {
        let mut entries: Vec<HashEntry> = Vec::new();
        self.newlines()?;
        while let Some(entry) = self.hash_entry()? {
            if let Some(key) = entry.key.literal_text()
                && entries.iter().any(|other| other.key.literal_text().is_some_and(|it| it.eq_ignore_ascii_case(key)))
            {
                return Err(fault("DuplicateKeyInHashLiteral", format!("The key '{key}' is in this hashtable twice."))
                    .at(entry.key.span)
                    .fix("Keep one of the two entries."));
            }
            entries.push(entry);
            self.blanks()?;
            if !self.cursor.next_is(|c| is_newline(c) || c == ';') {
                break;
            }
            self.separators()?;
        }
        Ok(entries)
    }

    fn hash_entry(&mut self) -> Parsed<Option<HashEntry>> {
        self.blanks()?;
        self.expect(Expectation::Key);
        let Some(key) = self.name_or_operand(Class::Key)? else {
            return Ok(None);
        };
        self.blanks()?;
        if !self.cursor.looking_at("=") {
            return Err(self.missing_equals(key.span));
        }
        let sign = self.at();
        self.advance_noting(1, Class::Operator);
        let equals = self.since(sign);
        self.newlines()?;
        let Some(value) = self.statement()? else {
            return Err(fault("MissingStatementInHashLiteral", "After this '=' the value is missing.")
                .at(equals)
                .incomplete_if(self.cursor.at_end()));
        };
        Ok(Some(HashEntry { key, value }))
    }

    fn missing_equals(&self, key: Span) -> Box<SyntaxFault> {
        let missing =
            fault("MissingEqualsInHashLiteral", "The '=' operator is missing after a key in the hash literal.")
                .at(key)
                .incomplete_if(self.cursor.at_end());
        match self.cursor.peek() {
            Some(':') => missing.fix("Write '=' between key and value, not ':'."),
            Some('-' | '.') => missing.fix("Put a key with anything but letters and digits in it into quotes."),
            _ => missing.fix("Write: @{ Key = 'value' }"),
        }
    }

    /// A bare name, or an operand that yields one: a hashtable's key, the label of `break`.
    pub(super) fn name_or_operand(&mut self, class: Class) -> Parsed<Option<Expr>> {
        let start = self.at();
        if self.cursor.next_is(is_identifier_start) {
            let length = self.identifier_here().map_or(0, str::len);
            self.advance_noting(length, class);
            let value = Arc::from(self.cursor.slice(start, self.at()));
            return Ok(Some(self.node(ExprKind::Text { value, quote: Quote::Bare }, start)));
        }
        let commas = std::mem::replace(&mut self.commas, false);
        let operand = self.unary()?;
        self.commas = commas;
        Ok(operand)
    }
}
