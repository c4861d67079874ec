//! The enumerations of the mail path, named and spelled as Exchange has them.

use super::choice::{choice, flags};

choice! {
    /// What a send connector is for: presets other settings at creation and never changes afterwards.
    SendUsage as "UsageType" {
        /// Nothing but what is given.
        Custom,
        /// To servers of this organization: no size limit.
        Internal,
        /// To the mail servers that DNS names for each domain.
        Internet,
        /// To one partner, whose server proves itself by its certificate.
        Partner,
    }
}

choice! {
    /// What a receive connector is for: presets permission groups and mechanisms at creation.
    ReceiveUsage as "UsageType" {
        /// Mail programs of our users, on port 587.
        Client,
        /// Nothing but what is given: nobody may submit until PermissionGroups says who.
        Custom,
        /// Other servers of this organization.
        Internal,
        /// Anonymous mail for our own domains.
        Internet,
        /// One partner, who proves himself by his certificate.
        Partner,
        /// What a virtual server of Exchange 2000 began with: strangers for our own domains, and logins by name and password
        /// for any, in clear too. Its Windows logins (Integrated) are written down; nothing is offered for them.
        VirtualServer,
    }
}

choice! {
    /// How a send connector logs in to its smart hosts.
    SmartHostAuthMechanism as "SmartHostAuthMechanism" {
        /// No login.
        None,
        /// AUTH with name and password, in clear when the connection is.
        BasicAuth,
        /// The same, but only after STARTTLS with a certificate that names the smart host.
        BasicAuthRequireTLS,
        /// The smart host is another server of this organization; both prove it by their certificates.
        ExchangeServer,
        /// No login: the network between the two is trusted.
        ExternalAuthoritative,
    }
}

choice! {
    /// How a send connector asks the other side for the mail that is kept there for us.
    DequeueMethod as "DequeueMethod" {
        /// Not at all.
        None,
        /// ETRN: the other side makes a connection of its own (RFC 1985).
        Etrn,
        /// TURN: it comes over the same connection (RFC 821).
        Turn,
        /// ATRN: it comes over the same connection, to who has logged in (RFC 2645).
        Atrn,
    }
}

flags! {
    /// What a receive connector offers peers to identify themselves with.
    AuthMechanisms as "AuthMechanisms", empty None {
        /// STARTTLS.
        Tls = 1,
        /// Windows logins (NTLM, Kerberos). Taken because scripts and connectors of old name it; this server has no
        /// Windows domain to ask, so nothing is offered for it.
        Integrated = 2,
        /// AUTH with name and password.
        BasicAuth = 4,
        /// Offer AUTH only after STARTTLS.
        BasicAuthRequireTLS = 8,
        /// The other servers of the organization prove themselves by their certificates (X-ANONYMOUSTLS, X-EXPS).
        ExchangeServer = 16,
        /// The network is trusted: every peer is a server of ours.
        ExternalAuthoritative = 32,
    }
}

flags! {
    /// Who may submit mail to a receive connector, and with which rights.
    PermissionGroups as "PermissionGroups", empty None {
        /// Everybody, for recipients in our accepted domains.
        AnonymousUsers = 1,
        /// Whoever has logged in, for any recipient.
        ExchangeUsers = 2,
        /// The other servers of the organization.
        ExchangeServers = 4,
        /// The same, for servers of old.
        ExchangeLegacyServers = 8,
        /// Partners that have proved their domain by certificate.
        Partners = 16,
    }
}

flags! {
    /// What the rate limit on messages counts by.
    MessageRateSource as "MessageRateSourceFlags", empty None {
        User = 1,
        IPAddress = 2,
        All = 3,
    }
}

flags! {
    /// Which failures of delivery a send connector treats as lighter or graver than they came.
    ErrorPolicies as "ErrorPolicies", empty Default {
        /// A domain that DNS does not know is tried again instead of reported at once.
        DowngradeDnsFailures = 1,
        /// 5xx answers are tried again.
        DowngradeCustomFailures = 2,
        /// 4xx answers are reported at once.
        UpgradeCustomFailures = 4,
    }
}

choice! {
    /// Which kinds of messages a send connector takes.
    AllowedMessageTypes as "AllowedMessageTypes" {
        /// Reports and everything else.
        All,
        /// Only reports that this server makes.
        System,
        /// Everything but those.
        NonSystem,
    }
}

choice! {
    /// What a certificate of the other side must prove.
    TlsAuthLevel as "TlsAuthLevel" {
        /// Nothing: the connection is encrypted, to whomever.
        EncryptionOnly,
        /// A chain to a trusted root, none of which is on its authority's list of revoked certificates. An authority that
        /// cannot be asked says nothing against it.
        CertificateValidation,
        /// The same, and the expected name.
        DomainValidation,
    }
}

choice! {
    ProtocolLoggingLevel as "ProtocolLoggingLevel" { None, Verbose }
}

choice! {
    /// Whether logins of Windows must belong to the TLS connection that they come over.
    ExtendedProtectionPolicy as "ExtendedProtectionPolicySetting" {
        /// No.
        None,
        /// Of clients that can say so. Not available here.
        Allow,
        /// Of all clients. Not available here.
        Require,
    }
}

choice! {
    /// Whether EHLO offers SIZE, with the limit or without.
    SizeMode as "SizeMode" { Enabled, Disabled, EnabledwithoutValue }
}

choice! {
    /// Transport protocol towards DNS servers.
    ProtocolOption as "ProtocolOption" { Any, UseTcpOnly, UseUdpOnly }
}

choice! {
    /// How mail for one of our domains is delivered.
    AcceptedDomainType as "AcceptedDomainType" {
        /// All its recipients are here: an unknown one is refused.
        Authoritative,
        /// Unknown recipients are relayed inside.
        InternalRelay,
        /// All mail is relayed outside.
        ExternalRelay,
    }
}

choice! {
    /// What a node is: a hub among mailboxes, or an edge in the perimeter.
    TransportRole as "ServerRole" { Hub, Edge }
}

choice! {
    /// Which of a server's services a receive connector belongs to.
    ConnectorService as "ServerRole" {
        /// It takes mail.
        HubTransport,
        /// And connects servers of the organization with the outside (FrontendProxyEnabled of send connectors).
        FrontendTransport,
    }
}

choice! {
    /// How the messages of a queue leave the node.
    DeliveryType as "DeliveryType" {
        Undefined,
        Unreachable,
        DnsConnectorDelivery,
        SmartHostConnectorDelivery,
        SmtpDeliveryToMailbox,
        SmtpRelayToConnectorSourceServers,
        NonSmtpGatewayDelivery,
        /// To servers of the organization that an operator has named (Redirect-Message).
        SmtpRelayToServers,
        /// Not at all: they are copies of another server's, kept until that is done with them.
        ShadowRedundancy,
    }
}

choice! {
    NextHopCategory as "NextHopCategory" { External, Internal }
}

choice! {
    QueueStatus as "QueueStatus" { Active, Connecting, Ready, Retry, Suspended }
}

choice! {
    MessageStatus as "MessageStatus" { Ready, Active, Retry, Suspended, PendingSuspend, PendingRemove }
}

choice! {
    MessagePriority as "DeliveryPriority" { Low, Normal, High }
}

choice! {
    Directionality as "MailDirectionality" { Undefined, Originating, Incoming }
}

choice! {
    /// How messages of a domain are signed.
    DkimAlgorithm as "DkimAlgorithm" {
        /// RSA with SHA-256 (RFC 6376): everybody can check it.
        RsaSHA256,
        /// Ed25519 with SHA-256 (RFC 8463): short records and quick, not known to everybody yet.
        Ed25519SHA256,
    }
}

choice! {
    /// What of a message may change on its way without breaking its signature (RFC 6376 §3.4).
    DkimCanonicalization as "DkimCanonicalization" {
        /// Blanks may be folded, and names of fields change their case.
        Relaxed,
        /// Nothing, but for empty lines at the end.
        Simple,
    }
}

choice! {
    /// What a phrase says about a message.
    Influence as "Influence" {
        /// It is wanted.
        GoodWord,
        /// It is spam.
        BadWord,
    }
}

choice! {
    /// What is done about a blocked sender.
    BlockedSenderAction as "BlockedSenderAction" {
        /// The message is marked and taken.
        StampStatus,
        /// The message is refused.
        Reject,
    }
}

choice! {
    /// What is done about mail whose sender is not who it says.
    SenderIdAction as "SenderIdAction" {
        /// The result is written into the header of the message.
        StampStatus,
        /// The message is refused.
        Reject,
    }
}
