//! `Get-ServicePort`: what a firewall must let through.

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::model::choice::choice;
use crate::model::view::view;
use crate::model::{
    LmtpEndpoint, Lookup, MailboxDatabase, Organization, ProtocolOption, ReceiveConnector, SendConnector, SmartHost,
    TransportServer,
};

static SERVER: Param<ServerId> = Param::new("Server", "Only those of this server. Default: of all servers.")
    .position(1)
    .from_pipeline()
    .from_property();

/// Where a name server is asked unless it has a port of its own, and where policies of MTA-STS are (RFC 8461 §3.3).
const DNS: u16 = 53;
const HTTPS: u16 = 443;
/// How the servers that the machine is set up with are named: which they are is its own business.
const MACHINE: &str = "the machine's own";

choice! {
    /// Who opens the connection.
    Direction as "Direction" {
        /// Others connect to the server.
        In,
        /// The server connects to others.
        Out,
    }
}

view! {
    /// A port that a server needs.
    ServicePort as "Emsh.ServicePort", shown ["Server", "Direction", "Protocol", "Port", "Address", "Service", "UsedBy"] {
        /// The server.
        "Server" server: String as "String";
        /// In or Out.
        "Direction" direction: Direction as "Direction";
        /// TCP or UDP.
        "Protocol" protocol: String as "String";
        /// The port.
        "Port" port: u16 as "UInt16";
        /// Where the server listens, or whom it connects to; `*` for anybody.
        "Address" address: String as "String";
        /// What is spoken.
        "Service" service: String as "String";
        /// What asks for it.
        "UsedBy" used_by: String as "String";
    }
}

pub static GET_SERVICE_PORT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-ServicePort",
        synopsis: "List the ports that a firewall must let through",
        about: "Reads them off the configuration: where receive connectors listen, and where send connectors, DNS and \
                mailbox databases are reached. What stays on the machine (Maildirs, Unix sockets, agents) is not listed.",
        params: &[SERVER.spec()],
        emits: Some(ServicePort::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "List the ports of all servers", run: "Get-ServicePort" },
            Example {
                does: "Show what must be reachable from outside",
                run: "Get-ServicePort | Where-Object Direction -eq In | Format-Table Port,Protocol,Address,Service",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let organization = picture.organization();
    let wanted = call.get(&SERVER)?;
    let mut servers: Vec<&TransportServer> = organization.all::<TransportServer>().collect();
    servers.retain(|server| wanted.as_ref().is_none_or(|wanted| server.is_called(&wanted.0)));
    if let Some(ServerId(name)) = wanted.filter(|_| servers.is_empty()) {
        return Err(Fault::not_found("ServerNotFound", format!("There is no transport server '{name}'."))
            .at(call.place(&SERVER))
            .fix("Run Get-TransportServer to see which there are."));
    }
    servers.sort_by(|one, other| one.name.cmp(&other.name));
    for server in servers {
        let mut ports = Ports { server, found: Vec::new() };
        ports.listening(organization);
        ports.sending(organization);
        ports.asking(organization);
        ports.found.into_iter().try_for_each(|port| out.emit(port))?;
    }
    Ok(())
}

/// A host as firewalls name it: an address without its brackets.
fn bare(host: &SmartHost) -> String {
    match host {
        SmartHost::Name(name) => name.to_string(),
        SmartHost::Address(address) => address.to_string(),
    }
}

/// Those of one server, as they are found.
struct Ports<'a> {
    server: &'a TransportServer,
    found: Vec<ServicePort>,
}

impl Ports<'_> {
    fn add(&mut self, direction: Direction, protocol: &str, port: u16, address: &str, service: &str, used_by: &str) {
        self.found.push(ServicePort {
            server: self.server.name.clone(),
            direction,
            protocol: protocol.to_owned(),
            port,
            address: address.to_owned(),
            service: service.to_owned(),
            used_by: used_by.to_owned(),
        });
    }

    fn listening(&mut self, organization: &Organization) {
        let mut connectors: Vec<&ReceiveConnector> = organization.all::<ReceiveConnector>().collect();
        connectors.retain(|one| one.enabled && one.scope.eq_ignore_ascii_case(&self.server.name));
        connectors.sort_by(|one, other| one.name.cmp(&other.name));
        for connector in connectors {
            for binding in &connector.bindings {
                let is_tls = connector.begins_with_tls(binding.address());
                let service = if is_tls { "SMTP over TLS" } else { "SMTP" };
                let by = format!("Receive connector '{}'", connector.name);
                self.add(Direction::In, "TCP", binding.port(), &binding.ip().to_string(), service, &by);
            }
        }
    }

    fn sending(&mut self, organization: &Organization) {
        let mut connectors: Vec<&SendConnector> = organization.all::<SendConnector>().collect();
        connectors.retain(|one| one.enabled && one.is_sent_by(self.server));
        connectors.sort_by(|one, other| one.name.cmp(&other.name));
        for connector in connectors {
            let by = format!("Send connector '{}'", connector.name);
            if connector.asks_dns() {
                self.add(Direction::Out, "TCP", connector.port, "*", "SMTP", &by);
            }
            for host in &connector.smart_hosts {
                self.add(Direction::Out, "TCP", connector.port, &bare(host), "SMTP", &by);
            }
            if let Some(host) = &connector.dequeue_server {
                self.add(Direction::Out, "TCP", host.port, &bare(&host.host), "SMTP", &format!("{by}: DequeueServer"));
            }
            if connector.asks_dns() && connector.mta_sts_enabled {
                self.add(Direction::Out, "TCP", HTTPS, "*", "HTTPS", &format!("{by}: MtaStsEnabled"));
            }
        }
        if let Some(host) = &self.server.unresolved_recipient_host {
            self.add(Direction::Out, "TCP", host.port, &bare(&host.host), "SMTP", "UnresolvedRecipientHost");
        }
        for host in &self.server.smart_hosts {
            self.add(Direction::Out, "TCP", self.server.smart_host_port, &bare(host), "SMTP", "SmartHosts");
        }
    }

    fn asking(&mut self, organization: &Organization) {
        let server = self.server;
        self.dns(Lookup::External, "ExternalDNSServers");
        self.dns(Lookup::Internal, "InternalDNSServers");
        let asks_outside = organization.all::<SendConnector>().any(|connector| {
            connector.enabled && connector.is_sent_by(server) && connector.lookup() == Lookup::External
        });
        if server.dns(Lookup::Internal).0.is_empty() {
            self.dns_at(DNS, MACHINE, server.internal_dns_protocol_option, "InternalDNSAdapterEnabled");
        }
        if server.dns(Lookup::External).0.is_empty() && asks_outside {
            self.dns_at(DNS, MACHINE, server.external_dns_protocol_option, "ExternalDNSAdapterEnabled");
        }
        for database in organization.all::<MailboxDatabase>() {
            let by = format!("Mailbox database '{}'", database.name);
            match &database.lmtp_endpoint {
                Some(LmtpEndpoint::Name(name, port)) => {
                    self.add(Direction::Out, "TCP", *port, name.as_str(), "LMTP", &by);
                }
                Some(LmtpEndpoint::Address(address)) => {
                    self.add(Direction::Out, "TCP", address.port(), &address.ip().to_string(), "LMTP", &by);
                }
                Some(LmtpEndpoint::Unix(_)) | None => {}
            }
        }
    }

    /// The servers that were given for a lookup.
    fn dns(&mut self, lookup: Lookup, by: &str) {
        let (servers, option) = self.server.dns(lookup);
        for address in servers.iter().map(|server| server.address()) {
            self.dns_at(address.port(), &address.ip().to_string(), option, by);
        }
    }

    fn dns_at(&mut self, port: u16, address: &str, option: ProtocolOption, by: &str) {
        if option != ProtocolOption::UseTcpOnly {
            self.add(Direction::Out, "UDP", port, address, "DNS", by);
        }
        if option != ProtocolOption::UseUdpOnly {
            self.add(Direction::Out, "TCP", port, address, "DNS", by);
        }
    }
}
