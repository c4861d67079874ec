//! `Update-RecipientDirectory`: reads a directory now, and makes its recipients those that it wants.

use std::time::Instant;

use super::update_info::{UPDATE, shown};
use super::{IDENTITY, meant};
use crate::cmdlet::config::outside_transaction;
use crate::cmdlet::prelude::*;
use crate::directory::{Mode, Order, Outcome, Step, update};
use crate::model::TimeSpan;

/// Most steps that a question or a -WhatIf tells one by one.
const TOLD: usize = 50;

static FORCE: Param<Switch> = Param::switch(
    "Force",
    "Remove recipients whose entries are gone, even when they are more than MaximumRemovals, or all.",
);

pub static UPDATE_RECIPIENT_DIRECTORY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Update-RecipientDirectory",
        synopsis: "Read a recipient directory now, and take over what changed",
        about: "Does at once, from here, what each server does at the directory's Interval: new entries become recipients, \
                changed ones change theirs, and recipients whose entries are gone are removed. An entry that is unfit is \
                refused with a warning, and the rest go on. Nothing is stored when nothing changed.",
        params: &[IDENTITY.spec(), FORCE.spec()],
        emits: Some(&UPDATE),
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageRecipients,
        examples: &[
            Example { does: "Take over what changed", run: "Update-RecipientDirectory People" },
            Example { does: "See what would change", run: "Update-RecipientDirectory People -WhatIf" },
            Example { does: "Read all of them", run: "Get-RecipientDirectory | Update-RecipientDirectory" },
            Example {
                does: "Let a directory that was emptied on purpose remove all its recipients",
                run: "Update-RecipientDirectory People -Force",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    outside_transaction(call, session)?;
    let directory = meant(call, session, &*session.stored_picture()?)?;
    let command = call.engine.command_line();
    let order = Order {
        store: &**session.store()?,
        sealer: session.sealer(),
        directory: &directory,
        mode: Mode::Store,
        beyond: call.is_set(&FORCE)?,
        command: &command,
        asked_by: Some(session.who()),
    };
    let begun = Instant::now();
    // Whoever wants to know first is told first; the others need not wait twice.
    if call.engine.is_asked_about() {
        let (outcome, _) = update(&Order { mode: Mode::Tell, ..order }, None).map_err(|fault| fault.at(call.span))?;
        let outcome = outcome.unwrap_or_default();
        if !call.should(call.signature.name, &directory.name, &detail(&outcome))? {
            return Ok(());
        }
    } else if !call.should(call.signature.name, &directory.name, "")? {
        return Ok(());
    }
    let (outcome, _) = update(&order, None).map_err(|fault| fault.at(call.span))?;
    let outcome = outcome.unwrap_or_default();
    outcome.refused().chain(outcome.notes.iter().cloned()).try_for_each(|line| call.warn(line))?;
    let took = TimeSpan::from(begun.elapsed());
    out.emit(Value::Object(shown(&directory.name, &outcome, took)))
}

/// `3 added, …`, and what becomes of each.
fn detail(outcome: &Outcome) -> String {
    let mut lines = vec![format!("{}, {} unchanged", outcome.told(), outcome.unchanged)];
    lines.extend(outcome.steps.iter().take(TOLD).map(line));
    if outcome.steps.len() > TOLD {
        lines.push(format!("… and {} more; Test-RecipientDirectory shows all", outcome.steps.len() - TOLD));
    }
    lines.join("\n")
}

fn line(step: &Step) -> String {
    let Step { act, name, address, place, detail, .. } = step;
    let parts = [name, address, place, detail].into_iter().filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.map(String::as_str).collect();
    format!("{act} {}", parts.join(", "))
}
