//! What a send connector serves.

use std::fmt;
use std::str::FromStr;

use super::Value;
use super::domain::{Closeness, Domain, SmtpDomain};
use super::text::{Malformed, quoted, text_scalar};

/// `[Type:]Space[;Cost]`: `*`, `*.contoso.com;5`, `SMTP:contoso.com;1`, `--`, `X400:c=US;a=att;1`.
///
/// `contoso.com`, `SMTP:contoso.com` and `SMTP:contoso.com;1` are one value, printed in the longest form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressSpace {
    pub space: Space,
    /// 1 to 100; of two equally close connectors the lower wins.
    pub cost: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    Smtp(SmtpDomain),
    /// `--`: the accepted domains of this organization that it delivers for, authoritative and internal relay alike.
    Accepted,
    /// Addresses of another system: its type in capitals and the space as written. No SMTP recipient matches it.
    Other(String, String),
}

impl AddressSpace {
    /// `*;1`.
    pub const EVERYTHING: AddressSpace = AddressSpace { space: Space::Smtp(SmtpDomain::Any), cost: 1 };

    /// How closely this serves the domain, or `None` where it does not. `accepted`: how closely the accepted domains that
    /// `--` stands for hold it.
    pub fn serves(&self, domain: &Domain, accepted: Option<Closeness>) -> Option<Closeness> {
        match &self.space {
            Space::Smtp(pattern) => pattern.closeness(domain),
            Space::Accepted => accepted,
            Space::Other(..) => None,
        }
    }

    /// How closely this serves an address of another system, given its type in capitals.
    pub fn serves_other(&self, kind: &str, address: &str) -> Option<Closeness> {
        let Space::Other(own, pattern) = &self.space else { return None };
        let (pattern, address) = (pattern.to_lowercase(), address.to_lowercase());
        let fits = match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
            _ if pattern == "*" => Some(Closeness::Any),
            (Some(end), _) => address.ends_with(end).then_some(Closeness::Below(end.len())),
            (_, Some(start)) => address.starts_with(start).then_some(Closeness::Below(start.len())),
            _ => (pattern == address).then_some(Closeness::Exact),
        };
        fits.filter(|_| own == kind)
    }

    pub fn is_smtp(&self) -> bool {
        matches!(self.space, Space::Smtp(_) | Space::Accepted)
    }
}

fn malformed(text: &str, why: &str) -> Malformed {
    Malformed::new(
        format!("{} {why}", quoted(text)),
        "Write a domain with an optional cost of 1 to 100: contoso.com, *.contoso.com;5 or *.",
    )
}

impl FromStr for AddressSpace {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<AddressSpace, Malformed> {
        let written = text.trim();
        let (kind, rest) = match written.split_once(':') {
            Some((kind, rest)) => (kind.trim(), rest.trim()),
            None => ("SMTP", written),
        };
        if kind.is_empty() || kind.len() > 32 || !kind.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(malformed(text, "has an address type that is not a word."));
        }
        if kind.eq_ignore_ascii_case("SMTP") {
            let (space, cost) = match rest.split_once(';') {
                Some((space, cost)) => (space, read_cost(text, cost)?),
                None => (rest, 1),
            };
            if space.trim() == "--" {
                return Ok(AddressSpace { space: Space::Accepted, cost });
            }
            let space = space.parse::<SmtpDomain>().map_err(|bad| Malformed::new(bad.says, malformed("", "").fix))?;
            return Ok(AddressSpace { space: Space::Smtp(space), cost });
        }
        let (space, cost) = match rest.rsplit_once(';') {
            Some((space, cost)) if cost.trim().bytes().all(|b| b.is_ascii_digit()) => (space, read_cost(text, cost)?),
            Some(_) => return Err(malformed(text, "holds semicolons and so must end with its cost, such as ';1'.")),
            None => (rest, 1),
        };
        if space.trim().is_empty() || space.contains(char::is_control) {
            return Err(malformed(text, "names no space after its type."));
        }
        Ok(AddressSpace { space: Space::Other(kind.to_ascii_uppercase(), space.trim().to_owned()), cost })
    }
}

fn read_cost(text: &str, cost: &str) -> Result<u8, Malformed> {
    cost.trim()
        .parse::<u8>()
        .ok()
        .filter(|cost| (1..=100).contains(cost))
        .ok_or_else(|| malformed(text, "has a cost that is not a number from 1 to 100."))
}

impl fmt::Display for AddressSpace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{};{}", self.space.kind(), self.space, self.cost)
    }
}

impl Space {
    fn kind(&self) -> &str {
        match self {
            Space::Smtp(_) | Space::Accepted => "SMTP",
            Space::Other(kind, _) => kind,
        }
    }
}

impl fmt::Display for Space {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Space::Smtp(space) => space.fmt(f),
            Space::Accepted => f.write_str("--"),
            Space::Other(_, space) => f.write_str(space),
        }
    }
}

text_scalar!(AddressSpace, "AddressSpace", members: {
    "Type" => |it| Value::text(it.space.kind()),
    "Address" => |it| Value::text(it.space.to_string()),
    "Domain" => |it| match &it.space {
        Space::Smtp(domain) => domain.domain().map_or_else(|| Value::text("*"), |domain| Value::text(domain.as_str())),
        Space::Accepted | Space::Other(..) => Value::Null,
    },
    "Cost" => |it| Value::Int(it.cost.into()),
    "IncludeSubDomains" => |it| {
        Value::Bool(matches!(&it.space, Space::Smtp(SmtpDomain::Any | SmtpDomain::Below(_))))
    },
    "IsSmtpType" => |it| Value::Bool(it.is_smtp()),
    "IsX400Type" => |it| Value::Bool(matches!(&it.space, Space::Other(kind, _) if kind == "X400")),
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_and_long_forms_are_one_value() {
        for (text, shown) in [
            ("*", "SMTP:*;1"),
            ("contoso.com", "SMTP:contoso.com;1"),
            ("SMTP:Contoso.com;1", "SMTP:contoso.com;1"),
            ("smtp:*.mil;7", "SMTP:*.mil;7"),
            ("*.contoso.com; 100", "SMTP:*.contoso.com;100"),
            ("X400:c=US;a=att;p=Contoso;o=Sales;1", "X400:c=US;a=att;p=Contoso;o=Sales;1"),
            ("fax:*", "FAX:*;1"),
            ("--", "SMTP:--;1"),
            ("smtp:-- ;9", "SMTP:--;9"),
        ] {
            assert_eq!(text.parse::<AddressSpace>().expect(text).to_string(), shown);
        }
    }

    #[test]
    fn addresses_of_other_systems_are_served_by_type_and_pattern() {
        for (space, kind, address, expected) in [
            ("FAX:*", "FAX", "+1 206", Some(Closeness::Any)),
            ("FAX:+1*", "FAX", "+1 206", Some(Closeness::Below(2))),
            ("FAX:*206", "FAX", "+1 206", Some(Closeness::Below(3))),
            ("FAX:+1 206", "FAX", "+1 206", Some(Closeness::Exact)),
            ("FAX:+2*", "FAX", "+1 206", None),
            ("FAX:*", "X400", "c=US", None),
            ("X400:C=us;A=att*;1", "X400", "c=US;a=att;p=x", Some(Closeness::Below(10))),
            ("*", "FAX", "+1 206", None),
        ] {
            assert_eq!(space.parse::<AddressSpace>().expect(space).serves_other(kind, address), expected, "{space}");
        }
    }

    #[test]
    fn bad_spaces_are_refused() {
        for (text, says) in [
            ("*contoso.com", "'*'"),
            ("ann@contoso.com", "'@'"),
            ("contoso.com;0", "cost"),
            ("contoso.com;101", "cost"),
            ("contoso.com;", "cost"),
            ("contoso.com;1;2", "cost"),
            ("X400:c=US;a=att", "cost"),
            ("X400:;1", "names no space"),
            (":contoso.com", "address type"),
            ("", "not a domain name"),
            ("--.com", "hyphen"),
        ] {
            let bad = text.parse::<AddressSpace>().expect_err(text);
            assert!(bad.says.contains(says), "{text}: {bad}");
        }
    }

    #[test]
    fn only_smtp_spaces_serve_domains() {
        let domain = "marketing.contoso.com".parse().expect("domain");
        let ours = "*.contoso.com".parse::<SmtpDomain>().expect("pattern").closeness(&domain);
        let serves = |text: &str| text.parse::<AddressSpace>().expect(text).serves(&domain, ours);
        assert!(serves("marketing.contoso.com") > serves("*.contoso.com"));
        assert!(serves("*.contoso.com") > serves("*"));
        assert_eq!(serves("--"), serves("*.contoso.com"), "as closely as the accepted domain");
        assert_eq!(serves("fax:*"), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[smtpX400:;*.a1 -]{0,20}") {
            if let Ok(space) = text.parse::<AddressSpace>() {
                prop_assert_eq!(space.to_string().parse(), Ok(space));
            }
        }
    }
}
