//! Commands: from what was written to one command at work in a pipeline.

mod arguments;
mod cmdlet;
mod file;
mod meaning;
mod work;

use std::rc::Rc;
use std::sync::Arc;

use self::meaning::Meaning;
use self::work::{ScriptBegin, Work};
use super::Interpreter;
use super::block::Closure;
use super::frame::Frame;
use super::invocation::Called;
use super::scope::ScopeKind;
use super::statement::sole_expression;
use super::stop::{Eval, Stop};
use crate::lang::ast::{Command, Invocation, ScriptBlock};
use crate::lang::ast::{Element, Expr, ExprKind};
use crate::lang::bind::{Bound, Formal, Given, Presets, Shape, Word};
use crate::lang::call::{Record, Signature};
use crate::model::{Block, Fault, Value};

pub(super) use self::arguments::{outer_value, shape_of_word};
pub(super) use self::meaning::no_command;
pub(super) use self::work::Node;

/// Where a command stands in its pipeline.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Among all its parts, from 1.
    pub position: usize,
    /// Whether the first part is an expression and no command.
    pub is_behind_expression: bool,
    /// How many commands there are.
    pub commands: usize,
    pub has_input: bool,
}

impl Place {
    fn called(self, command: &Command) -> Called {
        let by = match (command.invocation, &command.name.kind) {
            (Invocation::Call, _) => Some(Arc::from("&")),
            (Invocation::Dot, _) => Some(Arc::from(".")),
            (Invocation::Name, ExprKind::Text { value, .. }) => Some(value.clone()),
            _ => None,
        };
        let position = self.position - usize::from(self.is_behind_expression);
        Called { by, position, length: self.commands, has_input: self.has_input }
    }
}

impl Interpreter {
    /// Under strict mode 2 `f(1, 2)` is refused: it gives one list to the first parameter, where two values were meant.
    fn refuse_method_call(&self, command: &Command) -> Eval<()> {
        let [Element::Argument(Expr { kind: ExprKind::Paren(inner), span })] = command.elements.as_slice() else {
            return Ok(());
        };
        let is_list = sole_expression(inner).is_some_and(|inner| matches!(inner.kind, ExprKind::Array(_)));
        if !is_list || span.start != command.name.span.end || self.strictness() < 2 {
            return Ok(());
        }
        let says = "The function or command was called as if it were a method. Parameters should be separated by spaces. For information about parameters, see the about_Parameters Help topic.";
        Err(Fault::invalid("StrictModeFunctionCallWithParens", says).at(command.span).into())
    }

    /// Finds the command, evaluates its arguments and binds them.
    pub(super) fn prepare(&self, command: &Command, place: Place) -> Eval<Node<'_>> {
        let Place { position, has_input, .. } = place;
        let mut meaning = self.meaning(command)?;
        let routes = self.routes(&command.redirections)?;
        if let Meaning::Program(path) = meaning {
            let (frame, work) = self.prepare_program(path, command, has_input, routes)?;
            return Ok(Node { frame, work: Work::Program(Box::new(work)) });
        }
        self.refuse_method_call(command)?;
        let mut given = self.given(&command.elements)?;
        if asks_for_help(command)
            && let (Some(about), Some(help)) = (meaning.name(), self.commands.find("Get-Help"))
        {
            given = vec![Given::Word(Word::new(Value::String(about), command.name.span))];
            meaning = Meaning::Cmdlet(help);
        }
        let (name, shape) = match &meaning {
            Meaning::Cmdlet(signature) => (Arc::from(signature.name), self.shape_of(signature)),
            Meaning::Function(function) => (function.name.clone(), function.shape.clone()),
            Meaning::Block(Value::Block(block)) => match Closure::of(block) {
                Some(closure) => (Arc::from(""), Rc::new(Shape::of_script("", &closure.block)?)),
                None => return Err(Fault::internal("UnknownBlock", "This script block is of another language.").into()),
            },
            Meaning::Block(_) | Meaning::Program(_) => {
                return Err(Fault::internal("UnknownBlock", "This is no script block.").into());
            }
            Meaning::File(path) => return self.prepare_file(path.clone(), command, given, routes, place),
        };
        if !shape.has_common && matches!(meaning, Meaning::Function(_) | Meaning::Block(_)) {
            unquote_names(&mut given);
        }
        let mut ask = |wanted: &[&Formal]| self.supplied(&name, position, wanted);
        let aliases = match &meaning {
            Meaning::Cmdlet(signature) => signature.aliases,
            _ => &[],
        };
        let evaluate = |block: &Arc<dyn Block>, state: Value| self.preset_value(block, state);
        let table = self.presets().filter(|_| shape.has_common);
        let presets = table.map(|table| Presets { table, aliases, evaluate: &evaluate });
        let bound = shape
            .bind_asking(given, command.span, has_input, &|name| self.lookup(name), presets.as_ref(), &mut ask)
            .map_err(|fault| self.named(fault, &name))?;
        for warning in &bound.warnings {
            self.write_record(Record::Warning(warning.clone()))?;
        }
        let common = bound.common.clone();
        let frame = Frame::new(self, name.clone(), command.span, common, routes);
        frame.is_script.set(!matches!(meaning, Meaning::Cmdlet(_)));
        if frame.is_script.get() {
            frame.called.replace(place.called(command));
        }
        let dotted = command.invocation == Invocation::Dot;
        let script = |block: Arc<ScriptBlock>, captured: Option<Vec<(Arc<str>, Value)>>, bound: Bound| {
            let kind = (!dotted).then_some(ScopeKind::Local);
            let begin = ScriptBegin { block, shape: shape.clone(), bound, kind, captured, name: name.clone() };
            Work::script(begin)
        };
        let work = match meaning {
            Meaning::Cmdlet(signature) => Work::cmdlet(signature, shape.clone(), bound),
            Meaning::Function(function) => script(function.body.clone(), None, bound),
            Meaning::Block(Value::Block(block)) => match Closure::of(&block) {
                Some(closure) => script(closure.block.clone(), closure.captured.clone(), bound),
                None => return Err(Fault::internal("UnknownBlock", "This script block is of another language.").into()),
            },
            Meaning::Block(_) | Meaning::File(_) | Meaning::Program(_) => {
                return Err(Fault::internal("UnknownBlock", "This is no script block.").into());
            }
        };
        Ok(Node { frame, work })
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
}

/// `Get-Queue -?` is `Get-Help Get-Queue`, whatever else is given.
pub(super) fn asks_for_help(command: &Command) -> bool {
    command.elements.iter().any(|element| matches!(element, Element::Parameter { name, .. } if &**name == "?"))
}

/// A simple function sees `-x` that it does not declare as text, as it was typed.
fn unquote_names(given: &mut [Given]) {
    for one in given {
        if let Given::Named { value: Some(word), .. } = one {
            word.raw = None;
        }
    }
}
