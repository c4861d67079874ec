//! `Resume-Queue`: let a suspended queue send again.

use super::order::{self, FILTER, IDENTITY};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::control::wire::QueueAct;
use crate::model::QueueInfo;

pub static RESUME_QUEUE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Resume-Queue",
        synopsis: "Send again from matching queues",
        about: "Messages that were suspended one by one stay suspended.",
        params: &[IDENTITY.spec(), FILTER.spec(), SERVER.spec()],
        sets: order::SETS,
        emits: Some(QueueInfo::TYPE),
        effect: Effect::Changes(Impact::Low),
        needs: Right::ManageQueues,
        examples: &[Example {
            does: "Resume whatever is suspended",
            run: "Get-Queue -Filter {Status -eq 'Suspended'} | Resume-Queue",
        }],
        ..Signature::NEW
    },
    run: Run::Each(|call, session, out| order::give(call, session, out, "Resume", &QueueAct::Resume)),
};
