//! The banner, and what EHLO offers by the connector's switches (reference: smtp-verbs.md §1).
//!
//! What is offered is what works: a keyword appears only when the session would take the command that it announces.

use std::borrow::Cow;
use std::net::IpAddr;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use smallvec::SmallVec;

use crate::mail::sasl::ServerMechanism;
use crate::mail::{Reply, origin};
use crate::model::permission::Permissions;
use crate::model::{AuthMechanisms, ReceiveConnector, SizeMode};

/// What the name in banner and EHLO is: the connector's Fqdn, else the server's.
pub fn host<'a>(connector: &'a ReceiveConnector, server: &'a str) -> &'a str {
    connector.fqdn.as_ref().map_or(server, |fqdn| fqdn.as_str())
}

/// `220`: the connector's Banner, which starts with that code, or our own words.
pub fn banner(connector: &ReceiveConnector, host: &str, now: Timestamp) -> Reply {
    let own = connector.banner.as_deref().and_then(|banner| banner.strip_prefix("220"));
    match own {
        Some(text) => Reply::bare(220, text.trim_start().to_owned()),
        None => {
            let date = origin::date(&now.to_zoned(TimeZone::UTC));
            Reply::bare(220, format!("{host} emsh ESMTP MAIL Service ready at {date}"))
        }
    }
}

/// What of the session decides what is offered.
#[derive(Clone, Copy, Debug)]
pub struct Situation {
    /// The node has a certificate.
    pub has_certificate: bool,
    /// It can prove itself to other servers of the organization.
    pub has_identity: bool,
    pub is_encrypted: bool,
    /// The peer has shown the certificate of a server of the organization.
    pub is_one_of_us: bool,
    pub is_authenticated: bool,
    /// What the peer may do, or may once it has proved itself by X-EXPS.
    pub rights: Permissions,
    /// It is a server of the organization, or will be once it has proved itself by X-EXPS.
    pub is_server: bool,
    /// It is a client that a front end has handed on: TLS and X-EXPS are not its.
    pub is_handed_on: bool,
    /// It may say who it is.
    pub may_log_on: bool,
    /// It may speak for clients of its own.
    pub may_hand_on: bool,
    /// It may say which mailbox database the session is for.
    pub may_name_database: bool,
    /// Recipients that one message may have.
    pub most_recipients: u32,
}

impl Situation {
    /// Whether STARTTLS works now.
    pub fn offers_tls(&self, connector: &ReceiveConnector) -> bool {
        let is_wanted = connector.auth_mechanism.contains(AuthMechanisms::Tls) && !self.is_handed_on;
        is_wanted && self.has_certificate && !self.is_encrypted
    }

    /// Whether X-ANONYMOUSTLS works now.
    pub fn offers_anonymous_tls(&self, connector: &ReceiveConnector) -> bool {
        let is_wanted = connector.auth_mechanism.contains(AuthMechanisms::ExchangeServer);
        let is_possible = self.has_identity && !self.is_encrypted && !self.is_handed_on;
        is_wanted && is_possible && !connector.suppress_x_anonymous_tls
    }

    /// Whether X-EXPS works now.
    pub fn offers_exps(&self, connector: &ReceiveConnector) -> bool {
        let is_wanted = connector.auth_mechanism.contains(AuthMechanisms::ExchangeServer);
        is_wanted && self.is_one_of_us && !self.is_authenticated
    }

    /// Whether XPROXYTO will work once the peer has logged in.
    pub fn offers_proxy(&self, connector: &ReceiveConnector) -> bool {
        connector.is_front_end() && self.is_one_of_us
    }

    /// Whether the peer may leave shadow copies here, perhaps once it has proved itself.
    fn takes_shadows(&self) -> bool {
        self.rights.allow(Permissions::XSHADOW) && !self.is_handed_on
    }

    /// Whether AUTH works now.
    pub fn offers_logon(&self, connector: &ReceiveConnector) -> bool {
        let mechanisms = connector.auth_mechanism;
        let needs_tls = mechanisms.contains(AuthMechanisms::BasicAuthRequireTLS);
        let is_open = !self.is_authenticated && self.may_log_on;
        mechanisms.contains(AuthMechanisms::BasicAuth) && (self.is_encrypted || !needs_tls) && is_open
    }
}

/// The answer to EHLO.
pub fn ehlo(connector: &ReceiveConnector, host: &str, peer: IpAddr, situation: Situation) -> Reply {
    let mut lines: SmallVec<[Cow<'static, str>; 1]> = SmallVec::with_capacity(10);
    lines.push(hello_text(host, peer).into());
    match connector.size_enabled {
        SizeMode::Enabled => lines.push(format!("SIZE {}", connector.max_message_size.bytes()).into()),
        SizeMode::EnabledwithoutValue => lines.push("SIZE".into()),
        SizeMode::Disabled => {}
    }
    for (is_offered, keyword) in [
        (connector.etrn_enabled, "ETRN"),
        (connector.atrn_enabled, "ATRN"),
        (connector.turn_enabled, "TURN"),
        (connector.pipelining_enabled, "PIPELINING"),
        (connector.delivery_status_notification_enabled, "DSN"),
        (connector.enhanced_status_codes_enabled, "ENHANCEDSTATUSCODES"),
        (situation.offers_tls(connector), "STARTTLS"),
        (situation.offers_anonymous_tls(connector), "X-ANONYMOUSTLS"),
        (situation.offers_logon(connector), ServerMechanism::OFFER),
        (situation.offers_exps(connector), "X-EXPS EXTERNAL"),
        (connector.eight_bit_mime_enabled, "8BITMIME"),
        (connector.binary_mime_enabled && connector.chunking_enabled, "BINARYMIME"),
        (connector.chunking_enabled, "CHUNKING"),
        (connector.takes_utf8(), "SMTPUTF8"),
        (situation.is_encrypted, "REQUIRETLS"),
        (connector.long_addresses_enabled, "XLONGADDR"),
        (connector.orar_enabled, "XORAR"),
        (situation.is_server, "X-LINK2STATE"),
        (situation.rights.allow(Permissions::XSYSPROBE), "XSYSPROBE"),
        (situation.rights.allow(Permissions::XATTR), "XATTR"),
        (situation.rights.allow(Permissions::XATTR), "XMSGCTX"),
        (situation.rights.allow(Permissions::XATTR), "XRDST"),
        (situation.may_hand_on, "XPROXY"),
        (situation.may_hand_on, "XPROXYFROM"),
        (situation.offers_proxy(connector), "XPROXYTO"),
        (situation.may_name_database, "XSESSIONPARAMS"),
        (situation.takes_shadows(), "XSHADOW"),
        (situation.takes_shadows(), "XSHADOWREQUEST"),
    ] {
        if is_offered {
            lines.push(keyword.into());
        }
    }
    // A limit of 0 is not one that can be said (RFC 9422 §4.2).
    if connector.limits_enabled && situation.most_recipients > 0 {
        lines.push(format!("LIMITS RCPTMAX={}", situation.most_recipients).into());
    }
    Reply { code: 250, status: None, lines }
}

/// The answer to HELO.
pub fn helo(host: &str, peer: IpAddr) -> Reply {
    Reply::bare(250, hello_text(host, peer))
}

fn hello_text(host: &str, peer: IpAddr) -> String {
    format!("{host} Hello [{}]", peer.to_canonical())
}
