//! The rights, one by one and as a set.

use std::fmt;
use std::str::FromStr;

use crate::model::text::{Malformed, quoted, text_scalar};

/// One right on a receive connector, named as Exchange names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExtendedRight {
    Submit,
    AnyRecipient,
    AnySender,
    AuthoritativeDomainSender,
    AuthenticationFlag,
    BypassSizeLimit,
    BypassAntiSpam,
    RoutingHeaders,
    OrganizationHeaders,
    ForestHeaders,
    XShadow,
    XProxyFrom,
    XSessionParams,
    XAttr,
    XSysProbe,
}

use ExtendedRight as Right;

impl ExtendedRight {
    pub const ALL: &'static [ExtendedRight] = &[
        Right::Submit,
        Right::AnyRecipient,
        Right::AnySender,
        Right::AuthoritativeDomainSender,
        Right::AuthenticationFlag,
        Right::BypassSizeLimit,
        Right::BypassAntiSpam,
        Right::RoutingHeaders,
        Right::OrganizationHeaders,
        Right::ForestHeaders,
        Right::XShadow,
        Right::XProxyFrom,
        Right::XSessionParams,
        Right::XAttr,
        Right::XSysProbe,
    ];

    /// In the order of [`ExtendedRight::ALL`].
    const NAMES: &'static [&'static str] = &[
        "ms-Exch-SMTP-Submit",
        "ms-Exch-SMTP-Accept-Any-Recipient",
        "ms-Exch-SMTP-Accept-Any-Sender",
        "ms-Exch-SMTP-Accept-Authoritative-Domain-Sender",
        "ms-Exch-SMTP-Accept-Authentication-Flag",
        "ms-Exch-Bypass-Message-Size-Limit",
        "ms-Exch-Bypass-Anti-Spam",
        "ms-Exch-Accept-Headers-Routing",
        "ms-Exch-Accept-Headers-Organization",
        "ms-Exch-Accept-Headers-Forest",
        "ms-Exch-SMTP-Accept-XShadow",
        "ms-Exch-SMTP-Accept-XProxyFrom",
        "ms-Exch-SMTP-Accept-XSessionParams",
        "ms-Exch-SMTP-Accept-XAttr",
        "ms-Exch-SMTP-Accept-XSysProbe",
    ];

    const DOCS: &'static [&'static str] = &[
        "Send mail at all.",
        "Relay: recipients in domains that are not ours.",
        "Send as others than oneself.",
        "Send as somebody in an authoritative domain of ours.",
        "Count as inside, also without a login.",
        "MaxMessageSize of the connector does not apply.",
        "Neither block lists nor the sender filter nor the Sender Id agent refuse mail.",
        "Received and Resent- header fields are kept.",
        "X-MS-Exchange-Organization- header fields are kept.",
        "X-MS-Exchange-Forest- header fields are kept.",
        "Leave shadow copies here, and ask which of one's own are done with (XSHADOW, XSHADOWREQUEST, XQDISCARD).",
        "Speak for a client of one's own (XPROXYFROM, XPROXY).",
        "Say what the session is for (XSESSIONPARAMS).",
        "Say whose message it is and which way it goes (XATTR, XMSGCTX, XRDST).",
        "Send probes, which nobody gets (XSYSPROBE).",
    ];

    pub fn name(self) -> &'static str {
        ExtendedRight::NAMES[self as usize]
    }

    pub fn permission(self) -> Permissions {
        Permissions(1 << self as u16)
    }
}

impl fmt::Display for ExtendedRight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for ExtendedRight {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<ExtendedRight, Malformed> {
        let is_named = |right: &&ExtendedRight| right.name().eq_ignore_ascii_case(text.trim());
        ExtendedRight::ALL.iter().find(is_named).copied().ok_or_else(|| {
            Malformed::new(
                format!("{} is not a right that a receive connector knows.", quoted(text)),
                format!("Use one of: {}.", ExtendedRight::NAMES.join(", ")),
            )
        })
    }
}

text_scalar!(ExtendedRight, "ExtendedRightIdParameter", values: ExtendedRight::NAMES, docs: ExtendedRight::DOCS);

/// Rights on a connector, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions(u16);

impl Permissions {
    pub const NONE: Permissions = Permissions(0);
    pub const SUBMIT: Permissions = Permissions(1 << Right::Submit as u16);
    pub const ANY_RECIPIENT: Permissions = Permissions(1 << Right::AnyRecipient as u16);
    pub const ANY_SENDER: Permissions = Permissions(1 << Right::AnySender as u16);
    pub const AUTHORITATIVE_SENDER: Permissions = Permissions(1 << Right::AuthoritativeDomainSender as u16);
    pub const AUTHENTICATION_FLAG: Permissions = Permissions(1 << Right::AuthenticationFlag as u16);
    pub const BYPASS_SIZE: Permissions = Permissions(1 << Right::BypassSizeLimit as u16);
    pub const BYPASS_ANTI_SPAM: Permissions = Permissions(1 << Right::BypassAntiSpam as u16);
    pub const ROUTING_HEADERS: Permissions = Permissions(1 << Right::RoutingHeaders as u16);
    pub const ORGANIZATION_HEADERS: Permissions = Permissions(1 << Right::OrganizationHeaders as u16);
    pub const FOREST_HEADERS: Permissions = Permissions(1 << Right::ForestHeaders as u16);
    pub const XSHADOW: Permissions = Permissions(1 << Right::XShadow as u16);
    pub const XPROXY_FROM: Permissions = Permissions(1 << Right::XProxyFrom as u16);
    pub const XSESSION_PARAMS: Permissions = Permissions(1 << Right::XSessionParams as u16);
    pub const XATTR: Permissions = Permissions(1 << Right::XAttr as u16);
    pub const XSYSPROBE: Permissions = Permissions(1 << Right::XSysProbe as u16);

    pub const fn with(self, other: Permissions) -> Permissions {
        Permissions(self.0 | other.0)
    }

    pub const fn without(self, other: Permissions) -> Permissions {
        Permissions(self.0 & !other.0)
    }

    /// Those that are among others as well.
    pub const fn within(self, other: Permissions) -> Permissions {
        Permissions(self.0 & other.0)
    }

    /// Whether all of those are among them.
    pub const fn allow(self, wanted: Permissions) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    pub fn rights(self) -> impl Iterator<Item = ExtendedRight> {
        ExtendedRight::ALL.iter().copied().filter(move |right| self.allow(right.permission()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_letter_case() {
        for right in ExtendedRight::ALL {
            assert_eq!(right.name().to_uppercase().parse(), Ok(*right));
            assert_eq!(right.permission().rights().collect::<Vec<_>>(), [*right]);
        }
        assert_eq!("Ms-Exch-SMTP-Accept-Any-Recipient".parse(), Ok(Right::AnyRecipient));
        let bad = "ms-Exch-SMTP".parse::<ExtendedRight>().expect_err("half a name");
        assert!(bad.says.contains("is not a right"), "{bad}");
    }
}
