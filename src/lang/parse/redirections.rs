//! Redirections: `> file`, `2>> file`, `3>&1`, `*> file`.

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::Class;
use crate::lang::ast::{Redirection, Sink, Stream};
use crate::lang::lex::chars::ends_word;

impl Parser<'_> {
    /// Whether `>`, `*>` or `N>` stands here, or a `<`, which is none.
    pub(super) fn at_redirection(&self) -> bool {
        let mut ahead = self.cursor.clone();
        if matches!(ahead.peek(), Some('*' | '1'..='6')) {
            ahead.bump();
            return ahead.looking_at(">");
        }
        ahead.looking_at(">") || ahead.looking_at("<") && !ahead.looking_at("<#")
    }

    /// Reads the redirection at the cursor and adds it to those of the same command.
    pub(super) fn redirection(&mut self, already: &mut Vec<Redirection>) -> Parsed<()> {
        let start = self.at();
        if self.cursor.looking_at("<") {
            return Err(self.no_input());
        }
        let from = match self.cursor.peek() {
            Some('*') => Stream::All,
            Some(digit @ '1'..='6') => Stream::Number(digit as u8 - b'0'),
            _ => Stream::Number(1),
        };
        if !self.cursor.looking_at(">") {
            self.cursor.bump();
        }
        self.cursor.eat('>');
        let append = self.cursor.eat('>');
        let to = if !append && self.cursor.looking_at("&") && self.cursor.second_is(|c| c.is_ascii_digit()) {
            self.merge(start, from)?
        } else {
            self.note(Class::Operator, start);
            self.blanks()?;
            if self.at_command_end() || self.cursor.looking_at(",") || self.at_redirection() {
                return Err(fault("MissingFileSpecification", "After this redirection the file is missing.")
                    .at(self.since(start))
                    .fix("Name a file, or $null to discard the output."));
            }
            Sink::File { path: self.single_argument()?, append }
        };
        let redirection = Redirection { from, to, span: self.since(start) };
        if already.iter().any(|other| other.from == from) {
            return Err(fault("StreamAlreadyRedirected", "This stream is already redirected in this command.")
                .at(redirection.span)
                .fix("Keep one of the two redirections."));
        }
        already.push(redirection);
        Ok(())
    }

    /// `<` reads nothing; mostly it begins a placeholder that was copied from a manual.
    fn no_input(&self) -> Box<SyntaxFault> {
        let mut end = self.cursor.clone();
        end.bump();
        end.eat_while(|c| !ends_word(c) && c != '>');
        let reserved = fault("RedirectionNotSupported", "The '<' operator is reserved for future use.");
        if end.looking_at(">") && end.at() > self.at() + 1 {
            end.bump();
            let placeholder = self.cursor.slice(self.at(), end.at());
            return reserved
                .at(self.span(self.at(), end.at()))
                .fix(format!("Write your own value in place of {placeholder}."));
        }
        reserved.at(self.here()).fix("Use Get-Content and a pipe to read a file.")
    }

    /// `&1` after `N>`.
    fn merge(&mut self, start: usize, from: Stream) -> Parsed<Sink> {
        self.cursor.bump();
        let to = self.cursor.bump();
        self.note(Class::Operator, start);
        if to != Some('1') || from == Stream::Number(1) {
            return Err(fault(
                "RedirectionNotSupported",
                "A stream can only be merged into the success stream, number 1.",
            )
            .at(self.since(start))
            .fix("Write 2>&1, 3>&1 or *>&1."));
        }
        Ok(Sink::Output)
    }
}
