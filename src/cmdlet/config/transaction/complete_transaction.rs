//! `Complete-Transaction`: all that was collected becomes one revision, or nothing does.

use super::conflict::{explained, rebased};
use super::none_open;
use super::open::OpenTransaction;
use crate::cmdlet::config::plan::Plan;
use crate::cmdlet::prelude::*;
use crate::model::number::counted;
use crate::store::StoreError;

static REASON: Param<String> = Param::new("Reason", "Why; kept in the history.");
static FORCE: Param<Switch> = Param::switch(
    "Force",
    "Store also after an error of a command in between, and over what somebody else did to the same objects meanwhile.",
);

pub static COMPLETE_TRANSACTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Complete-Transaction",
        synopsis: "Store all changes of the open transaction at once",
        about: "All of them become one revision of the configuration, or none does: nodes never see half of them. Nothing \
                is stored, and the transaction stays open, when a command that changes the configuration has failed in \
                it, or when somebody else changed one of its objects meanwhile; what they did is said. -WhatIf shows \
                each change.",
        params: &[REASON.spec(), FORCE.spec()],
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageServers,
        examples: &[
            Example {
                does: "Change two limits together",
                run: "Start-Transaction; Set-TransportConfig -MaxSendSize 20MB; Set-TransportConfig -MaxReceiveSize \
                      20MB; Complete-Transaction -Reason 'Ticket 4711'",
            },
            Example {
                does: "See what would be stored",
                run: "Start-Transaction; Set-TransportConfig -MaxSendSize 20MB; Complete-Transaction -WhatIf; \
                      Undo-Transaction",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

/// How often it is tried anew because others changed something that the rules look at.
const TRIES: usize = 20;

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    // Closed meanwhile, so that what is read is the store and what is stored is not collected once more.
    let Some(open) = session.transaction().take() else { return Err(none_open(call)) };
    let outcome = complete(call, session, &open);
    if !matches!(outcome, Ok(true)) {
        *session.transaction() = Some(open);
    }
    outcome.map(drop)
}

/// True when it is over; false when it was not agreed to.
fn complete(call: &Call, session: &Session, open: &OpenTransaction) -> Result<bool, Fault> {
    let is_forced = call.is_set(&FORCE)?;
    if let Some(failed) = failed_since(call, open).filter(|_| !is_forced) {
        let says = format!("Nothing was stored: '{failed}' failed in the transaction.");
        return Err(Fault::invalid("TransactionHasErrors", says).at(call.span).fix(
            "The transaction is still open. Undo-Transaction drops it, Complete-Transaction -Force stores the rest of it.",
        ));
    }
    if open.changes().len() == 0 {
        call.warn("The transaction has changed nothing: nothing was stored.")?;
        return Ok(true);
    }
    let command_line = open.commands.join("; ");
    let looks_at: Vec<&str> = open.looks_at().collect();
    for attempt in 1.. {
        let now = session.picture()?;
        let changes = match rebased(open, &now, is_forced) {
            Ok(changes) => changes,
            Err(lost) => return Err(explained(&lost, open, session)?.at(call.span)),
        };
        let plan = Plan::new(changes, now);
        plan.judge()?;
        let told = plan.told();
        let target = counted(told.len(), "change");
        if attempt == 1 && !call.should(call.signature.name, &target, &told.join("\n"))? {
            return Ok(false);
        }
        match plan.commit(session, &command_line, call.get(&REASON)?, &looks_at) {
            Ok(()) => return Ok(true),
            Err(StoreError::ClassChanged { .. } | StoreError::Conflict { .. }) if attempt < TRIES => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}

/// The errors that this shell remembers, latest first.
pub fn errors(call: &Call) -> Vec<Value> {
    match call.engine.variable("Error") {
        Some(Value::Array(errors)) => errors.items().to_vec(),
        _ => Vec::new(),
    }
}

/// The name of a command that changes something and failed since the transaction began.
fn failed_since(call: &Call, open: &OpenTransaction) -> Option<&'static str> {
    let errors = errors(call);
    let new = errors.len().saturating_sub(open.errors_before);
    errors[..new].iter().find_map(|error| {
        let Value::Scalar(record) = error else { return None };
        let id = record.member("FullyQualifiedErrorId")?.to_string();
        let (_, name) = id.rsplit_once(',')?;
        let signature = crate::cmdlet::all().iter().map(|cmdlet| &cmdlet.signature).find(|one| one.name == name)?;
        let is_change = matches!(signature.effect, Effect::Changes(_)) && signature.needs.is_to_configure();
        is_change.then_some(signature.name)
    })
}
