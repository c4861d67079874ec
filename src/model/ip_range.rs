//! Ranges of addresses that a receive connector serves.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use super::Value;
use super::text::{Malformed, quoted, text_scalar};

/// `192.168.0.1`, `192.168.0.1-192.168.0.254`, `192.168.0.0/24`, `192.168.0.0(255.255.255.0)`, and the same in IPv6,
/// where an address may carry the number of its interface (`fe80::1%11`).
///
/// Equal when they hold the same addresses, however they were written; print as they were written.
#[derive(Clone, Debug)]
pub struct IpRange {
    low: IpAddr,
    high: IpAddr,
    /// Interface that link-local peers must come in by; 0 for any.
    scope: u32,
    form: Form,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Single,
    Bounds,
    /// The address as written (host bits may be set) and the length of the prefix.
    Prefix(IpAddr, u8),
    Mask(Ipv4Addr, Ipv4Addr),
}

/// How two ranges lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    Apart,
    Same,
    /// The first holds all of the second, and more.
    Contains,
    Inside,
    /// They share some addresses, and each has others.
    Crosses,
}

impl IpRange {
    /// Every IPv4 address.
    pub const ALL_V4: IpRange = IpRange {
        low: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        high: IpAddr::V4(Ipv4Addr::BROADCAST),
        scope: 0,
        form: Form::Bounds,
    };

    /// Every IPv6 address.
    pub const ALL_V6: IpRange = IpRange {
        low: IpAddr::V6(Ipv6Addr::UNSPECIFIED),
        high: IpAddr::V6(Ipv6Addr::new(!0, !0, !0, !0, !0, !0, !0, !0)),
        scope: 0,
        form: Form::Bounds,
    };

    pub fn low(&self) -> IpAddr {
        self.low
    }

    pub fn high(&self) -> IpAddr {
        self.high
    }

    /// True when the peer's address lies in the range, and its interface is the one asked for.
    ///
    /// An IPv4 peer of a listener for both families (`::ffff:10.0.0.1`) counts as IPv4.
    pub fn contains(&self, peer: SocketAddr) -> bool {
        let right_scope = match peer {
            SocketAddr::V6(v6) if self.scope != 0 => v6.scope_id() == self.scope,
            _ => true,
        };
        right_scope && self.holds(peer.ip().to_canonical())
    }

    fn holds(&self, address: IpAddr) -> bool {
        address.is_ipv4() == self.low.is_ipv4() && self.low <= address && address <= self.high
    }

    /// How many addresses lie between the first and the last: the narrowest range that contains a peer is the one
    /// with the least width. A range tied to one interface is narrower than the same range on all.
    pub fn width(&self) -> (u128, bool) {
        (number(self.high) - number(self.low), self.scope == 0)
    }

    /// How this range lies to the other.
    pub fn overlap(&self, other: &IpRange) -> Overlap {
        let apart = self.low.is_ipv4() != other.low.is_ipv4()
            || (self.scope != other.scope && self.scope != 0 && other.scope != 0)
            || self.high < other.low
            || other.high < self.low;
        if apart {
            return Overlap::Apart;
        }
        let around = |outer: &IpRange, inner: &IpRange| {
            outer.low <= inner.low && inner.high <= outer.high && (outer.scope == 0 || outer.scope == inner.scope)
        };
        match (around(self, other), around(other, self)) {
            (true, true) => Overlap::Same,
            (true, false) => Overlap::Contains,
            (false, true) => Overlap::Inside,
            (false, false) => Overlap::Crosses,
        }
    }
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => u128::from(v4.to_bits()),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

impl PartialEq for IpRange {
    fn eq(&self, other: &IpRange) -> bool {
        (self.low, self.high, self.scope) == (other.low, other.high, other.scope)
    }
}

impl Eq for IpRange {}

impl Hash for IpRange {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.low, self.high, self.scope).hash(state);
    }
}

impl FromStr for IpRange {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<IpRange, Malformed> {
        let malformed = |why: &str| {
            Malformed::new(
                format!("{} {why}", quoted(text)),
                "Write 10.0.0.1, 10.0.0.1-10.0.0.99, 10.0.0.0/24, 10.0.0.0(255.255.255.0) or the same in IPv6.",
            )
        };
        let no_address = || malformed("is not a range of addresses.");
        let written = text.trim();
        if let Some((low, high)) = written.split_once('-') {
            let ((low, scope), (high, high_scope)) =
                (address(low).ok_or_else(no_address)?, address(high).ok_or_else(no_address)?);
            if low.is_ipv4() != high.is_ipv4() {
                return Err(malformed("mixes IPv4 and IPv6."));
            }
            if low > high {
                return Err(malformed("ends before it starts."));
            }
            if scope != high_scope {
                return Err(malformed("starts and ends on different interfaces."));
            }
            return Ok(IpRange { low, high, scope, form: Form::Bounds });
        }
        if let Some((base, bits)) = written.split_once('/') {
            let (base, scope) = address(base).ok_or_else(no_address)?;
            let longest = if base.is_ipv4() { 32 } else { 128 };
            let bits: u8 = bits
                .trim()
                .parse()
                .ok()
                .filter(|bits| *bits <= longest)
                .ok_or_else(|| malformed(&format!("has a prefix length that is not 0 to {longest}.")))?;
            let (low, high) = block(base, bits);
            return Ok(IpRange { low, high, scope, form: Form::Prefix(base, bits) });
        }
        if let Some((base, mask)) = written.split_once('(') {
            let base: Ipv4Addr = base.trim().parse().map_err(|_| no_address())?;
            let mask = mask.strip_suffix(')').map(str::trim).ok_or_else(no_address)?;
            let mask: Ipv4Addr = mask.parse().map_err(|_| malformed("has a mask that is not one."))?;
            if mask.to_bits().leading_ones() + mask.to_bits().trailing_zeros() != 32 {
                return Err(malformed("has a mask with a gap in it."));
            }
            let (low, high) = block(IpAddr::V4(base), mask.to_bits().leading_ones() as u8);
            return Ok(IpRange { low, high, scope: 0, form: Form::Mask(base, mask) });
        }
        let (low, scope) = address(written).ok_or_else(no_address)?;
        Ok(IpRange { low, high: low, scope, form: Form::Single })
    }
}

/// An address with the number of its interface (0 for none). IPv4 written as IPv6 is IPv4.
fn address(text: &str) -> Option<(IpAddr, u32)> {
    let text = text.trim();
    let (address, scope) = match text.split_once('%') {
        Some((address, scope)) => (address.parse::<Ipv6Addr>().ok()?.into(), scope.parse().ok().filter(|n| *n > 0)?),
        None => (text.parse::<IpAddr>().ok()?, 0),
    };
    Some((address.to_canonical(), scope))
}

/// First and last address of the block that shares the leading bits.
fn block(address: IpAddr, bits: u8) -> (IpAddr, IpAddr) {
    match address {
        IpAddr::V4(v4) => {
            let host = u32::MAX.checked_shr(u32::from(bits)).unwrap_or(0);
            let bits = v4.to_bits();
            (Ipv4Addr::from_bits(bits & !host).into(), Ipv4Addr::from_bits(bits | host).into())
        }
        IpAddr::V6(v6) => {
            let host = u128::MAX.checked_shr(u32::from(bits)).unwrap_or(0);
            let bits = v6.to_bits();
            (Ipv6Addr::from_bits(bits & !host).into(), Ipv6Addr::from_bits(bits | host).into())
        }
    }
}

impl fmt::Display for IpRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = if self.scope == 0 { String::new() } else { format!("%{}", self.scope) };
        f.pad(&match self.form {
            Form::Single => format!("{}{zone}", self.low),
            Form::Bounds => format!("{}{zone}-{}{zone}", self.low, self.high),
            Form::Prefix(base, bits) => format!("{base}{zone}/{bits}"),
            Form::Mask(base, mask) => format!("{base}({mask})"),
        })
    }
}

text_scalar!(IpRange, "IPRange", members: {
    "Expression" => |it| Value::text(it.to_string()),
    "LowerBound" => |it| Value::ip(it.low),
    "UpperBound" => |it| Value::ip(it.high),
    "Netmask" => |it| match it.form {
        Form::Mask(_, mask) => Value::ip(mask.into()),
        _ => Value::Null,
    },
    "CIDRLength" => |it| match it.form {
        Form::Prefix(_, bits) => Value::Int(bits.into()),
        _ => Value::Null,
    },
    "RangeFormat" => |it| Value::text(match it.form {
        Form::Single => "SingleAddress",
        Form::Bounds => "LoHi",
        Form::Prefix(..) => "CIDR",
        Form::Mask(..) => "Netmask",
    }),
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range(text: &str) -> IpRange {
        text.parse().expect(text)
    }

    fn peer(text: &str) -> SocketAddr {
        text.parse().expect(text)
    }

    #[test]
    fn every_documented_form_is_read_and_printed_as_written() {
        for (text, shown, low, high) in [
            ("192.168.0.1", "192.168.0.1", "192.168.0.1", "192.168.0.1"),
            ("192.168.0.1-192.168.0.254", "192.168.0.1-192.168.0.254", "192.168.0.1", "192.168.0.254"),
            ("192.168.1.1/24", "192.168.1.1/24", "192.168.1.0", "192.168.1.255"),
            ("192.168.0.0(255.255.255.0)", "192.168.0.0(255.255.255.0)", "192.168.0.0", "192.168.0.255"),
            ("10.10.0.0 (255.255.0.0) ", "10.10.0.0(255.255.0.0)", "10.10.0.0", "10.10.255.255"),
            ("10.0.0.1 - 10.0.0.2", "10.0.0.1-10.0.0.2", "10.0.0.1", "10.0.0.2"),
            ("2001:0DB8::CD3/60", "2001:db8::cd3/60", "2001:db8::", "2001:db8:0:f:ffff:ffff:ffff:ffff"),
            ("fe80::1%11", "fe80::1%11", "fe80::1", "fe80::1"),
            ("0.0.0.0/0", "0.0.0.0/0", "0.0.0.0", "255.255.255.255"),
            ("::/0", "::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("10.0.0.1/32", "10.0.0.1/32", "10.0.0.1", "10.0.0.1"),
        ] {
            let range = range(text);
            assert_eq!(range.to_string(), shown);
            assert_eq!((range.low().to_string(), range.high().to_string()), (low.into(), high.into()), "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "-",
            "/",
            "()",
            "10.0.0",
            "10.0.0.0/33",
            "10.0.0.9-10.0.0.1",
            "10.0.0.1-::1",
            "10.0.0.0(255.0.255.0)",
            "10.0.0.0(255.255.255.0",
            "::1(255.0.0.0)",
            "10.0.0.1%1",
            "fe80::1%0",
            "fe80::1%1-fe80::2%2",
            "contoso.com",
        ] {
            assert!(text.parse::<IpRange>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_peer_is_inside_or_not() {
        for (text, address, expected) in [
            ("10.0.0.0/24", "10.0.0.7:1", true),
            ("10.0.0.0/24", "10.0.1.7:1", false),
            ("10.0.0.0/24", "[::ffff:10.0.0.7]:1", true),
            ("0.0.0.0-255.255.255.255", "[2001:db8::1]:1", false),
            ("fe80::/64%3", "[fe80::1%3]:1", false),
            ("fe80::%3/64", "[fe80::1%3]:1", true),
            ("fe80::%3/64", "[fe80::1%4]:1", false),
            ("fe80::/64", "[fe80::1%4]:1", true),
        ] {
            let holds = text.parse::<IpRange>().is_ok_and(|range| range.contains(peer(address)));
            assert_eq!(holds, expected, "{text} {address}");
        }
    }

    #[test]
    fn ranges_lie_apart_inside_or_across() {
        for (a, b, expected) in [
            ("10.0.0.0/24", "10.0.0.0-10.0.0.255", Overlap::Same),
            ("0.0.0.0-255.255.255.255", "192.168.1.1/24", Overlap::Contains),
            ("192.168.1.10", "192.168.1.1/24", Overlap::Inside),
            ("10.0.0.1-10.0.0.9", "10.0.0.5-10.0.0.20", Overlap::Crosses),
            ("10.0.0.1", "10.0.0.2", Overlap::Apart),
            ("0.0.0.0/0", "::/0", Overlap::Apart),
            ("fe80::1", "fe80::1%2", Overlap::Contains),
            ("fe80::1%1", "fe80::1%2", Overlap::Apart),
            ("fe80::1%1", "fe80::/64", Overlap::Inside),
        ] {
            assert_eq!(range(a).overlap(&range(b)), expected, "{a} {b}");
        }
        assert!(range("fe80::1%1").width() < range("fe80::1").width());
        assert!(range("10.0.0.0/24").width() < range("10.0.0.0/16").width());
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[0-9a-f:.()/% -]{0,40}") {
            if let Ok(range) = text.parse::<IpRange>() {
                prop_assert_eq!(range.to_string().parse(), Ok(range));
            }
        }
    }
}
