//! Properties: of what the command before puts out, of a variable's value.

use super::{Place, candidate};
use crate::lang::call::Candidate;
use crate::model::PropertyInfo;

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

/// Properties of what an expression gives, where that can be known without running it.
pub fn of_expression(place: &Place, expression: &str) -> Vec<Candidate> {
    let expression = expression.trim();
    if expression.eq_ignore_ascii_case("$_") || expression.eq_ignore_ascii_case("$psitem") {
        return of_upstream(place);
    }
    if expression.starts_with('$') {
        return of_variable(place, expression);
    }
    // `(Get-Queue …)`, `(Get-Queue …)[0]`
    let inner = expression.strip_prefix('(').unwrap_or(expression);
    let command = inner.split(|c: char| c.is_whitespace() || c == ')').next().unwrap_or_default();
    if inner.contains('|') { Vec::new() } else { declared(place.known.emitted_by(command)) }
}

/// Properties of a variable's value or of its first element: `$x`, `${x}`, `$x[0]`.
fn of_variable(place: &Place, written: &str) -> Vec<Candidate> {
    let name = written.split('[').next().unwrap_or(written).trim_matches(['$', '{', '}']);
    let picture = place.known.picture();
    let found = picture.variables.iter().find(|variable| variable.name.eq_ignore_ascii_case(name));
    let names = found.into_iter().flat_map(|variable| &variable.properties);
    names.map(|name| candidate(name, "")).collect()
}

/// With the type of each and what it means, in two columns.
pub fn declared(properties: &[PropertyInfo]) -> Vec<Candidate> {
    let types = properties.iter().map(|property| property.type_name.len()).max().unwrap_or_default();
    let described =
        |property: &PropertyInfo| candidate(property.name, format!("{:types$}  {}", property.type_name, property.doc));
    properties.iter().map(described).collect()
}
