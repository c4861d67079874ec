//! `(Get-Command x).ParameterSets`: one way of calling a command, which as text is how it is written.

use std::fmt;
use std::sync::Arc;

use super::{Formal, Role, Shape};
use crate::lang::usage::short_type;
use crate::model::{Look, Scalar, Value};

/// One parameter set.
pub(super) struct SetInfo {
    pub name: Arc<str>,
    pub is_default: bool,
    pub parameters: Value,
    /// The parameters as they are written: `[-Path] <string[]> [-Recurse] [<CommonParameters>]`.
    pub written: String,
}

impl SetInfo {
    /// How the parameters of a set are written: by their places, then those that must be given, then the others.
    pub fn written(shape: &Shape, parameters: &[(&Formal, &Role)]) -> String {
        let mut ordered = parameters.to_vec();
        ordered.sort_by_key(|(_, role)| (role.position.unwrap_or(i32::MAX), !role.is_mandatory));
        let mut parts: Vec<String> = ordered.into_iter().map(|(formal, role)| one(formal, role)).collect();
        if shape.has_should {
            parts.extend(["[-WhatIf]".to_owned(), "[-Confirm]".to_owned()]);
        }
        if shape.has_common {
            parts.push("[<CommonParameters>]".to_owned());
        }
        parts.join(" ")
    }
}

fn one(formal: &Formal, role: &Role) -> String {
    let name = &formal.name;
    let whole = if formal.is_switch {
        format!("-{name}")
    } else {
        let written = formal.type_name();
        let element = written.trim_end_matches("[]");
        let list = if formal.is_list() { "[]" } else { "" };
        let name = if role.position.is_some() { format!("[-{name}]") } else { format!("-{name}") };
        format!("{name} <{}{list}>", short_type(element))
    };
    if role.is_mandatory { whole } else { format!("[{whole}]") }
}

impl fmt::Display for SetInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl Scalar for SetInfo {
    fn type_name(&self) -> &'static str {
        "CommandParameterSetInfo"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.CommandParameterSetInfo".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "name" => Value::String(self.name.clone()),
            "isdefault" => Value::Bool(self.is_default),
            "parameters" => self.parameters.clone(),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["Name", "IsDefault", "Parameters"]
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
