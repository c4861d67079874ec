//! A cmdlet at work: called for each pipeline object, with what that object binds.

use std::rc::Rc;

use crate::lang::bind::{Bound, BoundValue, Kind, Shape};
use crate::lang::call::{Argument, Call, Output, Signature, Stage};
use crate::lang::eval::Interpreter;
use crate::lang::eval::bulk::{Waiting, changes_objects};
use crate::lang::eval::frame::Frame;
use crate::lang::eval::statement::Emit;
use crate::lang::eval::stop::{Eval, Stop};
use crate::model::{Fault, Span, Value, convert};

pub(super) struct CmdletWork<'a> {
    signature: &'static Signature,
    shape: Rc<Shape>,
    bound: Bound,
    arguments: Vec<Argument>,
    /// The one parameter that takes every pipeline object as it is, where that is all there is to bind.
    takes_all: Option<&'static str>,
    stage: Option<Box<dyn Stage + 'a>>,
    waiting: Waiting,
    /// It changes what the organization or a node keeps.
    changes: bool,
}

/// One turn of a cmdlet.
struct Turn<'t> {
    arguments: &'t [Argument],
    set: Option<usize>,
    input: Option<Value>,
}

impl<'a> CmdletWork<'a> {
    pub fn new(signature: &'static Signature, shape: Rc<Shape>, bound: Bound) -> CmdletWork<'a> {
        let mut arguments = Vec::new();
        for (formal, value) in shape.formals.iter().zip(&bound.values) {
            let (Kind::Cmdlet(spec), Some(value)) = (&formal.kind, value) else { continue };
            if !value.is_delayed {
                let given = value.value.clone().unwrap_or_default();
                arguments.push(Argument { name: spec.name, value: given, span: value.span });
            }
        }
        let pipeline: Vec<_> =
            signature.params.iter().filter(|spec| spec.from_pipeline || spec.from_property).collect();
        let is_delayed = bound.values.iter().flatten().any(|value| value.is_delayed);
        let takes_all = match pipeline.as_slice() {
            [spec]
                if spec.from_pipeline
                    && spec.type_name == "Object"
                    && !(spec.is_mandatory && spec.refuses_null)
                    && !is_delayed
                    && !arguments.iter().any(|argument| argument.name == spec.name) =>
            {
                Some(spec.name)
            }
            _ => None,
        };
        CmdletWork {
            signature,
            shape,
            bound,
            arguments,
            takes_all,
            stage: None,
            waiting: Waiting::default(),
            changes: changes_objects(signature),
        }
    }

    /// The arguments for one pipeline object.
    fn add_from_input(
        &self,
        interpreter: &Interpreter,
        input: &Value,
        span: Span,
        arguments: &mut Vec<Argument>,
    ) -> Eval<Option<usize>> {
        if self.takes_all.is_some() {
            return Ok(self.bound.set);
        }
        let delayed = interpreter.delayed_values(&self.shape, &self.bound, input)?;
        let mut bound = self.bound.clone();
        for (at, value) in self.shape.bind_object(&self.bound, input)?.into_iter().chain(delayed) {
            let Kind::Cmdlet(spec) = &self.shape.formals[at].kind else { continue };
            bound.values[at] = Some(BoundValue { value: Some(value.clone()), span: None, is_delayed: false });
            arguments.push(Argument { name: spec.name, value, span: None });
        }
        Ok(self.shape.complete(&bound, span)?)
    }

    fn set_name(&self, set: Option<usize>) -> &'static str {
        set.and_then(|set| self.signature.sets.get(set)).map_or("", |set| set.name)
    }

    /// Takes an object, or lets it wait where all of them may be asked about.
    pub fn take(
        &mut self,
        interpreter: &'a Interpreter,
        frame: &Rc<Frame>,
        input: Option<Value>,
        emit: Emit,
    ) -> Eval<()> {
        if !self.changes {
            return self.take_one(interpreter, frame, input, emit);
        }
        let input = match input {
            None => None,
            Some(object) => {
                frame.foretold.borrow_mut().get_or_insert_default();
                let (signature, bound, forced) = (self.signature, &self.bound, is_forced(&self.arguments));
                let asks = || interpreter.asks_about_many(signature, bound, forced, frame);
                match self.waiting.admit(object, asks) {
                    None if self.waiting.is_full() => return self.take_waiting(interpreter, frame, emit, false),
                    None => return Ok(()),
                    passed => passed,
                }
            }
        };
        let result = self.take_one(interpreter, frame, input, emit);
        let done = frame.changed.take();
        interpreter.tally(self.signature.name, done, done);
        result
    }

    /// Goes through the objects that waited, once the person agrees; `are_all`: no more will come.
    fn take_waiting(&mut self, interpreter: &'a Interpreter, frame: &Rc<Frame>, emit: Emit, are_all: bool) -> Eval<()> {
        let objects = self.waiting.release();
        if !interpreter.agreed_to_many(frame, &objects, are_all)? {
            return if are_all { Ok(()) } else { Err(Box::new(Stop::Enough)) };
        }
        let count = objects.len();
        interpreter.tally(self.signature.name, count, 0);
        for (done, object) in objects.into_iter().enumerate() {
            interpreter.mind_cancel()?;
            interpreter.show_progress(self.signature.name, done, count)?;
            let result = self.take_one(interpreter, frame, Some(object), emit);
            interpreter.tally(self.signature.name, 0, frame.changed.take().min(1));
            result?;
        }
        if count > 0 { interpreter.end_progress() } else { Ok(()) }
    }

    fn take_one(
        &mut self,
        interpreter: &'a Interpreter,
        frame: &Rc<Frame>,
        input: Option<Value>,
        emit: Emit,
    ) -> Eval<()> {
        // One list for all objects: each adds to it what it binds, and takes that out again.
        let mut arguments = std::mem::take(&mut self.arguments);
        let own = arguments.len();
        let set = match &input {
            Some(object) => self.add_from_input(interpreter, object, frame.span, &mut arguments),
            None => Ok(self.bound.set),
        };
        let result = match set {
            Ok(set) => {
                let turn = Turn { arguments: &arguments, set, input };
                self.run(interpreter, frame, turn, emit, |stage, call, out| stage.take(call, out))
            }
            Err(stop) => interpreter.failed_item(frame, *stop, true),
        };
        arguments.truncate(own);
        self.arguments = arguments;
        result
    }

    pub fn finish(&mut self, interpreter: &'a Interpreter, frame: &Rc<Frame>, emit: Emit) -> Eval<()> {
        self.take_waiting(interpreter, frame, emit, true)?;
        let arguments = std::mem::take(&mut self.arguments);
        let turn = Turn { arguments: &arguments, set: self.bound.set, input: None };
        self.run(interpreter, frame, turn, emit, |stage, call, out| stage.finish(call, out))?;
        let foretold = frame.foretold.take().unwrap_or_default();
        foretold.told().into_iter().for_each(|text| interpreter.foretell(text));
        Ok(())
    }

    fn run(
        &mut self,
        interpreter: &'a Interpreter,
        frame: &Rc<Frame>,
        turn: Turn,
        emit: Emit,
        act: impl FnOnce(&mut dyn Stage, &Call, &mut Output) -> Result<(), Fault>,
    ) -> Eval<()> {
        let is_item = turn.input.is_some();
        let call = Call {
            signature: self.signature,
            arguments: turn.arguments,
            set: self.set_name(turn.set),
            input: turn.input,
            whole: self.takes_all,
            span: frame.span,
            engine: interpreter,
        };
        let stage = match &mut self.stage {
            Some(stage) => stage,
            empty => match interpreter.commands.start(&call) {
                Ok(stage) => empty.insert(stage),
                // Its arguments make no sense together, whatever objects come: that ends the statement.
                Err(fault) => return Err(interpreter.failed_altogether(frame, fault)),
            },
        };
        let mut emitted = 0;
        let mut next = |value: Value| {
            emitted += 1;
            emit(value).map_err(|stop| interpreter.outward(stop))
        };
        match act(stage.as_mut(), &call, &mut Output::new(&mut next)) {
            Ok(()) => Ok(()),
            // What the language stopped with goes on its way; what the cmdlet says itself is about this item.
            Err(fault) => {
                // What it puts out is what it has made.
                frame.changed.set(frame.changed.get().min(emitted));
                match interpreter.stopped_with(&fault) {
                    Some(stop) => Err(stop),
                    None if fault.ends_statement => Err(interpreter.failed_altogether(frame, fault)),
                    None => interpreter.failed_item(frame, *Box::<Stop>::from(fault), is_item),
                }
            }
        }
    }
}

/// Whether `-Force` was written.
fn is_forced(arguments: &[Argument]) -> bool {
    arguments.iter().any(|argument| argument.name == "Force" && convert::truth(&argument.value))
}
