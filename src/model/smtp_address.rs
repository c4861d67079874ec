//! Mail addresses as people and configuration write them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::Value;
use super::domain::Domain;
use super::text::{Malformed, quoted, text_scalar};

/// `user@domain`. Equal without regard to letter case, in the local part too, as Exchange looks recipients up;
/// prints the local part as it was written.
///
/// Reading checks what configuration needs. The path grammar of RFC 5321, with source routes and comments on what a
/// peer may send, is `mail`'s; it builds addresses with [`SmtpAddress::new`].
#[derive(Clone)]
pub struct SmtpAddress {
    local: Box<str>,
    domain: Domain,
}

impl SmtpAddress {
    /// Longest address there is, in bytes: one of X.400 inside of one of SMTP (Exchange: LongAddressesEnabled). What
    /// comes by SMTP is usually held to less, see `mail::path`.
    pub const LONGEST: usize = 1860;

    /// From parts that have been checked; the local part as it stands on the wire, quotes included.
    pub fn new(local: impl Into<Box<str>>, domain: Domain) -> SmtpAddress {
        SmtpAddress { local: local.into(), domain }
    }

    /// The part left of the `@`, as written.
    pub fn local(&self) -> &str {
        &self.local
    }

    pub fn domain(&self) -> &Domain {
        &self.domain
    }

    /// The form to look this address up by: equal for equal addresses.
    pub fn key(&self) -> String {
        let mut key = String::with_capacity(self.local.len() + 1 + self.domain.as_str().len());
        // Nearly all are ASCII, and each message looks several up.
        if self.local.is_ascii() {
            key.push_str(&self.local);
            key.make_ascii_lowercase();
        } else {
            key.extend(self.folded());
        }
        key.push('@');
        key.push_str(self.domain.as_str());
        key
    }

    fn folded(&self) -> impl Iterator<Item = char> {
        self.local.chars().flat_map(char::to_lowercase)
    }
}

impl PartialEq for SmtpAddress {
    fn eq(&self, other: &SmtpAddress) -> bool {
        self.domain == other.domain && self.folded().eq(other.folded())
    }
}

impl Eq for SmtpAddress {}

impl Hash for SmtpAddress {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().for_each(|c| c.hash(state));
        self.domain.hash(state);
    }
}

impl PartialOrd for SmtpAddress {
    fn partial_cmp(&self, other: &SmtpAddress) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SmtpAddress {
    /// By domain, then by local part.
    fn cmp(&self, other: &SmtpAddress) -> std::cmp::Ordering {
        self.domain.cmp(&other.domain).then_with(|| self.folded().cmp(other.folded()))
    }
}

impl fmt::Display for SmtpAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.width().is_some() {
            return f.pad(&format!("{}@{}", self.local, self.domain));
        }
        write!(f, "{}@{}", self.local, self.domain)
    }
}

impl fmt::Debug for SmtpAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{self}>")
    }
}

impl FromStr for SmtpAddress {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<SmtpAddress, Malformed> {
        let malformed = |why: &str| {
            Malformed::new(format!("{} {why}", quoted(text)), "Write user@domain, such as ann@contoso.com.")
        };
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or_else(|| malformed("is not a mail address."))?;
        if local.is_empty() || text.len() > SmtpAddress::LONGEST {
            return Err(malformed("has no usable part before the '@'."));
        }
        if !is_dot_string(local) && !is_quoted_string(local) {
            return Err(malformed("has characters before the '@' that need quotes."));
        }
        let domain = domain.parse::<Domain>().map_err(|bad| Malformed::new(bad.says, malformed("").fix))?;
        Ok(SmtpAddress::new(local, domain))
    }
}

/// `a.b.c` of RFC 5321 section 4.1.2, with letters beyond ASCII (RFC 6531).
fn is_dot_string(local: &str) -> bool {
    local.split('.').all(|atom| {
        let may = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
        !atom.is_empty() && atom.chars().all(|c| may(c) || (!c.is_ascii() && !c.is_control() && !c.is_whitespace()))
    })
}

/// `"a b"` of RFC 5321 section 4.1.2: any printable character, with quote and backslash behind a backslash.
fn is_quoted_string(local: &str) -> bool {
    let Some(inner) = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return false };
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        let plain = match c {
            '\\' => chars.next(),
            '"' => None,
            c => Some(c),
        };
        if plain.is_none_or(char::is_control) {
            return false;
        }
    }
    true
}

/// Who a message says to return it to: an address, or nobody (`<>`), as reports have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReversePath {
    Null,
    Address(SmtpAddress),
}

impl ReversePath {
    pub fn address(&self) -> Option<&SmtpAddress> {
        match self {
            ReversePath::Null => None,
            ReversePath::Address(address) => Some(address),
        }
    }

    pub fn is_null(&self) -> bool {
        matches!(self, ReversePath::Null)
    }
}

impl From<SmtpAddress> for ReversePath {
    fn from(address: SmtpAddress) -> ReversePath {
        ReversePath::Address(address)
    }
}

impl fmt::Display for ReversePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReversePath::Null => f.pad("<>"),
            ReversePath::Address(address) => address.fmt(f),
        }
    }
}

impl FromStr for ReversePath {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<ReversePath, Malformed> {
        match text.trim() {
            "<>" => Ok(ReversePath::Null),
            address => address.parse().map(ReversePath::Address),
        }
    }
}

text_scalar!(ReversePath, "SmtpAddress", members: {
    "Local" => |it| it.address().map_or_else(|| Value::text("<>"), |address| Value::text(address.local())),
    "Domain" => |it| it.address().map_or(Value::Null, |address| Value::text(address.domain().as_str())),
    "Length" => |it| length(it),
});
text_scalar!(SmtpAddress, "SmtpAddress", members: {
    "Local" => |it| Value::text(it.local()),
    "Domain" => |it| Value::text(it.domain().as_str()),
    "Length" => |it| length(it),
});

/// As .NET counts: in units of UTF-16.
fn length(address: &impl fmt::Display) -> Value {
    Value::Int(i32::try_from(address.to_string().encode_utf16().count()).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_read_and_printed() {
        for (text, shown) in [
            ("Ann@Contoso.COM", "Ann@contoso.com"),
            ("\"ann b\"@contoso.com", "\"ann b\"@contoso.com"),
            ("\"a@b\"@c.d", "\"a@b\"@c.d"),
            ("o'neil+tag@contoso.com", "o'neil+tag@contoso.com"),
            ("jörg@contoso.com", "jörg@contoso.com"),
            ("postmaster@[10.0.0.1]", "postmaster@[10.0.0.1]"),
        ] {
            assert_eq!(text.parse::<SmtpAddress>().expect(text).to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "ann",
            "@contoso.com",
            "ann@",
            "a b@c.d",
            "a..b@c.d",
            ".a@c.d",
            "a.@c.d",
            "\"a\"b\"@c.d",
            "\"a\\\"@c.d",
            "a\r\n@c.d",
            "a@b@c.d",
            "<a@b.c>",
        ] {
            assert!(text.parse::<SmtpAddress>().is_err(), "{text}");
        }
    }

    #[test]
    fn letter_case_does_not_distinguish() {
        let (a, b): (SmtpAddress, SmtpAddress) =
            ("ANN@contoso.com".parse().expect("address"), "ann@CONTOSO.com".parse().expect("address"));
        assert_eq!(a, b);
        assert_eq!(a.key(), b.key());
        assert_eq!(std::collections::HashSet::from([a, b]).len(), 1);
    }

    #[test]
    fn the_null_path_is_not_an_address() {
        assert!("<>".parse::<ReversePath>().expect("null").is_null());
        assert!("<>".parse::<SmtpAddress>().is_err());
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[\"\\\\a-c@. ]{0,20}") {
            if let Ok(address) = text.parse::<SmtpAddress>() {
                prop_assert_eq!(address.to_string().parse(), Ok(address));
            }
        }
    }
}
