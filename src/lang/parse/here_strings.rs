//! `@'` and `@"` strings: whole lines, up to a line that begins with the closing quote and `@`.

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::Class;
use super::strings::{Inside, Parts};
use crate::lang::ast::{Expr, Quote};
use crate::lang::lex::chars::{is_blank, is_double_quote, is_newline, is_single_quote};
use crate::model::Span;

impl Parser<'_> {
    /// Whether `@'` or `@"` stands here.
    pub(super) fn at_here_string(&self) -> bool {
        self.cursor.looking_at("@") && self.cursor.second_is(|c| is_single_quote(c) || is_double_quote(c))
    }

    pub(super) fn here_string(&mut self) -> Parsed<Expr> {
        let start = self.at();
        self.cursor.bump();
        let expands = self.cursor.next_is(is_double_quote);
        self.cursor.bump();
        let header = self.at();
        self.cursor.eat_while(is_blank);
        if self.cursor.at_end() {
            self.note(Class::Text, start);
            return Err(self.unterminated_here_string(start, expands, None));
        }
        if !self.newline(None) {
            let text = self.at();
            self.cursor.eat_while(|c| !is_newline(c));
            self.note(Class::Text, start);
            return Err(fault(
                "UnexpectedCharactersAfterHereStringHeader",
                "After the opening of a here-string nothing may follow on its line.",
            )
            .at(self.since(text.max(header)))
            .fix("Start the text on the next line."));
        }
        let mut parts = Parts::default();
        let mut noted = start;
        let quote = if expands { Quote::HereDouble } else { Quote::HereSingle };
        let mut indented = None;
        let mut line = self.here_string_line_start(expands, &mut indented);
        let mut without_newline = parts.text_length();
        loop {
            if line {
                // The newline before the closing line is not part of the text.
                parts.truncate(without_newline);
                self.note(Class::Text, noted);
                return Ok(self.node(parts.finish(quote), start));
            }
            let Some(c) = self.cursor.peek() else {
                self.note(Class::Text, noted);
                return Err(self.unterminated_here_string(start, expands, indented));
            };
            match c {
                '\n' | '\r' => {
                    without_newline = parts.text_length();
                    self.newline(Some(&mut parts));
                    line = self.here_string_line_start(expands, &mut indented);
                }
                '`' if expands => self.escape(&mut parts)?,
                '$' if expands && self.expands_here() => {
                    self.note(Class::Text, noted);
                    self.expansion(&mut parts, Inside::HereString)?;
                    noted = self.at();
                }
                _ => {
                    self.cursor.bump();
                    parts.push(c);
                }
            }
        }
    }

    /// Eats one newline, keeping it as typed.
    fn newline(&mut self, parts: Option<&mut Parts>) -> bool {
        let start = self.at();
        self.cursor.eat('\r');
        self.cursor.eat('\n');
        let text = self.cursor.slice(start, self.at());
        if let Some(parts) = parts {
            parts.push_str(text);
        }
        !text.is_empty()
    }

    /// At the start of a line: eats the closing quote and `@` if they are here. Remembers the first place where they
    /// follow blanks, which closes nothing but is what a person meant.
    fn here_string_line_start(&mut self, expands: bool, indented: &mut Option<Span>) -> bool {
        let closes = |c| if expands { is_double_quote(c) } else { is_single_quote(c) };
        if self.cursor.next_is(closes) && self.cursor.second_is(|c| c == '@') {
            self.cursor.bump();
            self.cursor.bump();
            return true;
        }
        let mut ahead = self.cursor.clone();
        ahead.eat_while(is_blank);
        if indented.is_none() && ahead.next_is(closes) && ahead.second_is(|c| c == '@') {
            let start = ahead.at();
            ahead.bump();
            ahead.bump();
            *indented = Some(self.span(start, ahead.at()));
        }
        false
    }

    fn unterminated_here_string(&self, start: usize, expands: bool, indented: Option<Span>) -> Box<SyntaxFault> {
        let terminator = if expands { "\"@" } else { "'@" };
        if let Some(span) = indented {
            return fault("WhitespaceBeforeHereStringFooter", format!("There are blanks before this {terminator}."))
                .at(span)
                .fix(format!("Put {terminator} at the very start of its line."))
                .incomplete_if(true);
        }
        self.unterminated(&format!("a line that begins with {terminator}"), start)
    }
}
