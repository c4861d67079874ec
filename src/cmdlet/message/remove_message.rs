//! `Remove-Message`: delete a message from its queue, with or without a report to its sender.

use super::order::{self, FILTER, IDENTITY};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::control::wire::MessageAct;
use crate::model::MessageInfo;

static WITH_NDR: Param<bool> =
    Param::new("WithNDR", "$false deletes without a non-delivery report to the sender. Default $true.");

pub static REMOVE_MESSAGE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-Message",
        synopsis: "Delete matching messages from their queues",
        about: "From any queue except Submission. A message that is on the wire becomes PendingRemove: it is removed only \
                if that delivery fails.",
        params: &[IDENTITY.spec(), FILTER.spec(), WITH_NDR.spec(), SERVER.spec()],
        sets: order::SETS,
        emits: Some(MessageInfo::TYPE),
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageQueues,
        examples: &[Example {
            does: "Delete queued reports without causing new ones",
            run: "Remove-Message -Filter {FromAddress -eq '<>'} -WithNDR $false -Confirm:$false",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let with_ndr = call.get(&WITH_NDR)?.unwrap_or(true);
    let action = if with_ndr { "Remove and report to the sender" } else { "Remove without a report" };
    order::give(call, session, out, action, &MessageAct::Remove { with_ndr })
}
