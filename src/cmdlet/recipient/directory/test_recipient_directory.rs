//! `Test-RecipientDirectory`: reads a directory and shows what would become of its entries.

use super::step_info::{STEP, shown};
use super::{IDENTITY, meant};
use crate::cmdlet::prelude::*;
use crate::directory::{Mode, Order, update};

pub static TEST_RECIPIENT_DIRECTORY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-RecipientDirectory",
        synopsis: "Show what reading a recipient directory would change",
        about: "Reads it here and now, and changes nothing. Each recipient that would be added, changed or removed is one \
                object, and each entry that would be refused, with its place and the reason. Entries whose recipients are \
                as they should be are not shown.",
        params: &[IDENTITY.spec()],
        emits: Some(&STEP),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "See what the next reading will do", run: "Test-RecipientDirectory People" },
            Example {
                does: "List the entries that are refused, and why",
                run: "Test-RecipientDirectory People | Where-Object Action -eq Refuse | Format-Table Entry,Detail",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let directory = meant(call, session, &*session.stored_picture()?)?;
    let order = Order {
        store: &**session.store()?,
        sealer: session.sealer(),
        directory: &directory,
        mode: Mode::Tell,
        beyond: false,
        command: "",
        asked_by: None,
    };
    let (outcome, _) = update(&order, None).map_err(|fault| fault.at(call.span))?;
    let outcome = outcome.unwrap_or_default();
    outcome.notes.iter().try_for_each(|note| call.warn(note.clone()))?;
    call.verbose(format!("{} entries: {}, {} unchanged.", outcome.entries, outcome.told(), outcome.unchanged))?;
    outcome.steps.into_iter().try_for_each(|step| out.emit(Value::Object(shown(step))))
}
