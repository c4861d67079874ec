//! Send connectors: routes for mail that leaves this organization.

mod front_end;
mod own_host;
mod questions;
mod rules;

use std::net::{IpAddr, Ipv4Addr};

use super::class::{Beside, Breach, Creation, Presets, Properties, class};
use super::{
    AddressSpace, AllowedMessageTypes, ByteSize, CertificateName, Closeness, Credential, DequeueMethod, Domain,
    ErrorPolicies, Fqdn, MessagePriority, ProtocolLoggingLevel, RecipientLink, Schedule, SendUsage, SmartHost,
    SmartHostAuthMechanism, SmtpDomain, SmtpEndpoint, TimeSpan, TlsAuthLevel, Unlimited, recipient,
};

pub use own_host::host_that_is;

class! {
    /// A route for mail that leaves this organization.
    SendConnector {
        nouns: ["SendConnector"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Identity", "AddressSpaces", "Enabled"],
        usages: SendUsage::NAMES,
        questions: questions::QUESTIONS,
        forced: [New, Set],
        presets: presets,
        settle: settle,
        examples: [
            (New, "Send all mail to the Internet by DNS", "New-SendConnector -Name 'To Internet' -AddressSpaces * -Usage Internet"),
            (New, "Send mail for one partner to its host", "New-SendConnector -Name 'To Fabrikam' -AddressSpaces *.fabrikam.com -SmartHosts mx.fabrikam.com -RequireTLS $true"),
            (New, "Be asked what matters, and see the command before it runs", "New-SendConnector -Interactive"),
            (Get, "Show all send connectors", "Get-SendConnector"),
            (Get, "Show everything about one", "Get-SendConnector 'To Internet' | Format-List"),
            (Set, "Let larger messages through", "Set-SendConnector 'To Internet' -MaxMessageSize 50MB"),
            (Set, "Serve one more domain", "Set-SendConnector 'To Internet' -AddressSpaces @{Add='*.example.net;5'}"),
            (Set, "Choose what to change from a list", "Set-SendConnector 'To Internet' -Interactive"),
            (Remove, "Remove it without being asked", "Remove-SendConnector 'To Internet' -Confirm:$false"),
        ],
    }
    properties {
        /// Domains it serves, such as `contoso.com`, `*.contoso.com;5` or `*`; on an edge server `--` for all accepted
        /// domains. The closest match wins, then the lowest cost (1 to 100, default 1).
        address_spaces = AddressSpaces: Vec<AddressSpace> = Vec::new();
        /// What it is for. Internal takes messages of any size; the others start at 35 MB. Default Custom.
        usage = Usage: SendUsage = SendUsage::Custom, new_only;
        /// Whether it is used. Mail queued for a disabled connector is routed anew. Default $true.
        enabled = Enabled: bool = true;
        /// Ask DNS for the mail servers of the recipient's domain. Default $true; $false with SmartHosts.
        dns_routing_enabled = DNSRoutingEnabled: bool = true;
        /// Hosts that take all its mail: names, or addresses such as `10.1.1.1`. Sessions are spread over them.
        smart_hosts = SmartHosts: Vec<SmartHost> = Vec::new();
        /// Bring mail straight to the mail servers of the recipient's domain first, as DNS names them, on the same Port; the
        /// smart hosts get what cannot be brought there: DNS knows no way, nobody answers, or nobody takes the session. A
        /// recipient that is refused there is refused. Default $false.
        attempt_direct_delivery = AttemptDirectDelivery: bool = false;
        /// How to log in to the smart hosts. Default None.
        smart_host_auth_mechanism = SmartHostAuthMechanism: SmartHostAuthMechanism = SmartHostAuthMechanism::None;
        /// Name and password for BasicAuth and BasicAuthRequireTLS, from Get-Credential. Stored sealed.
        authentication_credential = AuthenticationCredential: Option<Credential> = None;
        /// Receive connector, as `Server\\Name`, all of whose mail goes out here, wherever it is addressed to: a filter
        /// that sends mail back by another receive connector. Goes without AddressSpaces.
        linked_receive_connector = LinkedReceiveConnector: Option<String> = None;
        /// Port to connect to. Default 25.
        port = Port: u16 = 25, within(1, 65535);
        /// Local address to connect from; `0.0.0.0` leaves it to the system. Default 0.0.0.0.
        source_ip_address = SourceIPAddress: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        /// Servers that send its mail; the others hand theirs to one of them. Default: the server it is made on.
        source_transport_servers = SourceTransportServers: Vec<String> = Vec::new();
        /// Only servers in the site of its source servers use it; the others do not see it. Default $false.
        is_scoped_connector = IsScopedConnector: bool = false;
        /// Largest message it takes. A larger one goes by another connector, or back to its sender when there is none.
        /// Attachments grow by a third in transit. Default 35 MB; unlimited when Usage is Internal.
        max_message_size = MaxMessageSize: Unlimited<ByteSize> = Unlimited::Limit(ByteSize::from_mb(35)),
            within(ByteSize::ZERO, ByteSize::new(i32::MAX as u64));
        /// Senders whose mail it takes, and nobody else's, on servers with CheckConnectorRestrictions. Default: everybody's.
        accept_messages_from = AcceptMessagesFrom: Vec<RecipientLink> = Vec::new();
        /// Senders whose mail it does not take, on servers with CheckConnectorRestrictions; groups mean their members.
        reject_messages_from = RejectMessagesFrom: Vec<RecipientLink> = Vec::new();
        /// Priorities of messages that it takes. Default: all.
        allowed_priorities = AllowedPriorities: Vec<MessagePriority> = Vec::new();
        /// Kinds of messages that it takes: System for reports, NonSystem for all others. Default: both.
        allowed_message_types = AllowedMessageTypes: AllowedMessageTypes = AllowedMessageTypes::All;
        /// When it sends, such as `Daily.22:00-06:00` or `Mon.08:00-Fri.18:00`, by the clock of the server that sends;
        /// Always, or Never. Outside of it mail waits, and grows as old as other mail. Default Always.
        connection_schedule = ConnectionSchedule: Schedule = Schedule::always();
        /// Messages larger than this go by OversizeSchedule instead of ConnectionSchedule. Attachments grow by a third in
        /// transit. Default: unlimited, all go by ConnectionSchedule.
        oversize_threshold = OversizeThreshold: Unlimited<ByteSize> = Unlimited::Unlimited,
            within(ByteSize::ZERO, ByteSize::new(i32::MAX as u64));
        /// When it sends messages larger than OversizeThreshold. Default Always.
        oversize_schedule = OversizeSchedule: Schedule = Schedule::always();
        /// Keep its mail until a peer asks for it with ETRN: for a server that is not always there. The mail waits no
        /// longer than other mail. Default $false.
        remote_triggered_delivery = RemoteTriggeredDelivery: bool = false;
        /// Mailboxes that may ask for its mail once they have logged in, on receive connectors with EtrnEnabled.
        trigger_accounts = TriggerAccounts: Vec<RecipientLink> = Vec::new();
        /// How to ask the other side for the mail that is kept there for our domains: Etrn has it make a connection to us;
        /// with Atrn and Turn, for which most want a login, it comes over the connection on which we ask. Default None.
        dequeue_method = DequeueMethod: DequeueMethod = DequeueMethod::None;
        /// Host to ask, as name or address with an optional port, at the times of DequeueSchedule. Default: whoever has taken
        /// mail from us, after that.
        dequeue_server = DequeueServer: Option<SmtpEndpoint> = None;
        /// When to ask DequeueServer: when a window opens, and each 15 minutes while it is open. Default Always.
        dequeue_schedule = DequeueSchedule: Schedule = Schedule::always();
        /// Have the connections made by a front end: a server with a receive connector of TransportRole FrontendTransport. This
        /// server looks names up and talks to the next hop itself; the front end carries the bytes. Default $false.
        frontend_proxy_enabled = FrontendProxyEnabled: bool = false;
        /// Name to give in EHLO, and as client in TLS. Default: the server's own.
        fqdn = Fqdn: Option<Fqdn> = None;
        /// Start with HELO and use no extensions. Default $false.
        force_helo = ForceHELO: bool = false;
        /// Never use STARTTLS, even where it is offered. Default $false.
        ignore_starttls = IgnoreSTARTTLS: bool = false;
        /// Send only over TLS; without it mail stays queued. Default $false.
        require_tls = RequireTLS: bool = false;
        /// What the certificate of the other side must prove, with RequireTLS. Default: nothing.
        tls_auth_level = TlsAuthLevel: Option<TlsAuthLevel> = None;
        /// Name that the certificate must carry, with TlsAuthLevel DomainValidation. Default: the recipient's domain.
        tls_domain = TlsDomain: Option<SmtpDomain> = None;
        /// Obey what the recipient's domain says about the TLS of its servers (MTA-STS), where DNS is asked for them: mail for
        /// it goes over TLS to a server that proves its name, or stays queued. Default $true.
        mta_sts_enabled = MtaStsEnabled: bool = true;
        /// Obey what the DNS of a recipient's servers says about their certificates (DANE), where it is signed: mail goes over
        /// TLS to a server with such a certificate, or stays queued. Needs DNS servers that pass signatures on. Default
        /// $false.
        dane_enabled = DaneEnabled: bool = false;
        /// Certificate to show where the other side asks for one, as `<I>issuer<S>subject`. Mail stays queued on a
        /// server that does not have it. Default: none is shown.
        tls_certificate_name = TlsCertificateName: Option<CertificateName> = None;
        /// Send mail for the domains of TLSSendDomainSecureList only to servers that prove by certificate to belong to them,
        /// and show them a certificate: TlsCertificateName, else one for Fqdn. Otherwise it stays queued. Default $false.
        domain_secure_enabled = DomainSecureEnabled: bool = false;
        /// Look names up with the server's ExternalDNSServers instead of its InternalDNSServers. Default $false.
        use_external_dns_servers_enabled = UseExternalDNSServersEnabled: bool = false;
        /// How long a session may stand still before it is closed. Default 00:10:00.
        connection_inactivity_timeout = ConnectionInactivityTimeOut: TimeSpan = TimeSpan::from_minutes(10),
            within(TimeSpan::from_seconds(1), TimeSpan::from_days(1));
        /// Messages to send over one connection before a new one is made. Default 20.
        smtp_max_messages_per_connection = SmtpMaxMessagesPerConnection: u32 = 20, within(1, i32::MAX as u32);
        /// Which failures count as lighter or graver than they came. Default: none.
        error_policies = ErrorPolicies: ErrorPolicies = ErrorPolicies::Default;
        /// Verbose writes each session to the protocol log. Default None.
        protocol_logging_level = ProtocolLoggingLevel: ProtocolLoggingLevel = ProtocolLoggingLevel::None;
        /// A note for people.
        comment = Comment: String = String::new();
    }
    rules [
        rules::serves_something,
        rules::linked_takes_everything,
        rules::accepted_domains_are_sent_on_by_edge_servers,
        rules::smart_hosts_exclude_dns_routing,
        rules::other_systems_need_smart_hosts,
        rules::direct_delivery_has_somebody_behind_it,
        rules::smart_host_is_not_this_server,
        rules::login_has_a_credential,
        rules::servers_meet_as_servers,
        rules::tls_settings_agree,
        rules::domains_are_secured_by_tls,
        rules::asks_for_mail_somehow,
        front_end::front_end_only_carries,
    ]
    advice [front_end::no_front_end_is_there, rules::own_domain_is_served, rules::source_server_is_unknown, rules::linked_connector_is_unknown, rules::no_domain_is_secured, rules::nobody_may_ask, rules::never_sends, rules::asks_without_login]
    farewell [rules::shared_domain_loses_its_route]
}

impl SendConnector {
    /// The address space that serves the domain most closely; of equally close ones the cheapest. `accepted`: how closely
    /// an accepted domain holds it that `--` stands for.
    pub fn serving(&self, domain: &Domain, accepted: Option<Closeness>) -> Option<(Closeness, u8)> {
        let fits = self.address_spaces.iter().filter_map(|space| Some((space.serves(domain, accepted)?, space.cost)));
        fits.max_by_key(|&(closeness, cost)| (closeness, std::cmp::Reverse(cost)))
    }

    /// Whether all mail that a server takes by one of its receive connectors goes out here.
    pub fn is_linked_to(&self, server: &str, receive_connector: &str) -> bool {
        let linked = self.linked_receive_connector.as_deref().and_then(|linked| linked.split_once('\\'));
        linked.is_some_and(|(of, name)| of.eq_ignore_ascii_case(server) && name.eq_ignore_ascii_case(receive_connector))
    }

    /// Whether mail for a domain goes to the servers that DNS names, at least at first.
    pub fn asks_dns(&self) -> bool {
        self.dns_routing_enabled || self.attempt_direct_delivery
    }

    /// Which of a server's DNS servers it asks.
    pub fn lookup(&self) -> super::Lookup {
        if self.use_external_dns_servers_enabled { super::Lookup::External } else { super::Lookup::Internal }
    }

    /// Whether mail leaves the organization here: to other systems of it senders are who they are.
    pub fn leads_outside(&self) -> bool {
        self.usage != SendUsage::Internal && self.smart_host_auth_mechanism != SmartHostAuthMechanism::ExchangeServer
    }

    /// Whether a server, known by any of its names, is one that sends this connector's mail. A connector without
    /// source servers is every server's.
    pub fn is_sent_by(&self, server: &super::TransportServer) -> bool {
        self.source_transport_servers.is_empty()
            || self.source_transport_servers.iter().any(|source| server.is_called(source))
    }
}

fn settle(connector: &mut SendConnector, _: &[&str], beside: &Beside) -> Result<(), Breach> {
    let directory = beside.organization.directory();
    recipient::resolve_all("AcceptMessagesFrom", &mut connector.accept_messages_from, directory)?;
    recipient::resolve_all("RejectMessagesFrom", &mut connector.reject_messages_from, directory)?;
    recipient::resolve_all("TriggerAccounts", &mut connector.trigger_accounts, directory)
}

fn presets(creation: &Creation) -> Result<Properties, Breach> {
    let mut presets = Presets::default();
    if creation.read::<SendUsage>("Usage")? == Some(SendUsage::Internal) || creation.gave("LinkedReceiveConnector") {
        presets.set("MaxMessageSize", Unlimited::<ByteSize>::Unlimited);
    }
    if creation.gave("SmartHosts") {
        presets.set("DNSRoutingEnabled", false);
    }
    if !creation.server.is_empty() {
        presets.set("SourceTransportServers", vec![creation.server.to_owned()]);
    }
    Ok(presets.into_properties())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;

    #[test]
    fn usage_presets_what_is_not_given() {
        let made = |given| SendConnector::create("x", "", given).expect("sound");
        let everything = |usage: &str| json!({"AddressSpaces": ["*"], "Usage": usage});
        assert_eq!(made(everything("Internet")).max_message_size, Unlimited::Limit(ByteSize::from_mb(35)));
        assert_eq!(made(everything("Internal")).max_message_size, Unlimited::Unlimited);
        let given = json!({"AddressSpaces": ["*"], "Usage": "Internal", "MaxMessageSize": 1024});
        assert_eq!(made(given).max_message_size, Unlimited::Limit(ByteSize::from_kb(1)));
        assert!(made(everything("Custom")).dns_routing_enabled);
        assert!(!made(json!({"AddressSpaces": ["*"], "SmartHosts": ["10.0.0.1"]})).dns_routing_enabled);
    }

    #[test]
    fn a_connector_without_address_spaces_is_not_made() {
        let connector = SendConnector::create("x", "", json!({})).expect("readable");
        let breach = crate::model::tests::judge(&connector, &Default::default()).expect_err("nothing served");
        assert_eq!(breach.property, "AddressSpaces");
    }

    #[test]
    fn the_closest_and_cheapest_space_counts() {
        let connector =
            SendConnector::create("x", "", json!({"AddressSpaces": ["*;1", "*.contoso.com;9", "*.contoso.com;3"]}))
                .expect("sound");
        let serving = |domain: &str| connector.serving(&domain.parse().expect(domain), None);
        assert_eq!(serving("a.contoso.com"), Some((Closeness::Below(11), 3)));
        assert_eq!(serving("example.org"), Some((Closeness::Any, 1)));
    }

    #[test]
    fn a_bad_stored_value_is_named() {
        let breach = SendConnector::create("x", "", json!({"AddressSpaces": ["*"], "Port": 70000})).expect_err("port");
        assert_eq!(breach.property, "Port");
        let breach = SendConnector::create("x", "", json!({"AddressSpaces": ["*contoso.com"]})).expect_err("space");
        assert!(breach.says.contains("'*contoso.com'"), "{breach}");
        let breach = SendConnector::create("x", "", json!({"AddressSpaces": ["*"], "Port": 0})).expect_err("port 0");
        assert!(breach.says.contains("1 to 65535"), "{breach}");
    }

    #[test]
    fn what_is_stored_comes_back() {
        let connector = SendConnector::create("x", "", json!({"AddressSpaces": ["contoso.com;7"]})).expect("sound");
        let again = SendConnector::create("x", "", connector.to_properties().into()).expect("as stored");
        assert_eq!(again.to_properties(), connector.to_properties());
    }
}
