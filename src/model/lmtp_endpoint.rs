//! Where an LMTP server listens.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::domain::Fqdn;
use super::text::{Malformed, quoted, text_scalar};

/// `host:port`, `10.0.0.1:24`, `[2001:db8::1]:24` or `unix:/run/dovecot/lmtp`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LmtpEndpoint {
    Name(Fqdn, u16),
    Address(SocketAddr),
    Unix(PathBuf),
}

impl FromStr for LmtpEndpoint {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<LmtpEndpoint, Malformed> {
        let malformed = |why: &str| {
            Malformed::new(
                format!("{} {why}", quoted(text)),
                "Write host:port, such as mail.contoso.com:24, or unix:/path/of/socket.",
            )
        };
        let written = text.trim();
        if let Some(path) = written.strip_prefix("unix:") {
            let fits = Path::new(path).is_absolute() && !path.contains(char::is_control);
            return match fits {
                true => Ok(LmtpEndpoint::Unix(path.into())),
                false => Err(malformed("does not name a socket by its whole path.")),
            };
        }
        if let Ok(address) = written.parse::<SocketAddr>() {
            return match address.port() {
                0 => Err(malformed("has port 0, on which nobody listens.")),
                _ => Ok(LmtpEndpoint::Address(address)),
            };
        }
        let (host, port) = written.rsplit_once(':').ok_or_else(|| malformed("has no port."))?;
        let port = port.parse().ok().filter(|port| *port > 0).ok_or_else(|| malformed("has no usable port."))?;
        if host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() {
            return Err(malformed("is not an address and a port."));
        }
        host.parse().map(|name| LmtpEndpoint::Name(name, port)).map_err(|_| malformed("does not name a host."))
    }
}

impl fmt::Display for LmtpEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LmtpEndpoint::Name(host, port) => f.pad(&format!("{host}:{port}")),
            LmtpEndpoint::Address(address) => address.fmt(f),
            LmtpEndpoint::Unix(path) => f.pad(&format!("unix:{}", path.display())),
        }
    }
}

text_scalar!(LmtpEndpoint, "LmtpEndpoint");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hosts_addresses_and_sockets_are_read() {
        for text in ["mail.contoso.com:24", "10.0.0.1:24", "[2001:db8::1]:24", "unix:/run/dovecot/lmtp"] {
            assert_eq!(text.parse::<LmtpEndpoint>().expect(text).to_string(), text);
        }
        for text in
            ["", "mail", "mail:", "mail:0", "10.0.0.1:0", "unix:lmtp", "unix:", "::1:24", "a b:24", "mail:99999"]
        {
            assert!(text.parse::<LmtpEndpoint>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[unix:/a-f0-9.\\[\\]]{0,30}") {
            if let Ok(endpoint) = text.parse::<LmtpEndpoint>() {
                prop_assert_eq!(endpoint.to_string().parse(), Ok(endpoint));
            }
        }
    }
}
