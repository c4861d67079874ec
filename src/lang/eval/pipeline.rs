//! Pipelines: each object is pushed through all the commands before the next one is made.
//!
//! All commands begin from left to right, then the head produces, then all finish from left to right. A command that
//! says "enough" stops those in front of it; it and those behind it still finish.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::command::{Node, Place};
use super::frame::{Frame, SUCCESS};
use super::statement::Emit;
use super::stop::{Eval, Stop};
use super::{Interpreter, frame::Route};
use crate::lang::ast::{BinaryOp, Expr, ExprKind, Pipeline, Stage};
use crate::lang::bind::Common;
use crate::model::Value;

/// A pipeline at work.
struct Running<'a, 'e> {
    interpreter: &'a Interpreter,
    nodes: Vec<RefCell<Node<'a>>>,
    emit: RefCell<Emit<'e>>,
    /// The command that has had enough.
    satisfied: Cell<Option<usize>>,
}

impl Interpreter {
    pub(super) fn run_pipeline(&self, pipeline: &Pipeline, emit: Emit) -> Eval<()> {
        if let [Stage::Expression { expr, redirections }] = pipeline.stages.as_slice()
            && redirections.is_empty()
        {
            // Whether what stands in parentheses succeeded shows outside of them, too.
            let is_group = matches!(expr.kind, ExprKind::Paren(_) | ExprKind::Subexpression(_) | ExprKind::ArrayOf(_));
            if is_group {
                self.succeeded.set(true);
            }
            self.emit_expression(expr, emit)?;
            if !is_group {
                self.succeeded.set(true);
            }
            return Ok(());
        }
        self.stack.check()?;
        let (head, commands) = match pipeline.stages.split_first() {
            Some((Stage::Expression { expr, redirections }, rest)) => (Some((expr, redirections)), rest),
            _ => (None, pipeline.stages.as_slice()),
        };
        let mut nodes = Vec::with_capacity(commands.len());
        for (at, stage) in commands.iter().enumerate() {
            let Stage::Command(command) = stage else { continue };
            let place = Place {
                position: at + 1 + usize::from(head.is_some()),
                is_behind_expression: head.is_some(),
                commands: commands.len(),
                has_input: at > 0 || head.is_some(),
            };
            nodes.push(RefCell::new(self.prepare(command, place)?));
        }
        for at in 1..nodes.len() {
            nodes[at - 1].borrow_mut().feeds(&nodes[at].borrow());
        }
        self.forget_pipeline_variables(&nodes)?;
        let running = Running { interpreter: self, nodes, emit: RefCell::new(emit), satisfied: Cell::new(None) };
        let result = match head {
            Some((expr, redirections)) if redirections.is_empty() => {
                running.run(|running| match self.emit_entries(expr, &mut |value| running.push(0, value))? {
                    true => Ok(()),
                    false => self.emit_expression(expr, &mut |value| running.push(0, value)),
                })
            }
            Some((expr, redirections)) => {
                let routes = self.routes(redirections)?;
                let frame = Frame::new(self, Arc::from(""), expr.span, Common::default(), routes);
                let result = running.run(|running| running.redirected(&frame, |emit| self.emit_expression(expr, emit)));
                self.finish_targets(&frame)?;
                result
            }
            None => running.run(|running| running.head()),
        };
        for node in &running.nodes {
            self.finish_targets(&node.borrow().frame)?;
        }
        self.forget_pipeline_variables(&running.nodes)?;
        let failed = running.nodes.iter().any(|node| node.borrow().frame.failed.get());
        for node in &running.nodes {
            let frame = node.borrow().frame.clone();
            frame.settle()?;
        }
        self.succeeded.set(result.is_ok() && !failed);
        result
    }

    /// What `-PipelineVariable` names is nothing before its pipeline and after it.
    fn forget_pipeline_variables(&self, nodes: &[RefCell<Node>]) -> Eval<()> {
        for node in nodes {
            let frame = node.borrow().frame.clone();
            if let Some(name) = &frame.common.pipeline_variable {
                frame.scope.set(name, Value::Null)?;
            }
        }
        Ok(())
    }

    /// Puts out what an expression amounts to, an array item by item.
    pub(super) fn emit_expression(&self, expr: &Expr, emit: Emit) -> Eval<()> {
        match &expr.kind {
            ExprKind::Paren(statement) if super::statement::sole_expression(statement).is_none() => {
                // What is in parentheses runs to its end before anything goes on.
                for item in self.paren_items(statement)? {
                    emit_items(item, emit)?;
                }
                Ok(())
            }
            ExprKind::Paren(statement) => {
                let value = self.value_of(statement)?;
                self.emit_value_of(statement, value, emit)
            }
            ExprKind::Subexpression(block) | ExprKind::ArrayOf(block) => {
                for item in self.block_items(block)? {
                    emit(item)?;
                }
                Ok(())
            }
            ExprKind::Variable(variable) if self.holds_nothing(variable) => Ok(()),
            ExprKind::Call { .. } => match self.evaluate_call(expr)? {
                Some(value) => emit_items(value, emit),
                None => Ok(()),
            },
            ExprKind::IncDec { op, operand } => match self.increment(*op, operand, expr.span) {
                Err(stop) => Err(stop.at(expr.span)),
                Ok(_) => Ok(()),
            },
            ExprKind::Binary { op: BinaryOp::Range, left, right, op_span } => {
                self.range(left, right, *op_span)?.try_for_each(|value| match self.cancel.is_asked() {
                    true => Err(Box::new(Stop::Cancelled)),
                    false => emit(value),
                })
            }
            ExprKind::Cast { to, operand } if to.is("void") => self.evaluate(operand).map(drop),
            _ => emit_items(self.evaluate(expr)?, emit),
        }
    }

    fn emit_value_of(&self, statement: &crate::lang::ast::Statement, value: Value, emit: Emit) -> Eval<()> {
        if let Some(Expr { kind: ExprKind::Variable(variable), .. }) = super::statement::sole_expression(statement)
            && self.holds_nothing(variable)
        {
            return Ok(());
        }
        emit_items(value, emit)
    }
}

/// An array goes item by item, everything else as it is.
fn emit_items(value: Value, emit: Emit) -> Eval<()> {
    match value {
        Value::Array(array) => array.items().into_iter().try_for_each(emit),
        Value::Scalar(scalar) if let Some(items) = scalar.items() => items.into_iter().try_for_each(emit),
        one => emit(one),
    }
}

impl<'a> Running<'a, '_> {
    /// Runs all of it; what was begun is cleaned up after, whatever happened.
    fn run(&self, produce: impl FnOnce(&Self) -> Eval<()>) -> Eval<()> {
        let result = self.run_through(produce);
        let clean = |node: &RefCell<Node<'a>>| {
            let frame = node.borrow().frame.clone();
            self.interpreter.within(&frame, || node.borrow().clean(self.interpreter))
        };
        // All of them are, also when one cannot be.
        let cleaned: Vec<Eval<()>> = self.nodes.iter().map(clean).collect();
        result.and(cleaned.into_iter().collect())
    }

    fn run_through(&self, produce: impl FnOnce(&Self) -> Eval<()>) -> Eval<()> {
        for at in 0..self.nodes.len() {
            self.stage(at, |node, emit| node.begin(self.interpreter, emit))?;
        }
        let first = match produce(self) {
            Err(stop) if matches!(*stop, Stop::Enough) => match self.satisfied.get() {
                Some(at) => at,
                // Somebody further out has had enough.
                None => return Err(stop),
            },
            result => {
                result?;
                0
            }
        };
        for at in first..self.nodes.len() {
            let finished = self.stage(at, |node, emit| node.finish(self.interpreter, emit));
            match finished {
                Err(stop) if matches!(*stop, Stop::Enough) && self.satisfied.get().is_some() => {}
                result => result?,
            }
        }
        Ok(())
    }

    fn head(&self) -> Eval<()> {
        self.stage(0, |node, emit| node.take(self.interpreter, None, emit))
    }

    /// Hands an object to a command, or to what is behind the last one.
    fn push(&self, at: usize, value: Value) -> Eval<()> {
        if at == self.nodes.len() {
            return (self.emit.borrow_mut())(value);
        }
        if self.interpreter.cancel.is_asked() {
            return Err(Box::new(Stop::Cancelled));
        }
        self.stage(at, |node, emit| node.take(self.interpreter, Some(value), emit))
    }

    /// Lets a command do something; what it puts out goes to the next one.
    fn stage(&self, at: usize, act: impl FnOnce(&mut Node<'a>, Emit) -> Eval<()>) -> Eval<()> {
        let mut node = self.nodes[at].borrow_mut();
        let frame = node.frame.clone();
        let mut from_behind = false;
        let takes = at + 1 < self.nodes.len() || frame.takes_results();
        let run = |emit: Emit| self.interpreter.within(&frame, || act(&mut node, emit));
        let result = self.deliver(&frame, at + 1, &mut from_behind, |emit| match takes {
            true => self.interpreter.taking(|| run(emit)),
            false => run(emit),
        });
        if let Err(stop) = &result
            && matches!(**stop, Stop::Enough)
            && !from_behind
            && self.satisfied.get().is_none()
        {
            self.satisfied.set(Some(at));
        }
        result
    }

    fn redirected(&self, frame: &std::rc::Rc<Frame>, run: impl FnOnce(Emit) -> Eval<()>) -> Eval<()> {
        self.deliver(frame, 0, &mut false, |emit| {
            self.interpreter.within(frame, || self.interpreter.taking(|| run(emit)))
        })
    }

    /// Runs something whose output takes the ways that its frame says: redirections, variables that keep it, then the
    /// next command. Records merged into the success stream keep their place among the objects.
    fn deliver(
        &self,
        frame: &std::rc::Rc<Frame>,
        next: usize,
        from_behind: &mut bool,
        run: impl FnOnce(Emit) -> Eval<()>,
    ) -> Eval<()> {
        let mut forward = |value: Value| -> Eval<()> {
            if frame.only_forwards {
                let pushed = self.push(next, value);
                *from_behind |= pushed.is_err();
                return pushed;
            }
            match &frame.routes[SUCCESS] {
                Route::Discard => return Ok(()),
                Route::To(target) => return Ok(target.write(&value)?),
                Route::Onwards | Route::Merge => {}
            }
            frame.keep(SUCCESS, &value);
            if let Some(name) = &frame.common.pipeline_variable {
                frame.scope.set(name, value.clone())?;
            }
            let pushed = self.push(next, value);
            *from_behind |= pushed.is_err();
            pushed
        };
        let result = run(&mut |value| {
            while let Some(record) = frame.take_merged() {
                forward(record)?;
            }
            forward(value)
        });
        while let Some(record) = frame.take_merged() {
            forward(record)?;
        }
        result
    }
}

impl Frame {
    fn take_merged(&self) -> Option<Value> {
        self.merged.borrow_mut().pop_front()
    }
}
