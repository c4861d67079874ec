//! What stands between words: blanks, comments, continued lines, newlines, and what they separate.

use super::Parser;
use super::fault::{Parsed, fault};
use super::notes::Class;
use crate::lang::lex::Cursor;
use crate::lang::lex::chars::{is_blank, is_newline};

impl Parser<'_> {
    /// Skips blanks, comments and backticks at the end of a line.
    pub(super) fn blanks(&mut self) -> Parsed<()> {
        while let Some(c) = self.cursor.peek() {
            match c {
                '#' => self.line_comment(),
                '<' if self.cursor.looking_at("<#") => self.block_comment()?,
                '`' if self.cursor.second_is(char::is_whitespace) => {
                    self.cursor.bump();
                    self.newline_or_blank();
                }
                '`' if self.cursor.peek_second().is_none() => {
                    return Err(fault("IncompleteString", "The text ends with a backtick, which continues the line.")
                        .at(self.here())
                        .fix("Remove the backtick, or write the next line.")
                        .incomplete_if(true));
                }
                _ if is_blank(c) => {
                    self.cursor.eat_while(is_blank);
                }
                _ => break,
            }
        }
        Ok(())
    }

    /// Skips blanks and newlines.
    pub(super) fn newlines(&mut self) -> Parsed<()> {
        self.skip(is_newline)
    }

    /// Skips everything that may stand between two statements.
    pub(super) fn separators(&mut self) -> Parsed<()> {
        self.skip(|c| is_newline(c) || c == ';')
    }

    fn skip(&mut self, also: fn(char) -> bool) -> Parsed<()> {
        loop {
            self.blanks()?;
            if self.cursor.eat_while(also).is_empty() {
                return Ok(());
            }
        }
    }

    /// One newline of any kind, or one blank.
    fn newline_or_blank(&mut self) {
        let carriage_return = self.cursor.bump() == Some('\r');
        if carriage_return {
            self.cursor.eat('\n');
        }
    }

    fn line_comment(&mut self) {
        let start = self.at();
        self.cursor.eat_while(|c| !is_newline(c));
        self.note(Class::Comment, start);
    }

    fn block_comment(&mut self) -> Parsed<()> {
        let start = self.at();
        let Some(length) = self.cursor.rest()[2..].find("#>") else {
            let length = self.cursor.rest().len();
            let opening = self.span(start, start + 2);
            self.cursor.advance(length);
            self.note(Class::Comment, start);
            return Err(fault("MissingTerminatorMultiLineComment", "The comment that starts with '<#' has no end.")
                .at(opening)
                .fix("Add '#>' where it ends.")
                .incomplete_if(true));
        };
        self.cursor.advance(length + 4);
        self.note(Class::Comment, start);
        Ok(())
    }

    /// Whether the line ends here and the next one that is no comment goes on with `|`. A blank line in between ends
    /// the pipeline.
    pub(super) fn pipe_on_next_line(&self) -> bool {
        let mut ahead = self.cursor.clone();
        if !eat_newline(&mut ahead) {
            return false;
        }
        loop {
            ahead.eat_while(is_blank);
            if ahead.looking_at("#") {
                ahead.eat_while(|c| !is_newline(c));
                if !eat_newline(&mut ahead) {
                    return false;
                }
            } else {
                return ahead.looking_at("|") && !ahead.looking_at("||");
            }
        }
    }
}

fn eat_newline(cursor: &mut Cursor<'_>) -> bool {
    if cursor.eat('\r') {
        cursor.eat('\n');
        return true;
    }
    cursor.eat('\n')
}
