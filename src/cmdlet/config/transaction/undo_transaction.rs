//! `Undo-Transaction`.

use super::none_open;
use crate::cmdlet::prelude::*;
use crate::model::number::counted;

pub static UNDO_TRANSACTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Undo-Transaction",
        synopsis: "Drop the changes that the open transaction has collected",
        about: "Nothing of them was visible to anybody else, and nothing of them is stored.",
        effect: Effect::Changes(Impact::Low),
        needs: Right::ManageServers,
        examples: &[Example {
            does: "Try a change out and drop it",
            run: "Start-Transaction; Set-TransportConfig -MaxSendSize 20MB; Get-TransportConfig; Undo-Transaction",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let Some(count) = session.transaction().as_ref().map(|open| open.changes().len()) else {
        return Err(none_open(call));
    };
    let changes = counted(count, "change");
    if !call.should(call.signature.name, &changes, "")? {
        return Ok(());
    }
    *session.transaction() = None;
    call.verbose(format!("Dropped, and nothing was stored: {changes}."))
}
