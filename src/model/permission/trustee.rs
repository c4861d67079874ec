//! Whom a right may be given to.

use std::fmt;
use std::str::FromStr;

use crate::model::recipient::RecipientLink;
use crate::model::text::{Malformed, text_scalar};

/// A kind of peer, by its name in Windows, or one of our mailboxes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Trustee {
    /// Whoever has proved nothing, and partners.
    AnonymousLogon,
    /// Every mailbox that has logged in.
    AuthenticatedUsers,
    /// The other servers of the organization.
    ExchangeServers,
    HubTransportServers,
    EdgeTransportServers,
    /// Peers of a connector with ExternalAuthoritative.
    ExternallySecuredServers,
    /// Peers that have proved a domain by their certificate.
    PartnerServers,
    /// This mailbox.
    User(RecipientLink),
}

/// Those with fixed names.
const KINDS: &[(Trustee, &str)] = &[
    (Trustee::AnonymousLogon, "NT AUTHORITY\\ANONYMOUS LOGON"),
    (Trustee::AuthenticatedUsers, "NT AUTHORITY\\Authenticated Users"),
    (Trustee::ExchangeServers, "MS Exchange\\Exchange Servers"),
    (Trustee::HubTransportServers, "MS Exchange\\Hub Transport Servers"),
    (Trustee::EdgeTransportServers, "MS Exchange\\Edge Transport Servers"),
    (Trustee::ExternallySecuredServers, "MS Exchange\\Externally Secured Servers"),
    (Trustee::PartnerServers, "MS Exchange\\Partner Servers"),
];

impl Trustee {
    /// The fixed names.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(_, name)| *name)
    }
}

impl fmt::Display for Trustee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, KINDS.iter().find(|(kind, _)| kind == self)) {
            (Trustee::User(link), _) => link.fmt(f),
            (_, Some((_, name))) => f.pad(name),
            (_, None) => Err(fmt::Error),
        }
    }
}

impl FromStr for Trustee {
    type Err = Malformed;

    /// The domain in front of a name may be any: `CONTOSO\Exchange Servers` are our servers, `CONTOSO\ann` is ann.
    fn from_str(text: &str) -> Result<Trustee, Malformed> {
        let name = text.rsplit('\\').next().unwrap_or(text).trim();
        let own = |full: &str| full.rsplit('\\').next().is_some_and(|own| own.eq_ignore_ascii_case(name));
        match KINDS.iter().find(|(_, full)| own(full)) {
            Some((kind, _)) => Ok(kind.clone()),
            None => name.parse().map(Trustee::User),
        }
    }
}

text_scalar!(Trustee, "SecurityPrincipalIdParameter");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_scripts_write_them() {
        for (text, expected) in [
            ("NT AUTHORITY\\ANONYMOUS LOGON", Trustee::AnonymousLogon),
            ("NT Authority\\Anonymous Logon", Trustee::AnonymousLogon),
            ("ANONYMOUS LOGON", Trustee::AnonymousLogon),
            ("NT AUTHORITY\\Authenticated Users", Trustee::AuthenticatedUsers),
            ("CONTOSO\\Exchange Servers", Trustee::ExchangeServers),
            ("MS Exchange\\Hub Transport Servers", Trustee::HubTransportServers),
        ] {
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
        for (kind, name) in KINDS {
            assert_eq!((name.parse().as_ref(), kind.to_string().as_str()), (Ok(kind), *name));
        }
        for text in ["CONTOSO\\ann", "ann", "ann@contoso.com"] {
            assert!(matches!(text.parse(), Ok(Trustee::User(RecipientLink::Named(_)))), "{text}");
        }
        assert!("CONTOSO\\".parse::<Trustee>().is_err());
    }
}
