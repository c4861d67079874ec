//! `(Get-Command x).Parameters` and `.ParameterSets`: what a command takes, as PowerShell tells it.

use std::sync::Arc;

use super::set_info::SetInfo;
use super::{Check, Formal, Kind, Role, Shape};
use crate::lang::call::COMMON;
use crate::lang::types::{Base, Type, TypeValue};
use crate::model::{Hash, IntoValue, Object, PropertyInfo, TypeInfo, Value};

/// What PowerShell calls the set of what belongs to every set.
const ALL_SETS: &str = "__AllParameterSets";

static PARAMETER: TypeInfo = TypeInfo {
    name: "System.Management.Automation.ParameterMetadata",
    properties: &[
        PropertyInfo::new("Name", "String", "What is written behind the dash."),
        PropertyInfo::new("ParameterType", "Type", "The type of its value."),
        PropertyInfo::new("ParameterSets", "Hashtable", "By the name of each set that it belongs to: its part in it."),
        PropertyInfo::new("IsDynamic", "Boolean", "Whether it comes and goes: never."),
        PropertyInfo::new("Aliases", "String[]", "Other names."),
        PropertyInfo::new("Attributes", "Object[]", "Its part in each set, its other names, the values that it takes."),
        PropertyInfo::new("SwitchParameter", "Boolean", "Whether it takes no value."),
    ],
    shown: &[],
    methods: &[],
};

/// Everything that the command takes, by name.
pub fn parameters(shape: &Shape) -> Hash {
    let all = Hash::parameters();
    for formal in &shape.formals {
        all.set(Value::String(formal.name.clone()), parameter(shape, formal));
    }
    for (name, aliases, _) in COMMON {
        let exists = if matches!(*name, "WhatIf" | "Confirm") { shape.has_should } else { shape.has_common };
        if exists {
            all.set(Value::text(name), common(name, aliases));
        }
    }
    all
}

/// The ways in which the command can be called.
pub fn sets(shape: &Shape) -> Vec<Value> {
    let set = |name: &str, at: Option<usize>| {
        let is_default = at == shape.default_set;
        let is_here = |role: &&Role| at.is_none() || role.set.is_none() || role.set == at;
        let here: Vec<(&Formal, &Role)> =
            shape.formals.iter().filter_map(|formal| Some((formal, formal.roles.iter().find(is_here)?))).collect();
        let parameters = here.iter().map(|(formal, role)| {
            let mut properties = vec![
                ("Name".into(), Value::String(formal.name.clone())),
                ("ParameterType".into(), type_of(formal)),
                ("Aliases".into(), texts(&formal.aliases)),
            ];
            properties.extend(part(role, first_place(formal)));
            Value::Object(Object::named("System.Management.Automation.CommandParameterInfo", properties))
        });
        Value::scalar(SetInfo {
            name: name.into(),
            is_default,
            parameters: Value::array(parameters.collect()),
            written: SetInfo::written(shape, &here),
        })
    };
    if shape.sets.is_empty() {
        return vec![set(ALL_SETS, None)];
    }
    shape.sets.iter().enumerate().map(|(at, name)| set(name, Some(at))).collect()
}

fn parameter(shape: &Shape, formal: &Formal) -> Value {
    let parts = Hash::new();
    let mut attributes = Vec::new();
    for role in &formal.roles {
        let set = role.set.and_then(|at| shape.sets.get(at)).map_or(ALL_SETS, AsRef::as_ref);
        parts.set(Value::text(set), attribute("ParameterSetMetadata", part(role, first_place(formal))));
        let mut properties = vec![("ParameterSetName".into(), Value::text(set))];
        properties.extend(part(role, first_place(formal)).into_iter().map(|(name, value)| match &*name {
            "IsMandatory" => ("Mandatory".into(), value),
            _ => (name, value),
        }));
        attributes.push(attribute("ParameterAttribute", properties));
    }
    if !formal.aliases.is_empty() {
        attributes.push(attribute("AliasAttribute", vec![("AliasNames".into(), texts(&formal.aliases))]));
    }
    if let Some(values) = values_of(formal) {
        attributes.push(attribute("ValidateSetAttribute", vec![("ValidValues".into(), values)]));
    }
    metadata([
        Value::String(formal.name.clone()),
        type_of(formal),
        Value::Hash(parts),
        Value::Bool(false),
        texts(&formal.aliases),
        Value::array(attributes),
        Value::Bool(formal.is_switch),
    ])
}

/// A parameter that every command has.
fn common(name: &str, aliases: &[&str]) -> Value {
    let role = Role::default();
    let is_switch = matches!(name, "Verbose" | "Debug" | "WhatIf" | "Confirm");
    let known = match name {
        _ if is_switch => TypeValue::new(Type::of(Base::Switch)),
        "ErrorAction" | "WarningAction" | "InformationAction" => {
            TypeValue { full_name: "System.Management.Automation.ActionPreference".to_owned(), known: None }
        }
        "OutBuffer" => TypeValue::new(Type::of(Base::Int)),
        _ => TypeValue::new(Type::of(Base::String)),
    };
    let parts = Hash::new();
    parts.set(Value::text(ALL_SETS), attribute("ParameterSetMetadata", part(&role, 0)));
    let mut properties =
        vec![("ParameterSetName".into(), Value::text(ALL_SETS)), ("Mandatory".into(), false.into_value())];
    properties.extend(part(&role, 0).into_iter().skip(1));
    let aliases = Value::array(aliases.iter().map(Value::text).collect());
    metadata([
        Value::text(name),
        Value::scalar(known),
        Value::Hash(parts),
        Value::Bool(false),
        aliases.clone(),
        Value::array(vec![
            attribute("ParameterAttribute", properties),
            attribute("AliasAttribute", vec![("AliasNames".into(), aliases)]),
        ]),
        Value::Bool(is_switch),
    ])
}

fn metadata(values: [Value; 7]) -> Value {
    let names = PARAMETER.properties.iter().map(|property| Arc::from(property.name));
    Value::Object(Object::of(&PARAMETER, names.zip(values).collect()))
}

fn attribute(name: &str, properties: Vec<(Arc<str>, Value)>) -> Value {
    Value::Object(Object::named(format!("System.Management.Automation.{name}"), properties))
}

/// Where places begin to count: PowerShell's are from 0.
fn first_place(formal: &Formal) -> i32 {
    match formal.kind {
        Kind::Cmdlet(_) => 1,
        Kind::Script(_) => 0,
    }
}

/// What a parameter is in one set. .NET's least number says that it has no place.
fn part(role: &Role, first: i32) -> Vec<(Arc<str>, Value)> {
    vec![
        ("IsMandatory".into(), Value::Bool(role.is_mandatory)),
        ("Position".into(), Value::Int(role.position.map_or(i32::MIN, |place| place - first))),
        ("ValueFromPipeline".into(), Value::Bool(role.from_pipeline)),
        ("ValueFromPipelineByPropertyName".into(), Value::Bool(role.from_property)),
        ("ValueFromRemainingArguments".into(), Value::Bool(role.takes_rest)),
    ]
}

fn type_of(formal: &Formal) -> Value {
    let (name, is_list) = match &formal.kind {
        Kind::Script(parameter) => match parameter.constraint() {
            Some(known) => return Value::scalar(TypeValue::new(known)),
            None if formal.is_switch => ("switch", false),
            None => ("object", false),
        },
        Kind::Cmdlet(spec) => (if spec.is_switch { "switch" } else { spec.type_name }, spec.is_list),
    };
    Value::scalar(match Type::from_text(name) {
        Some(known) => TypeValue::new(Type { rank: is_list.into(), ..known }),
        None => TypeValue { full_name: format!("{name}{}", if is_list { "[]" } else { "" }), known: None },
    })
}

/// The values that it takes, where they are listed.
fn values_of(formal: &Formal) -> Option<Value> {
    match &formal.kind {
        Kind::Cmdlet(spec) => {
            let values = (spec.values)();
            let is_listed = !values.is_empty() && spec.type_name != "Boolean";
            is_listed.then(|| Value::array(values.iter().map(Value::text).collect()))
        }
        Kind::Script(parameter) => parameter.checks.iter().find_map(|check| match check {
            Check::Set { values, .. } => Some(Value::array(values.clone())),
            _ => None,
        }),
    }
}

fn texts(names: &[Arc<str>]) -> Value {
    Value::array(names.iter().map(|name| Value::String(name.clone())).collect())
}
