//! What of an object is put out.

use std::sync::Arc;

use crate::cmdlet::object::expression::{Expression, Found};
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;
use crate::model::text_distance::closest;

/// The chosen properties, or the object itself when none are.
pub struct Projection {
    properties: Option<Vec<Expression>>,
    excluded: Vec<Wildcard>,
    expand: Option<Expression>,
}

impl Projection {
    pub fn new(properties: Option<Vec<Expression>>, excluded: Vec<String>, expand: Option<Expression>) -> Projection {
        let excluded: Vec<Wildcard> = excluded.iter().map(|pattern| Wildcard::new(pattern)).collect();
        let properties = properties.or_else(|| {
            let everything = || Expression::read(&Value::text("*"), &[]).ok().map(|all| vec![all]);
            if excluded.is_empty() || expand.is_some() { None } else { everything() }
        });
        Projection { properties, excluded, expand }
    }

    /// What is put out for one object: itself, a new object, or the items of one property.
    pub fn of(&self, call: &Call, object: &Value) -> Result<Vec<Value>, Fault> {
        let chosen = match &self.properties {
            Some(properties) => Some(self.chosen(call, object, properties)?),
            None => None,
        };
        match (&self.expand, chosen) {
            (Some(expand), chosen) => expanded(call, object, expand, chosen.unwrap_or_default()),
            (None, Some(chosen)) => {
                let shown = object.shown_type_name();
                let type_name = if shown.starts_with("Selected.") { shown } else { format!("Selected.{shown}") };
                Ok(vec![Value::Object(Object::shown_as(type_name, chosen))])
            }
            (None, None) => Ok(vec![object.clone()]),
        }
    }

    fn chosen(&self, call: &Call, object: &Value, properties: &[Expression]) -> Result<Vec<(Arc<str>, Value)>, Fault> {
        let mut chosen: Vec<(Arc<str>, Value)> = Vec::with_capacity(properties.len());
        for property in properties {
            for Found { name, value, .. } in property.find(call, object)? {
                if self.excluded.iter().any(|pattern| pattern.matches(&name)) {
                    continue;
                }
                if chosen.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) {
                    call.error(exists_already(&name, "AlreadyExistingUserSpecifiedPropertyNoExpand"))?;
                } else {
                    chosen.push((name, value.unwrap_or(Value::Null)));
                }
            }
        }
        Ok(chosen)
    }
}

fn exists_already(name: &str, id: &'static str) -> Fault {
    let says = format!("The property cannot be processed because the property \"{name}\" already exists.");
    Fault::invalid(id, says).fix("Give one of them another name: @{Name='Other'; Expression={...}}.")
}

fn expanded(
    call: &Call,
    object: &Value,
    expand: &Expression,
    beside: Vec<(Arc<str>, Value)>,
) -> Result<Vec<Value>, Fault> {
    let found = expand.find(call, object)?;
    let value = match <[Found; 1]>::try_from(found.into_vec()) {
        Ok([Found { value: Some(value), .. }]) => value,
        Ok([Found { name, value: None, .. }]) => {
            let fault = Fault::not_found("ExpandPropertyNotFound", format!("Property \"{name}\" cannot be found."));
            let names = object.property_names();
            let fix = match closest(&name, names.iter().map(AsRef::as_ref)) {
                Some(known) => format!("Did you mean {known}?"),
                None => "Run Get-Member to see which there are.".to_owned(),
            };
            call.error(fault.fix(fix))?;
            return Ok(Vec::new());
        }
        Err(several) => {
            let fault = Fault::invalid(
                "MultipleExpandProperties",
                format!("-ExpandProperty takes one property; {} fit.", several.len()),
            );
            call.error(fault)?;
            return Ok(Vec::new());
        }
    };
    let items = match value {
        Value::Array(items) => items.items(),
        one => vec![one],
    };
    if beside.is_empty() {
        return Ok(items);
    }
    items.iter().filter_map(|item| with(call, item, &beside).transpose()).collect()
}

/// A copy of the object that has the other properties too.
fn with(call: &Call, item: &Value, beside: &[(Arc<str>, Value)]) -> Result<Option<Value>, Fault> {
    let copy = match item {
        Value::Object(original) => match original.info() {
            Some(info) => Object::of(info, original.properties()),
            None => original.copy(),
        },
        Value::Null => return Ok(None),
        other => Object::around(other, Vec::new()),
    };
    for (name, value) in beside {
        if copy.has(name) {
            call.error(exists_already(name, "AlreadyExistingUserSpecifiedPropertyExpand"))?;
        } else {
            copy.set(name, value.clone());
        }
    }
    Ok(Some(Value::Object(copy)))
}
