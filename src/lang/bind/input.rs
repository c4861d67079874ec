//! Binding one pipeline object: by value and by property name, without and then with conversion.

use super::slot::Slot;
use super::{Binding, Bound, Given, Target, sets};
use crate::model::{Fault, Value};

/// What the object adds to the binding of the command line; `None` when it fits nothing.
pub fn bind(target: &Target, binding: &Binding, input: &Value) -> Result<Option<Binding>, Fault> {
    let possible = sets::candidates(target, binding)?;
    let open = |at: usize| !binding.has(at) && sets::admits(target, &possible, &target.slots[at]);
    let mut found: Vec<Bound> = Vec::new();
    let mut refusal = None;
    let taken = |found: &[Bound], at: usize| found.iter().any(|bound| bound.slot == at);

    for with_conversion in [false, true] {
        for (at, slot) in target.slots.iter().enumerate().filter(|(at, slot)| slot.from_pipeline && open(*at)) {
            let by_value = found.iter().any(|bound| target.slots[bound.slot].from_pipeline && bound.span.is_none());
            if by_value || taken(&found, at) || (!with_conversion && !is_of_type(slot, input)) {
                continue;
            }
            match fit(target, at, input.clone()) {
                Ok(bound) => found.push(bound),
                Err(fault) => drop(refusal.get_or_insert(fault)),
            }
        }
        for (at, slot) in target.slots.iter().enumerate().filter(|(at, slot)| slot.from_property && open(*at)) {
            if taken(&found, at) {
                continue;
            }
            let Some(value) = property(slot, input) else { continue };
            if !with_conversion && !is_of_type(slot, &value) {
                continue;
            }
            match fit(target, at, value) {
                Ok(bound) => found.push(bound),
                Err(fault) => drop(refusal.get_or_insert(fault)),
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    if found.is_empty() && binding.delayed.is_empty() {
        return match refusal {
            Some(fault) => Err(fault),
            None => Ok(None),
        };
    }
    let mut whole = binding.clone();
    whole.bound.append(&mut found);
    Ok(Some(whole))
}

fn fit(target: &Target, at: usize, value: Value) -> Result<Bound, Fault> {
    target.fit(at, Given { value, raw: None, span: None })
}

/// Whether the value is already what the parameter wants.
pub fn is_of_type(slot: &Slot, value: &Value) -> bool {
    let wanted = slot.type_name.as_ref();
    wanted == "Object"
        || value.type_name().eq_ignore_ascii_case(wanted)
        || value.full_type_name().eq_ignore_ascii_case(wanted)
}

/// The property of the object that has the parameter's name or an alias.
fn property(slot: &Slot, input: &Value) -> Option<Value> {
    let names = std::iter::once(&slot.name).chain(&slot.aliases);
    match input {
        Value::Object(object) => names.filter_map(|name| object.get(name)).next(),
        _ => None,
    }
    .filter(|value| !value.is_null())
}
