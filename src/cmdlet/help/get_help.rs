//! `Get-Help`: what a command does and how it is written, from its declaration.

use std::fmt::{Display, Write as _};

use super::class_page::{self, Depth};
use super::text::{choices, code, wrapped};
use super::topic::{self, TOPICS};
use crate::cmdlet::prelude::*;
use crate::lang::call::COMMON;
use crate::lang::format::Reading;
use crate::lang::usage;
use crate::model::choice::choice;
use crate::model::text_distance::closest;
use crate::model::{CLASSES, Wildcard, class_named};

static NAME: Param<String> = Param::new(
    "Name",
    "A command, a topic such as about_Queues, a class such as SendConnector, or one property of it: `SendConnector.Port`; `*` allowed. The name of a property alone tells which classes have it. A word that is none of these is looked for.",
)
.position(1)
.from_pipeline()
.from_property();
static EXAMPLES: Param<Switch> = Param::switch("Examples", "Only the examples.");
static DETAILED: Param<Switch> = Param::switch("Detailed", "Also the parameters and the examples.");
static FULL: Param<Switch> = Param::switch("Full", "Everything there is to say.");
static PARAMETER: Param<String> = Param::new("Parameter", "Only this parameter, or property of a class; `*` allowed.");

static CATEGORY: Param<Vec<Category>> = Param::new("Category", "Only help for things of these kinds.");

choice! {
    /// What there is help for.
    Category as "String" {
        /// Other names of commands.
        Alias,
        Cmdlet,
        /// Topics such as about_Queues.
        HelpFile,
        /// What cmdlets work on, such as SendConnector.
        Class,
        All,
    }
}

pub static GET_HELP: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Help",
        aliases: &["help", "man"],
        synopsis: "Show what a command does and how it is written",
        about: "Without a name: how to find things. With a pattern or a word: what fits, one line each. A page that is longer than the screen is shown page by page: blank and arrows turn it, `q` ends.",
        params: &[NAME.spec(), EXAMPLES.spec(), DETAILED.spec(), FULL.spec(), PARAMETER.spec(), CATEGORY.spec()],
        examples: &[
            Example { does: "Show what a command does", run: "Get-Help New-SendConnector" },
            Example { does: "Show how mail waits", run: "Get-Help about_Queues" },
            Example { does: "Find what there is about messages", run: "Get-Help message" },
            Example { does: "List the topics", run: "Get-Help -Category HelpFile" },
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
Get-Help about_*               the topics: queues, routing, filters, operators and more
Get-Help WORD                  whatever has the word in its name or its description
OBJECT | Get-Member            what an object holds
COMMAND -WhatIf                what a change would do, without doing it
Tab                            completes commands, parameters, values and names";

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let categories = call.get(&CATEGORY)?;
    let name = match (call.get(&NAME)?, &categories) {
        (Some(name), _) => name,
        (None, Some(_)) => "*".to_owned(),
        (None, None) => return out.emit(FIRST_STEPS),
    };
    if let Some(categories) = categories {
        return of_categories(call, &name, &categories, out);
    }
    if Wildcard::is_pattern(&name) {
        let pattern = Wildcard::new(&name);
        return list(&entries(call, |name, _| pattern.matches(name)), call, out);
    }
    if let Some(page) = page(call, &name)? {
        return out.emit(Reading(page));
    }
    let properties = class_page::named(&name);
    if !properties.is_empty() {
        return list(&properties, call, out);
    }
    // A word that names nothing is looked for.
    let word = name.to_lowercase();
    let in_names = entries(call, |name, _| name.to_lowercase().contains(&word));
    let found = match in_names.is_empty() {
        true => entries(call, |_, about| about.to_lowercase().contains(&word)),
        false => in_names,
    };
    match found.as_slice() {
        [] => Err(unknown(call, &name)),
        [(only, _)] => match page(call, only)? {
            Some(page) => out.emit(Reading(page)),
            None => list(&found, call, out),
        },
        _ => list(&found, call, out),
    }
}

/// What there is help for among some kinds of things; the page itself where only one is called so.
fn of_categories(call: &Call, name: &str, categories: &[Category], out: &mut Output) -> Result<(), Fault> {
    let pattern = Wildcard::new(name);
    let asked = |category| categories.contains(&category) || categories.contains(&Category::All);
    let mut found = Vec::new();
    for (category, entries) in kinds(call) {
        found.extend(entries.into_iter().filter(|(name, _)| asked(category) && pattern.matches(name)));
    }
    match found.as_slice() {
        [] => Err(unknown(call, name)),
        [(only, _)] => match page(call, only)? {
            Some(page) => out.emit(Reading(page)),
            None => list(&found, call, out),
        },
        _ => list(&found, call, out),
    }
}

/// What there is help for: the name, and what it is in a line.
type Entry = (&'static str, String);

/// Commands, classes and topics that are wanted by their name and what is said of them.
fn entries(call: &Call, is_wanted: impl Fn(&str, &str) -> bool) -> Vec<Entry> {
    let all = kinds(call).into_iter().filter(|(category, _)| *category != Category::Alias);
    all.flat_map(|(_, entries)| entries).filter(|(name, about)| is_wanted(name, about)).collect()
}

fn kinds(call: &Call) -> [(Category, Vec<Entry>); 4] {
    let commands = call.engine.commands();
    let cmdlets = commands.all().iter().map(|signature| (signature.name, signature.synopsis.to_owned())).collect();
    let classes = CLASSES.iter().map(|class| (class.name, class_page::synopsis(class))).collect();
    let topics = TOPICS.iter().map(|topic| (topic.name, topic.synopsis.to_owned())).collect();
    let mut aliases: Vec<Entry> = commands.aliases().iter().map(|(name, to)| (*name, (*to).to_owned())).collect();
    aliases.sort_by_key(|(name, _)| *name);
    [(Category::Cmdlet, cmdlets), (Category::Class, classes), (Category::HelpFile, topics), (Category::Alias, aliases)]
}

fn list<N: Display, A: AsRef<str>>(entries: &[(N, A)], call: &Call, out: &mut Output) -> Result<(), Fault> {
    let width = call.engine.terminal().columns().min(110);
    entries.iter().try_for_each(|(name, about)| {
        let about = wrapped(about.as_ref(), width, 33, 33);
        // A name that is longer than its column is still told from what follows.
        let name = format!("{name} ");
        out.emit(format!("{name:<33}{}", about.trim()))
    })
}

fn unknown(call: &Call, name: &str) -> Fault {
    let fault = Fault::not_found("HelpNotFound", format!("There is no help for '{name}'.")).at(call.place(&NAME));
    let known = entries(call, |_, _| true);
    match closest(name, known.iter().map(|(known, _)| *known)) {
        Some(close) => fault.fix(format!("Did you mean {close}?")),
        None => fault.fix("Get-Command lists the commands, 'Get-Help *' also the classes and topics."),
    }
}

/// The page of a command, a class or a topic; `None` where the name is none of these.
fn page(call: &Call, name: &str) -> Result<Option<String>, Fault> {
    let width = call.engine.terminal().columns().min(110);
    if let Some(signature) = call.engine.commands().find(name) {
        return of_command(call, signature, width).map(Some);
    }
    if let Some(page) = of_class(call, name)? {
        return Ok(Some(page));
    }
    Ok(topic::named(name).map(|topic| topic.page(width)))
}

fn of_command(call: &Call, signature: &Signature, width: usize) -> Result<String, Fault> {
    if let Some(wanted) = call.get(&PARAMETER)? {
        return parameters(call, signature, &wanted);
    }
    let (full, detailed) = (call.is_set(&FULL)?, call.is_set(&DETAILED)?);
    if call.is_set(&EXAMPLES)? {
        return Ok(examples(signature, width));
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
    Ok(page)
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

fn parameters(call: &Call, signature: &Signature, wanted: &str) -> Result<String, Fault> {
    let pattern = Wildcard::new(wanted);
    let width = call.engine.terminal().columns().min(110);
    let is_wanted = |param: &&ParamSpec| pattern.matches(param.name) || param.is_called(wanted);
    let found: Vec<String> = signature.params.iter().filter(is_wanted).map(|param| parameter(param, width)).collect();
    if !found.is_empty() {
        return Ok(found.concat().trim_end().to_owned());
    }
    if let Some((name, _, doc)) = COMMON.iter().find(|(name, ..)| name.eq_ignore_ascii_case(wanted)) {
        return Ok(format!("    -{name}\n        {doc} (every command has it)"));
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
