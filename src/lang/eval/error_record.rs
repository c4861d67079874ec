//! What `$_` is in a `catch`, and what `$Error` keeps: a fault with PowerShell's members.

use std::fmt;
use std::sync::Arc;

use crate::model::{Fault, Object, Scalar, Value};

/// `[System.Management.Automation.ErrorRecord]`.
#[derive(Clone)]
pub struct ErrorRecord {
    pub fault: Fault,
}

impl ErrorRecord {
    pub fn new(fault: Fault) -> ErrorRecord {
        ErrorRecord { fault }
    }

    /// `id,Command`.
    pub fn full_id(&self) -> String {
        match &self.fault.command {
            Some(command) if self.fault.id != "CommandNotFoundException" => format!("{},{command}", self.fault.id),
            _ => self.fault.id.to_string(),
        }
    }

    fn exception(&self) -> Value {
        if let Some(Value::Object(thrown)) = &self.fault.target
            && is_exception(thrown.type_name(), "System.Exception")
        {
            return Value::Object(thrown.clone());
        }
        let inner = match &self.fault.cause {
            Some(cause) => exception("System.Exception", cause),
            None => Value::Null,
        };
        Value::Object(Object::named(
            exception_type(&self.fault),
            vec![
                (Arc::from("Message"), Value::text(self.fault.to_string())),
                (Arc::from("InnerException"), inner),
                (Arc::from("Source"), Value::text("emsh")),
                (Arc::from("HResult"), Value::Int(-2_146_233_087)),
            ],
        ))
    }

    fn category(&self) -> Value {
        let target = self.fault.target.clone().unwrap_or_default();
        let reason = exception_type(&self.fault).rsplit('.').next().unwrap_or_default();
        let activity = self.fault.command.clone().unwrap_or_else(|| Arc::from(""));
        let category = self.fault.category.unwrap_or_else(|| self.fault.kind.category());
        let shown = format!("{category}: ({target}:{}) [{activity}], {reason}", target.type_name());
        Value::Object(Object::named(
            "System.Management.Automation.ErrorCategoryInfo",
            vec![
                (Arc::from("Category"), Value::text(category)),
                (Arc::from("Activity"), Value::String(activity)),
                (Arc::from("Reason"), Value::text(reason)),
                (Arc::from("TargetName"), Value::text(target.to_string())),
                (Arc::from("TargetType"), Value::text(target.type_name())),
                (Arc::from("Message"), Value::text(shown)),
            ],
        ))
    }

    fn invocation(&self) -> Value {
        let (mut line, mut column, mut text, mut name) = (0, 0, String::new(), Value::Null);
        if let (Some(source), Some(span)) = (&self.fault.source, self.fault.at) {
            (line, column) = source.line_column(span.start);
            text = source.text.lines().nth(line.saturating_sub(1)).unwrap_or_default().to_owned();
            name = source.name.clone().map_or(Value::Null, Value::String);
        }
        let whole = |number: usize| Value::Int(i32::try_from(number).unwrap_or(i32::MAX));
        let command = self.fault.command.clone().map_or(Value::Null, Value::String);
        let position = format!("At line:{line} char:{column}\n+ {}", text.trim());
        Value::Object(Object::named(
            "System.Management.Automation.InvocationInfo",
            vec![
                (Arc::from("MyCommand"), command.clone()),
                (Arc::from("InvocationName"), command),
                (Arc::from("ScriptName"), name),
                (Arc::from("ScriptLineNumber"), whole(line)),
                (Arc::from("OffsetInLine"), whole(column)),
                (Arc::from("Line"), Value::text(text)),
                (Arc::from("PositionMessage"), Value::text(position)),
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
            "targetobject" => match &self.fault.target {
                Some(Value::Object(thrown)) if is_exception(thrown.type_name(), "System.Exception") => Value::Null,
                target => target.clone().unwrap_or_default(),
            },
            "categoryinfo" => self.category(),
            "fullyqualifiederrorid" => Value::text(self.full_id()),
            "errordetails" => Value::Null,
            "invocationinfo" => self.invocation(),
            "scriptstacktrace" => {
                let place = self
                    .fault
                    .source
                    .as_ref()
                    .zip(self.fault.at)
                    .map_or(1, |(source, at)| source.line_column(at.start).0);
                Value::text(format!("at <ScriptBlock>, <No file>: line {place}"))
            }
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

/// An exception object.
pub(super) fn exception(type_name: &str, message: &str) -> Value {
    Value::Object(Object::named(
        type_name,
        vec![(Arc::from("Message"), Value::text(message)), (Arc::from("InnerException"), Value::Null)],
    ))
}

/// The exception type that a fault stands for: what `catch [type]` compares with.
pub fn exception_type(fault: &Fault) -> &str {
    if let Some(Value::Object(thrown)) = &fault.target
        && is_exception(thrown.type_name(), "System.Exception")
    {
        // The object lives in the fault, and so does its name.
        return thrown.type_name();
    }
    match fault.id.as_ref() {
        "CommandNotFoundException" => "System.Management.Automation.CommandNotFoundException",
        _ if fault.says == super::arithmetic::DIVIDED_BY_ZERO => "System.DivideByZeroException",
        "ParameterArgumentTransformationError"
        | "ParameterArgumentValidationError"
        | "NamedParameterNotFound"
        | "PositionalParameterNotFound"
        | "AmbiguousParameter"
        | "AmbiguousParameterSet"
        | "MissingArgument"
        | "MissingMandatoryParameter"
        | "ParameterAlreadyBound"
        | "InputObjectNotBound"
        | "ParameterArgumentValidationErrorNullNotAllowed"
        | "ParameterArgumentValidationErrorEmptyStringNotAllowed" => {
            "System.Management.Automation.ParameterBindingException"
        }
        "InvalidCastParseTargetInvocation" | "ConvertToFinalInvalidCastException" | "InvalidCastFromStringToType" => {
            "System.Management.Automation.PSInvalidCastException"
        }
        "MethodInvocationException" => "System.Management.Automation.MethodInvocationException",
        "PathNotFound" => "System.Management.Automation.ItemNotFoundException",
        "OverflowException" => "System.OverflowException",
        _ => "System.Management.Automation.RuntimeException",
    }
}

/// Whether an exception type is another or derives from it.
pub fn is_exception(type_name: &str, base: &str) -> bool {
    if !type_name.ends_with("Exception") {
        return false;
    }
    let chain = |name: &str| -> Option<&'static str> {
        Some(match name {
            "System.Exception" => return None,
            "System.SystemException" | "System.ApplicationException" => "System.Exception",
            "System.DivideByZeroException" | "System.OverflowException" => "System.ArithmeticException",
            "System.ArgumentNullException" | "System.ArgumentOutOfRangeException" => "System.ArgumentException",
            "System.IO.FileNotFoundException" | "System.IO.DirectoryNotFoundException" => "System.IO.IOException",
            "System.Management.Automation.PSInvalidCastException" => "System.InvalidCastException",
            "System.Management.Automation.PSInvalidOperationException" | "System.Net.WebException" => {
                "System.InvalidOperationException"
            }
            "System.Management.Automation.PSArgumentException" => "System.ArgumentException",
            "System.Management.Automation.RuntimeException" => "System.SystemException",
            name if name.starts_with("System.Management.Automation.") => {
                "System.Management.Automation.RuntimeException"
            }
            _ => "System.SystemException",
        })
    };
    let mut name = type_name;
    loop {
        if name.eq_ignore_ascii_case(base) {
            return true;
        }
        match chain(name) {
            Some(parent) => name = parent,
            None => return false,
        }
    }
}
