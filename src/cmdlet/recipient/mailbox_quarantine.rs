//! `Enable-MailboxQuarantine` and `Disable-MailboxQuarantine`: keep mail out of a mailbox, and let it in again.

use crate::cmdlet::config::{ObjectId, edit};
use crate::cmdlet::prelude::*;
use crate::model::Mailbox;
use crate::model::class::Class;

/// The property that the router obeys.
const QUARANTINED: &str = "IsQuarantined";

static IDENTITY: Param<ObjectId> = Param::new("Identity", "The mailbox: name, alias, address or GUID.")
    .position(1)
    .mandatory()
    .from_pipeline()
    .from_property()
    .refuses_null();

pub static ENABLE_MAILBOX_QUARANTINE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Enable-MailboxQuarantine",
        synopsis: "Keep mail out of a mailbox",
        about: "What comes for it goes back to its sender (5.2.1), also what waits in queues and is routed anew. Nothing that \
                was delivered is touched, and forwarding without a kept copy goes on.",
        params: &[IDENTITY.spec()],
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageRecipients,
        examples: &[Example {
            does: "Keep mail out of a mailbox whose Maildir is being repaired",
            run: "Enable-MailboxQuarantine pat",
        }],
        ..Signature::NEW
    },
    run: Run::Each(enable),
};

pub static DISABLE_MAILBOX_QUARANTINE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Disable-MailboxQuarantine",
        synopsis: "Let mail into a mailbox again",
        about: "What went back to its senders meanwhile does not come by itself.",
        params: &[IDENTITY.spec()],
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageRecipients,
        examples: &[Example {
            does: "Let mail into every mailbox again",
            run: "Get-Mailbox | Where-Object IsQuarantined | Disable-MailboxQuarantine",
        }],
        ..Signature::NEW
    },
    run: Run::Each(disable),
};

fn enable(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    set(call, session, true)
}

fn disable(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    set(call, session, false)
}

fn set(call: &Call, session: &Session, is_quarantined: bool) -> Result<(), Fault> {
    edit(Mailbox::info(), call, session, &[QUARANTINED], |before, _| {
        let mut properties = before.properties.clone();
        let was = properties.insert(QUARANTINED.to_owned(), is_quarantined.into());
        if was.and_then(|was| was.as_bool()).unwrap_or_default() == is_quarantined {
            let state = if is_quarantined { "quarantined already" } else { "not quarantined" };
            call.warn(format!("'{}' is {state}: nothing was changed.", before.name))?;
            return Ok(None);
        }
        Ok(Some(properties))
    })
}
