//! `Get-Variable`: variables with their values.

use super::{EXCLUDE, INCLUDE, Matching, SCOPE, matching, not_found, object};
use crate::cmdlet::prelude::*;

static NAME: Param<Vec<String>> =
    Param::new("Name", "Names, without the dollar sign; `*` allowed. Default: all.").position(1).from_pipeline();
static VALUE_ONLY: Param<Switch> = Param::switch("ValueOnly", "Put out the values alone.");

pub static GET_VARIABLE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Variable",
        aliases: &["gv"],
        synopsis: "Show variables",
        about: "Those that can be seen where the command stands.",
        params: &[NAME.spec(), VALUE_ONLY.spec(), INCLUDE.spec(), EXCLUDE.spec(), SCOPE.spec()],
        examples: &[Example { does: "Show the preferences", run: "Get-Variable *Preference" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let only_value = call.is_set(&VALUE_ONLY)?;
    for written in call.get(&NAME)?.unwrap_or_else(|| vec!["*".to_owned()]) {
        let Matching { found, is_missing } = matching(call, &written, false)?;
        if is_missing {
            call.error(not_found(&written).at(call.place(&NAME)))?;
        }
        for info in found {
            if only_value { out.emit(info.value)? } else { out.emit(object(&info))? }
        }
    }
    Ok(())
}
