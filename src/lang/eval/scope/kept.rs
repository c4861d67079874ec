//! Variables that are made with what they keep: a type, and conditions on each value.

use std::sync::Arc;

use super::slot::{checked, constrained, refused};
use super::{Scope, Slot};
use crate::lang::bind::{Check, ScriptParameter};
use crate::lang::types::Type;
use crate::model::{Fault, Value};

/// What stands in front of a variable that is assigned to: `[ValidateRange(1, 5)][int]$x`.
pub struct Kept {
    pub to: Option<Type>,
    /// From the left.
    pub checks: Vec<Check>,
    /// So many of them, at the end, stand behind the type: they are asked about the value as it comes.
    pub unconverted: usize,
}

impl Scope {
    /// Sets a variable and binds it to a type.
    pub fn set_typed(&self, name: &Arc<str>, value: &Value, to: Type) -> Result<(), Fault> {
        self.refuse_read_only(name)?;
        let value = constrained(value, to)?;
        self.remove(name);
        self.variables.borrow_mut().push(Slot { constraint: Some(to), ..Slot::new(name, value) });
        Ok(())
    }

    /// Sets a variable and binds it to conditions, and to a type where there is one. Nothing is set when they do not hold.
    pub fn set_checked(&self, name: &Arc<str>, value: &Value, kept: Kept) -> Result<(), Fault> {
        self.refuse_read_only(name)?;
        let is_there = self.own(name).is_some();
        let raw = &kept.checks[kept.checks.len() - kept.unconverted..];
        let passed = raw
            .iter()
            .try_for_each(|check| {
                checked(name, value.clone(), std::slice::from_ref(check)).and(text_only(name, value, check))
            })
            .and_then(|()| kept.to.map_or(Ok(value.clone()), |to| constrained(value, to)))
            .and_then(|value| checked(name, value, &kept.checks));
        let value = passed.map_err(|fault| if is_there { fault } else { unfit(fault, name, value) })?;
        self.remove(name);
        let checks = Some(kept.checks).filter(|checks| !checks.is_empty()).map(Arc::from);
        self.variables.borrow_mut().push(Slot { constraint: kept.to, checks, ..Slot::new(name, value) });
        Ok(())
    }

    /// Sets the variable of a parameter. What was bound has passed its conditions, and a default is not asked for them:
    /// they are for what the function assigns to it.
    pub fn set_parameter(&self, name: &Arc<str>, value: Value, parameter: &ScriptParameter) -> Result<(), Fault> {
        self.refuse_read_only(name)?;
        self.remove(name);
        let checks = Some(parameter.checks.clone()).filter(|checks| !checks.is_empty());
        let constraint = parameter.constraint();
        self.variables.borrow_mut().push(Slot { constraint, checks, ..Slot::new(name, value) });
        Ok(())
    }

    /// Sets a variable to a value that has passed its conditions.
    pub fn set_passed(&self, name: &Arc<str>, value: Value) -> Result<(), Fault> {
        self.put(name, value, false, true)
    }
}

/// Only text has a length in characters: a number is converted by no type yet.
fn text_only(name: &str, value: &Value, check: &Check) -> Result<(), Fault> {
    let is_text = matches!(value.bare(), Value::String(_) | Value::Char(_) | Value::Array(_));
    if matches!(check, Check::Length(..)) && !is_text { Err(refused(name, value)) } else { Ok(()) }
}

/// What PowerShell says of a condition that a new variable does not begin with.
fn unfit(fault: Fault, name: &str, value: &Value) -> Fault {
    if fault.id != "ValidateSetFailure" {
        return fault;
    }
    let says =
        format!("The attribute cannot be added because variable {name} with value {value} would no longer be valid.");
    Fault { says, ..fault }
}
