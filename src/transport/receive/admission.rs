//! Who may send as whom, and to whom: the decisions behind the replies to MAIL and RCPT.
//!
//! Promise: no I/O; same answer for same input. Unknown recipients of authoritative domains are refused here, while
//! the sender's own server still has the message, so that this node never sends a report to an address that somebody
//! made up; the same goes for recipients who do not take mail from this sender.

use super::permission::Principal;
use super::replies::{self, Line};
use crate::mail::ForwardPath;
use crate::model::permission::Permissions;
use crate::model::{
    AcceptedDomainType, Addressee, ByteSize, Domain, Mailbox, ReceiveConnector, ReversePath, SmtpAddress,
    TransportRole, Unlimited,
};
use crate::transport::Settings;
use crate::transport::categorize::leads_to_another_system;
use crate::transport::categorize::restriction::{self, Refused, Sender};

/// Answers MAIL, as far as the sender is concerned.
pub fn admit_sender(
    sender: &ReversePath,
    principal: &Principal,
    permissions: Permissions,
    connector: &ReceiveConnector,
    settings: &Settings,
) -> Result<(), Line> {
    if !permissions.allow(Permissions::SUBMIT) {
        return Err(replies::NOT_AUTHENTICATED);
    }
    // Nobody is nobody's name: reports and receipts of users come from `<>`.
    let ReversePath::Address(sender) = sender else { return Ok(()) };
    if principal.user().is_some_and(|mailbox| owns(mailbox, sender, settings)) {
        return Ok(());
    }
    if principal.is_partner_of(sender.domain()) {
        return Ok(());
    }
    if is_for_partners(sender.domain(), principal, connector, settings) {
        return Err(replies::NOT_THE_PARTNER);
    }
    if !permissions.allow(Permissions::ANY_SENDER) {
        return Err(replies::CANNOT_SEND_AS);
    }
    let is_ours = settings
        .accepted_domain(sender.domain())
        .is_some_and(|domain| domain.domain_type == AcceptedDomainType::Authoritative);
    if is_ours && !permissions.allow(Permissions::AUTHORITATIVE_SENDER) {
        return Err(replies::CANNOT_SEND_AS);
    }
    Ok(())
}

/// Whether mail from that domain is taken only from who proved to belong to it (DomainSecureEnabled).
fn is_for_partners(domain: &Domain, principal: &Principal, connector: &ReceiveConnector, settings: &Settings) -> bool {
    let listed = &settings.organization.tls_receive_domain_secure_list;
    let is_a_stranger = matches!(principal, Principal::Anonymous | Principal::Partner(_));
    connector.domain_secure_enabled && is_a_stranger && listed.iter().any(|listed| domain.is_at_or_below(listed))
}

fn owns(mailbox: &Mailbox, sender: &SmtpAddress, settings: &Settings) -> bool {
    settings.mailbox(sender).is_some_and(|owner| owner.id == mailbox.id)
}

/// A recipient that is taken.
#[derive(Debug)]
pub struct Admitted {
    /// The address to keep in the envelope.
    pub address: SmtpAddress,
    /// Largest message that it takes; `None` for a recipient that is not ours.
    pub most: Option<Unlimited<ByteSize>>,
}

/// Answers RCPT.
pub fn admit_recipient(
    path: ForwardPath,
    sender: Sender,
    connector: &ReceiveConnector,
    permissions: Permissions,
    settings: &Settings,
) -> Result<Admitted, Line> {
    let address = match path {
        ForwardPath::Address(address) => address,
        ForwardPath::Postmaster => postmaster(settings).ok_or(replies::UNKNOWN_USER)?,
    };
    refuse_reserved(address.domain(), connector)?;
    // An edge server sends on what is ours without knowing who has a mailbox.
    let is_hub = settings.server.role == TransportRole::Hub;
    let known = if is_hub { settings.addressees(&address).first().map(Addressee::card) } else { None };
    let is_other = is_hub && known.is_none() && leads_to_another_system(&address, settings);
    match settings.accepted_domain(address.domain()) {
        // A gateway to other systems, where each message may cost money, is no less than a relay.
        Some(_) if is_other && !permissions.allow(Permissions::ANY_RECIPIENT) => return Err(replies::CANNOT_RELAY),
        Some(_) if is_other => {}
        None if !permissions.allow(Permissions::ANY_RECIPIENT) => return Err(replies::CANNOT_RELAY),
        Some(domain)
            if is_hub
                && domain.domain_type == AcceptedDomainType::Authoritative
                && known.is_none()
                && settings.server.unresolved_recipient_host.is_none()
                && settings.catch_all(domain).is_none() =>
        {
            return Err(replies::UNKNOWN_USER);
        }
        _ => {}
    }
    match known.as_ref().and_then(|card| restriction::refusal_of(card, sender, settings)) {
        Some(Refused::AuthenticationRequired) => return Err(replies::AUTHENTICATION_REQUIRED),
        Some(Refused::NotAuthorized) => return Err(replies::NOT_AUTHORIZED),
        None => {}
    }
    let most = known.map(|card| restriction::size_limit(&card, sender, settings));
    Ok(Admitted { address, most })
}

/// Who `<Postmaster>` without a domain is: the first postmaster that has a mailbox, by the order of our domains.
pub fn postmaster(settings: &Settings) -> Option<SmtpAddress> {
    let domains = settings.accepted_domains.iter().filter_map(|accepted| accepted.domain_name.domain());
    let domains = settings.default_domain().into_iter().chain(domains);
    domains.map(|domain| SmtpAddress::new("postmaster", domain.clone())).find(|postmaster| settings.knows(postmaster))
}

/// Names that RFC 2606 keeps for examples, and names that only a local resolver knows, where the connector refuses them.
fn refuse_reserved(domain: &Domain, connector: &ReceiveConnector) -> Result<(), Line> {
    let name = domain.as_str();
    if domain.address().is_some() {
        return Ok(());
    }
    let ends_in = |reserved: &[&str]| {
        reserved
            .iter()
            .any(|reserved| name.strip_suffix(reserved).is_some_and(|front| front.is_empty() || front.ends_with('.')))
    };
    if connector.reject_single_label_recipient_domains && !name.contains('.') {
        return Err(replies::SINGLE_LABEL);
    }
    if connector.reject_reserved_top_level_recipient_domains && ends_in(&["test", "example", "invalid", "localhost"]) {
        return Err(replies::RESERVED_TOP_LEVEL);
    }
    if connector.reject_reserved_second_level_recipient_domains
        && ends_in(&["example.com", "example.net", "example.org"])
    {
        return Err(replies::RESERVED_SECOND_LEVEL);
    }
    Ok(())
}
