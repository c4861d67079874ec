//! A DNS server to ask.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use super::text::{Malformed, quoted, text_scalar};

/// Address of a DNS server; port 53 unless another is written: `10.0.0.53`, `127.0.0.1:5353`, `[2001:db8::1]:5353`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DnsServer(SocketAddr);

/// RFC 1035 §4.2.
const PORT: u16 = 53;

impl DnsServer {
    pub fn address(self) -> SocketAddr {
        self.0
    }
}

impl FromStr for DnsServer {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<DnsServer, Malformed> {
        let written = text.trim();
        if let Ok(ip) = written.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
            return Ok(DnsServer(SocketAddr::new(ip, PORT)));
        }
        match written.parse::<SocketAddr>() {
            Ok(address) if address.port() != 0 => Ok(DnsServer(address)),
            _ => Err(Malformed::new(
                format!("{} is not the address of a DNS server.", quoted(text)),
                "Write an address such as 10.0.0.53, with a port where it is not 53: 127.0.0.1:5353.",
            )),
        }
    }
}

impl fmt::Display for DnsServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.port() {
            PORT => f.pad(&self.0.ip().to_string()),
            _ => f.pad(&self.0.to_string()),
        }
    }
}

text_scalar!(DnsServer, "IPAddress");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_only_written_where_it_is_not_53() {
        for (text, shown) in [
            ("10.0.0.53", Some("10.0.0.53")),
            ("10.0.0.53:53", Some("10.0.0.53")),
            ("127.0.0.1:5353", Some("127.0.0.1:5353")),
            ("2001:db8::1", Some("2001:db8::1")),
            ("[2001:db8::1]", Some("2001:db8::1")),
            ("[2001:db8::1]:5353", Some("[2001:db8::1]:5353")),
            ("127.0.0.1:0", None),
            ("ns.contoso.com", None),
            ("", None),
        ] {
            assert_eq!(text.parse::<DnsServer>().ok().map(|server| server.to_string()).as_deref(), shown, "{text}");
        }
    }
}
