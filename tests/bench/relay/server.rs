//! The servers that are measured: each relays everything that a loopback client gives it to one next hop.

use std::time::Duration;

use crate::support::node::Node;
use crate::support::postfix::Postfix;
use crate::support::{appear, free_port, process};

pub enum Server {
    Emsh {
        node: Node,
        port: u16,
        /// Another hub of its site, which keeps copies.
        _partner: Option<Box<Node>>,
    },
    Postfix(Postfix),
    /// None: what client and next hop cost by themselves.
    Direct(u16),
}

impl Server {
    /// A node on an empty store, with a trusted loopback connector and a smart host.
    pub fn emsh(next_hop: u16) -> Server {
        Server::relay(Node::start(), next_hop, None)
    }

    /// The same with another hub in its site, which keeps a copy of each message until it is delivered. Only the first
    /// one's CPU and memory are measured.
    pub fn emsh_with_copies(next_hop: u16) -> Server {
        let node = Node::start();
        let store = format!("sqlite:{}", node.folder.path().join("organization.db").display());
        let partner = Node::named("SECOND", &["--store", &store]);
        Server::relay(node, next_hop, Some(partner))
    }

    fn relay(node: Node, next_hop: u16, partner: Option<Node>) -> Server {
        let port = free_port();
        node.shell(&format!(
            "New-ReceiveConnector -Name Relay -Bindings 127.0.0.1:{port} -RemoteIPRanges 127.0.0.1 \
                 -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers \
                 -MaxInboundConnectionPerSource unlimited -MaxInboundConnectionPercentagePerSource 100 | Out-Null\n\
             New-SendConnector -Name Out -AddressSpaces * -DNSRoutingEnabled $false -SmartHosts 127.0.0.1 \
                 -Port {next_hop} | Out-Null",
        ));
        appear::port_opens(port, || true);
        if let Some(partner) = &partner {
            node.in_force();
            partner.obeys(node.revision());
        }
        Server::Emsh { node, port, _partner: partner.map(Box::new) }
    }

    /// Debian's Postfix as it is installed, plus what a relay for this machine needs, and a process for each of 500
    /// clients: with its default of 100 the others are not greeted before those have left.
    pub fn postfix(next_hop: u16) -> Server {
        let relay = format!(
            "virtual_mailbox_domains =\nlocal_recipient_maps =\nlocal_transport = error:none\n\
             relayhost = [127.0.0.1]:{next_hop}\nsmtpd_relay_restrictions = permit_mynetworks, reject\n\
             inet_protocols = ipv4\ndefault_process_limit = 600\nsmtp_tls_security_level = none\nsmtpd_tls_security_level = none"
        );
        Server::Postfix(Postfix::start("relay.example", &[], &relay))
    }

    pub fn name(&self) -> &'static str {
        match self {
            Server::Emsh { .. } => "emsh",
            Server::Postfix(_) => "postfix",
            Server::Direct(_) => "none",
        }
    }

    /// Where clients connect.
    pub fn port(&self) -> u16 {
        match self {
            Server::Emsh { port, .. } | Server::Direct(port) => *port,
            Server::Postfix(postfix) => postfix.port,
        }
    }

    /// Of all its processes so far, those that have ended included.
    pub fn cpu_time(&self) -> Duration {
        process::cpu_time_of_all(self.pid())
    }

    /// Of all its processes now. Pages that they share are counted once for each.
    pub fn resident_kb(&self) -> u64 {
        process::and_descendants(self.pid()).into_iter().map(process::resident_kb).sum()
    }

    /// Most that each of its processes ever had.
    pub fn peak_resident_kb(&self) -> u64 {
        process::and_descendants(self.pid()).into_iter().map(process::peak_resident_kb).sum()
    }

    pub fn log(&self) -> String {
        match self {
            Server::Emsh { node, .. } => node.log(),
            Server::Postfix(postfix) => postfix.log(),
            Server::Direct(_) => String::new(),
        }
    }

    fn pid(&self) -> u32 {
        match self {
            Server::Emsh { node, .. } => node.pid(),
            Server::Postfix(postfix) => postfix.master_pid(),
            Server::Direct(_) => std::process::id(),
        }
    }
}
