//! Puts together what is known of a message into one tree: the message, what happened to it as a whole, each recipient
//! with what happened to them, and the reports that were made.
//!
//! No I/O and no clock. Whatever strangers wrote stays on its line.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::step::MessageStep;
use crate::lang::format::{single_line, width, wrap};
use crate::model::{ByteSize, MessageInfo, QueueInfo, TimeSpan, TrackingRecord};

/// What is known.
pub struct Facts {
    /// Events of the message and its copies, oldest first.
    pub events: Vec<TrackingRecord>,
    /// Events of the reports about it, oldest first.
    pub reports: Vec<TrackingRecord>,
    /// Where it waits now, with recipients.
    pub waiting: Vec<MessageInfo>,
    pub queues: Vec<QueueInfo>,
}

struct Node {
    step: MessageStep,
    /// The line; the answer stands below it.
    says: String,
    children: Vec<Node>,
}

/// The steps, from the message down.
pub fn steps(facts: &Facts, columns: usize, zone: &TimeZone) -> Vec<MessageStep> {
    let Some(root) = Way { facts, zone, began: began(facts) }.message() else { return Vec::new() };
    let mut steps = Vec::new();
    lay_out(root, "", "", 0, columns, &mut steps);
    steps
}

fn began(facts: &Facts) -> Option<Timestamp> {
    let first = facts.events.first().map(|event| event.timestamp);
    first.into_iter().chain(facts.waiting.iter().map(|message| message.date_received)).min()
}

/// Draws the branches: `lead` stands before the first line, `below` before all others.
fn lay_out(node: Node, lead: &str, below: &str, level: i32, columns: usize, steps: &mut Vec<MessageStep>) {
    let Node { mut step, says, children } = node;
    let mut tree = Vec::new();
    let room = columns.saturating_sub(width(below) + 1).max(20);
    for (at, line) in wrap(&says, room).into_iter().enumerate() {
        tree.push(if at == 0 { format!("{lead}{line}") } else { format!("{below}  {line}") });
    }
    let stem = if children.is_empty() { "    " } else { "│   " };
    for line in wrap(&step.answer, room.saturating_sub(4).max(20)).into_iter().filter(|line| !line.is_empty()) {
        tree.push(format!("{below}{stem}{line}"));
    }
    step.tree = tree.join("\n");
    step.level = level;
    steps.push(step);
    let last = children.len().saturating_sub(1);
    for (at, child) in children.into_iter().enumerate() {
        let (lead, rest) = if at == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        lay_out(child, &format!("{below}{lead}"), &format!("{below}{rest}"), level + 1, columns, steps);
    }
}

struct Way<'a> {
    facts: &'a Facts,
    zone: &'a TimeZone,
    began: Option<Timestamp>,
}

impl Way<'_> {
    fn message(&self) -> Option<Node> {
        let Facts { events, waiting, .. } = self.facts;
        let (id, number, from, subject, size) = match (events.first(), waiting.first()) {
            (Some(event), _) => (
                event.message_id.clone(),
                event.internal_message_id,
                event.return_path.clone(),
                event.message_subject.clone(),
                event.total_bytes,
            ),
            (None, Some(message)) => (
                message.internet_message_id.clone(),
                Some(message.identity.number()),
                message.from_address.clone(),
                message.subject.clone(),
                message.size.bytes(),
            ),
            (None, None) => return None,
        };
        let size = ByteSize::new(size).short();
        let says = format!("{} from {}, {size}: {}", line(&id), line(&from), line(&subject));
        let mut step = self.step("MESSAGE", self.began);
        step.internal_message_id = number;
        step.message_id = id;
        let mut children: Vec<Node> =
            events.iter().filter(|event| is_of_all(event)).map(|event| self.event(event)).collect();
        children.extend(self.recipients().into_iter().map(|recipient| self.recipient(&recipient)));
        children.extend(self.reports());
        Some(Node { step, says, children })
    }

    /// In the order in which they are first heard of.
    fn recipients(&self) -> Vec<String> {
        let mut known: Vec<String> = Vec::new();
        let waiting = self.facts.waiting.iter().flat_map(|message| message.recipients.iter().flatten());
        let waiting = waiting.filter_map(|text| text.split(';').next().map(str::to_owned));
        for recipient in self.facts.events.iter().flat_map(|event| event.recipients.clone()).chain(waiting) {
            if !known.iter().any(|known| known.eq_ignore_ascii_case(&recipient)) {
                known.push(recipient);
            }
        }
        known
    }

    fn recipient(&self, address: &str) -> Node {
        let is_them = |other: &str| other.eq_ignore_ascii_case(address);
        let about = self.facts.events.iter().filter(|event| !is_of_all(event));
        let mut children: Vec<Node> = Vec::new();
        let mut state = "nothing is known of what became of it";
        for event in about {
            let Some(at) = event.recipients.iter().position(|recipient| is_them(recipient)) else {
                // A group that gave way is known by its members' events.
                if is_them(&event.related_recipient_address) {
                    state = "stands for others";
                    children.push(self.gave_way(event));
                }
                continue;
            };
            state = match event.event_id.as_str() {
                "DELIVER" => "delivered",
                "SEND" => "handed over",
                "FAIL" => "given up",
                "DROP" => "deleted",
                "DEFER" => "put off",
                _ => state,
            };
            let mut node = self.event(event);
            node.step.recipients = vec![event.recipients[at].clone()];
            node.step.answer =
                line(event.recipient_status.get(at).or(event.recipient_status.first()).map_or("", String::as_str));
            children.push(node);
        }
        for message in &self.facts.waiting {
            let mut found = message.recipients.iter().flatten().filter_map(|text| {
                let mut parts = text.splitn(4, ';');
                let (address, status) = (parts.next()?, parts.next()?);
                is_them(address).then(|| (status.to_owned(), parts.nth(1).unwrap_or_default().to_owned()))
            });
            if let Some((status, error)) = found.next() {
                state = "waits";
                children.push(self.waits(message, address, &status, &error));
            }
        }
        let mut step = self.step("RECIPIENT", None);
        step.recipients = vec![address.to_owned()];
        Node { step, says: format!("{}: {state}", line(address)), children }
    }

    fn waits(&self, message: &MessageInfo, address: &str, status: &str, error: &str) -> Node {
        let queue = self.facts.queues.iter().find(|queue| queue.identity == message.queue);
        let hop = queue.map(|queue| queue.next_hop_domain.clone()).unwrap_or_default();
        let mut says = format!("WAITING  in {} for {}: {status}", message.queue, line(&hop));
        if let Some(next) = queue.and_then(|queue| queue.next_retry_time) {
            says.push_str(&format!(", next try {}", self.clock(next)));
        }
        if let Some(who) = &message.suspended_by {
            says.push_str(&format!(", suspended by {}", line(who)));
        }
        let mut step = self.step("WAITING", None);
        step.next_hop = hop;
        step.recipients = vec![address.to_owned()];
        step.internal_message_id = Some(message.identity.number());
        step.answer = line(error);
        Node { step, says, children: Vec::new() }
    }

    fn gave_way(&self, event: &TrackingRecord) -> Node {
        let mut node = self.event(event);
        node.says = format!("{} to {}", node.says, line(&event.recipients.join(", ")));
        node.step.answer = String::new();
        node
    }

    /// Each report with what became of it.
    fn reports(&self) -> Vec<Node> {
        let mut reports: Vec<Node> = Vec::new();
        for event in &self.facts.reports {
            let known = reports.iter().position(|report| report.step.internal_message_id == event.internal_message_id);
            let mut node = self.event(event);
            node.says = format!("{} {}", node.says, line(&event.recipients.join(", ")));
            if event.event_id != "DSN" {
                node.step.answer = line(event.recipient_status.first().map_or("", String::as_str));
            }
            match known {
                Some(at) => reports[at].children.push(node),
                None => {
                    let mut step = self.step("REPORT", Some(event.timestamp));
                    step.internal_message_id = event.internal_message_id;
                    step.message_id = event.message_id.clone();
                    let says = format!("report {} to {}", line(&event.message_id), line(&event.recipients.join(", ")));
                    reports.push(Node { step, says, children: vec![node] });
                }
            }
        }
        reports
    }

    fn event(&self, event: &TrackingRecord) -> Node {
        let mut step = self.step(&event.event_id, Some(event.timestamp));
        step.source = event.source.clone();
        step.internal_message_id = event.internal_message_id;
        step.message_id = event.message_id.clone();
        step.recipients = event.recipients.clone();
        let host = |name: &str, address: Option<std::net::IpAddr>| match (line(name), address) {
            (name, Some(address)) if !name.is_empty() => format!("{name} [{address}]"),
            (_, Some(address)) => format!("[{address}]"),
            (name, None) => name,
        };
        let how = match event.event_id.as_str() {
            "RECEIVE" => {
                step.remote = host(&event.client_hostname, event.client_ip);
                let by = if step.remote.is_empty() { String::new() } else { format!(" from {}", step.remote) };
                format!("{}{by} {}", event.source, line(&event.connector_id))
            }
            "SEND" | "DELIVER" | "DEFER" | "FAIL" => {
                step.remote = host(&event.server_hostname, event.server_ip);
                step.next_hop = line(&event.source_context);
                let to = if step.remote.is_empty() { &step.next_hop } else { &step.remote };
                format!("{} {to}", event.source)
            }
            "AGENTINFO" => {
                step.answer = line(&event.custom_data);
                event.source.clone()
            }
            "TRANSFER" => format!("{} as message {}", event.source, event.internal_message_id.unwrap_or_default()),
            _ => event.source.clone(),
        };
        let when = format!("{} {:>8}", self.clock(event.timestamp), self.since(event.timestamp));
        Node { step, says: format!("{when}  {:<8} {}", event.event_id, how.trim()), children: Vec::new() }
    }

    fn step(&self, event_id: &str, timestamp: Option<Timestamp>) -> MessageStep {
        MessageStep {
            tree: String::new(),
            level: 0,
            timestamp,
            elapsed: timestamp.zip(self.began).map(|(at, began)| {
                TimeSpan::from_millis(i64::try_from(at.duration_since(began).as_millis()).unwrap_or(i64::MAX))
            }),
            event_id: event_id.to_owned(),
            source: String::new(),
            internal_message_id: None,
            message_id: String::new(),
            recipients: Vec::new(),
            next_hop: String::new(),
            remote: String::new(),
            answer: String::new(),
        }
    }

    /// The day is said where it is not the one on which the message came.
    fn clock(&self, at: Timestamp) -> String {
        let (at, began) = (at.to_zoned(self.zone.clone()), self.began.unwrap_or(at).to_zoned(self.zone.clone()));
        at.strftime(if at.date() == began.date() { "%H:%M:%S" } else { "%m-%d %H:%M:%S" }).to_string()
    }

    /// `+0.012s`, `+4m20s`, `+2h05m`.
    fn since(&self, at: Timestamp) -> String {
        let millis = at.duration_since(self.began.unwrap_or(at)).as_millis().max(0);
        match millis / 1000 {
            seconds @ 0..60 => format!("+{seconds}.{:03}s", millis % 1000),
            seconds @ 60..3600 => format!("+{}m{:02}s", seconds / 60, seconds % 60),
            seconds => format!("+{}h{:02}m", seconds / 3600, seconds / 60 % 60),
        }
    }
}

/// About the message as a whole, not about what became of single recipients.
fn is_of_all(event: &TrackingRecord) -> bool {
    matches!(event.event_id.as_str(), "RECEIVE" | "AGENTINFO" | "TRANSFER" | "BADMAIL")
}

fn line(text: &str) -> String {
    single_line(text).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(second: u32, id: &str, source: &str, recipients: &[&str], status: &[&str]) -> TrackingRecord {
        serde_json::from_value(json!({
            "Timestamp": format!("2026-11-21T12:00:{second:02}.250Z"), "ClientIp": "192.0.2.7", "ClientHostname": "mx.example",
            "ServerIp": if id == "SEND" { json!("198.51.100.1") } else { json!(null) },
            "ServerHostname": if id == "SEND" { "mail.fabrikam.com" } else { "" },
            "SourceContext": if id == "RECEIVE" { "" } else { "fabrikam.com" }, "ConnectorId": "HUB01\\Default", "Source": source,
            "EventId": id, "InternalMessageId": 7, "MessageId": "<1@contoso.com>", "NetworkMessageId": "",
            "Recipients": recipients, "RecipientStatus": status, "TotalBytes": 2048, "RecipientCount": recipients.len(),
            "RelatedRecipientAddress": "", "Reference": "", "MessageSubject": "Hello\nworld", "Sender": "ann@contoso.com",
            "ReturnPath": "ann@contoso.com", "MessageInfo": "", "Directionality": "", "CustomData": "",
        "TransportTrafficType": "Email", "LogId": "", "SchemaVersion": ""
        }))
        .expect("a whole record")
    }

    #[test]
    fn every_recipient_has_a_branch_with_times_and_answers() {
        let (pat, kim) = ("pat@fabrikam.com", "kim@fabrikam.com");
        let facts = Facts {
            events: vec![
                event(1, "RECEIVE", "SMTP", &[pat, kim], &[]),
                event(2, "SEND", "SMTP", &[pat], &["250 2.0.0 taken\r\nreally"]),
                event(3, "DEFER", "SMTP", &[kim], &["451 4.2.1 come later"]),
                event(9, "FAIL", "SMTP", &[kim], &["550 5.1.1 nobody here"]),
            ],
            reports: vec![TrackingRecord {
                internal_message_id: Some(8),
                message_id: "<2@hub01>".into(),
                ..event(9, "DSN", "DSN", &["ann@contoso.com"], &[])
            }],
            waiting: Vec::new(),
            queues: Vec::new(),
        };
        let steps = steps(&facts, 80, &TimeZone::UTC);
        let tree: Vec<&str> = steps.iter().flat_map(|step| step.tree.lines()).collect();
        assert_eq!(
            tree,
            [
                "<1@contoso.com> from ann@contoso.com, 2 KB: Hello…",
                "├─ 12:00:01  +0.000s  RECEIVE  SMTP from mx.example [192.0.2.7] HUB01\\Default",
                "├─ pat@fabrikam.com: handed over",
                "│  └─ 12:00:02  +1.000s  SEND     SMTP mail.fabrikam.com [198.51.100.1]",
                "│         250 2.0.0 taken…",
                "├─ kim@fabrikam.com: given up",
                "│  ├─ 12:00:03  +2.000s  DEFER    SMTP fabrikam.com",
                "│  │      451 4.2.1 come later",
                "│  └─ 12:00:09  +8.000s  FAIL     SMTP fabrikam.com",
                "│         550 5.1.1 nobody here",
                "└─ report <2@hub01> to ann@contoso.com",
                "   └─ 12:00:09  +8.000s  DSN      DSN ann@contoso.com",
            ]
        );
        let levels: Vec<i32> = steps.iter().map(|step| step.level).collect();
        assert_eq!(levels, [0, 1, 1, 2, 1, 2, 2, 1, 2]);
    }

    #[test]
    fn nothing_known_is_no_tree() {
        let facts = Facts { events: vec![], reports: vec![], waiting: vec![], queues: vec![] };
        assert!(steps(&facts, 80, &TimeZone::UTC).is_empty());
    }
}
