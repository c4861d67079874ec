//! What a send connector must and should be (reference: connectors 1.2, 1.6, 1.7).

use super::{SendConnector, host_that_is};
use crate::model::class::{Beside, Breach};
use crate::model::{
    AcceptedDomain, AcceptedDomainType, DequeueMethod, ReceiveConnector, SmartHostAuthMechanism, SmtpDomain, Space,
    TlsAuthLevel, TransportConfig, TransportRole, TransportServer, Unlimited,
};

/// Mail would stay until it expires.
pub fn nobody_may_ask(connector: &SendConnector, _: &Beside) -> Option<String> {
    (connector.remote_triggered_delivery && connector.trigger_accounts.is_empty()).then(|| {
        format!(
            "'{}' keeps its mail until somebody asks for it, and nobody may: give -TriggerAccounts.",
            connector.name
        )
    })
}

pub fn asks_for_mail_somehow(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    match (&connector.dequeue_server, connector.dequeue_method) {
        (Some(server), DequeueMethod::None) => Err(Breach::new(
            "DequeueServer",
            format!("'{server}' cannot be asked for mail without saying how."),
            "Give -DequeueMethod Etrn, Atrn or Turn, or clear it with -DequeueServer $null.",
        )),
        _ => Ok(()),
    }
}

/// Nobody gives the mail of our domains to who has not said who it is.
pub fn asks_without_login(connector: &SendConnector, _: &Beside) -> Option<String> {
    let needs_login = matches!(connector.dequeue_method, DequeueMethod::Atrn | DequeueMethod::Turn);
    (needs_login && connector.authentication_credential.is_none()).then(|| {
        format!(
            "'{}' asks by {} and does not log in, which hardly a server allows: give -SmartHostAuthMechanism and \
             -AuthenticationCredential.",
            connector.name, connector.dequeue_method
        )
    })
}

/// The same: only an operator who knows it would want that.
pub fn never_sends(connector: &SendConnector, _: &Beside) -> Option<String> {
    let has_oversize = connector.oversize_threshold != Unlimited::Unlimited;
    let what = if connector.connection_schedule.is_never() {
        "mail"
    } else if has_oversize && connector.oversize_schedule.is_never() {
        "message larger than OversizeThreshold"
    } else {
        return None;
    };
    Some(format!("'{}' sends no {what}: its schedule is Never. What it gets waits until it expires.", connector.name))
}

pub fn serves_something(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    if connector.address_spaces.is_empty() && connector.linked_receive_connector.is_none() {
        return Err(Breach::new(
            "AddressSpaces",
            "A send connector serves at least one address space.",
            "Give -AddressSpaces, such as contoso.com, *.contoso.com or *.",
        ));
    }
    Ok(())
}

/// What it gets is addressed to anywhere: it must take all of that, and know where to send it (reference: connectors 1.4).
pub fn linked_takes_everything(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    let Some(linked) = &connector.linked_receive_connector else { return Ok(()) };
    let breach = |property, says: String, fix: &str| Err(Breach::new(property, says, fix));
    if linked.split_once('\\').is_none_or(|(server, name)| server.is_empty() || name.is_empty()) {
        let says = format!("'{linked}' does not say which server's receive connector it is.");
        return breach("LinkedReceiveConnector", says, "Give it as Server\\Name, as Get-ReceiveConnector shows it.");
    }
    let is_own = |(server, _): (&str, &str)| {
        connector.source_transport_servers.iter().all(|source| source.eq_ignore_ascii_case(server))
    };
    if !linked.split_once('\\').is_some_and(is_own) {
        let says = format!("Another server does not know which mail came by '{linked}'.");
        return breach("SourceTransportServers", says, "Name only the receive connector's own server there.");
    }
    if !connector.address_spaces.is_empty() {
        let says = format!("All mail of '{linked}' goes out here, whatever its domain.");
        return breach("AddressSpaces", says, "Leave AddressSpaces out or clear it with -AddressSpaces $null.");
    }
    if connector.smart_hosts.is_empty() {
        let says = format!("Mail of '{linked}' must have a smart host to go to.");
        return breach("SmartHosts", says, "Give -SmartHosts with -DNSRoutingEnabled $false.");
    }
    if connector.max_message_size != Unlimited::Unlimited {
        let says = format!("A message of '{linked}' that is too large would have no way at all.");
        return breach("MaxMessageSize", says, "Give -MaxMessageSize unlimited.");
    }
    Ok(())
}

/// A hub delivers for its accepted domains itself; only a server in the perimeter sends all of their mail on.
pub fn accepted_domains_are_sent_on_by_edge_servers(connector: &SendConnector, beside: &Beside) -> Result<(), Breach> {
    if !connector.address_spaces.iter().any(|space| space.space == Space::Accepted) {
        return Ok(());
    }
    let hub = beside
        .organization
        .all::<TransportServer>()
        .find(|server| server.role == TransportRole::Hub && connector.is_sent_by(server));
    match hub {
        Some(hub) => Err(Breach::new(
            "AddressSpaces",
            format!("'--' stands for all accepted domains, whose mail server '{}' delivers itself.", hub.name),
            "Name the domains, or name only edge servers with -SourceTransportServers.",
        )),
        None => Ok(()),
    }
}

pub fn smart_hosts_exclude_dns_routing(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    match (connector.smart_hosts.is_empty(), connector.dns_routing_enabled) {
        (false, true) => Err(Breach::new(
            "SmartHosts",
            "Mail goes either to smart hosts or where DNS says, not both.",
            "Add -DNSRoutingEnabled $false, or clear the smart hosts with -SmartHosts $null.",
        )),
        (true, false) => Err(Breach::new(
            "DNSRoutingEnabled",
            "Without DNS routing there is no way to tell where mail goes.",
            "Give -SmartHosts, or -DNSRoutingEnabled $true.",
        )),
        _ => Ok(()),
    }
}

pub fn other_systems_need_smart_hosts(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    let foreign = connector.address_spaces.iter().find(|space| !space.is_smtp());
    match foreign {
        Some(space) if connector.dns_routing_enabled => Err(Breach::new(
            "AddressSpaces",
            format!("DNS knows no way to '{space}': a space of another system needs smart hosts."),
            "Give -SmartHosts with -DNSRoutingEnabled $false.",
        )),
        _ => Ok(()),
    }
}

pub fn direct_delivery_has_somebody_behind_it(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    if !connector.attempt_direct_delivery {
        return Ok(());
    }
    let (says, fix) = match (connector.smart_hosts.is_empty(), connector.smart_host_auth_mechanism) {
        (true, _) => (
            "Without smart hosts all mail is brought straight to the domains as it is.",
            "Give -SmartHosts with -DNSRoutingEnabled $false, or leave out -AttemptDirectDelivery.",
        ),
        (false, SmartHostAuthMechanism::ExchangeServer) => (
            "Smart hosts that are servers of the organization are where its mail is to go first.",
            "Give another -SmartHostAuthMechanism, or leave out -AttemptDirectDelivery.",
        ),
        _ => return Ok(()),
    };
    Err(Breach::new("AttemptDirectDelivery", says, fix))
}

/// A server that sends to itself makes a loop. Its other ports are another matter: a filter may listen there.
pub fn smart_host_is_not_this_server(connector: &SendConnector, beside: &Beside) -> Result<(), Breach> {
    for server in beside.organization.all::<TransportServer>().filter(|server| connector.is_sent_by(server)) {
        if let Some(host) = host_that_is(server, &connector.smart_hosts, connector.port, beside) {
            return Err(Breach::new(
                "SmartHosts",
                format!(
                    "Smart host '{host}' at port {} is source server '{}' itself: mail would loop.",
                    connector.port, server.name
                ),
                "Name another host, or another port with -Port.",
            ));
        }
    }
    Ok(())
}

pub fn login_has_a_credential(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    use SmartHostAuthMechanism::{BasicAuth, BasicAuthRequireTLS, None};
    let mechanism = connector.smart_host_auth_mechanism;
    if matches!(mechanism, BasicAuth | BasicAuthRequireTLS) && connector.authentication_credential.is_none() {
        return Err(Breach::new(
            "AuthenticationCredential",
            format!("{mechanism} logs in with a name and a password, and none is given."),
            "Add -AuthenticationCredential (Get-Credential).",
        ));
    }
    if mechanism != None && connector.smart_hosts.is_empty() {
        return Err(Breach::new(
            "SmartHostAuthMechanism",
            format!("{mechanism} is for smart hosts, and there are none."),
            format!("Give -SmartHosts with -DNSRoutingEnabled $false, or -SmartHostAuthMechanism {None}."),
        ));
    }
    if mechanism == BasicAuthRequireTLS && connector.ignore_starttls {
        return Err(Breach::new(
            "IgnoreSTARTTLS",
            "BasicAuthRequireTLS needs STARTTLS before it sends a password.",
            "Give -IgnoreSTARTTLS $false.",
        ));
    }
    Ok(())
}

/// Servers of the organization meet in their own way: settings for strangers would not be obeyed.
pub fn servers_meet_as_servers(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    if connector.smart_host_auth_mechanism != SmartHostAuthMechanism::ExchangeServer {
        return Ok(());
    }
    let settings = [
        (
            "ForceHELO",
            connector.force_helo,
            "ExchangeServer needs EHLO, which says whether the peer is a server of ours.",
        ),
        ("IgnoreSTARTTLS", connector.ignore_starttls, "ExchangeServer encrypts each session."),
        ("TlsAuthLevel", connector.tls_auth_level.is_some(), "ExchangeServer knows certificates by the configuration."),
        (
            "TlsCertificateName",
            connector.tls_certificate_name.is_some(),
            "ExchangeServer shows the certificate by which the configuration knows this server.",
        ),
    ];
    match settings.into_iter().find(|(_, is_set, _)| *is_set) {
        Some((property, _, says)) => {
            let off = if property.starts_with("Tls") { "$null" } else { "$false" };
            Err(Breach::new(property, says, format!("Give -{property} {off}, or another -SmartHostAuthMechanism.")))
        }
        Option::None => Ok(()),
    }
}

pub fn tls_settings_agree(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    if connector.require_tls && connector.ignore_starttls {
        return Err(Breach::new(
            "IgnoreSTARTTLS",
            "TLS cannot be required and ignored at once.",
            "Give -IgnoreSTARTTLS $false, or -RequireTLS $false.",
        ));
    }
    if connector.tls_certificate_name.is_some() && connector.ignore_starttls {
        return Err(Breach::new(
            "TlsCertificateName",
            "Without TLS no certificate is shown.",
            "Give -IgnoreSTARTTLS $false, or clear the name with -TlsCertificateName $null.",
        ));
    }
    if let Some(level) = connector.tls_auth_level
        && !connector.require_tls
    {
        return Err(Breach::new(
            "TlsAuthLevel",
            format!("{level} proves nothing while TLS is not required."),
            "Add -RequireTLS $true, or clear the level with -TlsAuthLevel $null.",
        ));
    }
    let validates_domain = connector.tls_auth_level == Some(TlsAuthLevel::DomainValidation);
    if connector.tls_domain.is_some() && !validates_domain {
        return Err(Breach::new(
            "TlsDomain",
            "TlsDomain is compared only when TlsAuthLevel is DomainValidation.",
            "Add -TlsAuthLevel DomainValidation, or clear it with -TlsDomain $null.",
        ));
    }
    if connector.tls_domain == Some(SmtpDomain::Any) {
        return Err(Breach::new("TlsDomain", "A certificate for any name at all proves nothing.", "Name the domain."));
    }
    if validates_domain && !connector.dns_routing_enabled && connector.tls_domain.is_none() {
        return Err(Breach::new(
            "TlsDomain",
            "With smart hosts, DomainValidation must be told which name to expect.",
            "Give -TlsDomain.",
        ));
    }
    Ok(())
}

/// Partners are found by DNS and met by TLS.
pub fn domains_are_secured_by_tls(connector: &SendConnector, _: &Beside) -> Result<(), Breach> {
    if !connector.domain_secure_enabled {
        return Ok(());
    }
    let without = "or leave the domains as they are with -DomainSecureEnabled $false.";
    let (property, says, fix) = if !connector.dns_routing_enabled {
        (
            "DNSRoutingEnabled",
            "A smart host is no server of the recipient's domain, and cannot prove to be one.",
            "Send by DNS",
        )
    } else if connector.ignore_starttls {
        ("IgnoreSTARTTLS", "Domains prove themselves by TLS, which is ignored.", "Give -IgnoreSTARTTLS $false")
    } else if connector.force_helo {
        ("ForceHELO", "Domains prove themselves by TLS, which HELO does not offer.", "Give -ForceHELO $false")
    } else {
        return Ok(());
    };
    Err(Breach::new(property, says, format!("{fix}, {without}")))
}

/// The list is the organization's.
pub fn no_domain_is_secured(connector: &SendConnector, beside: &Beside) -> Option<String> {
    let mut settings = beside.organization.all::<TransportConfig>();
    let is_empty = settings.next().is_some_and(|settings| settings.tls_send_domain_secure_list.is_empty());
    (connector.domain_secure_enabled && is_empty).then(|| {
        format!(
            "'{}' would secure domains, but none is listed: name them with Set-TransportConfig -TLSSendDomainSecureList.",
            connector.name
        )
    })
}

/// An own domain as address space does nothing at best, and is half of a loop at worst (5.3.5).
pub fn own_domain_is_served(connector: &SendConnector, beside: &Beside) -> Option<String> {
    let is_own = |domain: &AcceptedDomain| {
        domain.domain_type == AcceptedDomainType::Authoritative
            && connector.address_spaces.iter().any(|space| match (&space.space, domain.domain_name.domain()) {
                (Space::Smtp(SmtpDomain::Any), _) | (_, None) => false,
                (Space::Smtp(pattern), Some(own)) => pattern.matches(own),
                (Space::Accepted | Space::Other(..), _) => false,
            })
    };
    let is_sent_by_edge = beside
        .organization
        .all::<TransportServer>()
        .any(|server| server.role == TransportRole::Edge && connector.is_sent_by(server));
    if is_sent_by_edge {
        return None;
    }
    let own = beside.organization.all::<AcceptedDomain>().find(|domain| is_own(domain))?;
    Some(format!(
        "The address spaces of '{}' include '{}', which is an authoritative accepted domain: its mail is delivered here \
         and never takes this connector. If another system sends it back, it loops.",
        connector.name, own.domain_name
    ))
}

pub fn source_server_is_unknown(connector: &SendConnector, beside: &Beside) -> Option<String> {
    let known = |source: &str| beside.organization.all::<TransportServer>().any(|server| server.is_called(source));
    let unknown: Vec<&str> =
        connector.source_transport_servers.iter().map(String::as_str).filter(|source| !known(source)).collect();
    (!unknown.is_empty()).then(|| {
        format!(
            "No server of this organization is called {}: until one is, it sends no mail of '{}'.",
            unknown.join(" or "),
            connector.name
        )
    })
}

pub fn linked_connector_is_unknown(connector: &SendConnector, beside: &Beside) -> Option<String> {
    let linked = connector.linked_receive_connector.as_ref()?;
    let is_known =
        beside.organization.all::<ReceiveConnector>().any(|own| connector.is_linked_to(&own.scope, &own.name));
    (!is_known).then(|| format!("There is no receive connector '{linked}': nothing takes this way until there is one."))
}

/// Without its connector, mail for the unknown recipients of a shared domain stops.
pub fn shared_domain_loses_its_route(connector: &SendConnector, beside: &Beside) -> Result<Option<String>, Breach> {
    let serves = |connector: &SendConnector, domain: &AcceptedDomain| {
        let is_served = |name| connector.serving(name, domain.domain_name.closeness(name)).is_some();
        connector.enabled && domain.domain_name.domain().is_some_and(is_served)
    };
    let stranded: Vec<String> = beside
        .organization
        .all::<AcceptedDomain>()
        .filter(|domain| domain.domain_type != AcceptedDomainType::Authoritative)
        .filter(|domain| serves(connector, domain))
        .filter(|domain| !beside.others::<SendConnector>(connector.id).any(|other| serves(other, domain)))
        .map(|domain| domain.domain_name.to_string())
        .collect();
    Ok((!stranded.is_empty()).then(|| {
        format!(
            "No other send connector serves {}: mail for its recipients that are not here will wait in the Unreachable \
             queue, unless the domain is made Authoritative.",
            stranded.join(", ")
        )
    }))
}

#[cfg(test)]
mod tests;
