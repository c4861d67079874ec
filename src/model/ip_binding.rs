//! Where a receive connector listens.

use std::fmt;
use std::net::{IpAddr, SocketAddr, SocketAddrV6};
use std::str::FromStr;

use super::Value;
use super::text::{Malformed, quoted, text_scalar};

/// `10.1.1.1:25` or `[2001:db8::1]:25`; `0.0.0.0` and `[::]` stand for all addresses of their family.
///
/// Port 0 lets the system choose a free one, which the node then reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IpBinding(SocketAddr);

impl IpBinding {
    pub const fn new(address: SocketAddr) -> IpBinding {
        IpBinding(address)
    }

    pub fn address(self) -> SocketAddr {
        self.0
    }

    pub fn ip(self) -> IpAddr {
        self.0.ip()
    }

    pub fn port(self) -> u16 {
        self.0.port()
    }

    /// True when a connection to that local address comes in by this binding.
    pub fn takes(self, local: SocketAddr) -> bool {
        let local_ip = local.ip().to_canonical();
        self.port() == local.port()
            && match self.ip() {
                any if any.is_unspecified() => any.is_ipv4() == local_ip.is_ipv4(),
                exact => exact == local_ip,
            }
    }
}

impl From<SocketAddr> for IpBinding {
    fn from(address: SocketAddr) -> IpBinding {
        IpBinding(address)
    }
}

impl FromStr for IpBinding {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<IpBinding, Malformed> {
        let written = text.trim();
        if let Ok(address) = written.parse::<SocketAddr>() {
            // The flow label and the form ::ffff:a.b.c.d only hide that two bindings are one.
            return Ok(IpBinding(match address {
                SocketAddr::V6(v6) if v6.ip().to_canonical().is_ipv6() => {
                    SocketAddrV6::new(*v6.ip(), v6.port(), 0, v6.scope_id()).into()
                }
                other => SocketAddr::new(other.ip().to_canonical(), other.port()),
            }));
        }
        let says = match written.trim_matches(['[', ']']).parse::<IpAddr>() {
            Ok(_) => format!("{} has no port.", quoted(text)),
            Err(_) => format!("{} is not an address with a port.", quoted(text)),
        };
        Err(Malformed::new(says, "Write address:port, such as 10.1.1.1:25, [2001:db8::1]:25 or 0.0.0.0:25."))
    }
}

impl fmt::Display for IpBinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

text_scalar!(IpBinding, "IPBinding", members: {
    "AddressFamily" => |it| Value::text(family(it.ip())),
    "Address" => |it| Value::ip(it.ip()),
    "Port" => |it| Value::Int(it.port().into()),
});

/// As .NET calls it.
fn family(address: IpAddr) -> &'static str {
    if address.is_ipv4() { "InterNetwork" } else { "InterNetworkV6" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn address_and_port_are_read() {
        for (text, shown) in [
            ("10.1.1.1:25", "10.1.1.1:25"),
            ("0.0.0.0:587", "0.0.0.0:587"),
            ("[::]:25", "[::]:25"),
            ("[2001:DB8::1]:25", "[2001:db8::1]:25"),
            ("[fe80::1%3]:25", "[fe80::1%3]:25"),
            ("[::ffff:10.0.0.1]:25", "10.0.0.1:25"),
            ("127.0.0.1:0", "127.0.0.1:0"),
        ] {
            assert_eq!(text.parse::<IpBinding>().expect(text).to_string(), shown);
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, says) in [
            ("10.1.1.1", "has no port"),
            ("[::]", "has no port"),
            ("10.1.1.1:70000", "not an address with a port"),
            ("::1:25", "has no port"),
            ("host:25", "not an address"),
            ("", "not an address"),
        ] {
            let bad = text.parse::<IpBinding>().expect_err(text);
            assert!(bad.says.contains(says), "{text}: {bad}");
        }
    }

    #[test]
    fn a_connection_comes_in_by_its_binding() {
        for (binding, local, expected) in [
            ("0.0.0.0:25", "10.0.0.1:25", true),
            ("0.0.0.0:25", "[::1]:25", false),
            ("[::]:25", "[::1]:25", true),
            ("[::]:25", "[::ffff:10.0.0.1]:25", false),
            ("10.0.0.1:25", "10.0.0.1:25", true),
            ("10.0.0.1:25", "10.0.0.1:26", false),
            ("10.0.0.1:25", "10.0.0.2:25", false),
        ] {
            let (binding, local): (IpBinding, SocketAddr) =
                (binding.parse().expect(binding), local.parse().expect(local));
            assert_eq!(binding.takes(local), expected, "{binding} {local}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[0-9a-f:.%\\[\\]]{0,30}") {
            if let Ok(binding) = text.parse::<IpBinding>() {
                prop_assert_eq!(binding.to_string().parse(), Ok(binding));
            }
        }
    }
}
