//! The shape of a function, script or block with `param(…)`, from its declaration.

use std::sync::Arc;

use super::{Formal, Kind, Role, Shape};
use crate::lang::ast::{Attribute, Expr, ExprKind, NamedArgument, Number, Parameter, ScriptBlock, UnaryOp};
use crate::lang::scalars::Pattern;
use crate::lang::types::{Base, Type, cast};
use crate::model::compare::{Case, equal, order};
use crate::model::{Fault, Value, convert};

/// A declared parameter's own knowledge.
pub struct ScriptParameter {
    /// In the order written; values are converted by the last one first.
    types: Vec<Type>,
    pub checks: Vec<Check>,
    /// Evaluated when nothing is bound.
    pub default: Option<Expr>,
    allows_null: bool,
    allows_empty: bool,
}

/// A condition on what is bound.
pub enum Check {
    Set {
        values: Vec<Value>,
        ignores_case: bool,
    },
    Range(Value, Value),
    Length(usize, usize),
    Count(usize, usize),
    Pattern(Pattern),
    NotNull,
    NotNullOrEmpty,
    /// Run with `$_`; only the evaluator can.
    Script(Arc<ScriptBlock>),
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

/// What an attribute can be given: a value known before the script runs.
pub fn constant(expr: &Expr) -> Option<Value> {
    Some(match &expr.kind {
        ExprKind::Number { value, .. } => number(*value),
        ExprKind::Text { value, .. } => Value::String(value.clone()),
        ExprKind::Variable(variable) => match variable.name.to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => return None,
        },
        ExprKind::Unary { op: UnaryOp::Minus, operand } => match constant(operand)? {
            Value::Int(n) => Value::Int(n.checked_neg()?),
            Value::Long(n) => Value::Long(n.checked_neg()?),
            Value::Double(n) => Value::Double(-n),
            Value::Decimal(n) => Value::Decimal(-n),
            _ => return None,
        },
        ExprKind::Array(items) => Value::array(items.iter().map(constant).collect::<Option<_>>()?),
        _ => return None,
    })
}

/// A literal's value.
pub fn number(number: Number) -> Value {
    match number {
        Number::Int(n) => Value::Int(n),
        Number::Long(n) => Value::Long(n),
        Number::Double(n) => Value::Double(n),
        Number::Decimal { mantissa, scale } => rust_decimal::Decimal::try_from_i128_with_scale(mantissa, scale)
            .map_or(Value::Double(mantissa as f64 / 10f64.powi(scale as i32)), Value::Decimal),
    }
}

impl Shape {
    /// Err: an attribute that is not supported, or that says nothing sensible.
    pub fn of_script(command: &str, block: &ScriptBlock) -> Result<Shape, Fault> {
        let declared = block.params.as_deref().unwrap_or_default();
        let binding = block.attributes.iter().find(|attribute| attribute.name.is("CmdletBinding"));
        let mut shape = Shape {
            command: command.into(),
            formals: Vec::with_capacity(declared.len()),
            sets: Vec::new(),
            default_set: None,
            has_common: binding.is_some(),
            has_should: binding.is_some_and(|attribute| flag(attribute, "SupportsShouldProcess")),
            keeps_rest: false,
        };
        if let Some(name) = binding.and_then(|attribute| text(attribute, "DefaultParameterSetName")) {
            shape.default_set = Some(shape.set(&name));
        }
        let mut next_position = 0;
        let positional = !binding.is_some_and(|attribute| {
            named(attribute, "PositionalBinding").is_some_and(|value| !convert::truth(&value))
        });
        let explicit = declared.iter().any(|parameter| {
            parameter.attributes.iter().any(|attribute| attribute.named.iter().any(|named| is(named, "Position")))
        });
        for parameter in declared {
            shape.has_common |= parameter.attributes.iter().any(|attribute| attribute.name.is("Parameter"));
            let position = (positional && !explicit).then_some(next_position);
            let formal = shape.formal(parameter, position)?;
            next_position += i32::from(!formal.is_switch);
            shape.formals.push(formal);
        }
        shape.keeps_rest = !shape.has_common;
        Ok(shape)
    }

    fn set(&mut self, name: &str) -> usize {
        match self.sets.iter().position(|known| known.eq_ignore_ascii_case(name)) {
            Some(at) => at,
            None => {
                self.sets.push(name.into());
                self.sets.len() - 1
            }
        }
    }

    fn formal(&mut self, parameter: &Parameter, position: Option<i32>) -> Result<Formal, Fault> {
        let types = parameter
            .types
            .iter()
            .map(|name| {
                Type::named(name).ok_or_else(|| {
                    let says = format!("Unable to find type [{}].", name.name);
                    Fault::not_found("TypeNotFound", says).at(name.span)
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let is_switch = types.iter().any(|known| *known == Type::of(Base::Switch));
        let position = position.filter(|_| !is_switch);
        let mut formal = Formal {
            name: parameter.name.clone(),
            aliases: Vec::new(),
            is_switch,
            roles: Vec::new(),
            kind: Kind::Script(Arc::new(ScriptParameter {
                types: Vec::new(),
                checks: Vec::new(),
                default: None,
                allows_null: false,
                allows_empty: false,
            })),
        };
        let mut own = ScriptParameter {
            types,
            checks: Vec::new(),
            default: parameter.default.clone(),
            allows_null: false,
            allows_empty: false,
        };
        for attribute in &parameter.attributes {
            if attribute.name.is("Parameter") {
                let set = text(attribute, "ParameterSetName").map(|name| self.set(&name));
                let written = named(attribute, "Position").and_then(|value| convert::to_int(&value).ok());
                formal.roles.push(Role {
                    set,
                    is_mandatory: flag(attribute, "Mandatory"),
                    position: written.or(position),
                    from_pipeline: flag(attribute, "ValueFromPipeline"),
                    from_property: flag(attribute, "ValueFromPipelineByPropertyName"),
                    takes_rest: flag(attribute, "ValueFromRemainingArguments"),
                });
            } else if attribute.name.is("Alias") {
                let names = attribute.positional.iter().filter_map(constant);
                formal.aliases.extend(names.flat_map(Value::into_items).map(|name| Arc::from(name.to_string())));
            } else if attribute.name.is("AllowNull") {
                own.allows_null = true;
            } else if attribute.name.is("AllowEmptyString") || attribute.name.is("AllowEmptyCollection") {
                own.allows_empty = true;
            } else {
                own.checks.push(check(attribute)?);
            }
        }
        if formal.roles.is_empty() {
            formal.roles.push(Role {
                set: None,
                is_mandatory: false,
                position,
                from_pipeline: false,
                from_property: false,
                takes_rest: false,
            });
        }
        formal.kind = Kind::Script(Arc::new(own));
        Ok(formal)
    }
}

fn is(argument: &NamedArgument, name: &str) -> bool {
    argument.name.eq_ignore_ascii_case(name)
}

/// The value of a named argument; without one it is true.
fn named(attribute: &Attribute, name: &str) -> Option<Value> {
    let argument = attribute.named.iter().find(|argument| is(argument, name))?;
    match &argument.value {
        Some(expr) => constant(expr),
        None => Some(Value::Bool(true)),
    }
}

fn flag(attribute: &Attribute, name: &str) -> bool {
    named(attribute, name).is_some_and(|value| convert::truth(&value))
}

fn text(attribute: &Attribute, name: &str) -> Option<String> {
    named(attribute, name).map(|value| value.to_string())
}

fn check(attribute: &Attribute) -> Result<Check, Fault> {
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
    let name = |known: &str| attribute.name.is(known);
    if name("ValidateSet") {
        let ignores_case = named(attribute, "IgnoreCase").is_none_or(|value| convert::truth(&value));
        return Ok(Check::Set { values: arguments()?, ignores_case });
    }
    if name("ValidateRange") {
        let values = arguments()?;
        let preset = match values.as_slice() {
            [low, high] => return Ok(Check::Range(low.clone(), high.clone())),
            [word] => word.to_string().to_ascii_lowercase(),
            _ => return Err(malformed()),
        };
        let most = Value::Double(f64::INFINITY);
        return match preset.as_str() {
            "positive" => Ok(Check::Range(Value::Double(f64::MIN_POSITIVE), most)),
            "nonnegative" => Ok(Check::Range(Value::Int(0), most)),
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
        return Pattern::new(&pattern, false).map(Check::Pattern).map_err(|why| malformed().cause(why));
    }
    if name("ValidateNotNull") {
        return Ok(Check::NotNull);
    }
    if name("ValidateNotNullOrEmpty") || name("ValidateNotNullOrWhiteSpace") {
        return Ok(Check::NotNullOrEmpty);
    }
    if name("ValidateScript")
        && let [Expr { kind: ExprKind::ScriptBlock(block), .. }] = attribute.positional.as_slice()
    {
        return Ok(Check::Script(block.clone()));
    }
    let says = format!("The attribute '{}' is not supported.", attribute.name.name);
    Err(Fault::invalid("AttributeNotSupported", says).at(attribute.span))
}

impl ScriptParameter {
    pub fn type_name(&self) -> String {
        self.types.last().map_or_else(|| "Object".into(), |last| last.short_name())
    }

    pub(super) fn is_list(&self) -> bool {
        self.types.last().is_some_and(|last| last.is_array)
    }

    pub(super) fn takes_blocks(&self) -> bool {
        self.types.is_empty() || self.types.iter().any(|known| matches!(known.base, Base::Object | Base::Block))
    }

    pub fn allows_null(&self) -> bool {
        self.allows_null || self.types.is_empty()
    }

    pub fn allows_empty_text(&self) -> bool {
        self.allows_empty
    }

    pub(super) fn holds(&self, value: &Value) -> bool {
        self.types.iter().all(|known| known.base == Base::Object && !known.is_array || known.holds(value))
    }

    /// The value converted and checked; script checks are left to the evaluator.
    pub fn accept(&self, value: &Value) -> Result<Value, Refused> {
        let refused = |refused: crate::model::Unconvertible| Refused { says: refused.says, is_check: false };
        let mut converted = self.convert(value).map_err(refused)?;
        for check in &self.checks {
            converted = check.pass(converted)?;
        }
        Ok(converted)
    }

    /// As an assignment to the parameter's variable converts.
    pub fn convert(&self, value: &Value) -> Result<Value, crate::model::Unconvertible> {
        let mut converted = value.clone();
        for to in self.types.iter().rev() {
            converted = match (to.base, &converted) {
                // Text is not truth: [bool] parameters say so, casts do not.
                (Base::Bool, value) if !to.is_array => Value::Bool(convert::to_bool_strictly(value)?),
                (Base::String, Value::Null) if !to.is_array => Value::text(""),
                (Base::String, Value::Array(_)) if !to.is_array => {
                    return Err(crate::model::Unconvertible::types(&converted, "System.String"));
                }
                (_, value) => cast(value, *to)?,
            };
        }
        Ok(converted)
    }

    /// The type its variable keeps.
    pub fn constraint(&self) -> Option<Type> {
        self.types.last().copied().filter(|last| *last != Type::of(Base::Switch))
    }
}

impl Check {
    fn pass(&self, value: Value) -> Result<Value, Refused> {
        let each = |test: &dyn Fn(&Value) -> Result<(), String>| -> Result<(), Refused> {
            match &value {
                Value::Array(items) => items.items().iter().try_for_each(test).map_err(Refused::check),
                one => test(one).map_err(Refused::check),
            }
        };
        match self {
            Check::Set { values, ignores_case } => {
                let case = if *ignores_case { Case::Insensitive } else { Case::Sensitive };
                each(&|item| {
                    let fits = values.iter().any(|known| equal(&Value::text(known.to_string()), item, case));
                    let list = || values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
                    if fits {
                        Ok(())
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
            Check::Pattern(pattern) => each(&|item| {
                if pattern.regex.is_match(&item.to_string()).unwrap_or(false) {
                    return Ok(());
                }
                Err(format!(
                    "The argument \"{item}\" does not match the \"{pattern}\" pattern. Supply an argument that matches \"{pattern}\" and try the command again."
                ))
            })?,
            Check::NotNull if value.is_null() => {
                return Err(Refused::check(
                    "The argument is null. Supply a non-null argument and try the command again.".into(),
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
            Check::NotNull | Check::Script(_) => {}
        }
        Ok(value)
    }
}
