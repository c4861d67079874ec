//! Transport servers: the nodes, and how each queues, retries, looks up and logs.

mod dns;
mod rules;

pub use self::dns::Lookup;
use self::dns::{
    external_formerly, internal_formerly, nobody_is_named, switches_agree_with_their_lists, switches_follow_their_lists,
};
use self::rules::{
    connections_fit, delay_follows_the_retries, delay_precedes_expiry, directories_differ,
    other_servers_know_nothing_of_them, priorities_fit, site_exists, smart_hosts_are_others,
};
use super::class::class;
use super::{
    ByteSize, CategoryLevel, ComponentRequest, ControlAddress, DnsServer, FIRST_SITE, Fqdn, LocalPath,
    ProtocolLoggingLevel, ProtocolOption, ResourceThreshold, ServerComponent, ServiceState, SmartHost, SmtpEndpoint,
    Thumbprint, TimeSpan, TransportRole, Unlimited,
};

/// Largest number that Exchange takes for a limit.
const MOST: u32 = i32::MAX as u32;
const SECOND: TimeSpan = TimeSpan::from_seconds(1);
/// Longest age of a log: 2^31 - 1 seconds.
const LONGEST: TimeSpan = TimeSpan::from_seconds(MOST as i64);
/// Largest size of a log.
const LARGEST: ByteSize = ByteSize::new(i64::MAX as u64);

class! {
    /// A node of the organization: how it queues, retries, looks names up and keeps logs.
    TransportServer {
        nouns: ["TransportServer", "TransportService"],
        scope: Organization,
        verbs: [Get, Set],
        shown: ["Name", "Role", "Fqdn"],
        looks_at: ["ADSite"],
        settle: switches_follow_their_lists,
        answers_to: |server, text| server.is_called(text),
        live: [
            ("State", "String", "Running, Starting, Draining or Stopped; empty when the node was not asked."),
            ("RunningRevision", "Int64", "Revision of the configuration that the node obeys."),
            ("Listeners", "String[]", "Where it listens, or why it does not."),
            ("ConfigurationFaults", "String[]", "What of the configuration it could not put in force, each with the reason."),
            ("Version", "String", "Version of emsh that it runs."),
        ],
        examples: [
            (Get, "Show the servers", "Get-TransportServer"),
            (Get, "Show how one retries, looks up and logs", "Get-TransportServer | Format-List"),
            (Get, "Show what of a change could not be put in force", "Get-TransportServer | Format-List State,RunningRevision,Listeners,ConfigurationFaults"),
            (Set, "Give up on undeliverable mail after five days", "Get-TransportServer | Set-TransportServer -MessageExpirationTimeout 5.00:00:00"),
            (Set, "Refuse mail from outside earlier when memory runs short", "Get-TransportServer | Set-TransportServer -ResourceThresholds @{Add='PrivateBytes.LowToMedium=50'}"),
            (Set, "Look outside names up with two given servers", "Get-TransportServer | Set-TransportServer -ExternalDNSServers 192.0.2.53,192.0.2.54"),
        ],
    }
    properties {
        /// Hub among mailboxes, or edge in the perimeter. Chosen at its first start.
        role = Role: TransportRole = TransportRole::Hub, system;
        /// Full name of the server, for banners, EHLO, Received lines and reports.
        fqdn = Fqdn: Fqdn;
        /// SHA-256 of the certificate by which the other servers of the organization know it. Each node makes one at its
        /// first start and registers it here.
        internal_transport_certificate_thumbprint = InternalTransportCertificateThumbprint: Option<Thumbprint> = None,
            system;
        /// Where shells on the machines of other servers reach its control API, `host:port`: registered at each start, by
        /// a node that is started with --control.
        control_address = ControlAddress: Option<ControlAddress> = None, system;
        /// Who asks for which of its components to be out of service, each `Component:Requester=State`.
        /// Set-ServerComponentState changes it.
        component_states = ComponentStates: Vec<ComponentRequest> = Vec::new(), system;
        /// The site that it is in, one of Get-ADSite: mail for a connector of other servers goes to the nearest of them.
        /// Default Default-First-Site-Name.
        site = Site: String = FIRST_SITE.to_owned();

        /// Obey AcceptMessagesFrom and RejectMessagesFrom of send connectors. Default $false.
        check_connector_restrictions = CheckConnectorRestrictions: bool = false;

        /// How often routes are written to the routing table log although nothing has changed, so that the log has them
        /// for as long as it goes back. Default 12:00:00.
        routing_config_reload_interval = RoutingConfigReloadInterval: TimeSpan = TimeSpan::from_hours(12),
            within(TimeSpan::from_minutes(1), TimeSpan::from_days(30));
        /// Wait of a message in Submission whose recipients could not be resolved for now. Default 00:30:00.
        resolver_retry_interval = ResolverRetryInterval: TimeSpan = TimeSpan::from_minutes(30),
            within(SECOND, TimeSpan::from_days(1));
        /// First, short retries of a queue whose connections fail. Default 4.
        queue_glitch_retry_count = QueueGlitchRetryCount: u32 = 4, within(0, 15);
        /// Wait between these. Default 00:01:00.
        queue_glitch_retry_interval = QueueGlitchRetryInterval: TimeSpan = TimeSpan::from_minutes(1),
            within(SECOND, TimeSpan::from_hours(12));
        /// Longer retries after those; 0 goes on to the last step. Default 6.
        transient_failure_retry_count = TransientFailureRetryCount: u32 = 6, within(0, 15);
        /// Wait between these. Default 00:05:00; on an edge server 00:10:00.
        transient_failure_retry_interval = TransientFailureRetryInterval: TimeSpan = TimeSpan::from_minutes(5),
            edge(TimeSpan::from_minutes(10)), within(SECOND, TimeSpan::from_hours(12));
        /// Wait between all further retries. Default 00:10:00; on an edge server 00:30:00.
        outbound_connection_failure_retry_interval = OutboundConnectionFailureRetryInterval: TimeSpan =
            TimeSpan::from_minutes(10), edge(TimeSpan::from_minutes(30)), within(SECOND, TimeSpan::from_days(20));
        /// Wait between retries of a queue to a mailbox database. Default 00:05:00.
        mailbox_delivery_queue_retry_interval = MailboxDeliveryQueueRetryInterval: TimeSpan = TimeSpan::from_minutes(5),
            within(SECOND, TimeSpan::from_days(1));
        /// Wait before one message is tried again that was put off while the connection was fine. Default 00:15:00.
        message_retry_interval = MessageRetryInterval: TimeSpan = TimeSpan::from_minutes(15),
            within(SECOND, TimeSpan::from_days(1));
        /// After how long the sender is told of a delay. Default 04:00:00.
        delay_notification_timeout = DelayNotificationTimeout: TimeSpan = TimeSpan::from_hours(4),
            within(SECOND, TimeSpan::from_days(30));
        /// After how long a message is given up and returned. Default 2.00:00:00.
        message_expiration_timeout = MessageExpirationTimeout: TimeSpan = TimeSpan::from_days(2),
            within(TimeSpan::from_seconds(5), TimeSpan::from_days(90));
        /// The same for mail that is on its way into a mailbox here. Default: DelayNotificationTimeout.
        local_delay_notification_timeout = LocalDelayNotificationTimeout: Option<TimeSpan> = None,
            within(SECOND, TimeSpan::from_days(30));
        /// After how long such mail is given up and returned. Default: MessageExpirationTimeout.
        local_message_expiration_timeout = LocalMessageExpirationTimeout: Option<TimeSpan> = None,
            within(TimeSpan::from_seconds(5), TimeSpan::from_days(90));
        /// Whether messages of high priority (X-Priority, Importance) go before the others, with times and connections of
        /// their own. Default $false: those that came first go first, whatever their priority.
        priority_queuing_enabled = PriorityQueuingEnabled: bool = false;
        /// With priority queuing, a larger message of high priority counts as one of normal. Default 250 KB.
        max_high_priority_message_size = MaxHighPriorityMessageSize: ByteSize = ByteSize::from_kb(250),
            within(ByteSize::new(1), ByteSize::from_gb(2));
        /// With priority queuing, after how long the sender of a message of high priority is told of a delay.
        /// Default 00:30:00.
        high_priority_delay_notification_timeout = HighPriorityDelayNotificationTimeout: TimeSpan =
            TimeSpan::from_minutes(30), within(SECOND, TimeSpan::from_days(30));
        /// The same for normal priority. Default 04:00:00.
        normal_priority_delay_notification_timeout = NormalPriorityDelayNotificationTimeout: TimeSpan =
            TimeSpan::from_hours(4), within(SECOND, TimeSpan::from_days(30));
        /// The same for low priority. Default 08:00:00.
        low_priority_delay_notification_timeout = LowPriorityDelayNotificationTimeout: TimeSpan =
            TimeSpan::from_hours(8), within(SECOND, TimeSpan::from_days(30));
        /// With priority queuing, after how long a message of high priority is given up and returned. Default 08:00:00.
        high_priority_message_expiration_timeout = HighPriorityMessageExpirationTimeout: TimeSpan =
            TimeSpan::from_hours(8), within(TimeSpan::from_seconds(5), TimeSpan::from_days(90));
        /// The same for normal priority. Default 2.00:00:00.
        normal_priority_message_expiration_timeout = NormalPriorityMessageExpirationTimeout: TimeSpan =
            TimeSpan::from_days(2), within(TimeSpan::from_seconds(5), TimeSpan::from_days(90));
        /// The same for low priority. Default 2.00:00:00.
        low_priority_message_expiration_timeout = LowPriorityMessageExpirationTimeout: TimeSpan =
            TimeSpan::from_days(2), within(TimeSpan::from_seconds(5), TimeSpan::from_days(90));
        /// With priority queuing, most connections at once to one next hop that carry messages of high priority.
        /// Default 3.
        max_per_domain_high_priority_connections = MaxPerDomainHighPriorityConnections: u32 = 3, within(1, MOST);
        /// The same for normal priority. Default 15.
        max_per_domain_normal_priority_connections = MaxPerDomainNormalPriorityConnections: u32 = 15, within(1, MOST);
        /// The same for low priority. Default 2.
        max_per_domain_low_priority_connections = MaxPerDomainLowPriorityConnections: u32 = 2, within(1, MOST);
        /// Count how often a message was being worked on when the service crashed. Default $true.
        poison_message_detection_enabled = PoisonMessageDetectionEnabled: bool = true;
        /// After how many crashes such a message goes to the Poison queue. Default 2.
        poison_threshold = PoisonThreshold: u32 = 2, within(1, 10);
        /// How long an empty queue stays. Default 00:03:00.
        queue_max_idle_time = QueueMaxIdleTime: TimeSpan = TimeSpan::from_minutes(3),
            within(TimeSpan::from_seconds(5), TimeSpan::from_hours(1));
        /// After how long without a delivery the messages of a queue are routed anew. Default 12:00:00.
        max_idle_time_before_resubmit = MaxIdleTimeBeforeResubmit: TimeSpan = TimeSpan::from_hours(12),
            within(TimeSpan::from_minutes(1), TimeSpan::from_days(30));

        /// Most connections in a minute to all its receive connectors together, evened out: a sixtieth of it in a second.
        /// Who comes too soon is told 421 4.3.2. Default Unlimited, where Exchange has 1200: a relay that is meant to
        /// take thousands of messages in a second is not to be stopped by a setting that nobody made.
        max_connection_rate_per_minute = MaxConnectionRatePerMinute: Unlimited<u32> = Unlimited::Unlimited,
            within(1, MOST);
        /// Most connections out at once. Default 1000.
        max_outbound_connections = MaxOutboundConnections: Unlimited<u32> = Unlimited::Limit(1000), within(1, MOST);
        /// Most connections at once to one next hop. Default 20.
        max_per_domain_outbound_connections = MaxPerDomainOutboundConnections: Unlimited<u32> = Unlimited::Limit(20),
            within(1, MOST);
        /// Messages to send over one connection to another server of the organization before a new one is made.
        /// Default 20.
        intra_org_connector_smtp_max_messages_per_connection = IntraOrgConnectorSmtpMaxMessagesPerConnection: u32 = 20,
            within(1, MOST);
        /// Verbose writes sessions with other servers of the organization to the protocol log. Default None.
        intra_org_connector_protocol_logging_level = IntraOrgConnectorProtocolLoggingLevel: ProtocolLoggingLevel =
            ProtocolLoggingLevel::None;
        /// Most deliveries at once to one mailbox database. Default 20.
        max_concurrent_mailbox_deliveries = MaxConcurrentMailboxDeliveries: u32 = 20, within(1, 256);

        /// Refuse mail, or make it wait, before disk or memory run out (back pressure). Default $true.
        enable_resource_monitoring = EnableResourceMonitoring: bool = true;
        /// How often disk, memory and queues are measured for that. Default 00:00:02.
        resource_metering_interval = ResourceMeteringInterval: TimeSpan = TimeSpan::from_seconds(2),
            within(SECOND, TimeSpan::from_seconds(30));
        /// Where back pressure begins and ends, in place of the values that Get-BackPressure shows: each
        /// `Resource.Step=value`, such as `PrivateBytes.LowToMedium=60` or `SubmissionQueue.MediumToHigh=20000`.
        resource_thresholds = ResourceThresholds: Vec<ResourceThreshold> = Vec::new();
        /// How long the reply to MAIL waits when back pressure begins to slow senders down. Default 00:00:10.
        smtp_start_throttling_delay_interval = SmtpStartThrottlingDelayInterval: TimeSpan = TimeSpan::from_seconds(10),
            within(TimeSpan::ZERO, TimeSpan::from_minutes(4));
        /// By how much that grows with each measurement while the pressure lasts. Default 00:00:05.
        smtp_step_throttling_delay_interval = SmtpStepThrottlingDelayInterval: TimeSpan = TimeSpan::from_seconds(5),
            within(TimeSpan::ZERO, TimeSpan::from_minutes(4));
        /// How long it may become. Default 00:00:55.
        smtp_max_throttling_delay_interval = SmtpMaxThrottlingDelayInterval: TimeSpan = TimeSpan::from_seconds(55),
            within(TimeSpan::ZERO, TimeSpan::from_minutes(4));

        /// Look names up for connectors that use external DNS with the DNS servers that the machine itself asks, not with
        /// those of ExternalDNSServers. A list that is given alone sets it to $false, and one that is taken away to $true.
        /// ExternalDNSAdapterGuid is not there: a machine asks the same servers, whatever the network adapter.
        /// Default $true.
        external_dns_adapter_enabled = ExternalDNSAdapterEnabled: bool = true, formerly(external_formerly);
        /// DNS servers for connectors that use external DNS and for checks of senders, each `address` or `address:port`.
        /// Default: none; these connectors then ask the system's own, and checks whom everything else asks.
        external_dns_servers = ExternalDNSServers: Vec<DnsServer> = Vec::new();
        /// How to ask these. Default Any.
        external_dns_protocol_option = ExternalDNSProtocolOption: ProtocolOption = ProtocolOption::Any;
        /// The same switch for everything else and InternalDNSServers. Default $true.
        internal_dns_adapter_enabled = InternalDNSAdapterEnabled: bool = true, formerly(internal_formerly);
        /// DNS servers for everything else, each `address` or `address:port`. Default: none; the system's own are asked.
        internal_dns_servers = InternalDNSServers: Vec<DnsServer> = Vec::new();
        /// How to ask these. Default Any.
        internal_dns_protocol_option = InternalDNSProtocolOption: ProtocolOption = ProtocolOption::Any;

        /// Directory from which messages are taken as files (`.eml`): who a message is from and for stands in its header.
        /// Whoever may write there may send as anybody. Default: none.
        pickup_directory_path = PickupDirectoryPath: Option<LocalPath> = None;
        /// Directory from which messages are taken as files with their envelope in X-Sender and X-Receiver. Whoever may
        /// write there may send as anybody. Default: none.
        replay_directory_path = ReplayDirectoryPath: Option<LocalPath> = None;
        /// Most files taken from each of the two in a minute. Default 100.
        pickup_directory_max_messages_per_minute = PickupDirectoryMaxMessagesPerMinute: u32 = 100, within(1, 20_000);
        /// Largest header of a file in the Pickup directory. Default 64 KB.
        pickup_directory_max_header_size = PickupDirectoryMaxHeaderSize: ByteSize = ByteSize::from_kb(64),
            within(ByteSize::from_kb(32), ByteSize::new(MOST as u64));
        /// Most recipients of a file in the Pickup directory. Default 100.
        pickup_directory_max_recipients_per_message = PickupDirectoryMaxRecipientsPerMessage: u32 = 100,
            within(1, 10_000);
        /// Hosts that get all mail of this server for other organizations that no send connector takes: names or addresses.
        /// Nobody logs in to them, and mail for our own domains never goes there. A send connector does better: all servers
        /// know of it, and Test-MailRoute shows it to each of them. Default: none.
        smart_hosts = SmartHosts: Vec<SmartHost> = Vec::new();
        /// Their port. Default 25.
        smart_host_port = SmartHostPort: u16 = 25, within(1, 65535);
        /// Host that gets what is addressed to nobody here in an Authoritative domain, instead of its being refused: the
        /// other of two systems that share the domain. Default: none.
        unresolved_recipient_host = UnresolvedRecipientHost: Option<SmtpEndpoint> = None;
        /// Directory below which foreign connectors have theirs, where these give no whole path. Default: none.
        root_drop_directory_path = RootDropDirectoryPath: Option<LocalPath> = None;
        /// Where mail is kept that can be neither delivered nor returned, one file ending in .bad for each message.
        /// Default: such mail is dropped.
        badmail_directory_path = BadmailDirectoryPath: Option<LocalPath> = None;

        /// Keep the message tracking log. Default $true.
        message_tracking_log_enabled = MessageTrackingLogEnabled: bool = true;
        /// Where it is. Default: logs/tracking in the data directory.
        message_tracking_log_path = MessageTrackingLogPath: Option<LocalPath> = None;
        /// Age after which its files are removed; 0 keeps them. Default 30.00:00:00.
        message_tracking_log_max_age = MessageTrackingLogMaxAge: TimeSpan = TimeSpan::from_days(30),
            within(TimeSpan::ZERO, LONGEST);
        /// Size of all its files beyond which the oldest are removed. Default 1000 MB.
        message_tracking_log_max_directory_size = MessageTrackingLogMaxDirectorySize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(1000)), within(ByteSize::new(1), LARGEST);
        /// Size of one file. Default 10 MB.
        message_tracking_log_max_file_size = MessageTrackingLogMaxFileSize: ByteSize = ByteSize::from_mb(10),
            within(ByteSize::new(1), ByteSize::from_gb(4));
        /// Keep subjects in it. Default $true.
        message_tracking_log_subject_logging_enabled = MessageTrackingLogSubjectLoggingEnabled: bool = true;

        /// Keep the connectivity log: which next hops were connected to, what answered, how much went there. Default
        /// $true.
        connectivity_log_enabled = ConnectivityLogEnabled: bool = true;
        /// Where it is. Default: logs/connectivity in the data directory.
        connectivity_log_path = ConnectivityLogPath: Option<LocalPath> = None;
        /// Age after which its files are removed; 0 keeps them. Default 30.00:00:00.
        connectivity_log_max_age = ConnectivityLogMaxAge: TimeSpan = TimeSpan::from_days(30),
            within(TimeSpan::ZERO, LONGEST);
        /// Size of all its files beyond which the oldest are removed. Default 1000 MB.
        connectivity_log_max_directory_size = ConnectivityLogMaxDirectorySize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(1000)), within(ByteSize::new(1), LARGEST);
        /// Size of one file. Default 10 MB.
        connectivity_log_max_file_size = ConnectivityLogMaxFileSize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(10)), within(ByteSize::new(1), LARGEST);

        /// Keep a log of what became of domains' wishes for TLS, which Get-TlsReport adds up. Default $true.
        tls_report_log_enabled = TlsReportLogEnabled: bool = true;
        /// Where it is. Default: logs/tls in the data directory.
        tls_report_log_path = TlsReportLogPath: Option<LocalPath> = None;
        /// Age after which its files are removed; 0 keeps them. Default 30.00:00:00.
        tls_report_log_max_age = TlsReportLogMaxAge: TimeSpan = TimeSpan::from_days(30),
            within(TimeSpan::ZERO, LONGEST);
        /// Size of all its files beyond which the oldest are removed. Default 250 MB.
        tls_report_log_max_directory_size = TlsReportLogMaxDirectorySize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(250)), within(ByteSize::new(1), LARGEST);
        /// Size of one file. Default 10 MB.
        tls_report_log_max_file_size = TlsReportLogMaxFileSize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(10)), within(ByteSize::new(1), LARGEST);

        /// Keep the queue log: how each queue with mail was, minute by minute. Default $true.
        queue_log_enabled = QueueLogEnabled: bool = true;
        /// Where it is. Default: logs/queue in the data directory.
        queue_log_path = QueueLogPath: Option<LocalPath> = None;
        /// Age after which its files are removed; 0 keeps them. Default 7.00:00:00.
        queue_log_max_age = QueueLogMaxAge: TimeSpan = TimeSpan::from_days(7), within(TimeSpan::ZERO, LONGEST);
        /// Size of all its files beyond which the oldest are removed. Default 200 MB.
        queue_log_max_directory_size = QueueLogMaxDirectorySize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(200)), within(ByteSize::new(1), LARGEST);
        /// Size of one file. Default 10 MB.
        queue_log_max_file_size = QueueLogMaxFileSize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(10)), within(ByteSize::new(1), LARGEST);

        /// Keep the agent log: what checks of senders and transport rules refused or took out of the way. Default $true.
        agent_log_enabled = AgentLogEnabled: bool = true;
        /// Where it is. Default: logs/agent in the data directory.
        agent_log_path = AgentLogPath: Option<LocalPath> = None;
        /// Age after which its files are removed; 0 keeps them. Default 7.00:00:00.
        agent_log_max_age = AgentLogMaxAge: TimeSpan = TimeSpan::from_days(7), within(TimeSpan::ZERO, LONGEST);
        /// Size of all its files beyond which the oldest are removed. Default 250 MB.
        agent_log_max_directory_size = AgentLogMaxDirectorySize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(250)), within(ByteSize::new(1), LARGEST);
        /// Size of one file. Default 10 MB.
        agent_log_max_file_size = AgentLogMaxFileSize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(10)), within(ByteSize::new(1), LARGEST);

        /// Where the routing-table log is: all routes, whenever they change. Default: logs/routing in the data directory.
        routing_table_log_path = RoutingTableLogPath: Option<LocalPath> = None;
        /// Age after which its files are removed; 0 keeps them. Default 7.00:00:00.
        routing_table_log_max_age = RoutingTableLogMaxAge: TimeSpan = TimeSpan::from_days(7),
            within(TimeSpan::ZERO, LONGEST);
        /// Size of all its files beyond which the oldest are removed. Default 50 MB.
        routing_table_log_max_directory_size = RoutingTableLogMaxDirectorySize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(50)), within(ByteSize::new(1), LARGEST);

        /// Where the event log is. Default: logs/event in the data directory.
        event_log_path = EventLogPath: Option<LocalPath> = None;
        /// Age after which its files are removed; 0 keeps them. Default 30.00:00:00.
        event_log_max_age = EventLogMaxAge: TimeSpan = TimeSpan::from_days(30), within(TimeSpan::ZERO, LONGEST);
        /// Size of all its files beyond which the oldest are removed. Default 100 MB.
        event_log_max_directory_size = EventLogMaxDirectorySize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(100)), within(ByteSize::new(1), LARGEST);
        /// Size of one file. Default 10 MB.
        event_log_max_file_size = EventLogMaxFileSize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(10)), within(ByteSize::new(1), LARGEST);
        /// How much the event log keeps of a category, each `Category=Level`; Lowest of those that are not named.
        /// Set-EventLogLevel changes it.
        event_log_levels = EventLogLevels: Vec<CategoryLevel> = Vec::new();

        /// Where the protocol log of receive connectors is. Default: logs/smtp-receive in the data directory.
        receive_protocol_log_path = ReceiveProtocolLogPath: Option<LocalPath> = None;
        /// Age after which its files are removed; 0 keeps them. Default 30.00:00:00.
        receive_protocol_log_max_age = ReceiveProtocolLogMaxAge: TimeSpan = TimeSpan::from_days(30),
            within(TimeSpan::ZERO, LONGEST);
        /// Size of all its files beyond which the oldest are removed. Default 250 MB.
        receive_protocol_log_max_directory_size = ReceiveProtocolLogMaxDirectorySize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(250)), within(ByteSize::new(1), LARGEST);
        /// Size of one file. Default 10 MB.
        receive_protocol_log_max_file_size = ReceiveProtocolLogMaxFileSize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(10)), within(ByteSize::new(1), LARGEST);
        /// Where the protocol log of send connectors is. Default: logs/smtp-send in the data directory.
        send_protocol_log_path = SendProtocolLogPath: Option<LocalPath> = None;
        /// Age after which its files are removed; 0 keeps them. Default 30.00:00:00.
        send_protocol_log_max_age = SendProtocolLogMaxAge: TimeSpan = TimeSpan::from_days(30),
            within(TimeSpan::ZERO, LONGEST);
        /// Size of all its files beyond which the oldest are removed. Default 250 MB.
        send_protocol_log_max_directory_size = SendProtocolLogMaxDirectorySize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(250)), within(ByteSize::new(1), LARGEST);
        /// Size of one file. Default 10 MB.
        send_protocol_log_max_file_size = SendProtocolLogMaxFileSize: Unlimited<ByteSize> =
            Unlimited::Limit(ByteSize::from_mb(10)), within(ByteSize::new(1), LARGEST);
    }
    rules [
        connections_fit,
        priorities_fit,
        delay_follows_the_retries,
        delay_precedes_expiry,
        directories_differ,
        site_exists,
        smart_hosts_are_others,
        switches_agree_with_their_lists,
    ]
    advice [other_servers_know_nothing_of_them, nobody_is_named]
}

impl TransportServer {
    /// Whether the transport service is in service, as those want it who have a say in that.
    pub fn transport_state(&self) -> ServiceState {
        ServerComponent::HubTransport.state(&self.component_states)
    }

    /// What its smart hosts are called as a next hop.
    pub fn smart_hosts_stamp(&self) -> String {
        let hosts: Vec<String> = self.smart_hosts.iter().map(ToString::to_string).collect();
        match self.smart_host_port {
            25 => hosts.join(","),
            port => format!("{}:{port}", hosts.join(",")),
        }
    }

    /// Whether a text is its name or its FQDN.
    pub fn is_called(&self, text: &str) -> bool {
        self.name.eq_ignore_ascii_case(text) || self.fqdn.as_str().eq_ignore_ascii_case(text)
    }
}

#[cfg(test)]
mod tests;
