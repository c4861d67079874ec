//! The journal: of messages that a rule is about, a report goes to a mailbox that keeps them.
//!
//! The report names the sender and every recipient as the envelope has them, blind copies and members of groups included, and carries the message as
//! it was taken. It becomes durable in the same commit as the mark in the message that says it was made, so there is
//! exactly one, whatever happens in between; the next server of the organization sees the mark and makes none. What members
//! of a group get as a copy of its own is reported by itself.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::rules::{Aliases, Facts, Fork};
use crate::mail::{BodyType, content, encoded_word, header, origin};
use crate::model::transport_rule::UserScope;
use crate::model::{Directionality, JournalRule, JournalScope, MessagePriority, ReversePath, SmtpAddress};
use crate::transport::{Envelope, NewBody, Recipient, Revised, Revision, Settings, Source};

/// Says in a message where it was reported to. Strangers cannot bring it, see the header firewall.
pub const JOURNALED: &str = "X-MS-Exchange-Organization-Journaled-To-Recipients";

/// The rules that are enabled.
#[derive(Clone, Debug, Default)]
pub struct Journal(Vec<Entry>);

#[derive(Clone, Debug)]
struct Entry {
    rule: Arc<JournalRule>,
    /// Every address of whom it is about; `None`: everybody.
    person: Option<HashSet<String>>,
}

impl Journal {
    pub fn new(rules: impl IntoIterator<Item = Arc<JournalRule>>, aliases: Aliases) -> Journal {
        let enabled = rules.into_iter().filter(|rule| rule.enabled);
        let entries = enabled.map(|rule| {
            let person = rule.recipient.as_ref().map(|person| aliases(person).into_iter().collect());
            Entry { rule, person }
        });
        Journal(entries.collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One report for each mailbox that wants one, and the mark on what goes on.
    pub fn reports(&self, facts: &Facts, forks: &mut [Fork], settings: &Settings, now: Timestamp) -> Vec<Revision> {
        let is_probe = facts.envelope.probe.is_some();
        if self.is_empty() || is_probe || header::find(facts.header(), JOURNALED).is_some() {
            return Vec::new();
        }
        let going_on = forks.iter().filter(|fork| fork.end.is_none());
        let mut indexes: Vec<usize> = going_on.flat_map(|fork| fork.recipients.iter().copied()).collect();
        indexes.sort_unstable();
        let recipients: Vec<&SmtpAddress> = indexes.into_iter().map(|at| facts.recipient(at)).collect();
        let mut wanted: BTreeMap<&SmtpAddress, Vec<&str>> = BTreeMap::new();
        for entry in self.0.iter().filter(|entry| entry.is_about(facts, &recipients)) {
            wanted.entry(&entry.rule.journal_email_address).or_default().push(&entry.rule.name);
        }
        // What the journal alone gets, it has. Who copies it on a message for others does not escape a report.
        wanted.retain(|mailbox, _| recipients.iter().any(|recipient| recipient != mailbox));
        if wanted.is_empty() {
            return Vec::new();
        }
        let mailboxes: Vec<String> = wanted.keys().map(ToString::to_string).collect();
        for fork in forks.iter_mut().filter(|fork| fork.end.is_none()) {
            fork.append_field(JOURNALED, &mailboxes.join(", "));
        }
        let reports = wanted.into_iter().map(|(mailbox, rules)| Revision {
            recipients: Vec::new(),
            outcome: report(mailbox, facts, &recipients, settings, now),
            notes: vec![format!("S:JA=report|to={mailbox}|rules={}", rules.join(",").replace(['|', ';'], " "))],
        });
        reports.collect()
    }
}

impl Entry {
    fn is_about(&self, facts: &Facts, recipients: &[&SmtpAddress]) -> bool {
        let sender = facts.envelope.author().address();
        let is_person =
            |address: &SmtpAddress| self.person.as_ref().is_none_or(|addresses| addresses.contains(&address.key()));
        let is_outside = facts.scope_of_sender(sender) == UserScope::NotInOrganization
            || recipients.iter().any(|recipient| facts.scope_of(recipient) == UserScope::NotInOrganization);
        let is_in_scope = match self.rule.journal_scope {
            JournalScope::Global => true,
            JournalScope::Internal => !is_outside,
            JournalScope::External => is_outside,
        };
        is_in_scope
            && !recipients.is_empty()
            && (sender.is_some_and(is_person) || recipients.iter().any(|to| is_person(to)))
    }
}

/// The message about a message.
fn report(
    mailbox: &SmtpAddress,
    facts: &Facts,
    recipients: &[&SmtpAddress],
    settings: &Settings,
    now: Timestamp,
) -> Revised {
    let about = facts.envelope;
    let id = Uuid::now_v7();
    let message_id = origin::message_id(settings.server.fqdn.as_str());
    let from = settings.postmaster();
    let date = origin::date(&now.to_zoned(jiff::tz::TimeZone::UTC));
    let boundary = format!("=_journal_{}", id.simple());
    let mut text = format!(
        "From: {from}\r\nTo: {mailbox}\r\nSubject: {}\r\nMessage-ID: {message_id}\r\nDate: {date}\r\n\
         X-MS-Journal-Report:\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n\
         --{boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         Sender: {}\r\nSubject: {}\r\nMessage-Id: {}\r\n",
        encoded_word::encode(&about.subject),
        about.author(),
        about.subject.replace(['\r', '\n'], " "),
        about.internet_message_id,
    );
    for recipient in recipients {
        text.push_str(&format!("{}: {recipient}\r\n", place_of(recipient, facts)));
    }
    text.push_str(&format!("--{boundary}\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"));
    let mut body = text.into_bytes();
    body.extend_from_slice(facts.message());
    if !body.ends_with(b"\r\n") {
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let return_path = settings.organization.journaling_report_ndr_to.clone();
    let envelope = Envelope {
        return_path: return_path.map_or(ReversePath::Null, ReversePath::Address),
        recipients: vec![Recipient::new(mailbox.clone())],
        body_type: about.body_type.max(BodyType::EightBitMime),
        dsn_return: None,
        envelope_id: None,
        size: body.len() as u64,
        internet_message_id: message_id,
        network_message_id: id,
        header_from: Some(from.to_string()),
        priority: MessagePriority::Normal,
        scl: None,
        original_from: Some(about.author().clone()),
        shadow: about.shadow,
        probe: None,
        directionality: Directionality::Originating,
        source: Source::Dsn { about: about.internet_message_id.clone() },
        received: now,
        first_arrival: None,
        delay_reported: None,
        ..about.clone()
    };
    Revised::Besides(Box::new(envelope), NewBody::Whole(body))
}

/// The field in which the message names a recipient. Who is in none of them was a blind copy, or came by a group.
fn place_of(recipient: &SmtpAddress, facts: &Facts) -> &'static str {
    let is_in = |field: &str| {
        content::addresses(facts.header(), &[field]).iter().any(|known| known.parse().as_ref() == Ok(recipient))
    };
    ["To", "Cc"].into_iter().find(|field| is_in(field)).unwrap_or("Recipient")
}

#[cfg(test)]
mod tests;
