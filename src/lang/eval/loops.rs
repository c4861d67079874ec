//! Loops, and what `break` and `continue` do to them.

use std::sync::Arc;

use super::Interpreter;
use super::range::Range;
use super::statement::{Emit, sole_expression};
use super::stop::{Eval, Stop};
use crate::lang::ast::{BinaryOp, Block, Expr, ExprKind, Statement, Variable};
use crate::lang::enumerator::Enumerator;
use crate::model::{Span, Value};

/// What a loop does after a round.
enum After {
    Next,
    Leave,
}

impl Interpreter {
    /// One round of a loop's body.
    fn round(&self, label: Option<&Arc<str>>, body: &Block, emit: Emit) -> Eval<After> {
        if self.cancel.is_asked() {
            return Err(Box::new(Stop::Cancelled));
        }
        let stop = match self.run_block(body, emit) {
            Ok(()) => return Ok(After::Next),
            Err(stop) => stop,
        };
        match &*stop {
            Stop::Break(wanted) if is_meant(label, wanted.as_ref()) => Ok(After::Leave),
            Stop::Continue(wanted) if is_meant(label, wanted.as_ref()) => Ok(After::Next),
            _ => Err(stop),
        }
    }

    pub(super) fn run_for(
        &self,
        label: Option<&Arc<str>>,
        [initial, condition, step]: [Option<&Statement>; 3],
        body: &Block,
        emit: Emit,
    ) -> Eval<()> {
        let mut nowhere = |_| Ok(());
        if let Some(initial) = initial {
            self.run_statement(initial, &mut nowhere)?;
        }
        loop {
            if let Some(condition) = condition
                && !self.holds(condition)?
            {
                return Ok(());
            }
            if let After::Leave = self.round(label, body, emit)? {
                return Ok(());
            }
            if let Some(step) = step {
                self.run_statement(step, &mut nowhere)?;
            }
        }
    }

    pub(super) fn run_foreach(
        &self,
        label: Option<&Arc<str>>,
        variable: &Variable,
        items: &Statement,
        body: &Block,
        emit: Emit,
    ) -> Eval<()> {
        let mut round = |item| {
            self.set_variable_at(variable, item)?;
            self.round(label, body, emit)
        };
        if self.mentions(body.span, "$foreach") {
            let items = match sole_expression(items) {
                Some(expr) => self.evaluate(expr)?.into_items(),
                None => self.items_of(items)?,
            };
            return self.walking("foreach", items, |walk| each(std::iter::from_fn(|| walk.advance()), &mut round));
        }
        match sole_expression(items) {
            Some(Expr { kind: ExprKind::Binary { op: BinaryOp::Range, left, right, op_span }, .. }) => {
                each(self.range(left, right, *op_span)?, &mut round)
            }
            Some(expr) => {
                let (items, watch) = self.watched(expr)?;
                let Some(watch) = watch else { return each(items, &mut round) };
                each(items, &mut |item| {
                    let after = round(item)?;
                    if let After::Next = after {
                        watch.check().map_err(|stop| stop.at(expr.span))?;
                    }
                    Ok(after)
                })
            }
            None => each(self.items_of(items)?, &mut round),
        }
    }

    /// Whether a part of the script that runs names a variable, in any letter case.
    pub(super) fn mentions(&self, part: Span, variable: &str) -> bool {
        let source = self.source.borrow();
        let text = source.slice(part).as_bytes();
        text.windows(variable.len()).any(|some| some.eq_ignore_ascii_case(variable.as_bytes()))
    }

    /// Runs something that goes through items by a place in them which the script sees meanwhile, and can move on.
    pub(super) fn walking(
        &self,
        variable: &str,
        items: Vec<Value>,
        run: impl FnOnce(&Enumerator) -> Eval<()>,
    ) -> Eval<()> {
        let walk = Enumerator::new(items);
        let scope = self.current_scope();
        let outer = scope.own(variable);
        scope.set(&Arc::from(variable), Value::scalar(walk.clone()))?;
        let result = run(&walk);
        match outer {
            Some(outer) => scope.set(&Arc::from(variable), outer)?,
            None => drop(scope.remove(variable)),
        }
        result
    }

    /// What `left..right` yields, without making a list of it.
    pub(super) fn range(&self, left: &Expr, right: &Expr, op_span: Span) -> Eval<Range> {
        let from = self.evaluate(left)?;
        Range::new(&from, &self.evaluate(right)?).map_err(|stop| stop.at(op_span))
    }

    pub(super) fn run_while(
        &self,
        label: Option<&Arc<str>>,
        condition: &Statement,
        body: &Block,
        emit: Emit,
    ) -> Eval<()> {
        while self.holds(condition)? {
            if let After::Leave = self.round(label, body, emit)? {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn run_do(
        &self,
        label: Option<&Arc<str>>,
        body: &Block,
        condition: &Statement,
        until: bool,
        emit: Emit,
    ) -> Eval<()> {
        loop {
            if let After::Leave = self.round(label, body, emit)? {
                return Ok(());
            }
            if self.holds(condition)? == until {
                return Ok(());
            }
        }
    }
}

/// Rounds with each item, until one leaves the loop.
fn each(items: impl IntoIterator<Item = Value>, round: &mut dyn FnMut(Value) -> Eval<After>) -> Eval<()> {
    for item in items {
        if let After::Leave = round(item)? {
            break;
        }
    }
    Ok(())
}

/// A label means its loop, none means the closest one.
pub(super) fn is_meant(label: Option<&Arc<str>>, wanted: Option<&Arc<str>>) -> bool {
    wanted.is_none_or(|wanted| label.is_some_and(|label| label.eq_ignore_ascii_case(wanted)))
}
