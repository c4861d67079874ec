//! `Watch-Transport`: what happens to messages on a node, as it happens.

use std::time::Instant;

use crate::cmdlet::condition;
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::cmdlet::watching::Watch;
use crate::control::wire::WatchQuery;
use crate::model::{Filter, TimeSpan, TransportEvent};

static FILTER: Param<Filter> = Param::new(
    "Filter",
    "Only events for which this is true, such as `Stage -eq 'Send' -and Recipients -like '*@contoso.com'`.",
)
.keeps_blocks();
static FOR: Param<TimeSpan> =
    Param::new("For", "End by itself after this long, such as `00:00:30`. Default: with Ctrl-C.");

pub static WATCH_TRANSPORT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Watch-Transport",
        synopsis: "Watch messages being received, categorized and sent",
        about: "Each event is an object the moment it happens: messages that come (Receive), where their recipients go \
                (Categorize), what becomes of them there (Send), and reports (Report). What happened before is in \
                Get-MessageTrackingLog. With --output jsonl each event is a line of JSON.",
        params: &[FILTER.spec(), FOR.spec(), SERVER.spec()],
        emits: Some(TransportEvent::TYPE),
        needs: Right::ViewTracking,
        examples: &[
            Example { does: "Watch what happens in the next second", run: "Watch-Transport -For 00:00:01" },
            Example {
                does: "Watch what other servers answer",
                run: "Watch-Transport -Filter {Stage -eq 'Send'} -For 00:00:01 | Format-List Timestamp,EventId,Recipients,NextHop,Answer",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let server = call.get(&SERVER)?;
    let query = WatchQuery { filter: condition::text(call, &FILTER, TransportEvent::TYPE)? };
    let end = call.get(&FOR)?.map(|span| Instant::now() + span.duration());
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let mut events = session.wait(call, node.lines::<TransportEvent>("/v1/watch", &query))?;
    let mut watch = Watch::begin("event");
    loop {
        let event = match end {
            None => session.wait(call, events.next()).map(Some),
            Some(end) => session.wait_until(call, end, events.next()),
        };
        match event {
            Ok(Some(Some(event))) => {
                watch.count += 1;
                out.emit(event)?;
            }
            Ok(Some(None)) => {
                watch.end(call)?;
                return Err(Fault::unreachable("NodeStopped", "The node has stopped.").at(call.span));
            }
            Ok(None) => return watch.end(call),
            Err(fault) => {
                watch.end(call)?;
                return Err(fault);
            }
        }
    }
}
