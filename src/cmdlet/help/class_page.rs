//! The help page of a class: its cmdlets and properties, from its declaration.

use std::fmt::Write as _;

use super::text::{choices, wrapped};
use crate::cmdlet::config::in_words;
use crate::model::class::{Property, Scope, SetBy};
use crate::model::text_distance::closest;
use crate::model::{CLASSES, ClassInfo, Fault, TransportRole, Wildcard};

/// How much of the page is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// The properties on a line each.
    Short,
    /// All that is known of each.
    Whole,
    Examples,
}

/// What the class is, without a full stop.
pub fn synopsis(class: &ClassInfo) -> String {
    class.doc.first().copied().unwrap_or_default().trim().trim_end_matches('.').to_owned()
}

pub fn page(class: &ClassInfo, depth: Depth, width: usize) -> String {
    if depth == Depth::Examples {
        return examples(class, width);
    }
    let mut page = format!("NAME\n    {}\n\nDESCRIPTION\n", class.name);
    let about: Vec<&str> = class.doc.iter().map(|line| line.trim()).collect();
    page.push_str(&wrapped(&about.join(" "), width, 4, 4));
    let belongs = match (class.singleton, class.scope) {
        (Some(_), _) => "There is one in the organization.",
        (None, Scope::Organization) => "Its objects belong to the organization.",
        (None, Scope::Server) => "Each of its objects belongs to a server.",
    };
    page.push_str(&wrapped(belongs, width, 4, 4));
    let _ = writeln!(page, "\nCMDLETS");
    for noun in class.nouns {
        let names: Vec<String> = class.verbs.iter().map(|verb| format!("{}-{noun}", class.word(*verb))).collect();
        page.push_str(&wrapped(&names.join(", "), width, 4, 4));
    }
    page.push_str("\nPROPERTIES\n");
    match depth {
        Depth::Whole => class.properties.iter().for_each(|property| page.push_str(&whole(property, width))),
        _ => page.push_str(&list(class, width)),
    }
    if depth == Depth::Short {
        let _ = write!(page, "\nGet-Help {} -Full says what each property means.", class.name);
    } else {
        page.push_str(&examples(class, width));
    }
    page
}

/// The properties of that name, or that fit the pattern.
/// What a property is in the classes that have one of that name: `Class.Property`, and what it means.
pub fn named(property: &str) -> Vec<(String, String)> {
    let of_class = |class: &&'static ClassInfo| {
        let found = class.property(property)?;
        Some((format!("{}.{}", class.name, found.name), found.doc()))
    };
    CLASSES.iter().filter_map(of_class).collect()
}

pub fn properties(class: &ClassInfo, wanted: &str, width: usize) -> Result<String, Fault> {
    let pattern = Wildcard::new(wanted);
    let found: Vec<String> = class
        .properties
        .iter()
        .filter(|property| pattern.matches(property.name))
        .map(|property| whole(property, width))
        .collect();
    if !found.is_empty() {
        return Ok(found.concat().trim_end().to_owned());
    }
    let fault = Fault::not_found("PropertyNotFound", format!("{} has no property '{wanted}'.", class.name));
    Err(match closest(wanted, class.properties.iter().map(|property| property.name)) {
        Some(close) => fault.fix(format!("Did you mean {close}?")),
        None => fault.fix(format!("'Get-Help {}' lists the properties.", class.name)),
    })
}

/// Name, type and default of each property, one line each; a default that is too long is left out.
fn list(class: &ClassInfo, width: usize) -> String {
    let names = class.properties.iter().map(|property| property.name.len()).max().unwrap_or_default();
    let types = class.properties.iter().map(|property| type_of(property).len()).max().unwrap_or_default();
    let mut text = String::new();
    for property in class.properties {
        let line = format!("    {:names$}  {:types$}  ", property.name, type_of(property));
        let default = default(property, TransportRole::Hub).unwrap_or_else(|| "must be given".to_owned());
        let default = if line.len() + default.chars().count() <= width { default.as_str() } else { "" };
        let _ = writeln!(text, "{}", format!("{line}{default}").trim_end());
    }
    text
}

fn type_of(property: &Property) -> String {
    format!("<{}{}>", property.type_name, if property.is_list { "[]" } else { "" })
}

/// `$null` and the like for nothing; `None` where there is no default.
fn default(property: &Property, role: TransportRole) -> Option<String> {
    property.default_for(role).map(|default| in_words(property, Some(&default)))
}

fn whole(property: &Property, width: usize) -> String {
    let mut text = format!("    {} {}\n", property.name, type_of(property));
    text.push_str(&wrapped(&property.doc(), width, 8, 8));
    let values = (property.values)();
    if !values.is_empty() && property.type_name != "Boolean" {
        text.push_str(&choices(values, (property.value_docs)(), width));
    }
    let (hub, edge) = (default(property, TransportRole::Hub), default(property, TransportRole::Edge));
    let mut facts = vec![match (&hub, &edge) {
        (Some(hub), Some(edge)) if hub != edge => format!("default {hub}, on an edge server {edge}"),
        (Some(hub), _) => format!("default {hub}"),
        (None, _) => "must be given, unless the usage gives it".to_owned(),
    }];
    match property.set_by {
        SetBy::NewAndSet => {}
        SetBy::NewOnly => facts.push("set by New- only".to_owned()),
        SetBy::System => facts.push("set by the system".to_owned()),
    }
    text.push_str(&wrapped(&format!("({})", facts.join(", ")), width, 8, 8));
    text.push('\n');
    text
}

fn examples(class: &ClassInfo, width: usize) -> String {
    let mut text = String::from("\nEXAMPLES\n");
    for (_, does, run) in class.examples {
        text.push_str(&wrapped(&format!("{does}:"), width, 4, 4));
        let _ = writeln!(text, "        PS> {run}\n");
    }
    text.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::help::GET_HELP;
    use crate::cmdlet::trial::alone;
    use crate::model::{CLASSES, Value};

    #[test]
    fn a_class_has_a_page_that_fits_a_terminal() {
        for class in CLASSES {
            let page = page(class, Depth::Short, 80);
            let widest = page.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            assert!(widest <= 80, "{}: {widest} columns\n{page}", class.name);
            for property in class.properties {
                assert!(page.contains(&format!("\n    {} ", property.name)), "{}.{}", class.name, property.name);
            }
            assert!(super::page(class, Depth::Whole, 80).contains("\nEXAMPLES\n"), "{}", class.name);
        }
    }

    #[test]
    fn classes_and_properties_are_found_by_name() {
        let help = |name: &str| alone(&GET_HELP, &[("Name", Value::text(name))]);
        assert!(help("sendconnector").text().contains("New-SendConnector, Get-SendConnector, Set-SendConnector"));
        let port = help("SendConnector.port").text();
        assert!(
            port.contains("Port <UInt16>") && port.contains("From 1 to 65535.") && port.contains("(default 25)"),
            "{port}"
        );
        let usage = help("ReceiveConnector.Usage").text();
        assert!(usage.contains("Anonymous mail for our own domains.") && usage.contains("set by New- only"), "{usage}");
        let timeout = help("ReceiveConnector.ConnectionTimeout").text();
        assert!(timeout.contains("default 00:10:00, on an edge server 00:05:00"), "{timeout}");
        let wrong = help("SendConnector.Prot").end.expect_err("no such property");
        assert!(wrong.fix.is_some_and(|fix| fix.contains("Port")), "the closest one is named");
        assert!(
            help("SendConector").end.expect_err("no such class").fix.is_some_and(|fix| fix.contains("SendConnector"))
        );
    }
}
