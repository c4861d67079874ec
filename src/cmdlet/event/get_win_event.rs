//! `Get-WinEvent`: the same log as `Get-EventLog`, as newer scripts ask for it.

use jiff::Zoned;

use super::win_event::{WinEvent, entry_types};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::model::{EventQuery, EventRecord, Hash};

/// The log that has everything; the other name is that of its only source.
const LOGS: &[&str] = &["Application", "MSExchangeTransport"];

static LOG_NAME: Param<Vec<String>> = Param::new("LogName", "Application, which has everything.").position(1);
static PROVIDER: Param<Vec<String>> =
    Param::new("ProviderName", "Only events of these providers, such as MSExchangeTransport; `*` allowed.");
static FILTER: Param<Hash> = Param::new(
    "FilterHashtable",
    "What to look for: @{ LogName=…; ProviderName=…; Id=…; Level=…; StartTime=…; EndTime=… }. Levels: 2 Error, \
     3 Warning, 4 Information.",
)
.position(1)
.from_pipeline();
static MAX_EVENTS: Param<i64> = Param::new("MaxEvents", "At most so many.");
static OLDEST: Param<Switch> = Param::switch("Oldest", "The oldest first. Default: the newest first.");
static SERVER: Param<ServerId> =
    Param::new("ComputerName", "Server to ask. Default: the node of this data directory.").aliases(&["Server", "Cn"]);

pub static GET_WIN_EVENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-WinEvent",
        synopsis: "Show the event log as newer scripts ask for it",
        about: "The events are those of Get-EventLog, with the property names that Get-WinEvent has.",
        params: &[LOG_NAME.spec(), PROVIDER.spec(), FILTER.spec(), MAX_EVENTS.spec(), OLDEST.spec(), SERVER.spec()],
        sets: &[
            ParamSet { name: "GetLogSet", params: &["LogName"], mandatory: &[] },
            ParamSet { name: "GetProviderSet", params: &["ProviderName"], mandatory: &["ProviderName"] },
            ParamSet { name: "HashQuerySet", params: &["FilterHashtable"], mandatory: &["FilterHashtable"] },
        ],
        emits: Some(WinEvent::TYPE),
        needs: Right::ViewTracking,
        examples: &[
            Example { does: "Show the last ten events", run: "Get-WinEvent Application -MaxEvents 10" },
            Example {
                does: "Show the last five of the transport service",
                run: "Get-WinEvent -ProviderName MSExchangeTransport -MaxEvents 5",
            },
            Example {
                does: "Show what the service said since midnight",
                run: "Get-WinEvent -FilterHashtable @{LogName='Application'; Level=2,3,4; StartTime=(Get-Date).Date}",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let source = call.get(&PROVIDER)?.map(|names| names.join(","));
    let (mut query, mut logs) =
        (EventQuery { source, ..EventQuery::default() }, call.get(&LOG_NAME)?.unwrap_or_default());
    if let Some(table) = call.get(&FILTER)? {
        let asked = Asked::of(&table).map_err(|fault| fault.at(call.place(&FILTER)))?;
        (query, logs) = (asked.query, asked.logs);
    }
    if let Some(unknown) = logs.iter().find(|log| !LOGS.iter().any(|known| known.eq_ignore_ascii_case(log))) {
        let says = format!("There is not an event log on the server that matches \"{unknown}\".");
        return Err(Fault::not_found("NoMatchingLogsFound", says)
            .fix("Everything is in the log Application.")
            .at(call.span));
    }
    let most = match call.get(&MAX_EVENTS)? {
        Some(most) if most < 1 => {
            let fault = Fault::invalid("MaxEventsTooSmall", "-MaxEvents is at least 1.");
            return Err(fault.at(call.place(&MAX_EVENTS)));
        }
        most => most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX)),
    };
    let is_oldest_first = call.is_set(&OLDEST)?;
    query.newest = if is_oldest_first || most == usize::MAX { 0 } else { most as u64 };
    let server = call.get(&SERVER)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let mut events = session.wait(call, node.lines::<EventRecord>("/v1/events", &query))?;
    let (mut shown, mut newest_first) = (0, Vec::new());
    while let Some(event) = session.wait(call, events.next())? {
        shown += 1;
        match is_oldest_first {
            true => newest_first.push(event),
            false => out.emit(WinEvent::from(event))?,
        }
    }
    if shown == 0 {
        let says = "No events were found that match the specified selection criteria.";
        return Err(Fault::not_found("NoMatchingEventsFound", says).at(call.span));
    }
    newest_first.into_iter().rev().take(most).try_for_each(|event| out.emit(WinEvent::from(event)))
}

/// What a hashtable asks for.
struct Asked {
    query: EventQuery,
    logs: Vec<String>,
}

impl Asked {
    fn of(table: &Hash) -> Result<Asked, Fault> {
        let mut asked = Asked { query: EventQuery::default(), logs: Vec::new() };
        for (key, value) in table.entries() {
            let key = key.to_string();
            let query = &mut asked.query;
            match key.to_ascii_lowercase().as_str() {
                "logname" => asked.logs = read(&key, &value)?,
                "providername" => query.source = Some(read::<Vec<String>>(&key, &value)?.join(",")),
                "id" => query.event_id = Some(joined(&read::<Vec<i64>>(&key, &value)?)),
                "level" => query.entry_type = Some(entry_types(&read::<Vec<i64>>(&key, &value)?)?),
                "starttime" => query.after = Some(read::<Zoned>(&key, &value)?.timestamp()),
                "endtime" => query.before = Some(read::<Zoned>(&key, &value)?.timestamp()),
                _ => {
                    return Err(Fault::invalid("UnknownFilterKey", format!("Events cannot be filtered by '{key}'."))
                        .fix("Use LogName, ProviderName, Id, Level, StartTime and EndTime."));
                }
            }
        }
        Ok(asked)
    }
}

fn read<T: FromValue>(key: &str, value: &Value) -> Result<T, Fault> {
    T::from_value(value).map_err(|why| Fault::invalid("FilterValueInvalid", format!("{key}: {why}.")))
}

fn joined(numbers: &[i64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
