//! What is said of members that are not there, and of calls that fail, in PowerShell's words; and the arguments of a call.

use super::Definition;
use crate::lang::eval::stop::{Eval, Stop};
use crate::lang::types::Type;
use crate::model::text_distance::closest;
use crate::model::{Fault, Value, convert};

/// With the name that was probably meant.
pub(super) fn meant<'n>(fault: Fault, name: &str, known: impl IntoIterator<Item = &'n str>) -> Fault {
    match closest(name, known) {
        Some(known) => fault.fix(format!("Did you mean {known}?")),
        None => fault,
    }
}

pub(super) fn no_method(owner: &str, name: &str, known: &[Definition]) -> Fault {
    let says = format!("Method invocation failed because [{owner}] does not contain a method named '{name}'.");
    let fault = Fault::invalid("MethodNotFound", says).about(Value::text(name));
    meant(fault, name, known.iter().map(|(known, _)| *known))
}

pub(super) fn wrong_count(name: &str, count: usize) -> Box<Stop> {
    let says = format!("Cannot find an overload for \"{name}\" and the argument count: \"{count}\".");
    Fault::invalid("MethodCountCouldNotFindBest", says).into()
}

/// What PowerShell wraps around an exception that a method threw.
pub(super) fn exception_text(name: &str, count: usize, message: &str) -> String {
    format!("Exception calling \"{name}\" with \"{count}\" argument(s): \"{message}\"")
}

pub(super) fn threw(name: &str, count: usize, message: &str) -> Box<Stop> {
    Fault::invalid("MethodInvocationException", exception_text(name, count, message)).into()
}

/// The argument at an index, which the method cannot do without.
pub(super) fn argument<'v>(arguments: &'v [Value], at: usize, name: &str) -> Eval<&'v Value> {
    arguments.get(at).ok_or_else(|| wrong_count(name, arguments.len()))
}

/// What PowerShell says of an argument that does not become what the method takes.
pub(super) fn unconverted(parameter: &str, value: &Value, method: &str, to: Type, why: &str) -> Box<Stop> {
    let says = format!(
        "Cannot convert argument \"{parameter}\", with value: \"{value}\", for \"{method}\" to type \"{to}\": \"{why}\""
    );
    Fault::invalid("MethodArgumentConversionInvalidCastArgument", says).into()
}

pub(super) fn whole(arguments: &[Value], at: usize, name: &str) -> Eval<i32> {
    Ok(convert::to_int(argument(arguments, at, name)?)?)
}
