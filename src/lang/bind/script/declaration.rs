//! The shape of a function, script or block with `param(…)`, from its declaration.

use std::sync::Arc;

use super::{Check, Completer, ScriptParameter, constant};
use crate::lang::ast::{Attribute, Expr, ExprKind, NamedArgument, Parameter, ScriptBlock};
use crate::lang::bind::{Formal, Kind, Role, Shape};
use crate::lang::call::{COMMON, Impact};
use crate::lang::types::{Base, Type};
use crate::model::{Fault, Value, convert};

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
            impact: impact(binding),
            keeps_rest: false,
            pages: false,
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
        let is_written = |attribute: &Attribute| attribute.name.is("Parameter");
        shape.has_common |= declared.iter().any(|parameter| parameter.attributes.iter().any(is_written));
        for parameter in declared {
            if let Some((name, ..)) = COMMON.iter().find(|(name, ..)| name.eq_ignore_ascii_case(&parameter.name))
                && shape.offers(name)
            {
                let says = format!("A parameter with the name '{}' was defined multiple times.", parameter.name);
                let fault = Fault::invalid("ParameterNameAlreadyExistsForCommand", says).categorized("MetadataError");
                return Err(fault.at(parameter.span));
            }
            let position = (positional && !explicit).then_some(next_position);
            let formal = shape.formal(parameter, position)?;
            next_position += i32::from(!formal.is_switch);
            shape.formals.push(formal);
        }
        if binding.is_some_and(|attribute| flag(attribute, "SupportsPaging")) {
            shape.pages = true;
            shape.formals.extend(PAGING.map(paging));
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
            kind: Kind::Script(Arc::new(ScriptParameter { ..ScriptParameter::default() })),
        };
        let mut own = ScriptParameter {
            types,
            default: parameter.default.clone(),
            joins_lists: !self.has_common,
            ..ScriptParameter::default()
        };
        let mut checks = Vec::new();
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
            } else if attribute.name.is("Obsolete") || attribute.name.is("System.Obsolete") {
                own.obsolete = Some(attribute.positional.first().and_then(constant).unwrap_or_default().to_string());
            } else if is_called(attribute, "ArgumentCompletions") {
                let words = attribute.positional.iter().filter_map(constant).flat_map(Value::into_items);
                own.completer = Some(Completer::Words(words.collect()));
            } else if is_called(attribute, "ArgumentCompleter")
                && let [Expr { kind: ExprKind::ScriptBlock(block), .. }] = attribute.positional.as_slice()
            {
                own.completer = Some(Completer::Block(block.clone()));
            } else if !TOLD.iter().any(|known| is_called(attribute, known)) {
                checks.push(Check::declared(attribute)?);
            }
        }
        if formal.roles.is_empty() {
            formal.roles.push(Role { position, ..Role::default() });
        }
        own.checks = checks.into();
        formal.kind = Kind::Script(Arc::new(own));
        Ok(formal)
    }
}

/// What a function with `SupportsPaging` takes besides its own parameters, in the order of its syntax.
pub const PAGING: [&str; 3] = ["IncludeTotalCount", "Skip", "First"];

fn paging(name: &str) -> Formal {
    let is_switch = name == PAGING[0];
    let types = vec![Type::of(if is_switch { Base::Switch } else { Base::ULong })];
    Formal {
        name: name.into(),
        aliases: Vec::new(),
        is_switch,
        roles: vec![Role::default()],
        kind: Kind::Script(Arc::new(ScriptParameter { types, ..ScriptParameter::default() })),
    }
}

/// What says something about a parameter to those who write a call of it, and nothing about the values it takes.
const TOLD: &[&str] =
    &["SupportsWildcards", "PSDefaultValue", "ArgumentCompleter", "ArgumentCompletions", "Credential"];

/// What is obeyed where commands are declared, and asks nothing of the values of a variable.
const OF_COMMANDS: &[&str] = &[
    "Parameter",
    "Alias",
    "AllowNull",
    "AllowEmptyString",
    "AllowEmptyCollection",
    "CmdletBinding",
    "OutputType",
    "Obsolete",
    "System.Obsolete",
];

/// Whether an attribute in front of a variable lets it hold anything.
pub fn asks_nothing(attribute: &Attribute) -> bool {
    TOLD.iter().chain(OF_COMMANDS).any(|known| is_called(attribute, known))
}

/// Whether the attribute is of that name, with or without its namespace.
fn is_called(attribute: &Attribute, name: &str) -> bool {
    attribute.name.is(name) || attribute.name.is(&format!("System.Management.Automation.{name}"))
}

/// `ConfirmImpact`: medium where nothing is said.
fn impact(binding: Option<&Attribute>) -> Option<Impact> {
    let written = binding.and_then(|attribute| text(attribute, "ConfirmImpact")).unwrap_or_default();
    match written.to_ascii_lowercase().as_str() {
        "none" => None,
        "low" => Some(Impact::Low),
        "high" => Some(Impact::High),
        _ => Some(Impact::Medium),
    }
}

fn is(argument: &NamedArgument, name: &str) -> bool {
    argument.name.eq_ignore_ascii_case(name)
}

/// The value of a named argument; without one it is true.
pub(super) fn named(attribute: &Attribute, name: &str) -> Option<Value> {
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
