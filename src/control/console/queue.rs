//! The messages of one queue, a page at a time.

use axum::extract::{Query, State};
use axum::response::Response;

use super::html::{Html, in_query};
use super::{Asked, Node, PAGE, Visitor, clock, filter_form, queue_status, refusal, shown};
use crate::control::Desk;
use crate::control::wire::{MessageQuery, QueueQuery};
use crate::model::{Fault, MessageInfo, MessageStatus, QueueInfo};

const PATH: &str = "/console/queue";

pub(super) async fn page(State(desk): Node, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let body = body(&*desk, &asked).await;
    let server = asked.identity.split('\\').next().unwrap_or_default();
    shown(&format!("Queue {}", asked.identity), server, &asked, PATH, visitor, body)
}

async fn body(desk: &dyn Desk, asked: &Asked) -> Result<Html, Fault> {
    let query = QueueQuery { identity: Some(asked.identity.clone()), filter: None };
    let Some(queue) = desk.queues(query).await?.into_iter().next() else {
        return Err(Fault::not_found("QueueNotFound", format!("There is no queue '{}' any more.", asked.identity)));
    };
    let mut html = summary(&queue);
    html.raw("<h2>Messages</h2>").add(&filter_form(PATH, asked, "FromAddress -like '*@contoso.com'"));
    match messages(desk, asked).await {
        Ok(messages) => html.add(&table(&messages)).add(&further(&messages, asked)),
        Err(fault) => html.add(&refusal(&fault, &asked.filter)),
    };
    Ok(html)
}

async fn messages(desk: &dyn Desk, asked: &Asked) -> Result<Vec<MessageInfo>, Fault> {
    let query = MessageQuery {
        queue: Some(asked.identity.clone()),
        filter: asked.filter(),
        after: Some(asked.after.clone()).filter(|after| !after.is_empty()),
        limit: PAGE as u64,
        ..MessageQuery::default()
    };
    let mut found = desk.messages(query).await?;
    let mut messages = Vec::new();
    while let Some(message) = found.recv().await {
        messages.push(message?);
    }
    Ok(messages)
}

fn summary(queue: &QueueInfo) -> Html {
    let mut html = Html::new();
    html.raw(
        "<table><thead><tr><th>Next hop<th>Type<th>Status<th class=\"n\">Messages<th class=\"n\">Velocity<th>Next try",
    );
    html.raw("</tr></thead><tbody><tr>").element("td", &queue.next_hop_domain).element("td", queue.delivery_type);
    html.add(&queue_status(queue.status)).element("td class=\"n\"", queue.message_count);
    html.element("td class=\"n\"", format_args!("{:+.2}", queue.velocity));
    html.element("td class=\"w\"", queue.next_retry_time.map(clock).unwrap_or_default()).raw("</tr></tbody></table>");
    if let Some(error) = &queue.last_error {
        html.element("p class=\"bad\"", format_args!("! {error}"));
    }
    if let Some(who) = &queue.suspended_by {
        let why = queue.suspend_reason.as_deref().unwrap_or("no reason was given");
        html.element("p", format_args!("Suspended by {who}: {why}"));
    }
    html
}

fn table(messages: &[MessageInfo]) -> Html {
    let mut html = Html::new();
    html.raw("<table><thead><tr><th class=\"n\">Number<th>Received<th class=\"n\">Size<th>Status<th>From<th>Subject");
    html.raw("<th>Last error</tr></thead><tbody>");
    for message in messages {
        html.raw("<tr><td class=\"n\">");
        html.link("/console/message", "identity", &message.identity.to_string(), message.identity.number());
        html.raw("</td>").element("td class=\"w\"", clock(message.date_received));
        html.element("td class=\"n\"", message.size.short()).add(&message_status(message.status));
        html.element("td", &message.from_address).element("td", &message.subject);
        html.element("td", message.last_error.as_deref().unwrap_or_default()).raw("</tr>");
    }
    html.raw("</tbody></table>");
    if messages.is_empty() {
        html.raw("<p>There are no such messages.</p>");
    }
    html
}

/// The way to the messages behind these.
fn further(messages: &[MessageInfo], asked: &Asked) -> Html {
    let mut html = Html::new();
    if let Some(last) = messages.last().filter(|_| messages.len() >= PAGE) {
        html.raw("<p><a href=\"").raw(PATH).raw("?identity=").text(in_query(&asked.identity)).raw("&amp;filter=");
        html.text(in_query(&asked.filter)).raw("&amp;after=").text(in_query(&last.identity.to_string()));
        html.raw("\">Next page</a></p>");
    }
    html
}

pub(super) fn message_status(status: MessageStatus) -> Html {
    let mut html = Html::new();
    match status {
        MessageStatus::Retry => html.raw("<td class=\"w bad\">! Retry</td>"),
        MessageStatus::Suspended => html.raw("<td class=\"w bad\">= Suspended</td>"),
        other => html.element("td class=\"w\"", other),
    };
    html
}
