//! Statements by their first word, and the ones that are no loops: `if`, `try`, and what leaves a block.

use std::sync::Arc;

use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::Class;
use super::{Finally, Parser};
use crate::lang::ast::{Block, Catch, Expr, Statement, StatementKind};

/// Words with a meaning in PowerShell that emsh does not have, and what to do instead.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("class", "Use [pscustomobject]@{ … } for data and functions for behaviour."),
    ("enum", "Use [ValidateSet(…)] on a parameter, or a hashtable of names."),
    ("using", "Write type names in full; modules and assemblies are not loaded."),
    ("trap", "Use try { … } catch { … }."),
    ("data", "Use a hashtable literal."),
    ("dynamicparam", "Declare the parameters in param(…)."),
    ("clean", "Use try { … } finally { … } in the end block."),
    ("workflow", "Write a function."),
    ("parallel", "Write the statements one after the other."),
    ("sequence", "Write the statements one after the other."),
    ("inlinescript", "Write the statements without it."),
    ("configuration", "Configurations of DSC are not supported."),
    ("define", "PowerShell reserves this word."),
    ("from", "PowerShell reserves this word."),
    ("var", "Variables are not declared: $name = value."),
];

impl Parser<'_> {
    /// Statements up to a closing bracket or the end of the text.
    pub(super) fn statement_list(&mut self) -> Parsed<Vec<Statement>> {
        let mut statements = Vec::new();
        self.separators()?;
        while let Some(statement) = self.statement()? {
            statements.push(statement);
            self.separators()?;
        }
        Ok(statements)
    }

    /// The statement at the cursor. `None`: something stands here that begins none.
    pub(super) fn statement(&mut self) -> Parsed<Option<Statement>> {
        self.nested(Self::any_statement)
    }

    fn any_statement(&mut self) -> Parsed<Option<Statement>> {
        self.blanks()?;
        if matches!(self.cursor.peek(), None | Some(')' | '}')) {
            self.expect(super::Expectation::Command);
            return Ok(None);
        }
        let start = self.at();
        let label = self.label()?;
        let Some(word) = self.keyword_here() else {
            return self.pipeline_statement();
        };
        let keyword = word.to_ascii_lowercase();
        let kind = match keyword.as_str() {
            "switch" | "foreach" | "for" | "while" | "do" => self.labelled(&keyword, label)?,
            "if" => self.if_statement()?,
            "try" => self.try_statement()?,
            "function" | "filter" => self.function(&keyword)?,
            "return" | "throw" | "exit" => self.leaving(&keyword)?,
            "break" | "continue" => self.jump(&keyword)?,
            "else" | "elseif" | "catch" | "finally" | "until" => return Err(self.orphan(&keyword)),
            "param" if self.begins_parameters() => return Err(self.late_param()),
            _ => match UNSUPPORTED.iter().find(|(word, _)| *word == keyword) {
                Some((word, instead)) if self.is_meant(word) => return Err(self.unsupported(word, instead)),
                _ => return self.pipeline_statement(),
            },
        };
        Ok(Some(Statement { kind, span: self.since(start) }))
    }

    fn labelled(&mut self, keyword: &str, label: Option<Arc<str>>) -> Parsed<StatementKind> {
        self.expect(super::Expectation::Command);
        match keyword {
            "switch" => self.switch(label),
            "foreach" => self.foreach(label),
            "for" => self.for_loop(label),
            "while" => self.while_loop(label),
            _ => self.do_loop(label),
        }
    }

    /// `:name` in front of a loop or a switch; in front of anything else it is a command's name.
    fn label(&mut self) -> Parsed<Option<Arc<str>>> {
        let mark = self.mark();
        let start = self.at();
        if !self.cursor.eat(':') {
            return Ok(None);
        }
        if let Some(name) = self.keyword_here() {
            let name = Arc::from(name);
            self.cursor.advance(str::len(&name));
            self.note(Class::Label, start);
            self.newlines()?;
            if ["switch", "foreach", "for", "while", "do"].into_iter().any(|keyword| self.at_keyword(keyword)) {
                return Ok(Some(name));
            }
        }
        self.rewind(&mark);
        Ok(None)
    }

    /// Most of these words are good names of commands, and of properties in a filter (`{ From -eq 'x' }`), unless what
    /// follows says otherwise.
    fn is_meant(&self, keyword: &str) -> bool {
        let rest = self.cursor.rest()[keyword.len()..].trim_start();
        let names = rest.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        match keyword {
            "class" | "enum" | "workflow" | "configuration" => names,
            "using" => ["namespace", "module", "assembly"].iter().any(|kind| word.eq_ignore_ascii_case(kind)),
            "trap" => rest.starts_with(['{', '[']),
            "data" => names || rest.starts_with('{'),
            "define" | "from" | "var" => names || rest.starts_with('$'),
            _ => rest.starts_with('{'),
        }
    }

    fn unsupported(&self, keyword: &str, instead: &str) -> Box<SyntaxFault> {
        fault("UnsupportedStatement", format!("'{keyword}' is not supported."))
            .at(self.span(self.at(), self.at() + keyword.len()))
            .fix(instead)
    }

    fn orphan(&self, keyword: &str) -> Box<SyntaxFault> {
        let partner = match keyword {
            "catch" | "finally" => "a 'try' block",
            "until" => "a 'do' block",
            _ => "the block of an 'if'",
        };
        fault("UnexpectedToken", format!("Unexpected token '{keyword}' in expression or statement."))
            .at(self.span(self.at(), self.at() + keyword.len()))
            .fix(format!("'{keyword}' must directly follow {partner}."))
    }

    fn late_param(&self) -> Box<SyntaxFault> {
        fault("ParamBlockNotFirst", "'param' must be the first statement of a script, a function or a block.")
            .at(self.span(self.at(), self.at() + "param".len()))
            .fix("Move it to the top; only comments may stand above it.")
    }

    /// `{ … }` of a statement, on the same or a later line. `None`: there is none.
    pub(super) fn block(&mut self) -> Parsed<Option<Block>> {
        let mark = self.mark();
        self.newlines()?;
        if !self.cursor.looking_at("{") {
            self.rewind(&mark);
            return Ok(None);
        }
        self.nested(Self::braced_statements).map(Some)
    }

    fn braced_statements(&mut self) -> Parsed<Block> {
        let start = self.at();
        self.cursor.bump();
        let statements = self.within_brackets(Self::statement_list)?;
        self.close_brace(start)?;
        Ok(Block { statements, span: self.since(start) })
    }

    pub(super) fn close_brace(&mut self, open: usize) -> Parsed<()> {
        if self.cursor.eat('}') { Ok(()) } else { Err(self.unclosed("MissingEndCurlyBrace", open, 1, '}')) }
    }

    /// The block a statement needs.
    pub(super) fn required_block(&mut self, id: &'static str, after: &str) -> Parsed<Block> {
        let end = self.point();
        let block = self.block()?;
        block.ok_or_else(|| self.missing(id, format!("After {after} a block in braces is missing.")).at(end))
    }

    /// Something is missing at the cursor: more text may mend it if the text ends here.
    pub(super) fn missing(&mut self, id: &'static str, says: String) -> Box<SyntaxFault> {
        let mark = self.mark();
        let at_end = self.newlines().is_ok() && self.cursor.at_end();
        self.rewind(&mark);
        fault(id, says).incomplete_if(at_end)
    }

    /// `(` condition `)` behind a keyword.
    pub(super) fn condition(&mut self, keyword: &str, ids: [&'static str; 3]) -> Parsed<Statement> {
        let [no_open, no_condition, no_close] = ids;
        let after = self.point();
        self.newlines()?;
        let open = self.at();
        if !self.cursor.eat('(') {
            return Err(self
                .missing(no_open, format!("After '{keyword}' its condition in parentheses is missing."))
                .at(after)
                .fix(format!("Write: {keyword} (condition)")));
        }
        let condition = self.within_brackets(|parser| {
            parser.newlines()?;
            let condition = parser.pipeline_statement()?;
            parser.newlines()?;
            Ok(condition)
        });
        let condition = condition.map_err(|fault| self.unclosed_head(fault, no_close, open, keyword))?;
        let Some(condition) = condition else {
            return Err(self
                .missing(no_condition, format!("The condition of this '{keyword}' is empty."))
                .at(self.since(open)));
        };
        if !self.cursor.eat(')') {
            return Err(self.unclosed(no_close, open, 1, ')'));
        }
        Ok(condition)
    }

    fn if_statement(&mut self) -> Parsed<StatementKind> {
        let ids = [
            "MissingOpenParenthesisInIfStatement",
            "IfStatementMissingCondition",
            "MissingEndParenthesisAfterStatement",
        ];
        let mut clauses = Vec::new();
        let mut keyword = "if";
        loop {
            self.eat_keyword(keyword);
            let condition = self.condition(keyword, ids)?;
            let body = self.required_block("MissingStatementBlock", &format!("the condition of '{keyword}'"))?;
            clauses.push((condition, body));
            let mark = self.mark();
            self.newlines()?;
            keyword = "elseif";
            if self.at_keyword(keyword) {
                continue;
            }
            if self.eat_keyword("else") {
                self.refuse_else_if()?;
                let otherwise = self.required_block("MissingStatementBlockAfterElse", "'else'")?;
                return Ok(StatementKind::If { clauses, otherwise: Some(otherwise) });
            }
            self.rewind(&mark);
            return Ok(StatementKind::If { clauses, otherwise: None });
        }
    }

    fn refuse_else_if(&mut self) -> Parsed<()> {
        self.blanks()?;
        if !self.at_keyword("if") {
            return Ok(());
        }
        Err(fault("MissingStatementBlockAfterElse", "After 'else' a block in braces is missing.")
            .at(self.span(self.at(), self.at() + 2))
            .fix("Write elseif, in one word."))
    }

    fn try_statement(&mut self) -> Parsed<StatementKind> {
        self.eat_keyword("try");
        let body = self.required_block("MissingTryStatementBlock", "'try'")?;
        let mut catches = Vec::new();
        let mut finally = None;
        loop {
            let mark = self.mark();
            self.newlines()?;
            if self.at_keyword("catch") {
                catches.push(self.catch()?);
            } else if self.eat_keyword("finally") {
                finally = Some(self.finally_block()?);
                break;
            } else {
                self.rewind(&mark);
                break;
            }
        }
        if catches.is_empty() && finally.is_none() {
            let missing = self
                .missing("MissingCatchOrFinally", "The try statement is missing its catch or finally block.".into());
            return Err(missing.at(body.span).fix("Write: try { … } catch { … }"));
        }
        Ok(StatementKind::Try { body, catches, finally })
    }

    fn catch(&mut self) -> Parsed<Catch> {
        let start = self.at();
        self.eat_keyword("catch");
        let mut types = Vec::new();
        self.newlines()?;
        while self.cursor.looking_at("[") {
            types.push(self.bracketed_type()?);
            let mark = self.mark();
            self.newlines()?;
            if !self.cursor.eat(',') {
                self.rewind(&mark);
                break;
            }
            self.newlines()?;
            if !self.cursor.looking_at("[") {
                return Err(self
                    .missing("MissingTypeLiteralToken", "After this ',' a type is missing.".into())
                    .at(self.here()));
            }
        }
        let body = self.required_block("MissingCatchHandlerBlock", "'catch'")?;
        Ok(Catch { types, body, span: self.since(start) })
    }

    fn finally_block(&mut self) -> Parsed<Block> {
        let outside = std::mem::replace(&mut self.finally, Finally { no_return: true, no_break: true });
        let block = self.required_block("MissingFinallyStatementBlock", "'finally'")?;
        self.finally = outside;
        Ok(block)
    }

    fn leaving(&mut self, keyword: &str) -> Parsed<StatementKind> {
        let start = self.at();
        self.eat_keyword(keyword);
        if keyword == "return" && self.finally.no_return {
            return Err(self.leaves_finally(start));
        }
        let value = self.pipeline_statement()?.map(Box::new);
        Ok(match keyword {
            "return" => StatementKind::Return(value),
            "throw" => StatementKind::Throw(value),
            _ => StatementKind::Exit(value),
        })
    }

    fn jump(&mut self, keyword: &str) -> Parsed<StatementKind> {
        let start = self.at();
        self.eat_keyword(keyword);
        if self.finally.no_break {
            return Err(self.leaves_finally(start));
        }
        let label = self.jump_label()?;
        Ok(if keyword == "break" { StatementKind::Break(label) } else { StatementKind::Continue(label) })
    }

    fn jump_label(&mut self) -> Parsed<Option<Expr>> {
        let mark = self.mark();
        self.blanks()?;
        let label = if self.at_command_end() { None } else { self.name_or_operand(Class::Label)? };
        if label.is_none() {
            self.rewind(&mark);
        }
        Ok(label)
    }

    fn leaves_finally(&self, start: usize) -> Box<SyntaxFault> {
        fault("ControlLeavingFinally", "Control cannot leave a 'finally' block.").at(self.since(start))
    }
}
