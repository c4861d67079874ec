//! Variables and aliases of the conversation, by name.

mod alias;
mod get_variable;
mod set_variable;

pub use alias::{GET_ALIAS, NEW_ALIAS, SET_ALIAS};
pub use get_variable::GET_VARIABLE;
pub use set_variable::{CLEAR_VARIABLE, NEW_VARIABLE, REMOVE_VARIABLE, SET_VARIABLE};

use crate::cmdlet::prelude::*;
use crate::model::choice::choice;
use crate::model::{PropertyInfo, TypeInfo, Wildcard};

choice! {
    /// Where a variable lives.
    VariableScope as "String" { Global, Local, Script }
}

static SCOPE: Param<VariableScope> =
    Param::new("Scope", "Where it lives: Global, Script or Local. Default: where the command stands.");

static VARIABLE: TypeInfo = TypeInfo {
    name: "System.Management.Automation.PSVariable",
    properties: &[
        PropertyInfo::new("Name", "String", "Its name, without the dollar sign."),
        PropertyInfo::new("Value", "Object", "What it holds."),
    ],
    shown: &["Name", "Value"],
};

pub fn shown(name: &str, value: Value) -> Value {
    Value::Object(Object::of(&VARIABLE, vec![("Name".into(), Value::text(name)), ("Value".into(), value)]))
}

/// The name as the engine takes it: with its scope in front.
fn scoped(call: &Call, name: &str) -> Result<String, Fault> {
    Ok(match call.get(&SCOPE)? {
        None | Some(VariableScope::Local) => name.to_owned(),
        Some(scope) => format!("{}:{name}", scope.name()),
    })
}

/// The variables that a name or pattern means, in the order of their names.
fn matching(call: &Call, written: &str) -> Vec<(String, Value)> {
    if !Wildcard::is_pattern(written) {
        return call.engine.variable(written).map(|value| (written.to_owned(), value)).into_iter().collect();
    }
    let pattern = Wildcard::new(written);
    let all = call.engine.variables().into_iter();
    let mut found: Vec<_> =
        all.filter(|(name, _)| pattern.matches(name)).map(|(name, value)| (name.to_string(), value)).collect();
    found.sort_by_key(|(name, _)| name.to_lowercase());
    found
}

fn not_found(name: &str) -> Fault {
    Fault::not_found("VariableNotFound", format!("Cannot find a variable with the name '{name}'."))
}
