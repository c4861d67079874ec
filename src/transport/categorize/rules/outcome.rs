//! From what rules want of a message to what is done with it.

use super::act::write;
use super::fork::{End, Fork};
use crate::mail::marks::Marks;
use crate::mail::{EnhancedStatus, encoded_word, header};
use crate::model::transport_rule::{AuditSeverity, RuleMode};
use crate::model::{SmtpAddress, TransportRule};
use crate::transport::{Envelope, NewBody, Recipient, Remark, Revised, Revision, Speaker};

/// Says in a message that rules have acted on it, so that neither a restart nor the next server of the organization
/// lets them act again. Strangers cannot bring it: the header firewall takes it from them (permission
/// ms-Exch-Accept-Headers-Organization).
pub const HISTORY: &str = "X-MS-Exchange-Organization-Rules-Execution-History";

/// Longest subject that the envelope keeps, in characters.
const LONGEST_SUBJECT: usize = 255;

/// What becomes of the recipients of a fork. `message` is whole where a rule reads more than the header.
pub fn revision(mut fork: Fork, envelope: &Envelope, message: &[u8]) -> Revision {
    let notes = fork.matched.iter().filter_map(|rule| note(rule)).collect();
    for rule in fork.matched.iter().filter(|rule| rule.mode == RuleMode::Enforce) {
        if let Some(text) = &rule.log_event_text {
            tracing::info!(rule = %rule.name, message = %envelope.internet_message_id, "{text}");
        }
    }
    let recipients = fork.recipients.clone();
    let outcome = match fork.end.take() {
        Some(End::Delete) => Revised::Drop(remark(2, "QUEUE.TransportRule.Drop; message deleted by a transport rule")),
        Some(End::Reject(status, text)) => {
            Revised::Fail(remark(status.detail(), &format!("RESOLVER.RST.TransportRule; {text}")))
        }
        None if fork.is_untouched() => Revised::Same,
        None => other(fork, envelope, message),
    };
    Revision { recipients, outcome, notes }
}

pub fn remark(detail: u16, text: &str) -> Remark {
    Remark { code: 550, status: EnhancedStatus::new(5, 7, detail), text: text.to_owned(), by: Speaker::Us }
}

/// The message that the fork's recipients get.
fn other(mut fork: Fork, envelope: &Envelope, message: &[u8]) -> Revised {
    let names: Vec<&str> = fork.matched.iter().map(|rule| rule.name.as_str()).collect();
    if !names.is_empty() {
        fork.append_field(HISTORY, &names.join(", "));
    }
    let Ok(body) = write(&fork, message) else {
        let text = "RESOLVER.RST.TransportRule; a disclaimer cannot be written into this message";
        return Revised::Fail(remark(1, text));
    };
    let mut envelope = Envelope { recipients: recipients(&fork, envelope), ..envelope.clone() };
    envelope.demands.utf8 |= envelope.recipients.iter().any(|recipient| !recipient.address.local().is_ascii());
    envelope.size = match &body {
        NewBody::Same => envelope.size,
        NewBody::Fields(new) => {
            let former = header::split(message).0.len() as u64;
            (envelope.size + new.len() as u64).saturating_sub(former)
        }
        NewBody::Whole(whole) => whole.len() as u64,
    };
    Marks { priority: envelope.priority, scl: envelope.scl } = Marks::of(&fork.header);
    if let Some(subject) = header::find(&fork.header, "Subject") {
        envelope.subject = encoded_word::decode(&subject.text()).chars().take(LONGEST_SUBJECT).collect();
    }
    Revised::Other(Box::new(envelope), body)
}

fn recipients(fork: &Fork, envelope: &Envelope) -> Vec<Recipient> {
    let new = |address: &SmtpAddress| Recipient::new(address.clone());
    let mut recipients: Vec<Recipient> = match fork.redirected.is_empty() {
        true => fork.recipients.iter().map(|&at| envelope.recipients[at].clone()).collect(),
        false => fork.redirected.iter().map(new).collect(),
    };
    for (person, _) in &fork.added {
        if !recipients.iter().any(|known| known.address == *person) {
            recipients.push(new(person));
        }
    }
    recipients
}

/// The line of the tracking log (AGENTINFO, custom-data): which rule, how grave, what it did.
fn note(rule: &TransportRule) -> Option<String> {
    if rule.set_audit_severity == AuditSeverity::DoNotAudit {
        return None;
    }
    let mut line = format!("S:TRA=ETR|ruleId={}|name={}", rule.id, rule.name.replace(['|', ';'], " "));
    for action in actions(rule) {
        line.push_str("|action=");
        line.push_str(action);
    }
    line.push_str(&format!("|sev={}|mode={}", rule.set_audit_severity, rule.mode));
    Some(line)
}

/// What a rule does, by the names of its properties.
fn actions(rule: &TransportRule) -> impl Iterator<Item = &'static str> {
    let given = [
        ("PrependSubject", rule.prepend_subject.is_some()),
        ("SetHeader", rule.set_header_name.is_some()),
        ("RemoveHeader", rule.remove_header.is_some()),
        ("SetScl", rule.set_scl.is_some()),
        ("ApplyClassification", rule.apply_classification.is_some()),
        ("ApplyHtmlDisclaimer", rule.apply_html_disclaimer_text.is_some()),
        ("AddToRecipient", !rule.add_to_recipients.is_empty()),
        ("AddCcRecipient", !rule.copy_to.is_empty()),
        ("BlindCopyTo", !rule.blind_copy_to.is_empty()),
        ("RedirectMessage", !rule.redirect_message_to.is_empty()),
        ("DeleteMessage", rule.delete_message),
        ("RejectMessage", rule.rejection().is_some()),
        ("LogEvent", rule.log_event_text.is_some()),
        ("Halt", rule.stop_rule_processing),
    ];
    given.into_iter().filter(|(_, is_given)| *is_given).map(|(name, _)| name)
}
