//! Positional arguments, in the order of the parameters' positions.

use super::input::is_of_type;
use super::named::is_delayed;
use super::{Binding, Bound, Given, Target, sets};
use crate::model::{Fault, Value};

/// Gives the words without a name to the parameters that have a position and are still open.
pub fn bind(target: &Target, words: Vec<Given>, binding: &mut Binding) -> Result<(), Fault> {
    let mut words = words.into_iter().peekable();
    let open = open_positions(target, binding)?;
    let place = |at: &usize| (target.slots[*at].takes_rest, target.slots[*at].position);
    for rivals in open.chunk_by(|a, b| place(a) == place(b)) {
        if target.slots[rivals[0]].takes_rest {
            let rest: Vec<Given> = words.by_ref().collect();
            if let Some(given) = all_of(rest, target.slots[rivals[0]].type_name == "String") {
                let bound = target.fit(rivals[0], given)?;
                binding.bound.push(bound);
            }
            break;
        }
        let Some(given) = words.next() else { break };
        take(target, binding, rivals, given)?;
    }
    match words.peek() {
        None => Ok(()),
        Some(_) if target.keeps_extra => {
            binding.extra.extend(words);
            Ok(())
        }
        Some(first) => Err(Fault::invalid(
            "PositionalParameterNotFound",
            format!("A positional parameter cannot be found that accepts argument '{}'.", shown(first)),
        )
        .at(first.span)
        .fix(match first.value {
            Value::Bool(_) => "A switch takes its value after a colon: -Name:$false.".to_owned(),
            _ => format!("Name the parameter, or see Get-Help {}.", target.name),
        })),
    }
}

/// Of the parameters that share a position (in different sets), the first that wants a value of this very type gets it,
/// else the first that can make something of it.
fn take(target: &Target, binding: &mut Binding, rivals: &[usize], given: Given) -> Result<(), Fault> {
    let is_wanted = |at: &&usize| is_of_type(&target.slots[**at], &given.value);
    let others = rivals.iter().filter(|at| !is_wanted(at));
    let mut refusal = None;
    for at in rivals.iter().filter(is_wanted).chain(others) {
        if is_delayed(&target.slots[*at], &given) {
            binding.delayed.push(Bound { slot: *at, value: given.value, span: given.span });
            return Ok(());
        }
        match target.fit(*at, given.clone()) {
            Ok(bound) => {
                binding.bound.push(bound);
                return Ok(());
            }
            Err(fault) => drop(refusal.get_or_insert(fault)),
        }
    }
    refusal.map_or(Ok(()), Err)
}

fn shown(given: &Given) -> String {
    given.raw.as_ref().map_or_else(|| given.value.to_string(), ToString::to_string)
}

/// Slots with a position that are open in a parameter set that is still possible, by position.
fn open_positions(target: &Target, binding: &Binding) -> Result<Vec<usize>, Fault> {
    let possible = sets::candidates(target, binding)?;
    let mut open: Vec<usize> = target
        .slots
        .iter()
        .enumerate()
        .filter(|(at, slot)| (slot.position.is_some() || slot.takes_rest) && !binding.has(*at))
        .filter(|(_, slot)| sets::admits(target, &possible, slot))
        .map(|(at, _)| at)
        .collect();
    open.sort_by_key(|at| {
        let slot = &target.slots[*at];
        (slot.takes_rest, slot.position.unwrap_or(u8::MAX), !sets::admits_first(target, &possible, slot))
    });
    Ok(open)
}

/// All the remaining words as one list.
fn all_of(rest: Vec<Given>, is_text: bool) -> Option<Given> {
    let span = rest.first()?.span;
    if let [one] = &rest[..] {
        return Some(one.clone());
    }
    let value = |given: &Given| match &given.raw {
        Some(raw) if is_text => Value::String(raw.clone()),
        _ => given.value.clone(),
    };
    Some(Given { value: Value::array(rest.iter().map(value).collect()), raw: None, span })
}
