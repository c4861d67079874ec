//! `Get-Command`: which commands there are.

use super::command_info::{COMMAND, MODULE, alias, aliases, application, cmdlet, function, program};
use crate::cmdlet::prelude::*;
use crate::lang::usage;
use crate::model::choice::choice;
use crate::model::{FaultKind, Wildcard};

choice! {
    /// Kinds of commands.
    CommandType as "CommandTypes" {
        /// Another name of a command.
        Alias,
        /// What scripts have defined.
        Function,
        Cmdlet,
        /// A native program of the search path; found by its whole name.
        Application,
        All,
    }
}

static NAME: Param<Vec<String>> = Param::new("Name", "Commands by name; `*` allowed. Default: all but programs.")
    .position(1)
    .from_pipeline()
    .from_property();
static VERB: Param<Vec<String>> = Param::new("Verb", "Only cmdlets with this verb, such as Get.").from_property();
static NOUN: Param<Vec<String>> =
    Param::new("Noun", "Only cmdlets with this noun, such as *Connector.").from_property();
static MODULE_NAME: Param<Vec<String>> =
    Param::new("Module", "Only what comes with this module; here they all come with `emsh`.")
        .aliases(&["PSSnapin"])
        .from_property();
static COMMAND_TYPE: Param<Vec<CommandType>> =
    Param::new("CommandType", "Only commands of these kinds.").aliases(&["Type"]).from_property();
static PARAMETER_NAME: Param<Vec<String>> =
    Param::new("ParameterName", "Only cmdlets with a parameter, or a parameter's alias, of this name; `*` allowed.");
static TOTAL: Param<u32> = Param::new("TotalCount", "At most so many.");
static ALL: Param<Switch> = Param::switch("All", "Everything that is called so, not only what comes first.");
static LIST_IMPORTED: Param<Switch> =
    Param::switch("ListImported", "Only what this shell has: nothing is there that would first have to be loaded.");
static SYNTAX: Param<Switch> = Param::switch("Syntax", "Show how each is written instead.");

pub static GET_COMMAND: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Command",
        aliases: &["gcm"],
        synopsis: "Show which commands there are",
        about: "With a pattern, the commands whose name fits; with a name, what is called by it: a function, an alias, a cmdlet or a program.",
        params: &[
            NAME.spec(),
            VERB.spec(),
            NOUN.spec(),
            MODULE_NAME.spec(),
            COMMAND_TYPE.spec(),
            PARAMETER_NAME.spec(),
            TOTAL.spec(),
            ALL.spec(),
            LIST_IMPORTED.spec(),
            SYNTAX.spec(),
        ],
        emits: Some(&COMMAND),
        examples: &[
            Example { does: "Show everything that works on receive connectors", run: "Get-Command *ReceiveConnector" },
            Example { does: "Show what can be changed", run: "Get-Command -Verb Set" },
            Example { does: "Show what takes a queue filter", run: "Get-Command -ParameterName Filter" },
            Example {
                does: "See whether a parameter is there",
                run: "(Get-Command Get-Date).Parameters.ContainsKey('AsUTC')",
            },
            Example { does: "Show how a cmdlet is written", run: "Get-Command Get-Date -Syntax" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn fits(patterns: Option<&[String]>, text: &str) -> bool {
    patterns.is_none_or(|patterns| patterns.iter().any(|pattern| Wildcard::new(pattern).matches(text)))
}

/// What is asked for.
struct Wanted {
    verbs: Option<Vec<String>>,
    nouns: Option<Vec<String>>,
    modules: Option<Vec<String>>,
    kinds: Option<Vec<CommandType>>,
    parameters: Option<Vec<String>>,
}

impl Wanted {
    fn of(call: &Call) -> Result<Wanted, Fault> {
        Ok(Wanted {
            verbs: call.get(&VERB)?,
            nouns: call.get(&NOUN)?,
            modules: call.get(&MODULE_NAME)?,
            kinds: call.get(&COMMAND_TYPE)?,
            parameters: call.get(&PARAMETER_NAME)?,
        })
    }

    fn includes(&self, kind: CommandType) -> bool {
        let is_named_by_halves = self.verbs.is_some() || self.nouns.is_some() || self.parameters.is_some();
        let is_cmdlet = kind == CommandType::Cmdlet;
        let is_kind = |kinds: &Vec<CommandType>| kinds.contains(&kind) || kinds.contains(&CommandType::All);
        (is_cmdlet || !is_named_by_halves && self.modules.is_none()) && self.kinds.as_ref().is_none_or(is_kind)
    }

    fn fits_cmdlet(&self, signature: &Signature) -> bool {
        let (verb, noun) = signature.name.split_once('-').unwrap_or(("", signature.name));
        let has = |name: &String| {
            let pattern = Wildcard::new(name);
            signature
                .params
                .iter()
                .any(|param| pattern.matches(param.name) || param.aliases.iter().any(|alias| pattern.matches(alias)))
        };
        fits(self.verbs.as_deref(), verb)
            && fits(self.nouns.as_deref(), noun)
            && fits(self.modules.as_deref(), MODULE)
            && self.parameters.as_ref().is_none_or(|names| names.iter().any(has))
    }
}

/// A command with its declaration, where it has one.
type Found = (Value, Option<&'static Signature>);

/// What is called so, by what comes first when it is typed.
fn search(call: &Call, wanted: &Wanted, name: &str) -> Vec<Found> {
    let pattern = Wildcard::new(name);
    let mut found = Vec::new();
    if wanted.includes(CommandType::Alias) {
        let named = aliases(call, None).unwrap_or_default().into_iter().filter(|info| pattern.matches(&info.name));
        found.extend(named.map(|info| (alias(call, &info), call.engine.commands().find(&info.definition))));
    }
    if wanted.includes(CommandType::Function) {
        let mut named = call.engine.functions();
        named.retain(|(name, _)| pattern.matches(name));
        named.sort_by_cached_key(|(name, _)| name.to_lowercase());
        found.extend(named.into_iter().map(|(name, text)| (function(call, &name, &text), None)));
    }
    if wanted.includes(CommandType::Cmdlet) {
        let all = call.engine.commands().all().into_iter();
        let named = all.filter(|signature| pattern.matches(signature.name) && wanted.fits_cmdlet(signature));
        found.extend(named.map(|signature| (cmdlet(signature), Some(signature))));
    }
    if wanted.includes(CommandType::Application)
        && let Some(path) = program(call, name)
    {
        let name = path.file_name().map_or_else(|| name.to_owned(), |own| own.to_string_lossy().into_owned());
        found.push((application(&name, &path.to_string_lossy()), None));
    }
    found
}

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let wanted = Wanted::of(call)?;
    let is_all = call.is_set(&ALL)?;
    let mut found = Vec::new();
    for name in call.get(&NAME)?.unwrap_or_else(|| vec!["*".to_owned()]) {
        let mut named = search(call, &wanted, &name);
        if named.is_empty() && !Wildcard::is_pattern(&name) {
            call.error(unknown(call, &name))?;
        }
        // A name means what comes first.
        if !Wildcard::is_pattern(&name) && !is_all {
            named.truncate(1);
        }
        found.append(&mut named);
    }
    found.truncate(call.get(&TOTAL)?.map_or(usize::MAX, |most| most as usize));
    let shows_syntax = call.is_set(&SYNTAX)?;
    found.into_iter().try_for_each(|(command, signature)| match signature {
        Some(signature) if shows_syntax => out.emit(format!("\n{}\n", usage::syntax(signature).join("\n\n"))),
        _ => out.emit(command),
    })
}

fn unknown(call: &Call, name: &str) -> Fault {
    let known = call.engine.commands().all();
    let says = format!(
        "The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program."
    );
    let fault = Fault::new(FaultKind::NotFound, "CommandNotFoundException", says).at(call.place(&NAME));
    match crate::model::text_distance::closest(name, known.iter().map(|signature| signature.name)) {
        Some(close) => fault.fix(format!("Did you mean {close}?")),
        None => fault.fix("Get-Command without a name lists all."),
    }
}
