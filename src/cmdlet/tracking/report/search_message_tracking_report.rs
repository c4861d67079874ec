//! `Search-MessageTrackingReport`: the messages that a mailbox sent, or got from somebody.

use std::collections::HashSet;

use super::asked_everywhere;
use super::identity::ReportIdentity;
use super::names::name_of;
use crate::cmdlet::prelude::*;
use crate::cmdlet::tracking::trace::tracked;
use crate::control::Client;
use crate::model::recipient::{Addressee, RecipientLink};
use crate::model::{MessageTrackingSearchResult, SmtpAddress, TrackingQuery, TrackingRecord, Unlimited};

static IDENTITY: Param<RecipientLink> = Param::new(
    "Identity",
    "The mailbox whose mail is looked for: what it sent, or, with -Sender, what it got. Its name, alias or address.",
)
.position(1)
.from_pipeline();
static SENDER: Param<SmtpAddress> = Param::new("Sender", "Only what this sender sent to the mailbox.");
static RECIPIENTS: Param<Vec<SmtpAddress>> =
    Param::new("Recipients", "Only what the mailbox sent to at least one of these.");
static MESSAGE_ID: Param<String> = Param::new("MessageId", "Only the message with this Message-ID field.");
static SUBJECT: Param<String> = Param::new("Subject", "Only messages whose subject contains this.");
static RESULT_SIZE: Param<Unlimited<u32>> = Param::new(
    "ResultSize",
    "At most so many messages, or Unlimited. Default 1000, with a warning when there are more.",
);

pub static SEARCH_MESSAGE_TRACKING_REPORT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Search-MessageTrackingReport",
        synopsis: "Find messages that a mailbox sent or got",
        about: "Reads the tracking logs of the organization's servers, oldest message first; a server that answers on its own \
                machine only is left out, with a warning (emsh serve --control). What is found goes to \
                Get-MessageTrackingReport, which says what became of it.",
        params: &[
            IDENTITY.spec(),
            SENDER.spec(),
            RECIPIENTS.spec(),
            MESSAGE_ID.spec(),
            SUBJECT.spec(),
            RESULT_SIZE.spec(),
        ],
        sets: &[
            ParamSet { name: "SearchAsRecipient", params: &["Identity", "Recipients"], mandatory: &["Identity"] },
            ParamSet { name: "SearchAsSender", params: &["Identity", "Sender"], mandatory: &["Identity", "Sender"] },
        ],
        emits: Some(MessageTrackingSearchResult::TYPE),
        needs: Right::ViewTracking,
        examples: &[
            Example { does: "Show what somebody has sent", run: "Search-MessageTrackingReport kim@contoso.com" },
            Example {
                does: "Show what a mailbox got from one sender",
                run: "Search-MessageTrackingReport pat -Sender kim@contoso.com",
            },
            Example {
                does: "Show what became of mail to a customer",
                run: "Search-MessageTrackingReport kim -Recipients pat@fabrikam.com | Get-MessageTrackingReport",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let directory = session.picture()?.organization().directory().clone();
    let link = call.require(&IDENTITY)?.to_string();
    let own: Vec<String> = match directory.named(&link).as_slice() {
        [one @ Addressee::Mailbox(_)] => one.card().smtp().map(ToString::to_string).collect(),
        [] => {
            return Err(Fault::not_found("MailboxNotFound", format!("There is no mailbox '{link}'."))
                .fix("Run 'Get-Mailbox' to see all. For mail of others use Get-MessageTrackingLog.")
                .at(call.place(&IDENTITY)));
        }
        [one] => {
            let says = format!("'{link}' is a {}, not a mailbox.", one.card().class);
            return Err(Fault::invalid("NotAMailbox", says).at(call.place(&IDENTITY)));
        }
        _ => {
            return Err(Fault::invalid("AmbiguousMailbox", format!("'{link}' means several recipients."))
                .fix("Give the address of the one you mean.")
                .at(call.place(&IDENTITY)));
        }
    };
    let all = TrackingQuery {
        message_id: call.get(&MESSAGE_ID)?,
        message_subject: call.get(&SUBJECT)?,
        ..TrackingQuery::default()
    };
    let queries: Vec<TrackingQuery> = match call.get(&SENDER)? {
        Some(sender) => {
            vec![TrackingQuery { sender: Some(sender.to_string()), recipients: Some(own.join(",")), ..all }]
        }
        None => {
            let to =
                call.get(&RECIPIENTS)?.map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
            let receive = TrackingQuery { event_id: Some("RECEIVE".into()), recipients: to, ..all };
            own.into_iter().map(|address| TrackingQuery { sender: Some(address), ..receive.clone() }).collect()
        }
    };
    let found = first_arrivals(asked_everywhere(call, session, async |node| find(&node, &queries).await)?);
    let limit =
        call.get(&RESULT_SIZE)?.unwrap_or(Unlimited::Limit(1000)).limit().map_or(usize::MAX, |most| most as usize);
    if found.len() > limit {
        call.warn(format!("{limit} of {} messages are shown. Add -ResultSize Unlimited to see all.", found.len()))?;
    }
    for (server, event) in found.into_iter().take(limit) {
        let Some(identity) = ReportIdentity::of(&event, &server) else { continue };
        out.emit(MessageTrackingSearchResult {
            message_tracking_report_id: identity.to_string(),
            submitted_date_time: event.timestamp,
            subject: event.message_subject,
            from_display_name: name_of(&event.sender, &directory),
            from_address: event.sender,
            recipient_display_names: event.recipients.iter().map(|one| name_of(one, &directory)).collect(),
            recipient_addresses: event.recipients,
        })?;
    }
    Ok(())
}

/// The first arrival of each message, oldest first: servers that hand a message on have each one of it.
fn first_arrivals(answers: Vec<(String, Vec<TrackingRecord>)>) -> Vec<(String, TrackingRecord)> {
    let each =
        answers.into_iter().flat_map(|(server, events)| events.into_iter().map(move |one| (server.clone(), one)));
    let mut all: Vec<(String, TrackingRecord)> = each.collect();
    all.sort_by_key(|(_, event)| event.timestamp);
    let mut known = HashSet::new();
    all.retain(|(_, event)| known.insert(event.network_message_id.clone()));
    all
}

/// The arrival of each message that any of the queries finds an event of, oldest first.
async fn find(node: &Client, queries: &[TrackingQuery]) -> Result<Vec<TrackingRecord>, Fault> {
    let (mut arrivals, mut others) = (Vec::new(), Vec::new());
    let mut known = HashSet::new();
    for query in queries {
        for event in tracked(node, query).await? {
            match event.event_id.as_str() {
                "RECEIVE" if known.insert(event.network_message_id.clone()) => arrivals.push(event),
                _ => others.push(event.network_message_id),
            }
        }
    }
    // A message that came to a group arrived for the group.
    for id in others {
        if known.insert(id.clone()) {
            let query = TrackingQuery {
                network_message_id: Some(id),
                event_id: Some("RECEIVE".into()),
                result_size: 1,
                ..TrackingQuery::default()
            };
            arrivals.extend(tracked(node, &query).await?);
        }
    }
    arrivals.sort_by_key(|event| event.timestamp);
    Ok(arrivals)
}
