//! `$ExecutionContext`: what scripts ask the language itself for, as text to be expanded and paths to be made whole.

use std::fmt;

use super::super::Interpreter;
use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::{Answer, argument, wrong_count};
use crate::model::{Look, Scalar, Value};

/// `$ExecutionContext`, and what it leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::lang::eval) enum Intrinsics {
    Engine,
    Session,
    Invocation,
    Paths,
    Variables,
}

methods! {
    InvocationMethod {
        ExpandString "string ExpandString(string source)";
        InvokeScript "Object[] InvokeScript(string script)";
        NewScriptBlock "scriptblock NewScriptBlock(string scriptText)";
    }
}

methods! {
    PathsMethod {
        Combine "string Combine(string parent, string child)";
        GetUnresolvedProviderPathFromPSPath "string GetUnresolvedProviderPathFromPSPath(string path)";
    }
}

methods! {
    VariablesMethod {
        GetValue "System.Object GetValue(string name), System.Object GetValue(string name, System.Object defaultValue)";
        Set "void Set(string name, System.Object value)";
    }
}

impl Intrinsics {
    pub(super) fn call(self, interpreter: &Interpreter, name: &str, arguments: &[Value]) -> Eval<Answer> {
        let text = |at: usize| argument(arguments, at, name).map(ToString::to_string);
        let is = |value: Value| Ok(Answer::Is(value));
        if let (Intrinsics::Invocation, Some(method)) = (self, InvocationMethod::named(name)) {
            return match method {
                InvocationMethod::ExpandString => is(interpreter.expand_text(&text(0)?)?),
                InvocationMethod::NewScriptBlock => is(interpreter.block_of(&text(0)?)?),
                InvocationMethod::InvokeScript => {
                    let block = interpreter.block_of(&text(0)?)?;
                    interpreter.call(&block, "Invoke", arguments.get(1..).unwrap_or_default())
                }
            };
        }
        if let (Intrinsics::Paths, Some(method)) = (self, PathsMethod::named(name)) {
            let path = match method {
                PathsMethod::Combine => std::path::Path::new(&text(0)?).join(text(1)?),
                PathsMethod::GetUnresolvedProviderPathFromPSPath => {
                    let given = text(0)?;
                    interpreter.absolute(&given).unwrap_or_else(|| given.into())
                }
            };
            return is(Value::text(path.to_string_lossy()));
        }
        match (self, VariablesMethod::named(name), arguments) {
            (Intrinsics::Variables, Some(VariablesMethod::GetValue), [_, ..]) => {
                let default = || arguments.get(1).cloned().unwrap_or_default();
                is(interpreter.lookup(&text(0)?).unwrap_or_else(default))
            }
            (Intrinsics::Variables, Some(VariablesMethod::Set), [_, value]) => {
                interpreter.set_named(&text(0)?, value.clone())?;
                Ok(Answer::Void)
            }
            (Intrinsics::Variables, Some(_), _) => Err(wrong_count(name, arguments.len())),
            _ => Ok(Answer::NoSuch),
        }
    }

    /// What `Get-Member` shows of its methods.
    pub(super) fn methods(self) -> Vec<super::Definition> {
        match self {
            Intrinsics::Invocation => InvocationMethod::ALL.to_vec(),
            Intrinsics::Paths => PathsMethod::ALL.to_vec(),
            Intrinsics::Variables => VariablesMethod::ALL.to_vec(),
            Intrinsics::Engine | Intrinsics::Session => Vec::new(),
        }
    }
}

impl fmt::Display for Intrinsics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full_type_name())
    }
}

impl Scalar for Intrinsics {
    fn type_name(&self) -> &'static str {
        match self {
            Intrinsics::Engine => "EngineIntrinsics",
            Intrinsics::Session => "SessionState",
            Intrinsics::Invocation => "CommandInvocationIntrinsics",
            Intrinsics::Paths => "PathIntrinsics",
            Intrinsics::Variables => "PSVariableIntrinsics",
        }
    }

    fn full_type_name(&self) -> String {
        format!("System.Management.Automation.{}", self.type_name())
    }

    fn member(&self, name: &str) -> Option<Value> {
        let known = *self.members().iter().find(|known| known.eq_ignore_ascii_case(name))?;
        Some(match known {
            "SessionState" => Value::scalar(Intrinsics::Session),
            "InvokeCommand" => Value::scalar(Intrinsics::Invocation),
            "Path" => Value::scalar(Intrinsics::Paths),
            "PSVariable" => Value::scalar(Intrinsics::Variables),
            "LanguageMode" => Value::text("FullLanguage"),
            "Host" => super::super::block::running(|interpreter| interpreter.lookup("Host"))??,
            _ => super::super::block::running(|interpreter| interpreter.lookup("PWD"))??,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        match self {
            Intrinsics::Engine => &["Host", "InvokeCommand", "SessionState"],
            Intrinsics::Session => &["LanguageMode", "Path", "PSVariable", "InvokeCommand"],
            Intrinsics::Paths => &["CurrentLocation", "CurrentFileSystemLocation"],
            Intrinsics::Invocation | Intrinsics::Variables => &[],
        }
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
