//! Actions: what a rule makes of a fork, and a fork of a message.

use std::borrow::Cow;

use super::classify::classify;
use super::fork::{Disclaimer, End, Fork, Role};
use super::predicate::SCL;
use crate::mail::disclaimer::{self, Side, Untouchable};
use crate::mail::{encoded_word, header};
use crate::model::transport_rule::{DisclaimerFallbackAction, DisclaimerLocation};
use crate::model::{MessageClassification, SmtpAddress, TransportRule};
use crate::transport::NewBody;

/// Takes the actions of a rule. The message itself is written later, once.
pub fn act(rule: &TransportRule, classification: Option<&MessageClassification>, fork: &mut Fork) {
    if let Some(prefix) = &rule.prepend_subject {
        prepend_subject(fork, prefix);
    }
    if let (Some(name), Some(value)) = (&rule.set_header_name, &rule.set_header_value) {
        set(fork, name, value);
    }
    if let Some(name) = &rule.remove_header {
        remove(fork, name);
    }
    if let Some(level) = rule.set_scl {
        set(fork, SCL, &level.to_string());
    }
    if let Some(classification) = classification {
        classify(fork, classification);
    }
    if let Some(html) = &rule.apply_html_disclaimer_text {
        let side = match rule.apply_html_disclaimer_location {
            DisclaimerLocation::Append => Side::Behind,
            DisclaimerLocation::Prepend => Side::Before,
        };
        let fallback = rule.apply_html_disclaimer_fallback_action;
        fork.disclaimers.push(Disclaimer { html: html.clone(), side, fallback });
    }
    for (people, role) in
        [(&rule.add_to_recipients, Role::To), (&rule.copy_to, Role::Cc), (&rule.blind_copy_to, Role::Bcc)]
    {
        for person in people {
            add(fork, person, role);
        }
    }
    if !rule.redirect_message_to.is_empty() {
        fork.redirected = rule.redirect_message_to.clone();
    }
    if rule.delete_message {
        fork.end = Some(End::Delete);
    }
    if let Some((status, text)) = rule.rejection() {
        fork.end = Some(End::Reject(status, text.to_owned()));
    }
    fork.is_stopped |= rule.stop_rule_processing;
}

fn add(fork: &mut Fork, person: &SmtpAddress, role: Role) {
    if fork.added.iter().any(|(known, _)| known == person) {
        return;
    }
    fork.added.push((person.clone(), role));
    let field = match role {
        Role::To => "To",
        Role::Cc => "Cc",
        Role::Bcc => return,
    };
    match header::find(&fork.header, field).map(|field| field.raw.to_vec()) {
        Some(former) => {
            let text = String::from_utf8_lossy(&former).trim_end().to_owned();
            let glue = if text.ends_with(':') { " " } else { ",\r\n " };
            replace_first(fork, field, format!("{text}{glue}{person}\r\n").as_bytes());
        }
        None => fork.append(&format!("{field}: {person}\r\n")),
    }
}

/// Once: a text that stands there already is not put before itself, and `Re: [EXT] …` does not grow.
fn prepend_subject(fork: &mut Fork, prefix: &str) {
    let subject = header::find(&fork.header, "Subject").map(|field| encoded_word::decode(&field.text()));
    let subject = subject.unwrap_or_default();
    if subject.starts_with(prefix.trim_end()) {
        return;
    }
    set(fork, "Subject", &format!("{prefix}{subject}"));
}

/// Replaces the first field of that name and drops the others; adds it where there is none.
pub(super) fn set(fork: &mut Fork, name: &str, value: &str) {
    let line = format!("{name}: {}\r\n", encoded_word::encode(value));
    let mut fields = header::fields(&fork.header).filter(|field| field.is(name));
    match (fields.next(), fields.next()) {
        (None, _) => fork.append(&line),
        (Some(only), None) if only.raw == line.as_bytes() => {}
        (Some(_), None) => replace_first(fork, name, line.as_bytes()),
        (Some(_), Some(_)) => {
            remove(fork, name);
            fork.append(&line);
        }
    }
}

pub(super) fn remove(fork: &mut Fork, name: &str) {
    if let Cow::Owned(kept) = header::retain(&fork.header, |field| !field.is(name)) {
        fork.header = Cow::Owned(kept);
    }
}

fn replace_first(fork: &mut Fork, name: &str, line: &[u8]) {
    let mut written = Vec::with_capacity(fork.header.len() + line.len());
    let mut is_replaced = false;
    for field in header::fields(&fork.header) {
        if field.is(name) && !is_replaced {
            written.extend_from_slice(line);
            is_replaced = true;
        } else {
            written.extend_from_slice(field.raw);
        }
    }
    fork.header = Cow::Owned(written);
}

/// The message as a fork has it. `message` is whole where the fork has disclaimers. Err: a text could not be written
/// into it, and the rule wants it back at its sender then.
pub fn write(fork: &Fork, message: &[u8]) -> Result<NewBody, Untouchable> {
    if fork.disclaimers.is_empty() {
        return Ok(match &fork.header {
            Cow::Borrowed(_) => NewBody::Same,
            Cow::Owned(fields) => NewBody::Fields(fields.clone()),
        });
    }
    let body = header::split(message).1;
    let mut written = [&*fork.header, b"\r\n", body].concat();
    for (at, disclaimer) in fork.disclaimers.iter().enumerate() {
        match disclaimer::write(&written, &disclaimer.html, disclaimer.side) {
            Ok(with) => written = with,
            Err(Untouchable) => match disclaimer.fallback {
                DisclaimerFallbackAction::Ignore => {}
                DisclaimerFallbackAction::Reject => return Err(Untouchable),
                DisclaimerFallbackAction::Wrap => {
                    let boundary = format!("=_{at}_{}", uuid::Uuid::now_v7().simple());
                    written = disclaimer::wrap(&written, &disclaimer.html, &boundary);
                }
            },
        }
    }
    Ok(NewBody::Whole(written))
}
