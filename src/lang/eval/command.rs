//! Commands: what a name means, what its arguments are, and one command at work in a pipeline.

use std::rc::Rc;
use std::sync::Arc;

use super::Interpreter;
use super::block::Closure;
use super::frame::{Frame, Route};
use super::function::Function;
use super::scope::ScopeKind;
use super::script_stage::{Manner, ScriptStage};
use super::statement::Emit;
use super::stop::{Eval, Stop};
use crate::lang::ast::{Command, Element, Expr, ExprKind, Invocation, Quote, Script, ScriptBlock};
use crate::lang::bind::{Bound, Formal, Given, Kind, Shape, Word};
use crate::lang::call::{Argument, Call, Commands, Output, Signature, Stage};
use crate::model::text_distance::closest;
use crate::model::{Fault, Span, Value};

/// A command in a running pipeline.
pub(super) struct Node<'a> {
    pub frame: Rc<Frame>,
    work: Work<'a>,
}

enum Work<'a> {
    Cmdlet(Box<CmdletWork<'a>>),
    Script(Box<ScriptWork>),
}

struct CmdletWork<'a> {
    signature: &'static Signature,
    shape: Rc<Shape>,
    bound: Bound,
    arguments: Vec<Argument>,
    /// The one parameter that takes every pipeline object as it is, where that is all there is to bind.
    takes_all: Option<&'static str>,
    stage: Option<Box<dyn Stage + 'a>>,
}

struct ScriptWork {
    begin: Option<ScriptBegin>,
    stage: Option<ScriptStage>,
}

struct ScriptBegin {
    block: Arc<ScriptBlock>,
    shape: Rc<Shape>,
    bound: Bound,
    kind: Option<ScopeKind>,
    captured: Option<Vec<(Arc<str>, Value)>>,
    name: Arc<str>,
}

/// What a command's name was found to mean.
enum Meaning {
    Cmdlet(&'static Signature),
    Function(Rc<Function>),
    Block(Value),
    File(Arc<str>),
}

impl Interpreter {
    /// Finds the command, evaluates its arguments and binds them. `position`: its place in the pipeline, from 1.
    pub(super) fn prepare(&self, command: &Command, position: usize, has_input: bool) -> Eval<Node<'_>> {
        let meaning = self.meaning(command)?;
        let routes = self.routes(&command.redirections)?;
        let mut given = self.given(&command.elements)?;
        let (name, shape) = match &meaning {
            Meaning::Cmdlet(signature) => (Arc::from(signature.name), self.shape_of(signature)),
            Meaning::Function(function) => (function.name.clone(), function.shape.clone()),
            Meaning::Block(Value::Block(block)) => match Closure::of(block) {
                Some(closure) => (Arc::from(""), Rc::new(Shape::of_script("", &closure.block)?)),
                None => return Err(Fault::internal("UnknownBlock", "This script block is of another language.").into()),
            },
            Meaning::Block(_) => return Err(Fault::internal("UnknownBlock", "This is no script block.").into()),
            Meaning::File(path) => return self.prepare_file(path.clone(), command, given, routes, has_input),
        };
        if !shape.has_common && matches!(meaning, Meaning::Function(_) | Meaning::Block(_)) {
            unquote_names(&mut given);
        }
        let mut ask = |wanted: &[&Formal]| self.supplied(&name, position, wanted);
        let bound = shape
            .bind_asking(given, command.span, has_input, &|name| self.lookup(name), &mut ask)
            .map_err(|fault| self.named(fault, &name))?;
        let common = bound.common.clone();
        let frame = Frame::new(self, name.clone(), command.span, common, routes);
        let dotted = command.invocation == Invocation::Dot;
        let script = |block: Arc<ScriptBlock>, captured: Option<Vec<(Arc<str>, Value)>>, bound: Bound| {
            let kind = (!dotted).then_some(ScopeKind::Local);
            let begin = ScriptBegin { block, shape: shape.clone(), bound, kind, captured, name: name.clone() };
            Work::Script(Box::new(ScriptWork { begin: Some(begin), stage: None }))
        };
        let work = match meaning {
            Meaning::Cmdlet(signature) => Work::Cmdlet(Box::new(CmdletWork::new(signature, shape.clone(), bound))),
            Meaning::Function(function) => script(function.body.clone(), None, bound),
            Meaning::Block(Value::Block(block)) => match Closure::of(&block) {
                Some(closure) => script(closure.block.clone(), closure.captured.clone(), bound),
                None => return Err(Fault::internal("UnknownBlock", "This script block is of another language.").into()),
            },
            Meaning::Block(_) | Meaning::File(_) => {
                return Err(Fault::internal("UnknownBlock", "This is no script block.").into());
            }
        };
        Ok(Node { frame, work })
    }

    fn prepare_file(
        &self,
        path: Arc<str>,
        command: &Command,
        given: Vec<Given>,
        routes: [Route; 7],
        has_input: bool,
    ) -> Eval<Node<'_>> {
        let script = self.read_script(&path).map_err(|fault| fault.at(command.name.span))?;
        let block = script.block;
        let shape = Rc::new(Shape::of_script(&path, &block)?);
        let bound = shape
            .bind(given, command.span, has_input, &|name| self.lookup(name))
            .map_err(|fault| self.named(fault, &path))?;
        let frame = Frame::new(self, path.clone(), command.span, bound.common.clone(), routes);
        let kind = (command.invocation != Invocation::Dot).then_some(ScopeKind::Script);
        let name = path.rsplit('/').next().map_or_else(|| path.clone(), Arc::from);
        let begin = ScriptBegin { block, shape, bound, kind, captured: None, name };
        Ok(Node { frame, work: Work::Script(Box::new(ScriptWork { begin: Some(begin), stage: None })) })
    }

    /// Reads and parses a script file.
    fn read_script(&self, path: &str) -> Result<Script, Fault> {
        let full = self.full_path(path);
        let text = std::fs::read_to_string(&full).map_err(|error| {
            let says = format!("The script file '{path}' cannot be read.");
            Fault::not_found("CommandNotFoundException", says).cause(error)
        })?;
        crate::lang::parse_file(path, &text).map_err(|fault| {
            let source = Arc::new(crate::model::Source { name: Some(Arc::from(path)), text: Arc::from(text.as_str()) });
            fault.within(&source)
        })
    }

    /// A script file with arguments as they came from a command line outside.
    pub(super) fn run_script_file(&self, path: &str, script: &Script, arguments: &[String], emit: Emit) -> Eval<()> {
        let block = script.block.clone();
        let shape = Rc::new(Shape::of_script(path, &block).map_err(|fault| fault.within(&block.source))?);
        let given = arguments.iter().map(|argument| outer_argument(argument)).collect();
        let bound = shape.bind(given, Span::default(), false, &|name| self.lookup(name))?;
        let name = path.rsplit('/').next().map_or_else(|| Arc::from(path), Arc::from);
        let manner = Manner { kind: Some(ScopeKind::Script), captured: None, name };
        let mut stage = ScriptStage::begin(self, block, shape, bound, manner, emit)?;
        stage.take(self, None, emit)?;
        stage.finish(self, emit)
    }

    fn named(&self, mut fault: Fault, command: &Arc<str>) -> Box<Stop> {
        fault.command.get_or_insert_with(|| command.clone());
        fault.into()
    }

    /// The shape of a cmdlet, made once.
    pub(super) fn shape_of(&self, signature: &'static Signature) -> Rc<Shape> {
        let mut shapes = self.shapes.borrow_mut();
        shapes.entry(signature.name).or_insert_with(|| Rc::new(Shape::of_signature(signature))).clone()
    }

    fn meaning(&self, command: &Command) -> Eval<Meaning> {
        let value = match (command.invocation, command.literal_name()) {
            (_, Some(name)) => return self.command_called(name, command.name.span),
            (_, None) => self.evaluate(&command.name)?,
        };
        match value {
            Value::Block(_) => Ok(Meaning::Block(value)),
            Value::Null => {
                let says = "The expression after '&' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, or a CommandInfo object.";
                Err(Fault::invalid("BadExpression", says).at(command.name.span).into())
            }
            Value::Object(ref info)
                if info.type_name().ends_with("CommandInfo") || info.type_name().ends_with("FunctionInfo") =>
            {
                let name = info.get("Name").unwrap_or_default().to_string();
                self.command_called(&name, command.name.span)
            }
            other => self.command_called(&other.to_string(), command.name.span),
        }
    }

    fn command_called(&self, name: &str, span: Span) -> Eval<Meaning> {
        let meant = self.alias_target(name);
        let name = meant.as_deref().unwrap_or(name);
        // `Module\Name`: there are no modules here, the name alone says it.
        let short = match name.rsplit_once('\\') {
            Some((module, short)) if !module.contains(['/', ':', '.']) || module.starts_with("Microsoft.") => short,
            _ => name,
        };
        let builtin = self.commands.find(short);
        let is_alias = builtin.is_some_and(|signature| !signature.name.eq_ignore_ascii_case(short));
        let wanted = builtin.filter(|_| is_alias).map_or(short, |signature| signature.name);
        if let Some(function) = self.scope.borrow().function(wanted) {
            return Ok(Meaning::Function(function));
        }
        if let Some(signature) = builtin {
            return Ok(Meaning::Cmdlet(signature));
        }
        if name.contains('/') || name.to_ascii_lowercase().ends_with(".ps1") {
            return Ok(Meaning::File(Arc::from(name)));
        }
        Err(self.unknown_command(name, span).into())
    }

    /// What a name stands for that Set-Alias has given, itself perhaps another such name.
    fn alias_target(&self, name: &str) -> Option<Arc<str>> {
        /// Names that stand for each other in a circle end somewhere.
        const LONGEST_CHAIN: usize = 16;
        let aliases = self.aliases.borrow();
        let of =
            |name: &str| aliases.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, to)| to.clone());
        let first = of(name)?;
        std::iter::successors(Some(first), |meant| of(meant)).take(LONGEST_CHAIN).last()
    }

    fn unknown_command(&self, name: &str, span: Span) -> Fault {
        let functions = self.scope.borrow().visible_functions();
        let known = self.commands.all();
        let names = known.iter().map(|signature| signature.name).chain(functions.iter().map(|f| f.name.as_ref()));
        no_command(name, span, self.commands.as_ref(), closest(name, names))
    }

    /// Evaluates what stands after a command's name.
    fn given(&self, elements: &[Element]) -> Eval<Vec<Given>> {
        let mut given = Vec::with_capacity(elements.len());
        for element in elements {
            match element {
                Element::Parameter { name, value, name_span, .. } => {
                    let value = value.as_ref().map(|expr| self.word(expr)).transpose()?;
                    given.push(Given::Named { name: name.clone(), value, name_span: *name_span });
                }
                Element::Argument(expr) => given.push(Given::Word(self.word(expr)?)),
                Element::Splat(variable) => {
                    let value = self.variable(variable)?;
                    splat(value, variable.span, &mut given);
                }
                Element::EndOfParameters(_) => given.push(Given::EndOfParameters),
                Element::Verbatim { span, .. } => {
                    let says = "'--%' is for native programs, which are not supported here.";
                    return Err(Fault::invalid("VerbatimNotSupported", says).at(*span).into());
                }
            }
        }
        Ok(given)
    }

    fn word(&self, expr: &Expr) -> Eval<Word> {
        let value = self.evaluate(expr)?;
        Ok(Word { value: Some(value), ..shape_of_word(expr, &self.source.borrow().text) })
    }
}

/// What is said about a name that means nothing, with the one that is closest to it.
pub(super) fn no_command(name: &str, span: Span, commands: &dyn Commands, closest: Option<&str>) -> Fault {
    let says = format!("The term '{name}' is not recognized as a name of a cmdlet, function, or script file.");
    let mut fault = Fault::not_found("CommandNotFoundException", says).at(span);
    fault.command = Some(Arc::from(name));
    fault.target = Some(Value::text(name));
    // A noun alone: PowerShell would run Get- of it, we say so.
    let getter = commands.find(&format!("Get-{name}")).map(|signature| signature.name);
    match getter.or(closest) {
        Some(name) => fault.fix(format!("Did you mean {name}?")),
        None => fault.fix("Get-Command lists what there is."),
    }
}

/// An argument without its value: its place, and how its text stands in the source.
pub(super) fn shape_of_word(expr: &Expr, source: &str) -> Word {
    let raw = match &expr.kind {
        ExprKind::Number { raw, .. } => Some(raw.clone()),
        _ => None,
    };
    let stands_at = |start: usize, text: &str| (source.get(start..start + text.len()) == Some(text)).then_some(start);
    let text_start = match &expr.kind {
        ExprKind::Text { value, quote: Quote::Single | Quote::Double } => stands_at(expr.span.start + 1, value),
        ExprKind::Text { value, .. } => stands_at(expr.span.start, value),
        ExprKind::ScriptBlock(block) => Some(block.inner.start),
        _ => None,
    };
    Word { value: None, raw, is_name: false, span: expr.span, text_start }
}

fn splat(value: Value, span: Span, given: &mut Vec<Given>) {
    match value {
        Value::Hash(hash) => given.extend(hash.entries().into_iter().map(|(key, value)| Given::Named {
            name: Arc::from(key.to_string()),
            value: Some(Word::new(value, span)),
            name_span: span,
        })),
        other => given.extend(other.into_items().into_iter().map(|item| Given::Word(Word::new(item, span)))),
    }
}

/// `-Name`, `-Name:value` or a value, from a command line outside.
fn outer_argument(argument: &str) -> Given {
    let is_name = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
    match argument.strip_prefix('-') {
        Some(name) if is_name(name) => {
            let (name, value) = match name.split_once(':') {
                Some((name, value)) => (name, Some(Word::new(outer_value(value), Span::default()))),
                None => (name, None),
            };
            Given::Named { name: Arc::from(name), value, name_span: Span::default() }
        }
        _ => Given::Word(Word::new(outer_value(argument), Span::default())),
    }
}

pub(super) fn outer_value(text: &str) -> Value {
    match text.to_ascii_lowercase().as_str() {
        "$true" => Value::Bool(true),
        "$false" => Value::Bool(false),
        "$null" => Value::Null,
        _ => Value::text(text),
    }
}

/// A simple function sees `-x` that it does not declare as text, as it was typed.
fn unquote_names(given: &mut [Given]) {
    for one in given {
        if let Given::Named { value: Some(word), .. } = one {
            word.raw = None;
        }
    }
}

impl<'a> CmdletWork<'a> {
    fn new(signature: &'static Signature, shape: Rc<Shape>, bound: Bound) -> CmdletWork<'a> {
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
                    && !is_delayed
                    && !arguments.iter().any(|argument| argument.name == spec.name) =>
            {
                Some(spec.name)
            }
            _ => None,
        };
        CmdletWork { signature, shape, bound, arguments, takes_all, stage: None }
    }

    /// The arguments for one pipeline object.
    fn add_from_input(
        &self,
        interpreter: &Interpreter,
        input: &Value,
        span: Span,
        arguments: &mut Vec<Argument>,
    ) -> Eval<Option<usize>> {
        if let Some(name) = self.takes_all {
            arguments.push(Argument { name, value: input.clone(), span: None });
            return Ok(self.bound.set);
        }
        let delayed = interpreter.delayed_values(&self.shape, &self.bound, input)?;
        let mut bound = self.bound.clone();
        for (at, value) in self.shape.bind_object(&self.bound, input)?.into_iter().chain(delayed) {
            let Kind::Cmdlet(spec) = &self.shape.formals[at].kind else { continue };
            bound.values[at] =
                Some(crate::lang::bind::BoundValue { value: Some(value.clone()), span: None, is_delayed: false });
            arguments.push(Argument { name: spec.name, value, span: None });
        }
        Ok(self.shape.complete(&bound, span)?)
    }

    fn set_name(&self, set: Option<usize>) -> &'static str {
        set.and_then(|set| self.signature.sets.get(set)).map_or("", |set| set.name)
    }
}

impl<'a> Node<'a> {
    pub fn begin(&mut self, interpreter: &'a Interpreter, emit: Emit) -> Eval<()> {
        match &mut self.work {
            // A cmdlet starts with its first object, when its arguments are complete.
            Work::Cmdlet(_) => Ok(()),
            Work::Script(work) => {
                let Some(begin) = work.begin.take() else { return Ok(()) };
                let manner = Manner { kind: begin.kind, captured: begin.captured.as_deref(), name: begin.name };
                let started = ScriptStage::begin(interpreter, begin.block, begin.shape, begin.bound, manner, emit)?;
                work.stage = Some(started);
                Ok(())
            }
        }
    }

    /// Takes an object, or `None` at the head of a pipeline.
    pub fn take(&mut self, interpreter: &'a Interpreter, input: Option<Value>, emit: Emit) -> Eval<()> {
        match &mut self.work {
            Work::Script(work) => work.stage.as_mut().map_or(Ok(()), |stage| stage.take(interpreter, input, emit)),
            Work::Cmdlet(work) => work.take(interpreter, &self.frame, input, emit),
        }
    }

    pub fn finish(&mut self, interpreter: &'a Interpreter, emit: Emit) -> Eval<()> {
        match &mut self.work {
            Work::Script(work) => work.stage.as_mut().map_or(Ok(()), |stage| stage.finish(interpreter, emit)),
            Work::Cmdlet(work) => work.finish(interpreter, &self.frame, emit),
        }
    }
}

/// One turn of a cmdlet.
struct Turn<'t> {
    arguments: &'t [Argument],
    set: Option<usize>,
    input: Option<Value>,
}

impl<'a> CmdletWork<'a> {
    fn take(&mut self, interpreter: &'a Interpreter, frame: &Rc<Frame>, input: Option<Value>, emit: Emit) -> Eval<()> {
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

    fn finish(&mut self, interpreter: &'a Interpreter, frame: &Rc<Frame>, emit: Emit) -> Eval<()> {
        let arguments = std::mem::take(&mut self.arguments);
        let turn = Turn { arguments: &arguments, set: self.bound.set, input: None };
        self.run(interpreter, frame, turn, emit, |stage, call, out| stage.finish(call, out))
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
        let mut next = |value: Value| emit(value).map_err(|stop| interpreter.outward(stop));
        match act(stage.as_mut(), &call, &mut Output::new(&mut next)) {
            Ok(()) => Ok(()),
            // What the language stopped with goes on its way; what the cmdlet says itself is about this item.
            Err(fault) => match interpreter.stopped_with(&fault) {
                Some(stop) => Err(stop),
                None if fault.ends_statement => Err(interpreter.failed_altogether(frame, fault)),
                None => interpreter.failed_item(frame, *Box::<Stop>::from(fault), is_item),
            },
        }
    }
}
