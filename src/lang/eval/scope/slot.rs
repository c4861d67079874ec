//! One variable of a scope: its value, and what was said of it.

use std::sync::Arc;

use super::traits::Traits;
use crate::lang::bind::Check;
use crate::lang::reference::Reference;
use crate::lang::types::{Base, Type, cast};
use crate::model::{Fault, Value};

pub struct Slot {
    pub name: Arc<str>,
    pub value: Value,
    /// Assigned from a pipeline that gave nothing: piping it on gives nothing either, where `$null` gives one null.
    pub is_nothing: bool,
    /// `[int]$x = 1`: later values are converted too.
    pub constraint: Option<Type>,
    /// `[ValidateRange(1, 5)]$x = 3`: later values are checked too.
    pub checks: Option<Arc<[Check]>>,
    /// No assignment changes it.
    pub is_constant: bool,
    /// No script uses it.
    pub is_hidden: bool,
    /// Seen only by the scope that has it.
    pub is_private: bool,
    /// Also in each scope that begins inside.
    pub is_everywhere: bool,
    /// `[ref]$x` has been taken: the value is the reference that holds it.
    pub is_shared: bool,
    /// What Set-Variable has said of it besides.
    pub traits: Option<Box<Traits>>,
}

impl Slot {
    pub fn new(name: &Arc<str>, value: Value) -> Slot {
        Slot {
            name: name.clone(),
            value,
            is_nothing: false,
            constraint: None,
            checks: None,
            is_constant: false,
            is_hidden: false,
            is_private: false,
            is_everywhere: false,
            is_shared: false,
            traits: None,
        }
    }

    /// The reference that holds the value, from now on, for whoever shares the variable.
    pub fn share(&mut self) -> Reference {
        if let Some(reference) = self.value.downcast::<Reference>().filter(|_| self.is_shared) {
            return reference.clone();
        }
        let value = std::mem::take(&mut self.value);
        let (name, to, checks) = (self.name.clone(), self.constraint, self.checks.clone());
        let reference = match (to, checks) {
            (None, None) => Reference::new(value),
            (to, checks) => Reference::minded(value, move |value| {
                let value = to.map_or(Ok(value.clone()), |to| constrained(&value, to))?;
                checks.as_ref().map_or(Ok(value.clone()), |checks| checked(&name, value, checks))
            }),
        };
        self.value = Value::scalar(reference.clone());
        self.is_shared = true;
        reference
    }

    /// The value for a script; `None`: it may not use it.
    pub fn value(&self) -> Option<Value> {
        if self.is_hidden { None } else { Some(self.held()) }
    }

    pub fn held(&self) -> Value {
        match self.value.downcast::<Reference>() {
            Some(reference) if self.is_shared => reference.get(),
            _ => self.value.clone(),
        }
    }
}

pub fn constrained(value: &Value, to: Type) -> Result<Value, Fault> {
    if value.is_null() && to == Type::of(crate::lang::types::Base::String) {
        return Ok(Value::text(""));
    }
    cast(value, to).map_err(|refused| Fault::invalid("RuntimeException", refused.says).categorized("MetadataError"))
}

/// What a variable of that name takes, wherever a script makes one: preferences are refused when they say nothing.
pub fn preference(name: &str) -> Option<Type> {
    const ACTIONS: [&str; 6] = [
        "ErrorActionPreference",
        "WarningPreference",
        "InformationPreference",
        "VerbosePreference",
        "DebugPreference",
        "ProgressPreference",
    ];
    // Most variables are none, and each is looked at when it is made.
    if !name.as_bytes().last_chunk::<10>().is_some_and(|end| end.eq_ignore_ascii_case(b"preference")) {
        return None;
    }
    let base = match ACTIONS.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        true => Base::ActionPreference,
        false if name.eq_ignore_ascii_case("ConfirmPreference") => Base::ConfirmImpact,
        false => return None,
    };
    Some(Type::of(base))
}

/// The value as the conditions pass it.
pub fn checked(name: &str, value: Value, checks: &[Check]) -> Result<Value, Fault> {
    checks.iter().try_fold(value, |value, check| {
        let given = value.clone();
        let passed = match check {
            Check::Script { block, .. } if !crate::lang::eval::block::passes(block, &value) => None,
            check => check.pass(value).ok(),
        };
        passed.ok_or_else(|| refused(name, &given))
    })
}

/// What a variable says of a value that its conditions do not pass.
pub fn refused(name: &str, value: &Value) -> Fault {
    let shown = if value.is_null() { "$null".to_owned() } else { value.to_string() };
    let says = format!(
        "The variable cannot be validated because the value {shown} is not a valid value for the {name} variable."
    );
    Fault::invalid("ValidateSetFailure", says).categorized("MetadataError")
}
