//! What the cmdlets that act on messages share: which messages are meant, and giving the order.

use crate::cmdlet::advance::Advance;
use crate::cmdlet::condition;
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::{SERVER, asked};
use crate::control::wire::{MessageAct, MessageOrder, MessageQuery};
use crate::model::{FaultKind, Filter, MessageIdentity, MessageInfo};

pub static IDENTITY: Param<MessageIdentity> = Param::new(
    "Identity",
    "Message to act on: `Server\\Queue\\number` in one queue, `*\\number` or `number` in all of them.",
)
.position(1)
.from_pipeline()
.from_property()
.refuses_null();
pub static FILTER: Param<Filter> =
    Param::new("Filter", "Act on each message for which this is true, such as `FromAddress -eq '<>'`.").keeps_blocks();

pub const SETS: &[ParamSet] = &[
    ParamSet { name: "Identity", params: &["Identity"], mandatory: &["Identity"] },
    ParamSet { name: "Filter", params: &["Filter", "Server"], mandatory: &["Filter"] },
];

/// Messages that one page of a `-Filter` run holds, so that a large run needs little memory.
const PAGE: u64 = 1000;

/// Gives the order to each message that is meant and puts out the messages it concerned.
pub fn give(call: &Call, session: &Session, out: &mut Output, action: &str, act: &MessageAct) -> Result<(), Fault> {
    let server = call.get(&SERVER)?;
    let identity = call.get(&IDENTITY)?;
    let queue = identity.as_ref().and_then(MessageIdentity::queue);
    let node = session.node(call, asked(server.as_ref(), queue))?;
    let mut query = MessageQuery {
        identity: identity.as_ref().map(ToString::to_string),
        filter: condition::text(call, &FILTER, MessageInfo::TYPE)?,
        limit: PAGE,
        ..MessageQuery::default()
    };
    let mut progress = Advance::new(call, call.signature.name);
    let (mut found, mut done) = (0, 0);
    loop {
        let mut page = session.wait(call, node.lines::<MessageInfo>("/v1/messages", &query))?;
        let mut messages = Vec::new();
        while let Some(message) = session.wait(call, page.next())? {
            messages.push(message);
        }
        found += messages.len();
        query.after = messages.last().map(|message| message.identity.to_string());
        let is_last = (messages.len() as u64) < PAGE;
        for message in messages {
            let target = format!("{} ({}, '{}')", message.identity, message.from_address, message.subject);
            if !call.should(action, &target, "")? {
                continue;
            }
            let identity = message.identity.to_string();
            let order = MessageOrder { identity, act: act.clone(), who: session.who().to_owned() };
            match session.wait(call, node.post::<Vec<MessageInfo>>("/v1/messages/orders", &order)) {
                Ok(changed) => {
                    done += 1;
                    progress.so_far(done, "message");
                    for message in changed {
                        out.emit(message)?;
                    }
                }
                Err(fault) if fault.kind == FaultKind::Cancelled => return Err(fault),
                Err(fault) => call.error(fault)?,
            }
        }
        if is_last {
            break;
        }
    }
    match identity {
        Some(identity) if found == 0 => Err(not_found(&identity.to_string()).at(call.place(&IDENTITY))),
        _ => Ok(()),
    }
}

pub fn not_found(identity: &str) -> Fault {
    Fault::not_found("MessageNotFound", format!("There is no queued message '{identity}'."))
        .fix("Run Get-Message to see which there are; what has been delivered is in Get-MessageTrackingLog.")
}
