//! Whose a recipient is: one of our mailboxes, nobody in a domain of ours, or somebody elsewhere.

use crate::mail::EnhancedStatus;
use crate::model::{AcceptedDomainType, DeliveryType, Mailbox, SmtpAddress, TransportRole};
use crate::transport::{Envelope, NextHop, Remark, Settings, Speaker, Verdict, Why};

use super::{connector, limits};

/// Where one recipient goes. On a hub a mailbox comes first, whatever kind of domain its address is in.
pub(super) fn route(address: &SmtpAddress, envelope: &Envelope, settings: &Settings, why: &mut Why) -> Verdict {
    let accepted = settings.accepted_domain(address.domain());
    if settings.server.role == TransportRole::Edge {
        // An edge server has no mailboxes and does not know who has one: what is ours goes on inside.
        if let Some(domain) = accepted {
            why.pick(&domain.name, || format!("{} is ours: sent on by a send connector", domain.domain_name));
        }
        return elsewhere(address, envelope, settings, why);
    }
    if let Some(mailbox) = settings.mailbox(address) {
        why.pick(&mailbox.name, || format!("{address} is an address of this mailbox"));
        return match limits::of_mailbox(address, envelope, settings, why) {
            Ok(()) => deliver(mailbox, settings, why),
            Err(refusal) => Verdict::Fail(refusal),
        };
    }
    match accepted {
        Some(domain) if domain.domain_type == AcceptedDomainType::Authoritative => {
            why.drop(&domain.name, || {
                format!("all recipients of {} are here, and {address} is not", domain.domain_name)
            });
            Verdict::Fail(limits::refusal(550, 1, 1, "RESOLVER.ADR.RecipNotFound; not found"))
        }
        Some(domain) => {
            why.pick(&domain.name, || {
                format!("{} for {}: relayed by a send connector", domain.domain_type, domain.domain_name)
            });
            elsewhere(address, envelope, settings, why)
        }
        None => elsewhere(address, envelope, settings, why),
    }
}

fn deliver(mailbox: &Mailbox, settings: &Settings, why: &mut Why) -> Verdict {
    match mailbox.home(settings.databases.values().map(|database| &**database)) {
        Some(database) => {
            why.pick(&database.name, || "the mailbox is in this database");
            Verdict::Deliver(NextHop {
                delivery_type: DeliveryType::SmtpDeliveryToMailbox,
                domain: database.name.as_str().into(),
                connector: database.id,
            })
        }
        None => {
            why.drop(&mailbox.name, || "it has no mailbox database");
            Verdict::Unreachable(parked(3, 2, "STOREDRV.NoDatabase; the recipient has no mailbox database".to_owned()))
        }
    }
}

fn elsewhere(address: &SmtpAddress, envelope: &Envelope, settings: &Settings, why: &mut Why) -> Verdict {
    let domain = address.domain();
    match connector::choose(domain, limits::size(envelope), settings, why) {
        Ok(connector) => Verdict::Deliver(connector::next_hop(connector, domain, settings)),
        Err(connector::Unroutable::TooLarge) => Verdict::Fail(limits::refusal(
            550,
            3,
            4,
            "ROUTING.SizeLimit; message size exceeds fixed maximum message size of each route",
        )),
        Err(connector::Unroutable::NoConnector) => Verdict::Unreachable(parked(
            4,
            4,
            format!("ROUTING.NoMatchingConnector; no send connector serves {domain}"),
        )),
    }
}

fn parked(subject: u16, detail: u16, text: String) -> Remark {
    Remark { code: 450, status: EnhancedStatus::new(4, subject, detail), text, by: Speaker::Us }
}
