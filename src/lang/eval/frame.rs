//! A running command: where it stands, and what was asked of its streams.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use super::foretold::Foretold;
use super::invocation::Called;
use super::scope::Scope;
use super::{Eval, Interpreter};
use crate::lang::ast::Source;
use crate::lang::bind::{Common, Keep};
use crate::model::{Span, Value};

/// The streams that can be redirected: 1 is success.
pub(super) const SUCCESS: usize = 1;
pub(super) const ERROR: usize = 2;
pub(super) const WARNING: usize = 3;
pub(super) const VERBOSE: usize = 4;
pub(super) const DEBUG: usize = 5;
pub(super) const INFORMATION: usize = 6;

pub(super) struct Frame {
    pub name: Arc<str>,
    pub span: Span,
    pub source: Arc<Source>,
    /// The scope its pipeline was written in.
    pub scope: Rc<Scope>,
    pub parent: Option<Rc<Frame>>,
    pub common: Common,
    /// By number of the stream.
    pub routes: [Route; 7],
    /// Records that were merged into the success stream and wait for their turn.
    pub merged: RefCell<VecDeque<Value>>,
    /// What `-ErrorVariable` and its kin collect, in the order of the streams.
    kept: RefCell<Vec<(usize, Keep, Vec<Value>)>>,
    pub failed: Cell<bool>,
    /// Of a function, script file or script block: how it was called.
    pub called: RefCell<Called>,
    /// A function, script file or script block, and no cmdlet or program.
    pub is_script: Cell<bool>,
    pub confirm_all: Cell<Option<bool>>,
    /// Changes that were agreed to since somebody last looked.
    pub changed: Cell<usize>,
    /// What `-WhatIf` says, where it is gathered until the last object has come.
    pub foretold: RefCell<Option<Foretold>>,
    /// Its objects only go on: no redirection, no variable that takes or keeps them.
    pub only_forwards: bool,
}

/// Where a redirected stream goes.
#[derive(Clone, Default)]
pub(super) enum Route {
    #[default]
    Onwards,
    Discard,
    /// `>&1`
    Merge,
    To(Rc<super::redirect::Target>),
}

impl Frame {
    pub fn new(interpreter: &Interpreter, name: Arc<str>, span: Span, common: Common, routes: [Route; 7]) -> Rc<Frame> {
        let keeps = [
            (SUCCESS, &common.out_variable),
            (ERROR, &common.error_variable),
            (WARNING, &common.warning_variable),
            (INFORMATION, &common.information_variable),
        ];
        let kept: Vec<_> =
            keeps.into_iter().filter_map(|(stream, keep)| Some((stream, keep.clone()?, Vec::new()))).collect();
        let only_forwards = kept.is_empty()
            && common.pipeline_variable.is_none()
            && matches!(routes[SUCCESS], Route::Onwards | Route::Merge);
        Rc::new(Frame {
            name,
            span,
            source: interpreter.source.borrow().clone(),
            scope: interpreter.scope.borrow().clone(),
            parent: interpreter.frame.borrow().clone(),
            common,
            routes,
            merged: RefCell::default(),
            kept: RefCell::new(kept),
            failed: Cell::new(false),
            called: RefCell::default(),
            is_script: Cell::new(false),
            confirm_all: Cell::new(None),
            changed: Cell::new(0),
            foretold: RefCell::default(),
            only_forwards,
        })
    }

    /// From this frame to the outermost one.
    pub fn outwards(&self) -> impl Iterator<Item = &Frame> {
        std::iter::successors(Some(self), |frame| frame.parent.as_deref())
    }

    /// Whether its results go elsewhere than to whoever shows them.
    pub fn takes_results(&self) -> bool {
        !matches!(self.routes[SUCCESS], Route::Onwards) || self.common.out_variable.is_some()
    }

    pub fn keep(&self, stream: usize, value: &Value) {
        for (known, _, values) in self.kept.borrow_mut().iter_mut() {
            if *known == stream {
                values.push(value.clone());
            }
        }
    }

    /// Puts what was collected into the variables that were named for it.
    pub fn settle(&self) -> Eval<()> {
        for (_, keep, values) in self.kept.borrow_mut().drain(..) {
            let mut all = match self.scope.get(&keep.variable) {
                Some(before) if keep.appends => before.into_items(),
                _ => Vec::new(),
            };
            all.extend(values);
            self.scope.set(&keep.variable, Value::Array(crate::model::Array::list(all)))?;
        }
        Ok(())
    }
}

impl Interpreter {
    /// Runs something as a part of that command: in its scope, with its source text.
    pub(super) fn within<T>(&self, frame: &Rc<Frame>, run: impl FnOnce() -> T) -> T {
        let old = self.frame.replace(Some(frame.clone()));
        let result = self.in_scope(&frame.scope, || self.in_source(&frame.source, run));
        self.frame.replace(old);
        result
    }

    /// Runs something in that scope.
    pub(super) fn in_scope<T>(&self, scope: &Rc<Scope>, run: impl FnOnce() -> T) -> T {
        if Rc::ptr_eq(&self.scope.borrow(), scope) {
            return run();
        }
        let old = self.scope.replace(scope.clone());
        let result = run();
        self.scope.replace(old);
        result
    }

    /// Runs something whose spans point into that text.
    pub(super) fn in_source<T>(&self, source: &Arc<Source>, run: impl FnOnce() -> T) -> T {
        if Arc::ptr_eq(&self.source.borrow(), source) {
            return run();
        }
        let old = self.source.replace(source.clone());
        let result = run();
        self.source.replace(old);
        result
    }

    pub(super) fn current_scope(&self) -> Rc<Scope> {
        self.scope.borrow().clone()
    }
}
