//! Arguments: enumerated values, what exists at this moment, properties, files.

use super::parameter::{meant, named as named_in, possible};
use super::word::matching;
use super::{Fitting, Place, begins, candidate, parameter, path, property, texts, whole};
use crate::cmdlet::help::topic::TOPICS;
use crate::lang::bind::{Action, Common};
use crate::lang::call::{COMMON, Candidate, ParamSpec, Signature};
use crate::lang::eval::{Asked, script_words};
use crate::model::CLASSES;

/// Parameters that name properties of the objects that come by the pipeline.
const OF_PROPERTIES: &[&str] = &["Property", "ExcludeProperty", "ExpandProperty", "GroupBy", "MemberName"];

/// Parameters that name files.
const OF_FILES: &[&str] = &["Path", "LiteralPath", "FilePath"];

/// Parameters that name commands.
const OF_COMMANDS: &[&str] = &["Get-Help", "Get-Command"];

/// The words for an argument behind the parameter `after`, or the `position`th one without a parameter.
pub fn fitting(place: &Place, after: Option<&str>, position: usize) -> Vec<Fitting> {
    let typed = place.typed.text;
    let own = of_script(place, after, position);
    if !own.is_empty() {
        return texts(own);
    }
    let command = place.context.command.as_deref().and_then(|name| place.known.command(name));
    let Some(signature) = command else { return files(typed) };
    let named = after.and_then(|name| meant(signature, name)).filter(|param| !param.is_switch);
    if let Some(common) = after.filter(|_| named.is_none()).and_then(common_meant) {
        return match common.ends_with("Action") {
            true => texts(matching(Action::names().map(|name| candidate(name, "")).collect(), typed)),
            false => Vec::new(),
        };
    }
    let params = match named {
        Some(param) => vec![param],
        None => by_position(place, signature, position),
    };
    let found = params.into_iter().map(|param| of_parameter(place, signature, param)).find(|found| !found.is_empty());
    if let Some(found) = found {
        return found;
    }
    if typed.is_empty() && named.is_none() {
        // Nothing is known of the value, so the parameters are the next best.
        return whole(parameter::fitting(place, position));
    }
    files(typed)
}

/// What the scripts of this conversation say of the argument.
fn of_script(place: &Place, after: Option<&str>, position: usize) -> Vec<Candidate> {
    let Some(command) = place.context.command.as_deref() else { return Vec::new() };
    let word = place.typed.text;
    let line = place.line.get(..place.context.word.end).unwrap_or(place.line);
    let asked = Asked { command, after, position, used: &place.context.used, word, line };
    script_words(&asked).unwrap_or_default()
}

/// The common parameter that a typed name means, if it takes an argument.
fn common_meant(typed: &str) -> Option<&'static str> {
    let typed = typed.trim_start_matches('-').trim_end_matches(':');
    let is_called = |name: &str, aliases: &[&str]| {
        name.eq_ignore_ascii_case(typed) || aliases.iter().any(|alias| alias.eq_ignore_ascii_case(typed))
    };
    let whole = COMMON.iter().find(|(name, aliases, _)| is_called(name, aliases));
    let mut beginning = COMMON.iter().filter(|(name, ..)| begins(name, typed));
    let only = || beginning.next().filter(|_| beginning.next().is_none());
    whole.or_else(only).map(|(name, ..)| *name).filter(|name| !Common::is_switch(name))
}

/// The parameters that may take the argument at this position, counted from 0 and without those that were named:
/// several where each is of a parameter set of its own.
fn by_position<'a>(place: &Place, signature: &'a Signature, position: usize) -> Vec<&'a ParamSpec> {
    let mut open: Vec<&ParamSpec> = possible(signature, &named_in(place, signature));
    open.retain(|param| param.position.is_some());
    let mut positions: Vec<_> = open.iter().map(|param| param.position).collect();
    positions.sort();
    positions.dedup();
    match positions.get(position) {
        Some(at) => open.retain(|param| param.position == *at),
        // One that takes a list or everything that is left goes on taking.
        None => open.retain(|param| param.takes_rest && param.position == positions.last().copied().flatten()),
    }
    open
}

fn of_parameter(place: &Place, signature: &Signature, param: &ParamSpec) -> Vec<Fitting> {
    let typed = place.typed.text;
    if param.name == "Name" && OF_COMMANDS.contains(&signature.name) {
        let mut names = super::names::commands(place.known);
        if signature.name == "Get-Help" {
            names.extend(
                CLASSES.iter().map(|class| candidate(class.name, class.doc.first().map_or("", |doc| doc.trim()))),
            );
            names.extend(TOPICS.iter().map(|topic| candidate(topic.name, topic.synopsis)));
            if !typed.is_empty() && !names.iter().any(|known| begins(&known.value, typed)) {
                names = property::of_classes(typed);
            }
        }
        return whole(matching(names, typed));
    }
    if OF_FILES.iter().any(|name| param.is_called(name)) {
        return path::fitting(typed, false);
    }
    let properties: Vec<Candidate> = match OF_PROPERTIES.iter().any(|name| param.is_called(name)) {
        true => property::of_upstream(place),
        false => Vec::new(),
    };
    let docs = (param.value_docs)();
    let doc = |at: usize| docs.get(at).copied().unwrap_or_default();
    let values = (param.values)().iter().enumerate().map(|(at, value)| candidate(*value, doc(at)));
    let listed = matching(properties.into_iter().chain(values).collect(), typed);
    if !listed.is_empty() {
        return texts(listed);
    }
    // A completer has matched already.
    param.completes.map(|complete| texts(complete(place.known.commands.host(), typed))).unwrap_or_default()
}

fn files(typed: &str) -> Vec<Fitting> {
    if path::looks_like_one(typed) { path::fitting(typed, false) } else { Vec::new() }
}
