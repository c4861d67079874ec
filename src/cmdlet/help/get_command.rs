//! `Get-Command`: which commands there are.

use super::command_info::{COMMAND, MODULE, alias, aliases, application, cmdlet, function, program, script};
use super::show_command_info;
use crate::cmdlet::prelude::*;
use crate::lang::usage;
use crate::model::choice::choice;
use crate::model::{FaultKind, Wildcard, text_distance};

choice! {
    /// Kinds of commands.
    CommandType as "CommandTypes" {
        /// Another name of a command.
        Alias,
        /// What scripts have defined.
        Function,
        /// Functions that take their objects one by one.
        Filter,
        Cmdlet,
        /// A script file; found by its path, or by its whole name on the search path.
        ExternalScript,
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
static PARAMETER_TYPE: Param<Vec<String>> =
    Param::new("ParameterType", "Only cmdlets with a parameter of this type, such as datetime.");
static FUZZY: Param<Switch> =
    Param::switch("UseFuzzyMatching", "Names that are nearly those that are written, the nearest first.");
static FUZZY_DISTANCE: Param<u32> =
    Param::new("FuzzyMinimumDistance", "With -UseFuzzyMatching: how many letters may be wrong, at most. Default 5.");
static ABBREVIATED: Param<Switch> = Param::switch(
    "UseAbbreviationExpansion",
    "Names whose capital letters are those that are written: `g-ad` for Get-AcceptedDomain.",
);
static TOTAL: Param<u32> = Param::new("TotalCount", "At most so many.").within(0, i32::MAX);
static ALL: Param<Switch> = Param::switch("All", "Everything that is called so, not only what comes first.");
static LIST_IMPORTED: Param<Switch> =
    Param::switch("ListImported", "Only what this shell has: nothing is there that would first have to be loaded.");
static ARGUMENTS: Param<Vec<Value>> = Param::new(
    "ArgumentList",
    "As if these were given to the one command that is meant. No command here has other parameters for it.",
)
.position(2)
.aliases(&["Args"]);
static SHOW_INFO: Param<Switch> =
    Param::switch("ShowCommandInfo", "What a window has to know that asks for a command's parameters.");
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
            PARAMETER_TYPE.spec(),
            FUZZY.spec(),
            FUZZY_DISTANCE.spec(),
            ABBREVIATED.spec(),
            TOTAL.spec(),
            ALL.spec(),
            LIST_IMPORTED.spec(),
            SYNTAX.spec(),
            ARGUMENTS.spec(),
            SHOW_INFO.spec(),
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
            Example { does: "Find a name that was half forgotten", run: "Get-Command Get-Qeueu -UseFuzzyMatching" },
            Example { does: "Show how a cmdlet is written", run: "Get-Command Get-Date -Syntax" },
            Example {
                does: "Ask what a parameter must be given",
                run: "(Get-Command Join-Path -ShowCommandInfo).ParameterSets.Parameters | Where-Object IsMandatory",
            },
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
    types: Option<Vec<String>>,
    naming: Naming,
}

/// How names are written.
#[derive(Clone, Copy)]
enum Naming {
    Pattern,
    /// With so many wrong letters.
    Fuzzy(usize),
    Abbreviated,
}

impl Naming {
    fn of(call: &Call) -> Result<Naming, Fault> {
        const WRONG: u32 = 5;
        Ok(match (call.is_set(&FUZZY)?, call.is_set(&ABBREVIATED)?) {
            (true, _) => Naming::Fuzzy(call.get(&FUZZY_DISTANCE)?.unwrap_or(WRONG) as usize),
            (_, true) => Naming::Abbreviated,
            _ => Naming::Pattern,
        })
    }

    fn fits(self, written: &str, name: &str) -> bool {
        match self {
            Naming::Pattern => Wildcard::new(written).matches(name),
            Naming::Fuzzy(wrong) => text_distance::between(written, name) < wrong,
            Naming::Abbreviated => {
                let short: String = name.chars().filter(|c| c.is_uppercase() || *c == '-').collect();
                short.eq_ignore_ascii_case(written) || Wildcard::new(written).matches(name)
            }
        }
    }

    /// Whether a name means one command alone.
    fn is_exact(self, written: &str) -> bool {
        matches!(self, Naming::Pattern) && !Wildcard::is_pattern(written)
    }
}

impl Wanted {
    fn of(call: &Call) -> Result<Wanted, Fault> {
        Ok(Wanted {
            verbs: call.get(&VERB)?,
            nouns: call.get(&NOUN)?,
            modules: call.get(&MODULE_NAME)?,
            kinds: call.get(&COMMAND_TYPE)?,
            parameters: call.get(&PARAMETER_NAME)?,
            types: call.get(&PARAMETER_TYPE)?,
            naming: Naming::of(call)?,
        })
    }

    fn includes(&self, kind: CommandType) -> bool {
        let only_cmdlets = self.parameters.is_some() || self.types.is_some() || self.modules.is_some();
        let has_halves = self.verbs.is_some() || self.nouns.is_some();
        let is_sought = match kind {
            CommandType::Cmdlet => true,
            CommandType::Function | CommandType::Filter => !only_cmdlets,
            _ => !only_cmdlets && !has_halves,
        };
        let is_kind = |kinds: &Vec<CommandType>| kinds.contains(&kind) || kinds.contains(&CommandType::All);
        is_sought && self.kinds.as_ref().is_none_or(is_kind)
    }

    fn fits_halves(&self, name: &str) -> bool {
        let (verb, noun) = name.split_once('-').unwrap_or(("", name));
        fits(self.verbs.as_deref(), verb) && fits(self.nouns.as_deref(), noun)
    }

    fn fits_cmdlet(&self, signature: &Signature) -> bool {
        let has = |name: &String| {
            let pattern = Wildcard::new(name);
            signature
                .params
                .iter()
                .any(|param| pattern.matches(param.name) || param.aliases.iter().any(|alias| pattern.matches(alias)))
        };
        let takes = |written: &String| signature.params.iter().any(|param| usage::is_type(written, param.type_name));
        self.fits_halves(signature.name)
            && fits(self.modules.as_deref(), MODULE)
            && self.parameters.as_ref().is_none_or(|names| names.iter().any(has))
            && self.types.as_ref().is_none_or(|types| types.iter().any(takes))
    }
}

/// A command with its declaration, where it has one.
type Found = (Value, Option<&'static Signature>);

/// What is called so, by what comes first when it is typed.
fn search(call: &Call, wanted: &Wanted, name: &str) -> Vec<Found> {
    let is_meant = |known: &str| wanted.naming.fits(name, known);
    let mut found = Vec::new();
    if wanted.includes(CommandType::Alias) {
        let named = aliases(call, None).unwrap_or_default().into_iter().filter(|info| is_meant(&info.name));
        found.extend(named.map(|info| (alias(call, &info), call.engine.commands().find(&info.definition))));
    }
    if wanted.includes(CommandType::Function) || wanted.includes(CommandType::Filter) {
        let mut named = call.engine.functions();
        named.retain(|(name, _)| is_meant(name) && wanted.fits_halves(name));
        named.sort_by_cached_key(|(name, _)| name.to_lowercase());
        let of_kind = |command: &Value| {
            let kind = command.property("CommandType").unwrap_or_default().to_string();
            wanted.includes(if kind == "Filter" { CommandType::Filter } else { CommandType::Function })
        };
        let commands = named.into_iter().map(|(name, text)| function(call, &name, &text));
        found.extend(commands.filter(of_kind).map(|command| (command, None)));
    }
    if wanted.includes(CommandType::Cmdlet) {
        let all = call.engine.commands().all().into_iter();
        let named = all.filter(|signature| is_meant(signature.name) && wanted.fits_cmdlet(signature));
        found.extend(named.map(|signature| (cmdlet(signature), Some(signature))));
    }
    if wanted.includes(CommandType::ExternalScript)
        && let Some(script) = script(call, name)
    {
        found.push((script, None));
    } else if wanted.includes(CommandType::Application)
        && let Some(path) = program(call, name)
    {
        let name = path.file_name().map_or_else(|| name.to_owned(), |own| own.to_string_lossy().into_owned());
        found.push((application(&name, &path.to_string_lossy()), None));
    }
    if let Naming::Fuzzy(_) = wanted.naming {
        let own = |command: &Value| command.property("Name").unwrap_or_default().to_string();
        found.sort_by_cached_key(|(command, _)| text_distance::between(name, &own(command)));
    }
    found
}

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let wanted = Wanted::of(call)?;
    let is_all = call.is_set(&ALL)?;
    let mut found = Vec::new();
    for name in call.get(&NAME)?.unwrap_or_else(|| vec!["*".to_owned()]) {
        let mut named = search(call, &wanted, &name);
        if named.is_empty() && wanted.naming.is_exact(&name) {
            call.error(unknown(call, &name))?;
        }
        // A name means what comes first.
        if wanted.naming.is_exact(&name) && !is_all {
            named.truncate(1);
        }
        found.append(&mut named);
    }
    found.truncate(call.get(&TOTAL)?.map_or(usize::MAX, |most| most as usize));
    if call.is_given("ArgumentList") && found.len() != 1 {
        let says = "The ArgumentList parameter can be specified only when retrieving a single cmdlet or script.";
        return Err(Fault::invalid("CommandArgsOnlyForSingleCmdlet", says)
            .categorized("InvalidArgument")
            .at(call.place(&ARGUMENTS)));
    }
    if call.is_set(&SHOW_INFO)? {
        return found.iter().try_for_each(|(command, _)| out.emit(show_command_info::of(command)));
    }
    let shows_syntax = call.is_set(&SYNTAX)?;
    found.into_iter().try_for_each(|(command, signature)| match signature {
        Some(signature) if shows_syntax => out.emit(written(&command, signature)),
        None if shows_syntax && command.property("ParameterSets").is_some() => out.emit(written_by_sets(&command)),
        _ => out.emit(command),
    })
}

/// How a command is written; by another name that it has, with the name that it stands for.
fn written(command: &Value, signature: &Signature) -> String {
    let lines = usage::short_syntax(signature);
    let name = command.property("Name").unwrap_or_default().to_string();
    if name.eq_ignore_ascii_case(signature.name) {
        return format!("\n{}\n", lines.join("\n\n"));
    }
    let own = |line: &String| line.replacen(signature.name, &name, 1);
    let lines: Vec<String> = lines.iter().map(own).collect();
    format!("\n{name} (alias) -> {}\n\n{}\n", signature.name, lines.join("\n\n"))
}

/// How a function is written.
fn written_by_sets(command: &Value) -> String {
    let name = command.property("Name").unwrap_or_default().to_string();
    let sets = command.property("ParameterSets").unwrap_or_default().into_items();
    let lines: Vec<String> = sets.iter().map(|set| format!("{name} {set}").trim_end().to_owned()).collect();
    format!("\n{}\n", lines.join("\n\n"))
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
