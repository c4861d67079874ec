//! Variables: scopes by name, `$env:`, and those that the language keeps itself.

use std::sync::Arc;

use super::Interpreter;
use super::block::Closure;
use super::member::{Intrinsics, host, style};
use super::scope::{Kept, Scope, ScopeKind};
use super::stop::Eval;
use crate::lang::ast::{Scope as Prefix, Variable};
use crate::lang::bind::Check;
use crate::lang::call::ScopeName;
use crate::lang::reference::Reference;
use crate::lang::requires::LANGUAGE;
use crate::lang::semantic_version::SemanticVersion;
use crate::lang::text_encoding::TextEncoding;
use crate::lang::types::{Base, Type};
use crate::model::{Fault, Hash, IntoValue, PathInfo, Value};

impl Interpreter {
    /// What a new conversation knows.
    pub(super) fn set_up_variables(&self) {
        let plain = |name: &str, value: Value| {
            // A fresh global scope holds nothing that could refuse.
            let _ = self.global.set(&Arc::from(name), value);
        };
        for (name, value, of) in [
            ("ErrorActionPreference", "Continue", Base::ActionPreference),
            ("WarningPreference", "Continue", Base::ActionPreference),
            ("InformationPreference", "SilentlyContinue", Base::ActionPreference),
            ("VerbosePreference", "SilentlyContinue", Base::ActionPreference),
            ("DebugPreference", "SilentlyContinue", Base::ActionPreference),
            ("ProgressPreference", "Continue", Base::ActionPreference),
            ("ConfirmPreference", "High", Base::ConfirmImpact),
            ("ErrorView", "ConciseView", Base::ErrorView),
        ] {
            // They take what names one of their values, and nothing else.
            let _ = self.global.set_typed(&Arc::from(name), &Value::text(value), Type::of(of));
        }
        plain("WhatIfPreference", Value::Bool(false));
        plain("FormatEnumerationLimit", Value::Int(4));
        plain("PSEmailServer", Value::text(""));
        plain("NestedPromptLevel", Value::Int(0));
        plain("PSNativeCommandUseErrorActionPreference", Value::Bool(false));
        let bounds = Check::Range(Value::Int(1), Value::Int(super::history::MOST_LINES));
        let (lines, whole) = (Value::Int(super::history::LINES), Some(Type::of(Base::Int)));
        // What is within its own bounds is not refused.
        let _ = self.global.set_checked(
            &Arc::from("MaximumHistoryCount"),
            &lines,
            Kept { to: whole, checks: vec![bounds], unconverted: 0 },
        );
        let utf8 = Value::scalar(TextEncoding::UTF8);
        let _ = self.global.set_typed(&Arc::from("OutputEncoding"), &utf8, Type::of(Base::Encoding));
        plain("args", Value::array(Vec::new()));
        plain("PSDefaultParameterValues", Value::Hash(Hash::new()));
        let home = std::env::var("HOME").unwrap_or_default();
        for (name, value) in [
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("null", Value::Null),
            ("Error", Value::Array(self.errors.clone())),
            ("HOME", Value::text(home)),
            ("PSHOME", Value::text(program_folder())),
            ("PID", Value::Int(i32::try_from(std::process::id()).unwrap_or(i32::MAX))),
            ("IsLinux", Value::Bool(cfg!(target_os = "linux"))),
            ("IsMacOS", Value::Bool(cfg!(target_os = "macos"))),
            ("IsWindows", Value::Bool(cfg!(windows))),
            ("IsCoreCLR", Value::Bool(true)),
            ("PSEdition", Value::text("Core")),
            ("PSCulture", Value::text("")),
            ("PSUICulture", Value::text("")),
            ("ShellId", Value::text("Microsoft.PowerShell")),
            ("Host", host(&self.terminal)),
            ("PSStyle", style()),
            ("ExecutionContext", Value::scalar(Intrinsics::Engine)),
            ("EnabledExperimentalFeatures", Value::array(Vec::new())),
            ("PSVersionTable", Value::Hash(version_table())),
        ] {
            self.global.set_constant(name, value);
        }
    }

    /// A variable's value; `$null` for one that was never set.
    pub(super) fn variable(&self, variable: &Variable) -> Eval<Value> {
        let name = &variable.name;
        match &variable.scope {
            Prefix::Default => match self.lookup(name) {
                Some(value) => Ok(value),
                None => {
                    self.scope.borrow().refuse_hidden(name, true).map_err(|fault| fault.at(variable.span))?;
                    self.unset(name, variable)
                }
            },
            Prefix::Using => Ok(self.lookup(name).unwrap_or_default()),
            Prefix::Environment => Ok(self.environment(name)),
            Prefix::Drive(drive) => self.on_drive(drive, variable),
            named => match self.scope_named(named).own(name) {
                Some(value) => Ok(value),
                None => {
                    let hidden = self.scope_named(named).refuse_hidden(name, false);
                    hidden.map_err(|fault| fault.at(variable.span))?;
                    self.unset(&format!("{}:{name}", named.word()), variable)
                }
            },
        }
    }

    /// What a variable is that was never set.
    fn unset(&self, name: &str, variable: &Variable) -> Eval<Value> {
        if self.strictness() == 0 {
            return Ok(Value::Null);
        }
        let says = format!("The variable '${name}' cannot be retrieved because it has not been set.");
        Err(Fault::invalid("VariableIsUndefined", says).about(Value::text(name)).at(variable.span).into())
    }

    /// What Set-StrictMode has said.
    pub(super) fn strictness(&self) -> u8 {
        self.scope.borrow().strictness()
    }

    /// The value of a variable as a script sees it here: `name`, `script:name`, `env:NAME`.
    pub(super) fn lookup(&self, name: &str) -> Option<Value> {
        if let Some(value) = self.scope.borrow().get(name) {
            return Some(value);
        }
        if let Some((prefix, rest)) = name.split_once(':') {
            return match prefix.to_ascii_lowercase().as_str() {
                "env" => Some(self.environment(rest)).filter(|value| !value.is_null()),
                "global" => self.global.own(rest),
                "script" => self.current_scope().nearest(ScopeKind::Script).own(rest),
                "local" => self.current_scope().own(rest),
                "using" | "variable" => self.lookup(rest),
                _ => None,
            };
        }
        match name {
            "?" => Some(Value::Bool(self.succeeded.get())),
            "$" => Some(self.token_of_last_line(true)),
            "^" => Some(self.token_of_last_line(false)),
            _ if name.eq_ignore_ascii_case("StackTrace") => {
                self.errors.get(0).and_then(|record| record.property("ScriptStackTrace"))
            }
            _ if name.eq_ignore_ascii_case("PSItem") => self.scope.borrow().get("_"),
            _ if name.eq_ignore_ascii_case("PWD") => Some(PathInfo::of(&*self.location()).into_value()),
            _ if name.eq_ignore_ascii_case("PSCommandPath") => Some(Value::text(self.source.borrow().file())),
            _ if name.eq_ignore_ascii_case("PSScriptRoot") => Some(Value::text(self.source.borrow().folder())),
            _ => None,
        }
    }

    /// `[ref]$x`. Err when there is no such variable.
    pub(super) fn reference_to(&self, variable: &Variable) -> Eval<Value> {
        let shared = match &variable.scope {
            Prefix::Default if self.scope.borrow().get(&variable.name).is_some() => {
                self.scope.borrow().share(&variable.name)
            }
            Prefix::Global | Prefix::Script | Prefix::Local => self.scope_named(&variable.scope).share(&variable.name),
            _ => None,
        };
        match shared {
            Some(reference) => Ok(Value::scalar(reference)),
            None => match self.variable(variable)? {
                Value::Null if !variable.name.eq_ignore_ascii_case("null") => {
                    let says = "[ref] cannot be applied to a variable that does not exist.";
                    Err(Fault::invalid("NonExistingVariableReference", says).at(variable.span).into())
                }
                value => Ok(Value::scalar(Reference::new(value))),
            },
        }
    }

    /// Whether a variable holds what a pipeline without output left.
    pub(super) fn holds_nothing(&self, variable: &Variable) -> bool {
        variable.scope == Prefix::Default && self.scope.borrow().is_nothing(&variable.name)
    }

    fn scope_named(&self, prefix: &Prefix) -> std::rc::Rc<Scope> {
        match prefix {
            Prefix::Global => self.global.clone(),
            Prefix::Script => self.current_scope().nearest(ScopeKind::Script),
            _ => self.current_scope(),
        }
    }

    /// The scope that a command means. Err: there are not so many.
    pub(super) fn scope_meant(&self, name: ScopeName) -> Result<std::rc::Rc<Scope>, Fault> {
        let here = self.current_scope();
        match name {
            ScopeName::Global => Ok(self.global.clone()),
            ScopeName::Script => Ok(here.nearest(ScopeKind::Script)),
            ScopeName::Local => Ok(here),
            ScopeName::Outwards(count) => {
                let found = std::iter::successors(Some(here), |scope| scope.parent.clone()).nth(count);
                found.ok_or_else(|| {
                    let says = format!("The scope number '{count}' exceeds the number of active scopes.");
                    Fault::invalid("ArgumentOutOfRange", says)
                })
            }
        }
    }

    /// Sets a variable as an assignment to it does.
    pub(super) fn set_variable_at(&self, variable: &Variable, value: Value) -> Eval<()> {
        // `$null = …` is how scripts throw a result away.
        if variable.name.eq_ignore_ascii_case("null") {
            return Ok(());
        }
        self.writable(&variable.name)?;
        match &variable.scope {
            Prefix::Default => Ok(self.scope.borrow().set(&variable.name, value)?),
            Prefix::Environment => {
                self.set_environment(&variable.name, &value);
                Ok(())
            }
            Prefix::Using => {
                let says = "A Using variable can only be read.";
                Err(Fault::invalid("UsingVariableIsReadOnly", says).at(variable.span).into())
            }
            Prefix::Drive(drive) => self.set_on_drive(drive, variable, value),
            Prefix::Private => Ok(self.scope.borrow().set_private(&variable.name, value)?),
            named => Ok(self.scope_named(named).set(&variable.name, value)?),
        }
    }

    pub(super) fn set_nothing_at(&self, variable: &Variable) -> Eval<()> {
        match &variable.scope {
            _ if variable.name.eq_ignore_ascii_case("null") => Ok(()),
            Prefix::Default => {
                self.writable(&variable.name)?;
                Ok(self.scope.borrow().set_nothing(&variable.name)?)
            }
            _ => self.set_variable_at(variable, Value::Null),
        }
    }

    pub(super) fn set_typed_at(&self, variable: &Variable, value: &Value, to: Type) -> Eval<()> {
        self.writable(&variable.name)?;
        match &variable.scope {
            Prefix::Environment | Prefix::Drive(_) | Prefix::Using => self.set_variable_at(variable, value.clone()),
            prefix => Ok(self.scope_named(prefix).set_typed(&variable.name, value, to)?),
        }
    }

    pub(super) fn set_checked_at(&self, variable: &Variable, value: &Value, kept: Kept) -> Eval<()> {
        self.writable(&variable.name)?;
        match &variable.scope {
            Prefix::Environment | Prefix::Drive(_) | Prefix::Using => {
                let says = "Only a variable of a script can have attributes.";
                Err(Fault::invalid("AttributeNotSupported", says).at(variable.span).into())
            }
            prefix => Ok(self.scope_named(prefix).set_checked(&variable.name, value, kept)?),
        }
    }

    /// What the language keeps itself cannot be written in any scope.
    pub(super) fn writable(&self, name: &str) -> Eval<()> {
        const CONSTANTS: [&str; 9] =
            ["true", "false", "null", "?", "Error", "HOME", "PID", "PSVersionTable", "PSScriptRoot"];
        if CONSTANTS.iter().any(|constant| constant.eq_ignore_ascii_case(name)) {
            let says = format!("Cannot overwrite variable {name} because it is read-only or constant.");
            return Err(Fault::invalid("VariableNotWritable", says).about(Value::text(name)).into());
        }
        Ok(())
    }

    pub(super) fn define_function(&self, name: &str, block: &Arc<dyn crate::model::Block>) -> Eval<()> {
        if let Some(closure) = Closure::of(block) {
            let function = super::function::Function::new(Arc::from(name), closure.block.clone())?;
            self.scope.borrow().define(function);
        }
        Ok(())
    }

    /// Sets a variable by its name as a command knows it, with or without a scope in front.
    pub(super) fn set_named(&self, name: &str, value: Value) -> Eval<()> {
        match name.split_once(':') {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("global") => {
                Ok(self.global.set(&Arc::from(rest), value)?)
            }
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("script") => {
                Ok(self.current_scope().nearest(ScopeKind::Script).set(&Arc::from(rest), value)?)
            }
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("env") => {
                self.set_environment(rest, &value);
                Ok(())
            }
            _ if name.eq_ignore_ascii_case("PWD") => {
                self.working_directory.replace(Some(Arc::from(value.to_string())));
                Ok(())
            }
            _ => {
                self.writable(name)?;
                Ok(self.scope.borrow().set(&Arc::from(name), value)?)
            }
        }
    }

    fn environment(&self, name: &str) -> Value {
        if let Some(changed) = self.environment.borrow().get(name) {
            return changed.clone().map_or(Value::Null, Value::String);
        }
        // Names with `=` or NUL cannot exist; asking for them must not reach the system.
        if name.is_empty() || name.contains(['=', '\0']) {
            return Value::Null;
        }
        std::env::var(name).map_or(Value::Null, Value::text)
    }

    /// Those of the process as this conversation has changed them, by name.
    pub(super) fn environment_variables(&self) -> Vec<(String, String)> {
        let text = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
        let mut all: std::collections::BTreeMap<String, String> =
            std::env::vars_os().map(|(name, value)| (text(name), text(value))).collect();
        for (name, value) in self.environment.borrow().iter() {
            match value {
                Some(value) => all.insert(name.clone(), value.to_string()),
                None => all.remove(name),
            };
        }
        all.into_iter().collect()
    }

    fn set_environment(&self, name: &str, value: &Value) {
        let text = value.to_string();
        let changed = (!text.is_empty()).then(|| Arc::from(text));
        self.environment.borrow_mut().insert(name.to_owned(), changed);
    }

    /// The variables that can be seen from the prompt with their values, for completion.
    pub fn variables(&self) -> Vec<(String, Value)> {
        let mut all: Vec<_> =
            self.global.visible().into_iter().map(|(name, value)| (name.to_string(), value)).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    }

    /// The functions that the person has defined, for completion.
    pub fn functions(&self) -> Vec<std::rc::Rc<super::Function>> {
        self.global.visible_functions()
    }

    pub fn variable_value(&self, name: &str) -> Option<Value> {
        self.lookup(name)
    }

    /// Sets a variable at the prompt; one that the language keeps itself stays as it is.
    pub fn set_variable_value(&self, name: &str, value: Value) {
        // What cannot be set is no affair of the prompt's own variables.
        let _ = self.set_named(name, value);
    }
}

/// `$PSHOME`: where the program is; empty where the system does not tell.
fn program_folder() -> String {
    let program = std::env::current_exe().ok();
    program.as_deref().and_then(std::path::Path::parent).map_or(String::new(), |folder| folder.to_string_lossy().into())
}

fn version_table() -> Hash {
    let table = Hash::ordered();
    let set = |name: &str, value: Value| table.set(Value::text(name), value);
    // The language that scripts may expect, then the program that speaks it.
    set("PSVersion", Value::scalar(SemanticVersion::new(&LANGUAGE)));
    set("PSEdition", Value::text("Core"));
    set("Platform", Value::text("Unix"));
    set("OS", Value::text(std::env::consts::OS));
    set("emsh", Value::text(env!("CARGO_PKG_VERSION")));
    table
}
