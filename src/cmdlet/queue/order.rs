//! What the cmdlets that act on queues share: which queues are meant, and giving the order.

use std::pin::pin;
use std::time::Duration;

use tokio::time::timeout;

use crate::cmdlet::advance::Advance;
use crate::cmdlet::condition;
use crate::cmdlet::live;
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::{SERVER, asked};
use crate::control::Client;
use crate::control::wire::{QueueAct, QueueOrder, QueueQuery};
use crate::model::number::counted;
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

/// How often it is looked how far a long order is.
const LOOK_UP: Duration = Duration::from_millis(250);

/// Gives the order to each queue that is meant and puts out the queues as they are then.
pub fn give(call: &Call, session: &Session, out: &mut Output, action: &str, act: &QueueAct) -> Result<(), Fault> {
    let server = call.get(&SERVER)?;
    let identity = call.get(&IDENTITY)?;
    let node = session.node(call, asked(server.as_ref(), identity.as_ref()))?;
    let query = QueueQuery {
        identity: identity.as_ref().map(ToString::to_string),
        filter: condition::text(call, &FILTER, QueueInfo::TYPE)?,
    };
    let queues: Vec<QueueInfo> = session.wait(call, node.get("/v1/queues", &query))?;
    if let Some(identity) = identity.as_ref().filter(|identity| queues.is_empty() && !identity.is_pattern()) {
        return Err(not_found(&identity.to_string()).at(call.place(&IDENTITY)));
    }
    // Copies of other servers' mail take no orders, and are only meant by who says so.
    let names_copies = identity.as_ref().is_some_and(QueueIdentity::is_shadow);
    for queue in queues.into_iter().filter(|queue| names_copies || !queue.identity.is_shadow()) {
        let messages = counted(usize::try_from(queue.message_count).unwrap_or(0), "message");
        let target = format!("{} ({}, {messages})", queue.identity, queue.next_hop_domain);
        if !call.should(action, &target, "")? {
            continue;
        }
        let order =
            QueueOrder { identity: queue.identity.to_string(), act: act.clone(), who: session.who().to_owned() };
        let answer = match act {
            QueueAct::Resubmit => {
                let progress = Advance::new(call, call.signature.name);
                session.wait(call, emptied(&node, &order, queue.message_count, progress))
            }
            _ => session.wait(call, node.post("/v1/queues/orders", &order)),
        };
        match answer {
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

/// Gives an order that empties a queue of so many messages, and says meanwhile how many have left it.
async fn emptied(
    node: &Client,
    order: &QueueOrder,
    count: i32,
    mut progress: Advance<'_>,
) -> Result<Vec<QueueInfo>, Fault> {
    let query = QueueQuery { identity: Some(order.identity.clone()), filter: None };
    let mut answer = pin!(node.post("/v1/queues/orders", order));
    loop {
        if let Ok(answered) = timeout(LOOK_UP, answer.as_mut()).await {
            return answered;
        }
        let left: i32 = match node.get::<Vec<QueueInfo>>("/v1/queues", &query).await {
            Ok(queues) => queues.iter().map(|queue| queue.message_count).sum(),
            // What matters is what becomes of the order.
            Err(_) => continue,
        };
        let done = usize::try_from(count - left).unwrap_or_default();
        progress.objects(done, usize::try_from(count).unwrap_or_default(), "message");
    }
}

pub fn not_found(identity: &str) -> Fault {
    Fault::not_found("QueueNotFound", format!("There is no queue '{identity}'."))
        .fix("Run Get-Queue to see which there are.")
}
