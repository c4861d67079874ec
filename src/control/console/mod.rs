//! The console for browsers, below `/console`: health, throughput, queues, messages, one message's history, and how mail
//! programs submit mail.
//!
//! Promise: it only shows; every page is made here and works without scripts or anything from elsewhere. What came
//! with mail is text and never markup ([`html`]). It is reached as the rest of the API is: by the socket, which file
//! permissions guard, or by TLS, where a browser shows the bearer token once ([`sign_in`]).
//!
//! Bounded: a page has at most [`MOST_QUEUES`] queues, [`PAGE`] messages or [`MOST_EVENTS`] events.

mod chart;
mod client_settings;
mod html;
mod message;
mod page;
mod queue;
pub mod sign_in;

use std::sync::Arc;

use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use jiff::Timestamp;

use self::html::{Html, in_query};
use self::page::{Place, whole};
use self::sign_in::SignedIn;
use super::Desk;
use super::health::{Facts, Health, report};
use super::wire::QueueQuery;
use crate::model::{Fault, QueueInfo, QueueStatus};

/// Queues on one page.
const MOST_QUEUES: usize = 500;

/// Messages on one page.
const PAGE: usize = 100;

/// Events of one message.
const MOST_EVENTS: u64 = 200;

type Node = State<Arc<dyn Desk>>;
type Visitor = Option<Extension<SignedIn>>;

/// The pages, and their style.
pub fn routes() -> axum::Router<Arc<dyn Desk>> {
    axum::Router::new()
        .route("/console", get(overview))
        .route("/console/queue", get(queue::page))
        .route("/console/message", get(message::page))
        .route(client_settings::PATH, get(client_settings::page))
        .route("/console/style.css", get(page::style))
}

/// What a page may be asked.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    /// Of the queue or message.
    identity: String,
    /// In the filter language.
    filter: String,
    /// The last message of the page before.
    after: String,
    /// `off`: the page stands still.
    refresh: String,
}

impl Asked {
    fn filter(&self) -> Option<String> {
        Some(self.filter.trim().to_owned()).filter(|filter| !filter.is_empty())
    }

    /// The address of the page that was asked for.
    fn address(&self, path: &str) -> String {
        let given = [("identity", &self.identity), ("filter", &self.filter), ("after", &self.after)];
        let given = given.into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = given.map(|(key, value)| format!("{key}={}", in_query(value))).collect();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    }
}

async fn overview(State(desk): Node, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let now = Timestamp::now();
    let status = match desk.status().await {
        Ok(status) => status,
        Err(fault) => return shown("Overview", "", &asked, "/console", visitor, Err(fault)),
    };
    let server = status.server.clone();
    let all = desk.queues(QueueQuery::default()).await;
    let filtered = match asked.filter() {
        None => all.clone(),
        filter => desk.queues(QueueQuery { identity: None, filter }).await,
    };
    let (resources, certificates) = (desk.pressure().await, desk.certificates().await);
    let mut html = Html::new();
    html.raw("<h2>Health</h2>");
    let names = desk.clone();
    html.add(&health(&Facts {
        stored_revision: status.revision,
        status,
        // What cannot be asked is what the service's own finding says.
        resources: resources.unwrap_or_default(),
        queues: all.unwrap_or_default(),
        // A page that is fetched again and again shall not have every next hop called.
        probes: Vec::new(),
        certificates: certificates.unwrap_or_default(),
        connector: Box::new(move |id| names.connector_name(id)),
        now,
    }));
    html.raw("<h2>Throughput a minute</h2>").add(&chart::throughput(&desk.throughput(), now));
    html.raw("<h2>Queues</h2>").add(&filter_form("/console", &asked, "Status -eq 'Retry'"));
    match filtered {
        Ok(queues) => html.add(&queue_table(queues)),
        Err(fault) => html.add(&refusal(&fault, &asked.filter)),
    };
    html.raw(
        "<p><a href=\"/console/client-settings\">Client settings</a>: what people enter in their mail programs</p>",
    );
    shown("Overview", &server, &asked, "/console", visitor, Ok(html))
}

/// A page with this body, or with what went wrong.
fn shown(
    title: &str,
    server: &str,
    asked: &Asked,
    path: &str,
    visitor: Visitor,
    body: Result<Html, Fault>,
) -> Response {
    let place = Place {
        server,
        is_signed_in: visitor.is_some(),
        is_live: asked.refresh != "off",
        address: asked.address(path),
    };
    match body {
        Ok(html) => whole(title, &place, &html),
        Err(fault) => {
            let mut response = whole(title, &place, &refusal(&fault, &asked.filter));
            *response.status_mut() = StatusCode::from_u16(super::Problem::from(fault).status).unwrap_or_default();
            response
        }
    }
}

/// What went wrong, with a mark below its place in the filter.
fn refusal(fault: &Fault, filter: &str) -> Html {
    let mut html = Html::new();
    html.raw("<p class=\"bad\" role=\"alert\">! ").text(&fault.says).raw(" ");
    html.text(fault.fix.as_deref().unwrap_or_default()).raw("</p>");
    if let Some(span) = fault.at.filter(|span| filter.is_char_boundary(span.start)) {
        let before = filter[..span.start].chars().count();
        let long = span.end.saturating_sub(span.start).clamp(1, 80);
        html.raw("<pre>").text(filter).raw("\n").text(" ".repeat(before)).text("^".repeat(long)).raw("</pre>");
    }
    html
}

fn filter_form(path: &'static str, asked: &Asked, example: &'static str) -> Html {
    let mut html = Html::new();
    html.raw("<form action=\"").raw(path).raw("\">");
    if !asked.identity.is_empty() {
        html.raw("<input type=\"hidden\" name=\"identity\" value=\"").text(&asked.identity).raw("\">");
    }
    html.raw("<label for=\"filter\">Filter</label><input id=\"filter\" name=\"filter\" value=\"").text(&asked.filter);
    html.raw("\" placeholder=\"").raw(example).raw("\" spellcheck=\"false\"> <button>Show</button></form>");
    html
}

fn health(facts: &Facts) -> Html {
    let mut html = Html::new();
    html.raw("<table><thead><tr><th>Health<th>Area<th>Finding<th>Next</tr></thead><tbody>");
    for found in report(facts) {
        let (class, sign) = match found.health {
            Health::Healthy => ("<td class=\"w\">", ""),
            Health::Degraded => ("<td class=\"w bad\">", "! "),
            Health::Unhealthy => ("<td class=\"w bad\">", "!! "),
        };
        html.raw("<tr>").raw(class).raw(sign).text(found.health).raw("</td>");
        html.element("td", found.area).element("td", found.finding).raw("<td>");
        if let Some(next) = &found.next {
            html.element("code", next);
        }
        html.raw("</td></tr>");
    }
    html.raw("</tbody></table>");
    html
}

fn queue_table(mut queues: Vec<QueueInfo>) -> Html {
    let is_quiet = |queue: &QueueInfo| !matches!(queue.status, QueueStatus::Retry | QueueStatus::Suspended);
    queues.sort_by_key(|queue| (is_quiet(queue), std::cmp::Reverse(queue.message_count)));
    let total = queues.len();
    let mut html = Html::new();
    html.raw(
        "<table><thead><tr><th>Next hop<th>Status<th class=\"n\">Messages<th class=\"n\">In/s<th class=\"n\">Out/s",
    );
    html.raw("<th class=\"n\">Velocity<th>Next try<th>Last error</tr></thead><tbody>");
    for queue in queues.iter().take(MOST_QUEUES) {
        html.raw("<tr><td>");
        let identity = queue.identity.to_string();
        let name = if queue.next_hop_domain.is_empty() { identity.as_str() } else { &queue.next_hop_domain };
        html.link("/console/queue", "identity", &identity, name).raw("</td>").add(&queue_status(queue.status));
        html.element("td class=\"n\"", queue.message_count).element("td class=\"n\"", queue.incoming_rate);
        html.element("td class=\"n\"", queue.outgoing_rate)
            .element("td class=\"n\"", format_args!("{:+.2}", queue.velocity));
        html.element("td class=\"w\"", queue.next_retry_time.map(clock).unwrap_or_default());
        html.element("td", queue.last_error.as_deref().unwrap_or_default()).raw("</tr>");
    }
    html.raw("</tbody></table>");
    if total > MOST_QUEUES {
        html.element("p", format_args!("{MOST_QUEUES} of {total} queues are shown: a filter finds the others."));
    }
    html
}

/// A sign and a word; the colour only repeats them.
fn queue_status(status: QueueStatus) -> Html {
    let mut html = Html::new();
    match status {
        QueueStatus::Retry => html.raw("<td class=\"w bad\">! Retry</td>"),
        QueueStatus::Suspended => html.raw("<td class=\"w bad\">= Suspended</td>"),
        other => html.element("td class=\"w\"", other),
    };
    html
}

/// A time in this server's zone.
fn clock(at: Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
