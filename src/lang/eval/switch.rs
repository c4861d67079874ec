//! `switch`: every clause that fits, in order.

use super::flow::{Eval, Stop};
use super::operator::regex;
use super::scope::Where;
use super::statement::{Sink, is_for};
use super::{Interpreter, operator};
use crate::lang::ast::{BinaryOp, Case, ExprKind, SwitchClause, SwitchInput, SwitchMode, SwitchTest};
use crate::model::compare::{self, equal};
use crate::model::convert::truth;
use crate::model::{Fault, Value, Wildcard};

/// How values are compared with clauses.
pub(super) struct Rules<'a> {
    pub mode: SwitchMode,
    pub case_sensitive: bool,
    pub clauses: &'a [SwitchClause],
}

impl Interpreter {
    pub(super) fn switch(&self, label: Option<&str>, input: &SwitchInput, rules: &Rules, sink: &mut Sink) -> Eval {
        let items = match input {
            SwitchInput::Value(value) => match self.value_of(value)? {
                Value::Array(items) => items.items(),
                one => vec![one],
            },
            SwitchInput::File(path) => {
                let name = self.expression(path)?.to_string();
                let text = std::fs::read_to_string(&name).map_err(|error| {
                    Fault::not_found("FileNotFound", format!("'{name}' cannot be read.")).cause(error).at(path.span)
                })?;
                text.lines().map(Value::text).collect()
            }
        };
        let outer = self.scopes.get_in(Where::Local, "_");
        let mut ended = Ok(());
        for item in items {
            self.go_on()?;
            match self.switch_item(item, rules, sink) {
                Ok(()) => {}
                Err(Stop::Continue(to)) if is_for(label, to.as_deref()) => {}
                Err(Stop::Break(to)) if is_for(label, to.as_deref()) => break,
                Err(stop) => {
                    ended = Err(stop);
                    break;
                }
            }
        }
        self.scopes.set(Where::Local, "_", outer.unwrap_or(Value::Null));
        ended
    }

    fn switch_item(&self, item: Value, rules: &Rules, sink: &mut Sink) -> Eval {
        let mut matched = false;
        for clause in rules.clauses {
            let SwitchTest::Value(test) = &clause.test else { continue };
            self.scopes.set(Where::Local, "_", item.clone());
            let fits = match &test.kind {
                ExprKind::ScriptBlock(_) => {
                    let Value::Block(block) = self.expression(test)? else { continue };
                    truth(&super::expression::one(self.run_block(&block, item.clone())?))
                }
                _ => self.fits(&item, &self.expression(test)?, rules)?,
            };
            if fits {
                matched = true;
                self.block(&clause.body, sink)?;
            }
        }
        let default = rules.clauses.iter().find(|clause| clause.test == SwitchTest::Default);
        match default {
            Some(default) if !matched => {
                self.scopes.set(Where::Local, "_", item);
                self.block(&default.body, sink)
            }
            _ => Ok(()),
        }
    }

    fn fits(&self, item: &Value, test: &Value, rules: &Rules) -> Eval<bool> {
        let sense = if rules.case_sensitive { Case::Sensitive } else { Case::Insensitive };
        Ok(match rules.mode {
            SwitchMode::Exact => {
                let sense = if rules.case_sensitive { compare::Case::Sensitive } else { compare::Case::Insensitive };
                equal(item, test, sense)
            }
            SwitchMode::Wildcard => {
                Wildcard::with_case(&test.to_string(), !rules.case_sensitive).matches(&item.to_string())
            }
            SwitchMode::Regex => {
                regex(&test.to_string(), sense)?;
                let mut matches = None;
                let holds = operator::binary(
                    BinaryOp::Match(sense),
                    Value::text(item.to_string()),
                    test.clone(),
                    &mut matches,
                )?;
                if let Some(matches) = matches {
                    self.scopes.set(Where::Local, "Matches", Value::Hash(matches));
                }
                truth(&holds)
            }
        })
    }
}
