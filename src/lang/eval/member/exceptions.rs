//! `[System.ArgumentException]::new('…')`: exceptions that scripts make, with .NET's messages.

use crate::lang::eval::error_record::exception;
use crate::model::Value;

/// What an exception says that is made without a message.
const MESSAGES: &[(&str, &str)] = &[
    ("ApplicationException", "Error in the application."),
    ("ArgumentException", "Value does not fall within the expected range."),
    ("ArgumentNullException", "Value cannot be null."),
    ("ArgumentOutOfRangeException", "Specified argument was out of the range of valid values."),
    ("ArithmeticException", "Overflow or underflow in the arithmetic operation."),
    ("DivideByZeroException", "Attempted to divide by zero."),
    ("FormatException", "One of the identified items was in an invalid format."),
    ("IO.DirectoryNotFoundException", "Attempted to access a path that is not on the disk."),
    ("IO.FileNotFoundException", "Unable to find the specified file."),
    ("IO.IOException", "I/O error occurred."),
    ("IndexOutOfRangeException", "Index was outside the bounds of the array."),
    ("InvalidCastException", "Specified cast is not valid."),
    ("InvalidOperationException", "Operation is not valid due to the current state of the object."),
    ("NotImplementedException", "The method or operation is not implemented."),
    ("NotSupportedException", "Specified method is not supported."),
    ("OutOfMemoryException", "Insufficient memory to continue the execution of the program."),
    ("OverflowException", "Arithmetic operation resulted in an overflow."),
    ("SystemException", "System error."),
    ("TimeoutException", "The operation has timed out."),
    ("UnauthorizedAccessException", "Attempted to perform an unauthorized operation."),
];

/// The exception of that type, by its full name, that these arguments make.
pub(in crate::lang) fn construct(full_name: &str, arguments: &[Value]) -> Value {
    let short = full_name.strip_prefix("System.").unwrap_or(full_name);
    let usual = || match MESSAGES.iter().find(|(known, _)| *known == short) {
        Some((_, message)) => (*message).to_owned(),
        None => format!("Exception of type '{full_name}' was thrown."),
    };
    let text = |at: usize| arguments.get(at).filter(|value| !value.is_null()).map(ToString::to_string);
    let is_inner = |value: &Value| matches!(value, Value::Object(_));
    // Which argument is the message, and which names the parameter that is wrong.
    let (message, parameter) = match short {
        "ArgumentNullException" | "ArgumentOutOfRangeException" => match arguments {
            [_, second, ..] if is_inner(second) => (text(0), None),
            [_, _, _, ..] if short == "ArgumentOutOfRangeException" => (text(2), text(0)),
            _ => (text(1), text(0)),
        },
        "ArgumentException" => (text(0), arguments.get(1).filter(|second| !is_inner(second)).and_then(|_| text(1))),
        _ => (text(0), None),
    };
    let message = message.unwrap_or_else(usual);
    let thrown = match &parameter {
        Some(parameter) => exception(full_name, &format!("{message} (Parameter '{parameter}')")),
        None => exception(full_name, &message),
    };
    if let Value::Object(object) = &thrown {
        if let Some(inner) = arguments.iter().skip(1).find(|value| is_inner(value)) {
            object.set("InnerException", inner.clone());
        }
        if short.starts_with("Argument") {
            object.set("ParamName", parameter.map_or(Value::Null, Value::text));
        }
    }
    thrown
}
