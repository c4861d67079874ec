//! Receive connectors: where a server takes mail, from whom, and with which rights.

mod capabilities;
mod first;
mod links;
mod names;
mod presets;
mod questions;
mod relaying;
mod rules;
mod windows;

use std::net::SocketAddr;

pub use first::first_connectors;

use super::class::{Beside, Breach, class};
use super::permission::AccessEntry;
use super::{
    AuthMechanisms, ByteSize, CertificateName, ConnectorService, Domain, ExtendedProtectionPolicy, Fqdn, IpBinding,
    IpRange, MessageRateSource, PermissionGroups, ProtocolLoggingLevel, ReceiveUsage, SizeMode, TimeSpan,
    TlsDomainCapability, Unlimited,
};

/// Largest number that Exchange takes for a limit.
const MOST: u32 = i32::MAX as u32;
const SHORTEST: TimeSpan = TimeSpan::from_seconds(1);
const LONGEST: TimeSpan = TimeSpan::from_days(1);

class! {
    /// Where a server takes mail, from whom, and with which rights.
    ReceiveConnector {
        nouns: ["ReceiveConnector"],
        scope: Server,
        verbs: [New, Get, Set, Remove],
        shown: ["Identity", "Bindings", "Enabled"],
        usages: ReceiveUsage::NAMES,
        questions: questions::QUESTIONS,
        looks_at: ["ReceiveConnector"],
        presets: presets::presets,
        settle: groups_have_their_rights,
        examples: [
            (New, "Take anonymous mail from the Internet on one address", "New-ReceiveConnector -Name 'From Internet' -Usage Internet -Bindings 10.1.1.1:25"),
            (New, "Let two hosts relay to anywhere", "New-ReceiveConnector -Name Relay -Bindings 0.0.0.0:2526 -RemoteIPRanges 192.168.5.10,192.168.5.20 -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers"),
            (New, "Let mail programs log in on port 465, encrypted from the first byte, and on port 587 by STARTTLS", "New-ReceiveConnector -Name Submissions -Usage Client -Bindings 0.0.0.0:465,0.0.0.0:588 -ImplicitTlsPorts 465 -RemoteIPRanges 0.0.0.0-255.255.255.255"),
            (New, "Be asked what matters, and see the command before it runs", "New-ReceiveConnector -Interactive"),
            (Get, "Show the receive connectors of all servers", "Get-ReceiveConnector"),
            (Get, "Show who may do what", "Get-ReceiveConnector | Format-Table Name,Bindings,RemoteIPRanges,PermissionGroups,AuthMechanism"),
            (Set, "Take larger messages", "Set-ReceiveConnector 'From Internet' -MaxMessageSize 50MB"),
            (Set, "Serve one more network", "Set-ReceiveConnector Relay -RemoteIPRanges @{Add='192.168.7.0/24'}"),
            (Set, "Choose what to change from a list", "Set-ReceiveConnector Relay -Interactive"),
            (Remove, "Remove it without being asked", "Remove-ReceiveConnector Relay -Confirm:$false"),
        ],
    }
    properties {
        /// Addresses and ports to listen on, such as `0.0.0.0:25` or `[::]:25`.
        bindings = Bindings: Vec<IpBinding>;
        /// Those ports of Bindings where TLS begins with the connection instead of STARTTLS (RFC 8314), such as 465: for
        /// mail programs that are set to "SSL/TLS". Needs Tls in AuthMechanism. Default: none.
        implicit_tls_ports = ImplicitTlsPorts: Vec<u16> = Vec::new();
        /// Peers it serves: `10.0.0.1`, `10.0.0.1-10.0.0.9`, `10.0.0.0/24`. Of the connectors on one binding, the one
        /// with the narrowest range that holds the peer serves it.
        remote_ip_ranges = RemoteIPRanges: Vec<IpRange>;
        /// Proxies in front of its bindings, such as `10.0.0.5`. They say with the PROXY protocol (version 1 or 2) whom they
        /// speak for, and that address counts from then on. Default: none.
        proxy_protocol_ranges = ProxyProtocolRanges: Vec<IpRange> = Vec::new();
        /// What it is for; chooses permission groups, mechanisms and more when they are not given. Default Custom.
        usage = Usage: ReceiveUsage = ReceiveUsage::Custom, new_only;
        /// Which of the server's services it belongs to. One of the FrontendTransport also connects servers of the organization
        /// with the outside, for send connectors with FrontendProxyEnabled: that needs ExchangeServer in AuthMechanism and
        /// ExchangeServers in PermissionGroups. Default HubTransport.
        service = TransportRole: ConnectorService = ConnectorService::HubTransport;
        /// Whether it listens. Default $true.
        enabled = Enabled: bool = true;
        /// Who may submit mail. With None nobody may. Default by Usage. Naming the groups gives them all their rights
        /// again, also what Remove-ADPermission took away.
        permission_groups = PermissionGroups: PermissionGroups = PermissionGroups::None;
        /// Rights that somebody has or lacks beside what PermissionGroups gives. Add-ADPermission and Remove-ADPermission
        /// change them, Get-ADPermission shows all.
        extended_rights = ExtendedRights: Vec<AccessEntry> = Vec::new(), system;
        /// Domains whose hosts may relay to anywhere without a login, by their name in DNS: the name of the client's
        /// address must be in one of them and lead back to that address, since whoever owns an address may give it any
        /// name. An answer that does not come is no. As trustworthy as DNS is; RemoteIPRanges and logins are more so.
        /// PermissionGroups says whether they may submit mail at all. Default: none.
        relay_domains = RelayDomains: Vec<Domain> = Vec::new();
        /// How peers may identify themselves. BasicAuth offers AUTH with PLAIN, LOGIN and SCRAM-SHA-256;
        /// BasicAuthRequireTLS offers it only after STARTTLS. Default by Usage.
        auth_mechanism = AuthMechanism: AuthMechanisms = AuthMechanisms::Tls;
        /// Offer AUTH GSSAPI beside NTLM where AuthMechanism has Integrated. Logins of Windows are not available here:
        /// $false is the only value. Default $false.
        enable_auth_gssapi = EnableAuthGSSAPI: bool = false;
        /// Whether logins of Windows must belong to the TLS connection that they come over (Extended Protection for
        /// Authentication). They are not available here: None is the only value. Default None.
        extended_protection_policy = ExtendedProtectionPolicy: ExtendedProtectionPolicy = ExtendedProtectionPolicy::None;
        /// Do not let other servers of the organization prove themselves here, although AuthMechanism has
        /// ExchangeServer: X-ANONYMOUSTLS is not offered. Default $false.
        suppress_x_anonymous_tls = SuppressXAnonymousTls: bool = false;
        /// Ask peers for their certificate at STARTTLS. Who proves to belong to a domain of TLSReceiveDomainSecureList is
        /// a partner; mail from these domains is taken from nobody else. Default $false.
        domain_secure_enabled = DomainSecureEnabled: bool = false;
        /// Domains whose hosts may more than others, once their certificate has proved the domain at STARTTLS:
        /// `contoso.com:AcceptCloudServicesMail` keeps header fields that are meant for inside (X-MS-Exchange-Organization-
        /// and -Forest-), as of another part of this organization. Default: none.
        tls_domain_capabilities = TlsDomainCapabilities: Vec<TlsDomainCapability> = Vec::new();
        /// Whether mail is filtered here: by block lists, the sender filter, the recipient filter and the content filter.
        /// Default $true.
        apply_filter = ApplyFilter: bool = true;
        /// Refuse mail before STARTTLS. Default $false.
        require_tls = RequireTLS: bool = false;
        /// Certificate to show, as `<I>issuer<S>subject`; without it on the server TLS is not offered. Default: one that
        /// is for the name by which the client calls, or for Fqdn, or else the server's own.
        tls_certificate_name = TlsCertificateName: Option<CertificateName> = None;
        /// Name for the banner, the answer to EHLO and the Received line. Default: the server's own.
        fqdn = Fqdn: Option<Fqdn> = None;
        /// Tell people how their mail programs submit mail here: name, port, encryption and ways to log on. They stand
        /// on the page of client settings in the console, and under /v1/client-settings of the control API, for those who
        /// may use these. Default $false.
        advertise_client_settings = AdvertiseClientSettings: bool = false;
        /// Name that these people are told. Default: Fqdn, or else the server's own.
        service_discovery_fqdn = ServiceDiscoveryFqdn: Option<Fqdn> = None;
        /// First line that peers see; must start with `220 `. Default: name of the server and the time.
        banner = Banner: Option<String> = None;
        /// Header fields in which addresses of our recipients get the display name that the directory has for them: 2 From,
        /// 16 To and Cc, 32 Reply-To, and sums of these; 50 is all. Only in mail of users who have logged in, and before
        /// it is signed: what strangers write would appear under a colleague's name, and a signature that is there
        /// already would break. Default 0: the header stays as it came.
        resolve_p2 = ResolveP2: u32 = 0, within(0, 50);
        /// Largest message it takes, header included. Attachments grow by a third in transit. Default 36 MB.
        max_message_size = MaxMessageSize: ByteSize = ByteSize::from_mb(36),
            within(ByteSize::from_kb(64), ByteSize::new(MOST as u64));
        /// Largest message header it takes. Default 256 KB.
        max_header_size = MaxHeaderSize: ByteSize = ByteSize::from_kb(256),
            within(ByteSize::new(1), ByteSize::new(MOST as u64));
        /// How long the sender of a message waits for the answer, at most, where no other server keeps a copy of it
        /// (Set-TransportConfig -ShadowRedundancyEnabled) although there are other servers: until it is delivered, he keeps
        /// his. Default 00:00:30; 0: he does not wait.
        max_acknowledgement_delay = MaxAcknowledgementDelay: TimeSpan = TimeSpan::from_seconds(30),
            within(TimeSpan::from_seconds(0), LONGEST);
        /// Most Received lines a message may have: more is a loop. Default 30.
        max_hop_count = MaxHopCount: u32 = 30, within(1, 500);
        /// Most Received lines of servers of the organization a message may have; 0 does not count them. Default 8.
        max_local_hop_count = MaxLocalHopCount: u32 = 8, within(0, 50);
        /// Most recipients of one message; further ones are put off. Default 200.
        max_recipients_per_message = MaxRecipientsPerMessage: u32 = 200, within(1, 512_000);
        /// Most messages of one session; then it is closed, and the client connects again for more. Default unlimited.
        max_messages_per_connection = MaxMessagesPerConnection: Unlimited<u32> = Unlimited::Unlimited, within(1, MOST);
        /// Most bytes of messages in one session, not less than MaxMessageSize. What goes beyond is refused, and the
        /// session is closed then. Default unlimited.
        max_session_size = MaxSessionSize: Unlimited<ByteSize> = Unlimited::Unlimited,
            within(ByteSize::from_kb(64), ByteSize::new(MOST as u64));
        /// Longest session. Default 00:10:00; on an edge server 00:05:00.
        connection_timeout = ConnectionTimeout: TimeSpan = TimeSpan::from_minutes(10),
            edge(TimeSpan::from_minutes(5)), within(SHORTEST, LONGEST);
        /// How long a session may stand still. Default 00:05:00; on an edge server 00:01:00.
        connection_inactivity_timeout = ConnectionInactivityTimeout: TimeSpan = TimeSpan::from_minutes(5),
            edge(TimeSpan::from_minutes(1)), within(SHORTEST, LONGEST);
        /// Most sessions at once. Default 5000.
        max_inbound_connection = MaxInboundConnection: Unlimited<u32> = Unlimited::Limit(5000), within(1, MOST);
        /// Most sessions at once from one address. Default 20.
        max_inbound_connection_per_source = MaxInboundConnectionPerSource: Unlimited<u32> = Unlimited::Limit(20),
            within(1, 10_000);
        /// Share of the sessions still free that one address may take, in percent. Default 2.
        max_inbound_connection_percentage_per_source = MaxInboundConnectionPercentagePerSource: u32 = 2, within(1, 100);
        /// Most messages a minute from one source. Default unlimited; 5 for Usage Client; 600 on an edge server.
        message_rate_limit = MessageRateLimit: Unlimited<u32> = Unlimited::Unlimited, edge(Unlimited::Limit(600)),
            within(1, MOST);
        /// What MessageRateLimit counts by: the peer's address, the user, or both. Default IPAddress; User for Usage
        /// Client.
        message_rate_source = MessageRateSource: MessageRateSource = MessageRateSource::IPAddress;
        /// Failed logins after which the session is closed; 0 never closes. Default 3.
        max_logon_failures = MaxLogonFailures: u32 = 3, within(0, 10);
        /// Wrong commands after which the session is closed. Default 5.
        max_protocol_errors = MaxProtocolErrors: Unlimited<u32> = Unlimited::Limit(5), within(0, MOST);
        /// How long a refusal to a peer that is not authenticated is held back; 0 answers at once. Default 00:00:05.
        tarpit_interval = TarpitInterval: TimeSpan = TimeSpan::from_seconds(5),
            within(TimeSpan::ZERO, TimeSpan::from_minutes(10));
        /// How long the answer to a failed login is held back; 0 answers at once. Default 00:00:05.
        auth_tarpit_interval = AuthTarpitInterval: TimeSpan = TimeSpan::from_seconds(5),
            within(TimeSpan::ZERO, TimeSpan::from_minutes(10));
        /// Offer SIZE with the limit, without it, or not at all. Default Enabled.
        size_enabled = SizeEnabled: SizeMode = SizeMode::Enabled;
        /// Offer PIPELINING. Default $true.
        pipelining_enabled = PipeliningEnabled: bool = true;
        /// Offer CHUNKING (BDAT). Default $true.
        chunking_enabled = ChunkingEnabled: bool = true;
        /// Offer BINARYMIME; needs CHUNKING. Default $true.
        binary_mime_enabled = BinaryMimeEnabled: bool = true;
        /// Offer 8BITMIME. Default $true.
        eight_bit_mime_enabled = EightBitMimeEnabled: bool = true;
        /// Offer SMTPUTF8: addresses and headers beyond ASCII (RFC 6531). Only together with 8BITMIME. Default $true.
        smtp_utf8_enabled = SmtpUtf8Enabled: bool = true;
        /// Offer ETRN: a peer that has logged in may ask for the mail that send connectors with RemoteTriggeredDelivery keep
        /// for it (RFC 1985). Default $false.
        etrn_enabled = EtrnEnabled: bool = false;
        /// Offer ATRN: the same peer gets that mail over the very connection on which it asks (RFC 2645). Default $false.
        atrn_enabled = AtrnEnabled: bool = false;
        /// Obey TURN, the ATRN of old, of the same peers only. Default $false.
        turn_enabled = TurnEnabled: bool = false;
        /// Offer ENHANCEDSTATUSCODES. Default $true.
        enhanced_status_codes_enabled = EnhancedStatusCodesEnabled: bool = true;
        /// Offer LIMITS, which tells how many recipients a message may have (RFC 9422). Default $true.
        limits_enabled = LimitsEnabled: bool = true;
        /// Offer DSN. Default $true.
        delivery_status_notification_enabled = DeliveryStatusNotificationEnabled: bool = true;
        /// Offer XLONGADDR: addresses of up to 1,860 characters, such as those of X.400, and command lines of up to 8,000.
        /// Without it addresses have up to 571. Default $false.
        long_addresses_enabled = LongAddressesEnabled: bool = false;
        /// Offer XORAR: with a recipient the sender may name another one (`RCPT TO:<…> XORAR=ann@contoso.com`), who gets the
        /// message should the first be given up; no report is sent then. Default $false.
        orar_enabled = OrarEnabled: bool = false;
        /// Domain of addresses in MAIL and RCPT that are written without one. Default: such addresses are refused.
        default_domain = DefaultDomain: Option<Domain> = None;
        /// Refuse mail from a peer that gave no domain name in EHLO. Default $false.
        require_ehlo_domain = RequireEHLODomain: bool = false;
        /// Refuse messages with line ends that are not CRLF. Default $true.
        bare_linefeed_rejection_enabled = BareLinefeedRejectionEnabled: bool = true;
        /// Refuse recipients in reserved top-level domains such as `.test` (5.1.4). Default $false.
        reject_reserved_top_level_recipient_domains = RejectReservedTopLevelRecipientDomains: bool = false;
        /// Refuse recipients in reserved second-level domains such as `example.com` (5.1.5). Default $false.
        reject_reserved_second_level_recipient_domains = RejectReservedSecondLevelRecipientDomains: bool = false;
        /// Refuse recipients in domains of one part, such as `ann@contoso` (5.1.6). Default $false.
        reject_single_label_recipient_domains = RejectSingleLabelRecipientDomains: bool = false;
        /// Verbose writes each session to the protocol log. Default None.
        protocol_logging_level = ProtocolLoggingLevel: ProtocolLoggingLevel = ProtocolLoggingLevel::None;
        /// A note for people.
        comment = Comment: String = String::new();
    }
    rules [
        rules::listens_and_serves,
        rules::mechanisms_agree,
        windows::nobody_logs_in_by_kerberos,
        windows::no_login_is_bound_to_its_channel,
        rules::tls_can_be_required,
        rules::implicit_tls_is_listened_for,
        rules::partners_prove_themselves_by_tls,
        capabilities::capabilities_are_proven_by_tls,
        rules::binary_needs_chunks,
        rules::banner_is_a_greeting,
        rules::timeouts_agree,
        rules::a_session_holds_a_message,
        relaying::relay_domains_are_somebodys,
        names::resolve_p2_is_a_sum,
        rules::bindings_and_ranges_are_its_own,
    ]
    advice [rules::anyone_on_ipv6_is_let_in, rules::trust_without_bounds, rules::anyone_may_relay, rules::nobody_can_be_a_partner]
    farewell [links::nothing_comes_in_for_a_link]
}

/// Naming the groups anew undoes what was taken from them.
fn groups_have_their_rights(connector: &mut ReceiveConnector, changed: &[&str], _: &Beside) -> Result<(), Breach> {
    if changed.contains(&"PermissionGroups") && !changed.contains(&"ExtendedRights") {
        connector.restore_groups();
    }
    Ok(())
}

impl ReceiveConnector {
    /// Whether somebody can prove here who they are, or counts as trusted at once.
    pub fn knows_people(&self) -> bool {
        let ways = [AuthMechanisms::BasicAuth, AuthMechanisms::ExchangeServer, AuthMechanisms::ExternalAuthoritative];
        ways.iter().any(|way| self.auth_mechanism.contains(*way))
    }

    /// Whether SMTPUTF8 is offered: it cannot be without 8BITMIME (RFC 6531 §3.1).
    pub fn takes_utf8(&self) -> bool {
        self.smtp_utf8_enabled && self.eight_bit_mime_enabled
    }

    /// Whether a connection to that local address begins with TLS.
    pub fn begins_with_tls(&self, local: SocketAddr) -> bool {
        self.implicit_tls_ports.contains(&local.port())
    }

    /// Whether the other servers of the organization can prove themselves here, and may send then.
    pub fn lets_servers_in(&self) -> bool {
        self.enabled
            && self.auth_mechanism.contains(AuthMechanisms::ExchangeServer)
            && self.permission_groups.contains(PermissionGroups::ExchangeServers)
            && !self.suppress_x_anonymous_tls
    }

    /// Whether servers of the organization reach the outside from here (XPROXYTO).
    pub fn is_front_end(&self) -> bool {
        self.service == ConnectorService::FrontendTransport && self.lets_servers_in()
    }

    /// How narrowly the connector is meant for a session between these two; `None` where it does not serve it. Of the
    /// connectors on one binding, the least serves.
    pub fn closeness(&self, local: SocketAddr, peer: SocketAddr) -> Option<(bool, (u128, bool))> {
        let binding = self.bindings.iter().filter(|binding| binding.takes(local));
        let is_general = binding.map(|binding| binding.ip().is_unspecified()).min()?;
        let width = self.remote_ip_ranges.iter().filter(|range| range.contains(peer)).map(IpRange::width).min()?;
        Some((is_general, width))
    }
}
