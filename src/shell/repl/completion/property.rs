//! Properties: of what the command before puts out, of a variable's value.

use super::{Place, candidate};
use crate::lang::call::Candidate;
use crate::model::PropertyInfo;

/// Properties of the objects that the command at the cursor gets by the pipeline.
pub fn of_upstream(place: &Place) -> Vec<Candidate> {
    match place.context.upstream.as_deref() {
        Some(upstream) => declared(place.known.emitted_by(upstream)),
        None => Vec::new(),
    }
}

/// Properties of what an expression gives, where that can be known without running it.
pub fn of_expression(place: &Place, expression: &str) -> Vec<Candidate> {
    let expression = expression.trim();
    if expression.eq_ignore_ascii_case("$_") || expression.eq_ignore_ascii_case("$psitem") {
        return of_upstream(place);
    }
    if let Some(name) = expression.strip_prefix('$') {
        let name = name.split('[').next().unwrap_or(name).trim_matches(['{', '}']);
        let picture = place.known.picture();
        let found = picture.variables.iter().find(|variable| variable.name.eq_ignore_ascii_case(name));
        let names = found.into_iter().flat_map(|variable| &variable.properties);
        return names.map(|name| candidate(name, "")).collect();
    }
    // `(Get-Queue …)`, `(Get-Queue …)[0]`
    let inner = expression.strip_prefix('(').unwrap_or(expression);
    let command = inner.split(|c: char| c.is_whitespace() || c == ')').next().unwrap_or_default();
    if inner.contains('|') { Vec::new() } else { declared(place.known.emitted_by(command)) }
}

pub fn declared(properties: &[PropertyInfo]) -> Vec<Candidate> {
    let described =
        |property: &PropertyInfo| candidate(property.name, format!("{}  {}", property.type_name, property.doc));
    properties.iter().map(described).collect()
}
