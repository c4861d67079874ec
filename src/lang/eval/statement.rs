//! Statements: what a block does.

use super::expression::one;
use super::flow::{Eval, Stop};
use super::scope::{Function, Where};
use super::{Interpreter, error_record};
use crate::lang::ast::{Block, Catch, Chain, ChainOperator, Expr, ExprKind, Stage, Statement, StatementKind};
use crate::model::convert::{to_int, truth};
use crate::model::{Fault, Value};

/// Where a statement's output goes.
pub(super) type Sink<'a> = dyn FnMut(Value) -> Eval + 'a;

/// The expression that a statement consists of, where it is nothing else.
pub(super) fn as_expression(statement: &Statement) -> Option<&Expr> {
    let StatementKind::Pipeline(chain) = &statement.kind else { return None };
    match (&chain.first.stages[..], chain.rest.is_empty()) {
        ([Stage::Expression { expr, redirections }], true) if redirections.is_empty() => Some(expr),
        _ => None,
    }
}

impl Interpreter {
    /// Runs statements; one that fails is reported and the next one runs, unless a `try` is around.
    pub(super) fn statements(&self, statements: &[Statement], sink: &mut Sink) -> Eval {
        for statement in statements {
            self.go_on()?;
            match self.statement(statement, sink).map_err(|stop| self.located(stop, statement.span)) {
                Ok(()) => {}
                Err(Stop::Fault(fault))
                    if self.tries.get() == 0 && fault.kind != crate::model::FaultKind::Cancelled =>
                {
                    let action = self.preferred("ErrorActionPreference", super::preference::Action::Continue);
                    if action == super::preference::Action::Stop {
                        return Err(Stop::Throw(fault));
                    }
                    self.report(*fault, action)?;
                }
                Err(stop) => return Err(stop),
            }
            if self.frames.borrow().is_empty() {
                self.host.statement_ended();
            }
        }
        Ok(())
    }

    /// Shows a fault that ended a statement.
    fn report(&self, fault: Fault, action: super::preference::Action) -> Eval {
        use super::preference::Action;
        match action {
            Action::SilentlyContinue => {
                self.succeeded.set(false);
                self.remember(&fault);
            }
            Action::Ignore => self.succeeded.set(false),
            _ => self.fail(fault),
        }
        Ok(())
    }

    pub(super) fn block(&self, block: &Block, sink: &mut Sink) -> Eval {
        self.statements(&block.statements, sink)
    }

    pub(super) fn statement(&self, statement: &Statement, sink: &mut Sink) -> Eval {
        match &statement.kind {
            StatementKind::Pipeline(chain) => self.chain(chain, sink),
            StatementKind::Assign { target, op, value } => {
                self.assign(target, *op, value)?;
                self.succeeded.set(true);
                Ok(())
            }
            StatementKind::If { clauses, otherwise } => {
                for (condition, body) in clauses {
                    if truth(&self.value_of(condition)?) {
                        return self.block(body, sink);
                    }
                }
                otherwise.as_ref().map_or(Ok(()), |body| self.block(body, sink))
            }
            StatementKind::Switch { label, mode, case_sensitive, input, clauses } => {
                let rules = super::switch::Rules { mode: *mode, case_sensitive: *case_sensitive, clauses };
                self.switch(label.as_deref(), input, &rules, sink)
            }
            StatementKind::For { label, initial, condition, step, body } => {
                if let Some(initial) = initial {
                    self.quietly(initial)?;
                }
                self.repeat(label.as_deref(), sink, |me, sink| {
                    if let Some(condition) = condition
                        && !truth(&me.value_of(condition)?)
                    {
                        return Ok(false);
                    }
                    me.loop_body(label.as_deref(), body, sink)?;
                    if let Some(step) = step {
                        me.quietly(step)?;
                    }
                    Ok(true)
                })
            }
            StatementKind::Foreach { label, variable, items, body } => {
                let items = self.value_of(items)?.into_items();
                let mut items = items.into_iter();
                self.repeat(label.as_deref(), sink, |me, sink| {
                    let Some(item) = items.next() else { return Ok(false) };
                    me.write_variable(variable, item)?;
                    me.loop_body(label.as_deref(), body, sink)?;
                    Ok(true)
                })
            }
            StatementKind::While { label, condition, body } => self.repeat(label.as_deref(), sink, |me, sink| {
                if !truth(&me.value_of(condition)?) {
                    return Ok(false);
                }
                me.loop_body(label.as_deref(), body, sink)?;
                Ok(true)
            }),
            StatementKind::Do { label, body, condition, until } => self.repeat(label.as_deref(), sink, |me, sink| {
                me.loop_body(label.as_deref(), body, sink)?;
                Ok(truth(&me.value_of(condition)?) != *until)
            }),
            StatementKind::Try { body, catches, finally } => self.try_catch(body, catches, finally.as_ref(), sink),
            StatementKind::Throw(value) => self.throw(value.as_deref()),
            StatementKind::Return(value) => {
                if let Some(value) = value {
                    self.statement(value, sink)?;
                }
                Err(Stop::Return)
            }
            StatementKind::Exit(value) => {
                let code = match value {
                    Some(value) => to_int(&self.value_of(value)?)?,
                    None => 0,
                };
                Err(Stop::Exit(code))
            }
            StatementKind::Break(label) => Err(Stop::Break(self.label(label.as_ref())?)),
            StatementKind::Continue(label) => Err(Stop::Continue(self.label(label.as_ref())?)),
            StatementKind::Function { name, filter, body } => {
                let (place, name) = match name.split_once(':') {
                    Some((scope, name)) if scope.eq_ignore_ascii_case("global") => (Where::Global, name),
                    Some((scope, name)) if scope.eq_ignore_ascii_case("script") => (Where::Script, name),
                    Some((_, name)) => (Where::Local, name),
                    None => (Where::Local, &**name),
                };
                self.scopes.define(place, Function { name: name.into(), body: body.clone(), is_filter: *filter });
                Ok(())
            }
        }
    }

    fn label(&self, label: Option<&Expr>) -> Eval<Option<std::sync::Arc<str>>> {
        label.map(|label| Ok(self.expression(label)?.to_string().into())).transpose()
    }

    /// Runs a statement for its effect.
    fn quietly(&self, statement: &Statement) -> Eval {
        self.statement(statement, &mut |_| Ok(()))
    }

    /// What a statement puts out, as one value. An assignment gives what it assigned.
    pub(super) fn value_of(&self, statement: &Statement) -> Eval<Value> {
        if let Some(expr) = as_expression(statement) {
            return self.expression(expr);
        }
        match &statement.kind {
            StatementKind::Assign { target, op, value } => self.assign(target, *op, value),
            _ => Ok(one(self.collect(|sink| self.statement(statement, sink))?)),
        }
    }

    /// Runs rounds of a loop until one says that it was the last, or `break`.
    fn repeat(
        &self,
        label: Option<&str>,
        sink: &mut Sink,
        mut round: impl FnMut(&Interpreter, &mut Sink) -> Eval<bool>,
    ) -> Eval {
        loop {
            self.go_on()?;
            match round(self, sink) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(Stop::Break(to)) if is_for(label, to.as_deref()) => return Ok(()),
                Err(stop) => return Err(stop),
            }
        }
    }

    /// One pass through a loop's body; `continue` ends it.
    fn loop_body(&self, label: Option<&str>, body: &Block, sink: &mut Sink) -> Eval {
        match self.block(body, sink) {
            Err(Stop::Continue(to)) if is_for(label, to.as_deref()) => Ok(()),
            other => other,
        }
    }

    fn try_catch(&self, body: &Block, catches: &[Catch], finally: Option<&Block>, sink: &mut Sink) -> Eval {
        let outside = self.tries.get();
        self.tries.set(outside + usize::from(!catches.is_empty()));
        let frames = self.frames.borrow().len();
        let mut ended = self.block(body, sink);
        self.tries.set(outside);
        self.frames.borrow_mut().truncate(frames);
        if let Err(stop) = &ended
            && !stop.is_uncatchable()
            && let Some(fault) = stop.fault()
            && let Some(handler) = catches.iter().find(|handler| catches_it(handler, fault))
        {
            let record = error_record::value(fault);
            self.succeeded.set(false);
            let is_latest = |known: &Value| error_record::message(known) == error_record::message(&record);
            if self.errors.borrow().first().is_none_or(|known| !is_latest(known)) {
                self.remember(fault);
            }
            let shadowed = self.scopes.get_in(Where::Local, "_");
            self.scopes.set(Where::Local, "_", record);
            ended = self.block(&handler.body, sink);
            self.scopes.set(Where::Local, "_", shadowed.unwrap_or(Value::Null));
        }
        if let Some(finally) = finally {
            // Runs even when the person has pressed Ctrl-C; a second press ends it.
            let asked = self.cancel.is_asked();
            self.cancel.reset();
            self.block(finally, sink)?;
            if asked {
                self.cancel.now();
            }
        }
        ended
    }

    fn throw(&self, value: Option<&Statement>) -> Eval {
        let thrown = match value {
            Some(value) => self.value_of(value)?,
            // A bare throw in a catch throws again what was caught.
            None => self
                .scopes
                .get("_")
                .filter(|value| error_record::fault(value).is_some())
                .unwrap_or(Value::text("ScriptHalted")),
        };
        let fault = error_record::fault(&thrown).unwrap_or_else(|| {
            let text = error_record::message(&thrown).unwrap_or_else(|| thrown.to_string());
            let mut fault = Fault::invalid(text.clone(), text);
            fault.target = Some(thrown.clone());
            fault
        });
        Err(Stop::Throw(Box::new(fault)))
    }

    fn chain(&self, chain: &Chain, sink: &mut Sink) -> Eval {
        self.pipeline(&chain.first, sink)?;
        for (operator, pipeline) in &chain.rest {
            let wanted = *operator == ChainOperator::And;
            if self.succeeded.get() == wanted {
                self.pipeline(pipeline, sink)?;
            }
        }
        Ok(())
    }

    /// The output of an expression that stands as a statement.
    pub(super) fn put_expression(&self, expr: &Expr, sink: &mut Sink) -> Eval {
        let value = self.expression(expr)?;
        self.succeeded.set(true);
        match (&expr.kind, value) {
            // `$x++` alone changes and says nothing; so do assignments in parentheses that are nothing else.
            (ExprKind::IncDec { .. }, _) => Ok(()),
            (ExprKind::Call { .. }, Value::Null) => Ok(()),
            (ExprKind::Cast { to, .. }, Value::Null) if to.is("void") => Ok(()),
            (_, Value::Array(items)) => items.items().into_iter().try_for_each(sink),
            (_, Value::Null) if matches!(expr.kind, ExprKind::Subexpression(_)) => Ok(()),
            (_, value) => sink(value),
        }
    }
}

/// Whether `break` or `continue` with that label is for a loop with this one.
pub(super) fn is_for(own: Option<&str>, wanted: Option<&str>) -> bool {
    match wanted {
        None => true,
        Some(wanted) => own.is_some_and(|own| own.eq_ignore_ascii_case(wanted)),
    }
}

/// A catch without types, or with one of .NET's general ones, catches everything; others by the fault's identifier.
fn catches_it(handler: &Catch, fault: &Fault) -> bool {
    let last = |name: &str| name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    handler.types.is_empty()
        || handler.types.iter().any(|name| {
            let name = last(&name.name);
            let general = matches!(name.as_str(), "exception" | "runtimeexception" | "systemexception");
            general
                || name.strip_suffix("exception").unwrap_or(&name)
                    == last(&fault.id).strip_suffix("exception").unwrap_or(&last(&fault.id))
                || (name == "actionpreferencestopexception")
                || (name == "commandnotfoundexception" && fault.id == "CommandNotFoundException")
        })
}
