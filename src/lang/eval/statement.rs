//! Statements.

use std::sync::Arc;

use super::Interpreter;
use super::function::Function;
use super::scope::ScopeKind;
use super::stop::{Eval, Stop};
use crate::lang::ast::{Block, Chain, ChainOperator, Expr, ScriptBlock, Stage, Statement, StatementKind};
use crate::model::{Fault, Value, convert};

/// Takes what statements put out, inside the evaluator.
pub(super) type Emit<'a> = &'a mut dyn FnMut(Value) -> Eval<()>;

impl Interpreter {
    /// Runs a block's statements in the scope that is current.
    pub(super) fn run_block(&self, block: &Block, emit: Emit) -> Eval<()> {
        for statement in &block.statements {
            if self.cancel.is_asked() {
                return Err(Box::new(Stop::Cancelled));
            }
            self.mind_memory()?;
            if let Err(stop) = self.run_statement(statement, emit) {
                self.settle(stop, statement)?;
            }
        }
        Ok(())
    }

    /// A fault that ends its statement only is reported here, and the script goes on with the next one.
    pub(super) fn settle(&self, mut stop: Box<Stop>, statement: &Statement) -> Eval<()> {
        let Stop::Fault { fault, is_script } = &mut *stop else { return Err(stop) };
        self.place(fault, statement);
        // `throw` ends the script unless errors are hushed: then, as in PowerShell, it ends its statement.
        let is_hushed = fault.wording.as_ref().is_some_and(|wording| wording.is_thrown) && self.hushes_errors();
        let stops = *is_script && !is_hushed || self.tries.get() > 0 || self.stops_on_error();
        if stops {
            *is_script |= self.tries.get() == 0;
            return Err(stop);
        }
        if let Stop::Fault { fault, .. } = *stop {
            self.report(fault);
        }
        Ok(())
    }

    fn place(&self, fault: &mut Fault, statement: &Statement) {
        if fault.at.is_none() {
            fault.at = Some(statement.span);
        }
        if fault.source.is_none() {
            fault.source = Some(self.source.borrow().clone());
        }
        self.note_stack(fault);
    }

    /// Runs the parts of a script block that is no command of its own, in the current scope.
    pub(super) fn run_dotted(&self, block: &Arc<ScriptBlock>, emit: Emit) -> Eval<()> {
        self.in_source(&block.source, || {
            for part in [&block.begin, &block.process, &block.end, &block.clean].into_iter().flatten() {
                match self.run_block(part, emit) {
                    Err(stop) if matches!(*stop, Stop::Return) => return Ok(()),
                    result => result?,
                }
            }
            Ok(())
        })
    }

    /// Runs a line of the prompt in the global scope; the host hears of each statement's end.
    pub(super) fn run_prompt(&self, block: &Arc<ScriptBlock>, emit: Emit) -> Eval<()> {
        self.in_source(&block.source, || {
            if block.params.is_some() || block.begin.is_some() || block.process.is_some() || block.clean.is_some() {
                let closure = super::block::Closure { block: block.clone(), captured: None };
                self.bind_positionally(&closure, &[])?;
                return self.run_dotted(block, emit);
            }
            for statement in block.end.iter().flat_map(|end| &end.statements) {
                if self.cancel.is_asked() {
                    return Err(Box::new(Stop::Cancelled));
                }
                match self.run_statement(statement, emit) {
                    Ok(()) => {}
                    Err(stop) if matches!(*stop, Stop::Return) => return Ok(()),
                    Err(stop) => self.settle(stop, statement)?,
                }
            }
            Ok(())
        })
    }

    pub(super) fn run_statement(&self, statement: &Statement, emit: Emit) -> Eval<()> {
        match &statement.kind {
            StatementKind::Pipeline(chain) => self.run_chain(chain, emit),
            StatementKind::Assign { target, op, value } => {
                self.assign(target, *op, value, statement.span)?;
                self.succeeded.set(true);
                Ok(())
            }
            StatementKind::If { clauses, otherwise } => {
                for (condition, body) in clauses {
                    if self.holds(condition)? {
                        return self.run_block(body, emit);
                    }
                }
                otherwise.as_ref().map_or(Ok(()), |body| self.run_block(body, emit))
            }
            StatementKind::Switch { label, mode, case_sensitive, input, clauses } => {
                self.run_switch(label.as_ref(), *mode, *case_sensitive, input, clauses, emit)
            }
            StatementKind::For { label, initial, condition, step, body } => {
                self.run_for(label.as_ref(), [initial, condition, step].map(Option::as_deref), body, emit)
            }
            StatementKind::Foreach { label, variable, items, body } => {
                self.run_foreach(label.as_ref(), variable, items, body, emit)
            }
            StatementKind::While { label, condition, body } => self.run_while(label.as_ref(), condition, body, emit),
            StatementKind::Do { label, body, condition, until } => {
                self.run_do(label.as_ref(), body, condition, *until, emit)
            }
            StatementKind::Try { body, catches, finally } => self.run_try(body, catches, finally.as_ref(), emit),
            StatementKind::Throw(value) => Err(self.thrown(value.as_deref(), statement)?),
            StatementKind::Return(value) => {
                if let Some(value) = value {
                    self.run_statement(value, emit)?;
                }
                Err(Box::new(Stop::Return))
            }
            StatementKind::Exit(value) => {
                let code = match value {
                    Some(value) => convert::to_int(&self.value_of(value)?).unwrap_or(0),
                    None => 0,
                };
                Err(Box::new(Stop::Exit(code)))
            }
            StatementKind::Break(label) => Err(Box::new(Stop::Break(self.label(label.as_ref())?))),
            StatementKind::Continue(label) => Err(Box::new(Stop::Continue(self.label(label.as_ref())?))),
            StatementKind::Function { name, filter: _, body } => self.define(name, body),
        }
    }

    fn label(&self, label: Option<&Expr>) -> Eval<Option<Arc<str>>> {
        label.map(|expr| self.evaluate(expr).map(|value| Arc::from(value.to_string()))).transpose()
    }

    fn define(&self, name: &Arc<str>, body: &Arc<ScriptBlock>) -> Eval<()> {
        let scope = self.current_scope();
        let (scope, name) = match name.split_once(':') {
            Some((word, rest)) if word.eq_ignore_ascii_case("global") => (self.global.clone(), Arc::from(rest)),
            Some((word, rest)) if word.eq_ignore_ascii_case("script") => {
                (scope.nearest(ScopeKind::Script), Arc::from(rest))
            }
            Some((word, rest)) if ["local", "private"].iter().any(|known| word.eq_ignore_ascii_case(known)) => {
                (scope, Arc::from(rest))
            }
            _ => (scope, name.clone()),
        };
        scope.define(Function::new(name, body.clone())?);
        Ok(())
    }

    /// Whether a condition holds.
    pub(super) fn holds(&self, condition: &Statement) -> Eval<bool> {
        match sole_expression(condition) {
            Some(expr) => match self.compared(expr) {
                Some(holds) => Ok(holds),
                None => Ok(convert::truth(&self.evaluate(expr)?)),
            },
            None => Ok(convert::truth(&self.value_of(condition)?)),
        }
    }

    /// What a statement amounts to: nothing, one value or an array.
    pub(super) fn value_of(&self, statement: &Statement) -> Eval<Value> {
        if let StatementKind::Assign { target, op, value } = &statement.kind {
            return self.assign(target, *op, value, statement.span);
        }
        match sole_expression(statement) {
            Some(expr) => self.evaluate(expr),
            None => Ok(one_value(self.items_of(statement)?)),
        }
    }

    /// Everything that a statement puts out.
    pub(super) fn items_of(&self, statement: &Statement) -> Eval<Vec<Value>> {
        let mut items = Vec::new();
        self.taking(|| {
            self.run_statement(statement, &mut |value| {
                self.mind_memory()?;
                items.push(value);
                Ok(())
            })
        })?;
        Ok(items)
    }

    fn run_chain(&self, chain: &Chain, emit: Emit) -> Eval<()> {
        self.run_pipeline(&chain.first, emit)?;
        for (operator, pipeline) in &chain.rest {
            if self.succeeded.get() == (*operator == ChainOperator::And) {
                self.run_pipeline(pipeline, emit)?;
            }
        }
        Ok(())
    }
}

/// The expression, when a statement is nothing but that.
pub(super) fn sole_expression(statement: &Statement) -> Option<&Expr> {
    let StatementKind::Pipeline(chain) = &statement.kind else { return None };
    match (chain.first.stages.as_slice(), chain.rest.is_empty()) {
        ([Stage::Expression { expr, redirections }], true) if redirections.is_empty() => Some(expr),
        _ => None,
    }
}

/// Nothing, one value, or an array of several.
pub(super) fn one_value(mut items: Vec<Value>) -> Value {
    match items.len() {
        0 => Value::Null,
        1 => items.swap_remove(0),
        _ => Value::array(items),
    }
}
