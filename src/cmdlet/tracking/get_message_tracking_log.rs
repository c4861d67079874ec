//! `Get-MessageTrackingLog`: what happened to messages on a node.

use jiff::Zoned;

use super::events;
use super::follow::follow;
use crate::cmdlet::advance::Advance;
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::SERVER;
use crate::model::{Found, TrackingQuery, TrackingRecord, Unlimited};

static START: Param<Zoned> = Param::new("Start", "Only events from this time on.");
static END: Param<Zoned> = Param::new("End", "Only events before this time.");
static EVENT_ID: Param<String> =
    Param::new("EventId", "Only events of this kind: RECEIVE, SEND, DELIVER, DEFER, FAIL, DSN…")
        .completes(events::kinds);
static SOURCE: Param<String> =
    Param::new("Source", "Only events from this part of the mail path: SMTP, STOREDRIVER, ROUTING, DSN, QUEUE…");
static INTERNAL_ID: Param<u64> = Param::new("InternalMessageId", "Only the message with this number on that server.");
static MESSAGE_ID: Param<String> = Param::new("MessageId", "Only messages with this Message-ID field.")
    .from_property()
    .aliases(&["InternetMessageId"]);
static NETWORK_ID: Param<String> = Param::new("NetworkMessageId", "Only copies of the message with this GUID.");
static SUBJECT: Param<String> = Param::new("MessageSubject", "Only messages whose subject contains this.");
static RECIPIENTS: Param<Vec<String>> = Param::new("Recipients", "Only events about at least one of these addresses.");
static SENDER: Param<String> = Param::new("Sender", "Only messages from this address (the Sender or From field).");
static REFERENCE: Param<String> = Param::new("Reference", "Only events with this reference.");
static RESULT_SIZE: Param<Unlimited<u32>> =
    Param::new("ResultSize", "At most so many events, or Unlimited. Default 1000, with a warning when there are more.");

static FOLLOW: Param<Switch> = Param::switch(
    "Follow",
    "Go on with what happens from now on, or from -Start on, until -End or Ctrl-C. Never ends by itself otherwise.",
);

pub static GET_MESSAGE_TRACKING_LOG: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-MessageTrackingLog",
        synopsis: "Show what happened to messages",
        about: "Searches the tracking log of one server, oldest event first. Everything that is given must hold.",
        params: &[
            START.spec(),
            END.spec(),
            EVENT_ID.spec(),
            SOURCE.spec(),
            INTERNAL_ID.spec(),
            MESSAGE_ID.spec(),
            NETWORK_ID.spec(),
            SUBJECT.spec(),
            RECIPIENTS.spec(),
            SENDER.spec(),
            REFERENCE.spec(),
            RESULT_SIZE.spec(),
            FOLLOW.spec(),
            SERVER.spec(),
        ],
        emits: Some(TrackingRecord::TYPE),
        needs: Right::ViewTracking,
        examples: &[
            Example {
                does: "Show everything that happened in the last hour",
                run: "Get-MessageTrackingLog -Start (Get-Date).AddHours(-1)",
            },
            Example {
                does: "Show why mail to somebody failed",
                run: "Get-MessageTrackingLog -EventId FAIL -Recipients pat@contoso.com | Format-List Timestamp,Source,RecipientStatus",
            },
            Example {
                does: "Watch for two seconds what fails",
                run: "Get-MessageTrackingLog -EventId FAIL -Follow -End (Get-Date).AddSeconds(2)",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let server = call.get(&SERVER)?;
    let limit = call.get(&RESULT_SIZE)?.unwrap_or(Unlimited::Limit(1000)).limit();
    let query = TrackingQuery {
        start: call.get(&START)?.map(|time| time.timestamp()),
        end: call.get(&END)?.map(|time| time.timestamp()),
        event_id: call.get(&EVENT_ID)?,
        source: call.get(&SOURCE)?,
        internal_message_id: call.get(&INTERNAL_ID)?,
        message_id: call.get(&MESSAGE_ID)?,
        network_message_id: call.get(&NETWORK_ID)?,
        message_subject: call.get(&SUBJECT)?,
        recipients: call.get(&RECIPIENTS)?.map(|addresses| addresses.join(",")),
        sender: call.get(&SENDER)?,
        reference: call.get(&REFERENCE)?,
        // One more than wanted tells whether there are more.
        result_size: limit.map_or(0, |limit| u64::from(limit) + 1),
        progress: !call.is_set(&FOLLOW)?,
    };
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    if call.is_set(&FOLLOW)? {
        return follow(call, session, &node, query, out);
    }
    let mut records = session.wait(call, node.lines::<Found<TrackingRecord>>("/v1/tracking", &query))?;
    let mut progress = Advance::new(call, "Searching the tracking log");
    let mut count = 0;
    while let Some(found) = session.wait(call, records.next())? {
        let record = match found {
            Found::Record(record) => record,
            Found::Searched { searched, of } => {
                progress.bytes(searched, of);
                continue;
            }
        };
        if limit.is_some_and(|limit| count == limit) {
            return call.warn(format!("Only {count} events are shown. Add -ResultSize Unlimited to see all."));
        }
        count += 1;
        out.emit(record)?;
    }
    Ok(())
}
