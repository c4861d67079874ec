//! `Get-Alias`, `Set-Alias`, `New-Alias`: other names of commands.

use crate::cmdlet::help::command_info;
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

static NAMES: Param<Vec<String>> =
    Param::new("Name", "Which aliases; `*` allowed. Default: all.").position(1).from_pipeline();
static DEFINITION: Param<Vec<String>> = Param::new("Definition", "Those of these commands; `*` allowed.");
static NAME: Param<String> = Param::new("Name", "The new name.").mandatory().position(1).from_property();
static VALUE: Param<String> = Param::new("Value", "The command it stands for.").mandatory().position(2).from_property();
static FORCE: Param<Switch> = Param::switch("Force", "Also when there is an alias of that name.");

pub static GET_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Alias",
        aliases: &["gal"],
        synopsis: "Show other names of commands",
        about: "Those that are always there and those that Set-Alias has made.",
        params: &[NAMES.spec(), DEFINITION.spec()],
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
    let definitions = call.get(&DEFINITION)?;
    let fits = |patterns: &[String], text: &str| patterns.iter().any(|pattern| Wildcard::new(pattern).matches(text));
    for written in call.get(&NAMES)?.unwrap_or_else(|| vec!["*".to_owned()]) {
        let wanted = [written.clone()];
        let found = all
            .iter()
            .filter(|(name, to)| fits(&wanted, name) && definitions.as_ref().is_none_or(|patterns| fits(patterns, to)));
        let mut is_found = false;
        for (name, definition) in found {
            is_found = true;
            out.emit(command_info::alias(name, definition))?;
        }
        if !is_found && !Wildcard::is_pattern(&written) {
            let says = format!(
                "This command cannot find a matching alias because an alias with the name '{written}' does not exist."
            );
            call.error(Fault::not_found("ItemNotFoundException", says).at(call.place(&NAMES)))?;
        }
    }
    Ok(())
}

pub static SET_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Alias",
        aliases: &["sal"],
        synopsis: "Give a command another name",
        about: "For this conversation; put it into the profile to have it always.",
        params: &[NAME.spec(), VALUE.spec()],
        examples: &[Example { does: "Write `gq` for Get-Queue", run: "Set-Alias gq Get-Queue" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        call.engine.set_alias(&call.require(&NAME)?, &call.require(&VALUE)?);
        Ok(())
    }),
};

pub static NEW_ALIAS: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-Alias",
        aliases: &["nal"],
        synopsis: "Give a command another name that is new",
        about: "As Set-Alias, but the name must not be an alias yet.",
        params: &[NAME.spec(), VALUE.spec(), FORCE.spec()],
        examples: &[Example { does: "Write `gsc` for Get-SendConnector", run: "New-Alias gsc Get-SendConnector" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        let name = call.require(&NAME)?;
        let is_there = command_info::aliases(call).iter().any(|(known, _)| known.eq_ignore_ascii_case(&name));
        if is_there && !call.is_set(&FORCE)? {
            let says = format!("The alias is not allowed, because an alias with the name '{name}' already exists.");
            return Err(Fault::conflict("AliasAlreadyExists", says).at(call.place(&NAME)));
        }
        call.engine.set_alias(&name, &call.require(&VALUE)?);
        Ok(())
    }),
};
