//! `emsh check`: binds every command of a script without running any.
//!
//! Names, parameters, parameter sets, types and literal arguments are looked at; what only running would tell is taken
//! to be right. Functions of the script itself are known wherever it defines them.

mod walk;

use std::rc::Rc;
use std::sync::Arc;

use self::walk::{Found, walk};
use super::block::Closure;
use super::command::{asks_for_help, shape_of_word};
use super::expression::known_type;
use crate::lang::ast::{Command, Element, Expr, ExprKind, Invocation, Script};
use crate::lang::bind::{Given, Shape, Word, constant};
use crate::lang::call::Commands;
use crate::model::text_distance::closest;
use crate::model::{Fault, Filter, FromValue, Source, Value};

/// Everything that can be known to be wrong before running, in the order of the script.
pub fn check(script: &Script, commands: &dyn Commands) -> Vec<Fault> {
    let mut functions: Vec<(Arc<str>, Rc<Shape>)> = Vec::new();
    let mut faults = Vec::new();
    let mut sources_others = false;
    let takes_conditions = |command: &Command, parameter: &str| takes_conditions(commands, command, parameter);
    walk(script, &takes_conditions, &mut |found| match found {
        Found::Function(name, body) => {
            let name = name.rsplit_once(':').map_or(name.as_ref(), |(_, name)| name);
            match Shape::of_script(name, body) {
                Ok(shape) => functions.push((Arc::from(name), Rc::new(shape))),
                Err(fault) => faults.push(fault),
            }
        }
        Found::Command(command, _) => sources_others |= command.invocation == Invocation::Dot,
        Found::Type(_) => {}
    });
    let presets = script.block.source.text.to_ascii_lowercase().contains("$psdefaultparametervalues");
    let known = Known { presets, commands, functions, sources_others, source: script.block.source.clone() };
    walk(script, &takes_conditions, &mut |found| match found {
        Found::Command(command, in_pipeline) => faults.extend(known.fault_of(command, in_pipeline)),
        Found::Type(name) => faults.extend(known_type(name).err()),
        Found::Function(..) => {}
    });
    faults.sort_by_key(|fault| fault.at.map_or(0, |span| span.start));
    faults.into_iter().map(|fault| fault.within(&script.block.source)).collect()
}

/// Whether the parameter of the command is one such as `-Filter`, which reads a block in the filter language.
fn takes_conditions(commands: &dyn Commands, command: &Command, parameter: &str) -> bool {
    let Some(signature) = command.literal_name().and_then(|name| commands.find(name)) else { return false };
    let is_meant = |name: &str| name.get(..parameter.len()).is_some_and(|start| start.eq_ignore_ascii_case(parameter));
    signature.params.iter().any(|spec| spec.type_name == Filter::TYPE_NAME && is_meant(spec.name))
}

struct Known<'a> {
    commands: &'a dyn Commands,
    functions: Vec<(Arc<str>, Rc<Shape>)>,
    /// Another file is dot-sourced: its functions cannot be known.
    sources_others: bool,
    /// The script presets parameters: what is not written may have a value all the same.
    presets: bool,
    source: Arc<Source>,
}

impl Known<'_> {
    fn fault_of(&self, command: &Command, in_pipeline: bool) -> Option<Fault> {
        let name = command.literal_name()?;
        let is_file = name.contains('/') || name.to_ascii_lowercase().ends_with(".ps1");
        if command.invocation == Invocation::Dot || is_file || asks_for_help(command) {
            return None;
        }
        let short = name.rsplit_once('\\').map_or(name, |(_, short)| short);
        let function = self.functions.iter().find(|(known, _)| known.eq_ignore_ascii_case(short));
        let shape = match (function, self.commands.find(short)) {
            (Some((_, shape)), _) => shape.clone(),
            (None, Some(signature)) => Rc::new(Shape::of_signature(signature)),
            (None, None) if self.sources_others || super::program::is_known(name) => return None,
            (None, None) => return Some(self.no_command(name, command)),
        };
        let mut given = self.given(command);
        given.extend(self.presets.then_some(Given::Anything));
        // Nothing is refused for what the pipeline may bring.
        let bound = shape.bind(given, command.span, in_pipeline, &|_| Some(Value::text("")));
        bound.err().map(|mut fault| {
            fault.command.get_or_insert_with(|| shape.command.clone());
            fault
        })
    }

    fn given(&self, command: &Command) -> Vec<Given> {
        let word = |expr: &Expr| Word { value: literal(expr), ..shape_of_word(expr, &self.source.text) };
        command
            .elements
            .iter()
            .filter_map(|element| {
                Some(match element {
                    Element::Parameter { name, value, name_span, .. } => {
                        Given::Named { name: name.clone(), value: value.as_ref().map(word), name_span: *name_span }
                    }
                    Element::Argument(expr) => Given::Word(word(expr)),
                    Element::Splat(_) => Given::Anything,
                    Element::EndOfParameters(_) => Given::EndOfParameters,
                    Element::Verbatim { .. } => return None,
                })
            })
            .collect()
    }

    fn no_command(&self, name: &str, command: &Command) -> Fault {
        let known = self.commands.all();
        let names = known.iter().map(|signature| signature.name);
        let functions = self.functions.iter().map(|(name, _)| name.as_ref());
        super::command::no_command(name, command.name.span, self.commands, closest(name, names.chain(functions)))
    }
}

/// What an argument is, where the script says it letter by letter.
fn literal(expr: &Expr) -> Option<Value> {
    match &expr.kind {
        ExprKind::ScriptBlock(block) => Some(Closure::value(block)),
        _ => constant(expr),
    }
}
