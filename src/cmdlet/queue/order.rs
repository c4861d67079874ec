//! What the cmdlets that act on queues share: which queues are meant, and giving the order.

use crate::cmdlet::condition;
use crate::cmdlet::live;
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::control::wire::{QueueAct, QueueOrder, QueueQuery};
use crate::model::{Filter, QueueIdentity, QueueInfo};

pub static IDENTITY: Param<QueueIdentity> =
    Param::new("Identity", "Queue to act on: `Server\\Queue` or `Queue`; `*` allowed.")
        .position(1)
        .from_pipeline()
        .from_property()
        .refuses_null()
        .completes(live::queues);
pub static FILTER: Param<Filter> =
    Param::new("Filter", "Act on each queue for which this is true, such as `NextHopDomain -like '*.contoso.com'`.")
        .keeps_blocks();

pub const SETS: &[ParamSet] = &[
    ParamSet { name: "Identity", params: &["Identity"], mandatory: &["Identity"] },
    ParamSet { name: "Filter", params: &["Filter", "Server"], mandatory: &["Filter"] },
];

/// Gives the order to each queue that is meant and puts out the queues as they are then.
pub fn give(call: &Call, session: &Session, out: &mut Output, action: &str, act: &QueueAct) -> Result<(), Fault> {
    let server = call.get(&SERVER)?;
    let identity = call.get(&IDENTITY)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let query = QueueQuery {
        identity: identity.as_ref().map(ToString::to_string),
        filter: condition::text(call, &FILTER, QueueInfo::TYPE)?,
    };
    let queues: Vec<QueueInfo> = session.wait(call, node.get("/v1/queues", &query))?;
    if let Some(identity) = identity.filter(|identity| queues.is_empty() && !identity.is_pattern()) {
        return Err(not_found(&identity.to_string()).at(call.place(&IDENTITY)));
    }
    for queue in queues {
        let target = format!("{} ({}, {} messages)", queue.identity, queue.next_hop_domain, queue.message_count);
        if !call.should(action, &target, "")? {
            continue;
        }
        let order =
            QueueOrder { identity: queue.identity.to_string(), act: act.clone(), who: session.who().to_owned() };
        match session.wait(call, node.post::<Vec<QueueInfo>>("/v1/queues/orders", &order)) {
            Ok(changed) => {
                for queue in changed {
                    out.emit(queue)?;
                }
            }
            Err(fault) if fault.kind == crate::model::FaultKind::Cancelled => return Err(fault),
            Err(fault) => call.error(fault)?,
        }
    }
    Ok(())
}

pub fn not_found(identity: &str) -> Fault {
    Fault::not_found("QueueNotFound", format!("There is no queue '{identity}'."))
        .fix("Run Get-Queue to see which there are.")
}
