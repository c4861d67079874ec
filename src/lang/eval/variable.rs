//! Variables: the automatic ones, scopes, `$env:`.

use std::path::{Path, PathBuf};

use super::flow::Eval;
use super::scope::Where;
use super::{Interpreter, function};
use crate::lang::ast::{Scope, Variable};
use crate::model::{Array, Fault, Hash, IntoValue, Object, Value};

/// What scripts cannot set.
const CONSTANT: &[&str] =
    &["true", "false", "?", "home", "error", "psversiontable", "pid", "pscommandpath", "psscriptroot"];

impl Interpreter {
    /// The preference variables and what else is there from the start.
    pub(super) fn set_defaults(&self) {
        for (name, value) in [
            ("ErrorActionPreference", "Continue"),
            ("WarningPreference", "Continue"),
            ("VerbosePreference", "SilentlyContinue"),
            ("DebugPreference", "SilentlyContinue"),
            ("InformationPreference", "SilentlyContinue"),
            ("ProgressPreference", "Continue"),
            ("ConfirmPreference", "High"),
        ] {
            self.scopes.set(Where::Global, name, Value::text(value));
        }
        self.scopes.set(Where::Global, "WhatIfPreference", Value::Bool(false));
        self.scopes.set(Where::Global, "OFS", Value::text(" "));
        self.scopes.set(Where::Global, "LASTEXITCODE", Value::Int(0));
    }

    /// By plain name, the automatic ones included; `None` when there is no such variable.
    pub(super) fn read_named(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            "?" => Value::Bool(self.succeeded.get()),
            "psitem" => return self.scopes.get("_"),
            "error" => Value::Array(Array::list(self.errors.borrow().clone())),
            "home" => std::env::var("HOME").map_or(Value::Null, IntoValue::into_value),
            "pwd" => std::env::current_dir().map_or(Value::Null, |folder| folder.display().to_string().into_value()),
            "pid" => Value::Int(i32::try_from(std::process::id()).unwrap_or(i32::MAX)),
            "psversiontable" => version_table(),
            "pscommandpath" => self.script_path().map_or(Value::Null, |path| path.display().to_string().into_value()),
            "psscriptroot" => match self.script_path().as_deref().and_then(Path::parent) {
                Some(folder) => folder.display().to_string().into_value(),
                None => Value::text(""),
            },
            _ => return self.scopes.get(name),
        })
    }

    pub(super) fn read_variable(&self, variable: &Variable) -> Eval<Value> {
        Ok(match &variable.scope {
            Scope::Default | Scope::Using | Scope::Private => self.read_named(&variable.name).unwrap_or(Value::Null),
            Scope::Global => self
                .scopes
                .get_in(Where::Global, &variable.name)
                .or_else(|| self.automatic(&variable.name))
                .unwrap_or(Value::Null),
            Scope::Script => self.scopes.get_in(Where::Script, &variable.name).unwrap_or(Value::Null),
            Scope::Local => self.scopes.get_in(Where::Local, &variable.name).unwrap_or(Value::Null),
            Scope::Environment => std::env::var(&*variable.name).map_or(Value::Null, IntoValue::into_value),
            Scope::Drive(drive) => match drive.to_ascii_lowercase().as_str() {
                "variable" => self.read_named(&variable.name).unwrap_or(Value::Null),
                "function" => {
                    self.scopes.function(&variable.name).map_or(Value::Null, |found| function::as_block(&found))
                }
                _ => return Err(no_drive(drive, variable)),
            },
        })
    }

    /// The whole path of the script file whose text runs.
    fn script_path(&self) -> Option<PathBuf> {
        let sources = self.sources.borrow();
        std::path::absolute(&**sources.last()?.name.as_ref()?).ok()
    }

    fn automatic(&self, name: &str) -> Option<Value> {
        CONSTANT.iter().any(|constant| constant.eq_ignore_ascii_case(name)).then(|| self.read_named(name)).flatten()
    }

    pub(super) fn write_variable(&self, variable: &Variable, value: Value) -> Eval {
        // `$null = …` is how scripts throw a result away.
        if variable.name.eq_ignore_ascii_case("null") {
            return Ok(());
        }
        if CONSTANT.iter().any(|constant| constant.eq_ignore_ascii_case(&variable.name))
            && variable.scope == Scope::Default
        {
            return Err(Fault::denied(
                "VariableNotWritable",
                format!("Cannot overwrite variable {} because it is read-only or constant.", variable.name),
            )
            .at(variable.span)
            .into());
        }
        let place = match &variable.scope {
            Scope::Default | Scope::Local | Scope::Private => Where::Local,
            Scope::Global => Where::Global,
            Scope::Script => Where::Script,
            Scope::Drive(drive) if drive.eq_ignore_ascii_case("variable") => Where::Local,
            // The process's environment cannot be changed safely while threads run.
            Scope::Environment => {
                return Err(Fault::denied(
                    "EnvironmentNotWritable",
                    "Environment variables can be read here, not set.",
                )
                .at(variable.span)
                .fix("Set it before emsh starts.")
                .into());
            }
            Scope::Using => {
                return Err(Fault::invalid("UsingNotAssignable", "A $using: variable cannot be set.")
                    .at(variable.span)
                    .into());
            }
            Scope::Drive(drive) => return Err(no_drive(drive, variable)),
        };
        let types = self.scopes.types(place, &variable.name);
        let value =
            if types.is_empty() { value } else { super::cast::cast_all(value, &super::cast::resolve(&types)?)? };
        self.scopes.set(place, &variable.name, value);
        Ok(())
    }
}

fn no_drive(drive: &str, variable: &Variable) -> super::flow::Stop {
    Fault::not_found("DriveNotFound", format!("Cannot find drive. A drive with the name '{drive}' does not exist."))
        .at(variable.span)
        .fix("A colon after a variable's name in text is written ${name}:.")
        .into()
}

fn version_table() -> Value {
    let table = Hash::ordered();
    for (key, value) in [
        ("PSVersion", "7.5.0"),
        ("PSEdition", "Core"),
        ("EmshVersion", env!("CARGO_PKG_VERSION")),
        ("OS", "Linux"),
        ("Platform", "Unix"),
    ] {
        table.set(Value::text(key), Value::text(value));
    }
    Value::Hash(table)
}

/// `$MyInvocation` of a function or script.
pub(super) fn invocation(name: &str, path: &str) -> Value {
    let command = Object::named(
        "System.Management.Automation.CommandInfo",
        vec![("Name".into(), name.into_value()), ("Path".into(), path.into_value())],
    );
    Value::Object(Object::named(
        "System.Management.Automation.InvocationInfo",
        vec![("MyCommand".into(), Value::Object(command)), ("InvocationName".into(), name.into_value())],
    ))
}
