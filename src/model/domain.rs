//! Names of mail domains and hosts, and patterns over them.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;
use std::sync::Arc;

use super::Value;
use super::text::{Malformed, quoted, text_scalar};

/// What stands right of the `@`: a domain name, or an address in brackets (`[10.0.0.1]`, `[IPv6:2001:db8::1]`).
///
/// Kept in the form that is compared and sent: lower case, letters beyond ASCII as A-labels (`bücher.example` is
/// `xn--bcher-kva.example`), no dot at the end. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(Arc<str>);

const NAME_WAYS: &str = "Write letters, digits and hyphens between dots, such as contoso.com.";

impl Domain {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address, when this is one in brackets.
    pub fn address(&self) -> Option<IpAddr> {
        let inner = self.0.strip_prefix('[')?.strip_suffix(']')?;
        match inner.strip_prefix("ipv6:") {
            Some(v6) => v6.parse().ok().map(IpAddr::V6),
            None => inner.parse().ok(),
        }
    }

    /// True for `contoso.com` itself and each name below it.
    pub fn is_at_or_below(&self, parent: &Domain) -> bool {
        match self.0.strip_suffix(parent.as_str()) {
            Some("") => true,
            Some(front) => front.ends_with('.'),
            None => false,
        }
    }
}

impl From<IpAddr> for Domain {
    fn from(address: IpAddr) -> Domain {
        Domain(match address {
            IpAddr::V4(v4) => format!("[{v4}]").into(),
            IpAddr::V6(v6) => format!("[ipv6:{v6}]").into(),
        })
    }
}

impl FromStr for Domain {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Domain, Malformed> {
        if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let address = match inner.get(..5) {
                Some(tag) if tag.eq_ignore_ascii_case("ipv6:") => inner[5..].parse::<Ipv6Addr>().ok().map(IpAddr::V6),
                _ => inner.parse().ok(),
            };
            return address.map(Domain::from).ok_or_else(|| {
                Malformed::new(
                    format!("{} is not an address in brackets.", quoted(text)),
                    "Write [10.0.0.1] or [IPv6:2001:db8::1].",
                )
            });
        }
        host_name(text).map(|name| Domain(name.into()))
    }
}

/// Checks and lowers a DNS name: labels of 1 to 63 characters, 253 in all (RFC 1035 section 2.3.4), underscores let
/// through because DNS has names with them.
fn host_name(text: &str) -> Result<String, Malformed> {
    let malformed = |why: &str| Malformed::new(format!("{} {why}", quoted(text)), NAME_WAYS);
    // The longest A-label form comes from far fewer characters; this only keeps IDNA from chewing on megabytes.
    if text.len() > 1024 {
        return Err(malformed("is longer than any domain name."));
    }
    let name = text.strip_suffix('.').unwrap_or(text);
    let name = match name.is_ascii() {
        true => name.to_ascii_lowercase(),
        false => idna::domain_to_ascii(name).map_err(|_| malformed("has characters no domain name may have."))?,
    };
    if name.is_empty() {
        return Err(malformed("is not a domain name."));
    }
    if name.len() > 253 {
        return Err(malformed("is longer than any domain name."));
    }
    for label in name.split('.') {
        if label.is_empty() {
            return Err(malformed("has a dot too many."));
        }
        if label.len() > 63 {
            return Err(malformed("has a part longer than 63 characters."));
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err(malformed("has a part that starts or ends with a hyphen."));
        }
        if !label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            return Err(malformed("is not a domain name."));
        }
    }
    Ok(name)
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.strip_prefix("[ipv6:") {
            Some(rest) => write!(f, "[IPv6:{rest}"),
            None => f.pad(&self.0),
        }
    }
}

impl fmt::Debug for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Domain({})", self.0)
    }
}

/// Name of a host, such as `hub01.contoso.com`: a domain name and never an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fqdn(Domain);

impl Fqdn {
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub fn domain(&self) -> &Domain {
        &self.0
    }
}

impl From<Fqdn> for Domain {
    fn from(name: Fqdn) -> Domain {
        name.0
    }
}

impl FromStr for Fqdn {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Fqdn, Malformed> {
        if text.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() {
            return Err(Malformed::new(
                format!("{} is an address, not the name of a host.", quoted(text)),
                "Write a name, such as mail.contoso.com.",
            ));
        }
        host_name(text).map(|name| Fqdn(Domain(name.into())))
    }
}

impl fmt::Display for Fqdn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How well a pattern fits a domain; more is closer.
///
/// An exact name beats every `*.suffix`, a longer suffix beats a shorter one, and `*` takes what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    Any,
    /// Length of the suffix in bytes: of two suffixes of one domain the longer is the closer.
    Below(usize),
    Exact,
}

/// Domains by pattern: `contoso.com` alone, `*.contoso.com` with everything below it, or `*`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SmtpDomain {
    Any,
    /// `*.contoso.com`: contoso.com itself and each name below it.
    Below(Domain),
    Exact(Domain),
}

impl SmtpDomain {
    /// How closely this matches, or `None` where it does not.
    pub fn closeness(&self, domain: &Domain) -> Option<Closeness> {
        match self {
            SmtpDomain::Any => Some(Closeness::Any),
            SmtpDomain::Below(parent) => domain.is_at_or_below(parent).then(|| Closeness::Below(parent.as_str().len())),
            SmtpDomain::Exact(exact) => (exact == domain).then_some(Closeness::Exact),
        }
    }

    pub fn matches(&self, domain: &Domain) -> bool {
        self.closeness(domain).is_some()
    }

    /// The name without `*.`; nothing for `*`.
    pub fn domain(&self) -> Option<&Domain> {
        match self {
            SmtpDomain::Any => None,
            SmtpDomain::Below(domain) | SmtpDomain::Exact(domain) => Some(domain),
        }
    }
}

impl FromStr for SmtpDomain {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<SmtpDomain, Malformed> {
        let malformed = |why: &str| {
            Malformed::new(
                format!("{} {why}", quoted(text)),
                "Write contoso.com for one domain, *.contoso.com for it and everything below it, or * for all.",
            )
        };
        let written = text.trim();
        if written.contains('@') {
            return Err(malformed("has an '@': a domain is wanted, not an address."));
        }
        if written == "*" {
            return Ok(SmtpDomain::Any);
        }
        let (below, name) = match written.strip_prefix("*.") {
            Some(name) => (true, name),
            None => (false, written),
        };
        if name.contains('*') {
            return Err(malformed("has a '*' that is not a whole first part."));
        }
        if written.starts_with('[') || name.parse::<IpAddr>().is_ok() {
            return Err(malformed("is an address, not a domain."));
        }
        let domain = name.parse::<Domain>().map_err(|bad| Malformed::new(bad.says, malformed("").fix))?;
        Ok(if below { SmtpDomain::Below(domain) } else { SmtpDomain::Exact(domain) })
    }
}

impl fmt::Display for SmtpDomain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SmtpDomain::Any => f.pad("*"),
            SmtpDomain::Below(domain) => f.pad(&format!("*.{domain}")),
            SmtpDomain::Exact(domain) => domain.fmt(f),
        }
    }
}

text_scalar!(Domain, "Domain");
text_scalar!(Fqdn, "Fqdn");
text_scalar!(SmtpDomain, "SmtpDomainWithSubdomains", members: {
    "Address" => |it| Value::text(it.to_string()),
    "Domain" => |it| it.domain().map_or_else(|| Value::text("*"), |domain| Value::text(domain.as_str())),
    "SmtpDomain" => |it| it.domain().map_or(Value::Null, |domain| Value::text(domain.as_str())),
    "IncludeSubDomains" => |it| Value::Bool(!matches!(it, SmtpDomain::Exact(_))),
    "IsStar" => |it| Value::Bool(matches!(it, SmtpDomain::Any)),
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_compared_in_one_form() {
        for (text, kept) in [
            ("Contoso.COM", "contoso.com"),
            ("contoso.com.", "contoso.com"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("localhost", "localhost"),
            ("_spf.contoso.com", "_spf.contoso.com"),
            ("[10.0.0.1]", "[10.0.0.1]"),
            ("[IPV6:2001:DB8::1]", "[IPv6:2001:db8::1]"),
        ] {
            assert_eq!(text.parse::<Domain>().expect(text).to_string(), kept, "{text}");
        }
        assert_eq!("[ipv6:::1]".parse::<Domain>().expect("literal").address(), Some("::1".parse().expect("address")));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let long = "a".repeat(64);
        let deep = "a.".repeat(130);
        for text in
            ["", ".", "a..b", "-a.b", "a-.b", "a b", "a@b", "*.a", "[10.0.0]", "[", "a\r\n", &long, &deep, "a/b", ".a"]
        {
            assert!(text.parse::<Domain>().is_err(), "{text}");
        }
        assert!("10.0.0.1".parse::<Fqdn>().is_err() && "[10.0.0.1]".parse::<Fqdn>().is_err());
    }

    #[test]
    fn patterns_match_by_closeness() {
        let closeness = |pattern: &str, domain: &str| {
            pattern.parse::<SmtpDomain>().expect(pattern).closeness(&domain.parse().expect(domain))
        };
        for (pattern, domain, expected, why) in [
            ("contoso.com", "CONTOSO.com", Some(Closeness::Exact), "case does not matter"),
            ("contoso.com", "a.contoso.com", None, "a name alone has no sub-domains"),
            ("*.contoso.com", "contoso.com", Some(Closeness::Below(11)), "the parent is included"),
            ("*.contoso.com", "x.y.contoso.com", Some(Closeness::Below(11)), "any depth"),
            ("*.contoso.com", "notcontoso.com", None, "whole labels only"),
            ("*", "example.org", Some(Closeness::Any), "everything"),
        ] {
            assert_eq!(closeness(pattern, domain), expected, "{why}");
        }
        assert!(closeness("*.b.c", "a.b.c") > closeness("*.c", "a.b.c"));
        assert!(closeness("a.b.c", "a.b.c") > closeness("*.a.b.c", "a.b.c"));
    }

    #[test]
    fn patterns_that_mislead_are_refused() {
        for text in ["*contoso.com", "a.*.com", "**", "*.", "a@b.c", "10.0.0.1", "[10.0.0.1]", "", "*.*"] {
            assert!(text.parse::<SmtpDomain>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[\\[\\]:.*a-f0-9ipv-]{0,30}") {
            if let Ok(domain) = text.parse::<Domain>() {
                prop_assert_eq!(domain.to_string().parse(), Ok(domain));
            }
            if let Ok(pattern) = text.parse::<SmtpDomain>() {
                prop_assert_eq!(pattern.to_string().parse(), Ok(pattern));
            }
        }
    }
}
