//! `Remove-RecipientDirectory`: reads a directory no more, and says what becomes of its recipients.

use super::{IDENTITY, meant};
use crate::cmdlet::config::outside_transaction;
use crate::cmdlet::prelude::*;
use crate::directory::dismiss;
use crate::model::number::counted;
use crate::model::text::same_text;

static KEEP_RECIPIENTS: Param<Switch> =
    Param::switch("KeepRecipients", "Keep its recipients as they are; from then on they are changed and removed here.");

pub static REMOVE_RECIPIENT_DIRECTORY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-RecipientDirectory",
        synopsis: "Remove a recipient directory, and its recipients with it unless they are kept",
        about: "Mail for recipients that go is refused from then on; what was delivered to their mailboxes stays where it \
                is. What it is read from is not touched.",
        params: &[IDENTITY.spec(), KEEP_RECIPIENTS.spec()],
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageRecipients,
        examples: &[
            Example { does: "See how many recipients would go", run: "Remove-RecipientDirectory People -WhatIf" },
            Example {
                does: "Keep the recipients, and look after them by hand from now on",
                run: "Remove-RecipientDirectory People -KeepRecipients -Confirm:$false",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    outside_transaction(call, session)?;
    let picture = session.stored_picture()?;
    let directory = meant(call, session, &picture)?;
    let all = picture.organization().directory().all();
    let count = all.filter(|one| same_text(one.card().directory, &directory.name)).count();
    let keeps = call.is_set(&KEEP_RECIPIENTS)?;
    drop(picture);
    let recipients = counted(count, "recipient");
    let what = match keeps {
        true => format!("{recipients} of it would be kept and looked after here"),
        false => format!("{recipients} of it would be removed with it; -KeepRecipients keeps them"),
    };
    if !call.should(call.signature.name, &directory.name, &what)? {
        return Ok(());
    }
    dismiss(&**session.store()?, session.who(), &call.engine.command_line(), directory.id, keeps)
        .map(drop)
        .map_err(|fault| fault.at(call.span))
}
