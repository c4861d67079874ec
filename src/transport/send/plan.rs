//! What a session to a next hop will be like, as the settings have it: decided once, before anything is looked up.

mod implicit;
mod security;
mod target;

use std::net::IpAddr;
use std::time::Duration;

use uuid::Uuid;

use super::conversation::{Dialect, TlsUse, for_now};
use super::dequeue::Dequeue;
use super::patience::Patience;
use crate::model::{
    DeliveryType, Domain, ErrorPolicies, LmtpEndpoint, Lookup, ProtocolLoggingLevel, SendConnector, ServiceState,
    SmartHostAuthMechanism, SmtpDomain, TransportServer,
};
use crate::resolve::Servers;
use crate::transport::links::{Sorted, sources};
use crate::transport::{NextHop, RelayCredential, Remark, Settings};
use crate::trust::Proof;

pub(super) use implicit::{about_copies, about_links};
pub use security::Security;
pub use target::{Peer, Target};

use target::{front_ends, peers};

/// What sessions with them are called in the protocol log (Exchange: the implicit connector between its servers).
const INTRA_ORGANIZATION: &str = "Intra-Organization SMTP Send Connector";

#[derive(Clone)]
pub struct Plan {
    pub dialect: Dialect,
    pub target: Target,
    /// Name given in EHLO.
    pub hello: String,
    pub force_helo: bool,
    pub security: Security,
    /// What the recipient's domain says of TLS is asked for (MTA-STS).
    pub asks_mta_sts: bool,
    /// For messages that demand TLS all the way (REQUIRETLS).
    pub is_strict: bool,
    /// For messages to which it does not matter what the domain wishes of TLS (`TLS-Required: No`).
    pub is_lax: bool,
    /// What the DNS of its servers says of their certificates is asked for (DANE).
    pub asks_dane: bool,
    pub login: Option<RelayCredential>,
    pub source: Option<IpAddr>,
    /// Front ends that make the connections (FrontendProxyEnabled).
    pub via: Option<Box<Plan>>,
    pub servers: Servers,
    pub patience: Patience,
    /// Messages in one session.
    pub most_messages: u32,
    pub policies: ErrorPolicies,
    /// How long a host that did not answer is tried last.
    pub dead_for: Duration,
    /// Whether fields that are meant for this organization only go along.
    pub to_ourselves: bool,
    /// Whether mail leaves the organization here, and its senders are shown as the world sees them.
    pub to_the_world: bool,
    /// `Server\Connector`, where sessions are written to the protocol log.
    pub logged_as: Option<String>,
    /// How the other side is asked for our mail, before the session ends.
    pub dequeue: Option<Dequeue>,
    /// Names of this server: mail exchangers that are us.
    pub own_names: Vec<Domain>,
    /// Who gets what cannot be brought to this target (AttemptDirectDelivery).
    pub instead: Option<Box<Plan>>,
}

impl Plan {
    /// For a queue that connectors serve. The remark says why there is no plan; other settings may bring one.
    pub fn of(hop: &NextHop, settings: &Settings) -> Result<Plan, Remark> {
        let gone = || for_now(451, 3, 5, "ROUTING.ConnectorGone; the send connector of this queue is gone or disabled");
        if let Some(plan) = implicit::plan_of(hop, settings) {
            return plan;
        }
        let connector = settings.send_connectors.iter().find(|connector| connector.id == hop.connector);
        let connector = connector.filter(|connector| connector.enabled).ok_or_else(gone)?;
        match hop.delivery_type {
            DeliveryType::DnsConnectorDelivery => {
                let domain: Domain = hop.domain.parse().map_err(|_| gone())?;
                let security = Security::by(connector, Some(&domain), settings);
                let is_lax = hop.is_tls_optional;
                let (asks_mta_sts, asks_dane) =
                    (connector.mta_sts_enabled && !is_lax, connector.dane_enabled && !is_lax);
                let target = Target::Exchangers(domain, connector.port);
                let (dequeue, instead) = match connector.attempt_direct_delivery {
                    true => (None, Some(Box::new(Plan::to_smart_hosts(connector, settings)?))),
                    false => (Dequeue::after_sending(connector, settings), None),
                };
                let plan = Plan::outside(connector, target, settings)?;
                Ok(Plan { dequeue, security, asks_mta_sts, asks_dane, is_lax, instead, ..plan })
            }
            DeliveryType::SmartHostConnectorDelivery => Plan::to_smart_hosts(connector, settings),
            DeliveryType::SmtpRelayToConnectorSourceServers => {
                let is_up = are_up(connector, settings);
                let is_source = |server: &TransportServer| connector.is_sent_by(server) && is_up(server);
                Plan::to_servers(connector, nearest(is_source, settings), settings)
            }
            _ => Err(gone()),
        }
    }

    fn to_smart_hosts(connector: &SendConnector, settings: &Settings) -> Result<Plan, Remark> {
        let target = Target::SmartHosts(connector.smart_hosts.clone(), connector.port);
        let login = log_in(connector, settings)?;
        let dequeue = Dequeue::after_sending(connector, settings);
        let plan = Plan { login, dequeue, ..Plan::outside(connector, target, settings)? };
        match connector.smart_host_auth_mechanism {
            SmartHostAuthMechanism::ExchangeServer => {
                Ok(Plan { to_ourselves: true, force_helo: false, security: Security::among_servers(settings), ..plan })
            }
            _ => Ok(plan),
        }
    }

    /// To ask DequeueServer, with what the connector says of sessions.
    pub fn to_dequeue(connector: &SendConnector, settings: &Settings) -> Option<Result<Plan, Remark>> {
        let server = connector.dequeue_server.as_ref()?;
        let target = Target::SmartHosts(vec![server.host.clone()], server.port);
        let dequeue = Some(Dequeue::of(connector, settings)?);
        let plan = Plan::outside(connector, target, settings);
        Some(plan.and_then(|plan| Ok(Plan { login: log_in(connector, settings)?, dequeue, ..plan })))
    }

    /// Over a connection that the next hop has made. Its account is its proof; what is encrypted already stays so.
    pub fn over(self, is_encrypted: bool) -> Plan {
        let tls = if is_encrypted { TlsUse::Never } else { self.security.tls };
        Plan {
            target: Target::Caller,
            security: Security { tls, ..self.security },
            login: None,
            dequeue: None,
            instead: None,
            most_messages: u32::MAX,
            ..self
        }
    }

    /// To those other servers of the organization that send a connector's mail. What the connector says of strangers does
    /// not count among them.
    fn to_servers(
        connector: &SendConnector,
        is_source: impl Fn(&TransportServer) -> bool,
        settings: &Settings,
    ) -> Result<Plan, Remark> {
        let others = settings.servers.iter().filter(|server| server.id != settings.server.id);
        let sources: Vec<_> = others.filter(|server| is_source(server)).collect();
        Ok(Plan::among_servers(connector, Target::Servers(peers(&sources, settings)?), settings))
    }

    /// With servers of the organization, whatever the connector says of strangers.
    fn among_servers(connector: &SendConnector, target: Target, settings: &Settings) -> Plan {
        let level = settings.server.intra_org_connector_protocol_logging_level;
        Plan {
            to_ourselves: true,
            to_the_world: false,
            security: Security::among_servers(settings),
            force_helo: false,
            source: None,
            policies: ErrorPolicies::Default,
            hello: settings.server.fqdn.as_str().to_owned(),
            servers: Servers::of(&settings.server, Lookup::Internal),
            most_messages: settings.server.intra_org_connector_smtp_max_messages_per_connection,
            logged_as: logged_as(level, INTRA_ORGANIZATION, settings),
            ..Plan::by(connector, target, settings)
        }
    }

    /// For a mailbox database behind an LMTP server. Its network is the organization's own.
    pub fn lmtp(endpoint: &LmtpEndpoint, settings: &Settings) -> Plan {
        Plan {
            dialect: Dialect::Lmtp,
            target: Target::Lmtp(endpoint.clone()),
            hello: settings.server.fqdn.as_str().to_owned(),
            force_helo: false,
            security: Security::unproven(match endpoint {
                LmtpEndpoint::Unix(_) => TlsUse::Never,
                _ => TlsUse::Opportunistic,
            }),
            asks_mta_sts: false,
            is_strict: false,
            is_lax: false,
            asks_dane: false,
            login: None,
            source: None,
            via: None,
            servers: Servers::of(&settings.server, Lookup::Internal),
            patience: Patience::within(Duration::from_secs(600)),
            most_messages: u32::MAX,
            policies: ErrorPolicies::Default,
            dead_for: settings.server.mailbox_delivery_queue_retry_interval.duration(),
            to_ourselves: false,
            to_the_world: false,
            logged_as: None,
            dequeue: None,
            own_names: Vec::new(),
            instead: None,
        }
    }

    /// The same for a message that came with REQUIRETLS (RFC 8689 §4.2.1): the next hop proves its name, and offers
    /// REQUIRETLS itself. Who found a mail exchanger in DNS does not know that it is the right one: the domain's policy
    /// (MTA-STS) says so, or else a certificate for the recipient's domain does.
    pub fn strict(&self) -> Plan {
        let security = match self.security.tls {
            TlsUse::AmongServers => self.security.clone(),
            _ => {
                let domain = match &self.target {
                    Target::Exchangers(domain, _) => Some(SmtpDomain::Exact(domain.clone())),
                    _ => self.security.proof.domain.clone(),
                };
                let proof = Proof { chain: true, host: domain.is_none(), domain, ..Proof::NOTHING };
                Security { tls: TlsUse::Required, proof, ..self.security.clone() }
            }
        };
        let instead = self.instead.as_ref().map(|instead| Box::new(instead.strict()));
        Plan { security, is_strict: true, force_helo: false, instead, ..self.clone() }
    }

    /// For sessions that leave the organization: straight, or by its front ends.
    fn outside(connector: &SendConnector, target: Target, settings: &Settings) -> Result<Plan, Remark> {
        let plan = Plan::by(connector, target, settings);
        if !connector.frontend_proxy_enabled {
            return Ok(plan);
        }
        let front_ends = Target::Servers(front_ends(settings)?);
        // Whatever a front end has to say is a part of making one connection.
        let patience = Patience::within(plan.patience.connect);
        let via = Plan { force_helo: false, patience, ..Plan::among_servers(connector, front_ends, settings) };
        Ok(Plan { via: Some(Box::new(via)), source: None, ..plan })
    }

    fn by(connector: &SendConnector, target: Target, settings: &Settings) -> Plan {
        let hello = connector.fqdn.as_ref().unwrap_or(&settings.server.fqdn);
        let source = Some(connector.source_ip_address).filter(|address| !address.is_unspecified());
        let received_as = settings.receive_connectors.iter().filter_map(|receive| receive.fqdn.as_ref());
        let own_names = received_as.chain([&settings.server.fqdn]).map(|name| name.domain().clone()).collect();
        Plan {
            dialect: Dialect::Smtp,
            target,
            hello: hello.as_str().to_owned(),
            force_helo: connector.force_helo,
            security: Security::by(connector, None, settings),
            asks_mta_sts: false,
            is_strict: false,
            is_lax: false,
            asks_dane: false,
            login: None,
            source,
            via: None,
            servers: Servers::of(&settings.server, connector.lookup()),
            patience: Patience::within(connector.connection_inactivity_timeout.duration()),
            most_messages: connector.smtp_max_messages_per_connection,
            policies: connector.error_policies,
            dead_for: settings.server.outbound_connection_failure_retry_interval.duration(),
            to_ourselves: false,
            to_the_world: connector.leads_outside(),
            logged_as: logged_as(connector.protocol_logging_level, &connector.name, settings),
            dequeue: None,
            own_names,
            instead: None,
        }
    }
}

/// `None` where nothing is to be logged.
fn logged_as(level: ProtocolLoggingLevel, connector: &str, settings: &Settings) -> Option<String> {
    (level == ProtocolLoggingLevel::Verbose).then(|| format!("{}\\{connector}", settings.server.name))
}

fn log_in(connector: &SendConnector, settings: &Settings) -> Result<Option<RelayCredential>, Remark> {
    match connector.smart_host_auth_mechanism {
        SmartHostAuthMechanism::BasicAuth | SmartHostAuthMechanism::BasicAuthRequireTLS => {
            let text = "SMTPSEND.NoCredential; the credential of the send connector cannot be opened";
            settings.credentials.get(&connector.id).cloned().map(Some).ok_or_else(|| for_now(451, 7, 3, text))
        }
        SmartHostAuthMechanism::None
        | SmartHostAuthMechanism::ExchangeServer
        | SmartHostAuthMechanism::ExternalAuthoritative => Ok(None),
    }
}

/// Of these servers those whose site is nearest, among those that take mail now.
fn nearest<'a>(
    is_meant: impl Fn(&TransportServer) -> bool + 'a,
    settings: &'a Settings,
) -> impl Fn(&TransportServer) -> bool + 'a {
    let meant = || settings.servers.iter().map(|server| &**server).filter(|server| is_meant(server));
    // Those that somebody has taken out of service count only where there are no others.
    let active = meant().filter(|server| server.transport_state() == ServiceState::Active);
    let way = settings.sites.nearest(active).or_else(|| settings.sites.nearest(meant()));
    let cost = way.map(|way| way.cost);
    move |server| is_meant(server) && settings.sites.way_to(server).map(|way| way.cost) == cost
}

/// Which source servers of a connector are left out because they say that its smart hosts do not answer them, as long as
/// there are others. Where DNS is asked, each domain is a link, and this queue has many.
fn are_up<'a>(connector: &'a SendConnector, settings: &'a Settings) -> impl Fn(&TransportServer) -> bool + 'a {
    let asks_dns = connector.dns_routing_enabled || connector.attempt_direct_delivery;
    let up: Vec<Uuid> = match asks_dns || settings.links.others_are_up() {
        true => Vec::new(),
        false => {
            let sources = sources(|server| connector.is_sent_by(server), connector.is_scoped_connector, settings);
            let sorted = Sorted::by(sources, &NextHop::to_smart_hosts(connector), settings);
            sorted.up.into_iter().map(|server| server.id).collect()
        }
    };
    move |server| up.is_empty() || up.contains(&server.id)
}

#[cfg(test)]
mod tests;
