//! `Retry-Queue`: try the next hop now, or route the messages again.

use super::order::{self, FILTER, IDENTITY};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::control::wire::QueueAct;
use crate::model::QueueInfo;

static RESUBMIT: Param<bool> = Param::new(
    "Resubmit",
    "$true sends every message that is not suspended back to Submission, to be routed again. Default $false.",
);

pub static RETRY_QUEUE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Retry-Queue",
        synopsis: "Try the next hop of matching queues now",
        about: "Without -Resubmit only a delivery queue in status Retry can be tried; with it also Unreachable.",
        params: &[IDENTITY.spec(), FILTER.spec(), RESUBMIT.spec(), SERVER.spec()],
        sets: order::SETS,
        emits: Some(QueueInfo::TYPE),
        effect: Effect::Changes(Impact::Low),
        needs: Right::ManageQueues,
        examples: &[
            Example {
                does: "Try every waiting queue now, after an outage",
                run: "Retry-Queue -Filter {Status -eq 'Retry'}",
            },
            Example { does: "Route again what no connector served", run: "Retry-Queue Unreachable -Resubmit $true" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let (action, act) = match call.get(&RESUBMIT)? {
        Some(true) => ("Resubmit", QueueAct::Resubmit),
        _ => ("Retry", QueueAct::Retry),
    };
    order::give(call, session, out, action, &act)
}
