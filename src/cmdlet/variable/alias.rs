//! `Get-Alias`, `Set-Alias`, `New-Alias`, `Remove-Alias`: other names of commands.

use crate::cmdlet::help::command_info;
use crate::cmdlet::prelude::*;
use crate::lang::call::{AliasInfo, ScopeName, VariableOption};
use crate::model::Wildcard;

static NAMES: Param<Vec<String>> =
    Param::new("Name", "Which aliases; `*` allowed. Default: all.").position(1).from_pipeline();
static DEFINITION: Param<Vec<String>> = Param::new("Definition", "Those of these commands; `*` allowed.");
static NAME: Param<String> = Param::new("Name", "The new name.").mandatory().position(1).from_property();
static VALUE: Param<String> = Param::new("Value", "The command it stands for.").mandatory().position(2).from_property();
static DESCRIPTION: Param<String> = Param::new("Description", "What it is for.").from_property();
static OPTION: Param<VariableOption> = Param::new(
    "Option",
    "ReadOnly: only changed by force; Constant: never changed; Private: other scopes do not see it; AllScope: scopes \
     inside do not hide it.",
);
static FORCE: Param<Switch> = Param::switch("Force", "Also one that is read-only.");
static NEW_FORCE: Param<Switch> = Param::switch("Force", "Also when there is an alias of that name.");
static EXCLUDE: Param<Vec<String>> = Param::new("Exclude", "Not these; `*` allowed.");
static SCOPE: Param<ScopeName> = Param::new(
    "Scope",
    "Global, Script, Local, or so many scopes around this one. Default: the one where the command stands.",
);
static SCOPE_OF_ALL: Param<ScopeName> = Param::new(
    "Scope",
    "Only those of this scope: Global, Script, Local, or so many scopes around this one. Default: all that can be seen.",
);
static SCOPE_OF_NEAREST: Param<ScopeName> =
    Param::new("Scope", "Global, Script, Local, or so many scopes around this one. Default: the nearest that has it.");
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put the alias out.");
static REMOVED: Param<Vec<String>> =
    Param::new("Name", "The names to forget; `*` allowed.").mandatory().position(1).from_pipeline().from_property();

pub static GET_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Alias",
        aliases: &["gal"],
        synopsis: "Show other names of commands",
        about: "Those that are always there and those that Set-Alias has made.",
        params: &[NAMES.spec(), DEFINITION.spec(), EXCLUDE.spec(), SCOPE_OF_ALL.spec()],
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
    let all = command_info::aliases(call, call.get(&SCOPE_OF_ALL)?)?;
    let excluded = call.get(&EXCLUDE)?.unwrap_or_default();
    let fits = |pattern: &str, text: &str| Wildcard::new(pattern).matches(text);
    let (patterns, by_definition) = match call.get(&DEFINITION)? {
        Some(definitions) => (definitions, true),
        None => (call.get(&NAMES)?.unwrap_or_else(|| vec!["*".to_owned()]), false),
    };
    for written in patterns {
        let found = all.iter().filter(|alias| {
            fits(&written, if by_definition { &alias.definition } else { &alias.name })
                && !excluded.iter().any(|one| fits(one, &alias.name))
        });
        let mut is_found = false;
        for alias in found {
            is_found = true;
            out.emit(command_info::alias(call, alias))?;
        }
        if !is_found && !Wildcard::is_pattern(&written) {
            let what = if by_definition { "definition" } else { "name" };
            let place = if by_definition { call.place(&DEFINITION) } else { call.place(&NAMES) };
            call.error(unknown(what, &written).at(place))?;
        }
    }
    Ok(())
}

pub(super) fn unknown(what: &str, written: &str) -> Fault {
    let says = format!(
        "This command cannot find a matching alias because an alias with the {what} '{written}' does not exist."
    );
    Fault::not_found("ItemNotFoundException", says).about(Value::text(written))
}

/// `is_forced`: whatever is there of that name, unless it is constant.
fn set(call: &Call, is_forced: bool, out: &mut Output) -> Result<(), Fault> {
    let (name, value) = (call.require(&NAME)?, call.require(&VALUE)?);
    if !call.should("Set Alias", &format!("Name: {name} Value: {value}"), "")? {
        return Ok(());
    }
    let made = AliasInfo {
        description: call.get(&DESCRIPTION)?.unwrap_or_default().into(),
        option: call.get(&OPTION)?.unwrap_or(VariableOption::None),
        ..AliasInfo::plain(&name, &value)
    };
    let scope = call.get(&SCOPE)?.unwrap_or(ScopeName::Local);
    match call.engine.declare_alias(scope, &made, is_forced) {
        Ok(()) if call.is_set(&PASS_THRU)? => out.emit(command_info::alias(call, &made)),
        Ok(()) => Ok(()),
        Err(fault) => call.error(fault.at(call.place(&NAME))),
    }
}

pub static SET_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Alias",
        aliases: &["sal"],
        synopsis: "Give a command another name",
        about: "As long as the scope lasts where the command stands: at the prompt the conversation, in a function or a \
                script file until it ends. Put it into the profile to have it always.",
        params: &[
            NAME.spec(),
            VALUE.spec(),
            DESCRIPTION.spec(),
            OPTION.spec(),
            SCOPE.spec(),
            FORCE.spec(),
            PASS_THRU.spec(),
        ],
        effect: Effect::Changes(Impact::Low),
        examples: &[
            Example { does: "Write `gq` for Get-Queue", run: "Set-Alias gq Get-Queue" },
            Example {
                does: "Guard a name against other scripts",
                run: "Set-Alias gsc Get-SendConnector -Option ReadOnly -Description 'for the night shift'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| set(call, call.is_set(&FORCE)?, out)),
};

pub static NEW_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-Alias",
        aliases: &["nal"],
        synopsis: "Give a command another name that is new",
        about: "As Set-Alias, but the name must not be an alias yet.",
        params: &[
            NAME.spec(),
            VALUE.spec(),
            DESCRIPTION.spec(),
            OPTION.spec(),
            SCOPE.spec(),
            NEW_FORCE.spec(),
            PASS_THRU.spec(),
        ],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example { does: "Write `gsc` for Get-SendConnector", run: "New-Alias gsc Get-SendConnector" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let name = call.require(&NAME)?;
        // As in PowerShell: what is seen from here counts, unless a scope is named.
        let all = call.engine.aliases(call.get(&SCOPE)?)?;
        let is_forced = call.is_set(&NEW_FORCE)?;
        if !is_forced && all.iter().any(|known| known.name.eq_ignore_ascii_case(&name)) {
            let says = format!("The alias is not allowed, because an alias with the name '{name}' already exists.");
            return call.error(
                Fault::conflict("AliasAlreadyExists", says)
                    .categorized("ResourceExists")
                    .about(Value::text(&name))
                    .at(call.place(&NAME)),
            );
        }
        set(call, is_forced, out)
    }),
};

pub static REMOVE_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-Alias",
        synopsis: "Forget other names of commands",
        about: "Also those that are always there, in this conversation; most of these are read-only and need -Force.",
        params: &[REMOVED.spec(), SCOPE_OF_NEAREST.spec(), FORCE.spec()],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example { does: "Let `ls` be the program again", run: "Remove-Alias ls" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        let (scope, is_forced) = (call.get(&SCOPE_OF_NEAREST)?, call.is_set(&FORCE)?);
        for written in call.require(&REMOVED)? {
            let pattern = Wildcard::new(&written);
            let all = command_info::aliases(call, scope)?;
            let found: Vec<_> = all.into_iter().filter(|alias| pattern.matches(&alias.name)).collect();
            if found.is_empty() && !Wildcard::is_pattern(&written) {
                call.error(unknown("name", &written).at(call.place(&REMOVED)))?;
            }
            for alias in found {
                if call.should("Remove Alias", &format!("Name: {}", alias.name), "")?
                    && let Err(fault) = call.engine.forget_alias(scope, &alias.name, is_forced)
                {
                    call.error(fault.at(call.place(&REMOVED)))?;
                }
            }
        }
        Ok(())
    }),
};
