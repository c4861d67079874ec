//! What a session to a next hop will be like, as the settings have it: decided once, before anything is looked up.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use super::conversation::{Dialect, TlsUse, for_now};
use super::patience::Patience;
use crate::model::{
    DeliveryType, DnsServer, Domain, ErrorPolicies, Fqdn, IpBinding, LmtpEndpoint, ProtocolLoggingLevel,
    ProtocolOption, SendConnector, SmartHost, SmartHostAuthMechanism, SmtpDomain, Thumbprint, TlsAuthLevel,
    TransportServer,
};
use crate::resolve::Servers;
use crate::transport::{NextHop, RelayCredential, Remark, Settings};
use crate::trust::{Proof, ServerIdentity, Wanted};

/// What sessions with them are called in the protocol log (Exchange: the implicit connector between its servers).
const INTRA_ORGANIZATION: &str = "Intra-Organization SMTP Send Connector";

pub struct Plan {
    pub dialect: Dialect,
    pub target: Target,
    /// Name given in EHLO.
    pub hello: String,
    pub force_helo: bool,
    pub tls: TlsUse,
    pub proof: Proof,
    /// The certificate that the next hop gets to see if it asks for one.
    pub shows: Option<Wanted>,
    /// What this server proves itself with to its peers.
    pub identity: Option<Arc<ServerIdentity>>,
    /// Certificates of servers of the organization, for peers of whom it is not known which one they are.
    pub ours: Vec<Thumbprint>,
    pub login: Option<RelayCredential>,
    pub source: Option<IpAddr>,
    pub servers: Servers,
    pub patience: Patience,
    /// Messages in one session.
    pub most_messages: u32,
    pub policies: ErrorPolicies,
    /// How long a host that did not answer is tried last.
    pub dead_for: Duration,
    /// Whether fields that are meant for this organization only go along.
    pub to_ourselves: bool,
    /// `Server\Connector`, where sessions are written to the protocol log.
    pub logged_as: Option<String>,
    /// Names of this server: mail exchangers that are us.
    pub own_names: Vec<Domain>,
}

/// Whom to connect to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// The mail exchangers of a domain, at this port.
    Exchangers(Domain, u16),
    /// One of these, in a spread order, at this port.
    SmartHosts(Vec<SmartHost>, u16),
    /// One of these servers of the organization.
    Servers(Vec<Peer>),
    Lmtp(LmtpEndpoint),
}

/// Another server of the organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    pub name: Fqdn,
    /// Of the certificate by which it is known.
    pub thumbprint: Thumbprint,
    /// Where it lets servers in.
    pub entrances: Vec<IpBinding>,
}

impl Plan {
    /// For a queue that connectors serve. The remark says why there is no plan; other settings may bring one.
    pub fn of(hop: &NextHop, settings: &Settings) -> Result<Plan, Remark> {
        let gone = || for_now(451, 3, 5, "ROUTING.ConnectorGone; the send connector of this queue is gone or disabled");
        let connector = settings.send_connectors.iter().find(|connector| connector.id == hop.connector);
        let connector = connector.filter(|connector| connector.enabled).ok_or_else(gone)?;
        match hop.delivery_type {
            DeliveryType::DnsConnectorDelivery => {
                let domain: Domain = hop.domain.parse().map_err(|_| gone())?;
                let proof = proof(connector, Some(&domain));
                Ok(Plan { proof, ..Plan::by(connector, Target::Exchangers(domain, connector.port), settings) })
            }
            DeliveryType::SmartHostConnectorDelivery => {
                let target = Target::SmartHosts(connector.smart_hosts.clone(), connector.port);
                let login = log_in(connector, settings)?;
                let plan = Plan { login, ..Plan::by(connector, target, settings) };
                match connector.smart_host_auth_mechanism {
                    SmartHostAuthMechanism::ExchangeServer => Ok(plan.among_servers(settings)),
                    _ => Ok(plan),
                }
            }
            DeliveryType::SmtpRelayToConnectorSourceServers => {
                let others = settings.servers.iter().filter(|server| server.id != settings.server.id);
                let sources: Vec<_> = others.filter(|server| connector.is_sent_by(server)).collect();
                let target = Target::Servers(peers(&sources, settings)?);
                Ok(Plan {
                    to_ourselves: true,
                    tls: TlsUse::AmongServers,
                    proof: Proof::NOTHING,
                    shows: None,
                    identity: settings.identity.clone(),
                    force_helo: false,
                    source: None,
                    policies: ErrorPolicies::Default,
                    hello: settings.server.fqdn.as_str().to_owned(),
                    servers: internal_dns(settings),
                    most_messages: settings.server.intra_org_connector_smtp_max_messages_per_connection,
                    logged_as: logged_as(
                        settings.server.intra_org_connector_protocol_logging_level,
                        INTRA_ORGANIZATION,
                        settings,
                    ),
                    ..Plan::by(connector, target, settings)
                })
            }
            _ => Err(gone()),
        }
    }

    /// For a mailbox database behind an LMTP server. Its network is the organization's own.
    pub fn lmtp(endpoint: &LmtpEndpoint, settings: &Settings) -> Plan {
        Plan {
            dialect: Dialect::Lmtp,
            target: Target::Lmtp(endpoint.clone()),
            hello: settings.server.fqdn.as_str().to_owned(),
            force_helo: false,
            tls: if matches!(endpoint, LmtpEndpoint::Unix(_)) { TlsUse::Never } else { TlsUse::Opportunistic },
            proof: Proof::NOTHING,
            shows: None,
            identity: None,
            ours: Vec::new(),
            login: None,
            source: None,
            servers: internal_dns(settings),
            patience: Patience::within(Duration::from_secs(600)),
            most_messages: u32::MAX,
            policies: ErrorPolicies::Default,
            dead_for: settings.server.mailbox_delivery_queue_retry_interval.duration(),
            to_ourselves: false,
            logged_as: None,
            own_names: Vec::new(),
        }
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
            tls: tls_use(connector),
            proof: proof(connector, None),
            shows: connector.tls_certificate_name.clone().map(|name| Wanted { name: Some(name), host: None }),
            identity: None,
            ours: Vec::new(),
            login: None,
            source,
            servers: if connector.use_external_dns_servers_enabled {
                dns(&settings.server.external_dns_servers, settings.server.external_dns_protocol_option)
            } else {
                internal_dns(settings)
            },
            patience: Patience::within(connector.connection_inactivity_timeout.duration()),
            most_messages: connector.smtp_max_messages_per_connection,
            policies: connector.error_policies,
            dead_for: settings.server.outbound_connection_failure_retry_interval.duration(),
            to_ourselves: false,
            logged_as: logged_as(connector.protocol_logging_level, &connector.name, settings),
            own_names,
        }
    }

    /// With a smart host that is one of our servers.
    fn among_servers(self, settings: &Settings) -> Plan {
        let others = settings.servers.iter().filter(|server| server.id != settings.server.id);
        Plan {
            to_ourselves: true,
            force_helo: false,
            tls: TlsUse::AmongServers,
            proof: Proof::NOTHING,
            identity: settings.identity.clone(),
            ours: others.filter_map(|server| server.internal_transport_certificate_thumbprint).collect(),
            ..self
        }
    }

    /// The port that the target listens on; servers of the organization each have their own.
    pub fn port(&self) -> u16 {
        match &self.target {
            Target::Exchangers(_, port) | Target::SmartHosts(_, port) => *port,
            Target::Lmtp(LmtpEndpoint::Name(_, port)) => *port,
            Target::Lmtp(LmtpEndpoint::Address(address)) => address.port(),
            Target::Servers(_) | Target::Lmtp(LmtpEndpoint::Unix(_)) => 0,
        }
    }
}

/// `None` where nothing is to be logged.
fn logged_as(level: ProtocolLoggingLevel, connector: &str, settings: &Settings) -> Option<String> {
    (level == ProtocolLoggingLevel::Verbose).then(|| format!("{}\\{connector}", settings.server.name))
}

/// Those of the servers that can be met, or why none of them can.
fn peers(servers: &[&Arc<TransportServer>], settings: &Settings) -> Result<Vec<Peer>, Remark> {
    let peer = |server: &Arc<TransportServer>| {
        let entrances = settings.entrances.get(&server.id).filter(|entrances| !entrances.is_empty())?.clone();
        let thumbprint = server.internal_transport_certificate_thumbprint?;
        Some(Peer { name: server.fqdn.clone(), thumbprint, entrances })
    };
    let met: Vec<Peer> = servers.iter().filter_map(|server| peer(server)).collect();
    if met.is_empty() && !servers.is_empty() {
        let names: Vec<&str> = servers.iter().map(|server| server.name.as_str()).collect();
        let text = format!(
            "ROUTING.NoServerConnector; no receive connector of {} lets servers of the organization in (AuthMechanism \
             ExchangeServer, PermissionGroups ExchangeServers)",
            names.join(" or ")
        );
        return Err(for_now(451, 7, 3, text));
    }
    Ok(met)
}

fn tls_use(connector: &SendConnector) -> TlsUse {
    if connector.require_tls || connector.smart_host_auth_mechanism == SmartHostAuthMechanism::BasicAuthRequireTLS {
        TlsUse::Required
    } else if connector.ignore_starttls {
        TlsUse::Never
    } else {
        TlsUse::Opportunistic
    }
}

/// What the certificate has to prove (reference: connectors 1.6 and 1.7). `domain`: the recipient's, where the target
/// is found by it.
fn proof(connector: &SendConnector, domain: Option<&Domain>) -> Proof {
    let level = connector.tls_auth_level;
    let validates_domain = level == Some(TlsAuthLevel::DomainValidation);
    let expected = connector.tls_domain.clone().or_else(|| domain.cloned().map(SmtpDomain::Exact));
    Proof {
        chain: validates_domain || level == Some(TlsAuthLevel::CertificateValidation),
        host: connector.smart_host_auth_mechanism == SmartHostAuthMechanism::BasicAuthRequireTLS,
        domain: expected.filter(|_| validates_domain),
    }
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

fn internal_dns(settings: &Settings) -> Servers {
    dns(&settings.server.internal_dns_servers, settings.server.internal_dns_protocol_option)
}

fn dns(servers: &[DnsServer], protocol: ProtocolOption) -> Servers {
    Servers { addresses: servers.iter().map(|server| server.address()).collect(), protocol }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Secret;
    use crate::transport::samples::{connector, settings};
    use serde_json::json;

    fn plan(given: serde_json::Value) -> Plan {
        plan_by(given, settings())
    }

    fn plan_by(given: serde_json::Value, mut settings: Settings) -> Plan {
        connector(&mut settings, "out", given);
        let connector = Arc::clone(&settings.send_connectors[0]);
        let is_ours = connector.is_sent_by(&settings.server);
        let delivery_type = match connector.dns_routing_enabled {
            _ if !is_ours => DeliveryType::SmtpRelayToConnectorSourceServers,
            true => DeliveryType::DnsConnectorDelivery,
            false => DeliveryType::SmartHostConnectorDelivery,
        };
        Plan::of(&NextHop { delivery_type, domain: "fabrikam.com".into(), connector: connector.id }, &settings).unwrap()
    }

    fn with(more: serde_json::Value) -> serde_json::Value {
        let mut given = json!({ "AddressSpaces": ["*"] });
        given.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        given
    }

    #[test]
    fn tls_is_as_the_connector_wants_it() {
        let nothing = Proof::NOTHING;
        let chain = Proof { chain: true, ..Proof::NOTHING };
        let domain = |text: &str| Proof { chain: true, host: false, domain: Some(text.parse().unwrap()) };
        for (given, tls, proof, why) in [
            (json!({}), TlsUse::Opportunistic, nothing.clone(), "default"),
            (json!({ "IgnoreSTARTTLS": true }), TlsUse::Never, nothing.clone(), "never"),
            (json!({ "RequireTLS": true }), TlsUse::Required, nothing.clone(), "whoever it is"),
            (json!({ "RequireTLS": true, "TlsAuthLevel": "EncryptionOnly" }), TlsUse::Required, nothing, "said aloud"),
            (json!({ "RequireTLS": true, "TlsAuthLevel": "CertificateValidation" }), TlsUse::Required, chain, "chain"),
            (
                json!({ "RequireTLS": true, "TlsAuthLevel": "DomainValidation" }),
                TlsUse::Required,
                domain("fabrikam.com"),
                "the recipient's domain",
            ),
            (
                json!({ "RequireTLS": true, "TlsAuthLevel": "DomainValidation", "TlsDomain": "*.mail.example" }),
                TlsUse::Required,
                domain("*.mail.example"),
                "a domain of its own",
            ),
        ] {
            let plan = plan(with(given));
            assert_eq!((plan.tls, plan.proof), (tls, proof), "{why}");
        }
    }

    #[test]
    fn a_connector_says_how_sessions_are() {
        let plan = plan(with(json!({
            "Fqdn": "mail.contoso.com", "SourceIPAddress": "192.0.2.9", "Port": 26, "SmartHosts": ["[192.0.2.1]"],
            "ConnectionInactivityTimeOut": "00:00:30", "SmtpMaxMessagesPerConnection": 3, "ForceHELO": true,
            "ProtocolLoggingLevel": "Verbose",
        })));
        assert_eq!(plan.target, Target::SmartHosts(vec!["192.0.2.1".parse().unwrap()], 26));
        assert_eq!((plan.hello.as_str(), plan.force_helo, plan.most_messages), ("mail.contoso.com", true, 3));
        assert_eq!(plan.source, "192.0.2.9".parse().ok());
        assert_eq!(plan.patience.text, Duration::from_secs(30));
        assert_eq!(plan.logged_as.as_deref(), Some("hub1\\out"));
        assert!(!plan.to_ourselves && plan.login.is_none());
    }

    #[test]
    fn another_server_is_met_as_one_of_ours() {
        let mut settings = settings();
        let mut this = TransportServer::clone(&settings.server);
        this.intra_org_connector_protocol_logging_level = ProtocolLoggingLevel::Verbose;
        this.intra_org_connector_smtp_max_messages_per_connection = 7;
        settings.server = Arc::new(this);
        connector(
            &mut settings,
            "out",
            with(json!({ "SourceTransportServers": ["hub2"], "Port": 2525,
            "SmtpMaxMessagesPerConnection": 3 })),
        );
        let hop = NextHop {
            delivery_type: DeliveryType::SmtpRelayToConnectorSourceServers,
            domain: "out".into(),
            connector: settings.send_connectors[0].id,
        };
        let refused = Plan::of(&hop, &settings).err().expect("it lets nobody in");
        assert!(refused.text.contains("no receive connector of hub2 lets servers"), "{refused}");

        let mut hub2 = TransportServer::clone(&settings.servers[1]);
        let thumbprint = Thumbprint::new([2; 32]);
        hub2.internal_transport_certificate_thumbprint = Some(thumbprint);
        let entrances: Vec<IpBinding> = vec!["0.0.0.0:2525".parse().unwrap()];
        settings.entrances.insert(hub2.id, entrances.clone());
        settings.servers[1] = Arc::new(hub2);
        let plan = Plan::of(&hop, &settings).unwrap();
        let peer = Peer { name: "hub2.contoso.com".parse().unwrap(), thumbprint, entrances };
        assert_eq!(plan.target, Target::Servers(vec![peer]));
        assert_eq!((plan.tls, plan.to_ourselves), (TlsUse::AmongServers, true));
        assert_eq!(plan.most_messages, 7, "by the server's settings, not the connector's");
        assert_eq!(plan.logged_as.as_deref(), Some("hub1\\Intra-Organization SMTP Send Connector"));
    }

    #[test]
    fn a_login_needs_its_credential() {
        let mut settings = settings();
        let mechanism = json!({ "SmartHosts": ["mail.example"], "SmartHostAuthMechanism": "BasicAuthRequireTLS" });
        connector(&mut settings, "out", with(mechanism));
        let id = settings.send_connectors[0].id;
        let hop =
            NextHop { delivery_type: DeliveryType::SmartHostConnectorDelivery, domain: "x".into(), connector: id };
        assert_eq!(Plan::of(&hop, &settings).err().unwrap().status.to_string(), "4.7.3");
        let credential = RelayCredential { user_name: "u".into(), password: Secret::new("p".to_owned()) };
        settings.credentials.insert(id, credential);
        let plan = Plan::of(&hop, &settings).unwrap();
        assert!(plan.login.is_some());
        assert_eq!((plan.tls, plan.proof.host), (TlsUse::Required, true));
    }

    #[test]
    fn a_connector_that_is_gone_makes_the_queue_wait() {
        let settings = settings();
        let hop = NextHop {
            delivery_type: DeliveryType::DnsConnectorDelivery,
            domain: "x.example".into(),
            connector: uuid::Uuid::nil(),
        };
        assert_eq!(Plan::of(&hop, &settings).err().unwrap().status.to_string(), "4.3.5");
    }
}
