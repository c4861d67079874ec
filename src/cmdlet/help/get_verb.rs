//! `Get-Verb`: the verbs that commands are named with.

use super::verbs::{VERBS, VerbGroup, VerbInfo};
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

static VERB: Param<Vec<String>> =
    Param::new("Verb", "Only these verbs; `*` allowed.").position(1).from_pipeline().from_property();
static GROUP: Param<Vec<VerbGroup>> = Param::new("Group", "Only those of these groups.").position(2).from_property();

pub static GET_VERB: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Verb",
        synopsis: "List the verbs that names of commands begin with",
        about: "PowerShell's approved verbs, with the beginning that aliases have for them. A name with another verb works too, but is harder to find.",
        params: &[VERB.spec(), GROUP.spec()],
        emits: Some(VerbInfo::TYPE),
        examples: &[
            Example { does: "Find a verb for going back", run: "Get-Verb Re*" },
            Example { does: "List the verbs for handling data", run: "Get-Verb -Group Data" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let patterns: Option<Vec<Wildcard>> =
        call.get(&VERB)?.map(|verbs| verbs.iter().map(|verb| Wildcard::new(verb)).collect());
    let groups = call.get(&GROUP)?;
    for (group, verbs) in VERBS.iter().filter(|(group, _)| groups.as_ref().is_none_or(|groups| groups.contains(group)))
    {
        let is_wanted = |verb: &str| patterns.as_ref().is_none_or(|all| all.iter().any(|one| one.matches(verb)));
        for (verb, prefix, description) in verbs.iter().filter(|(verb, ..)| is_wanted(verb)) {
            out.emit(VerbInfo {
                verb: (*verb).to_owned(),
                alias_prefix: (*prefix).to_owned(),
                group: group.to_string(),
                description: (*description).to_owned(),
            })?;
        }
    }
    Ok(())
}
