//! A fault as scripts see it: `$_` in `catch`, the items of `$Error`, what `2>&1` brings.

use crate::model::{Fault, FaultKind, IntoValue, Object, Value};

pub const TYPE: &str = "System.Management.Automation.ErrorRecord";

/// The record of a fault.
pub fn value(fault: &Fault) -> Value {
    let object = |name: &str, properties: Vec<(&str, Value)>| {
        let properties = properties.into_iter().map(|(name, value)| (name.into(), value)).collect();
        Value::Object(Object::named(name, properties))
    };
    let exception = object(
        "System.Management.Automation.RuntimeException",
        vec![
            ("Message", fault.says.as_str().into_value()),
            ("InnerException", fault.cause.as_deref().map_or(Value::Null, IntoValue::into_value)),
        ],
    );
    let category = object(
        "System.Management.Automation.ErrorCategoryInfo",
        vec![
            ("Category", fault.kind.category().into_value()),
            ("Activity", fault.command.as_deref().unwrap_or_default().into_value()),
        ],
    );
    let line = match (&fault.source, fault.at) {
        (Some(source), Some(at)) => source.line_column(at.start).0,
        _ => 0,
    };
    let invocation = object(
        "System.Management.Automation.InvocationInfo",
        vec![
            ("MyCommand", fault.command.as_deref().unwrap_or_default().into_value()),
            ("ScriptLineNumber", Value::Int(i32::try_from(line).unwrap_or(i32::MAX))),
        ],
    );
    let fix = fault.fix.as_deref().map_or(Value::Null, IntoValue::into_value);
    object(
        TYPE,
        vec![
            ("Exception", exception),
            ("TargetObject", fault.target.clone().unwrap_or(Value::Null)),
            ("CategoryInfo", category),
            ("FullyQualifiedErrorId", fault.id.as_ref().into_value()),
            ("ErrorDetails", fix),
            ("InvocationInfo", invocation),
        ],
    )
}

/// The fault of a record, for `throw $_` and `Write-Error -ErrorRecord`.
pub fn fault(value: &Value) -> Option<Fault> {
    let Value::Object(record) = value else { return None };
    if record.type_name() != TYPE {
        return None;
    }
    let message = message(value)?;
    let category = match record.get("CategoryInfo") {
        Some(Value::Object(info)) => info.get("Category").map(|category| category.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    let kinds = [
        FaultKind::Invalid,
        FaultKind::NotFound,
        FaultKind::Denied,
        FaultKind::Conflict,
        FaultKind::Unreachable,
        FaultKind::Busy,
        FaultKind::Internal,
    ];
    let kind = kinds.into_iter().find(|kind| kind.category() == category).unwrap_or(FaultKind::Invalid);
    let id = record.get("FullyQualifiedErrorId").map(|id| id.to_string()).unwrap_or_default();
    let mut fault = Fault::new(kind, id, message);
    fault.target = record.get("TargetObject").filter(|target| !target.is_null());
    Some(fault)
}

/// The message of a record or of its exception: what it is as text.
pub fn message(value: &Value) -> Option<String> {
    let Value::Object(object) = value else { return None };
    match object.get("Exception") {
        Some(Value::Object(exception)) => exception.get("Message").map(|message| message.to_string()),
        _ if object.type_name().ends_with("Exception") => object.get("Message").map(|message| message.to_string()),
        _ => None,
    }
}
