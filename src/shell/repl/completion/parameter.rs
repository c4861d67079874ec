//! Parameters: those that are still possible, with their types.

use super::word::matching;
use super::{Place, begins, candidate};
use crate::lang::call::{COMMON, Candidate, Effect, ParamSpec, Signature};

/// The parameter that a typed name means: exact, else the only one that begins so.
pub fn meant<'a>(signature: &'a Signature, typed: &str) -> Option<&'a ParamSpec> {
    let typed = typed.trim_start_matches('-').trim_end_matches(':');
    signature.param(typed).or_else(|| {
        let mut beginning = signature.params.iter().filter(|param| begins(param.name, typed));
        beginning.next().filter(|_| beginning.next().is_none())
    })
}

/// The parameters that the rest of the command leaves possible: not used, and of a set that holds all that are.
pub fn possible<'a>(signature: &'a Signature, used: &[&ParamSpec]) -> Vec<&'a ParamSpec> {
    let is_in = |set: &[&str], param: &ParamSpec| set.iter().any(|name| param.is_called(name));
    let in_any_set = |param: &ParamSpec| signature.sets.iter().any(|set| is_in(set.params, param));
    let open: Vec<_> = signature
        .sets
        .iter()
        .filter(|set| used.iter().all(|param| is_in(set.params, param) || !in_any_set(param)))
        .collect();
    let fits = |param: &&ParamSpec| {
        let is_used = used.iter().any(|used| used.name == param.name);
        !is_used && (!in_any_set(param) || open.iter().any(|set| is_in(set.params, param)))
    };
    signature.params.iter().filter(fits).collect()
}

/// Names for a word that begins with a dash.
/// `position`: how many arguments stand there that followed no parameter.
pub fn fitting(place: &Place, position: usize) -> Vec<Candidate> {
    let Some(name) = place.context.command.as_deref() else { return Vec::new() };
    let typed = place.typed.text;
    // A dash of another kind, as text processors write it, is a dash too.
    let beginning = typed.get(typed.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
    let Some(signature) = place.known.command(name) else { return of_function(place, name, beginning) };
    let mut used = named(place, signature);
    used.extend(by_place(signature, &used, position));
    let own: Vec<Candidate> = possible(signature, &used)
        .into_iter()
        .map(|param| candidate(param.name, format!("{}  {}", kind(param), first_sentence(param.doc))))
        .collect();
    let changes = matches!(signature.effect, Effect::Changes(_));
    let common = COMMON
        .iter()
        .filter(|(name, ..)| changes || !matches!(*name, "WhatIf" | "Confirm"))
        .filter(|(name, ..)| !place.context.used.iter().any(|used| used.eq_ignore_ascii_case(name)))
        .map(|(name, _, doc)| candidate(*name, *doc));
    let all = own.into_iter().chain(common).collect();
    matching(all, beginning).into_iter().map(dashed).collect()
}

/// The parameters that the first arguments without a parameter go to, where it can be only one each.
fn by_place<'a>(signature: &'a Signature, named: &[&ParamSpec], arguments: usize) -> Vec<&'a ParamSpec> {
    let open = possible(signature, named);
    let mut places: Vec<u8> = open.iter().filter_map(|param| param.position).collect();
    places.sort_unstable();
    places.dedup();
    let taken = places.into_iter().take(arguments).filter_map(|place| {
        let mut here = open.iter().filter(|param| param.position == Some(place));
        here.next().filter(|_| here.next().is_none())
    });
    taken.copied().collect()
}

/// The parameters that are already there by name.
pub fn named<'a>(place: &Place, signature: &'a Signature) -> Vec<&'a ParamSpec> {
    place.context.used.iter().filter_map(|name| meant(signature, name)).collect()
}

fn of_function(place: &Place, name: &str, beginning: &str) -> Vec<Candidate> {
    let picture = place.known.picture();
    let function = picture.functions.iter().find(|function| function.name.eq_ignore_ascii_case(name));
    let parameters = function.into_iter().flat_map(|function| &function.parameters);
    matching(parameters.map(|name| candidate(name, "")).collect(), beginning).into_iter().map(dashed).collect()
}

fn dashed(found: Candidate) -> Candidate {
    candidate(format!("-{}", found.value), found.description)
}

fn kind(param: &ParamSpec) -> String {
    match (param.is_switch, param.is_list) {
        (true, _) => "switch".to_owned(),
        (false, true) => format!("{}[]", param.type_name),
        (false, false) => param.type_name.to_owned(),
    }
}

fn first_sentence(doc: &str) -> &str {
    doc.find(". ").map_or(doc, |end| &doc[..=end])
}
