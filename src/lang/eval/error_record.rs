//! What `$_` is in a `catch`, and what `$Error` keeps: a fault with PowerShell's members.

use std::fmt;
use std::sync::Arc;

use crate::lang::enumeration::Enumerated;
use crate::lang::error_class::{ErrorClass, exception_type, full_id, given_exception};
use crate::lang::position;
use crate::lang::types::Base;
use crate::model::{Fault, Look, Object, Scalar, Source, Span, Value};

/// `[System.Management.Automation.ErrorRecord]`.
#[derive(Clone)]
pub struct ErrorRecord {
    pub fault: Fault,
    /// A `catch` has asked for what the exception was made of.
    pub is_unwrapped: bool,
    /// `Get-Error` has given it: all that is known is shown.
    pub is_detailed: bool,
}

impl ErrorRecord {
    pub fn new(fault: Fault) -> ErrorRecord {
        ErrorRecord { fault, is_unwrapped: false, is_detailed: false }
    }

    fn exception(&self) -> Value {
        if let Some(given) = given_exception(&self.fault) {
            return Value::Object(given.clone());
        }
        let class = ErrorClass::of(&self.fault);
        let message = self.fault.to_string();
        // What a method threw says it without the words that PowerShell puts around it.
        let inner_message = message
            .split_once("argument(s): \"")
            .map_or(message.as_str(), |(_, inner)| inner.strip_suffix('"').unwrap_or(inner));
        let inner = match (class.inner, &self.fault.cause) {
            (Some(inner), _) => exception(inner, inner_message),
            (None, Some(cause)) => exception("System.Exception", cause),
            (None, None) => Value::Null,
        };
        if self.is_unwrapped && !inner.is_null() {
            return inner;
        }
        let thrown = exception(class.exception, &message);
        if let Value::Object(object) = &thrown {
            object.set("InnerException", inner);
            match (&self.fault.target, class.exception.rsplit('.').next()) {
                (Some(name), Some("CommandNotFoundException")) => object.set("CommandName", name.clone()),
                (Some(name), Some("ItemNotFoundException")) => object.set("ItemName", name.clone()),
                _ => {}
            }
            object.set("WasThrownFromThrowStatement", Value::Bool(self.fault.wording().is_thrown));
        }
        thrown
    }

    fn category(&self) -> Value {
        let wording = self.fault.wording();
        let target = self.target();
        let reason = exception_type(&self.fault).rsplit('.').next().unwrap_or_default().to_owned();
        let worded = |own: Option<&str>, usual: String| own.map_or(usual, str::to_owned);
        // What PowerShell does not know the command of has no activity.
        let is_missing_command = self.fault.id == "CommandNotFoundException";
        let command = self.fault.command.as_deref().filter(|_| !is_missing_command).unwrap_or_default();
        let target_type = if target.is_null() { String::new() } else { target.type_name().to_owned() };
        Value::scalar(CategoryInfo {
            category: ErrorClass::of(&self.fault).category,
            activity: worded(wording.activity.as_deref(), command.to_owned()),
            reason: worded(wording.reason.as_deref(), reason),
            target_name: worded(wording.target_name.as_deref(), target.to_string()),
            target_type: worded(wording.target_type.as_deref(), target_type),
        })
    }

    fn target(&self) -> Value {
        self.fault.target.clone().unwrap_or_default()
    }

    fn invocation(&self) -> Value {
        let command = self.fault.command.as_deref().filter(|name| !name.is_empty());
        let place = self.fault.source.as_deref().zip(self.fault.at);
        let (line, column) = place.map_or((0, 0), |(source, span)| source.line_column(span.start));
        let text = |of: fn(&Source, Span, usize) -> String| {
            Value::text(place.map(|(source, span)| of(source, span, line)).unwrap_or_default())
        };
        let whole = |number: usize| Value::Int(i32::try_from(number).unwrap_or(i32::MAX));
        Value::Object(Object::named(
            "System.Management.Automation.InvocationInfo",
            vec![
                (Arc::from("MyCommand"), command.map_or(Value::Null, |name| Value::scalar(CommandNamed(name.into())))),
                (Arc::from("ScriptLineNumber"), whole(line)),
                (Arc::from("OffsetInLine"), whole(column)),
                (Arc::from("ScriptName"), text(|source, _, _| source.file().into_owned())),
                (Arc::from("Line"), text(|source, _, line| source.line(line).to_owned())),
                (Arc::from("Statement"), text(|source, span, _| source.slice(span).to_owned())),
                (Arc::from("PositionMessage"), text(|source, span, _| position::message(source, span))),
                (Arc::from("PSScriptRoot"), text(|source, _, _| source.folder().into_owned())),
                (Arc::from("PSCommandPath"), text(|source, _, _| source.file().into_owned())),
                (Arc::from("InvocationName"), Value::text(command.unwrap_or_default())),
            ],
        ))
    }
}

impl ErrorRecord {
    /// What is said in place of the exception's message, and the way out; nothing where neither is.
    fn details(&self) -> Value {
        let wording = self.fault.wording();
        let own = wording.exception.as_ref().and_then(|exception| exception.property("Message"));
        let is_reworded = own.is_some_and(|own| own.to_string() != *self.fault.says);
        if wording.advice.is_none() && !is_reworded {
            return Value::Null;
        }
        Value::Object(Object::named(
            "System.Management.Automation.ErrorDetails",
            vec![
                (Arc::from("Message"), Value::text(self.fault.to_string())),
                (Arc::from("RecommendedAction"), Value::text(wording.advice.as_deref().unwrap_or_default())),
            ],
        ))
    }
}

impl fmt::Display for ErrorRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.fault)
    }
}

impl Scalar for ErrorRecord {
    fn type_name(&self) -> &'static str {
        "ErrorRecord"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.ErrorRecord".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "exception" => self.exception(),
            "targetobject" => self.target(),
            "categoryinfo" => self.category(),
            "fullyqualifiederrorid" => Value::text(full_id(&self.fault)),
            "errordetails" => self.details(),
            "invocationinfo" => self.invocation(),
            "scriptstacktrace" => Value::text(self.fault.wording().stack.as_deref().unwrap_or_default()),
            // Ours: the way out, where it is known.
            "fix" => self.fault.fix.as_deref().map_or(Value::Null, Value::text),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &[
            "Exception",
            "TargetObject",
            "CategoryInfo",
            "FullyQualifiedErrorId",
            "ErrorDetails",
            "InvocationInfo",
            "ScriptStackTrace",
            "Fix",
        ]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// `$_.CategoryInfo`.
struct CategoryInfo {
    category: &'static str,
    activity: String,
    reason: String,
    target_name: String,
    target_type: String,
}

impl fmt::Display for CategoryInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [name, of_type, activity, reason] =
            [&self.target_name, &self.target_type, &self.activity, &self.reason].map(|part| shortened(part));
        write!(f, "{}: ({name}:{of_type}) [{activity}], {reason}", self.category)
    }
}

/// More than 40 characters are cut in the middle, as PowerShell does it.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    const KEPT: usize = 15;
    let count = text.chars().count();
    if count <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(KEPT).collect();
    let tail: String = text.chars().skip(count - KEPT).collect();
    format!("{head}...{tail}")
}

impl Scalar for CategoryInfo {
    fn type_name(&self) -> &'static str {
        "ErrorCategoryInfo"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.ErrorCategoryInfo".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(Value::text(match name.to_ascii_lowercase().as_str() {
            "category" => {
                let known = Enumerated::value(Base::ErrorCategory, self.category);
                return Some(known.unwrap_or_else(|| Value::text(self.category)));
            }
            "activity" => &self.activity,
            "reason" => &self.reason,
            "targetname" => &self.target_name,
            "targettype" => &self.target_type,
            _ => return None,
        }))
    }

    fn members(&self) -> &'static [&'static str] {
        &["Category", "Activity", "Reason", "TargetName", "TargetType"]
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// `$_.InvocationInfo.MyCommand`: a command by its name.
struct CommandNamed(Arc<str>);

impl fmt::Display for CommandNamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for CommandNamed {
    fn type_name(&self) -> &'static str {
        "CommandInfo"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.CommandInfo".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        name.eq_ignore_ascii_case("Name").then(|| Value::String(self.0.clone()))
    }

    fn members(&self) -> &'static [&'static str] {
        &["Name"]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// An exception object.
pub(super) fn exception(type_name: &str, message: &str) -> Value {
    Value::Object(Object::named(
        type_name,
        vec![
            (Arc::from("Message"), Value::text(message)),
            (Arc::from("InnerException"), Value::Null),
            (Arc::from("Source"), Value::text("emsh")),
            (Arc::from("HResult"), Value::Int(-2_146_233_087)),
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_one_line() {
        let of = |target: &str| CategoryInfo {
            category: "ObjectNotFound",
            activity: "Get-Content".into(),
            reason: "ItemNotFoundException".into(),
            target_name: target.into(),
            target_type: "String".into(),
        };
        for (target, expected) in [
            ("/nope", "ObjectNotFound: (/nope:String) [Get-Content], ItemNotFoundException"),
            (
                "/a/path/that/has/more/than/forty/characters.txt",
                "ObjectNotFound: (/a/path/that/ha.../characters.txt:String) [Get-Content], ItemNotFoundException",
            ),
        ] {
            assert_eq!(of(target).to_string(), expected);
        }
    }
}
