//! Pipelines: stages that push objects to each other, one at a time.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::Interpreter;
use super::command::Callee;
use super::engine::{Frame, MERGED};
use super::flow::{Eval, Stop};
use super::function::{Running, does_not_fit};
use super::preference::Common;
use super::redirect::{Redirects, Target as Redirected};
use super::scope::{Function, Where};
use super::statement::Sink;
use crate::lang::ast::{self, Command};
use crate::lang::bind::slot::{self, Slot};
use crate::lang::bind::{Binding, Target, Word};
use crate::lang::call::{Argument, Call, Output, Record, Signature, Stage};
use crate::model::{FaultKind, Span, Value};

/// A command of a pipeline, ready to take objects.
struct Link<'a> {
    work: Work<'a>,
    name: Arc<str>,
    common: Common,
    redirects: Redirects,
    text: Arc<str>,
    span: Span,
    /// `-Confirm` was answered for all.
    answer: Option<bool>,
    /// What `-OutVariable` keeps.
    kept: Vec<Value>,
}

enum Work<'a> {
    Cmdlet {
        signature: &'static Signature,
        slots: Vec<Slot<'static>>,
        binding: Binding,
        stage: Box<dyn Stage + 'a>,
    },
    Function(Running),
    /// A block that runs when its input is complete.
    Block {
        block: Arc<dyn crate::model::Block>,
        words: Vec<Word>,
        is_dotted: bool,
        input: Vec<Value>,
    },
    /// A dot-sourced function or script, which runs in the caller's scope.
    Dotted {
        function: Function,
        words: Vec<Word>,
    },
}

/// What a running pipeline knows of stopping early.
#[derive(Default)]
struct Ends {
    /// The stage that has had enough.
    stopped: Cell<Option<usize>>,
    /// Whoever takes the results has had enough.
    outside: Cell<bool>,
}

impl Interpreter {
    pub(super) fn pipeline(&self, pipeline: &ast::Pipeline, sink: &mut Sink) -> Eval {
        let (head, commands) = match &pipeline.stages[..] {
            [ast::Stage::Expression { expr, redirections }] if redirections.is_empty() => {
                return self.put_expression(expr, sink);
            }
            [ast::Stage::Expression { expr, redirections }, rest @ ..] => (Some((expr, redirections)), rest),
            all => (None, all),
        };
        self.deeper(|| {
            self.succeeded.set(true);
            let mut links = Vec::with_capacity(commands.len());
            for stage in commands {
                let ast::Stage::Command(command) = stage else { continue };
                links.push(RefCell::new(self.link(command, sink)?));
            }
            let ends = Ends::default();
            let fed = match head {
                None => self.push(&links, 0, None, &ends, sink),
                Some((expr, redirections)) => {
                    let redirects = self.redirects(redirections)?;
                    let output = redirects.of(1);
                    self.put_expression(expr, &mut |value| match &output {
                        Some(target) => target.take(value),
                        None => self.push(&links, 0, Some(value), &ends, sink),
                    })
                }
            };
            self.settle(&links, fed, &ends, sink)
        })
    }

    /// Lets every stage finish that is still wanted.
    fn settle(&self, links: &[RefCell<Link>], fed: Eval, ends: &Ends, sink: &mut Sink) -> Eval {
        let mut first = 0;
        match fed {
            Ok(()) => {}
            Err(stop) if stop.fault().is_some_and(|fault| fault.is_enough()) && !ends.outside.get() => {
                first = ends.stopped.get().map_or(0, |at| at + 1);
            }
            Err(stop) => return Err(stop),
        }
        for at in first..links.len() {
            if let Err(stop) = self.finish(links, at, ends, sink) {
                let enough = stop.fault().is_some_and(|fault| fault.is_enough()) && !ends.outside.get();
                if !enough {
                    return Err(stop);
                }
            }
        }
        for link in links {
            let link = link.borrow();
            if let Some(variable) = &link.common.out_variable {
                self.keep_in(variable, link.kept.clone());
            }
        }
        Ok(())
    }

    /// Evaluates a command's words and gets it ready.
    fn link<'a>(&'a self, command: &Command, sink: &mut Sink) -> Eval<Link<'a>> {
        let callee = self.callee(command)?;
        let words = self.words(&command.elements)?;
        let redirects = self.redirects(&command.redirections)?;
        let text = self.typed(command.span);
        let span = command.span;
        let mut link = Link {
            work: Work::Block { block: Arc::new(Nothing), words: Vec::new(), is_dotted: false, input: Vec::new() },
            name: Arc::from(command.literal_name().unwrap_or_default()),
            common: Common::default(),
            redirects,
            text,
            span,
            answer: None,
            kept: Vec::new(),
        };
        match callee {
            Callee::Cmdlet(signature) => {
                link.name = signature.name.into();
                let slots = slot::of_signature(signature);
                let target = Target {
                    name: signature.name,
                    slots: &slots,
                    sets: signature.sets,
                    span: command.name.span,
                    keeps_extra: false,
                };
                let named = |mut fault: crate::model::Fault| {
                    fault.command.get_or_insert_with(|| signature.name.into());
                    fault
                };
                let binding = target.bind(words).map_err(named)?;
                link.common = Common::of(&slots, &binding).map_err(named)?;
                if let Some(variable) = &link.common.error_variable
                    && !variable.starts_with('+')
                {
                    self.keep_in(variable, Vec::new());
                }
                let arguments = arguments(&slots, &binding);
                let call = Call {
                    signature,
                    arguments: &arguments,
                    set: "",
                    input: None,
                    span: command.name.span,
                    engine: self,
                };
                let stage =
                    self.framed(&mut link, |_| self.commands.start(&call).map_err(|fault| self.uncarry(named(fault))))?;
                link.work = Work::Cmdlet { signature, slots, binding, stage };
            }
            Callee::Function(function) if Interpreter::is_dotted(command) => {
                link.name = function.name.clone();
                link.work = Work::Dotted { function, words };
            }
            Callee::Function(function) => {
                link.name = function.name.clone();
                let running = self.framed(&mut link, |me| me.start_function(&function, words, span, sink))?;
                link.work = Work::Function(running);
            }
            Callee::Block(block) => {
                link.work = Work::Block { block, words, is_dotted: Interpreter::is_dotted(command), input: Vec::new() };
            }
        }
        Ok(link)
    }

    /// Runs something as this command: records it writes go by its preferences.
    fn framed<T>(&self, link: &mut Link, work: impl FnOnce(&Interpreter) -> Eval<T>) -> Eval<T> {
        self.frames.borrow_mut().push(Frame {
            name: link.name.clone(),
            common: link.common.clone(),
            redirects: link.redirects.clone(),
            text: link.text.clone(),
            answer: link.answer,
        });
        let result = work(self);
        if let Some(frame) = self.frames.borrow_mut().pop() {
            link.answer = frame.answer;
        }
        result
    }

    /// Hands an object to stage `at`, or to whoever takes the results.
    fn push(&self, links: &[RefCell<Link>], at: usize, input: Option<Value>, ends: &Ends, sink: &mut Sink) -> Eval {
        self.go_on()?;
        let Some(cell) = links.get(at) else {
            let Some(value) = input else { return Ok(()) };
            let put = sink(value);
            if put.as_ref().err().and_then(Stop::fault).is_some_and(|fault| fault.is_enough()) {
                ends.outside.set(true);
            }
            return put;
        };
        let mut link = cell.borrow_mut();
        self.step_of(&mut link, ends, at, |me, link, next| me.take(link, input, next), links, sink)
    }

    fn finish(&self, links: &[RefCell<Link>], at: usize, ends: &Ends, sink: &mut Sink) -> Eval {
        let mut link = links[at].borrow_mut();
        self.step_of(&mut link, ends, at, |me, link, next| me.end(link, next), links, sink)
    }

    /// One step of a stage, with what it puts out going to the next.
    fn step_of(
        &self,
        link: &mut Link,
        ends: &Ends,
        at: usize,
        work: impl FnOnce(&Interpreter, &mut Link, &mut Sink) -> Eval,
        links: &[RefCell<Link>],
        sink: &mut Sink,
    ) -> Eval {
        let keeps = link.common.out_variable.is_some();
        let variable = link.common.pipeline_variable.clone();
        let output = link.redirects.of(1);
        let mut kept = Vec::new();
        let mut next = |value: Value| -> Eval {
            if keeps {
                kept.push(value.clone());
            }
            if let Some(name) = &variable {
                self.scopes.set(Where::Local, name, value.clone());
            }
            match &output {
                Some(target @ (Redirected::File(_) | Redirected::Nowhere)) => target.take(value),
                _ => self.push(links, at + 1, Some(value), ends, sink),
            }
        };
        let merged = MERGED.with_borrow_mut(std::mem::take);
        let mut ended = work(self, link, &mut next);
        for value in MERGED.replace(merged) {
            if ended.is_ok() {
                ended = next(value);
            }
        }
        link.kept.append(&mut kept);
        if ended.as_ref().err().and_then(Stop::fault).is_some_and(|fault| fault.is_enough())
            && ends.stopped.get().is_none()
            && !ends.outside.get()
        {
            ends.stopped.set(Some(at));
        }
        ended
    }

    fn take(&self, link: &mut Link, input: Option<Value>, next: &mut Sink) -> Eval {
        let span = link.span;
        // The parts are taken apart so that the frame can borrow the rest.
        let mut work = std::mem::replace(
            &mut link.work,
            Work::Block { block: Arc::new(Nothing), words: Vec::new(), is_dotted: false, input: Vec::new() },
        );
        let taken = self.framed(link, |me| match &mut work {
            Work::Cmdlet { signature, slots, binding, stage } => {
                me.take_cmdlet(signature, slots, binding, stage.as_mut(), input, span, next)
            }
            Work::Function(running) => me.feed_function(running, input, span, next),
            Work::Block { input: all, .. } => {
                all.extend(input);
                Ok(())
            }
            Work::Dotted { .. } => Ok(()),
        });
        link.work = work;
        taken
    }

    fn end(&self, link: &mut Link, next: &mut Sink) -> Eval {
        let span = link.span;
        let mut work = std::mem::replace(
            &mut link.work,
            Work::Block { block: Arc::new(Nothing), words: Vec::new(), is_dotted: false, input: Vec::new() },
        );
        let ended = self.framed(link, |me| match &mut work {
            Work::Cmdlet { signature, slots, binding, stage } => {
                let arguments = arguments(slots, binding);
                let call = Call { signature, arguments: &arguments, set: "", input: None, span, engine: me };
                let mut push = |value: Value| next(value).map_err(|stop| me.carry(stop));
                stage
                    .finish(&call, &mut Output::new(&mut push))
                    .map_err(|fault| me.uncarry(fault))
                    .or_else(|stop| me.item_failed(stop, false))
            }
            Work::Function(running) => me.finish_function(running, span, next),
            Work::Block { block, words, is_dotted, input } => {
                let own = Interpreter::own(block)?;
                let input = std::mem::take(input);
                let words = std::mem::take(words);
                let underscore = input.last().cloned();
                if !*is_dotted {
                    me.scopes.push(false);
                }
                me.scopes.set(Where::Local, "input", Value::array(input));
                let ended = me.call_block_with(own, underscore, words, false, next);
                if !*is_dotted {
                    me.scopes.pop();
                }
                super::expression::returned(ended)
            }
            Work::Dotted { function, words } => {
                let block = super::BlockValue { tree: function.body.clone(), captured: Vec::new() };
                super::expression::returned(me.call_block_with(&block, None, std::mem::take(words), false, next))
            }
        });
        link.work = work;
        ended
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one link, taken apart for the borrow checker")]
    fn take_cmdlet(
        &self,
        signature: &'static Signature,
        slots: &[Slot<'static>],
        binding: &Binding,
        stage: &mut dyn Stage,
        input: Option<Value>,
        span: Span,
        next: &mut Sink,
    ) -> Eval {
        let target = Target { name: signature.name, slots, sets: signature.sets, span, keeps_extra: false };
        let is_head = input.is_none();
        let whole = match &input {
            None => binding.clone(),
            Some(value) => match self.bound_for(&target, binding, value) {
                Ok(whole) => whole,
                Err(stop) => return self.item_failed(stop, false),
            },
        };
        let set = target.settle(&whole).map_err(Stop::from);
        let set = match set {
            Ok(set) => set.to_owned(),
            Err(stop) if is_head => return Err(stop),
            Err(stop) => return self.item_failed(stop, false),
        };
        let set = signature.sets.iter().map(|known| known.name).find(|name| *name == set).unwrap_or_default();
        let arguments = arguments(slots, &whole);
        let call = Call { signature, arguments: &arguments, set, input, span, engine: self };
        let mut push = |value: Value| next(value).map_err(|stop| self.carry(stop));
        let taken = stage.take(&call, &mut Output::new(&mut push));
        taken.map_err(|fault| self.uncarry(fault)).or_else(|stop| self.item_failed(stop, is_head))
    }

    /// Binding for one object, script block arguments run for it.
    fn bound_for(&self, target: &Target, binding: &Binding, value: &Value) -> Eval<Binding> {
        let mut own = binding.clone();
        for delayed in std::mem::take(&mut own.delayed) {
            let Value::Block(block) = &delayed.value else { continue };
            let result = super::expression::one(self.run_block(block, value.clone())?);
            let fitted = (target.slots[delayed.slot].fit)(result).map_err(|reason| {
                crate::model::Fault::invalid(
                    "ParameterArgumentTransformationError",
                    format!(
                        "Cannot use what the script block for '{}' gave: {reason}.",
                        target.slots[delayed.slot].name
                    ),
                )
                .at(delayed.span)
            })?;
            own.bound.push(crate::lang::bind::Bound { slot: delayed.slot, value: fitted, span: delayed.span });
        }
        if !target.takes_input(&own) {
            // Nothing is open: the object only makes the command run once more (ForEach-Object, Sort-Object take it as input).
            return Ok(own);
        }
        match target.bind_input(&own, value)? {
            Some(whole) => Ok(whole),
            None => Err(does_not_fit(target.name, value).into()),
        }
    }

    /// A fault of a cmdlet is about one item: it is reported and the pipeline goes on. The exit code of a command that
    /// had nothing else to do is the fault's own.
    fn item_failed(&self, stop: Stop, is_head: bool) -> Eval {
        match stop {
            Stop::Fault(fault) if fault.kind != FaultKind::Cancelled => {
                let code = fault.kind.exit_code();
                let before = self.code.get();
                self.write_record(Record::Error(*fault))?;
                if is_head && before == 0 && self.code.get() == 1 {
                    self.code.set(code);
                }
                Ok(())
            }
            other => Err(other),
        }
    }
}

/// What binding found, as commands get it.
fn arguments(slots: &[Slot<'static>], binding: &Binding) -> Vec<Argument> {
    let own = binding.bound.iter().filter(|bound| !slots[bound.slot].is_common);
    own.filter_map(|bound| {
        let name = slots[bound.slot].spec?.name;
        Some(Argument { name, value: bound.value.clone(), span: bound.span })
    })
    .collect()
}

/// Stands in a link while its work is elsewhere.
struct Nothing;

impl crate::model::Block for Nothing {
    fn source(&self) -> &str {
        ""
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
