//! Which of PowerShell's errors a fault is: exception, category, full identifier, and who says it.
//!
//! A fault knows what went wrong; scripts written for PowerShell catch `[System.DivideByZeroException]`, compare
//! `FullyQualifiedErrorId` and read `CategoryInfo`. What follows from the fault's identifier is decided here, once; what
//! a script has worded itself is in the fault's [`Wording`](crate::model::Wording).

mod parents;

pub use self::parents::parent;

use crate::model::{Fault, Value};

/// By this the exception is known: its identifier is the general one.
pub const DIVIDED_BY_ZERO: &str = "Attempted to divide by zero.";

const RUNTIME: &str = "System.Management.Automation.RuntimeException";
const BINDING: &str = "System.Management.Automation.ParameterBindingException";

/// The nouns of PowerShell's own commands, whose errors name the class of the command.
const POWERSHELL_NOUNS: &[&str] = &[
    "Alias",
    "ChildItem",
    "Clixml",
    "Command",
    "Content",
    "Csv",
    "Culture",
    "Custom",
    "Date",
    "Debug",
    "Error",
    "Expression",
    "File",
    "FileHash",
    "Guid",
    "Help",
    "Hex",
    "History",
    "Host",
    "Html",
    "Information",
    "Item",
    "ItemProperty",
    "ItemPropertyValue",
    "Json",
    "List",
    "Location",
    "Member",
    "Module",
    "Null",
    "Object",
    "Output",
    "PSSnapin",
    "Path",
    "Progress",
    "Random",
    "SecureRandom",
    "SecureString",
    "Sleep",
    "String",
    "StringData",
    "Table",
    "TemporaryFile",
    "TimeSpan",
    "TimeZone",
    "Transcript",
    "UICulture",
    "Unique",
    "Uptime",
    "Variable",
    "Verb",
    "Verbose",
    "Warning",
    "Wide",
];

/// What PowerShell throws, and in which category it reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorClass {
    pub exception: &'static str,
    /// What the exception was made of, which `catch` finds as well.
    pub inner: Option<&'static str>,
    pub category: &'static str,
}

const fn class(exception: &'static str, category: &'static str) -> ErrorClass {
    ErrorClass { exception, inner: None, category }
}

const fn made_of(inner: &'static str, exception: &'static str, category: &'static str) -> ErrorClass {
    ErrorClass { exception, inner: Some(inner), category }
}

impl ErrorClass {
    /// By the fault's identifier.
    pub fn of(fault: &Fault) -> ErrorClass {
        let by_id = match fault.id.as_ref() {
            "CommandNotFoundException" => {
                class("System.Management.Automation.CommandNotFoundException", "ObjectNotFound")
            }
            "PathNotFound" | "VariableNotFound" | "GetLocationPathNotFound" => {
                class("System.Management.Automation.ItemNotFoundException", "ObjectNotFound")
            }
            "Modules_ModuleNotFound" => class("System.IO.FileNotFoundException", "ResourceUnavailable"),
            "AddPSSnapInRead" | "NoPSSnapInsFound" => {
                class("System.Management.Automation.PSArgumentException", "InvalidArgument")
            }
            "CannotAppendCsvWithMismatchedPropertyNames" | "CannotSpecifyPathAndLiteralPath" => {
                class("System.InvalidOperationException", "InvalidData")
            }
            "DriveNotFound" => class("System.Management.Automation.DriveNotFoundException", "ObjectNotFound"),
            "ParameterArgumentTransformationError" => {
                class("System.Management.Automation.ParameterBindingArgumentTransformationException", "InvalidData")
            }
            id if id.starts_with("ParameterArgumentValidationError") => {
                class("System.Management.Automation.ParameterBindingValidationException", "InvalidData")
            }
            "NamedParameterNotFound"
            | "PositionalParameterNotFound"
            | "AmbiguousParameter"
            | "AmbiguousParameterSet"
            | "CannotConvertArgumentNoMessage"
            | "MissingArgument"
            | "MissingMandatoryParameter"
            | "ParameterAlreadyBound"
            | "InputObjectNotBound" => class(BINDING, "InvalidArgument"),
            id if id.starts_with("InvalidCast") || id == "ConvertToFinalInvalidCastException" => {
                made_of("System.Management.Automation.PSInvalidCastException", RUNTIME, "InvalidArgument")
            }
            _ if fault.says == DIVIDED_BY_ZERO => made_of("System.DivideByZeroException", RUNTIME, "NotSpecified"),
            "MethodInvocationException" => made_of(
                thrown_by_method(&fault.says),
                "System.Management.Automation.MethodInvocationException",
                "NotSpecified",
            ),
            "MethodCountCouldNotFindBest" | "MethodArgumentConversionInvalidCastArgument" => {
                class("System.Management.Automation.MethodException", "NotSpecified")
            }
            "OverflowException" => made_of("System.OverflowException", RUNTIME, "NotSpecified"),
            "RuntimeException" => class(RUNTIME, "NotSpecified"),
            "System.OutOfMemoryException" => class("System.OutOfMemoryException", "ResourceUnavailable"),
            "System.InvalidOperationException" => class("System.InvalidOperationException", "OperationStopped"),
            "System.IndexOutOfRangeException" => class("System.IndexOutOfRangeException", "OperationStopped"),
            "System.ArgumentOutOfRangeException" => class("System.ArgumentOutOfRangeException", "OperationStopped"),
            "System.ArgumentException" => class("System.ArgumentException", "OperationStopped"),
            "ActionPreferenceStop" => {
                class("System.Management.Automation.ActionPreferenceStopException", "OperationStopped")
            }
            "VariableNotWritable"
            | "ConstantVariable"
            | "AliasNotWritable"
            | "AliasNotRemovable"
            | "AliasCannotBeMadeConstant"
            | "AliasAllScopeOptionCannotBeRemoved" => {
                class("System.Management.Automation.SessionStateUnauthorizedAccessException", "WriteError")
            }
            "System.Text.RegularExpressions.RegexParseException" => {
                class("System.Text.RegularExpressions.RegexParseException", "OperationStopped")
            }
            "CallDepthOverflow" => class("System.Management.Automation.ScriptCallDepthException", "InvalidOperation"),
            "Microsoft.PowerShell.Commands.WriteErrorException" => {
                class("Microsoft.PowerShell.Commands.WriteErrorException", "NotSpecified")
            }
            "MethodNotFound"
            | "InvokeMethodOnNull"
            | "PropertyNotFound"
            | "NullArray"
            | "CannotIndex"
            | "FormatError"
            | "TypeNotFound"
            | "OperatorRequiresNumber"
            | "InvalidLeftHandSide"
            | "BadReplaceArgument"
            | "NullKey"
            | "InvalidRegularExpression"
            | "NotIcomparable"
            | "ComparisonFailure"
            | "AddHashTableToNonHashTable"
            | "BadExpression"
            | "IsOperatorRequiresType"
            | "DuplicateKeyInHashLiteral"
            | "PropertyAssignmentException"
            | "PropertyNotFoundStrict"
            | "VariableIsUndefined" => class(RUNTIME, "InvalidOperation"),
            _ => of_file(&fault.says).unwrap_or(class(RUNTIME, fault.kind.category())),
        };
        match fault.category {
            Some("ParserError") => class("System.Management.Automation.ParseException", "ParserError"),
            Some("MetadataError") => class(
                match fault.id.as_ref() {
                    "RuntimeException" => "System.Management.Automation.ArgumentTransformationMetadataException",
                    _ => "System.Management.Automation.ValidationMetadataException",
                },
                "MetadataError",
            ),
            Some(category) => ErrorClass { category, ..by_id },
            None => by_id,
        }
    }
}

/// What .NET throws about a file, by its sentence.
fn of_file(says: &str) -> Option<ErrorClass> {
    let says_any = |words: &[&str]| words.iter().any(|word| says.contains(word));
    Some(if says.starts_with("Could not find file") {
        class("System.IO.FileNotFoundException", "OpenError")
    } else if says.starts_with("Could not find a part of the path") {
        class("System.IO.DirectoryNotFoundException", "OpenError")
    } else if says.starts_with("Access to the path") && says.ends_with("is denied.") {
        class("System.UnauthorizedAccessException", "PermissionDenied")
    } else if says.starts_with("Could not find item") {
        class("System.IO.IOException", "ObjectNotFound")
    } else if says.starts_with("The file '") && says.ends_with("already exists.")
        || says_any(&[
            "An item with the specified name",
            "file or directory with the same name",
            "because it is not empty",
        ])
    {
        class("System.IO.IOException", "WriteError")
    } else {
        return None;
    })
}

/// The exception that a method threw, by the sentence that PowerShell has wrapped.
fn thrown_by_method(says: &str) -> &'static str {
    let says_any = |words: &[&str]| words.iter().any(|word| says.contains(word));
    if says_any(&[
        "correct format",
        "not recognized as a valid",
        "not a valid Base-64",
        "ormat specifier",
        "Format string",
    ]) {
        "System.FormatException"
    } else if says_any(&["too large or too small", "overflow"]) {
        "System.OverflowException"
    } else if says_any(&["divide by zero"]) {
        "System.DivideByZeroException"
    } else if says_any(&[
        "out of range",
        "must be less than",
        "cannot be less than",
        "must be greater",
        "between one and",
    ]) {
        "System.ArgumentOutOfRangeException"
    } else if says_any(&["Could not find file"]) {
        "System.IO.FileNotFoundException"
    } else if says_any(&["Could not find a part of the path"]) {
        "System.IO.DirectoryNotFoundException"
    } else if says_any(&["Access to the path"]) {
        "System.UnauthorizedAccessException"
    } else if says_any(&["Queue empty.", "Stack empty."]) {
        "System.InvalidOperationException"
    } else if says_any(&["Collection was of a fixed size", "read-only"]) {
        "System.NotSupportedException"
    } else {
        "System.ArgumentException"
    }
}

/// The exception that a script has thrown or given with the error.
pub fn given_exception(fault: &Fault) -> Option<&crate::model::Object> {
    match fault.wording.as_deref()?.exception.as_ref()? {
        Value::Object(exception) => Some(exception),
        _ => None,
    }
}

/// The full name of the exception that a fault stands for.
pub fn exception_type(fault: &Fault) -> &str {
    given_exception(fault).map_or_else(|| ErrorClass::of(fault).exception, |exception| exception.type_name())
}

/// `id,Command`, with PowerShell's own commands by their classes.
pub fn full_id(fault: &Fault) -> String {
    let is_bare = fault.wording.as_ref().is_some_and(|wording| wording.is_thrown)
        || fault.id == "CommandNotFoundException" && fault.command.as_deref() != Some("Get-Command")
        || fault.category == Some("ParserError");
    let id = match fault.id.as_ref() {
        "MethodInvocationException" => thrown_by_method(&fault.says).rsplit('.').next().unwrap_or_default(),
        id => id,
    };
    match &fault.command {
        Some(command) if !is_bare && !command.is_empty() => format!("{id},{}", class_of_command(command)),
        _ => id.to_owned(),
    }
}

/// `Get-Content` is `Microsoft.PowerShell.Commands.GetContentCommand`; functions and our own cmdlets keep their names.
fn class_of_command(name: &str) -> String {
    match name.split_once('-') {
        Some((verb, noun)) if POWERSHELL_NOUNS.iter().any(|known| known.eq_ignore_ascii_case(noun)) => {
            format!("Microsoft.PowerShell.Commands.{verb}{noun}Command")
        }
        _ => name.to_owned(),
    }
}

/// Who says it, as PowerShell's concise view has it: what threw, the command, else the category or the exception.
pub fn speaker(fault: &Fault) -> &str {
    let wording = fault.wording.as_deref();
    // Exceptions of .NET do not know that a script has thrown them: PowerShell names the category.
    if wording.is_some_and(|wording| wording.is_thrown) {
        let is_nets = given_exception(fault).is_some_and(|given| !is_exception(given.type_name(), RUNTIME));
        return if is_nets { ErrorClass::of(fault).category } else { "Exception" };
    }
    if let Some(command) = fault.command.as_deref().filter(|command| !command.is_empty()) {
        return command.rsplit('/').next().unwrap_or(command);
    }
    if let Some(activity) = wording.and_then(|wording| wording.activity.as_deref()) {
        return activity;
    }
    match ErrorClass::of(fault) {
        ErrorClass { category: "NotSpecified", .. } => {
            let exception = exception_type(fault);
            exception.rsplit('.').next().unwrap_or(exception)
        }
        class => class.category,
    }
}

/// Whether an exception type is another or derives from it.
pub fn is_exception(type_name: &str, base: &str) -> bool {
    if !type_name.ends_with("Exception") {
        return false;
    }
    std::iter::successors(Some(type_name), |name| parent(name)).any(|name| name.eq_ignore_ascii_case(base))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn an_error_has_powershells_names() {
        let row = |id: &'static str, says: &str, command: Option<&str>| {
            let mut fault = Fault::invalid(id, says);
            fault.command = command.map(Arc::from);
            (full_id(&fault), exception_type(&fault).to_owned(), speaker(&fault).to_owned())
        };
        for (id, says, command, expected) in [
            ("RuntimeException", DIVIDED_BY_ZERO, None, ("RuntimeException", RUNTIME, "RuntimeException")),
            (
                "PathNotFound",
                "Cannot find path '/x'.",
                Some("Get-Content"),
                (
                    "PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand",
                    "System.Management.Automation.ItemNotFoundException",
                    "Get-Content",
                ),
            ),
            (
                "NamedParameterNotFound",
                "A parameter",
                Some("Get-Queue"),
                ("NamedParameterNotFound,Get-Queue", BINDING, "Get-Queue"),
            ),
            (
                "MethodInvocationException",
                "The input string 'x' was not in a correct format.",
                None,
                (
                    "FormatException",
                    "System.Management.Automation.MethodInvocationException",
                    "MethodInvocationException",
                ),
            ),
            ("MethodNotFound", "no method", None, ("MethodNotFound", RUNTIME, "InvalidOperation")),
        ] {
            let (full, exception, speaker) = row(id, says, command);
            assert_eq!((full.as_str(), exception.as_str(), speaker.as_str()), expected, "{id}");
        }
    }

    #[test]
    fn exceptions_derive_from_each_other() {
        for (name, base, expected) in [
            ("System.DivideByZeroException", "System.ArithmeticException", true),
            ("System.DivideByZeroException", "system.exception", true),
            ("System.Management.Automation.ItemNotFoundException", RUNTIME, true),
            ("System.Management.Automation.PSInvalidCastException", "System.InvalidCastException", true),
            ("System.Management.Automation.ParameterBindingValidationException", BINDING, true),
            ("System.IO.FileNotFoundException", "System.ArgumentException", false),
            ("System.String", "System.Exception", false),
        ] {
            assert_eq!(is_exception(name, base), expected, "{name} is {base}");
        }
    }
}
