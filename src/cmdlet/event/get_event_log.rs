//! `Get-EventLog`: what the operators of a server should know of.

use jiff::Zoned;

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::model::{EventEntryType, EventQuery, EventRecord};

/// The logs that Event Viewer has; everything of ours is in the first.
const LOGS: &[&str] = &["Application", "MSExchangeTransport"];

static LOG_NAME: Param<String> =
    Param::new("LogName", "Application, which is the default and has everything.").position(1);
static SOURCE: Param<Vec<String>> =
    Param::new("Source", "Only events from these sources, such as MSExchangeTransport; `*` allowed.");
static CATEGORY: Param<Vec<String>> =
    Param::new("Category", "Only events of these categories, such as PoisonMessage; `*` allowed.");
static ENTRY_TYPE: Param<Vec<EventEntryType>> = Param::new("EntryType", "Only Error, Warning or Information.");
static INSTANCE_ID: Param<Vec<i64>> = Param::new("InstanceId", "Only events of these kinds.").aliases(&["EventID"]);
static AFTER: Param<Zoned> = Param::new("After", "Only events from this time on.");
static BEFORE: Param<Zoned> = Param::new("Before", "Only events before this time.");
static MESSAGE: Param<String> = Param::new("Message", "Only events with such a text; `*` allowed.");
static NEWEST: Param<u32> = Param::new("Newest", "At most so many, the newest.");
static SERVER: Param<ServerId> =
    Param::new("ComputerName", "Server to ask. Default: the node of this data directory.").aliases(&["Server", "Cn"]);

pub static GET_EVENT_LOG: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-EventLog",
        synopsis: "Show what the operators of a server should know of",
        about: "Newest first. Errors and warnings are always kept, everything else as Set-EventLogLevel says. The node says \
                the same on its standard error, for the service manager.",
        params: &[
            LOG_NAME.spec(),
            SOURCE.spec(),
            CATEGORY.spec(),
            ENTRY_TYPE.spec(),
            INSTANCE_ID.spec(),
            AFTER.spec(),
            BEFORE.spec(),
            MESSAGE.spec(),
            NEWEST.spec(),
            SERVER.spec(),
        ],
        emits: Some(EventRecord::TYPE),
        needs: Right::ViewTracking,
        examples: &[
            Example { does: "Show the last ten events", run: "Get-EventLog Application -Newest 10" },
            Example {
                does: "Show what went wrong today",
                run: "Get-EventLog -EntryType Error,Warning -After (Get-Date).Date | Format-List",
            },
            Example {
                does: "Show messages that the service crashed over",
                run: "Get-EventLog -Source MSExchangeTransport -Category PoisonMessage",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let log = call.get(&LOG_NAME)?.unwrap_or_else(|| LOGS[0].to_owned());
    if !LOGS.iter().any(|known| known.eq_ignore_ascii_case(&log)) {
        let fault = Fault::not_found("EventLogNotFound", format!("There is no event log '{log}' here."));
        return Err(fault.at(call.place(&LOG_NAME)).fix("Everything is in the log Application."));
    }
    let joined = |words: Option<Vec<String>>| words.map(|words| words.join(","));
    let texts = |words: Vec<EventEntryType>| words.iter().map(ToString::to_string).collect();
    let numbers = |ids: Vec<i64>| ids.iter().map(ToString::to_string).collect();
    let query = EventQuery {
        after: call.get(&AFTER)?.map(|time| time.timestamp()),
        before: call.get(&BEFORE)?.map(|time| time.timestamp()),
        source: joined(call.get(&SOURCE)?),
        category: joined(call.get(&CATEGORY)?),
        entry_type: joined(call.get(&ENTRY_TYPE)?.map(texts)),
        event_id: joined(call.get(&INSTANCE_ID)?.map(numbers)),
        message: call.get(&MESSAGE)?,
        newest: call.get(&NEWEST)?.map_or(0, u64::from),
    };
    let server = call.get(&SERVER)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let mut events = session.wait(call, node.lines::<EventRecord>("/v1/events", &query))?;
    while let Some(event) = session.wait(call, events.next())? {
        out.emit(event)?;
    }
    Ok(())
}
