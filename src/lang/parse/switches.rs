//! `switch`.

use std::sync::Arc;

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::Class;
use crate::lang::ast::{
    Block, Expr, ExprKind, Quote, StatementKind, SwitchClause, SwitchInput, SwitchMode, SwitchTest,
};
use crate::lang::lex::chars::is_dash;
use crate::model::Span;

#[derive(Default)]
struct Flags {
    mode: SwitchMode,
    case_sensitive: bool,
    file: Option<Expr>,
}

impl Parser<'_> {
    pub(super) fn switch(&mut self, label: Option<Arc<str>>) -> Parsed<StatementKind> {
        self.eat_keyword("switch");
        let flags = self.switch_flags()?;
        let input = match flags.file {
            Some(path) => {
                self.newlines()?;
                if self.cursor.looking_at("(") {
                    return Err(
                        fault("PipelineValueRequired", "With -File there is no value in parentheses.").at(self.here())
                    );
                }
                SwitchInput::File(Box::new(path))
            }
            None => {
                let ids = ["PipelineValueRequired", "PipelineValueRequired", "MissingEndParenthesisInSwitchStatement"];
                SwitchInput::Value(Box::new(self.condition("switch", ids)?))
            }
        };
        let clauses = self.breakable(Self::switch_clauses)?;
        Ok(StatementKind::Switch { label, mode: flags.mode, case_sensitive: flags.case_sensitive, input, clauses })
    }

    /// `-Wildcard`, `-Regex`, `-Exact`, `-CaseSensitive`, `-File path`, each also shortened.
    fn switch_flags(&mut self) -> Parsed<Flags> {
        let mut flags = Flags::default();
        loop {
            let mark = self.mark();
            self.newlines()?;
            if !self.cursor.next_is(is_dash) {
                self.rewind(&mark);
                return Ok(flags);
            }
            let start = self.at();
            self.cursor.bump();
            let word = self.cursor.eat_while(|c| c.is_alphanumeric()).to_ascii_lowercase();
            let flag = self.since(start);
            self.note(Class::Parameter, start);
            let is = |name: &str| !word.is_empty() && name.starts_with(&word);
            if is("wildcard") {
                flags.mode = SwitchMode::Wildcard;
            } else if is("regex") {
                flags.mode = SwitchMode::Regex;
            } else if is("exact") {
                flags.mode = SwitchMode::Exact;
            } else if is("casesensitive") {
                flags.case_sensitive = true;
            } else if is("file") {
                flags.file = Some(self.switch_file(flag)?);
            } else {
                return Err(fault("InvalidSwitchFlag", format!("'switch' has no parameter -{word}."))
                    .at(flag)
                    .fix("There are -Wildcard, -Regex, -Exact, -CaseSensitive and -File."));
            }
        }
    }

    fn switch_file(&mut self, flag: Span) -> Parsed<Expr> {
        self.newlines()?;
        if self.at_command_end() || self.cursor.looking_at(",") {
            return Err(self.missing("MissingFilenameOption", "After -File the path is missing.".into()).at(flag));
        }
        self.single_argument()
    }

    fn switch_clauses(&mut self) -> Parsed<Vec<SwitchClause>> {
        let after = self.point();
        self.newlines()?;
        let open = self.at();
        if !self.cursor.eat('{') {
            let missing = self.missing(
                "MissingCurlyBraceInSwitchStatement",
                "After the value of 'switch' its clauses in braces are missing.".into(),
            );
            return Err(missing.at(after).fix("Write: switch (value) { test { … } default { … } }"));
        }
        let clauses = self.within_brackets(|parser| {
            let mut clauses = Vec::new();
            parser.separators()?;
            while !(parser.cursor.at_end() || parser.cursor.looking_at("}") && !clauses.is_empty()) {
                let clause = parser.switch_clause(open)?;
                if clause.test == SwitchTest::Default
                    && clauses.iter().any(|other: &SwitchClause| other.test == SwitchTest::Default)
                {
                    return Err(fault("MultipleSwitchDefaultClauses", "A switch can have only one default clause.")
                        .at(clause.span));
                }
                clauses.push(clause);
                parser.separators()?;
            }
            Ok(clauses)
        })?;
        self.close_brace(open)?;
        Ok(clauses)
    }

    fn switch_clause(&mut self, open: usize) -> Parsed<SwitchClause> {
        let start = self.at();
        if self.at_command_end() || self.cursor.looking_at(",") {
            return Err(self
                .missing("MissingSwitchConditionExpression", "The test of a switch clause is missing.".into())
                .at(self.span(open, open + 1)));
        }
        let test = self.single_argument()?;
        let test = match &test.kind {
            ExprKind::Text { value, quote: Quote::Bare } if value.eq_ignore_ascii_case("default") => {
                SwitchTest::Default
            }
            _ => SwitchTest::Value(test),
        };
        let body = self.clause_body(start)?;
        Ok(SwitchClause { test, body, span: self.since(start) })
    }

    fn clause_body(&mut self, start: usize) -> Parsed<Block> {
        let test = self.since(start);
        if let Some(body) = self.block()? {
            return Ok(body);
        }
        let missing: Box<SyntaxFault> = self
            .missing("MissingSwitchStatementClause", "After the test of a switch clause its block is missing.".into());
        self.blanks()?;
        Err(if self.cursor.looking_at(",") {
            missing
                .at(test)
                .fix("A clause tests one value; write a script block to test several: { $_ -in 1, 2 } { … }")
        } else {
            missing.at(test).fix("Write: test { … }")
        })
    }
}
