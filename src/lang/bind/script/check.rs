//! Conditions on what is bound: `[ValidateSet(…)]`, `[ValidateRange(…)]` and their like.

use std::cmp::Ordering;
use std::sync::Arc;

use super::constant;
use super::declaration::named;
use crate::lang::ast::{Attribute, Expr, ExprKind, ScriptBlock};
use crate::lang::bind::faults::OTHER_TYPE;
use crate::lang::scalars::Pattern;
use crate::model::compare::{Case, equal, order};
use crate::model::{Fault, Value, convert};

/// A condition on what is bound.
pub enum Check {
    Set {
        values: Vec<Value>,
        ignores_case: bool,
        says: Option<String>,
    },
    Range(Value, Value),
    Sign(Sign),
    Length(usize, usize),
    Count(usize, usize),
    Pattern {
        pattern: Pattern,
        says: Option<String>,
    },
    NotNull,
    /// The name of a type that the object says it is of.
    TypeName(String),
    NotNullOrEmpty,
    /// Nor blank text.
    NotNullOrWhiteSpace,
    /// Run with `$_`; only the evaluator can.
    Script {
        block: Arc<ScriptBlock>,
        says: Option<String>,
    },
}

/// What `[ValidateRange('Positive')]` and its kin ask of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Positive,
    Negative,
    NonPositive,
    NonNegative,
}

impl Sign {
    const ALL: [(&'static str, Sign); 4] = [
        ("Positive", Sign::Positive),
        ("Negative", Sign::Negative),
        ("NonPositive", Sign::NonPositive),
        ("NonNegative", Sign::NonNegative),
    ];

    fn takes(self, beside_zero: Ordering) -> bool {
        match self {
            Sign::Positive => beside_zero.is_gt(),
            Sign::Negative => beside_zero.is_lt(),
            Sign::NonPositive => beside_zero.is_le(),
            Sign::NonNegative => beside_zero.is_ge(),
        }
    }

    fn refusal(self, item: &Value) -> String {
        let is_not = match self {
            Sign::Positive => "not greater than zero",
            Sign::Negative => "not less than zero",
            Sign::NonPositive => "greater than zero",
            Sign::NonNegative => "less than zero",
        };
        format!("The argument \"{item}\" cannot be validated because its value is {is_not}.")
    }
}

/// Why a value is refused: PowerShell's sentence without the parameter's name.
pub struct Refused {
    pub says: String,
    /// The value was of the right type, but a declared condition does not hold.
    pub is_check: bool,
}

impl Refused {
    fn check(says: String) -> Refused {
        Refused { says, is_check: true }
    }
}

impl Check {
    /// The condition that an attribute declares. Err: it is not supported, or takes other arguments.
    pub fn declared(attribute: &Attribute) -> Result<Check, Fault> {
        let malformed = || {
            let says = format!("The attribute '{}' does not take these arguments here.", attribute.name.name);
            Fault::invalid("BadAttributeArgument", says).at(attribute.span)
        };
        let arguments = || -> Result<Vec<Value>, Fault> {
            let values: Option<Vec<Value>> = attribute.positional.iter().map(constant).collect();
            Ok(values.ok_or_else(malformed)?.into_iter().flat_map(Value::into_items).collect())
        };
        let bounds = || -> Result<(usize, usize), Fault> {
            match arguments()?.as_slice() {
                [low, high] => {
                    let size = |value: &Value| convert::to_int(value).ok().and_then(|n| usize::try_from(n).ok());
                    Ok((size(low).ok_or_else(malformed)?, size(high).ok_or_else(malformed)?))
                }
                _ => Err(malformed()),
            }
        };
        let says = || named(attribute, "ErrorMessage").map(|text| text.to_string());
        let name = |known: &str| attribute.name.is(known);
        if name("ValidateSet") {
            let ignores_case = named(attribute, "IgnoreCase").is_none_or(|value| convert::truth(&value));
            return Ok(Check::Set { values: arguments()?, ignores_case, says: says() });
        }
        if name("ValidateRange") {
            let values = arguments()?;
            return match values.as_slice() {
                [low, high] => Ok(Check::Range(low.clone(), high.clone())),
                [word] => {
                    let word = word.to_string();
                    let sign = Sign::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(&word));
                    sign.map(|(_, sign)| Check::Sign(*sign)).ok_or_else(malformed)
                }
                _ => Err(malformed()),
            };
        }
        if name("ValidateLength") {
            return bounds().map(|(low, high)| Check::Length(low, high));
        }
        if name("ValidateCount") {
            return bounds().map(|(low, high)| Check::Count(low, high));
        }
        if name("ValidatePattern") {
            let values = arguments()?;
            let pattern = values.first().ok_or_else(malformed)?.to_string();
            return Pattern::new(&pattern, false)
                .map(|pattern| Check::Pattern { pattern, says: says() })
                .map_err(|why| malformed().cause(why));
        }
        if name("PSTypeName") {
            let values = arguments()?;
            return values.first().map(|name| Check::TypeName(name.to_string())).ok_or_else(malformed);
        }
        if name("ValidateNotNull") {
            return Ok(Check::NotNull);
        }
        if name("ValidateNotNullOrEmpty") {
            return Ok(Check::NotNullOrEmpty);
        }
        if name("ValidateNotNullOrWhiteSpace") {
            return Ok(Check::NotNullOrWhiteSpace);
        }
        if name("ValidateScript")
            && let [Expr { kind: ExprKind::ScriptBlock(block), .. }] = attribute.positional.as_slice()
        {
            return Ok(Check::Script { block: block.clone(), says: says() });
        }
        let says = format!("The attribute '{}' is not supported.", attribute.name.name);
        Err(Fault::invalid("AttributeNotSupported", says).at(attribute.span))
    }

    pub fn pass(&self, value: Value) -> Result<Value, Refused> {
        let each = |test: &dyn Fn(&Value) -> Result<(), String>| -> Result<(), Refused> {
            match &value {
                Value::Array(items) => items.items().iter().try_for_each(test).map_err(Refused::check),
                one => test(one).map_err(Refused::check),
            }
        };
        match self {
            Check::TypeName(wanted) => {
                let is_of = match &value {
                    Value::Object(object) => {
                        object.type_names().items().iter().any(|name| name.to_string().eq_ignore_ascii_case(wanted))
                    }
                    other => other.full_type_name().eq_ignore_ascii_case(wanted),
                };
                if !is_of {
                    let says = format!("{OTHER_TYPE} the PSTypeName required by the parameter: {wanted}.");
                    return Err(Refused::check(says));
                }
            }
            Check::Set { values, ignores_case, says } => {
                let case = if *ignores_case { Case::Insensitive } else { Case::Sensitive };
                each(&|item| {
                    let fits = values.iter().any(|known| equal(&Value::text(known.to_string()), item, case));
                    let list = || values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
                    if fits {
                        Ok(())
                    } else if let Some(says) = says {
                        Err(worded(says, item, &list()))
                    } else {
                        Err(format!(
                            "The argument \"{item}\" does not belong to the set \"{}\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.",
                            list()
                        ))
                    }
                })?;
            }
            Check::Range(low, high) => each(&|item| {
                if order(item, high, Case::Insensitive).is_ok_and(std::cmp::Ordering::is_gt) {
                    return Err(format!(
                        "The {item} argument is greater than the maximum allowed range of {high}. Supply an argument that is less than or equal to {high} and then try the command again."
                    ));
                }
                if order(item, low, Case::Insensitive).is_ok_and(std::cmp::Ordering::is_lt) {
                    return Err(format!(
                        "The {item} argument is less than the minimum allowed range of {low}. Supply an argument that is greater than or equal to {low} and then try the command again."
                    ));
                }
                Ok(())
            })?,
            Check::Length(low, high) => each(&|item| {
                let length = item.to_string().encode_utf16().count();
                if length < *low {
                    return Err(format!(
                        "The character length ({length}) of the argument is too short. Specify an argument with a length that is greater than or equal to \"{low}\", and then try the command again."
                    ));
                }
                if length > *high {
                    return Err(format!(
                        "The character length of the {length} argument is too long. Shorten the character length of the argument so it is fewer than or equal to \"{high}\" characters, and then try the command again."
                    ));
                }
                Ok(())
            })?,
            Check::Count(low, high) => {
                let count = value.clone().into_items().len();
                if count < *low || count > *high {
                    return Err(Refused::check(format!(
                        "The parameter requires at least {low} value(s) and no more than {high} value(s) - {count} value(s) were provided."
                    )));
                }
            }
            Check::Sign(sign) => each(&|item| {
                let order = order(item, &Value::Int(0), Case::Insensitive);
                if order.is_ok_and(|order| sign.takes(order)) { Ok(()) } else { Err(sign.refusal(item)) }
            })?,
            Check::Pattern { pattern, says } => each(&|item| {
                if pattern.regex.is_match(&item.to_string()).unwrap_or(false) {
                    return Ok(());
                }
                if let Some(says) = says {
                    return Err(worded(says, item, &pattern.to_string()));
                }
                Err(format!(
                    "The argument \"{item}\" does not match the \"{pattern}\" pattern. Supply an argument that matches \"{pattern}\" and try the command again."
                ))
            })?,
            Check::NotNull if value.is_null() => {
                return Err(Refused::check(
                    "The argument is null. Provide a valid value for the argument, and then try running the command again."
                        .into(),
                ));
            }
            Check::NotNullOrEmpty => {
                let is_empty = |item: &Value| match item {
                    Value::Null => true,
                    Value::String(text) => text.is_empty(),
                    Value::Array(items) => items.is_empty(),
                    _ => false,
                };
                let any = matches!(&value, Value::Array(items) if items.items().iter().any(is_empty));
                if is_empty(&value) || any {
                    return Err(Refused::check("The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.".into()));
                }
            }
            Check::NotNullOrWhiteSpace => {
                let is_blank = |item: &Value| match item {
                    Value::Null => true,
                    Value::String(text) => text.trim().is_empty(),
                    Value::Array(items) => items.is_empty(),
                    _ => false,
                };
                let any = matches!(&value, Value::Array(items) if items.items().iter().any(is_blank));
                if is_blank(&value) || any {
                    return Err(Refused::check("The argument is null, empty, or consists of only white-space characters. Provide an argument that contains non white-space characters, and then try the command again.".into()));
                }
            }
            Check::NotNull => {
                let any = matches!(&value, Value::Array(items) if items.items().iter().any(Value::is_null));
                if value.is_null() || any {
                    return Err(Refused::check("The argument is null. Provide a valid value for the argument, and then try running the command again.".into()));
                }
            }
            Check::Script { .. } => {}
        }
        Ok(value)
    }
}

/// The attribute's `ErrorMessage`: `{0}` is the argument, `{1}` what it was held against.
pub fn worded(message: &str, item: &Value, against: &str) -> String {
    let arguments = [item.clone(), Value::text(against)];
    crate::lang::composite::format(message, &arguments).unwrap_or_else(|_| message.to_owned())
}
