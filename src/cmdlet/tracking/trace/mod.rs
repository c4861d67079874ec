//! `Trace-Message`: one message's whole way, from its arrival to each recipient.

mod step;
mod way;

use self::step::MessageStep;
use self::way::{Facts, steps};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::control::Client;
use crate::control::wire::{MessageQuery, QueueQuery};
use crate::model::{MessageInfo, QueueInfo, TrackingQuery, TrackingRecord};

static MESSAGE_ID: Param<String> =
    Param::new("MessageId", "The message with this Message-ID field, with or without its angle brackets.")
        .position(1)
        .from_property()
        .aliases(&["InternetMessageId"]);
static INTERNAL_ID: Param<u64> =
    Param::new("InternalMessageId", "The message with this number on that server, and the copies made of it.");

/// Events of one message and its copies that are looked at.
const MOST_EVENTS: u64 = 10_000;

pub static TRACE_MESSAGE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Trace-Message",
        synopsis: "Show the whole way of one message as a tree",
        about: "Puts together what the tracking log and the queues of a server know of a message: when it came and from \
                where, what rules did, and for each recipient every attempt with its time and what the other side \
                answered, what waits and until when, and the reports that were made. Each step is an object; on a screen \
                they are the lines of a tree.",
        params: &[MESSAGE_ID.spec(), INTERNAL_ID.spec(), SERVER.spec()],
        sets: &[
            ParamSet { name: "MessageId", params: &["MessageId"], mandatory: &["MessageId"] },
            ParamSet { name: "InternalMessageId", params: &["InternalMessageId"], mandatory: &["InternalMessageId"] },
        ],
        emits: Some(MessageStep::TYPE),
        needs: Right::ViewTracking,
        examples: &[
            Example {
                does: "Trace the message that waits longest",
                run: "Get-Message -ResultSize 1 -WarningAction SilentlyContinue | Trace-Message",
            },
            Example {
                does: "Trace a message by its number",
                run: "Get-MessageTrackingLog -EventId RECEIVE | Select-Object -First 1 | ForEach-Object { Trace-Message -InternalMessageId $_.InternalMessageId }",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let server = call.get(&SERVER)?;
    let message_id = call.get(&MESSAGE_ID)?;
    let number = call.get(&INTERNAL_ID)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let facts = session.wait(call, facts(&node, message_id.as_deref(), number))?;
    let steps = steps(&facts, call.engine.terminal().columns(), &jiff::tz::TimeZone::system());
    if steps.is_empty() {
        let which = message_id.unwrap_or_else(|| number.unwrap_or_default().to_string());
        let says = format!("Neither the tracking log nor a queue of this server knows the message '{which}'.");
        return Err(Fault::not_found("MessageNotTracked", says)
            .at(call.span)
            .fix("Get-MessageTrackingLog -Sender or -MessageSubject finds messages; the log is kept for MessageTrackingLogMaxAge."));
    }
    steps.into_iter().try_for_each(|step| out.emit(step))
}

async fn facts(node: &Client, message_id: Option<&str>, number: Option<u64>) -> Result<Facts, Fault> {
    let all = TrackingQuery { result_size: MOST_EVENTS, ..TrackingQuery::default() };
    let query = match (message_id, number) {
        (Some(id), _) => TrackingQuery { message_id: Some(id.to_owned()), ..all.clone() },
        (None, number) => TrackingQuery { internal_message_id: number, ..all.clone() },
    };
    let mut events = tracked(node, &query).await?;
    // A number is that of one copy; what all copies share leads to the others.
    if let Some(network) = events.first().map(|event| event.network_message_id.clone()).filter(|id| !id.is_empty())
        && message_id.is_none()
    {
        let query = TrackingQuery { network_message_id: Some(network), ..all.clone() };
        let copies = tracked(node, &query).await?;
        events = if copies.is_empty() { events } else { copies };
    }
    let id = message_id.map(bracketed).or_else(|| events.first().map(|event| event.message_id.clone()));
    let waiting = waiting(node, id.as_deref(), number).await?;
    let reports = match &id {
        Some(id) => reports(node, id, &all).await?,
        None => Vec::new(),
    };
    // About a report itself the same events are the message's own.
    let is_own = |event: &TrackingRecord| Some(&event.message_id) == id.as_ref();
    let reports = reports.into_iter().filter(|event| !is_own(event)).collect();
    let queues: Vec<QueueInfo> = match waiting.is_empty() {
        true => Vec::new(),
        false => node.get("/v1/queues", &QueueQuery::default()).await?,
    };
    Ok(Facts { events, reports, waiting, queues })
}

/// Reports name the message that they are about; what became of each is under its own Message-ID.
async fn reports(node: &Client, id: &str, all: &TrackingQuery) -> Result<Vec<TrackingRecord>, Fault> {
    /// A message has one for each attempt that gave recipients up.
    const MOST_REPORTS: usize = 20;
    let about = TrackingQuery { event_id: Some("DSN".to_owned()), reference: Some(id.to_owned()), ..all.clone() };
    let mut ids: Vec<String> = tracked(node, &about).await?.into_iter().map(|event| event.message_id).collect();
    ids.dedup();
    let mut reports = Vec::new();
    for id in ids.into_iter().filter(|id| !id.is_empty()).take(MOST_REPORTS) {
        reports.extend(tracked(node, &TrackingQuery { message_id: Some(id), ..all.clone() }).await?);
    }
    Ok(reports)
}

/// All events that a query finds, oldest first.
pub(in crate::cmdlet::tracking) async fn tracked(
    node: &Client,
    query: &TrackingQuery,
) -> Result<Vec<TrackingRecord>, Fault> {
    let mut lines = node.lines("/v1/tracking", query).await?;
    let mut found = Vec::new();
    while let Some(record) = lines.next().await? {
        found.push(record);
    }
    Ok(found)
}

async fn waiting(node: &Client, id: Option<&str>, number: Option<u64>) -> Result<Vec<MessageInfo>, Fault> {
    let filter = id.map(|id| format!("InternetMessageId -eq '{}'", id.replace('\'', "''")));
    let query = MessageQuery {
        identity: number.filter(|_| id.is_none()).map(|number| number.to_string()),
        filter,
        with_recipients: true,
        limit: MOST_EVENTS,
        ..MessageQuery::default()
    };
    let mut lines = node.lines("/v1/messages", &query).await?;
    let mut found = Vec::new();
    while let Some(message) = lines.next().await? {
        found.push(message);
    }
    Ok(found)
}

fn bracketed(id: &str) -> String {
    format!("<{}>", id.trim_start_matches('<').trim_end_matches('>'))
}
