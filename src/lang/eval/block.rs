//! Script blocks as values.

use std::any::Any;
use std::sync::Arc;

use super::Interpreter;
use super::scope::{Scope, ScopeKind};
use super::statement::{Emit, one_value, sole_expression};
use super::stop::{Eval, Stop};
use crate::lang::ast::{BinaryOp, Expr, ExprKind, ScriptBlock, Statement};
use crate::model::convert::truth;
use crate::model::{Block, Fault, Value};

/// `{ … }` as a value, with the variables that `GetNewClosure()` has frozen into it.
pub struct Closure {
    pub block: Arc<ScriptBlock>,
    pub captured: Option<Vec<(Arc<str>, Value)>>,
}

impl Block for Closure {
    fn source(&self) -> &str {
        self.block.text()
    }

    fn answer(&self, this: &Value, arguments: &[Value]) -> Result<Value, Fault> {
        if !RUNNING.is_set() {
            return Ok(Value::Null);
        }
        RUNNING.with(|interpreter| interpreter.answer_on(self, this, arguments)).map_err(|stop| stop.as_fault())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

scoped_tls::scoped_thread_local! {
    /// The conversation that runs on this thread, for objects whose properties are computed: they are read by code that
    /// knows of no language, such as sorting and tables.
    pub(super) static RUNNING: Interpreter
}

/// Asks the conversation that runs on this thread; `None` where none does.
pub(super) fn running<T>(ask: impl FnOnce(&Interpreter) -> T) -> Option<T> {
    RUNNING.is_set().then(|| RUNNING.with(ask))
}

/// Whether a condition such as `[ValidateScript({ $_ -gt 0 })]` holds for a value; one that fails does not.
pub(super) fn passes(condition: &Arc<ScriptBlock>, value: &Value) -> bool {
    let closure = Closure { block: condition.clone(), captured: None };
    let holds = |interpreter: &Interpreter| {
        interpreter.tries.set(interpreter.tries.get() + 1);
        let result = interpreter.block_holds(&closure, value);
        interpreter.tries.set(interpreter.tries.get().saturating_sub(1));
        result.unwrap_or(false)
    };
    !RUNNING.is_set() || RUNNING.with(holds)
}

impl Closure {
    pub fn value(block: &Arc<ScriptBlock>) -> Value {
        Value::Block(Arc::new(Closure { block: block.clone(), captured: None }))
    }

    pub fn of(block: &Arc<dyn Block>) -> Option<&Closure> {
        block.as_any().downcast_ref()
    }
}

impl Interpreter {
    /// Runs a block for a command that was given one: in the current scope, with `$_` for the time being. With
    /// arguments or parameters of its own it gets a scope of its own.
    pub(super) fn call_block(
        &self,
        closure: &Closure,
        underscore: Option<Value>,
        arguments: &[Value],
        emit: Emit,
    ) -> Eval<()> {
        self.stack.check()?;
        let needs_scope = !arguments.is_empty() || closure.block.params.is_some() || closure.captured.is_some();
        let run = |emit: Emit| match underscore {
            Some(value) => self.with_underscore(value, || self.run_dotted(&closure.block, emit)),
            None => self.run_dotted(&closure.block, emit),
        };
        if !needs_scope {
            return run(emit);
        }
        let scope = Scope::inside(&self.current_scope(), ScopeKind::Local)?;
        self.in_scope(&scope, || {
            for (name, value) in closure.captured.iter().flatten() {
                scope.set(name, value.clone())?;
            }
            self.bind_positionally(closure, arguments)?;
            run(emit)
        })
    }

    /// Runs a block as `&` does: in a scope of its own.
    pub(super) fn call_in_own_scope(
        &self,
        closure: &Closure,
        input: Vec<Value>,
        arguments: &[Value],
        emit: Emit,
    ) -> Eval<()> {
        let scope = Scope::inside(&self.current_scope(), ScopeKind::Local)?;
        if !input.is_empty() {
            scope.set(&Arc::from("input"), Value::scalar(crate::lang::enumerator::Enumerator::new(input)))?;
        }
        self.in_scope(&scope, || self.call_block(closure, None, arguments, emit))
    }

    /// What a block puts out as a member of an object: in a scope of its own, with `$this`.
    pub(super) fn answer_on(&self, closure: &Closure, this: &Value, arguments: &[Value]) -> Eval<Value> {
        let scope = Scope::inside(&self.current_scope(), ScopeKind::Local)?;
        // What fails in it fails the member, and is told by whoever asked for it.
        self.tries.set(self.tries.get() + 1);
        let result = self.in_scope(&scope, || {
            scope.set(&Arc::from("this"), this.clone())?;
            self.block_value(closure, None, arguments)
        });
        self.tries.set(self.tries.get() - 1);
        result
    }

    /// What `GetNewClosure()` freezes: the variables of the current scope.
    pub(super) fn captured_variables(&self) -> Vec<(Arc<str>, Value)> {
        self.current_scope().own_variables()
    }

    /// Runs something with `$_` set in the current scope, and puts back what it was.
    pub(super) fn with_underscore<T>(&self, value: Value, run: impl FnOnce() -> Eval<T>) -> Eval<T> {
        let scope = self.current_scope();
        let before = scope.replace_underscore(Some(value));
        let result = run();
        scope.replace_underscore(before);
        result
    }

    /// What a block puts out, as one value.
    pub(super) fn block_value(&self, closure: &Closure, underscore: Option<Value>, arguments: &[Value]) -> Eval<Value> {
        if arguments.is_empty()
            && let Some((statement, condition)) = condition(closure)
        {
            let evaluate = || self.in_source(&closure.block.source, || self.condition_value(statement, condition));
            self.stack.check()?;
            return match underscore {
                Some(value) => self.with_underscore(value, evaluate),
                None => evaluate(),
            };
        }
        let mut items = Vec::new();
        let result = self.call_block(closure, underscore, arguments, &mut |value| {
            items.push(value);
            Ok(())
        });
        match result {
            Err(stop) if !matches!(*stop, Stop::Return) => Err(stop),
            _ => Ok(one_value(items)),
        }
    }

    /// Whether what a block puts out for an object is true.
    pub(super) fn block_holds(&self, closure: &Closure, object: &Value) -> Eval<bool> {
        let Some((statement, condition)) = condition(closure) else {
            return Ok(truth(&self.block_value(closure, Some(object.clone()), &[])?));
        };
        self.stack.check()?;
        self.with_underscore(object.clone(), || {
            self.in_source(&closure.block.source, || match self.compared(condition) {
                Some(holds) => {
                    self.succeeded.set(true);
                    Ok(holds)
                }
                None => Ok(truth(&self.condition_value(statement, condition)?)),
            })
        })
    }

    /// What a statement that is only this expression puts out, without the ways that streams of objects take.
    fn condition_value(&self, statement: &Statement, condition: &Expr) -> Eval<Value> {
        let value = match self.evaluate(condition) {
            Ok(Value::Array(array)) => one_value(array.items()),
            Ok(value) => value,
            Err(stop) => return self.settle(stop, statement).map(|()| Value::Null),
        };
        self.succeeded.set(true);
        Ok(value)
    }
}

/// The expression of a block that is nothing else, as `Where-Object` is given them.
fn condition(closure: &Closure) -> Option<(&Statement, &Expr)> {
    let block = &closure.block;
    if block.params.is_some() || block.begin.is_some() || block.process.is_some() || closure.captured.is_some() {
        return None;
    }
    let [statement] = block.end.as_ref()?.statements.as_slice() else { return None };
    let expr = sole_expression(statement)?;
    match expr.kind {
        ExprKind::Binary { op: BinaryOp::Range, .. } => None,
        ExprKind::Binary { .. } | ExprKind::Member { .. } | ExprKind::Unary { .. } | ExprKind::Variable(_) => {
            Some((statement, expr))
        }
        _ => None,
    }
}
