//! `[uri]`: an address of the web taken apart, as .NET's `System.Uri` tells its parts.
//!
//! What has no scheme is a relative address, which tells nothing but its text.

use std::fmt;
use std::str::FromStr;

use crate::model::{Look, Scalar, Value};

/// `[uri]'https://mail.example.org/a?b#c'`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress {
    /// As it was written.
    original: String,
    parts: Option<Parts>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    scheme: String,
    user: String,
    host: String,
    port: Option<u16>,
    path: String,
    query: String,
    fragment: String,
    /// It was written with `//`.
    has_authority: bool,
}

/// The ports that need not be written.
const PORTS: [(&str, u16); 7] =
    [("http", 80), ("https", 443), ("ftp", 21), ("ldap", 389), ("ws", 80), ("wss", 443), ("mailto", 25)];

impl Parts {
    fn read(text: &str) -> Option<Parts> {
        let (scheme, rest) = text.split_once(':')?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        if !is_scheme || scheme.len() < 2 {
            return None;
        }
        let (rest, fragment) = cut(rest, '#');
        let (rest, query) = cut(rest, '?');
        let mut parts = Parts {
            scheme: scheme.to_ascii_lowercase(),
            user: String::new(),
            host: String::new(),
            port: None,
            path: String::new(),
            query: query.to_owned(),
            fragment: fragment.to_owned(),
            has_authority: rest.starts_with("//"),
        };
        let Some(rest) = rest.strip_prefix("//") else {
            match rest.split_once('@').filter(|_| parts.scheme == "mailto") {
                Some((user, host)) => (parts.user, parts.host) = (user.to_owned(), host.to_ascii_lowercase()),
                None => parts.path = rest.to_owned(),
            }
            return Some(parts);
        };
        let end = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (user, place) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port.parse().ok()?)),
            _ => (place, None),
        };
        if host.is_empty() && parts.scheme != "file" {
            return None;
        }
        parts.user = user.to_owned();
        parts.host = host.to_ascii_lowercase();
        parts.port = port;
        parts.path = if path.is_empty() { "/".to_owned() } else { path.to_owned() };
        Some(parts)
    }

    fn usual_port(&self) -> Option<u16> {
        PORTS.iter().find(|(scheme, _)| *scheme == self.scheme).map(|(_, port)| *port)
    }

    fn is_usual_port(&self) -> bool {
        self.port.is_none() || self.port == self.usual_port()
    }

    fn authority(&self) -> String {
        match self.port {
            Some(port) if !self.is_usual_port() => format!("{}:{port}", self.host),
            _ => self.host.clone(),
        }
    }

    fn whole(&self) -> String {
        let user = if self.user.is_empty() { String::new() } else { format!("{}@", self.user) };
        let slashes = if self.has_authority { "//" } else { "" };
        let Parts { scheme, path, query, fragment, .. } = self;
        format!("{scheme}:{slashes}{user}{}{path}{query}{fragment}", self.authority())
    }

    /// `/`, `a/`, `b`.
    fn segments(&self) -> Vec<Value> {
        self.path.split_inclusive('/').map(Value::text).collect()
    }

    fn is_loopback(&self) -> bool {
        matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "[::1]")
            || self.scheme == "file" && self.host.is_empty()
    }

    fn member(&self, name: &str) -> Value {
        match name {
            "AbsolutePath" | "LocalPath" => Value::text(&self.path),
            "AbsoluteUri" => Value::text(self.whole()),
            "Authority" => Value::text(self.authority()),
            "HostNameType" => Value::text(match self.host.trim_matches(['[', ']']).parse::<std::net::IpAddr>() {
                Ok(address) if address.is_ipv4() => "IPv4",
                Ok(_) => "IPv6",
                Err(_) if self.host.is_empty() => "Basic",
                Err(_) => "Dns",
            }),
            "IsDefaultPort" => Value::Bool(self.is_usual_port()),
            "IsFile" => Value::Bool(self.scheme == "file"),
            "IsLoopback" => Value::Bool(self.is_loopback()),
            "PathAndQuery" => Value::text(format!("{}{}", self.path, self.query)),
            "Segments" => Value::array(self.segments()),
            "Host" | "DnsSafeHost" | "IdnHost" => Value::text(&self.host),
            "Port" => Value::Int(self.port.or(self.usual_port()).map_or(-1, i32::from)),
            "Query" => Value::text(&self.query),
            "Fragment" => Value::text(&self.fragment),
            "Scheme" => Value::text(&self.scheme),
            "UserInfo" => Value::text(&self.user),
            _ => Value::Bool(false),
        }
    }
}

/// What stands in front of a mark, and the rest with it.
fn cut(text: &str, mark: char) -> (&str, &str) {
    text.split_at(text.find(mark).unwrap_or(text.len()))
}

const MEMBERS: &[&str] = &[
    "AbsolutePath",
    "AbsoluteUri",
    "LocalPath",
    "Authority",
    "HostNameType",
    "IsDefaultPort",
    "IsFile",
    "IsLoopback",
    "PathAndQuery",
    "Segments",
    "IsUnc",
    "Host",
    "Port",
    "Query",
    "Fragment",
    "Scheme",
    "OriginalString",
    "DnsSafeHost",
    "IdnHost",
    "IsAbsoluteUri",
    "UserEscaped",
    "UserInfo",
];

impl FromStr for WebAddress {
    type Err = &'static str;

    /// Err: it begins like an address with a scheme, and is none.
    fn from_str(text: &str) -> Result<WebAddress, &'static str> {
        let parts = Parts::read(text.trim());
        if parts.is_none() && text.contains("://") {
            return Err("Invalid URI: The hostname could not be parsed.");
        }
        Ok(WebAddress { original: text.to_owned(), parts })
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.parts {
            Some(parts) => f.write_str(&parts.whole()),
            None => f.write_str(&self.original),
        }
    }
}

impl Scalar for WebAddress {
    fn type_name(&self) -> &'static str {
        "Uri"
    }

    fn full_type_name(&self) -> String {
        "System.Uri".to_owned()
    }

    fn read(&self, text: &str) -> Option<Value> {
        text.parse::<WebAddress>().ok().map(Value::scalar)
    }

    fn member(&self, name: &str) -> Option<Value> {
        let known = MEMBERS.iter().find(|known| known.eq_ignore_ascii_case(name))?;
        Some(match (*known, &self.parts) {
            ("OriginalString", _) => Value::text(&self.original),
            ("IsAbsoluteUri", parts) => Value::Bool(parts.is_some()),
            (known, Some(parts)) => parts.member(known),
            (_, None) => Value::Null,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        MEMBERS
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let address = |text: &str| text.parse::<WebAddress>().expect("an address");
        for (text, name, expected) in [
            ("https://Mail.example.org/a/b?c=1#d", "Host", "mail.example.org"),
            ("https://mail.example.org/a/b?c=1#d", "PathAndQuery", "/a/b?c=1"),
            ("https://mail.example.org/a/b?c=1#d", "Segments", "/ a/ b"),
            ("https://mail.example.org:8443", "AbsoluteUri", "https://mail.example.org:8443/"),
            ("https://mail.example.org:443/x", "Authority", "mail.example.org"),
            ("http://ann:secret@[::1]/", "HostNameType", "IPv6"),
            ("http://ann:secret@[::1]/", "UserInfo", "ann:secret"),
            ("ftp://files", "Port", "21"),
            ("smtp://mx", "Port", "-1"),
            ("mailto:ann@example.org", "Host", "example.org"),
            ("a/b", "IsAbsoluteUri", "False"),
            ("a/b", "Host", ""),
        ] {
            let shown = address(text).member(name).unwrap_or_default().to_string();
            assert_eq!(shown, expected, "{text}: {name}");
        }
        assert_eq!(address("mailto:ann@example.org").to_string(), "mailto:ann@example.org");
        assert!("http://".parse::<WebAddress>().is_err());
    }
}
