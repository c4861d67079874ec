//! `Get-Command -ShowCommandInfo`: what a window that asks for a command's parameters has to know.

use std::sync::Arc;

use crate::model::{IntoValue, Object, Value};

/// A command as that window knows it.
pub fn of(command: &Value) -> Value {
    let own = |name: &str| command.property(name).unwrap_or_default();
    let sets = own("ParameterSets").into_items();
    let module = own("ModuleName");
    object(&[
        ("Name", own("Name")),
        ("ModuleName", module.clone()),
        ("Module", object(&[("Name", module)])),
        ("CommandType", own("CommandType")),
        ("Definition", own("Definition")),
        ("ParameterSets", Value::array(sets.iter().map(set).collect())),
    ])
}

fn set(set: &Value) -> Value {
    let own = |name: &str| set.property(name).unwrap_or_default();
    let parameters = own("Parameters").into_items().iter().map(parameter).collect();
    object(&[("Name", own("Name")), ("IsDefault", own("IsDefault")), ("Parameters", Value::array(parameters))])
}

fn parameter(parameter: &Value) -> Value {
    let own = |name: &str| parameter.property(name).unwrap_or_default();
    let values = own("ValidValues");
    object(&[
        ("Name", own("Name")),
        ("IsMandatory", own("IsMandatory")),
        ("ValueFromPipeline", own("ValueFromPipeline")),
        ("Position", own("Position")),
        ("ParameterType", kind(&own("ParameterType"))),
        ("HasParameterSet", (!values.is_null()).into_value()),
        ("ValidParamSetValues", values),
    ])
}

fn kind(of: &Value) -> Value {
    let name = of.property("FullName").unwrap_or_else(|| Value::text(of.to_string())).to_string();
    let element = name.strip_suffix("[]");
    let is = |wanted: &str| Value::Bool(name == wanted);
    object(&[
        ("FullName", Value::text(&name)),
        ("IsArray", Value::Bool(element.is_some())),
        ("IsString", is("System.String")),
        ("IsScriptBlock", is("System.Management.Automation.ScriptBlock")),
        ("IsBoolean", is("System.Boolean")),
        ("IsSwitch", is("System.Management.Automation.SwitchParameter")),
        ("ElementType", element.map_or(Value::Null, |element| kind(&Value::text(element)))),
    ])
}

fn object(properties: &[(&str, Value)]) -> Value {
    Value::Object(Object::custom(properties.iter().map(|(name, value)| (Arc::from(*name), value.clone())).collect()))
}
