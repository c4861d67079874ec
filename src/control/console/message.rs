//! One message: what is known of it, its recipients, and what happened to it.

use axum::extract::{Query, State};
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};

use super::html::Html;
use super::{Asked, MOST_EVENTS, Node, Visitor, clock, shown};
use crate::control::Desk;
use crate::control::wire::MessageQuery;
use crate::model::{Fault, MessageIdentity, MessageInfo, TrackingQuery, TrackingRecord};

const PATH: &str = "/console/message";

/// How far back the log is searched for a message that has left its queue: as long as one may wait in it by default.
const BACK: SignedDuration = SignedDuration::from_hours(48);

pub(super) async fn page(State(desk): Node, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let body = body(&*desk, &asked).await;
    let server = asked.identity.split('\\').next().unwrap_or_default();
    shown(&format!("Message {}", asked.identity), server, &asked, PATH, visitor, body)
}

async fn body(desk: &dyn Desk, asked: &Asked) -> Result<Html, Fault> {
    let identity: MessageIdentity = asked.identity.parse()?;
    let query = MessageQuery {
        identity: Some(asked.identity.clone()),
        with_recipients: true,
        limit: 1,
        ..MessageQuery::default()
    };
    let message = desk.messages(query).await?.recv().await.transpose()?;
    let history = history(desk, identity.number(), message.as_ref()).await?;
    if message.is_none() && history.is_empty() {
        return Err(Fault::not_found("MessageNotFound", format!("Nothing is known of the message '{identity}'.")));
    }
    let mut html = Html::new();
    match &message {
        Some(message) => html.add(&about(message)),
        None => html.raw("<p>It has left this queue: delivered, removed or routed elsewhere.</p>"),
    };
    Ok(std::mem::take(html.add(&events(&history))))
}

async fn history(desk: &dyn Desk, number: u64, message: Option<&MessageInfo>) -> Result<Vec<TrackingRecord>, Fault> {
    let came = message.map(|message| message.date_received);
    let query = TrackingQuery {
        start: came
            .unwrap_or_else(Timestamp::now)
            .checked_sub(if came.is_some() { SignedDuration::from_mins(1) } else { BACK })
            .ok(),
        internal_message_id: Some(number),
        result_size: MOST_EVENTS,
        ..TrackingQuery::default()
    };
    let mut found = desk.tracking(query).await?;
    let mut records = Vec::new();
    while let Some(record) = found.recv().await {
        records.extend(record?.record());
    }
    Ok(records)
}

fn about(message: &MessageInfo) -> Html {
    let mut html = Html::new();
    html.raw("<dl>");
    let mut say = |label: &'static str, value: &str| {
        html.element("dt", label).element("dd", value);
    };
    say("From", &message.from_address);
    say("Subject", &message.subject);
    say("Message-ID", &message.internet_message_id);
    say("Status", &message.status.to_string());
    say("Size", &message.size.to_string());
    say("Received", &clock(message.date_received));
    say("Expires", &message.expiration_time.map_or_else(|| "never".to_owned(), clock));
    say("Source", &message.message_source_name);
    if let Some(who) = &message.suspended_by {
        say("Suspended by", who);
    }
    html.raw("</dl><h2>Recipients that wait in this queue</h2><table><thead><tr><th>Address<th>Status<th>Last error");
    html.raw("</tr></thead><tbody>");
    for recipient in message.recipients.iter().flatten() {
        let mut parts = recipient.splitn(4, ';');
        let [address, status, _, error] = [(); 4].map(|()| parts.next().unwrap_or_default());
        html.raw("<tr>").element("td", address).element("td class=\"w\"", status).element("td", error).raw("</tr>");
    }
    html.raw("</tbody></table>");
    html
}

fn events(history: &[TrackingRecord]) -> Html {
    let mut html = Html::new();
    html.raw("<h2>What happened so far</h2><table><thead><tr><th>Time<th>Event<th>Source<th>Recipients<th>Answer");
    html.raw("</tr></thead><tbody>");
    for record in history {
        html.raw("<tr>").element("td class=\"w\"", clock(record.timestamp)).element("td", &record.event_id);
        html.element("td", &record.source).element("td", record.recipients.join(", "));
        html.element("td", record.recipient_status.join("; ")).raw("</tr>");
    }
    html.raw("</tbody></table>");
    html
}
