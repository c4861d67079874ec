//! `Resume-Message`: let a suspended message go on.

use super::order::{self, FILTER, IDENTITY};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::control::wire::MessageAct;
use crate::model::MessageInfo;

pub static RESUME_MESSAGE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Resume-Message",
        synopsis: "Send matching suspended messages after all",
        about: "A message whose queue is suspended waits for Resume-Queue as well.",
        params: &[IDENTITY.spec(), FILTER.spec(), SERVER.spec()],
        sets: order::SETS,
        emits: Some(MessageInfo::TYPE),
        effect: Effect::Changes(Impact::Low),
        needs: Right::ManageQueues,
        examples: &[Example {
            does: "Resume everything that is suspended",
            run: "Get-Message -Filter {Status -eq 'Suspended'} | Resume-Message",
        }],
        ..Signature::NEW
    },
    run: Run::Each(|call, session, out| order::give(call, session, out, "Resume", &MessageAct::Resume)),
};
