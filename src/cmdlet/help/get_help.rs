//! `Get-Help`: what a command does and how it is written, from its declaration.

use std::fmt::Write as _;

use super::class_page::{self, Depth};
use super::text::{choices, wrapped};
use crate::cmdlet::prelude::*;
use crate::lang::call::COMMON;
use crate::lang::format::Line;
use crate::lang::usage;
use crate::model::text_distance::closest;
use crate::model::{CLASSES, Wildcard, class_named};

static NAME: Param<String> = Param::new(
    "Name",
    "A command, a class such as SendConnector, or one property of it: `SendConnector.Port`; `*` allowed.",
)
.position(1)
.from_pipeline()
.from_property();
static EXAMPLES: Param<Switch> = Param::switch("Examples", "Only the examples.");
static DETAILED: Param<Switch> = Param::switch("Detailed", "Also the parameters and the examples.");
static FULL: Param<Switch> = Param::switch("Full", "Everything there is to say.");
static PARAMETER: Param<String> = Param::new("Parameter", "Only this parameter, or property of a class; `*` allowed.");

pub static GET_HELP: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Help",
        aliases: &["help", "man"],
        synopsis: "Show what a command does and how it is written",
        about: "Without a name: how to find things. With a pattern: the commands that fit, one line each.",
        params: &[NAME.spec(), EXAMPLES.spec(), DETAILED.spec(), FULL.spec(), PARAMETER.spec()],
        examples: &[
            Example { does: "Show what a command does", run: "Get-Help New-SendConnector" },
            Example { does: "Show what a connector consists of", run: "Get-Help SendConnector" },
            Example { does: "Show what one property means", run: "Get-Help SendConnector.TlsAuthLevel" },
            Example {
                does: "Show what one parameter takes",
                run: "Get-Help New-SendConnector -Parameter AddressSpaces",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

const FIRST_STEPS: &str = "\
Get-Command                    every command, with one line each
Get-Command *Connector*        commands by a part of their name
Get-Help New-SendConnector     what a command does; add -Full or -Examples
Get-Help NAME -Parameter X     what one parameter takes
Get-Help SendConnector         what an object consists of, with types and defaults
OBJECT | Get-Member            what an object holds
COMMAND -WhatIf                what a change would do, without doing it
Tab                            completes commands, parameters, values and names";

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let Some(name) = call.get(&NAME)? else { return out.emit(FIRST_STEPS) };
    let commands = call.engine.commands();
    if Wildcard::is_pattern(&name) {
        let pattern = Wildcard::new(&name);
        for signature in commands.all().into_iter().filter(|signature| pattern.matches(signature.name)) {
            out.emit(format!("{:<32} {}", signature.name, signature.synopsis))?;
        }
        for class in CLASSES.iter().filter(|class| pattern.matches(class.name)) {
            out.emit(format!("{:<32} {}", class.name, class_page::synopsis(class)))?;
        }
        return Ok(());
    }
    if commands.find(&name).is_none()
        && let Some(page) = of_class(call, &name)?
    {
        return out.emit(page);
    }
    let signature = commands.find(&name).ok_or_else(|| {
        let known = commands.all();
        let fault = Fault::not_found("HelpNotFound", format!("There is no help for '{name}'.")).at(call.place(&NAME));
        let classes = CLASSES.iter().map(|class| class.name);
        match closest(&name, known.iter().map(|signature| signature.name).chain(classes)) {
            Some(close) => fault.fix(format!("Did you mean {close}?")),
            None => fault.fix("Get-Command lists the commands, 'Get-Help *' also the classes."),
        }
    })?;
    if let Some(wanted) = call.get(&PARAMETER)? {
        return parameters(call, signature, &wanted, out);
    }
    let (full, detailed) = (call.is_set(&FULL)?, call.is_set(&DETAILED)?);
    let width = call.engine.terminal().columns().min(110);
    if call.is_set(&EXAMPLES)? {
        return out.emit(examples(signature, width));
    }
    let mut page = first_page(signature, width);
    if full || detailed {
        page.push_str("\nPARAMETERS\n");
        for param in signature.params {
            page.push_str(&parameter(param, width));
        }
    }
    if full {
        page.push_str(&outputs(signature));
    }
    page.push_str(&examples(signature, width));
    if !full && !detailed {
        let _ = write!(page, "\nGet-Help {} -Full shows the parameters.", signature.name);
    }
    out.emit(page)
}

/// The page of a class, or of some of its properties; `None` where the name is not one of a class.
fn of_class(call: &Call, name: &str) -> Result<Option<String>, Fault> {
    let (class, property) = name.split_once('.').map_or((name, None), |(class, property)| (class, Some(property)));
    let Some(class) = class_named(class) else { return Ok(None) };
    let width = call.engine.terminal().columns().min(110);
    let (wanted, place) = match property {
        Some(property) => (Some(property.to_owned()), call.place(&NAME)),
        None => (call.get(&PARAMETER)?, call.place(&PARAMETER)),
    };
    if let Some(wanted) = wanted {
        return class_page::properties(class, &wanted, width).map(Some).map_err(|fault| fault.at(place));
    }
    let depth = match (call.is_set(&EXAMPLES)?, call.is_set(&FULL)? || call.is_set(&DETAILED)?) {
        (true, _) => Depth::Examples,
        (false, true) => Depth::Whole,
        (false, false) => Depth::Short,
    };
    Ok(Some(class_page::page(class, depth, width)))
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

fn parameters(call: &Call, signature: &Signature, wanted: &str, out: &mut Output) -> Result<(), Fault> {
    let pattern = Wildcard::new(wanted);
    let width = call.engine.terminal().columns().min(110);
    let found: Vec<&ParamSpec> =
        signature.params.iter().filter(|param| pattern.matches(param.name) || param.is_called(wanted)).collect();
    if !found.is_empty() {
        return found.into_iter().try_for_each(|param| out.emit(parameter(param, width).trim_end()));
    }
    if let Some((name, _, doc)) = COMMON.iter().find(|(name, ..)| name.eq_ignore_ascii_case(wanted)) {
        return out.emit(format!("    -{name}\n        {doc} (every command has it)"));
    }
    let fault = Fault::not_found("ParameterNotFound", format!("{} has no parameter '{wanted}'.", signature.name))
        .at(call.place(&PARAMETER));
    Err(match closest(wanted, signature.params.iter().map(|param| param.name)) {
        Some(close) => fault.fix(format!("Did you mean -{close}?")),
        None => fault,
    })
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

/// A command line; one that is too long breaks at blanks and is otherwise left as it is.
fn code(line: &str, width: usize) -> String {
    let lines = Line::plain(line).wrapped(width);
    lines.iter().enumerate().fold(String::new(), |text, (at, line)| {
        let indent = if at == 0 { "" } else { "  " };
        text + indent + &line.text + "\n"
    })
}
