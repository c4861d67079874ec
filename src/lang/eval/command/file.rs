//! Script files as commands: read, parsed, bound.

use std::rc::Rc;
use std::sync::Arc;

use super::arguments::outer_argument;
use super::work::{ScriptBegin, Work};
use super::{Node, Place};
use crate::lang::ast::{Command, Invocation, Script};
use crate::lang::bind::{Given, Presets, Shape};
use crate::lang::eval::Interpreter;
use crate::lang::eval::frame::{Frame, Route};
use crate::lang::eval::scope::ScopeKind;
use crate::lang::eval::script_stage::{Manner, ScriptStage};
use crate::lang::eval::statement::Emit;
use crate::lang::eval::stop::Eval;
use crate::model::{Block, Fault, Span, Value, Wildcard};

impl Interpreter {
    pub(super) fn prepare_file(
        &self,
        path: Arc<str>,
        command: &Command,
        given: Vec<Given>,
        routes: [Route; 7],
        place: Place,
    ) -> Eval<Node<'_>> {
        let script = self.read_script(&path).map_err(|fault| fault.at(command.name.span))?;
        let block = script.block;
        let shape = Rc::new(Shape::of_script(&path, &block)?);
        let name: Arc<str> = path.rsplit('/').next().map_or_else(|| path.clone(), Arc::from);
        // Its name is that of the file, for what is preset, too.
        let shape = Rc::new(Shape { command: name.clone(), ..Shape::clone(&shape) });
        let evaluate = |block: &Arc<dyn Block>, state: Value| self.preset_value(block, state);
        let table = self.presets().filter(|_| shape.has_common);
        let presets = table.map(|table| Presets { table, aliases: &[], evaluate: &evaluate });
        let bound = shape
            .bind_asking(given, command.span, place.has_input, &|name| self.lookup(name), presets.as_ref(), &mut |_| {
                Ok(Vec::new())
            })
            .map_err(|fault| self.named(fault, &path))?;
        let frame = Frame::new(self, path.clone(), command.span, bound.common.clone(), routes);
        frame.is_script.set(true);
        frame.called.replace(place.called(command));
        let kind = (command.invocation != Invocation::Dot).then_some(ScopeKind::Script);
        let begin = ScriptBegin { block, shape, bound, kind, captured: None, name };
        Ok(Node { frame, work: Work::file(begin) })
    }

    /// The file that a path means: the first one that fits it as a pattern, else the one of that very name.
    fn script_meant(&self, path: &str) -> std::path::PathBuf {
        let full = self.full_path(path);
        let Some((folder, name)) =
            full.parent().zip(full.file_name()).filter(|(_, name)| name.to_string_lossy().contains(['[', '*', '?']))
        else {
            return full;
        };
        let pattern = Wildcard::with_case(&name.to_string_lossy(), false);
        let names = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
        let fitting = names.filter(|name| pattern.matches(&name.to_string_lossy())).min();
        fitting.map_or_else(|| full.clone(), |name| folder.join(name))
    }

    /// Reads and parses a script file.
    fn read_script(&self, path: &str) -> Result<Script, Fault> {
        let full = self.script_meant(path);
        let text = std::fs::read_to_string(&full).map_err(|error| {
            if error.kind() == std::io::ErrorKind::NotFound {
                let mut fault = super::meaning::no_command(path, Default::default(), self.commands.as_ref(), None);
                (fault.at, fault.fix) = (None, None);
                return fault;
            }
            let says = format!("The script file '{path}' cannot be read.");
            Fault::not_found("CommandNotFoundException", says).cause(error)
        })?;
        crate::lang::parse_file_at(path, self.absolute(path).as_deref(), &text).map_err(|fault| {
            let source = Arc::new(crate::model::Source::new(Some(path), text.as_str()));
            fault.within(&source)
        })
    }

    /// A script file with arguments as they came from a command line outside.
    pub(in crate::lang::eval) fn run_script_file(
        &self,
        path: &str,
        script: &Script,
        arguments: &[String],
        emit: Emit,
    ) -> Eval<()> {
        let block = script.block.clone();
        let shape = Rc::new(Shape::of_script(path, &block).map_err(|fault| fault.within(&block.source))?);
        let given = arguments.iter().map(|argument| outer_argument(argument)).collect();
        let name = path.rsplit('/').next().map_or_else(|| Arc::from(path), Arc::from);
        let bound = shape.bind(given, Span::default(), false, &|name| self.lookup(name)).map_err(|fault| {
            // What is wrong stands on a command line that is not ours to draw.
            self.named(Fault { at: None, ..fault }, &name)
        })?;
        let manner = Manner { kind: Some(ScopeKind::Script), captured: None, name };
        let mut stage = ScriptStage::begin(self, block, shape, bound, manner, emit)?;
        if self.is_last.get() {
            std::mem::forget(stage.scope.clone());
        }
        stage.take(self, None, emit)?;
        stage.finish(self, emit)
    }
}
