//! What can be wrong with a command line, in PowerShell's words and with the way out.

use super::{Formal, Kind, Refused, Shape, Word};
use crate::lang::call::ParamSpec;
use crate::lang::types::{Type, cast};
use crate::model::text_distance::closest;
use crate::model::{Fault, Span, Value};

pub(super) fn ambiguous(name: &str, candidates: &[&str], span: Span) -> Fault {
    let list = candidates.iter().map(|name| format!("-{name}")).collect::<Vec<_>>().join(" ");
    let says = format!(
        "Parameter cannot be processed because the parameter name '{name}' is ambiguous. Possible matches include: {list}."
    );
    Fault::invalid("AmbiguousParameter", says).at(span).fix("Write more of the name.")
}

pub(super) fn unknown(shape: &Shape, name: &str, span: Span) -> Fault {
    let says = format!("A parameter cannot be found that matches parameter name '{name}'.");
    let fault = Fault::invalid("NamedParameterNotFound", says).at(span);
    let names = shape.parameter_names();
    match closest(name, names.iter().map(AsRef::as_ref)) {
        Some(name) => fault.fix(format!("Did you mean -{name}?")),
        None => fault.fix(format!("Run 'Get-Help {}' for its parameters.", shape.command)),
    }
}

/// The value of the parameter is to be computed of each object, and no object comes.
pub(super) fn block_without_input(formal: &Formal, span: Span) -> Fault {
    let says = format!(
        "Cannot evaluate parameter '{}' because its argument is specified as a script block and there is no input. A script block cannot be evaluated without input.",
        formal.name
    );
    Fault::invalid("ScriptBlockArgumentNoInput", says).categorized("MetadataError").at(span)
}

pub(super) fn twice(name: &str, span: Span) -> Fault {
    let says = format!("Cannot bind parameter because parameter '{name}' is specified more than once.");
    Fault::invalid("ParameterAlreadyBound", says).at(span).fix("To give several values, write them as a list: a,b.")
}

pub(super) fn without_value(name: &str, type_name: &str, span: Span) -> Fault {
    let says =
        format!("Missing an argument for parameter '{name}'. Specify a parameter of type '{type_name}' and try again.");
    Fault::invalid("MissingArgument", says).at(span)
}

pub(super) fn too_many(shape: &Shape, word: &Word) -> Fault {
    let says = match &word.value {
        Some(value) => {
            format!("A positional parameter cannot be found that accepts argument '{}'.", shown(value))
        }
        None => "A positional parameter cannot be found that accepts this argument.".to_owned(),
    };
    let fault = Fault::invalid("PositionalParameterNotFound", says).at(word.span);
    let previous_switch = matches!(word.value, Some(Value::Bool(_)));
    if previous_switch {
        return fault.fix("A switch takes its value after a colon: -Confirm:$false.");
    }
    fault.fix(format!(
        "Name the parameter it is for, or quote text with blanks. 'Get-Help {}' lists them.",
        shape.command
    ))
}

pub(super) fn no_set(span: Span, shape: &Shape, names: &[&str]) -> Fault {
    let fault = Fault::invalid(
        "AmbiguousParameterSet",
        "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be \
         used together or an insufficient number of parameters were provided.",
    );
    let fault = fault.at(span);
    match names {
        [] => fault.fix(format!("'Get-Help {}' shows which parameters go together.", shape.command)),
        names => {
            let list = names.iter().map(|name| format!("-{name}")).collect::<Vec<_>>().join(" and ");
            fault.fix(format!("{list} do not go together. 'Get-Help {}' shows what does.", shape.command))
        }
    }
}

pub(super) fn missing(shape: &Shape, formals: &[&Formal], span: Span) -> Fault {
    let names = formals.iter().map(|formal| formal.name.as_ref()).collect::<Vec<_>>().join(" ");
    let says = format!("Cannot process command because of one or more missing mandatory parameters: {names}.");
    let written = formals.iter().map(|formal| format!("-{} <{}>", formal.name, formal.type_name()));
    Fault::invalid("MissingMandatoryParameter", says).at(span).fix(format!(
        "Write: {} {}",
        shape.command,
        written.collect::<Vec<_>>().join(" ")
    ))
}

/// Of a value that is not in a script's ValidateSet: the one that was probably meant.
fn outside_set(reason: &str) -> Option<&str> {
    let rest = reason.strip_prefix("The argument \"")?;
    let (given, rest) = rest.split_once("\" does not belong to the set \"")?;
    let (values, _) = rest.split_once("\" specified by")?;
    closest(given, values.split(','))
}

/// How the refusal of an object begins that does not say it is of the type that a parameter wants.
pub(super) const OTHER_TYPE: &str = "PSTypeNames of the argument do not match";

pub(super) fn refused(formal: &Formal, value: &Value, refused: &Refused, place: Option<Span>) -> Fault {
    let reason = refused.says.trim_end();
    let stop = if reason.ends_with(['.', '"', '!', '?']) { "" } else { "." };
    let name = &formal.name;
    if reason.starts_with(OTHER_TYPE) {
        let says = format!("Cannot bind argument to parameter '{name}', because {reason}");
        return Fault::invalid("MismatchedPSTypeName", says).at(place);
    }
    if refused.is_check {
        let says = format!("Cannot validate argument on parameter '{name}'. {reason}");
        let fault = Fault::invalid("ParameterArgumentValidationError", says).at(place);
        return match outside_set(reason) {
            Some(close) => fault.fix(format!("Did you mean {close}?")),
            None => fault,
        };
    }
    if let Kind::Cmdlet(spec) = &formal.kind
        && let Some(given) = unlisted(spec, reason)
    {
        let fault = not_listed(spec, name, given).at(place);
        return match closest(given, (spec.values)().iter().copied()) {
            Some(close) => fault.fix(format!("Did you mean {close}?")),
            // The values have been named.
            None => fault,
        };
    }
    let (id, says) = match &formal.kind {
        Kind::Cmdlet(spec) => match unconverted(spec, value) {
            Some(Unconverted::List(to)) => {
                let from = value.full_type_name();
                let says = format!(
                    "Cannot convert '{from}' to the type '{to}' required by parameter '{name}'. Specified method is not supported."
                );
                return Fault::invalid("CannotConvertArgument", says).at(place);
            }
            Some(Unconverted::Why(why)) => {
                let says = format!("Cannot bind parameter '{name}'. {why}");
                let fault = Fault::invalid("CannotConvertArgumentNoMessage", says).at(place);
                return match reason.split_once(": ") {
                    Some((_, way)) => fault.fix(sentence(way)),
                    None => fault,
                };
            }
            None => {
                let reason = sentence(reason);
                ("CannotConvertArgumentNoMessage", format!("Cannot bind parameter '{name}'. {reason}"))
            }
        },
        Kind::Script(_) => (
            "ParameterArgumentTransformationError",
            format!("Cannot process argument transformation on parameter '{name}'. {reason}{stop}"),
        ),
    };
    Fault::invalid(id, says).at(place)
}

/// Why .NET's conversion to the type that PowerShell's parameter has fails.
enum Unconverted {
    /// Several values, where one of this type is wanted.
    List(String),
    Why(String),
}

/// `None`: the type is one of ours, or the value is none of it for reasons of ours.
fn unconverted(spec: &ParamSpec, value: &Value) -> Option<Unconverted> {
    const OF_DOTNET: [&str; 9] =
        ["String", "Int32", "UInt32", "Int64", "UInt64", "Double", "DateTime", "Guid", "IPAddress"];
    let known = Type::from_text(OF_DOTNET.iter().find(|name| **name == spec.type_name)?)?;
    match value.bare() {
        Value::Array(_) if !spec.is_list => Some(Unconverted::List(known.to_string())),
        Value::Array(items) => {
            items.items().iter().find_map(|item| cast(item, known).err()).map(|why| Unconverted::Why(why.says))
        }
        one => cast(one, known).err().map(|why| Unconverted::Why(why.says)),
    }
}

/// A reason as a sentence of its own.
fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    let stop = if reason.ends_with(['.', '"', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

/// What is said of a word that is none of those a parameter takes: of an enumeration, or of a list of words.
fn not_listed(spec: &ParamSpec, name: &str, given: &str) -> Fault {
    let values = (spec.values)();
    if ["String", "Encoding"].contains(&spec.type_name) {
        let says = format!(
            "Cannot validate argument on parameter '{name}'. The argument \"{given}\" does not belong to the set \"{}\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.",
            values.join(",")
        );
        return Fault::invalid("ParameterArgumentValidationError", says);
    }
    let says = format!(
        "Cannot bind parameter '{name}'. Cannot convert value \"{given}\" to type \"{}\". Error: \"Unable to match the identifier name {given} to a valid enumerator name. Specify one of the following enumerator names and try again:\n{}\"",
        enumeration(spec.type_name),
        values.join(", ")
    );
    Fault::invalid("CannotConvertArgumentNoMessage", says)
}

/// The whole name of an enumeration, where PowerShell has it.
fn enumeration(name: &str) -> String {
    const WHOLE: [&str; 6] = [
        "System.IO.FileAttributes",
        "System.Management.Automation.CommandTypes",
        "System.Management.Automation.PSMemberTypes",
        "System.Management.Automation.PSMemberViewTypes",
        "System.Management.Automation.ScopedItemOptions",
        "System.Management.Automation.SessionStateEntryVisibility",
    ];
    if let Some(flags) = name.strip_prefix("FlagsExpression[").and_then(|rest| rest.strip_suffix(']')) {
        return format!("System.Management.Automation.FlagsExpression`1[{}]", enumeration(flags));
    }
    let known = WHOLE.iter().find(|whole| whole.rsplit('.').next() == Some(name));
    known
        .map(|whole| (*whole).to_owned())
        .or(Type::from_text(name).map(|known| known.to_string()))
        .unwrap_or(name.to_owned())
}

/// The word that is none of those a parameter takes.
fn unlisted<'r>(spec: &ParamSpec, reason: &'r str) -> Option<&'r str> {
    let (given, _) = reason.split_once(" is not one of the values.")?;
    let given = given.strip_prefix('\'').and_then(|given| given.strip_suffix('\''))?;
    (!(spec.values)().is_empty()).then_some(given)
}

pub(super) fn null(formal: &Formal, what: &str, place: Option<Span>) -> Fault {
    let id = match what {
        "null" => "ParameterArgumentValidationErrorNullNotAllowed",
        "an empty string" => "ParameterArgumentValidationErrorEmptyStringNotAllowed",
        _ => "ParameterArgumentValidationErrorEmptyArrayNotAllowed",
    };
    let says = format!("Cannot bind argument to parameter '{}' because it is {what}.", formal.name);
    Fault::invalid(id, says).at(place)
}

pub(super) fn object_not_bound() -> Fault {
    Fault::invalid(
        "InputObjectNotBound",
        "The input object cannot be bound to any parameters for the command either because the command does not take \
         pipeline input or the input and its properties do not match any of the parameters that take pipeline input.",
    )
}

/// A value in a message: bounded, and never a secret.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}
