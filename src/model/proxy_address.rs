//! The addresses a recipient answers to.

use std::fmt;
use std::str::FromStr;

use super::Value;
use super::smtp_address::SmtpAddress;
use super::text::{Malformed, quoted, text_scalar};

/// An address with the kind of system it is of: `SMTP:a@b.c` (primary), `smtp:a@b.c`, `X400:…`. No prefix means a
/// further SMTP address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProxyAddress {
    /// Written in capitals: the one that others are shown.
    pub primary: bool,
    pub address: ProxyKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ProxyKind {
    Smtp(SmtpAddress),
    /// Any other system: its prefix in lower case, and the address as written.
    Other(String, String),
}

impl ProxyAddress {
    pub fn primary(address: SmtpAddress) -> ProxyAddress {
        ProxyAddress { primary: true, address: ProxyKind::Smtp(address) }
    }

    pub fn secondary(address: SmtpAddress) -> ProxyAddress {
        ProxyAddress { primary: false, address: ProxyKind::Smtp(address) }
    }

    pub fn smtp(&self) -> Option<&SmtpAddress> {
        match &self.address {
            ProxyKind::Smtp(address) => Some(address),
            ProxyKind::Other(..) => None,
        }
    }
}

impl ProxyAddress {
    /// What stands before the colon: in capitals for the primary address.
    fn prefix(&self) -> String {
        let prefix = match &self.address {
            ProxyKind::Smtp(_) => "smtp",
            ProxyKind::Other(prefix, _) => prefix,
        };
        if self.primary { prefix.to_ascii_uppercase() } else { prefix.to_owned() }
    }

    fn address_text(&self) -> String {
        match &self.address {
            ProxyKind::Smtp(address) => address.to_string(),
            ProxyKind::Other(_, address) => address.clone(),
        }
    }
}

impl FromStr for ProxyAddress {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<ProxyAddress, Malformed> {
        let written = text.trim();
        // A colon inside quotes belongs to the local part: `"a:b"@c.d`.
        let (prefix, rest) = match written.split_once(':') {
            Some((prefix, rest)) if !prefix.contains(['"', '@', '[']) => (prefix, rest.trim()),
            _ => ("smtp", written),
        };
        if prefix.is_empty() || prefix.len() > 9 || !prefix.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(Malformed::new(
                format!("{} has a prefix that is no address type.", quoted(text)),
                "Write SMTP:ann@contoso.com for the primary address, smtp:ann@contoso.com for a further one.",
            ));
        }
        let primary = prefix.bytes().all(|b| !b.is_ascii_lowercase());
        if prefix.eq_ignore_ascii_case("smtp") {
            return Ok(ProxyAddress { primary, address: ProxyKind::Smtp(rest.parse()?) });
        }
        if rest.is_empty() || rest.contains(char::is_control) {
            return Err(Malformed::new(
                format!("{} has no address after its prefix.", quoted(text)),
                "Write Prefix:Address, such as X500:/o=Contoso/cn=ann.",
            ));
        }
        Ok(ProxyAddress { primary, address: ProxyKind::Other(prefix.to_ascii_lowercase(), rest.to_owned()) })
    }
}

impl fmt::Display for ProxyAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.prefix(), self.address_text())
    }
}

text_scalar!(ProxyAddress, "ProxyAddress", members: {
    "AddressString" => |it| Value::text(it.address_text()),
    "ProxyAddressString" => |it| Value::text(it.to_string()),
    "PrefixString" => |it| Value::text(it.prefix()),
    "Prefix" => |it| Value::text(it.prefix().to_ascii_uppercase()),
    "IsPrimaryAddress" => |it| Value::Bool(it.primary),
    "SmtpAddress" => |it| it.smtp().map_or(Value::Null, |address| Value::text(address.to_string())),
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_prefix_tells_system_and_rank() {
        for (text, shown) in [
            ("SMTP:Ann@contoso.com", "SMTP:Ann@contoso.com"),
            ("smtp:ann@contoso.com", "smtp:ann@contoso.com"),
            ("Smtp:ann@contoso.com", "smtp:ann@contoso.com"),
            ("ann@contoso.com", "smtp:ann@contoso.com"),
            ("X500:/o=Contoso/cn=ann", "X500:/o=Contoso/cn=ann"),
            ("x400:c=US;a=att;s=ann", "x400:c=US;a=att;s=ann"),
            ("\"a:b\"@c.d", "smtp:\"a:b\"@c.d"),
        ] {
            assert_eq!(text.parse::<ProxyAddress>().expect(text).to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_proxy_address_is_refused() {
        for text in ["", ":", "SMTP:", "smtp:ann", ":ann@contoso.com", "X500:", "a b:c", "X500:\u{7}"] {
            assert!(text.parse::<ProxyAddress>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[SMTPsmtpx:@.a ]{0,20}") {
            if let Ok(address) = text.parse::<ProxyAddress>() {
                prop_assert_eq!(address.to_string().parse(), Ok(address));
            }
        }
    }
}
