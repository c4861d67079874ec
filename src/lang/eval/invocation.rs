//! `$MyInvocation`: what is running, and how it was called.
//!
//! Every call of a function makes one, and few are looked at: what it says is made when it is asked for.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::Interpreter;
use super::block::Closure;
use crate::lang::ast::ScriptBlock;
use crate::lang::bind::{Shape, metadata};
use crate::lang::position;
use crate::model::{Hash, Look, Object, PropertyInfo, Scalar, Source, Span, TypeInfo, Value};

/// How a script came to be called, as its pipeline knows it.
#[derive(Clone, Debug, Default)]
pub(super) struct Called {
    /// What was written in the command's place: its name or another for it, `&` or `.`.
    pub by: Option<Arc<str>>,
    /// Its place among the commands of its pipeline, from 1, and how many there are.
    pub position: usize,
    pub length: usize,
    /// Objects come to it.
    pub has_input: bool,
}

struct Invocation {
    name: Arc<str>,
    block: Arc<ScriptBlock>,
    given: Hash,
    rest: Value,
    /// The call: it stands in another file than what is called, or in none.
    call: Option<(Arc<Source>, Span)>,
    called: Called,
    /// What Get-History calls the line that runs.
    history: i64,
}

const COMMAND: TypeInfo = TypeInfo {
    name: "System.Management.Automation.FunctionInfo",
    properties: &[
        PropertyInfo::new("CommandType", "String", "Function, or ExternalScript for a script file."),
        PropertyInfo::new("Name", "String", "What is typed to call it."),
        PropertyInfo::new("Version", "String", "None: it came with no module."),
        PropertyInfo::new("Source", "String", "The path of a script file."),
        PropertyInfo::new("Path", "String", "The path of a script file."),
        PropertyInfo::new("Definition", "String", "Its text; the path of a script file."),
        PropertyInfo::new("ScriptBlock", "ScriptBlock", "What it runs."),
        PropertyInfo::new("Parameters", "Hashtable", "What it takes, by name."),
        PropertyInfo::new("ParameterSets", "Object[]", "The ways in which it can be called."),
    ],
    shown: &["CommandType", "Name", "Version", "Source"],
    methods: &[],
};
static FUNCTION: TypeInfo = COMMAND;
static SCRIPT: TypeInfo = TypeInfo { name: "System.Management.Automation.ExternalScriptInfo", ..COMMAND };
static BLOCK: TypeInfo = TypeInfo { name: "System.Management.Automation.ScriptInfo", ..COMMAND };

impl Invocation {
    /// The path of the script file that runs, where it is one.
    fn script(&self) -> Option<&Path> {
        let path = self.block.source.path.as_deref()?;
        path.file_name().is_some_and(|file| *file == *self.name).then_some(path)
    }

    fn command(&self) -> Value {
        let path = self.script().map(Path::to_string_lossy).unwrap_or_default();
        let (of, kind) = match (path.is_empty(), self.name.is_empty()) {
            (false, _) => (&SCRIPT, "ExternalScript"),
            (true, true) => (&BLOCK, "Script"),
            (true, false) => (&FUNCTION, "Function"),
        };
        // It runs: its declaration is well-formed.
        let shape = Shape::of_script(&self.name, &self.block).ok();
        let values = [
            Value::text(kind),
            Value::String(self.name.clone()),
            Value::text(""),
            Value::text(&path),
            Value::text(&path),
            Value::text(if path.is_empty() { self.block.text() } else { &path }),
            Closure::value(&self.block),
            shape.as_ref().map_or(Value::Null, |shape| Value::Hash(metadata::parameters(shape))),
            Value::array(shape.as_ref().map(metadata::sets).unwrap_or_default()),
        ];
        let names = COMMAND.properties.iter().map(|property| Arc::from(property.name));
        Value::Object(Object::of(of, names.zip(values).collect()))
    }

    fn of_call(&self, tell: impl FnOnce(&Source, Span) -> Value) -> Value {
        self.call.as_ref().map_or(Value::text(""), |(source, span)| tell(source, *span))
    }
}

fn whole(number: usize) -> Value {
    Value::Int(i32::try_from(number).unwrap_or(i32::MAX))
}

impl fmt::Display for Invocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.Management.Automation.InvocationInfo")
    }
}

impl Scalar for Invocation {
    fn type_name(&self) -> &'static str {
        "InvocationInfo"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.InvocationInfo".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        let known = self.members().iter().find(|known| known.eq_ignore_ascii_case(name))?;
        let line_column = || self.call.as_ref().map_or((0, 0), |(source, span)| source.line_column(span.start));
        Some(match *known {
            "MyCommand" => self.command(),
            "BoundParameters" => Value::Hash(self.given.clone()),
            "UnboundArguments" => self.rest.clone(),
            "ScriptLineNumber" => whole(line_column().0),
            "OffsetInLine" => whole(line_column().1),
            "HistoryId" => Value::Long(self.history),
            "ScriptName" | "PSCommandPath" => self.of_call(|source, _| Value::text(source.file())),
            "PSScriptRoot" => self.of_call(|source, _| Value::text(source.folder())),
            "Line" => self.of_call(|source, _| Value::text(source.line(line_column().0))),
            "Statement" => self.of_call(|source, span| Value::text(source.slice(span))),
            "PositionMessage" => self.of_call(|source, span| Value::text(position::message(source, span))),
            "InvocationName" => Value::String(self.called.by.clone().unwrap_or_else(|| self.name.clone())),
            "PipelineLength" => whole(self.called.length),
            "PipelinePosition" => whole(self.called.position),
            "ExpectingInput" => Value::Bool(self.called.has_input),
            // Nothing that runs here came from another process.
            _ => Value::text("Internal"),
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &[
            "MyCommand",
            "BoundParameters",
            "UnboundArguments",
            "ScriptLineNumber",
            "OffsetInLine",
            "HistoryId",
            "ScriptName",
            "Line",
            "Statement",
            "PositionMessage",
            "PSScriptRoot",
            "PSCommandPath",
            "InvocationName",
            "PipelineLength",
            "PipelinePosition",
            "ExpectingInput",
            "CommandOrigin",
        ]
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl Interpreter {
    /// For a function of that name, or for the script file of that name.
    pub(super) fn my_invocation(
        &self,
        name: &Arc<str>,
        block: &Arc<ScriptBlock>,
        given: Hash,
        rest: &[Value],
    ) -> Value {
        let frame = self.frame.borrow();
        Value::scalar(Invocation {
            name: name.clone(),
            block: block.clone(),
            given,
            rest: Value::array(rest.to_vec()),
            call: frame.as_ref().map(|frame| (frame.source.clone(), frame.span)),
            called: frame.as_ref().map(|frame| frame.called.borrow().clone()).unwrap_or_default(),
            history: self.lines_run.get() + 1,
        })
    }
}
