//! One command at work in a pipeline: a cmdlet, which is called for each object, a script with its blocks, or a native
//! program.

use std::rc::Rc;
use std::sync::Arc;

use super::cmdlet::CmdletWork;
use crate::lang::ast::ScriptBlock;
use crate::lang::bind::{Bound, Shape};
use crate::lang::call::Signature;
use crate::lang::eval::Interpreter;
use crate::lang::eval::frame::Frame;
use crate::lang::eval::program::ProgramWork;
use crate::lang::eval::scope::ScopeKind;
use crate::lang::eval::script_stage::{Manner, ScriptStage};
use crate::lang::eval::statement::Emit;
use crate::lang::eval::stop::{Eval, Stop};
use crate::model::Value;

/// A command in a running pipeline.
pub(in crate::lang::eval) struct Node<'a> {
    pub frame: Rc<Frame>,
    pub(super) work: Work<'a>,
}

pub(super) enum Work<'a> {
    Cmdlet(Box<CmdletWork<'a>>),
    Script(Box<ScriptWork>),
    Program(Box<ProgramWork>),
}

pub(super) struct ScriptWork {
    begin: Option<ScriptBegin>,
    stage: Option<ScriptStage>,
    /// A script file, which `exit` ends and nothing else.
    is_file: bool,
}

impl ScriptWork {
    /// What a part of it came to: `exit` in a file leaves its code behind, and there is no more of it to run.
    fn ended(&mut self, interpreter: &Interpreter, frame: &Frame, result: Eval<()>) -> Eval<()> {
        match result {
            Err(stop) if self.is_file && matches!(*stop, Stop::Exit(_)) => {
                if let Stop::Exit(code) = *stop {
                    self.stage = None;
                    frame.failed.set(code != 0);
                    interpreter.note_exit_of_program(code)?;
                }
                Ok(())
            }
            result => result,
        }
    }
}

pub(super) struct ScriptBegin {
    pub block: Arc<ScriptBlock>,
    pub shape: Rc<Shape>,
    pub bound: Bound,
    pub kind: Option<ScopeKind>,
    pub captured: Option<Vec<(Arc<str>, Value)>>,
    pub name: Arc<str>,
}

impl<'a> Work<'a> {
    pub fn cmdlet(signature: &'static Signature, shape: Rc<Shape>, bound: Bound) -> Work<'a> {
        Work::Cmdlet(Box::new(CmdletWork::new(signature, shape, bound)))
    }

    pub fn script(begin: ScriptBegin) -> Work<'a> {
        Work::Script(Box::new(ScriptWork { begin: Some(begin), stage: None, is_file: false }))
    }

    pub fn file(begin: ScriptBegin) -> Work<'a> {
        Work::Script(Box::new(ScriptWork { begin: Some(begin), stage: None, is_file: true }))
    }
}

impl<'a> Node<'a> {
    /// Between two programs bytes go as they are.
    pub fn feeds(&mut self, next: &Node) {
        if let (Work::Program(from), Work::Program(_)) = (&mut self.work, &next.work) {
            from.passes_bytes = true;
        }
    }

    pub fn begin(&mut self, interpreter: &'a Interpreter, emit: Emit) -> Eval<()> {
        match &mut self.work {
            // A cmdlet starts with its first object, when its arguments are complete.
            Work::Cmdlet(_) => Ok(()),
            Work::Program(work) => work.begin(interpreter, &self.frame),
            Work::Script(work) => {
                let Some(begin) = work.begin.take() else { return Ok(()) };
                let manner = Manner { kind: begin.kind, captured: begin.captured.as_deref(), name: begin.name };
                let started = ScriptStage::begin(interpreter, begin.block, begin.shape, begin.bound, manner, emit);
                let result = started.map(|started| work.stage = Some(started));
                work.ended(interpreter, &self.frame, result)
            }
        }
    }

    /// Takes an object, or `None` at the head of a pipeline.
    pub fn take(&mut self, interpreter: &'a Interpreter, input: Option<Value>, emit: Emit) -> Eval<()> {
        match &mut self.work {
            Work::Script(work) => {
                let result = work.stage.as_mut().map_or(Ok(()), |stage| stage.take(interpreter, input, emit));
                work.ended(interpreter, &self.frame, result)
            }
            Work::Cmdlet(work) => work.take(interpreter, &self.frame, input, emit),
            Work::Program(work) => work.take(interpreter, &self.frame, input, emit),
        }
    }

    pub fn clean(&self, interpreter: &'a Interpreter) -> Eval<()> {
        match &self.work {
            Work::Script(work) => work.stage.as_ref().map_or(Ok(()), |stage| stage.clean(interpreter)),
            _ => Ok(()),
        }
    }

    pub fn finish(&mut self, interpreter: &'a Interpreter, emit: Emit) -> Eval<()> {
        match &mut self.work {
            Work::Script(work) => {
                let result = work.stage.as_mut().map_or(Ok(()), |stage| stage.finish(interpreter, emit));
                work.ended(interpreter, &self.frame, result)
            }
            Work::Cmdlet(work) => work.finish(interpreter, &self.frame, emit),
            Work::Program(work) => work.finish(interpreter, &self.frame, emit),
        }
    }
}
