//! The help page of a cmdlet, from its declaration.

use std::fmt::Write as _;

use super::parts::{self, Parts};
use super::text::{choices, code, wrapped};
use crate::cmdlet::prelude::*;
use crate::lang::call::COMMON;
use crate::lang::usage;
use crate::model::Wildcard;

/// How much of a page is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    Short,
    Detailed,
    Full,
    Examples,
}

pub fn page(signature: &Signature, depth: Depth, width: usize) -> String {
    if depth == Depth::Examples {
        return examples(signature, width);
    }
    let mut page = first_page(signature, width);
    if depth != Depth::Short {
        page.push_str("\nPARAMETERS\n");
        for param in signature.params {
            page.push_str(&parameter(param, width));
        }
    }
    if depth == Depth::Full {
        page.push_str(&outputs(signature));
    }
    page.push_str(&examples(signature, width));
    if depth == Depth::Short {
        let _ = write!(page, "\nGet-Help {} -Full shows the parameters.", signature.name);
    }
    page
}

/// What scripts find in the page.
pub fn parts(signature: &Signature) -> Parts<'_> {
    let parameter = |param: &ParamSpec| {
        let kind = if param.is_switch { "SwitchParameter" } else { param.type_name };
        let list = if param.is_list { "[]" } else { "" };
        parts::parameter(parts::Parameter {
            name: param.name,
            about: param.doc,
            kind: &format!("{kind}{list}"),
            is_mandatory: param.is_mandatory,
            position: param.position.map(i32::from),
            from: (param.from_pipeline, param.from_property),
            default: "",
        })
    };
    let example = |example: &Example| ("PS> ".to_owned(), example.run.to_owned(), example.does.to_owned());
    Parts {
        name: signature.name,
        category: "Cmdlet",
        synopsis: signature.synopsis,
        syntax: usage::syntax(signature),
        description: signature.about,
        parameters: signature.params.iter().map(parameter).collect(),
        examples: signature.examples.iter().map(example).collect(),
        outputs: signature.emits.iter().map(|emits| emits.name.to_owned()).collect(),
        module: super::command_info::MODULE,
        ..Parts::default()
    }
}

fn first_page(signature: &Signature, width: usize) -> String {
    let mut page = format!("NAME\n    {}\n\nSYNOPSIS\n    {}\n\nSYNTAX\n", signature.name, signature.synopsis);
    for line in usage::syntax(signature) {
        page.push_str(&wrapped(&line, width, 4, 8));
    }
    if !signature.about.is_empty() {
        page.push_str("\nDESCRIPTION\n");
        page.push_str(&wrapped(signature.about, width, 4, 4));
    }
    if !signature.aliases.is_empty() {
        let _ = writeln!(page, "\nALIASES\n    {}", signature.aliases.join(", "));
    }
    page
}

fn parameter(param: &ParamSpec, width: usize) -> String {
    let kind = if param.is_switch {
        String::new()
    } else {
        format!(" <{}{}>", param.type_name, if param.is_list { "[]" } else { "" })
    };
    let mut text = format!("    -{}{kind}\n", param.name);
    text.push_str(&wrapped(param.doc, width, 8, 8));
    let values = (param.values)();
    if !values.is_empty() && param.type_name != "Boolean" {
        text.push_str(&choices(values, (param.value_docs)(), width));
    }
    let position = param.position.map_or("by name only".to_owned(), |position| format!("position {position}"));
    let pipeline = match (param.from_pipeline, param.from_property) {
        (true, true) => ", from the pipeline by value and by name",
        (true, false) => ", from the pipeline",
        (false, true) => ", from the pipeline by name",
        (false, false) => "",
    };
    let must = if param.is_mandatory { ", must be given" } else { "" };
    let _ = writeln!(text, "        ({position}{must}{pipeline})\n");
    text
}

/// Parameters by a pattern, or the common one of that name; `None` where none fits.
pub fn parameters(signature: &Signature, wanted: &str, width: usize) -> Option<String> {
    let pattern = Wildcard::new(wanted);
    let is_wanted = |param: &&ParamSpec| pattern.matches(param.name) || param.is_called(wanted);
    let found: Vec<String> = signature.params.iter().filter(is_wanted).map(|param| parameter(param, width)).collect();
    if !found.is_empty() {
        return Some(found.concat().trim_end().to_owned());
    }
    let (name, _, doc) = COMMON.iter().find(|(name, ..)| name.eq_ignore_ascii_case(wanted))?;
    Some(format!("    -{name}\n        {doc} (every command has it)"))
}

fn outputs(signature: &Signature) -> String {
    let Some(emits) = signature.emits else { return String::new() };
    let mut text = format!("OUTPUT\n    {}\n", emits.name);
    for property in emits.properties {
        let _ = writeln!(text, "    {:<40} {}", format!("{} <{}>", property.name, property.type_name), property.doc);
    }
    text
}

fn examples(signature: &Signature, width: usize) -> String {
    if signature.examples.is_empty() {
        return String::new();
    }
    let mut text = String::from("\nEXAMPLES\n");
    for example in signature.examples {
        text.push_str(&wrapped(&format!("{}:", example.does), width, 4, 4));
        for (at, line) in example.run.lines().enumerate() {
            let prompt = if at == 0 { "PS>" } else { ">>" };
            text.push_str(&code(&format!("        {prompt} {line}"), width));
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}
