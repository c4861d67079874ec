//! `Get-Help`: what a command does and how it is written, from its declaration.

use super::command_page::{self, Depth};
use super::parts::Parts;
use super::text::wrapped;
use super::topic::{self, TOPICS};
use super::{class_page, script_page};
use crate::cmdlet::prelude::*;
use crate::lang::comment_help::ScriptHelp;
use crate::lang::format::Reading;
use crate::model::choice::choice;
use crate::model::text_distance::closest;
use crate::model::{CLASSES, Wildcard, class_named};

static NAME: Param<String> = Param::new(
    "Name",
    "A command, a function, the path of a script file, a topic such as about_Queues, a class such as SendConnector, or one property of it: `SendConnector.Port`; `*` allowed. The name of a property alone tells which classes have it. A word that is none of these is looked for.",
)
.position(1)
.from_pipeline()
.from_property();
static EXAMPLES: Param<Switch> = Param::switch("Examples", "Only the examples.");
static DETAILED: Param<Switch> = Param::switch("Detailed", "Also the parameters and the examples.");
static FULL: Param<Switch> = Param::switch("Full", "Everything there is to say.");
static PARAMETER: Param<Vec<String>> =
    Param::new("Parameter", "Only these parameters, or properties of a class; `*` allowed.");

static CATEGORY: Param<Vec<Category>> = Param::new("Category", "Only help for things of these kinds.");
static COMPONENT: Param<Vec<String>> =
    Param::new("Component", "Only scripts whose help names one of these under .COMPONENT; `*` allowed.");
static ROLE: Param<Vec<String>> =
    Param::new("Role", "Only scripts whose help names one of these under .ROLE; `*` allowed.");
static FUNCTIONALITY: Param<Vec<String>> =
    Param::new("Functionality", "Only scripts whose help names one of these under .FUNCTIONALITY; `*` allowed.");

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
        /// What scripts have defined.
        Function,
        /// Functions that take their objects one by one.
        Filter,
        /// Script files, which are asked for by their paths.
        ExternalScript,
        All,
    }
}

pub static GET_HELP: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Help",
        aliases: &["help", "man"],
        synopsis: "Show what a command does and how it is written",
        about: "Of a function or a script file: what its comments say under .SYNOPSIS and the like. Without a name: how to find things. With a pattern or a word: what fits, one line each. A page that is longer than the screen is shown page by page: blank and arrows turn it, `q` ends.",
        params: &[
            NAME.spec(),
            EXAMPLES.spec(),
            DETAILED.spec(),
            FULL.spec(),
            PARAMETER.spec(),
            CATEGORY.spec(),
            COMPONENT.spec(),
            ROLE.spec(),
            FUNCTIONALITY.spec(),
        ],
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
    let is_of = [&COMPONENT, &ROLE, &FUNCTIONALITY].into_iter().any(|param| call.is_given(param.spec().name));
    let name = match call.get(&NAME)? {
        Some(name) => name,
        None if categories.is_some() || is_of => "*".to_owned(),
        None => return out.emit(FIRST_STEPS),
    };
    if categories.is_some() || is_of {
        let pattern = Wildcard::new(&name);
        let mut found = entries(call, |entry| pattern.matches(&entry.name), categories.as_deref());
        if is_of {
            found.retain(|entry| is_for(call, entry).unwrap_or(false));
        }
        return put(call, &name, &found, out);
    }
    if Wildcard::is_pattern(&name) {
        let pattern = Wildcard::new(&name);
        let found = entries(call, |entry| pattern.matches(&entry.name), None);
        return list(&found, call, out);
    }
    if let Some(page) = page(call, &name)? {
        return out.emit(page);
    }
    let properties = class_page::named(&name);
    if !properties.is_empty() {
        let entries: Vec<Entry> =
            properties.into_iter().map(|(name, about)| Entry { name, category: Category::Class, about }).collect();
        return list(&entries, call, out);
    }
    // A word that names nothing is looked for.
    let word = name.to_lowercase();
    let in_names = entries(call, |entry| entry.name.to_lowercase().contains(&word), None);
    let found = match in_names.is_empty() {
        true => entries(call, |entry| entry.about.to_lowercase().contains(&word), None),
        false => in_names,
    };
    put(call, &name, &found, out)
}

/// The page where there is one thing, a list where there are more.
fn put(call: &Call, name: &str, found: &[Entry], out: &mut Output) -> Result<(), Fault> {
    match found {
        [] => Err(unknown(call, name)),
        [only] => match page(call, &only.name)? {
            Some(page) => out.emit(page),
            None => list(found, call, out),
        },
        _ => list(found, call, out),
    }
}

/// What there is help for: the name, and what it is in a line.
struct Entry {
    name: String,
    category: Category,
    about: String,
}

/// Commands, classes and topics that are wanted; other names of commands only where they are asked for.
fn entries(call: &Call, is_wanted: impl Fn(&Entry) -> bool, of: Option<&[Category]>) -> Vec<Entry> {
    let mut all = kinds(call);
    all.retain(|entry| {
        let is_of =
            |categories: &[Category]| categories.contains(&entry.category) || categories.contains(&Category::All);
        of.map_or(entry.category != Category::Alias, is_of) && is_wanted(entry)
    });
    all
}

fn kinds(call: &Call) -> Vec<Entry> {
    let entry =
        |category: Category, name: &str, about: &str| Entry { name: name.into(), category, about: about.into() };
    let commands = call.engine.commands();
    let mut all: Vec<Entry> = functions(call)
        .iter()
        .map(|help| {
            let category = if help.category == "Filter" { Category::Filter } else { Category::Function };
            let line = || script_page::parts(help).syntax.join(" ");
            let about = help.comments.as_ref().map_or_else(line, |said| said.synopsis.clone());
            entry(category, &help.name, &about)
        })
        .collect();
    all.extend(commands.all().iter().map(|signature| entry(Category::Cmdlet, signature.name, signature.synopsis)));
    all.extend(CLASSES.iter().map(|class| entry(Category::Class, class.name, &class_page::synopsis(class))));
    all.extend(TOPICS.iter().map(|topic| entry(Category::HelpFile, topic.name, topic.synopsis)));
    let mut aliases = commands.aliases();
    aliases.sort_by_key(|(name, _)| *name);
    all.extend(aliases.into_iter().map(|(name, to)| entry(Category::Alias, name, to)));
    all
}

/// The functions that can be seen, by name, with their help.
fn functions(call: &Call) -> Vec<ScriptHelp> {
    let mut names: Vec<_> = call.engine.functions().into_iter().map(|(name, _)| name).collect();
    names.sort_by_cached_key(|name| name.to_lowercase());
    names.iter().filter_map(|name| call.engine.script_help(name).ok()?).collect()
}

/// Whether the help of a script names what is asked for.
fn is_for(call: &Call, entry: &Entry) -> Result<bool, Fault> {
    let said = call.engine.script_help(&entry.name)?.and_then(|help| help.comments);
    let Some(said) = said else { return Ok(false) };
    for (param, own) in [(&COMPONENT, &said.component), (&ROLE, &said.role), (&FUNCTIONALITY, &said.functionality)] {
        let wanted = call.get(param)?;
        if wanted.is_some_and(|wanted| !wanted.iter().any(|one| Wildcard::new(one).matches(own))) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn list(entries: &[Entry], call: &Call, out: &mut Output) -> Result<(), Fault> {
    let width = call.engine.terminal().columns().min(110);
    entries.iter().try_for_each(|entry| {
        let about = wrapped(&entry.about, width, 33, 33);
        // A name that is longer than its column is still told from what follows.
        let name = format!("{} ", entry.name);
        let parts =
            Parts { name: &entry.name, category: entry.category.name(), synopsis: &entry.about, ..Parts::default() };
        out.emit(Reading::line(format!("{name:<33}{}", about.trim()), parts.told()))
    })
}

fn unknown(call: &Call, name: &str) -> Fault {
    let fault = Fault::not_found("HelpNotFound", format!("There is no help for '{name}'.")).at(call.place(&NAME));
    let known = entries(call, |_| true, None);
    match closest(name, known.iter().map(|entry| entry.name.as_str())) {
        Some(close) => fault.fix(format!("Did you mean {close}?")),
        None => fault.fix("Get-Command lists the commands, 'Get-Help *' also the classes and topics."),
    }
}

/// The page of a function, a script file, a command, a class or a topic; `None` where the name is none of these.
fn page(call: &Call, name: &str) -> Result<Option<Reading>, Fault> {
    let width = call.engine.terminal().columns().min(110);
    if let Some(help) = call.engine.script_help(name)? {
        let forwarded = help.comments.as_ref().and_then(|said| said.forwarded_to.clone());
        return match forwarded.filter(|to| !to.eq_ignore_ascii_case(name)) {
            Some(to) => page(call, &to),
            None => of_script(call, &help, width).map(Some),
        };
    }
    let alias = call.engine.aliases(None)?.into_iter().find(|alias| alias.name.eq_ignore_ascii_case(name));
    let meant = alias.map_or_else(|| name.to_owned(), |alias| alias.definition.to_string());
    if let Some(signature) = call.engine.commands().find(&meant) {
        let told = command_page::parts(signature).told();
        return of_command(call, signature, width).map(|text| Some(Reading::page(text, told)));
    }
    if let Some(text) = of_class(call, name)? {
        let own = class_named(name.split('.').next().unwrap_or_default());
        let synopsis = own.map(class_page::synopsis).unwrap_or_default();
        let parts = Parts { name, category: "Class", synopsis: &synopsis, ..Parts::default() };
        return Ok(Some(Reading::page(text, parts.told())));
    }
    Ok(topic::named(name).map(|topic| {
        let parts = Parts { name: topic.name, category: "HelpFile", synopsis: topic.synopsis, ..Parts::default() };
        Reading::page(topic.page(width), parts.told())
    }))
}

fn depth(call: &Call) -> Result<Depth, Fault> {
    Ok(match (call.is_set(&EXAMPLES)?, call.is_set(&FULL)?, call.is_set(&DETAILED)?) {
        (true, ..) => Depth::Examples,
        (_, true, _) => Depth::Full,
        (_, _, true) => Depth::Detailed,
        _ => Depth::Short,
    })
}

fn of_script(call: &Call, help: &ScriptHelp, width: usize) -> Result<Reading, Fault> {
    let told = script_page::parts(help).told();
    let Some(wanted) = call.get(&PARAMETER)? else {
        return Ok(Reading::page(script_page::page(help, depth(call)?, width), told));
    };
    let names = help.shape.own_formals().iter().map(|formal| &*formal.name);
    let found = wanted
        .iter()
        .map(|one| script_page::parameters(help, one).ok_or_else(|| no_parameter(call, one, names.clone())));
    Ok(Reading::page(found.collect::<Result<Vec<_>, _>>()?.join("\n\n"), told))
}

fn of_command(call: &Call, signature: &Signature, width: usize) -> Result<String, Fault> {
    let Some(wanted) = call.get(&PARAMETER)? else { return Ok(command_page::page(signature, depth(call)?, width)) };
    let names = signature.params.iter().map(|param| param.name);
    let found = wanted.iter().map(|one| {
        command_page::parameters(signature, one, width).ok_or_else(|| no_parameter(call, one, names.clone()))
    });
    Ok(found.collect::<Result<Vec<_>, _>>()?.join("\n\n"))
}

fn no_parameter<'n>(call: &Call, wanted: &str, known: impl Iterator<Item = &'n str>) -> Fault {
    let says = format!("No parameter matches criteria {wanted}.");
    let fault = Fault::not_found("NoParmsFound", says).categorized("InvalidArgument").at(call.place(&PARAMETER));
    match closest(wanted, known) {
        Some(close) => fault.fix(format!("Did you mean -{close}?")),
        None => fault,
    }
}

/// The page of a class, or of some of its properties; `None` where the name is not one of a class.
fn of_class(call: &Call, name: &str) -> Result<Option<String>, Fault> {
    let (class, property) = name.split_once('.').map_or((name, None), |(class, property)| (class, Some(property)));
    let Some(class) = class_named(class) else { return Ok(None) };
    let width = call.engine.terminal().columns().min(110);
    let (wanted, place) = match property {
        Some(property) => (Some(vec![property.to_owned()]), call.place(&NAME)),
        None => (call.get(&PARAMETER)?, call.place(&PARAMETER)),
    };
    if let Some(wanted) = wanted {
        let found = wanted.iter().map(|one| class_page::properties(class, one, width));
        let found = found.collect::<Result<Vec<_>, _>>().map_err(|fault| fault.at(place))?;
        return Ok(Some(found.join("\n\n")));
    }
    let depth = match depth(call)? {
        Depth::Examples => class_page::Depth::Examples,
        Depth::Short => class_page::Depth::Short,
        Depth::Detailed | Depth::Full => class_page::Depth::Whole,
    };
    Ok(Some(class_page::page(class, depth, width)))
}
