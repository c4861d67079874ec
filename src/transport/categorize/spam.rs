//! What is done with mail of strangers to which a transport rule has given a spam confidence level.
//!
//! What agents and phrases say about a message is obeyed while it is received (`receive::spam`), where the client can still
//! hear of it. Rules come later: what is refused for their level goes back to its sender. Promise: no I/O and no clock.

use super::rules::{End, Fork};
use crate::mail::header;
use crate::model::content_filter::SpamAction;
use crate::model::transport_rule::{RejectStatus, RuleMode};
use crate::model::{ContentFilterConfig, Directionality};
use crate::transport::{Envelope, SCL, Settings, Source};

/// What a sender is told whose mail is refused.
const RESTRICTED: &str = "Message rejected due to content restrictions";

/// Deletes, refuses or keeps back a message by the level that rules have given it for some of its recipients.
pub fn obey(fork: &mut Fork, envelope: &Envelope, settings: &Settings) {
    let is_rated = fork.matched.iter().any(|rule| rule.mode == RuleMode::Enforce && rule.set_scl.is_some());
    let Some(filter) = settings.filters.spam.as_ref().filter(|_| is_rated && fork.end.is_none()) else { return };
    let config = &filter.config;
    if !is_about(config, fork, envelope) {
        return;
    }
    let level = header::find(&fork.header, SCL).and_then(|field| field.text().trim().parse::<i8>().ok());
    match level.and_then(|level| config.action(level)) {
        None => {}
        Some(SpamAction::Delete) => fork.end = Some(End::Delete),
        Some(SpamAction::Reject) => {
            let text = match (&config.rejection_response, &envelope.source) {
                (Some(response), Source::Smtp { remote, .. }) => response.about(*remote, "", ""),
                (Some(response), _) => response.to_string(),
                (None, _) => RESTRICTED.to_owned(),
            };
            fork.end = Some(End::Reject(RejectStatus::DEFAULT, text));
        }
        Some(SpamAction::Quarantine(mailbox)) => fork.redirected = vec![mailbox],
    }
}

fn is_about(config: &ContentFilterConfig, fork: &Fork, envelope: &Envelope) -> bool {
    let mut recipients = fork.recipients.iter().filter_map(|at| envelope.recipients.get(*at));
    config.is_at_work()
        && envelope.directionality == Directionality::Incoming
        && !config.bypasses_sender(envelope.author())
        && !recipients.any(|recipient| config.bypasses_recipient(&recipient.address))
}
