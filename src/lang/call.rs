//! What the language asks of a command, and what a command may ask of the language.
//!
//! A command is declared once as a [`Signature`]: binding, help, completion, man pages, `-WhatIf` and auditing follow
//! from it. It runs as a [`Stage`] of a pipeline: pushed one object at a time, pushing its own results on.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::model::{Block, Fault, FromValue, IntoValue, Span, TypeInfo, Value};

/// All that is known of a command without running it.
pub struct Signature {
    /// `Verb-Noun`.
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    /// One sentence without a full stop: the first line of help.
    pub synopsis: &'static str,
    /// The rest of the description, in sentences.
    pub about: &'static str,
    pub params: &'static [ParamSpec],
    /// Parameter sets; the first is the default. Empty: one set that holds everything.
    pub sets: &'static [ParamSet],
    /// What it puts on the pipeline, where that is one declared type.
    pub emits: Option<&'static TypeInfo>,
    /// Whether it changes something: this gives `-WhatIf` and `-Confirm`.
    pub effect: Effect,
    pub needs: Right,
    pub examples: &'static [Example],
}

impl Signature {
    /// A blank to fill in with `..Signature::NEW`.
    pub const NEW: Signature = Signature {
        name: "",
        aliases: &[],
        synopsis: "",
        about: "",
        params: &[],
        sets: &[],
        emits: None,
        effect: Effect::Reads,
        needs: Right::Nothing,
        examples: &[],
    };

    pub fn param(&self, name: &str) -> Option<&'static ParamSpec> {
        self.params.iter().find(|param| param.is_called(name))
    }
}

/// One way of calling a command. Parameters named in no set belong to all of them.
#[derive(Debug)]
pub struct ParamSet {
    pub name: &'static str,
    /// Parameters of this set (some may be shared with other sets).
    pub params: &'static [&'static str],
    /// Those of them without which the set is not complete.
    pub mandatory: &'static [&'static str],
}

/// A command line for the help page, which the tests run against the sample organisation.
#[derive(Debug)]
pub struct Example {
    /// What it does, as a phrase without a full stop.
    pub does: &'static str,
    pub run: &'static str,
}

/// Whether running a command changes anything outside the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Reads,
    /// `-WhatIf` and `-Confirm` exist; asked about when the impact reaches `$ConfirmPreference` (default High).
    Changes(Impact),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    Low,
    Medium,
    High,
}

/// What a person must be allowed to do before a command runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    Nothing,
    ViewConfiguration,
    ManageConnectors,
    ManageDomains,
    ManageRecipients,
    ManageServers,
    ViewQueues,
    ManageQueues,
    ViewTracking,
    SendTestMail,
}

/// A value offered by completion.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub value: String,
    /// Shown beside it: state, count, type.
    pub description: String,
}

/// Finds live candidates for a word; the host is what [`Commands`] knows it to be (the session).
pub type Completer = fn(host: &dyn Any, word: &str) -> Vec<Candidate>;

/// One parameter, without its Rust type.
#[derive(Clone, Copy)]
pub struct ParamSpec {
    pub name: &'static str,
    /// One or two sentences: meaning, unit, default.
    pub doc: &'static str,
    pub aliases: &'static [&'static str],
    /// PowerShell-style type name of one element.
    pub type_name: &'static str,
    /// Takes `a,b,c`.
    pub is_list: bool,
    /// Takes no argument; present is true, `-Name:$false` is false.
    pub is_switch: bool,
    /// Must be given, whatever the set. Per-set needs are in [`ParamSet::mandatory`].
    pub is_mandatory: bool,
    /// From 1.
    pub position: Option<u8>,
    /// Takes the pipeline object itself.
    pub from_pipeline: bool,
    /// Takes the pipeline object's property of this name (or alias).
    pub from_property: bool,
    /// Takes all positional arguments that are left.
    pub takes_rest: bool,
    /// Binding leaves a script block alone instead of running it for each object (`Where-Object { }`).
    pub keeps_blocks: bool,
    /// Never shown, logged or kept in history.
    pub is_secret: bool,
    /// `$null` is a fault (an identity that turned out not to exist), instead of "not given".
    pub refuses_null: bool,
    pub values: fn() -> &'static [&'static str],
    pub completes: Option<Completer>,
    /// Refuses what cannot be this parameter, in one sentence without the parameter's name.
    pub check: fn(&Value) -> Result<(), String>,
}

impl ParamSpec {
    /// Whether this is its name or one of its aliases, in any letter case.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name) || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    }
}

/// One parameter with the Rust type that [`Call::get`] gives.
pub struct Param<T> {
    spec: ParamSpec,
    gives: PhantomData<fn() -> T>,
}

/// The type of a switch parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch(pub bool);

impl FromValue for Switch {
    const TYPE_NAME: &'static str = "SwitchParameter";

    fn from_value(value: &Value) -> Result<Switch, String> {
        bool::from_value(value).map(Switch)
    }
}

fn checks<T: FromValue>(value: &Value) -> Result<(), String> {
    T::from_value(value).map(drop)
}

impl<T: FromValue> Param<T> {
    pub const fn new(name: &'static str, doc: &'static str) -> Param<T> {
        let spec = ParamSpec {
            name,
            doc,
            aliases: &[],
            type_name: T::TYPE_NAME,
            is_list: T::IS_LIST,
            is_switch: false,
            is_mandatory: false,
            position: None,
            from_pipeline: false,
            from_property: false,
            takes_rest: false,
            keeps_blocks: false,
            is_secret: false,
            refuses_null: false,
            values: T::values,
            completes: None,
            check: checks::<T>,
        };
        Param { spec, gives: PhantomData }
    }

    pub const fn spec(&self) -> ParamSpec {
        self.spec
    }

    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Param<T> {
        self.spec.aliases = aliases;
        self
    }

    pub const fn mandatory(mut self) -> Param<T> {
        self.spec.is_mandatory = true;
        self
    }

    /// From 1.
    pub const fn position(mut self, position: u8) -> Param<T> {
        self.spec.position = Some(position);
        self
    }

    pub const fn from_pipeline(mut self) -> Param<T> {
        self.spec.from_pipeline = true;
        self
    }

    pub const fn from_property(mut self) -> Param<T> {
        self.spec.from_property = true;
        self
    }

    pub const fn takes_rest(mut self) -> Param<T> {
        self.spec.takes_rest = true;
        self
    }

    pub const fn keeps_blocks(mut self) -> Param<T> {
        self.spec.keeps_blocks = true;
        self
    }

    pub const fn secret(mut self) -> Param<T> {
        self.spec.is_secret = true;
        self
    }

    pub const fn refuses_null(mut self) -> Param<T> {
        self.spec.refuses_null = true;
        self
    }

    pub const fn completes(mut self, completer: Completer) -> Param<T> {
        self.spec.completes = Some(completer);
        self
    }
}

impl Param<Switch> {
    /// A parameter that takes no argument.
    pub const fn switch(name: &'static str, doc: &'static str) -> Param<Switch> {
        let mut param = Param::new(name, doc);
        param.spec.is_switch = true;
        param
    }
}

/// An argument after binding.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The parameter's own name, as declared.
    pub name: &'static str,
    pub value: Value,
    /// Where it was written; `None` when it came by the pipeline.
    pub span: Option<Span>,
}

/// One call of a command: what was bound, the current pipeline object, and the way back into the language.
pub struct Call<'a> {
    pub signature: &'static Signature,
    pub arguments: &'a [Argument],
    /// Name of the parameter set that was chosen; empty when the command has none.
    pub set: &'static str,
    /// The current pipeline object, when there is one.
    pub input: Option<Value>,
    /// Where the whole command was written.
    pub span: Span,
    pub engine: &'a dyn Engine,
}

impl Call<'_> {
    /// The argument, converted; `None` when it was not given.
    pub fn get<T: FromValue>(&self, param: &Param<T>) -> Result<Option<T>, Fault> {
        let Some(argument) = self.argument(param.spec.name) else { return Ok(None) };
        T::from_value(&argument.value).map(Some).map_err(|reason| {
            Fault::invalid(
                "ParameterArgumentTransformationError",
                format!("Cannot use this for parameter '{}': {reason}.", param.spec.name),
            )
            .at(argument.span)
        })
    }

    /// The argument of a parameter that binding has made sure of.
    pub fn require<T: FromValue>(&self, param: &Param<T>) -> Result<T, Fault> {
        self.get(param)?.ok_or_else(|| {
            Fault::invalid("MissingMandatoryParameter", format!("Parameter '{}' must be given.", param.spec.name))
                .at(self.span)
        })
    }

    pub fn is_set(&self, switch: &Param<Switch>) -> Result<bool, Fault> {
        Ok(self.get(switch)?.is_some_and(|given| given.0))
    }

    pub fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.name.eq_ignore_ascii_case(name))
    }

    /// Whether the parameter was given at all, be it as `$null`.
    pub fn is_given(&self, name: &str) -> bool {
        self.argument(name).is_some()
    }

    /// Where an argument was written, else the whole command.
    pub fn place<T: FromValue>(&self, param: &Param<T>) -> Span {
        self.argument(param.spec.name).and_then(|argument| argument.span).unwrap_or(self.span)
    }

    /// Asks `-WhatIf`, `-Confirm` and the preferences whether to go on with one change. `detail` (may be empty) is
    /// what `-WhatIf` shows below its line, such as a property diff.
    pub fn should(&self, action: &str, target: &str, detail: &str) -> Result<bool, Fault> {
        self.engine.should(self, action, target, detail)
    }

    pub fn warn(&self, text: impl Into<String>) -> Result<(), Fault> {
        self.engine.write(self, Record::Warning(text.into()))
    }

    pub fn verbose(&self, text: impl Into<String>) -> Result<(), Fault> {
        self.engine.write(self, Record::Verbose(text.into()))
    }

    /// A non-terminating error about one item; the pipeline goes on unless `-ErrorAction Stop` says otherwise.
    pub fn error(&self, fault: Fault) -> Result<(), Fault> {
        self.engine.write(self, Record::Error(fault.at(self.span)))
    }
}

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
    },
    Progress {
        activity: String,
        status: String,
        percent: Option<u8>,
    },
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

    /// The variables that can be seen, with their values.
    fn variables(&self) -> Vec<(Arc<str>, Value)> {
        Vec::new()
    }

    /// The functions that scripts have defined, with their texts.
    fn functions(&self) -> Vec<(Arc<str>, Arc<str>)> {
        Vec::new()
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

    /// Names that the conversation has given to commands, with what they stand for.
    fn aliases(&self) -> Vec<(Arc<str>, Arc<str>)> {
        Vec::new()
    }

    fn set_alias(&self, name: &str, command: &str) {
        let _ = (name, command);
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

/// What a command may ask of the person or know of the screen.
pub trait Terminal: Send + Sync {
    /// Columns to format for; 120 when output is not a terminal.
    fn columns(&self) -> usize;
    /// Whether someone can answer questions.
    fn is_interactive(&self) -> bool;
    fn is_coloured(&self) -> bool;
    /// Empties the screen.
    fn clear(&self);
    /// Shows what belongs to the questions that follow.
    fn tell(&self, text: &str);
    fn ask(&self, prompt: &str) -> Result<String, Fault>;
    fn ask_secret(&self, prompt: &str) -> Result<crate::model::Secret, Fault>;
    /// Shows a choice such as Yes / No and gives the index chosen.
    fn choose(&self, question: &str, choices: &[Choice], default: usize) -> Result<usize, Fault>;
}

/// One answer that a question allows.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The answer in full; the letter behind `&` is enough to give it.
    pub label: &'static str,
    /// What follows from it.
    pub help: &'static str,
}

impl Choice {
    pub const YES: Choice = Choice { label: "&Yes", help: "Continue with only the next step of the operation." };
    pub const YES_TO_ALL: Choice =
        Choice { label: "Yes to &All", help: "Continue with all the steps of the operation." };
    pub const NO: Choice = Choice { label: "&No", help: "Skip this operation and proceed with the next operation." };
    pub const NO_TO_ALL: Choice =
        Choice { label: "No to A&ll", help: "Skip this operation and all subsequent operations." };
    pub const HALT: Choice = Choice { label: "&Halt Command", help: "Stop this command." };
}

/// Where a stage pushes its results.
pub struct Output<'a> {
    next: &'a mut dyn FnMut(Value) -> Result<(), Fault>,
}

impl<'a> Output<'a> {
    pub fn new(next: &'a mut dyn FnMut(Value) -> Result<(), Fault>) -> Output<'a> {
        Output { next }
    }

    /// Pushes one object on. Err also when those behind have had enough: return it, and the pipeline stops here.
    pub fn emit(&mut self, value: impl IntoValue) -> Result<(), Fault> {
        (self.next)(value.into_value())
    }
}

/// A command at work in a pipeline.
pub trait Stage {
    /// Called for each pipeline object, or once with no input when the command heads the pipeline.
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault>;

    /// Called after the last object.
    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let _ = (call, out);
        Ok(())
    }
}

/// The commands that exist outside the language.
pub trait Commands: Send + Sync {
    /// By name or alias, in any letter case.
    fn find(&self, name: &str) -> Option<&'static Signature>;
    /// In alphabetical order.
    fn all(&self) -> Vec<&'static Signature>;
    /// Every alias with the command it stands for, in alphabetical order.
    fn aliases(&self) -> Vec<(&'static str, &'static str)>;
    fn start<'a>(&'a self, call: &Call) -> Result<Box<dyn Stage + 'a>, Fault>;
    /// What completers get.
    fn host(&self) -> &dyn Any;
}

/// The parameters every command has, besides those of its signature. `-WhatIf` and `-Confirm` only with an effect.
pub const COMMON: &[(&str, &[&str], &str)] = &[
    ("Verbose", &["vb"], "Say more about what is done."),
    ("Debug", &["db"], "Say everything about what is done."),
    (
        "ErrorAction",
        &["ea"],
        "What an error that concerns one item does: Continue, Stop, SilentlyContinue, Ignore, Inquire.",
    ),
    ("ErrorVariable", &["ev"], "Variable that keeps the errors; `+name` appends."),
    ("WarningAction", &["wa"], "What a warning does: Continue, Stop, SilentlyContinue, Ignore, Inquire."),
    ("WarningVariable", &["wv"], "Variable that keeps the warnings; `+name` appends."),
    ("InformationAction", &["infa"], "What an information record does."),
    ("InformationVariable", &["iv"], "Variable that keeps the information records."),
    ("OutVariable", &["ov"], "Variable that keeps what is put out; `+name` appends."),
    ("OutBuffer", &["ob"], "Accepted for compatibility; objects are handed on one at a time."),
    ("PipelineVariable", &["pv"], "Variable that holds the current object for the commands further on."),
    ("WhatIf", &["wi"], "Show what would be done, do nothing."),
    ("Confirm", &["cf"], "Ask before each change; `-Confirm:$false` never asks."),
];
