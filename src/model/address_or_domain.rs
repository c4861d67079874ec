//! One address, all of a domain, or all domains below one: what address rewriting is about.

use std::fmt;
use std::str::FromStr;

use super::text::{Malformed, quoted, text_scalar};
use super::{Domain, SmtpAddress};

/// `ann@contoso.com`, `contoso.com`, or `*.contoso.com`: the domains below it, and not contoso.com itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AddressOrDomain {
    Address(SmtpAddress),
    Domain(Domain),
    Below(Domain),
}

impl AddressOrDomain {
    /// The domain that it is, is in or is below.
    pub fn domain(&self) -> &Domain {
        match self {
            AddressOrDomain::Address(address) => address.domain(),
            AddressOrDomain::Domain(domain) | AddressOrDomain::Below(domain) => domain,
        }
    }
}

impl FromStr for AddressOrDomain {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<AddressOrDomain, Malformed> {
        let written = text.trim();
        let named = |name: &str| {
            let domain: Domain = name.parse()?;
            match domain.address() {
                None => Ok(domain),
                Some(_) => Err(Malformed::new(
                    format!("{} is the address of a host.", quoted(text)),
                    "Write ann@contoso.com, contoso.com, or *.contoso.com for all domains below it.",
                )),
            }
        };
        match written.strip_prefix("*.") {
            Some(parent) if !parent.contains('@') => named(parent).map(AddressOrDomain::Below),
            _ if written.contains('@') => written.parse().map(AddressOrDomain::Address),
            _ => named(written).map(AddressOrDomain::Domain),
        }
    }
}

impl fmt::Display for AddressOrDomain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AddressOrDomain::Address(address) => address.fmt(f),
            AddressOrDomain::Domain(domain) => domain.fmt(f),
            AddressOrDomain::Below(domain) => f.pad(&format!("*.{domain}")),
        }
    }
}

text_scalar!(AddressOrDomain, "AddressOrDomain");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_domains_and_what_is_below_them_are_told_apart() {
        for (text, printed) in [
            ("Ann@Contoso.com", "Ann@contoso.com"),
            ("\"a b\"@contoso.com", "\"a b\"@contoso.com"),
            (" Contoso.com ", "contoso.com"),
            ("*.contoso.com", "*.contoso.com"),
            ("bücher.example", "xn--bcher-kva.example"),
        ] {
            assert_eq!(text.parse::<AddressOrDomain>().expect(text).to_string(), printed);
        }
        for text in ["", "*", "*contoso.com", "*.", "@contoso.com", "a@b@c..d", "*.ann@", "[10.0.0.1]", "a b"] {
            assert!(text.parse::<AddressOrDomain>().is_err(), "{text}");
        }
    }
}
