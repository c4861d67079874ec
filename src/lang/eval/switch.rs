//! `switch`.

use std::sync::Arc;

use super::Interpreter;
use super::block::Closure;
use super::loops::is_meant;
use super::statement::{Emit, sole_expression};
use super::stop::{Eval, Stop};
use super::text::pattern;
use crate::lang::ast::{ExprKind, SwitchClause, SwitchInput, SwitchMode, SwitchTest};
use crate::model::compare::{Case, equal};
use crate::model::{Fault, Hash, Value, Wildcard, convert};

impl Interpreter {
    pub(super) fn run_switch(
        &self,
        label: Option<&Arc<str>>,
        mode: SwitchMode,
        case_sensitive: bool,
        input: &SwitchInput,
        clauses: &[SwitchClause],
        emit: Emit,
    ) -> Eval<()> {
        let case = if case_sensitive { Case::Sensitive } else { Case::Insensitive };
        let items = self.switch_items(input)?;
        let through = |next: &mut dyn FnMut() -> Option<Value>, emit: Emit| -> Eval<()> {
            while let Some(item) = next() {
                match self.switch_on(label, mode, case, item, clauses, emit)? {
                    true => {}
                    false => break,
                }
            }
            Ok(())
        };
        if clauses.iter().any(|clause| self.mentions(clause.span, "$switch")) {
            return self.walking("switch", items, |walk| through(&mut || walk.advance(), emit));
        }
        let mut items = items.into_iter();
        through(&mut || items.next(), emit)
    }

    /// Whether there is more to switch on after this one.
    fn switch_on(
        &self,
        label: Option<&Arc<str>>,
        mode: SwitchMode,
        case: Case,
        item: Value,
        clauses: &[SwitchClause],
        emit: Emit,
    ) -> Eval<bool> {
        if self.cancel.is_asked() {
            return Err(Box::new(Stop::Cancelled));
        }
        match self.with_underscore(item.clone(), || self.run_clauses(mode, case, &item, clauses, emit)) {
            Ok(()) => Ok(true),
            Err(stop) => match &*stop {
                Stop::Break(wanted) if is_meant(label, wanted.as_ref()) => Ok(false),
                Stop::Continue(wanted) if is_meant(label, wanted.as_ref()) => Ok(true),
                _ => Err(stop),
            },
        }
    }

    fn switch_items(&self, input: &SwitchInput) -> Eval<Vec<Value>> {
        match input {
            SwitchInput::Value(statement) => Ok(match sole_expression(statement) {
                Some(expr) => match self.evaluate(expr)? {
                    Value::Array(array) => array.items(),
                    one => vec![one],
                },
                None => self.items_of(statement)?,
            }),
            SwitchInput::File(path) => {
                let name = self.evaluate(path)?.to_string();
                let text = std::fs::read_to_string(self.full_path(&name)).map_err(|error| {
                    Fault::not_found("PathNotFound", format!("The file '{name}' cannot be read."))
                        .at(path.span)
                        .cause(error)
                })?;
                Ok(text.lines().map(Value::text).collect())
            }
        }
    }

    /// Runs every clause that fits, and the default when none does.
    fn run_clauses(
        &self,
        mode: SwitchMode,
        case: Case,
        item: &Value,
        clauses: &[SwitchClause],
        emit: Emit,
    ) -> Eval<()> {
        let mut fitted = false;
        for clause in clauses {
            let SwitchTest::Value(test) = &clause.test else { continue };
            let fits = match &test.kind {
                ExprKind::ScriptBlock(block) => {
                    let closure = Closure { block: block.clone(), captured: None };
                    convert::truth(&self.block_value(&closure, Some(item.clone()), &[])?)
                }
                _ => match &self.evaluate(test)? {
                    // A block in parentheses or in a variable decides as one that is written there does.
                    Value::Block(block) if let Some(closure) = Closure::of(block) => {
                        convert::truth(&self.block_value(closure, Some(item.clone()), &[])?)
                    }
                    known => self.fits(mode, case, item, known).map_err(|fault| fault.at(test.span))?,
                },
            };
            if fits {
                fitted = true;
                self.run_block(&clause.body, emit)?;
            }
        }
        let default = clauses.iter().find(|clause| clause.test == SwitchTest::Default);
        match default {
            Some(clause) if !fitted => self.run_block(&clause.body, emit),
            _ => Ok(()),
        }
    }

    fn fits(&self, mode: SwitchMode, case: Case, item: &Value, test: &Value) -> Result<bool, Fault> {
        match mode {
            SwitchMode::Exact => Ok(match (item, test) {
                (Value::Int(item), Value::Int(test)) => item == test,
                (Value::String(_), Value::String(_)) => equal(item, test, case),
                // Both sides are compared as text, whatever they are.
                _ => equal(&Value::text(item.to_string()), &Value::text(test.to_string()), case),
            }),
            SwitchMode::Wildcard => {
                Ok(Wildcard::with_case(&test.to_string(), case == Case::Insensitive).matches(&item.to_string()))
            }
            SwitchMode::Regex => {
                let regex = pattern(test, case)?;
                let found = super::text::first_match(&regex, &item.to_string())?;
                if let Some(groups) = found {
                    self.scope.borrow().set(&Arc::from("Matches"), Value::Hash(groups_hash(groups)))?;
                    return Ok(true);
                }
                Ok(false)
            }
        }
    }
}

pub(super) fn groups_hash(groups: Vec<(Value, Value)>) -> Hash {
    let hash = Hash::new();
    groups.into_iter().for_each(|(key, value)| hash.set(key, value));
    hash
}
