//! Where a node's control API is reached from other machines.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

use super::text::{Malformed, quoted, text_scalar};

/// `hub02.contoso.com:8025`, `192.0.2.7:8025` or `[2001:db8::7]:8025`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ControlAddress {
    /// A name, an IPv4 address, or an IPv6 address in brackets.
    host: Box<str>,
    port: u16,
}

impl ControlAddress {
    /// `host`: a name.
    pub fn new(host: &str, port: u16) -> ControlAddress {
        ControlAddress { host: host.into(), port }
    }
}

impl From<SocketAddr> for ControlAddress {
    fn from(address: SocketAddr) -> ControlAddress {
        let host = match address {
            SocketAddr::V4(address) => address.ip().to_string(),
            SocketAddr::V6(address) => format!("[{}]", address.ip()),
        };
        ControlAddress { host: host.into(), port: address.port() }
    }
}

impl FromStr for ControlAddress {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<ControlAddress, Malformed> {
        let malformed = || {
            Malformed::new(
                format!("{} is not the address of a control API.", quoted(text)),
                "Write a host and a port: hub02.contoso.com:8025 or [2001:db8::7]:8025.",
            )
        };
        let (host, port) = text.trim().rsplit_once(':').ok_or_else(malformed)?;
        let port = port.parse().ok().filter(|port| *port > 0).ok_or_else(malformed)?;
        let is_address = text.trim().parse::<SocketAddr>().is_ok();
        // What is made into a URL must not be able to say more than a host.
        let is_name = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
        if !is_address && !is_name {
            return Err(malformed());
        }
        Ok(ControlAddress { host: host.into(), port })
    }
}

impl fmt::Display for ControlAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}:{}", self.host, self.port))
    }
}

text_scalar!(ControlAddress, "ControlAddress");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_and_a_port_and_nothing_else() {
        for text in ["hub02.contoso.com:8025", "192.0.2.7:8025", "[2001:db8::7]:8025", "hub_2:1"] {
            assert_eq!(text.parse::<ControlAddress>().expect(text).to_string(), text);
        }
        for text in ["", "hub02", "hub02:0", "hub02:x", ":8025", "2001:db8::7:8025x", "a/b:1", "u@h:1", "[x]:1"] {
            assert!(text.parse::<ControlAddress>().is_err(), "{text}");
        }
        let address: SocketAddr = "[::1]:8025".parse().expect("an address");
        assert_eq!(ControlAddress::from(address).to_string(), "[::1]:8025");
    }
}
