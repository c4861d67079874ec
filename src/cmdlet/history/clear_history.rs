//! `Clear-History`: forgets lines of this session.

use crate::cmdlet::prelude::*;
use crate::lang::call::PastLine;
use crate::model::Wildcard;

static ID: Param<Vec<i64>> = Param::new("Id", "Only these lines.").position(1);
static COUNT: Param<u32> = Param::new("Count", "Only so many of them, the oldest first.").position(2);
static NEWEST: Param<Switch> = Param::switch("Newest", "With -Count: the newest first.");
static COMMAND_LINE: Param<Vec<String>> = Param::new("CommandLine", "Only lines such as these; `*` allowed.");

pub static CLEAR_HISTORY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Clear-History",
        aliases: &["clhy"],
        synopsis: "Forget the lines of this session",
        about: "What the up arrow finds stays.",
        params: &[ID.spec(), COMMAND_LINE.spec(), COUNT.spec(), NEWEST.spec()],
        sets: &[
            ParamSet { name: "IDParameter", params: &["Id"], mandatory: &[] },
            ParamSet { name: "CommandLineParameter", params: &["CommandLine"], mandatory: &["CommandLine"] },
        ],
        effect: Effect::Changes(Impact::Low),
        examples: &[
            Example { does: "Forget all lines", run: "Clear-History" },
            Example { does: "Forget the last two lines", run: "Clear-History -Count 2 -Newest" },
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
    let fits = |line: &PastLine| match (&ids, &patterns) {
        (Some(ids), _) => ids.contains(&line.id),
        (None, Some(patterns)) => patterns.iter().any(|pattern| pattern.matches(&line.line)),
        (None, None) => true,
    };
    let mut meant: Vec<i64> = call.engine.lines().iter().filter(|line| fits(line)).map(|line| line.id).collect();
    if call.is_set(&NEWEST)? {
        meant.reverse();
    }
    meant.truncate(call.get(&COUNT)?.map_or(usize::MAX, |count| count as usize));
    call.engine.forget_lines(&|line| meant.contains(&line.id));
    Ok(())
}
