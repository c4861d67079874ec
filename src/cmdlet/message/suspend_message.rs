//! `Suspend-Message`: keep a message in its queue until it is resumed.

use super::order::{self, FILTER, IDENTITY};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::control::wire::MessageAct;
use crate::model::MessageInfo;

static REASON: Param<String> = Param::new("Reason", "Shown in Get-Message.");

pub static SUSPEND_MESSAGE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Suspend-Message",
        synopsis: "Keep matching messages in their queues",
        about: "A message that is on the wire becomes PendingSuspend: it is suspended only if that delivery fails. The \
                order is stored on the node and survives a restart.",
        params: &[IDENTITY.spec(), FILTER.spec(), REASON.spec(), SERVER.spec()],
        sets: order::SETS,
        emits: Some(MessageInfo::TYPE),
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageQueues,
        examples: &[Example {
            does: "Hold what one sender has queued",
            run: "Suspend-Message -Filter {FromAddress -eq 'bulk@contoso.com'} -Reason 'asked by the owner'",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    order::give(call, session, out, "Suspend", &MessageAct::Suspend { reason: call.get(&REASON)? })
}
