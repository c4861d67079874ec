//! Variables and aliases of the conversation, by name.

mod alias;
mod alias_file;
mod get_variable;
mod set_strict_mode;
mod set_variable;

pub use alias::{GET_ALIAS, NEW_ALIAS, REMOVE_ALIAS, SET_ALIAS};
pub use alias_file::{EXPORT_ALIAS, IMPORT_ALIAS};
pub use get_variable::GET_VARIABLE;
pub use set_strict_mode::{SET_STRICT_MODE, not_strict, strictness};
pub use set_variable::{CLEAR_VARIABLE, NEW_VARIABLE, REMOVE_VARIABLE, SET_VARIABLE};

use std::sync::Arc;

use crate::cmdlet::prelude::*;
use crate::lang::call::{ScopeName, VariableInfo, VariableOption, Visibility};
use crate::model::{PropertyInfo, TypeInfo, Wildcard};

static SCOPE: Param<ScopeName> = Param::new(
    "Scope",
    "Global, Script, Local, or so many scopes around this one. Default: the one where the command stands.",
);
static INCLUDE: Param<Vec<String>> = Param::new("Include", "Only names that fit one of these patterns.");
static EXCLUDE: Param<Vec<String>> = Param::new("Exclude", "No names that fit one of these patterns.");
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the variable out.");

static VARIABLE: TypeInfo = TypeInfo {
    name: "System.Management.Automation.PSVariable",
    properties: &[
        PropertyInfo::new("Name", "String", "Its name, without the dollar sign."),
        PropertyInfo::new("Description", "String", "What was said of it."),
        PropertyInfo::new("Value", "Object", "What it holds."),
        PropertyInfo::new("Visibility", "String", "Public, or Private for one that no script may use."),
        PropertyInfo::new("Module", "String", "Always empty: there are no modules."),
        PropertyInfo::new("ModuleName", "String", "Always empty."),
        PropertyInfo::new("Options", "String", "None, or a list of ReadOnly, Constant, Private and AllScope."),
    ],
    shown: &["Name", "Value"],
    methods: &[],
};

pub fn shown(name: &str, value: Value) -> Value {
    object(&plain(name, value))
}

fn plain(name: &str, value: Value) -> VariableInfo {
    VariableInfo {
        name: Arc::from(name),
        value,
        option: VariableOption::None,
        visibility: Visibility::Public,
        description: Arc::from(""),
    }
}

fn object(info: &VariableInfo) -> Value {
    let values = [
        Value::String(info.name.clone()),
        Value::String(info.description.clone()),
        info.value.clone(),
        info.visibility.into_value(),
        Value::Null,
        Value::text(""),
        Value::text(info.option.to_string()),
    ];
    let properties = VARIABLE.properties.iter().map(|property| property.name.into()).zip(values);
    Value::Object(Object::of(&VARIABLE, properties.collect()))
}

/// The scope that is asked for; the one where the command stands when none is.
fn scope(call: &Call) -> Result<ScopeName, Fault> {
    Ok(call.get(&SCOPE)?.unwrap_or(ScopeName::Local))
}

/// What a name or a pattern means.
struct Matching {
    /// By name.
    found: Vec<VariableInfo>,
    /// A name, and there is no such variable.
    is_missing: bool,
}

/// The variables that a name or pattern means. `nearby`: only those of one scope, be it asked for or not. Says which one
/// no script may use.
fn matching(call: &Call, written: &str, nearby: bool) -> Result<Matching, Fault> {
    let asked = call.get(&SCOPE)?;
    let wanted = if nearby { Some(asked.unwrap_or(ScopeName::Local)) } else { asked };
    let all = call.engine.variable_infos(wanted).map_err(|fault| fault.at(call.place(&SCOPE)))?;
    let is_pattern = Wildcard::is_pattern(written);
    let pattern = Wildcard::new(written);
    let fits = |name: &str| if is_pattern { pattern.matches(name) } else { name.eq_ignore_ascii_case(written) };
    let listed = |param: &Param<Vec<String>>, name: &str| {
        let patterns = call.get(param)?;
        Ok::<_, Fault>(patterns.map(|all| all.iter().any(|pattern| Wildcard::new(pattern).matches(name))))
    };
    let place = call.argument("Name").and_then(|name| name.span).unwrap_or(call.span);
    let (mut found, mut is_missing) = (Vec::new(), !is_pattern);
    for info in all.into_iter().filter(|info| fits(&info.name)) {
        is_missing = false;
        let is_wanted =
            listed(&INCLUDE, &info.name)?.unwrap_or(true) && !listed(&EXCLUDE, &info.name)?.unwrap_or(false);
        match info.visibility {
            Visibility::Public if is_wanted => found.push(info),
            Visibility::Private if is_wanted && !is_pattern => call.error(Visibility::refusal(&info.name).at(place))?,
            _ => {}
        }
    }
    // Those that the language computes, such as `$PWD`, are in no list.
    if is_missing && asked.is_none() && !nearby && !call.is_given("Include") {
        found.extend(call.engine.variable(written).map(|value| plain(written, value)));
        is_missing = found.is_empty();
    }
    found.sort_by_cached_key(|info| info.name.to_lowercase());
    Ok(Matching { found, is_missing })
}

fn not_found(name: &str) -> Fault {
    Fault::not_found("VariableNotFound", format!("Cannot find a variable with the name '{name}'."))
        .about(Value::text(name))
}
