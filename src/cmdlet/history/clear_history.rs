//! `Clear-History`: forgets lines of this session.

use super::get_history::no_line;
use crate::cmdlet::prelude::*;
use crate::lang::call::PastLine;
use crate::model::Wildcard;

static ID: Param<Vec<i64>> = Param::new("Id", "Only these lines.").position(1);
static COUNT: Param<u32> =
    Param::new("Count", "Only so many of them, the oldest first; with one -Id those that end with it.")
        .position(2)
        .within(1, i32::MAX);
static NEWEST: Param<Switch> =
    Param::switch("Newest", "With -Count: the newest first; with one -Id those that begin with it.");
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
    let lines = call.engine.lines();
    let count = call.get(&COUNT)?.map(|count| count as usize);
    let is_newest = call.is_set(&NEWEST)?;
    let meant = match call.get(&ID)? {
        Some(ids) => of_ids(call, &lines, &ids, count, is_newest)?,
        None => {
            let patterns: Option<Vec<Wildcard>> =
                call.get(&COMMAND_LINE)?.map(|all| all.iter().map(|one| Wildcard::new(one)).collect());
            let fits = |line: &&PastLine| {
                patterns.as_ref().is_none_or(|all| all.iter().any(|pattern| pattern.matches(&line.line)))
            };
            let mut found: Vec<i64> = lines.iter().filter(fits).map(|line| line.id).collect();
            if is_newest {
                found.reverse();
            }
            found.truncate(count.unwrap_or(usize::MAX));
            found
        }
    };
    call.engine.forget_lines(&|line| meant.contains(&line.id));
    Ok(())
}

/// The lines of these numbers; with a count, so many that end with the one line, or with `-Newest` begin with it.
fn of_ids(
    call: &Call,
    lines: &[PastLine],
    ids: &[i64],
    count: Option<usize>,
    is_newest: bool,
) -> Result<Vec<i64>, Fault> {
    if let (Some(_), true) = (count, ids.len() > 1) {
        let says = "The command cannot be processed because it has several values of Id and a Count.";
        let fault = Fault::invalid("GetHistoryNoCountWithMultipleIds", says).at(call.place(&COUNT));
        return Err(fault.fix("Give one Id, or leave out -Count."));
    }
    let mut meant = Vec::new();
    for id in ids {
        let Some(at) = lines.iter().position(|line| line.id == *id) else {
            call.error(no_line(*id).at(call.place(&ID)))?;
            continue;
        };
        let count = count.unwrap_or(1);
        let span = if is_newest {
            at..at.saturating_add(count).min(lines.len())
        } else {
            (at + 1).saturating_sub(count)..at + 1
        };
        meant.extend(lines[span].iter().map(|line| line.id));
    }
    Ok(meant)
}
