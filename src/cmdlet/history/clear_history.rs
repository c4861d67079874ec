//! `Clear-History`: forgets lines of this session.

use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

static ID: Param<Vec<i64>> = Param::new("Id", "Only these lines.").position(1);
static COMMAND_LINE: Param<Vec<String>> = Param::new("CommandLine", "Only lines such as these; `*` allowed.");

pub static CLEAR_HISTORY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Clear-History",
        aliases: &["clhy"],
        synopsis: "Forget the lines of this session",
        about: "What the up arrow finds stays.",
        params: &[ID.spec(), COMMAND_LINE.spec()],
        sets: &[
            ParamSet { name: "IDParameter", params: &["Id"], mandatory: &[] },
            ParamSet { name: "CommandLineParameter", params: &["CommandLine"], mandatory: &["CommandLine"] },
        ],
        effect: Effect::Changes(Impact::Low),
        examples: &[
            Example { does: "Forget all lines", run: "Clear-History" },
            Example { does: "Forget the lines about one customer", run: "Clear-History -CommandLine *contoso*" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    if !call.should("Clear-History", "the lines of this session", "")? {
        return Ok(());
    }
    let ids = call.get(&ID)?;
    let patterns: Option<Vec<Wildcard>> =
        call.get(&COMMAND_LINE)?.map(|all| all.iter().map(|one| Wildcard::new(one)).collect());
    call.engine.forget_lines(&|line| match (&ids, &patterns) {
        (Some(ids), _) => ids.contains(&line.id),
        (None, Some(patterns)) => patterns.iter().any(|pattern| pattern.matches(&line.line)),
        (None, None) => true,
    });
    Ok(())
}
