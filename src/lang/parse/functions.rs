//! `function` and `filter`.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, fault};
use super::notes::Class;
use crate::lang::ast::{Parameter, ScriptBlock, StatementKind};
use crate::lang::lex::chars::ends_word;

impl Parser<'_> {
    pub(super) fn function(&mut self, keyword: &str) -> Parsed<StatementKind> {
        self.eat_keyword(keyword);
        let after = self.point();
        self.newlines()?;
        let start = self.at();
        let name = self.cursor.eat_while(|c| !ends_word(c));
        if name.is_empty() {
            let missing = self.missing("MissingNameAfterKeyword", format!("After '{keyword}' a name is missing."));
            return Err(missing.at(after).fix(format!("Write: {keyword} Name {{ … }}")));
        }
        let name: Arc<str> = Arc::from(name);
        self.note(Class::Command, start);
        let params = self.function_parameters()?;
        let head = self.since(start);
        self.newlines()?;
        if !self.cursor.looking_at("{") {
            let missing = self.missing("MissingFunctionBody", format!("The body of {keyword} '{name}' is missing."));
            return Err(missing.at(head).fix(format!("Write: {keyword} {name} {{ … }}")));
        }
        let filter = keyword == "filter";
        let mut body = self.function_body(filter)?;
        // `function f() { param(…) }`: nothing between the parentheses declares nothing.
        if let Some(params) = params.filter(|params| !params.is_empty() || body.params.is_none()) {
            if body.params.is_some() {
                return Err(fault(
                    "ParametersDeclaredTwice",
                    format!("The parameters of '{name}' are declared twice."),
                )
                .at(head)
                .fix("Keep either the parentheses behind the name or param(…)."));
            }
            // Nobody else has the block yet.
            Arc::make_mut(&mut body).params = Some(params);
        }
        Ok(StatementKind::Function { name, filter, body })
    }

    fn function_parameters(&mut self) -> Parsed<Option<Vec<Parameter>>> {
        let mark = self.mark();
        self.newlines()?;
        if self.cursor.looking_at("(") {
            return self.parameter_list().map(Some);
        }
        self.rewind(&mark);
        Ok(None)
    }

    /// The braces of a function: nothing of what is around them is in force inside.
    fn function_body(&mut self, filter: bool) -> Parsed<Arc<ScriptBlock>> {
        self.within_brackets(|parser| {
            let outside = std::mem::take(&mut parser.finally);
            let body = parser.script_block(filter)?;
            parser.finally = outside;
            Ok(body)
        })
    }
}
