//! Whose a recipient is: one of ours, nobody in a domain of ours, or somebody elsewhere.

use std::sync::Arc;

use uuid::Uuid;

use crate::mail::{EnhancedStatus, encapsulated};
use crate::model::{
    AcceptedDomain, AcceptedDomainType, Addressee, DeliveryType, Domain, Mailbox, SmtpAddress, TransportRole,
    TransportServer,
};
use crate::transport::{Envelope, NextHop, Remark, Settings, Speaker, Verdict, Why};

use super::connector::Destination;
use super::resolve::{Next, Stand, follow, stand};
use super::way_out::is_known_type;
use super::{connector, limits, restriction};

/// Where one recipient goes. On a hub our recipients come first, whatever kind of domain their address is in.
pub(super) fn route(address: &SmtpAddress, envelope: &Envelope, settings: &Settings, why: &mut Why) -> Verdict {
    let accepted = settings.accepted_domain(address.domain());
    if settings.server.role == TransportRole::Edge {
        // An edge server has no mailboxes and does not know who has one: what is ours goes on inside.
        if let Some(domain) = accepted {
            why.pick(&domain.name, || format!("{} is ours: sent on by a send connector", domain.domain_name));
        }
        return outside(address, envelope, settings, why);
    }
    match settings.addressees(address) {
        [] => {}
        [one] => return known(one, address, envelope, settings, why),
        several => {
            why.drop(several[0].name(), || format!("{} recipients have the address {address}", several.len()));
            return Verdict::Fail(limits::refusal(550, 1, 4, "RESOLVER.ADR.Ambiguous; ambiguous address"));
        }
    }
    if let Some((kind, other)) = other_system(address, settings) {
        why.pick(&kind, || format!("{address} is {kind}:{other} in another system"));
        return elsewhere(address.domain(), &Destination::Other(&kind, &other), envelope, settings, why);
    }
    if let Some((domain, one)) = accepted.and_then(|domain| Some((domain, settings.catch_all(domain)?))) {
        why.pick(&domain.name, || format!("{} gets what is addressed to nobody", one.name()));
        return match restriction::check(&one.card(), envelope, settings, why).and_then(|()| follow(one, settings)) {
            Ok(()) => Verdict::Resolve,
            Err(refusal) => Verdict::Fail(refusal),
        };
    }
    match accepted {
        Some(domain)
            if domain.domain_type == AcceptedDomainType::Authoritative
                && let Some(host) = &settings.server.unresolved_recipient_host =>
        {
            why.pick(&domain.name, || format!("nobody here has the address: sent on to {host}"));
            Verdict::Deliver(NextHop {
                delivery_type: DeliveryType::SmartHostConnectorDelivery,
                domain: host.to_string().into(),
                connector: Uuid::nil(),
                is_tls_optional: false,
            })
        }
        Some(domain) if domain.domain_type == AcceptedDomainType::Authoritative => {
            why.drop(&domain.name, || {
                format!("all recipients of {} are here, and {address} is not", domain.domain_name)
            });
            Verdict::Fail(limits::refusal(550, 1, 1, "RESOLVER.ADR.ExRecipNotFound; not found"))
        }
        Some(domain) => {
            why.pick(&domain.name, || {
                format!("{} for {}: relayed by a send connector", domain.domain_type, domain.domain_name)
            });
            outside(address, envelope, settings, why)
        }
        None => outside(address, envelope, settings, why),
    }
}

/// Where one recipient goes whom another server wants routed as if it were in that domain (XRDST): away by a send
/// connector that serves the domain. Whoever the address belongs to here does not count, and no mailbox is ever the end
/// of it: what another domain's server chose for its routes must not make an address one of ours.
pub(super) fn route_by(
    domain: &Domain,
    address: &SmtpAddress,
    envelope: &Envelope,
    settings: &Settings,
    why: &mut Why,
) -> Verdict {
    why.pick(domain.as_str(), || format!("{address} is routed as if it were in this domain (XRDST)"));
    elsewhere(domain, &Destination::Domain(domain), envelope, settings, why)
}

/// Where mail for one of our recipients goes.
fn known(one: &Addressee, address: &SmtpAddress, envelope: &Envelope, settings: &Settings, why: &mut Why) -> Verdict {
    why.pick(one.name(), || format!("{address} is an address of this {}", kind(one)));
    if let Err(refusal) = restriction::check(&one.card(), envelope, settings, why) {
        return Verdict::Fail(refusal);
    }
    match (stand(one, &envelope.resolution, &settings.directory), one) {
        (Stand::Itself, Addressee::Mailbox(mailbox)) if mailbox.is_quarantined => {
            why.drop(&mailbox.name, || "it is quarantined");
            Verdict::Fail(limits::refusal(554, 2, 1, "STOREDRV.MailboxQuarantined; mailbox cannot be accessed"))
        }
        (Stand::Itself, Addressee::Mailbox(mailbox)) => deliver(mailbox, settings, why),
        // A contact that is known by the address it stands for.
        (Stand::Others(Next::Elsewhere(target)), Addressee::MailUser(_) | Addressee::MailContact(_))
            if target == address =>
        {
            match settings.accepted_domain(address.domain()) {
                Some(domain) if domain.domain_type == AcceptedDomainType::Authoritative => {
                    why.drop(one.name(), || "its ExternalEmailAddress is in a domain whose recipients are all here");
                    Verdict::Fail(limits::refusal(550, 4, 6, "RESOLVER.FWD.Loop; forwarding loop"))
                }
                _ => outside(address, envelope, settings, why),
            }
        }
        _ => match follow(one, settings) {
            Ok(()) => Verdict::Resolve,
            Err(refusal) => {
                why.drop(one.name(), || refusal.text.clone());
                Verdict::Fail(refusal)
            }
        },
    }
}

/// What a recipient is, in words.
fn kind(one: &Addressee) -> &'static str {
    match one {
        Addressee::Mailbox(_) => "mailbox",
        Addressee::MailUser(_) => "mail user",
        Addressee::MailContact(_) => "mail contact",
        Addressee::Group(_) => "group",
        Addressee::DynamicGroup(_) => "dynamic group",
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
                is_tls_optional: false,
            })
        }
        None => {
            why.drop(&mailbox.name, || "it has no mailbox database");
            Verdict::Unreachable(parked(3, 2, "STOREDRV.NoDatabase; the recipient has no mailbox database".to_owned()))
        }
    }
}

fn outside(address: &SmtpAddress, envelope: &Envelope, settings: &Settings, why: &mut Why) -> Verdict {
    elsewhere(address.domain(), &Destination::Domain(address.domain()), envelope, settings, why)
}

/// Type and address in another system, where the address stands for one, at a domain of ours, that a connector is for.
fn other_system(address: &SmtpAddress, settings: &Settings) -> Option<(String, String)> {
    let (kind, other) = encapsulated::read(address.local())?;
    settings.accepted_domain(address.domain())?;
    is_known_type(&kind, settings).then_some((kind, other))
}

/// Whether mail for a recipient of our domains leaves for another system.
pub fn leads_to_another_system(address: &SmtpAddress, settings: &Settings) -> bool {
    other_system(address, settings).is_some()
}

fn elsewhere(
    domain: &Domain,
    destination: &Destination,
    envelope: &Envelope,
    settings: &Settings,
    why: &mut Why,
) -> Verdict {
    match connector::choose(destination, envelope, settings, why) {
        Ok(route) => match connector::next_hop(route, destination, envelope, settings) {
            hop if hop.delivery_type == DeliveryType::DnsConnectorDelivery && is_server_name(domain, settings) => {
                why.drop(domain.as_str(), || "an accepted domain, and a server's own name: DNS leads back here");
                Verdict::Fail(limits::refusal(550, 4, 8, "ROUTING.ServerName; the domain is the name of a server here"))
            }
            hop => {
                if let Some(connector) =
                    route.send().filter(|_| hop.delivery_type == DeliveryType::DnsConnectorDelivery)
                    && connector.attempt_direct_delivery
                {
                    why.pick(&connector.name, || {
                        let hosts: Vec<String> = connector.smart_hosts.iter().map(ToString::to_string).collect();
                        format!("straight to {domain} first; {} gets what cannot be brought there", hosts.join(","))
                    });
                }
                Verdict::Deliver(hop)
            }
        },
        Err(connector::Unroutable::TooLarge) => Verdict::Fail(limits::refusal(
            550,
            3,
            4,
            "ROUTING.SizeLimit; message size exceeds fixed maximum message size of each route",
        )),
        Err(connector::Unroutable::NotAllowed(unmet)) => Verdict::Fail(limits::refusal(550, 7, 1, unmet.text())),
        Err(connector::Unroutable::NoConnector) if matches!(destination, Destination::Other(..)) => Verdict::Fail(
            limits::refusal(550, 1, 2, "ROUTING.NoConnectorForAddressType; no connector serves the address"),
        ),
        Err(connector::Unroutable::NoConnector) if has_smart_hosts(domain, settings) => {
            let server = &settings.server;
            why.pick(&server.name, || "no send connector serves it: the SmartHosts of this server take it");
            let hop = NextHop::new(DeliveryType::SmartHostConnectorDelivery, server.smart_hosts_stamp(), Uuid::nil());
            Verdict::Deliver(hop)
        }
        Err(connector::Unroutable::NoConnector) => Verdict::Unreachable(parked(
            4,
            4,
            format!(
                "ROUTING.NoMatchingConnector; a matching connector cannot be found to route the external recipient: none \
                 serves {domain}"
            ),
        )),
    }
}

/// Whether the server has hosts for mail to other organizations, and the domain is one's.
fn has_smart_hosts(domain: &Domain, settings: &Settings) -> bool {
    let is_ours = |accepted: &Arc<AcceptedDomain>| accepted.domain_type != AcceptedDomainType::ExternalRelay;
    !settings.server.smart_hosts.is_empty() && !settings.accepted_domain(domain).is_some_and(is_ours)
}

/// Whether a domain of ours is called like one of our servers: mail for it that leaves by DNS comes back.
fn is_server_name(domain: &Domain, settings: &Settings) -> bool {
    let is_called = |server: &Arc<TransportServer>| Domain::from(server.fqdn.clone()) == *domain;
    settings.accepted_domain(domain).is_some() && settings.servers.iter().any(is_called)
}

fn parked(subject: u16, detail: u16, text: String) -> Remark {
    Remark { code: 450, status: EnhancedStatus::new(4, subject, detail), text, by: Speaker::Us }
}
