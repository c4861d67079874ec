//! What a command's name means: an alias, a function, a cmdlet, a native program, a script file or a
//! script block.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use crate::lang::ast::Command;
use crate::lang::call::{Commands, Signature};
use crate::lang::eval::Interpreter;
use crate::lang::eval::function::Function;
use crate::lang::eval::stop::Eval;
use crate::model::text_distance::closest;
use crate::model::{Fault, Span, Value};

/// What a command's name was found to mean.
pub(super) enum Meaning {
    Cmdlet(&'static Signature),
    Function(Rc<Function>),
    Block(Value),
    File(Arc<str>),
    Program(PathBuf),
}

impl Meaning {
    /// What help knows it by; `None` for a block or a program.
    pub fn name(&self) -> Option<Arc<str>> {
        match self {
            Meaning::Cmdlet(signature) => Some(Arc::from(signature.name)),
            Meaning::Function(function) => Some(function.name.clone()),
            Meaning::File(path) => Some(path.clone()),
            Meaning::Block(_) | Meaning::Program(_) => None,
        }
    }
}

impl Interpreter {
    pub(super) fn meaning(&self, command: &Command) -> Eval<Meaning> {
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
            Value::Object(ref info) if info.type_name().ends_with("ExternalScriptInfo") => {
                Ok(Meaning::File(Arc::from(info.get("Path").unwrap_or_default().to_string())))
            }
            Value::Object(ref info)
                if ["CmdletInfo", "AliasInfo", "CommandInfo", "FunctionInfo", "FilterInfo", "ApplicationInfo"]
                    .iter()
                    .any(|kind| info.type_name().ends_with(kind)) =>
            {
                let name = info.get("Name").unwrap_or_default().to_string();
                // It is this one, whatever else has its name.
                let function = self
                    .scope
                    .borrow()
                    .function(&name)
                    .filter(|_| ["FunctionInfo", "FilterInfo"].iter().any(|kind| info.type_name().ends_with(kind)));
                let cmdlet = self.commands.find(&name).filter(|_| info.type_name().ends_with("CmdletInfo"));
                match (function, cmdlet) {
                    (Some(function), _) => Ok(Meaning::Function(function)),
                    (None, Some(signature)) => Ok(Meaning::Cmdlet(signature)),
                    (None, None) => self.command_called(&name, command.name.span),
                }
            }
            other => self.command_called(&other.to_string(), command.name.span),
        }
    }

    fn command_called(&self, name: &str, span: Span) -> Eval<Meaning> {
        let meant = self.alias_target(name);
        let is_removed = meant.as_deref() == Some("");
        let name = meant.as_deref().filter(|_| !is_removed).unwrap_or(name);
        // `Module\Name`: there are no modules here, the name alone says it.
        let short = match name.rsplit_once('\\') {
            Some((module, short)) if !module.contains(['/', ':', '.']) || module.starts_with("Microsoft.") => short,
            _ => name,
        };
        let builtin = self.commands.find(short);
        let is_alias = builtin.is_some_and(|signature| !signature.name.eq_ignore_ascii_case(short));
        let builtin = builtin.filter(|_| !(is_alias && is_removed));
        let wanted = builtin.filter(|_| is_alias).map_or(short, |signature| signature.name);
        // Who names a module of PowerShell's own means no function of the script.
        let is_qualified = short.len() < name.len() && name.starts_with("Microsoft.");
        if let Some(function) = self.scope.borrow().function(wanted).filter(|_| !is_qualified || builtin.is_none()) {
            return Ok(Meaning::Function(function));
        }
        if let Some(signature) = builtin {
            return Ok(Meaning::Cmdlet(signature));
        }
        if let Some(program) = self.program_called(name, span)? {
            return Ok(Meaning::Program(program));
        }
        if name.contains('/') || name.to_ascii_lowercase().ends_with(".ps1") {
            return Ok(Meaning::File(Arc::from(name)));
        }
        Err(self.unknown_command(name, span).into())
    }

    fn unknown_command(&self, name: &str, span: Span) -> Fault {
        let functions = self.scope.borrow().visible_functions();
        let known = self.commands.all();
        let names = known.iter().map(|signature| signature.name).chain(functions.iter().map(|f| f.name.as_ref()));
        no_command(name, span, self.commands.as_ref(), closest(name, names))
    }
}

/// What is said about a name that means nothing, with the one that is closest to it.
pub(in crate::lang::eval) fn no_command(
    name: &str,
    span: Span,
    commands: &dyn Commands,
    closest: Option<&str>,
) -> Fault {
    let says = format!(
        "The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n\
         Check the spelling of the name, or if a path was included, verify that the path is correct and try again."
    );
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
