//! What a session asks of TLS, and what it shows of itself.
//!
//! Domain security (reference: connectors 1.7) comes before what the connector asks of everybody: mail for a domain of
//! TLSSendDomainSecureList goes over TLS to a server that belongs to the domain, and that can ask us for the same.
//! Anything less makes it wait.

use std::sync::Arc;

use crate::model::{Domain, SendConnector, SmartHostAuthMechanism, SmtpDomain, Thumbprint, TlsAuthLevel};
use crate::transport::Settings;
use crate::transport::send::conversation::TlsUse;
use crate::trust::{Proof, ServerIdentity, Wanted};

#[derive(Clone)]
pub struct Security {
    pub tls: TlsUse,
    pub proof: Proof,
    /// The certificate that the next hop gets to see if it asks for one.
    pub shows: Option<Wanted>,
    /// What this server proves itself with to others of the organization.
    pub identity: Option<Arc<ServerIdentity>>,
    /// Certificates of servers of the organization, for peers of whom it is not known which one they are.
    pub ours: Vec<Thumbprint>,
}

impl Security {
    /// Nothing is proven, and nothing shown.
    pub fn unproven(tls: TlsUse) -> Security {
        Security { tls, proof: Proof::NOTHING, shows: None, identity: None, ours: Vec::new() }
    }

    /// As the connector has it. `domain`: the recipient's, where the next hop is found by it.
    pub fn by(connector: &SendConnector, domain: Option<&Domain>, settings: &Settings) -> Security {
        let name = connector.tls_certificate_name.clone();
        let partner = domain.filter(|_| connector.domain_secure_enabled).and_then(|domain| {
            settings.organization.tls_send_domain_secure_list.iter().find(|listed| domain.is_at_or_below(listed))
        });
        let Some(partner) = partner else {
            let shows = name.map(|name| Wanted { name: Some(name), host: None });
            let at_smart_hosts = domain.is_none();
            let tls = tls_use(connector, at_smart_hosts);
            return Security { proof: proof(connector, domain, at_smart_hosts), shows, ..Security::unproven(tls) };
        };
        let host = connector.fqdn.as_ref().unwrap_or(&settings.server.fqdn).domain().clone();
        Security {
            proof: Proof { chain: true, domain: Some(SmtpDomain::Below(partner.clone())), ..Proof::NOTHING },
            shows: Some(Wanted { name, host: Some(host) }),
            ..Security::unproven(TlsUse::Required)
        }
    }

    /// With another server of the organization; each knows the other by its registered certificate.
    pub fn among_servers(settings: &Settings) -> Security {
        let others = settings.servers.iter().filter(|server| server.id != settings.server.id);
        Security {
            identity: settings.identity.clone(),
            ours: others.filter_map(|server| server.internal_transport_certificate_thumbprint).collect(),
            ..Security::unproven(TlsUse::AmongServers)
        }
    }
}

/// Whether passwords go over TLS to a host that proves its name. That is for smart hosts; nobody logs in elsewhere.
fn logs_in_over_tls(connector: &SendConnector, at_smart_hosts: bool) -> bool {
    at_smart_hosts && connector.smart_host_auth_mechanism == SmartHostAuthMechanism::BasicAuthRequireTLS
}

fn tls_use(connector: &SendConnector, at_smart_hosts: bool) -> TlsUse {
    if connector.require_tls || logs_in_over_tls(connector, at_smart_hosts) {
        TlsUse::Required
    } else if connector.ignore_starttls {
        TlsUse::Never
    } else {
        TlsUse::Opportunistic
    }
}

/// What the certificate has to prove (reference: connectors 1.6 and 1.7).
fn proof(connector: &SendConnector, domain: Option<&Domain>, at_smart_hosts: bool) -> Proof {
    let level = connector.tls_auth_level;
    let validates_domain = level == Some(TlsAuthLevel::DomainValidation);
    let expected = connector.tls_domain.clone().or_else(|| domain.cloned().map(SmtpDomain::Exact));
    Proof {
        chain: validates_domain || level == Some(TlsAuthLevel::CertificateValidation),
        host: logs_in_over_tls(connector, at_smart_hosts),
        domain: expected.filter(|_| validates_domain),
        dane: Vec::new(),
    }
}
