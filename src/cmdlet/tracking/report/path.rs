//! From the events of one message to what became of each of its recipients.

use std::collections::{BTreeMap, HashSet};

use super::names::name_of;
use crate::model::recipient::Directory;
use crate::model::text::same_text;
use crate::model::{RecipientTrackingEvent, TrackingRecord, TransportServer};

/// How a recipient stands.
pub const PENDING: &str = "Pending";
pub const DELIVERED: &str = "Delivered";
pub const TRANSFERRED: &str = "Transferred";
pub const UNSUCCESSFUL: &str = "Unsuccessful";
pub const STATUSES: [&str; 4] = [DELIVERED, PENDING, TRANSFERRED, UNSUCCESSFUL];

/// Events that say something about how mail is handled here, and nothing about where it has come to.
const INTERNAL: &[&str] = &["AGENTINFO", "TRANSFER", "LOAD", "RESUBMIT", "DUPLICATEEXPAND", "DUPLICATEREDIRECT"];

/// Events by which a recipient gives way to others.
const GIVING_WAY: &[&str] = &["EXPAND", "REDIRECT", "RESOLVE"];

/// An event, and the server whose log has it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub server: String,
    pub event: TrackingRecord,
}

/// The events of one message on the servers of the organization, oldest first.
pub struct Path<'a> {
    pub events: &'a [Seen],
    pub servers: &'a [TransportServer],
    pub directory: &'a Directory,
    /// With what is only of interest to who looks after the server.
    pub is_verbose: bool,
}

impl Path<'_> {
    /// The last step for each recipient at the end of a way: those who gave way to others are not among them.
    pub fn summary(&self) -> Vec<RecipientTrackingEvent> {
        let gone: HashSet<String> = self.giving_way().map(|event| key(&event.related_recipient_address)).collect();
        let mut last: BTreeMap<String, RecipientTrackingEvent> = BTreeMap::new();
        for Seen { server, event } in self.events.iter().filter(|seen| seen.event.event_id != "DSN") {
            for at in 0..event.recipients.len() {
                let step = self.step(server, event, at);
                let place = key(&step.recipient_address);
                // What is said after the end changes nothing about it.
                let is_over = last.get(&place).is_some_and(|known| known.status != PENDING);
                // The next server may have written that it took it before this one wrote that it gave it.
                let is_behind = event.event_id == "SEND"
                    && step.status == PENDING
                    && last.get(&place).is_some_and(|known| known.server != *server);
                let is_news = !is_behind && (!is_over || step.status != PENDING);
                if !gone.contains(&place) && is_news && self.is_shown(event, &place, &last) {
                    last.insert(place, step);
                }
            }
        }
        last.into_values().collect()
    }

    /// Every step on the way to one recipient, by whatever group or forwarding it led.
    pub fn to(&self, recipient: &str) -> Vec<RecipientTrackingEvent> {
        let mut by: HashSet<String> = HashSet::from([key(recipient)]);
        // Groups in groups: as long as there is one more.
        while let Some(more) = self.giving_way().find_map(|event| {
            let leads = event.recipients.iter().any(|one| by.contains(&key(one)));
            let from = key(&event.related_recipient_address);
            (leads && !by.contains(&from)).then_some(from)
        }) {
            by.insert(more);
        }
        let is_internal = |event: &TrackingRecord| INTERNAL.contains(&event.event_id.as_str());
        let shown = self.events.iter().filter(|seen| self.is_verbose || !is_internal(&seen.event));
        let steps = shown.flat_map(|Seen { server, event }| {
            let at = event.recipients.iter().position(|one| by.contains(&key(one)));
            at.filter(|_| event.event_id != "DSN").map(|at| self.step(server, event, at))
        });
        steps.collect()
    }

    fn giving_way(&self) -> impl Iterator<Item = &TrackingRecord> {
        let is_one = |event: &&TrackingRecord| {
            GIVING_WAY.contains(&event.event_id.as_str()) && !event.related_recipient_address.is_empty()
        };
        self.events.iter().map(|seen| &seen.event).filter(is_one)
    }

    /// Whether a message was handed to a server whose log tells what became of it.
    fn is_known_further(&self, sender: &str, event: &TrackingRecord) -> bool {
        let next = self.servers.iter().find(|server| server.is_called(&event.server_hostname));
        next.is_some_and(|next| {
            let took = |seen: &Seen| seen.event.event_id == "RECEIVE" && same_text(&seen.server, &next.name);
            !same_text(&next.name, sender) && self.events.iter().any(took)
        })
    }

    /// What is internal is shown of a recipient only where there is nothing else, or where it is asked for.
    fn is_shown(&self, event: &TrackingRecord, place: &str, known: &BTreeMap<String, RecipientTrackingEvent>) -> bool {
        self.is_verbose || !INTERNAL.contains(&event.event_id.as_str()) || !known.contains_key(place)
    }

    fn step(&self, server: &str, event: &TrackingRecord, at: usize) -> RecipientTrackingEvent {
        let address = event.recipients[at].clone();
        let said = event.recipient_status.get(at).map(String::as_str).unwrap_or_default();
        let (event_type, status, words) = match meaning(event) {
            (name, TRANSFERRED, words) if self.is_known_further(server, event) => (name, PENDING, words),
            meaning => meaning,
        };
        let description = match (words, said) {
            (words, "") => words,
            (words, said) => format!("{words}: {said}"),
        };
        RecipientTrackingEvent {
            date: event.timestamp,
            recipient_display_name: name_of(&address, self.directory),
            recipient_address: address,
            status: status.to_owned(),
            event_type: event_type.to_owned(),
            event_description: description,
            server: server.to_owned(),
        }
    }
}

fn key(address: &str) -> String {
    address.to_lowercase()
}

/// What an event is called in a report, how the recipient stands after it, and the words for it.
fn meaning(event: &TrackingRecord) -> (&'static str, &'static str, String) {
    let to = || match event.server_hostname.as_str() {
        "" => event.source_context.clone(),
        name => name.to_owned(),
    };
    match event.event_id.as_str() {
        "RECEIVE" if event.source == "SMTP" => {
            ("SmtpReceive", PENDING, format!("Received from {}", event.client_hostname))
        }
        "RECEIVE" => ("Submit", PENDING, "Submitted as a file".to_owned()),
        "SEND" => ("SmtpSend", TRANSFERRED, format!("Handed over to {}", to())),
        "DELIVER" => ("Deliver", DELIVERED, "Put into the mailbox".to_owned()),
        "DUPLICATEDELIVER" => ("Deliver", DELIVERED, "In the mailbox already, by another of its addresses".to_owned()),
        "DEFER" => ("Defer", PENDING, format!("Put off by {}", to())),
        "FAIL" => ("Fail", UNSUCCESSFUL, "Given up, and reported to the sender".to_owned()),
        "DROP" => ("Fail", UNSUCCESSFUL, "Given up without a word to the sender".to_owned()),
        "BADMAIL" => ("Fail", UNSUCCESSFUL, "Kept as a file, for it could not be returned".to_owned()),
        "EXPAND" => ("Expand", PENDING, format!("Member of {}", event.related_recipient_address)),
        "REDIRECT" if event.source == "ORAR" => {
            ("Redirect", PENDING, format!("In place of {}", event.related_recipient_address))
        }
        "REDIRECT" => ("Redirect", PENDING, format!("Forwarded from {}", event.related_recipient_address)),
        "RESOLVE" => ("Resolve", PENDING, format!("Known here as {}", event.related_recipient_address)),
        "TRANSFER" => ("Transfer", PENDING, format!("Went on in a copy of message {}", event.reference)),
        "POISONMESSAGE" => ("Poison", PENDING, format!("Poison queue: {}", event.source_context)),
        "LOAD" => ("Load", PENDING, "Found in the queue when the server started".to_owned()),
        "RESUBMIT" => ("Resubmit", PENDING, "Routed anew".to_owned()),
        "DUPLICATEEXPAND" | "DUPLICATEREDIRECT" => {
            ("Duplicate", PENDING, format!("Got it already: {}", event.related_recipient_address))
        }
        _ => ("Process", PENDING, event.custom_data.clone()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::TransportRole;
    use crate::model::class::Class;

    fn event(second: u32, id: &str, recipients: &[&str], status: &[&str], related: &str) -> TrackingRecord {
        serde_json::from_value(json!({
            "Timestamp": format!("2026-11-21T12:00:{second:02}Z"), "ClientIp": null, "ClientHostname": "mx.example",
            "ServerIp": null, "ServerHostname": "mail.fabrikam.com", "SourceContext": "", "ConnectorId": "",
            "Source": "SMTP", "EventId": id, "InternalMessageId": 7, "MessageId": "<1@contoso.com>",
            "NetworkMessageId": "", "Recipients": recipients, "RecipientStatus": status, "TotalBytes": 2048,
            "RecipientCount": recipients.len(), "RelatedRecipientAddress": related, "Reference": "",
            "MessageSubject": "Hello", "Sender": "ann@contoso.com", "ReturnPath": "ann@contoso.com",
            "MessageInfo": "", "Directionality": "", "CustomData": "", "TransportTrafficType": "", "LogId": "",
            "SchemaVersion": ""
        }))
        .expect("a whole record")
    }

    fn events() -> Vec<Seen> {
        let events = vec![
            event(1, "RECEIVE", &["team@contoso.com", "pat@fabrikam.com"], &[], ""),
            event(2, "EXPAND", &["kim@contoso.com", "lee@contoso.com"], &[], "team@contoso.com"),
            event(3, "AGENTINFO", &["kim@contoso.com"], &[], ""),
            event(4, "DELIVER", &["kim@contoso.com"], &["250 2.1.5 OK"], ""),
            event(4, "DEFER", &["pat@fabrikam.com"], &["451 4.2.1 later"], ""),
            event(5, "FAIL", &["lee@contoso.com"], &["550 5.2.2 full"], ""),
            event(6, "DSN", &["ann@contoso.com"], &[], ""),
            event(9, "SEND", &["Pat@fabrikam.com"], &["250 2.0.0 taken"], ""),
        ];
        on("HUB01", events)
    }

    fn on(server: &str, events: Vec<TrackingRecord>) -> Vec<Seen> {
        events.into_iter().map(|event| Seen { server: server.to_owned(), event }).collect()
    }

    #[test]
    fn what_another_server_of_ours_has_taken_over_stands_as_it_stands_there() {
        let servers = ["HUB01", "HUB02"].map(|name| {
            let own = json!({ "Role": "Hub", "Fqdn": format!("{}.contoso.com", name.to_lowercase()) });
            TransportServer::create_for(TransportRole::Hub, name, "", own).expect("a server")
        });
        let handed = |to: &str| {
            let mut event = event(2, "SEND", &["kim@contoso.com"], &[], "");
            event.server_hostname = to.to_owned();
            event
        };
        let taken = || on("HUB02", vec![event(3, "RECEIVE", &["kim@contoso.com"], &[], "")]);
        let end = || on("HUB02", vec![event(4, "DELIVER", &["kim@contoso.com"], &[], "")]);
        let directory = Directory::default();
        for (to, further, expected) in [
            ("hub02.contoso.com", vec![], "Transferred at HUB01"),
            ("hub02.contoso.com", taken(), "Pending at HUB02"),
            ("hub02.contoso.com", [taken(), end()].concat(), "Delivered at HUB02"),
            ("mx.fabrikam.com", taken(), "Transferred at HUB01"),
        ] {
            let arrival = on("HUB01", vec![event(1, "RECEIVE", &["kim@contoso.com"], &[], "")]);
            let given = on("HUB01", vec![handed(to)]);
            // In whatever order the two clocks put it.
            for events in [[&arrival[..], &given, &further].concat(), [&arrival[..], &further, &given].concat()] {
                let path = Path { events: &events, servers: &servers, directory: &directory, is_verbose: false };
                let stands: Vec<String> =
                    path.summary().iter().map(|step| format!("{} at {}", step.status, step.server)).collect();
                assert_eq!(stands, [expected], "{to}");
            }
        }
    }

    #[test]
    fn a_summary_has_the_end_of_each_way() {
        let (events, directory) = (events(), Directory::default());
        let path = Path { events: &events, servers: &[], directory: &directory, is_verbose: false };
        let lines: Vec<String> = path
            .summary()
            .iter()
            .map(|step| format!("{} {} {}", step.recipient_address, step.status, step.event_description))
            .collect();
        assert_eq!(
            lines,
            [
                "kim@contoso.com Delivered Put into the mailbox: 250 2.1.5 OK",
                "lee@contoso.com Unsuccessful Given up, and reported to the sender: 550 5.2.2 full",
                "Pat@fabrikam.com Transferred Handed over to mail.fabrikam.com: 250 2.0.0 taken",
            ]
        );
    }

    #[test]
    fn a_path_has_each_step_to_one() {
        let (events, directory) = (events(), Directory::default());
        let types = |recipient: &str, is_verbose| {
            let path = Path { events: &events, servers: &[], directory: &directory, is_verbose };
            path.to(recipient).iter().map(|step| step.event_type.clone()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(types("KIM@contoso.com", false), "SmtpReceive Expand Deliver");
        assert_eq!(types("kim@contoso.com", true), "SmtpReceive Expand Process Deliver");
        assert_eq!(types("pat@fabrikam.com", false), "SmtpReceive Defer SmtpSend");
        assert_eq!(types("nobody@contoso.com", false), "");
    }
}
