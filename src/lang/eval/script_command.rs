//! `$PSCmdlet`: what an advanced function knows of the call that it is in.

use std::fmt;
use std::sync::Arc;

use super::member::Intrinsics;
use super::paging::Paging;
use crate::lang::call::Impact;
use crate::model::{Look, Scalar, Value};

/// `$PSCmdlet` in an advanced function.
pub struct ScriptCommand {
    pub name: Arc<str>,
    pub set: Arc<str>,
    pub impact: Option<Impact>,
    /// `$MyInvocation`.
    pub invocation: Value,
    /// With `SupportsPaging`.
    pub paging: Option<Paging>,
}

impl fmt::Display for ScriptCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.Management.Automation.PSScriptCmdlet")
    }
}

impl Scalar for ScriptCommand {
    fn type_name(&self) -> &'static str {
        "PSScriptCmdlet"
    }

    fn member(&self, name: &str) -> Option<Value> {
        let known = *self.members().iter().find(|known| known.eq_ignore_ascii_case(name))?;
        Some(match known {
            "ParameterSetName" => Value::String(self.set.clone()),
            "MyInvocation" => self.invocation.clone(),
            "PagingParameters" => self.paging.map_or(Value::Null, Value::scalar),
            other => Intrinsics::Engine.member(other)?,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["ParameterSetName", "MyInvocation", "PagingParameters", "Host", "InvokeCommand", "SessionState"]
    }

    fn full_type_name(&self) -> String {
        self.to_string()
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
