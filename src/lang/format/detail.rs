//! An error at length: all that is known of it, what it holds indented below it (`Get-Error`, and `$ErrorView` where it is
//! `DetailedView`), and the two older ways to show one.

use super::cells;
use super::line::{Line, Style};
use crate::lang::eval::ErrorRecord;
use crate::model::{Fault, Object, Scalar, Value};

/// Columns that what an object holds stands further right.
const STEP: usize = 4;

/// Exceptions inside exceptions that are shown.
const DEEPEST: usize = 8;

/// Every property that says something.
pub fn lines(record: &ErrorRecord) -> Vec<Line> {
    let members = record.members().iter().filter_map(|name| Some(((*name).to_owned(), record.member(name)?)));
    let mut lines = vec![Line::blank()];
    write(members.collect(), 0, &mut lines);
    lines.push(Line::blank());
    lines
}

fn write(members: Vec<(String, Value)>, depth: usize, lines: &mut Vec<Line>) {
    let says_something = |value: &Value| !value.is_null() && !matches!(value, Value::String(text) if text.is_empty());
    let members: Vec<(String, Value)> = members.into_iter().filter(|(_, value)| says_something(value)).collect();
    let width = members.iter().map(|(name, _)| cells::width(name)).max().unwrap_or_default();
    let indent = " ".repeat(depth * STEP);
    for (name, value) in members {
        let lead = format!("{indent}{name:<width$} :");
        match value {
            Value::Object(object)
                if (object.is_of_dotnet() || object.type_name().ends_with("Exception")) && depth < DEEPEST =>
            {
                lines.push(Line::styled(lead, Style::Header));
                write(inside(&object), depth + 1, lines);
            }
            value => {
                let behind = " ".repeat(cells::width(&lead));
                for (at, text) in value.to_string().lines().enumerate() {
                    let lead = if at == 0 { &lead } else { &behind };
                    lines.push(
                        Line::styled(lead.clone(), Style::Header)
                            .with(" ", None)
                            .with(&cells::without_controls(text), None),
                    );
                }
            }
        }
    }
}

/// What an object holds; of an exception first of what type it is.
fn inside(object: &Object) -> Vec<(String, Value)> {
    let of_type =
        object.type_name().ends_with("Exception").then(|| ("Type".to_owned(), Value::text(object.type_name())));
    let own = object.properties().into_iter().map(|(name, value)| (name.to_string(), value));
    of_type.into_iter().chain(own).collect()
}

/// `$ErrorView` is `CategoryView`.
pub fn category(fault: &Fault) -> Vec<Line> {
    vec![Line::styled(member(fault, "CategoryInfo"), Style::Fault)]
}

/// `$ErrorView` is `NormalView`.
pub fn normal(fault: &Fault) -> Vec<Line> {
    let speaker = fault.command.as_deref().filter(|name| !name.is_empty());
    let says = speaker.map_or_else(|| fault.to_string(), |name| format!("{name} : {fault}"));
    let place = match ErrorRecord::new(fault.clone()).member("InvocationInfo") {
        Some(Value::Object(info)) if fault.at.is_some() => info.get("PositionMessage").unwrap_or_default().to_string(),
        _ => String::new(),
    };
    let (category, id) = (member(fault, "CategoryInfo"), member(fault, "FullyQualifiedErrorId"));
    let notes = [format!("    + CategoryInfo          : {category}"), format!("    + FullyQualifiedErrorId : {id}")];
    let all = says.lines().chain(place.lines()).chain(notes.iter().map(String::as_str));
    let mut lines: Vec<Line> = all.map(|line| Line::styled(cells::without_controls(line), Style::Fault)).collect();
    lines.push(Line::blank());
    lines
}

fn member(fault: &Fault, name: &str) -> String {
    cells::without_controls(&ErrorRecord::new(fault.clone()).member(name).unwrap_or_default().to_string())
}
