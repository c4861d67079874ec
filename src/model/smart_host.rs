//! Where a connector hands mail to when it does not ask DNS for the recipient's domain.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use super::Value;
use super::domain::{Domain, Fqdn};
use super::text::{Malformed, quoted, text_scalar};

/// A host by name, or by address: `mail.contoso.com`, `10.1.1.1`, `[10.1.1.1]`. An address prints in brackets, as in
/// the names of queues.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SmartHost {
    /// Looked up as MX, then as A and AAAA.
    Name(Fqdn),
    Address(IpAddr),
}

impl FromStr for SmartHost {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<SmartHost, Malformed> {
        let written = text.trim();
        let ways = "Write a host name, or an address such as 10.1.1.1 or [2001:db8::1].";
        if let Ok(address) = written.parse() {
            return Ok(SmartHost::Address(address));
        }
        if written.starts_with('[') {
            let inner = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
            let address = inner.trim().parse().ok().or_else(|| written.parse::<Domain>().ok()?.address());
            return address
                .map(SmartHost::Address)
                .ok_or_else(|| Malformed::new(format!("{} is not an address in brackets.", quoted(text)), ways));
        }
        if written.contains(':') {
            let says = format!("{} has a colon: a smart host has no port.", quoted(text));
            return Err(Malformed::new(says, "Give the port with -Port, the same for all smart hosts."));
        }
        written.parse().map(SmartHost::Name).map_err(|bad: Malformed| Malformed::new(bad.says, ways))
    }
}

impl fmt::Display for SmartHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SmartHost::Name(name) => name.fmt(f),
            SmartHost::Address(address) => f.pad(&format!("[{address}]")),
        }
    }
}

text_scalar!(SmartHost, "SmartHost", members: {
    "Address" => |it| match it {
        SmartHost::Address(address) => Value::ip(*address),
        SmartHost::Name(_) => Value::Null,
    },
    "Domain" => |it| match it {
        SmartHost::Name(name) => Value::text(name.as_str()),
        SmartHost::Address(_) => Value::Null,
    },
    "IsIPAddress" => |it| Value::Bool(matches!(it, SmartHost::Address(_))),
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_and_addresses_are_read() {
        for (text, shown) in [
            ("Hub01.contoso.com", "hub01.contoso.com"),
            ("10.0.0.1", "[10.0.0.1]"),
            ("[10.0.0.1]", "[10.0.0.1]"),
            ("2001:db8::1", "[2001:db8::1]"),
            ("[IPv6:2001:db8::1]", "[2001:db8::1]"),
        ] {
            assert_eq!(text.parse::<SmartHost>().expect(text).to_string(), shown);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "[]", "[10.0.0]", "mail.contoso.com:26", "*.contoso.com", "--", "a b", "[10.0.0.1"] {
            assert!(text.parse::<SmartHost>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[\\[\\]:.0-9a-f]{0,20}") {
            if let Ok(host) = text.parse::<SmartHost>() {
                prop_assert_eq!(host.to_string().parse(), Ok(host));
            }
        }
    }
}
