//! What nobody has written goes to a remote domain only if that domain is to have it: automatic replies
//! (AutoReplyEnabled, AllowedOOFType), and what rules of mail programs send on (AutoForwardEnabled).
//!
//! Rules have acted before: what they let pass is judged here. Promise: no I/O and no clock.

use super::rules::{Facts, Fork, is_kind, refusal};
use crate::model::RemoteDomain;
use crate::model::transport_rule::{RuleMessageType, UserScope};
use crate::transport::{Revised, Revision, Settings};

/// Whether any remote domain is to be spared something.
pub fn are_judged(settings: &Settings) -> bool {
    settings.remote_domains.iter().any(|remote| !remote.takes_replies() || !remote.auto_forward_enabled)
}

/// Takes from a fork those who are not to have it, and says what becomes of it for them.
pub fn hold_back(fork: &mut Fork, facts: &Facts, settings: &Settings) -> Option<Revision> {
    if fork.end.is_some() || !fork.redirected.is_empty() || !are_judged(settings) {
        return None;
    }
    let (is_reply, is_forwarded) =
        (is_kind(RuleMessageType::OOF, fork, facts), is_kind(RuleMessageType::AutoForward, fork, facts));
    if !is_reply && !is_forwarded {
        return None;
    }
    let is_spared =
        |remote: &RemoteDomain| (is_reply && !remote.takes_replies()) || (is_forwarded && !remote.auto_forward_enabled);
    let is_held = |at: &usize| {
        let address = facts.recipient(*at);
        let is_elsewhere = facts.scope_of(address) == UserScope::NotInOrganization;
        is_elsewhere && settings.remote_domain(address.domain()).is_some_and(|remote| is_spared(remote))
    };
    let (held, others): (Vec<usize>, Vec<usize>) = fork.recipients.iter().copied().partition(is_held);
    if held.is_empty() {
        return None;
    }
    fork.recipients = others;
    let outcome = match is_reply {
        // A program is not told, and nobody misses it.
        true => Revised::Drop(refusal(1, "RESOLVER.RST.RemoteDomain; automatic replies do not go to this domain")),
        false => Revised::Fail(refusal(1, "RESOLVER.FWD.NotAllowed; forwarding there is not allowed")),
    };
    Some(Revision { recipients: held, outcome, notes: Vec::new() })
}
