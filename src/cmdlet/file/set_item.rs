//! `Set-Item`: give a variable, an alias, a function or a variable of the environment a value.

use super::drive::InDrive;
use crate::cmdlet::prelude::*;

static PATH: Param<Vec<String>> = Param::new("Path", "What to set, such as `env:TZ` or `variable:limit`.")
    .mandatory()
    .position(1)
    .from_property()
    .aliases(&["LiteralPath", "PSPath", "LP"]);
static VALUE: Param<Value> =
    Param::new("Value", "What it shall hold.").position(2).from_pipeline().from_property().keeps_blocks();
static PASS_THRU: Param<Switch> = Param::switch("PassThru", "Put out what was set.");

pub static SET_ITEM: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-Item",
        aliases: &["si"],
        synopsis: "Give a variable, alias, function or variable of the environment a value",
        about: "What is not there is made. Files are written with Set-Content.",
        params: &[PATH.spec(), VALUE.spec(), PASS_THRU.spec()],
        effect: Effect::Changes(Impact::Medium),
        examples: &[
            Example { does: "Set a variable of the environment", run: "Set-Item env:TZ UTC" },
            Example {
                does: "Define a function",
                run: "Set-Item function:waiting { Get-Queue | Where-Object MessageCount -gt 0 }",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(set),
};

fn set(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let value = call.get(&VALUE)?.unwrap_or_default();
    for written in call.require(&PATH)? {
        let Some(path) = InDrive::read(&written) else {
            let says = format!("'{written}' is no variable, alias, function or variable of the environment.");
            call.error(
                Fault::invalid("SetItemOfFile", says).at(call.place(&PATH)).fix("Files are written with Set-Content."),
            )?;
            continue;
        };
        if !call.should("Set Item", &format!("Item: {written} Value: {value}"), "")? {
            continue;
        }
        path.set(call, value.clone()).map_err(|fault| fault.at(call.place(&PATH)))?;
        if call.is_set(&PASS_THRU)? {
            path.items(call).into_iter().try_for_each(|(_, item)| out.emit(item))?;
        }
    }
    Ok(())
}
