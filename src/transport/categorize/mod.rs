//! Where each recipient of a message goes.
//!
//! ```text
//!  envelope ─► limits: of sender and organization ─► recipient: ours? accepted domain? ─► connector: which, sent by whom
//!                 │ Fail                                │ Fail 5.1.1   │ Deliver            │ Fail 5.3.4, Unreachable
//!                 │                     restriction: ◄──┤ Resolve      │                    │
//!                 │                     Fail 5.7.1      ▼              │                    │
//!                 │                     resolve: contacts, forwarding, groups ─► whom they stand for, asked anew
//!                 └───────────────────────────────┴────────────────────┴────────────────────┴─► one Verdict per recipient
//! ```
//!
//! Promise: no I/O; the same answer for the same envelope and settings, on every node whose links are up alike. What cannot be
//! routed now is `Unreachable` and waits for other settings; only what no setting of a route could change has failed.
//! Each decision tells its [`Why`]: Test-MailRoute prints what [`explain`] hears from the code that routes mail.

mod by_others;
mod connector;
mod group;
pub mod journal;
pub mod limits;
mod policy;
mod recipient;
mod replies;
mod resolve;
pub mod restriction;
pub mod rules;
mod seen;
pub mod sites;
mod spam;
mod way_out;

use crate::model::{DeliveryType, Directionality, MessagePriority, ReversePath, SmtpAddress};
use crate::transport::{
    BodyType, Categorizer, Demands, Envelope, NextHop, Reason, Recipient, Resolved, Settings, Source, Verdict, Why,
};

pub use connector::Unroutable;
pub use policy::OrganizationPolicy;
pub use recipient::leads_to_another_system;

use connector::Destination;
use way_out::Route;

/// Routes by the settings alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Router;

impl Categorizer for Router {
    fn categorize(&self, envelope: &Envelope, recipients: &[usize], settings: &Settings) -> Vec<Verdict> {
        categorize(envelope, recipients, settings, &mut Why::silent())
    }

    fn resolve(&self, envelope: &Envelope, recipients: &[usize], settings: &Settings) -> Resolved {
        resolve::resolve(envelope, recipients, settings)
    }
}

/// One verdict for each of `recipients` (indexes into the envelope's), in their order.
pub fn categorize(envelope: &Envelope, recipients: &[usize], settings: &Settings, why: &mut Why) -> Vec<Verdict> {
    if let Err(refusal) = limits::of_message(envelope, settings, why) {
        return vec![Verdict::Fail(refusal); recipients.len()];
    }
    if let Some(connector) = connector::linked(envelope, settings, why) {
        let hop = |at: &usize| {
            let recipient = &envelope.recipients[*at];
            let domain = Destination::Domain(recipient.routing_domain.as_deref().unwrap_or(recipient.address.domain()));
            connector::next_hop(Route::Send(connector), &domain, envelope, settings)
        };
        return recipients.iter().map(|at| Verdict::Deliver(hop(at))).collect();
    }
    // Recipients often stand side by side by domain, and one domain has one route.
    let mut last: Option<(&SmtpAddress, Verdict)> = None;
    let mut verdicts = Vec::with_capacity(recipients.len());
    for &at in recipients {
        let Recipient { address, routing_domain, .. } = &envelope.recipients[at];
        if let Some(domain) = routing_domain {
            verdicts.push(recipient::route_by(domain, address, envelope, settings, why));
            continue;
        }
        let known = last.as_ref().filter(|(before, verdict)| {
            before.domain() == address.domain() && is_for_whole_domain(verdict) && !settings.knows(address)
        });
        let verdict = match known {
            Some((_, verdict)) => verdict.clone(),
            None => recipient::route(address, envelope, settings, why),
        };
        last = Some((address, verdict.clone()));
        verdicts.push(verdict);
    }
    verdicts
}

/// A mailbox, or none, says nothing about the next address.
fn is_for_whole_domain(verdict: &Verdict) -> bool {
    use DeliveryType::{DnsConnectorDelivery, SmartHostConnectorDelivery};
    matches!(
        verdict,
        Verdict::Deliver(NextHop { delivery_type: DnsConnectorDelivery | SmartHostConnectorDelivery, .. })
    )
}

/// Of those whom a group stands for, so many are named in an explanation.
const NAMED: usize = 20;

/// What would become of a message of that size to one recipient, and each step that leads there. Who stands for one other
/// is followed; a group's answer is [`Verdict::Resolve`].
pub fn explain(
    recipient: &SmtpAddress,
    sender: &ReversePath,
    size: u64,
    settings: &Settings,
) -> (Verdict, Vec<Reason>) {
    let is_ours = sender.address().map(|sender| settings.knows(sender));
    let mut why = Why::told();
    let meant = seen::recipient(recipient, settings, &mut why);
    let recipient = meant.as_ref().unwrap_or(recipient);
    let mut envelope = Envelope {
        return_path: sender.clone(),
        recipients: vec![Recipient::new(recipient.clone())],
        body_type: BodyType::SevenBit,
        demands: Demands::default(),
        dsn_return: None,
        envelope_id: None,
        size,
        internet_message_id: String::new(),
        network_message_id: uuid::Uuid::nil(),
        subject: String::new(),
        header_from: None,
        priority: MessagePriority::Normal,
        scl: None,
        original_from: None,
        shadow: None,
        probe: None,
        directionality: match is_ours {
            Some(false) => Directionality::Incoming,
            Some(true) => Directionality::Originating,
            None => Directionality::Undefined,
        },
        source: Source::Smtp {
            connector: String::new(),
            remote: std::net::Ipv4Addr::UNSPECIFIED.into(),
            local: std::net::Ipv4Addr::UNSPECIFIED.into(),
            hello: String::new(),
            user: None,
            is_encrypted: false,
        },
        received: jiff::Timestamp::UNIX_EPOCH,
        first_arrival: None,
        delay_reported: None,
        resolution: Default::default(),
    };
    let one = |envelope: &Envelope, why: &mut Why| {
        let verdicts = categorize(envelope, &[0], settings, why);
        verdicts.into_iter().next().expect("one verdict for each recipient asked about, and one was")
    };
    let mut verdict = one(&envelope, &mut why);
    if verdict == Verdict::Resolve {
        let Resolved { leaves, failed, .. } = resolve::resolve(&envelope, &[0], settings);
        for leaf in leaves.iter().take(NAMED) {
            why.pick(&leaf.recipient.address.to_string(), || match leaf.is_oof_unwanted {
                true => format!("{recipient} stands for it, and wants none of its out-of-office messages"),
                false => format!("{recipient} stands for it"),
            });
        }
        if leaves.len() > NAMED {
            why.pick(&recipient.to_string(), || format!("it stands for {} recipients in all", leaves.len()));
        }
        match (leaves.as_slice(), failed.as_slice()) {
            ([], [(_, remark), ..]) => verdict = Verdict::Fail(remark.clone()),
            ([leaf], _) => {
                envelope.recipients = vec![leaf.recipient.clone()];
                envelope.resolution = crate::transport::Resolution::Done;
                verdict = one(&envelope, &mut why);
            }
            _ => {}
        }
    }
    seen::sender(&envelope, &verdict, settings, &mut why);
    (verdict, why.reasons().to_vec())
}

#[cfg(test)]
mod tests;
