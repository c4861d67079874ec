//! Whole scripts and script blocks: parameters, then statements or named blocks.

use std::sync::Arc;

use super::fault::{Parsed, fault};
use super::notes::{Class, Notes};
use super::{Finally, Parser};
use crate::lang::ast::{Attribute, Block, Parameter, Script, ScriptBlock};
use crate::lang::lex::Cursor;
use crate::lang::lex::chars::{ends_word, is_newline};
use crate::model::Span;

/// The statements of a block, by when they run.
#[derive(Default)]
struct Body {
    begin: Option<Block>,
    process: Option<Block>,
    end: Option<Block>,
    clean: Option<Block>,
}

impl Parser<'_> {
    /// The whole text.
    pub(super) fn whole_script(&mut self) -> Parsed<Script> {
        // A byte order mark is no character of the script.
        self.cursor.eat('\u{feff}');
        let (attributes, params) = self.declared_parameters()?;
        let body = self.body(false)?;
        if !self.cursor.at_end() {
            return Err(self.unexpected());
        }
        let span = self.span(0, self.at());
        Ok(Script { block: self.finished_block(span, span, attributes, params, body) })
    }

    /// Goes through the whole text, starting anew behind each fault, for the sake of the notes.
    pub(super) fn survey(mut self) -> Notes {
        let mut restart = None;
        // What was read is of no interest here, and a fault only says where to go on.
        let _ = self.whole_script();
        while !self.cursor.at_end() {
            self.start_anew(&mut restart);
            let _ = self.statement_list();
        }
        self.notes.unwrap_or_default()
    }

    fn start_anew(&mut self, last: &mut Option<usize>) {
        let at = self.at();
        if let Some(notes) = &mut self.notes {
            notes.abandon(self.cursor.absolute(at));
        }
        if *last == Some(at) || self.cursor.next_is(|c| matches!(c, ')' | '}')) {
            self.cursor.bump();
        }
        *last = Some(self.at());
        self.commas = true;
        self.ternary = false;
        self.finally = Finally::default();
        self.nesting = 0;
        self.height = 0;
    }

    /// `{ … }`, from the opening brace on.
    pub(super) fn script_block(&mut self, filter: bool) -> Parsed<Arc<ScriptBlock>> {
        self.nested(|parser| parser.braced_script(filter))
    }

    fn braced_script(&mut self, filter: bool) -> Parsed<Arc<ScriptBlock>> {
        let start = self.at();
        self.cursor.bump();
        let inner = self.at();
        let (attributes, params) = self.declared_parameters()?;
        let body = self.body(filter)?;
        let inner = self.since(inner);
        self.close_brace(start)?;
        Ok(self.finished_block(self.since(start), inner, attributes, params, body))
    }

    fn finished_block(
        &self,
        span: Span,
        inner: Span,
        attributes: Vec<Attribute>,
        params: Option<Vec<Parameter>>,
        body: Body,
    ) -> Arc<ScriptBlock> {
        let Body { begin, process, end, clean } = body;
        let source = Arc::clone(&self.source);
        Arc::new(ScriptBlock { source, span, inner, attributes, params, begin, process, end, clean })
    }

    /// `param(…)` and the attributes in front of it.
    fn declared_parameters(&mut self) -> Parsed<(Vec<Attribute>, Option<Vec<Parameter>>)> {
        self.newlines()?;
        if !self.begins_parameters() {
            return Ok((Vec::new(), None));
        }
        let attributes = self.block_attributes()?;
        self.eat_keyword("param");
        self.newlines()?;
        let params = self.parameter_list()?;
        Ok((attributes, Some(params)))
    }

    /// Whether `param(` stands here, possibly behind attributes. Brackets are only counted: if they turn out to be
    /// casts, the statement they belong to is parsed instead.
    pub(super) fn begins_parameters(&self) -> bool {
        let mut ahead = self.cursor.clone();
        loop {
            skip_space(&mut ahead);
            if !ahead.looking_at("[") {
                break;
            }
            if !skip_bracketed(&mut ahead) {
                return false;
            }
        }
        let word = ahead.eat_while(|c| !ends_word(c));
        skip_space(&mut ahead);
        word.eq_ignore_ascii_case("param") && ahead.looking_at("(")
    }

    fn body(&mut self, filter: bool) -> Parsed<Body> {
        let start = self.at();
        self.separators()?;
        let mut body = Body::default();
        if self.block_name().is_none() {
            let statements = self.statement_list()?;
            let block = Some(Block { statements, span: self.since(start) });
            if filter {
                body.process = block;
            } else {
                body.end = block;
            }
            return Ok(body);
        }
        while let Some(name) = self.block_name() {
            self.named_block(name, &mut body)?;
            self.separators()?;
        }
        if !self.cursor.at_end() && !self.cursor.looking_at("}") {
            return Err(self
                .unexpected()
                .fix("Beside begin, process, end and clean blocks there can be no other statements."));
        }
        Ok(body)
    }

    /// `begin`, `process`, `end` or `clean` at the cursor. At the top of a block they are always keywords.
    fn block_name(&self) -> Option<&'static str> {
        ["begin", "process", "end", "clean"].into_iter().find(|name| self.at_keyword(name))
    }

    fn named_block(&mut self, name: &'static str, body: &mut Body) -> Parsed<()> {
        let start = self.at();
        self.advance_noting(name.len(), Class::Keyword);
        let keyword = self.since(start);
        let block = self.required_block("MissingNamedStatementBlock", &format!("'{name}'"))?;
        let place = match name {
            "begin" => &mut body.begin,
            "process" => &mut body.process,
            "clean" => &mut body.clean,
            _ => &mut body.end,
        };
        if place.is_some() {
            let says = format!("There can be only one '{name}' block here.");
            return Err(fault("DuplicateScriptCommandClause", says).at(keyword));
        }
        *place = Some(block);
        Ok(())
    }
}

/// Blanks, newlines and comments.
fn skip_space(cursor: &mut Cursor<'_>) {
    loop {
        if cursor.next_is(char::is_whitespace) {
            cursor.bump();
        } else if cursor.looking_at("#") {
            cursor.eat_while(|c| !is_newline(c));
        } else if let Some(length) = cursor.rest().strip_prefix("<#").and_then(|rest| rest.find("#>")) {
            cursor.advance(length + 4);
        } else {
            return;
        }
    }
}

/// `[ … ]` with brackets of all kinds inside; quoted text and comments do not count.
fn skip_bracketed(cursor: &mut Cursor<'_>) -> bool {
    let mut open = 0usize;
    loop {
        skip_space(cursor);
        match cursor.bump() {
            None => return false,
            Some(quote @ ('\'' | '"')) => skip_quoted(cursor, quote),
            Some('`') => {
                cursor.bump();
            }
            Some('[' | '(' | '{') => open += 1,
            Some(']' | ')' | '}') => {
                open -= 1;
                if open == 0 {
                    return true;
                }
            }
            Some(_) => {}
        }
    }
}

fn skip_quoted(cursor: &mut Cursor<'_>, quote: char) {
    while let Some(c) = cursor.bump() {
        match c {
            '`' if quote == '"' => {
                cursor.bump();
            }
            _ if c == quote => return,
            _ => {}
        }
    }
}
