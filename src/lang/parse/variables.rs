//! `$name`, `$scope:name`, `${any name}` and the `@name` of a splat.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::Class;
use crate::lang::ast::{Scope, Variable};
use crate::lang::lex::chars::is_double_quote;
use crate::lang::lex::escape;
use crate::lang::lex::variable::{name_length, split_scope};

impl Parser<'_> {
    /// Whether a variable starts at this `$`.
    pub(super) fn at_variable(&self) -> bool {
        self.cursor.rest().strip_prefix('$').is_some_and(|rest| rest.starts_with('{') || name_length(rest).is_some())
    }

    /// Whether a splatted variable starts at this `@`.
    pub(super) fn at_splat(&self) -> bool {
        self.cursor.rest().strip_prefix('@').is_some_and(|rest| name_length(rest).is_some())
    }

    /// Reads the variable at the cursor; the sigil has been looked at. In a double-quoted string, two double quotes
    /// between the braces of `${…}` are one.
    pub(super) fn variable(&mut self, in_quotes: bool) -> Parsed<Variable> {
        let start = self.at();
        self.cursor.bump();
        if self.cursor.looking_at("{") {
            return self.braced_variable(start, in_quotes);
        }
        let length = name_length(self.cursor.rest()).expect("callers look for a name first");
        self.cursor.advance(length);
        let path = self.cursor.slice(start + 1, self.at());
        let (scope, name) = split_scope(path);
        self.note(Class::Variable, start);
        if name.is_empty() {
            let plain = path.trim_end_matches(':');
            return Err(fault(
                "InvalidVariableReferenceWithDrive",
                "After the ':' of this variable there is no name, so it is no scope or drive.",
            )
            .at(self.since(start))
            .fix(format!("Write ${{{plain}}}: if the colon is text.")));
        }
        Ok(Variable { scope, name: Arc::from(name), span: self.since(start) })
    }

    fn braced_variable(&mut self, start: usize, in_quotes: bool) -> Parsed<Variable> {
        self.cursor.bump();
        let mut path = String::new();
        loop {
            let at = self.at();
            let Some(c) = self.cursor.bump() else {
                self.note(Class::Variable, start);
                return Err(fault(
                    "IncompleteDollarVariableReference",
                    "The variable name that starts with '${' has no end.",
                )
                .at(self.span(start, start + 2))
                .fix("Add '}' after the name.")
                .incomplete_if(true));
            };
            match c {
                '}' => break,
                '{' => {
                    return Err(fault(
                        "OpenBraceNeedsToBeBackTickedInVariableName",
                        "A '{' inside '${…}' needs a backtick.",
                    )
                    .at(self.since(at))
                    .fix("Write `{ if the name contains a brace."));
                }
                '`' => match escape::read(self.cursor.rest()) {
                    Some(Ok((meaning, length))) => {
                        self.cursor.advance(length);
                        path.push(meaning);
                    }
                    Some(Err(bad)) => return Err(self.bad_escape(at, bad)),
                    None => {}
                },
                _ => {
                    if in_quotes && is_double_quote(c) && self.cursor.next_is(is_double_quote) {
                        self.cursor.bump();
                    }
                    path.push(c);
                }
            }
        }
        self.note(Class::Variable, start);
        let (scope, name) = split_scope(&path);
        if name.is_empty() {
            let id = if path.is_empty() { "EmptyVariableReference" } else { "InvalidBracedVariableReference" };
            return Err(fault(id, "There is no variable name between these braces.").at(self.since(start)));
        }
        Ok(Variable { scope, name: Arc::from(name), span: self.since(start) })
    }

    /// The variable a `foreach` or a parameter declares: never splatted.
    pub(super) fn declared_variable(&mut self) -> Parsed<Option<Variable>> {
        self.blanks()?;
        if self.at_splat() {
            return Err(self.splat_not_here());
        }
        if !self.at_variable() {
            return Ok(None);
        }
        self.variable(false).map(Some)
    }

    pub(super) fn splat_not_here(&mut self) -> Box<SyntaxFault> {
        let start = self.at();
        self.cursor.bump();
        let length = name_length(self.cursor.rest()).unwrap_or_default();
        self.cursor.advance(length);
        let name = self.cursor.slice(start + 1, self.at());
        fault("SplattingNotPermitted", format!("'@{name}' can only stand as an argument of a command."))
            .at(self.since(start))
            .fix(format!("Write ${name} for the variable, or put the text in quotes."))
    }
}

/// Whether a scope can be written in front of a parameter's name: it cannot.
pub(super) fn is_plain(variable: &Variable) -> bool {
    variable.scope == Scope::Default
}
