//! `Get-Alias`, `Set-Alias`, `New-Alias`, `Remove-Alias`: other names of commands.

use crate::cmdlet::help::command_info;
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;
use crate::model::choice::choice;

choice! {
    /// Where an alias is known: everywhere.
    AliasScope as "String" { Global }
}

choice! {
    /// What is special about an alias: nothing, or that functions know it too, as they do here.
    AliasOption as "ScopedItemOptions" { None, AllScope }
}

static NAMES: Param<Vec<String>> =
    Param::new("Name", "Which aliases; `*` allowed. Default: all.").position(1).from_pipeline();
static DEFINITION: Param<Vec<String>> = Param::new("Definition", "Those of these commands; `*` allowed.");
static NAME: Param<String> = Param::new("Name", "The new name.").mandatory().position(1).from_property();
static VALUE: Param<String> = Param::new("Value", "The command it stands for.").mandatory().position(2).from_property();
static FORCE: Param<Switch> = Param::switch("Force", "Also when there is an alias of that name, whatever it is.");
static EXCLUDE: Param<Vec<String>> = Param::new("Exclude", "Not these; `*` allowed.");
static SCOPE: Param<AliasScope> = Param::new("Scope", "Global, which all of them are.");
static OPTION: Param<AliasOption> = Param::new("Option", "None or AllScope, which is the same here.");
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the alias out.");
static REMOVED: Param<Vec<String>> =
    Param::new("Name", "The names to forget; `*` allowed.").mandatory().position(1).from_pipeline().from_property();

pub static GET_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Alias",
        aliases: &["gal"],
        synopsis: "Show other names of commands",
        about: "Those that are always there and those that Set-Alias has made.",
        params: &[NAMES.spec(), DEFINITION.spec(), EXCLUDE.spec(), SCOPE.spec()],
        sets: &[
            ParamSet { name: "Default", params: &["Name"], mandatory: &[] },
            ParamSet { name: "Definition", params: &["Definition"], mandatory: &[] },
        ],
        emits: Some(&command_info::COMMAND),
        examples: &[
            Example { does: "Show what a name stands for", run: "Get-Alias ft" },
            Example { does: "Show other names of a command", run: "Get-Alias -Definition Where-Object" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(get),
};

fn get(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let all = command_info::aliases(call);
    let excluded = call.get(&EXCLUDE)?.unwrap_or_default();
    let fits = |pattern: &str, text: &str| Wildcard::new(pattern).matches(text);
    let (patterns, by_definition) = match call.get(&DEFINITION)? {
        Some(definitions) => (definitions, true),
        None => (call.get(&NAMES)?.unwrap_or_else(|| vec!["*".to_owned()]), false),
    };
    for written in patterns {
        let found = all.iter().filter(|(name, to)| {
            fits(&written, if by_definition { to } else { name }) && !excluded.iter().any(|one| fits(one, name))
        });
        let mut is_found = false;
        for (name, definition) in found {
            is_found = true;
            out.emit(command_info::alias(call, name, definition))?;
        }
        if !is_found && !Wildcard::is_pattern(&written) {
            let what = if by_definition { "definition" } else { "name" };
            let place = if by_definition { call.place(&DEFINITION) } else { call.place(&NAMES) };
            call.error(unknown(what, &written).at(place))?;
        }
    }
    Ok(())
}

fn unknown(what: &str, written: &str) -> Fault {
    let says = format!(
        "This command cannot find a matching alias because an alias with the {what} '{written}' does not exist."
    );
    Fault::not_found("ItemNotFoundException", says).about(Value::text(written))
}

fn set(call: &Call, out: &mut Output) -> Result<(), Fault> {
    let (name, value) = (call.require(&NAME)?, call.require(&VALUE)?);
    if !call.should("Set Alias", &format!("Name: {name} Value: {value}"), "")? {
        return Ok(());
    }
    call.engine.set_alias(&name, &value);
    if call.is_set(&PASS_THRU)? { out.emit(command_info::alias(call, &name, &value)) } else { Ok(()) }
}

pub static SET_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Alias",
        aliases: &["sal"],
        synopsis: "Give a command another name",
        about: "For this conversation; put it into the profile to have it always.",
        params: &[NAME.spec(), VALUE.spec(), OPTION.spec(), SCOPE.spec(), FORCE.spec(), PASS_THRU.spec()],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example { does: "Write `gq` for Get-Queue", run: "Set-Alias gq Get-Queue" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| set(call, out)),
};

pub static NEW_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-Alias",
        aliases: &["nal"],
        synopsis: "Give a command another name that is new",
        about: "As Set-Alias, but the name must not be an alias yet.",
        params: &[NAME.spec(), VALUE.spec(), OPTION.spec(), SCOPE.spec(), FORCE.spec(), PASS_THRU.spec()],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example { does: "Write `gsc` for Get-SendConnector", run: "New-Alias gsc Get-SendConnector" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let name = call.require(&NAME)?;
        let is_there = command_info::aliases(call).iter().any(|(known, _)| known.eq_ignore_ascii_case(&name));
        if is_there && !call.is_set(&FORCE)? {
            let says = format!("The alias is not allowed, because an alias with the name '{name}' already exists.");
            return call.error(
                Fault::conflict("AliasAlreadyExists", says)
                    .categorized("ResourceExists")
                    .about(Value::text(&name))
                    .at(call.place(&NAME)),
            );
        }
        set(call, out)
    }),
};

pub static REMOVE_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-Alias",
        synopsis: "Forget other names of commands",
        about: "Also those that are always there, in this conversation.",
        params: &[REMOVED.spec(), SCOPE.spec(), FORCE.spec()],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example { does: "Let `ls` be the program again", run: "Remove-Alias ls" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        for written in call.require(&REMOVED)? {
            let pattern = Wildcard::new(&written);
            let all = command_info::aliases(call);
            let found: Vec<_> = all.into_iter().filter(|(name, _)| pattern.matches(name)).collect();
            if found.is_empty() && !Wildcard::is_pattern(&written) {
                call.error(unknown("name", &written).at(call.place(&REMOVED)))?;
            }
            for (name, _) in found {
                if call.should("Remove Alias", &format!("Name: {name}"), "")? {
                    call.engine.remove_alias(&name);
                }
            }
        }
        Ok(())
    }),
};
