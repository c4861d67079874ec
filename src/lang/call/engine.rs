//! The running language, as a command sees it: blocks, variables, streams, preferences.

use std::sync::Arc;

use super::{AliasInfo, Call, Commands, NoTranscript, ScopeName, Terminal, Transcript, VariableInfo};
use crate::lang::bind::Shape;
use crate::lang::comment_help::ScriptHelp;
use crate::model::convert::truth;
use crate::model::{Block, Fault, Value};

/// What goes to the streams besides the objects themselves.
#[derive(Clone, Debug)]
pub enum Record {
    Error(Fault),
    Warning(String),
    Verbose(String),
    Debug(String),
    /// Also what Write-Host says (`to_host`).
    Information {
        text: String,
        to_host: bool,
        no_newline: bool,
        /// What `Write-Information -Tags` says of it.
        tags: Vec<String>,
        /// The object that it is about, where that is not the text itself.
        data: Option<Value>,
    },
    /// What `-WhatIf` says would be done.
    Foretold(String),
    Progress {
        activity: String,
        status: String,
        percent: Option<u8>,
    },
}

/// A line of the prompt that has run.
#[derive(Clone, Debug)]
pub struct PastLine {
    /// From 1.
    pub id: i64,
    /// With secrets masked.
    pub line: String,
    pub began: jiff::Zoned,
    pub took: std::time::Duration,
    pub succeeded: bool,
}

/// The running language, as a command sees it.
pub trait Engine {
    /// Runs a script block with `$_` and `$args`; what it outputs goes to `each`.
    fn invoke(
        &self,
        block: &Arc<dyn Block>,
        underscore: Option<Value>,
        arguments: &[Value],
        each: &mut dyn FnMut(Value) -> Result<(), Fault>,
    ) -> Result<(), Fault>;

    /// What a script block puts out, as one value: nothing `$null`, one thing itself, more an array.
    fn outcome(&self, block: &Arc<dyn Block>, underscore: Option<Value>) -> Result<Value, Fault> {
        let mut all = Vec::new();
        self.invoke(block, underscore, &[], &mut |value| {
            all.push(value);
            Ok(())
        })?;
        Ok(if all.len() > 1 { Value::array(all) } else { all.pop().unwrap_or_default() })
    }

    /// As [`Engine::outcome`], but an error of any statement ends the block and comes back instead of being written.
    fn attempt(&self, block: &Arc<dyn Block>, underscore: Option<Value>) -> Result<Value, Fault> {
        self.outcome(block, underscore)
    }

    /// Whether what a script block puts out for an object is true.
    fn holds(&self, block: &Arc<dyn Block>, object: &Value) -> Result<bool, Fault> {
        Ok(truth(&self.outcome(block, Some(object.clone()))?))
    }

    /// See [`Call::should`].
    fn should(&self, call: &Call, action: &str, target: &str, detail: &str) -> Result<bool, Fault>;

    /// Puts a record on its stream, obeying the preferences. Err when the preference is to stop.
    fn write(&self, call: &Call, record: Record) -> Result<(), Fault>;

    /// Whether the person has pressed Ctrl-C; long work asks now and then and returns [`Fault::cancelled`].
    fn is_cancelled(&self) -> bool;

    /// Waits at most this long, less when Ctrl-C comes; true when it was cancelled.
    fn pause(&self, at_most: std::time::Duration) -> bool;

    /// The command line that is running, with secrets masked, for the audit.
    fn command_line(&self) -> String;

    fn variable(&self, name: &str) -> Option<Value>;
    fn set_variable(&self, name: &str, value: Value) -> Result<(), Fault>;

    /// From here on, in the current scope: 0 for off, 1 about variables, 2 about properties too, 3 about indexes too.
    fn be_strict(&self, strictness: u8) {
        let _ = strictness;
    }

    /// Whether -WhatIf or -Confirm was given to the command that runs.
    fn is_asked_about(&self) -> bool {
        false
    }

    /// How strict the language is here, see [`Engine::be_strict`].
    fn strictness(&self) -> u8 {
        0
    }

    /// The variables that can be seen, with their values.
    fn variables(&self) -> Vec<(Arc<str>, Value)> {
        Vec::new()
    }

    /// The variables of one scope, or all that can be seen. Err: there are not so many scopes.
    fn variable_infos(&self, scope: Option<ScopeName>) -> Result<Vec<VariableInfo>, Fault> {
        let _ = scope;
        Ok(Vec::new())
    }

    /// Sets a variable of a scope with what is said of it; `is_forced`: also one that is read-only.
    fn declare_variable(&self, scope: ScopeName, info: &VariableInfo, is_forced: bool) -> Result<(), Fault> {
        let _ = (scope, is_forced);
        self.set_variable(&info.name, info.value.clone())
    }

    /// Forgets a variable of a scope; false when there is none.
    fn forget_variable(&self, scope: ScopeName, name: &str, is_forced: bool) -> Result<bool, Fault> {
        let _ = (scope, is_forced);
        Ok(self.remove_variable(name))
    }

    /// The functions that scripts have defined, with their texts.
    fn functions(&self) -> Vec<(Arc<str>, Arc<str>)> {
        Vec::new()
    }

    /// What the function or cmdlet of that name takes; `None` when there is none.
    fn shape(&self, name: &str) -> Option<Shape> {
        self.commands().find(name).map(Shape::of_signature)
    }

    /// What the function or script file of that name says of itself; `None` when there is none. Err: the file cannot be
    /// read, or is no script.
    fn script_help(&self, name: &str) -> Result<Option<ScriptHelp>, Fault> {
        let _ = name;
        Ok(None)
    }

    /// Keeps a block that gives words for an argument: of a parameter of these commands (none: of all), or of a program.
    fn register_completer(
        &self,
        commands: Vec<String>,
        parameter: Option<String>,
        block: &Arc<dyn Block>,
    ) -> Result<(), Fault> {
        let _ = (commands, parameter, block);
        Err(Fault::internal("NoLanguage", "No completer can be kept here."))
    }

    /// Calls a method of a value; `None` when it gives nothing.
    fn call_method(&self, on: &Value, name: &str, arguments: &[Value]) -> Result<Option<Value>, Fault> {
        let _ = arguments;
        let owner = on.full_type_name();
        Err(Fault::invalid("MethodNotFound", format!("[{owner}] does not contain a method named '{name}'.")))
    }

    /// A new object, as `[type]::new(…)` makes it; `None` when the language knows no type of that name.
    fn construct(&self, type_name: &str, arguments: &[Value]) -> Result<Option<Value>, Fault> {
        let _ = (type_name, arguments);
        Ok(None)
    }

    /// As [`Engine::call_block`], with what `$input` holds in it.
    fn call_block_with(
        &self,
        block: &Arc<dyn Block>,
        input: Vec<Value>,
        arguments: &[Value],
        each: &mut dyn FnMut(Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let _ = input;
        self.call_block(block, arguments, each)
    }

    /// Parses a text and runs it in the current scope; what it outputs goes to `each`.
    fn run_text(&self, text: &str, each: &mut dyn FnMut(Value) -> Result<(), Fault>) -> Result<(), Fault> {
        let _ = (text, each);
        Err(Fault::internal("NoLanguage", "No text can be run here."))
    }

    /// Runs a script block as `&` does: in a scope of its own, with its parameters bound by position.
    fn call_block(
        &self,
        block: &Arc<dyn Block>,
        arguments: &[Value],
        each: &mut dyn FnMut(Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.invoke(block, None, arguments, each)
    }

    /// Forgets a variable of the current scope; false when there is none.
    fn remove_variable(&self, name: &str) -> bool {
        let _ = name;
        false
    }

    /// The variables of the environment, by name.
    fn environment(&self) -> Vec<(String, String)> {
        Vec::new()
    }
    /// Defines a function, in the place of one of that name.
    fn set_function(&self, name: &str, block: &Arc<dyn Block>) -> Result<(), Fault> {
        let _ = (name, block);
        Err(Fault::internal("NoLanguage", "No function can be defined here."))
    }
    /// What a function of that name runs; `None` when there is none.
    fn function_block(&self, name: &str) -> Option<Arc<dyn Block>> {
        let _ = name;
        None
    }
    /// Forgets a function; false when there is none.
    fn remove_function(&self, name: &str) -> bool {
        let _ = name;
        false
    }
    /// The aliases of one scope, or all that can be seen: also those that are always there, which the global scope has.
    fn aliases(&self, scope: Option<ScopeName>) -> Result<Vec<AliasInfo>, Fault> {
        let _ = scope;
        Ok(Vec::new())
    }

    /// Gives a command another name in a scope; `is_forced`: also one that is read-only.
    fn declare_alias(&self, scope: ScopeName, info: &AliasInfo, is_forced: bool) -> Result<(), Fault> {
        let _ = (scope, info, is_forced);
        Err(Fault::internal("NoLanguage", "No alias can be defined here."))
    }

    /// Forgets an alias of a scope, or of the nearest one that has it, also one that is always there; false when there is
    /// none.
    fn forget_alias(&self, scope: Option<ScopeName>, name: &str, is_forced: bool) -> Result<bool, Fault> {
        let _ = (scope, name, is_forced);
        Ok(false)
    }

    /// The lines of the prompt that have run, oldest first.
    fn lines(&self) -> Vec<PastLine> {
        Vec::new()
    }

    /// The line at the prompt stands for this one: that is what is kept.
    fn runs_line(&self, line: &str) {
        let _ = line;
    }

    /// Adds a line to those of the prompt, as if it had run here.
    fn remember_line(&self, line: &PastLine) {
        let _ = line;
    }

    /// Forgets lines of the prompt.
    fn forget_lines(&self, which: &dyn Fn(&PastLine) -> bool) {
        let _ = which;
    }

    /// What is typed and shown, being written down.
    fn transcript(&self) -> &dyn Transcript {
        &NoTranscript
    }

    /// A path as the conversation's location makes it, with `~` for the person's home.
    fn full_path(&self, written: &str) -> std::path::PathBuf {
        written.into()
    }

    /// The commands that can be called, for Get-Command, Get-Help and completion.
    fn commands(&self) -> &dyn Commands;

    /// The terminal the person sits at, for prompts and widths.
    fn terminal(&self) -> &dyn Terminal;
}
