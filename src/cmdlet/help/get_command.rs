//! `Get-Command`: which commands there are.

use crate::cmdlet::prelude::*;
use crate::lang::usage;
use crate::model::view::view;
use crate::model::{FaultKind, Wildcard};

static NAME: Param<Vec<String>> =
    Param::new("Name", "Commands by name; `*` allowed. Default: all.").position(1).from_pipeline();
static VERB: Param<Vec<String>> = Param::new("Verb", "Only commands with this verb, such as Get.");
static NOUN: Param<Vec<String>> = Param::new("Noun", "Only commands with this noun, such as *Connector.");
static SYNTAX: Param<Switch> = Param::switch("Syntax", "Show how each is written instead.");

view! {
    /// A command.
    CommandInfo as "Emsh.CommandInfo", shown ["CommandType", "Name", "Synopsis"] {
        /// Cmdlet or Alias.
        "CommandType" command_type: String as "String";
        /// `Verb-Noun`.
        "Name" name: String as "String";
        /// The first half of the name.
        "Verb" verb: String as "String";
        /// The second half.
        "Noun" noun: String as "String";
        /// What it does, in one line.
        "Synopsis" synopsis: String as "String";
        /// For an alias: the command that it stands for.
        "Definition" definition: String as "String";
    }
}

pub static GET_COMMAND: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Command",
        aliases: &["gcm"],
        synopsis: "Show which commands there are",
        about: "With a pattern, the commands whose name fits; with the name of an alias, what it stands for.",
        params: &[NAME.spec(), VERB.spec(), NOUN.spec(), SYNTAX.spec()],
        emits: Some(CommandInfo::TYPE),
        examples: &[
            Example { does: "Show everything that works on receive connectors", run: "Get-Command *ReceiveConnector" },
            Example { does: "Show what can be changed", run: "Get-Command -Verb Set" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn fits(patterns: Option<&[String]>, text: &str) -> bool {
    patterns.is_none_or(|patterns| patterns.iter().any(|pattern| Wildcard::new(pattern).matches(text)))
}

fn of(signature: &Signature) -> CommandInfo {
    let (verb, noun) = signature.name.split_once('-').unwrap_or(("", signature.name));
    CommandInfo {
        command_type: "Cmdlet".to_owned(),
        name: signature.name.to_owned(),
        verb: verb.to_owned(),
        noun: noun.to_owned(),
        synopsis: signature.synopsis.to_owned(),
        definition: String::new(),
    }
}

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let commands = call.engine.commands();
    let (names, verbs, nouns) = (call.get(&NAME)?, call.get(&VERB)?, call.get(&NOUN)?);
    let mut found = 0;
    for signature in commands.all() {
        let info = of(signature);
        if fits(names.as_deref(), &info.name)
            && fits(verbs.as_deref(), &info.verb)
            && fits(nouns.as_deref(), &info.noun)
        {
            found += 1;
            if call.is_set(&SYNTAX)? {
                usage::syntax(signature).into_iter().try_for_each(|line| out.emit(line))?;
            } else {
                out.emit(info)?;
            }
        }
    }
    for (alias, name) in commands.aliases() {
        if names.as_deref().is_some_and(|names| names.iter().any(|wanted| wanted.eq_ignore_ascii_case(alias))) {
            found += 1;
            let synopsis = commands.find(name).map(|signature| signature.synopsis.to_owned()).unwrap_or_default();
            out.emit(CommandInfo {
                command_type: "Alias".to_owned(),
                name: format!("{alias} -> {name}"),
                verb: String::new(),
                noun: String::new(),
                synopsis,
                definition: name.to_owned(),
            })?;
        }
    }
    match names.as_deref() {
        Some([one]) if found == 0 && !Wildcard::is_pattern(one) => {
            let known = commands.all();
            let close = crate::model::text_distance::closest(one, known.iter().map(|signature| signature.name));
            let fault =
                Fault::new(FaultKind::NotFound, "CommandNotFoundException", format!("There is no command '{one}'."))
                    .at(call.place(&NAME));
            Err(match close {
                Some(close) => fault.fix(format!("Did you mean {close}?")),
                None => fault.fix("Get-Command without a name lists all."),
            })
        }
        _ => Ok(()),
    }
}
