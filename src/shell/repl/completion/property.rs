//! Members: of what the command before puts out, of a variable's value, of a type or a text.

use super::{Place, begins, candidate};
use crate::lang::call::Candidate;
use crate::lang::eval::{Definition, methods, static_members};
use crate::lang::types::Type;
use crate::model::{CLASSES, PropertyInfo, Value};

/// Commands that hand on the objects they get.
const PASS_ON: &[&str] = &["Where-Object", "Sort-Object", "Select-Object", "Get-Unique", "Tee-Object"];

/// Properties of the objects that the command at the cursor gets by the pipeline.
pub fn of_upstream(place: &Place) -> Vec<Candidate> {
    for upstream in &place.context.upstream {
        let Some(signature) = place.known.command(upstream) else { return Vec::new() };
        if !PASS_ON.contains(&signature.name) {
            return declared(place.known.emitted_by(upstream));
        }
    }
    let source = place.context.source.and_then(|source| place.line.get(source.start..source.end));
    source.map_or_else(Vec::new, |variable| of_variable(place, variable))
}

/// Members of what an expression gives, where that can be known without running it.
pub fn of_expression(place: &Place, expression: &str) -> Vec<Candidate> {
    let expression = expression.trim();
    if expression.eq_ignore_ascii_case("$_") || expression.eq_ignore_ascii_case("$psitem") {
        return of_upstream(place);
    }
    if expression.starts_with('$') {
        return of_variable(place, expression);
    }
    if let Some(name) = expression.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return Type::from_text(name).map_or_else(Vec::new, |known| defined(static_members(known)));
    }
    if expression.starts_with(['"', '\'']) {
        return defined(methods(&Value::String("".into())));
    }
    // `(Get-Queue …)`, `(Get-Queue …)[0]`
    let inner = expression.strip_prefix('(').unwrap_or(expression);
    let inner = inner.rsplit_once(')').map_or(inner, |(inner, _)| inner);
    of_pipeline(place, inner)
}

/// Properties of what a pipeline puts out, by the last command of it that does not hand on what it gets.
fn of_pipeline(place: &Place, pipeline: &str) -> Vec<Candidate> {
    for stage in pipeline.rsplit('|') {
        let command = stage.split_whitespace().next().unwrap_or_default();
        match place.known.command(command) {
            Some(signature) if PASS_ON.contains(&signature.name) => {}
            Some(_) => return declared(place.known.emitted_by(command)),
            None => break,
        }
    }
    Vec::new()
}

/// Members of a variable's value or of its first element: `$x`, `${x}`, `$x[0]`. What the line itself gives it comes
/// before what it held when the line was begun.
fn of_variable(place: &Place, written: &str) -> Vec<Candidate> {
    let name = written.split('[').next().unwrap_or(written).trim_matches(['$', '{', '}']);
    let given = given_in_line(place, name).map_or_else(Vec::new, |pipeline| of_pipeline(place, pipeline));
    if !given.is_empty() {
        return given;
    }
    let picture = place.known.picture();
    let found = picture.variables.iter().find(|variable| variable.name.eq_ignore_ascii_case(name));
    let properties = found.into_iter().flat_map(|variable| &variable.properties).map(|name| candidate(name, ""));
    let methods = found.into_iter().flat_map(|variable| &variable.methods).copied().map(method);
    properties.chain(methods).collect()
}

/// The pipeline that the line gives a variable before the cursor: `$x = Get-Queue | …;`, `foreach ($x in Get-Queue)`.
fn given_in_line<'a>(place: &Place<'a>, name: &str) -> Option<&'a str> {
    let before = &place.line[..place.context.word.start];
    let places = before.match_indices('$').map(|(at, _)| &before[at + 1..]);
    let given = places.rev().find_map(|rest| {
        let rest = rest.get(name.len()..).filter(|_| begins(rest, name))?;
        if rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let rest = rest.trim_start();
        rest.strip_prefix('=').or_else(|| rest.strip_prefix("in "))
    });
    let pipeline = given?.trim_start().trim_start_matches(['(', '@']);
    Some(pipeline.split([';', '\n', ')', '{']).next().unwrap_or(pipeline))
}

/// Properties of the stored classes, for their help.
pub fn of_classes(typed: &str) -> Vec<Candidate> {
    let all = CLASSES.iter().flat_map(|class| class.properties.iter().map(move |property| (class, property)));
    let mut found: Vec<Candidate> = Vec::new();
    for (class, property) in all.filter(|(_, property)| begins(property.name, typed)) {
        if !found.iter().any(|known| known.value == property.name) {
            found.push(candidate(property.name, format!("property of {}", class.name)));
        }
    }
    found
}

/// Methods are called: what takes arguments is offered with the parenthesis that they begin with.
fn defined(definitions: Vec<Definition>) -> Vec<Candidate> {
    definitions.into_iter().map(method).collect()
}

fn method((name, definition): Definition) -> Candidate {
    match definition.ends_with("{get;}") {
        true => candidate(name, definition),
        false => candidate(format!("{name}("), definition),
    }
}

/// With the type of each and what it means, in two columns.
pub fn declared(properties: &[PropertyInfo]) -> Vec<Candidate> {
    let types = properties.iter().map(|property| property.type_name.len()).max().unwrap_or_default();
    let described =
        |property: &PropertyInfo| candidate(property.name, format!("{:types$}  {}", property.type_name, property.doc));
    properties.iter().map(described).collect()
}
