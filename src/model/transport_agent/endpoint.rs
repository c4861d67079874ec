//! Where a milter listens.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::model::text::{Malformed, quoted, text_scalar};

/// `127.0.0.1:8891`, `[::1]:8891` or `unix:/run/opendkim/opendkim.sock`; Sendmail's and Postfix's forms
/// `inet:8891@127.0.0.1`, `inet:127.0.0.1:8891` and `local:/path` are read too.
///
/// The protocol has neither encryption nor passwords: only this machine is an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MilterEndpoint {
    Address(SocketAddr),
    Unix(PathBuf),
}

impl FromStr for MilterEndpoint {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<MilterEndpoint, Malformed> {
        let malformed = |why: &str| {
            Malformed::new(
                format!("{} {why}", quoted(text)),
                "Write an address of this machine and a port, such as 127.0.0.1:8891, or unix:/path/of/socket.",
            )
        };
        let written = text.trim();
        if let Some(path) = written.strip_prefix("unix:").or_else(|| written.strip_prefix("local:")) {
            let fits = Path::new(path).is_absolute() && !path.contains(char::is_control);
            return match fits {
                true => Ok(MilterEndpoint::Unix(path.into())),
                false => Err(malformed("does not name a socket by its whole path.")),
            };
        }
        let place = written.strip_prefix("inet6:").or_else(|| written.strip_prefix("inet:")).unwrap_or(written);
        let place = match place.split_once('@') {
            Some((port, host)) if host.contains(':') && !host.starts_with('[') => format!("[{host}]:{port}"),
            Some((port, host)) => format!("{host}:{port}"),
            None => place.to_owned(),
        };
        let place = match place.strip_prefix("localhost:") {
            Some(port) => format!("127.0.0.1:{port}"),
            None => place,
        };
        match place.parse::<SocketAddr>() {
            Ok(address) if address.port() == 0 => Err(malformed("has port 0, on which nobody listens.")),
            Ok(address) if !address.ip().is_loopback() => {
                Err(malformed("is on another machine, and the milter protocol has no encryption."))
            }
            Ok(address) => Ok(MilterEndpoint::Address(address)),
            Err(_) => Err(malformed("is not an address with a port.")),
        }
    }
}

impl fmt::Display for MilterEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MilterEndpoint::Address(address) => address.fmt(f),
            MilterEndpoint::Unix(path) => f.pad(&format!("unix:{}", path.display())),
        }
    }
}

text_scalar!(MilterEndpoint, "MilterEndpoint");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sockets_of_this_machine_are_read() {
        for (text, printed) in [
            ("127.0.0.1:8891", "127.0.0.1:8891"),
            ("inet:8891@localhost", "127.0.0.1:8891"),
            ("inet:127.0.0.1:8891", "127.0.0.1:8891"),
            ("inet6:8891@::1", "[::1]:8891"),
            ("[::1]:11332", "[::1]:11332"),
            ("unix:/run/opendkim/opendkim.sock", "unix:/run/opendkim/opendkim.sock"),
            ("local:/run/m", "unix:/run/m"),
        ] {
            assert_eq!(text.parse::<MilterEndpoint>().expect(text).to_string(), printed);
        }
        for text in ["", "8891", "127.0.0.1", "127.0.0.1:0", "192.0.2.1:8891", "mail.contoso.com:8891", "unix:m"] {
            assert!(text.parse::<MilterEndpoint>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[inetux:/@a-f0-9.\\[\\]]{0,30}") {
            if let Ok(endpoint) = text.parse::<MilterEndpoint>() {
                prop_assert_eq!(endpoint.to_string().parse(), Ok(endpoint));
            }
        }
    }
}
