//! Parameter sets: which are still possible, and which one it is.

use super::slot::Slot;
use super::{Binding, Target};
use crate::lang::call::ParamSet;
use crate::model::Fault;

fn lists(names: &[&str], slot: &Slot) -> bool {
    names.iter().any(|name| slot.is_called(name))
}

/// Indexes of the sets that hold every parameter that was given. Err when none does.
pub fn candidates(target: &Target, binding: &Binding) -> Result<Vec<usize>, Fault> {
    if target.sets.is_empty() {
        return Ok(Vec::new());
    }
    let given: Vec<&Slot> =
        binding.bound.iter().chain(&binding.delayed).map(|bound| &target.slots[bound.slot]).collect();
    let holds = |set: &ParamSet| given.iter().all(|slot| is_free(target, slot) || lists(set.params, slot));
    let possible: Vec<usize> = (0..target.sets.len()).filter(|at| holds(&target.sets[*at])).collect();
    if possible.is_empty() {
        let names: Vec<String> =
            given.iter().filter(|slot| !is_free(target, slot)).map(|slot| format!("-{}", slot.name)).collect();
        return Err(Fault::invalid(
            "AmbiguousParameterSet",
            format!("{} cannot be used together: no parameter set holds them all.", names.join(" and ")),
        )
        .fix(format!("Get-Help {} shows which parameters go together.", target.name)));
    }
    Ok(possible)
}

/// Whether the parameter is in no set, and so in all.
fn is_free(target: &Target, slot: &Slot) -> bool {
    !target.sets.iter().any(|set| lists(set.params, slot))
}

/// Whether one of these sets has the parameter.
pub fn admits(target: &Target, possible: &[usize], slot: &Slot) -> bool {
    target.sets.is_empty() || is_free(target, slot) || possible.iter().any(|at| lists(target.sets[*at].params, slot))
}

/// Whether the first of these sets, which is the default among them, has the parameter.
pub fn admits_first(target: &Target, possible: &[usize], slot: &Slot) -> bool {
    is_free(target, slot) || possible.first().is_some_and(|at| lists(target.sets[*at].params, slot))
}

/// The set that is complete, the first of them when there are several; its name.
pub fn settle<'a>(target: &'a Target, binding: &Binding) -> Result<&'a str, Fault> {
    let is_missing = |(at, slot): &(usize, &Slot)| slot.is_mandatory && !binding.has(*at);
    let possible = candidates(target, binding)?;
    let in_play = |slot: &Slot| admits(target, &possible, slot);
    let missing: Vec<&Slot> =
        target.slots.iter().enumerate().filter(is_missing).map(|(_, slot)| slot).filter(|slot| in_play(slot)).collect();
    if !missing.is_empty() && (target.sets.is_empty() || missing.iter().any(|slot| is_free(target, slot))) {
        return Err(incomplete(target, &missing));
    }
    if target.sets.is_empty() {
        return Ok("");
    }
    let lacks = |set: &ParamSet| {
        let slots = target.slots.iter().enumerate();
        slots
            .filter(|(at, slot)| {
                let needed = lists(set.mandatory, slot) || (slot.is_mandatory && lists(set.params, slot));
                needed && !binding.has(*at)
            })
            .map(|(_, slot)| slot)
            .collect::<Vec<_>>()
    };
    match possible.iter().find(|at| lacks(&target.sets[**at]).is_empty()) {
        Some(at) => Ok(target.sets[*at].name),
        None => Err(incomplete(target, &lacks(&target.sets[possible[0]]))),
    }
}

fn incomplete(target: &Target, missing: &[&Slot]) -> Fault {
    let names: Vec<&str> = missing.iter().map(|slot| slot.name.as_ref()).collect();
    let fault = Fault::invalid(
        "MissingMandatoryParameter",
        format!("Cannot process command because of one or more missing mandatory parameters: {}.", names.join(" ")),
    );
    match names.first() {
        Some(first) => {
            fault.fix(format!("Add -{first}; Get-Help {} -Parameter {first} says what it takes.", target.name))
        }
        None => fault,
    }
}
