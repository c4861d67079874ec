//! Named arguments: `-Name value`, `-Name:value`, switches, unique prefixes.

use super::slot::Slot;
use super::{Binding, Bound, Given, Target, Word};
use crate::model::text_distance::closest;
use crate::model::{Fault, Span, Value};

/// Binds the named words and gives back the others, in order.
pub fn bind(target: &Target, words: Vec<Word>, binding: &mut Binding) -> Result<Vec<Given>, Fault> {
    let mut rest = Vec::new();
    let mut names_count = true;
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        match word {
            Word::EndOfParameters => names_count = false,
            Word::Argument(given) => rest.push(given),
            Word::Named { name, value } => {
                let at = find(target, &name, value.span.unwrap_or(target.span))?;
                place(target, binding, at, value)?;
            }
            Word::Parameter { name, value, name_span } if names_count => {
                let at = match find(target, &name, name_span) {
                    // Functions without declared names take everything as it stands.
                    Err(_) if target.keeps_extra => {
                        rest.push(as_typed(&name, name_span));
                        rest.extend(value);
                        continue;
                    }
                    found => found?,
                };
                let slot = &target.slots[at];
                let value = match value {
                    Some(value) => value,
                    None if slot.is_switch => Given { value: Value::Bool(true), raw: None, span: Some(name_span) },
                    None => match words.next_if(|next| matches!(next, Word::Argument(_))) {
                        Some(Word::Argument(value)) => value,
                        _ => return Err(missing_argument(slot, name_span)),
                    },
                };
                place(target, binding, at, value)?;
            }
            Word::Parameter { name, value, name_span } => {
                rest.push(as_typed(&name, name_span));
                rest.extend(value);
            }
        }
    }
    Ok(rest)
}

fn as_typed(name: &str, span: Span) -> Given {
    let text = format!("-{name}");
    Given { value: Value::text(&text), raw: Some(text.into()), span: Some(span) }
}

/// Puts a value into its slot; a second one for the same slot is a fault.
fn place(target: &Target, binding: &mut Binding, at: usize, given: Given) -> Result<(), Fault> {
    let slot = &target.slots[at];
    if binding.has(at) {
        return Err(Fault::invalid(
            "ParameterAlreadyBound",
            format!("Cannot bind parameter because parameter '{}' is specified more than once.", slot.name),
        )
        .at(given.span)
        .fix("For several values write them as a list: a,b,c."));
    }
    if is_delayed(slot, &given) {
        binding.delayed.push(Bound { slot: at, value: given.value, span: given.span });
        return Ok(());
    }
    let bound = target.fit(at, given)?;
    binding.bound.push(bound);
    Ok(())
}

/// A script block for a parameter that takes pipeline input is run for each object, unless it wants blocks.
pub fn is_delayed(slot: &Slot, given: &Given) -> bool {
    matches!(given.value, Value::Block(_)) && (slot.from_pipeline || slot.from_property) && !slot.keeps_blocks
}

/// The slot with that name, alias, or unique beginning. One declared parameter beats common ones.
pub fn find(target: &Target, name: &str, span: Span) -> Result<usize, Fault> {
    if let Some(exact) = target.slots.iter().position(|slot| slot.is_called(name)) {
        return Ok(exact);
    }
    let matching = |common: bool| {
        let slots = target.slots.iter().enumerate();
        slots
            .filter(move |(_, slot)| slot.is_common == common && slot.begins(name))
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
    };
    let (own, common) = (matching(false), matching(true));
    match (&own[..], &common[..]) {
        ([one], _) | ([], [one]) => Ok(*one),
        ([], []) => Err(unknown(target, name, span)),
        _ => {
            let names: Vec<String> =
                own.iter().chain(&common).map(|at| format!("-{}", target.slots[*at].name)).collect();
            Err(Fault::invalid(
                "AmbiguousParameter",
                format!("Parameter cannot be processed because the parameter name '{name}' is ambiguous. Possible matches include: {}.", names.join(" ")),
            )
            .at(span)
            .fix("Write more of the name."))
        }
    }
}

fn unknown(target: &Target, name: &str, span: Span) -> Fault {
    let fault = Fault::invalid(
        "NamedParameterNotFound",
        format!("A parameter cannot be found that matches parameter name '{name}'."),
    )
    .at(span);
    match closest(name, target.slots.iter().map(|slot| slot.name.as_ref())) {
        Some(known) => fault.fix(format!("Did you mean -{known}?")),
        None => fault.fix(format!("Get-Help {} shows the parameters.", target.name)),
    }
}

fn missing_argument(slot: &Slot, span: Span) -> Fault {
    let what = slot.type_name.as_ref();
    let fault = Fault::invalid(
        "MissingArgument",
        format!(
            "Missing an argument for parameter '{}'. Specify a parameter of type '{what}' and try again.",
            slot.name
        ),
    )
    .at(span);
    match what {
        "Boolean" => fault.fix(format!("Write -{} $true or -{} $false.", slot.name, slot.name)),
        _ => fault,
    }
}
