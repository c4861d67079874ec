//! `$PSCmdlet`: what an advanced function knows of the call that it is in.

use std::fmt;
use std::sync::Arc;

use crate::lang::call::Impact;
use crate::model::{Scalar, Value};

/// `$PSCmdlet` in an advanced function.
pub struct ScriptCommand {
    pub name: Arc<str>,
    pub set: Arc<str>,
    pub impact: Option<Impact>,
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
        name.eq_ignore_ascii_case("ParameterSetName").then(|| Value::String(self.set.clone()))
    }

    fn members(&self) -> &'static [&'static str] {
        &["ParameterSetName"]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
