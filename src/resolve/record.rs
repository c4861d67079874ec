//! DNS records as the mail path and `Resolve-DnsName` want them.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use crate::model::choice::choice;

choice! {
    /// What a question asks for.
    RecordType as "RecordType" {
        A,
        AAAA,
        CNAME,
        MX,
        NS,
        PTR,
        SOA,
        SRV,
        TLSA,
        TXT,
    }
}

/// One record of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// In lower case, without the dot at the end.
    pub name: String,
    /// How long it may be kept, from when it was fetched.
    pub ttl: Duration,
    pub data: RecordData,
}

/// A mail exchanger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mx {
    /// Lower is tried first.
    pub preference: u16,
    /// Empty for the root, by which a domain says that it takes no mail (RFC 7505).
    pub exchange: String,
}

/// Names are in lower case, without the dot at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordData {
    A(Ipv4Addr),
    Aaaa(Ipv6Addr),
    Cname(String),
    Mx(Mx),
    Ns(String),
    Ptr(String),
    Soa {
        primary: String,
        administrator: String,
        serial: u32,
        refresh: i32,
        retry: i32,
        expire: i32,
        minimum: u32,
    },
    Srv {
        priority: u16,
        weight: u16,
        port: u16,
        target: String,
    },
    /// A certificate that the zone vouches for (RFC 6698 §2.1).
    Tlsa {
        usage: u8,
        selector: u8,
        matching: u8,
        data: Vec<u8>,
    },
    Txt(String),
}

impl RecordData {
    pub fn kind(&self) -> RecordType {
        match self {
            RecordData::A(_) => RecordType::A,
            RecordData::Aaaa(_) => RecordType::AAAA,
            RecordData::Cname(_) => RecordType::CNAME,
            RecordData::Mx(_) => RecordType::MX,
            RecordData::Ns(_) => RecordType::NS,
            RecordData::Ptr(_) => RecordType::PTR,
            RecordData::Soa { .. } => RecordType::SOA,
            RecordData::Srv { .. } => RecordType::SRV,
            RecordData::Tlsa { .. } => RecordType::TLSA,
            RecordData::Txt(_) => RecordType::TXT,
        }
    }

    pub fn address(&self) -> Option<IpAddr> {
        match self {
            RecordData::A(address) => Some(IpAddr::V4(*address)),
            RecordData::Aaaa(address) => Some(IpAddr::V6(*address)),
            _ => None,
        }
    }
}

/// As a zone file writes the data.
impl fmt::Display for RecordData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecordData::A(address) => address.fmt(f),
            RecordData::Aaaa(address) => address.fmt(f),
            RecordData::Cname(name) | RecordData::Ns(name) | RecordData::Ptr(name) => write!(f, "{name}."),
            RecordData::Mx(mx) => write!(f, "{} {}.", mx.preference, mx.exchange),
            RecordData::Soa { primary, administrator, serial, refresh, retry, expire, minimum } => {
                write!(f, "{primary}. {administrator}. {serial} {refresh} {retry} {expire} {minimum}")
            }
            RecordData::Srv { priority, weight, port, target } => write!(f, "{priority} {weight} {port} {target}."),
            RecordData::Tlsa { usage, selector, matching, data } => {
                write!(f, "{usage} {selector} {matching} ")?;
                data.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            RecordData::Txt(text) => write!(f, "{text:?}"),
        }
    }
}

/// The name under which a list in DNS has an address: `7.2.0.192.bl.example.org` (RFC 5782 §2.1, §2.4).
pub fn listed_name(address: IpAddr, list: &str) -> String {
    let name = reverse_name(address.to_canonical());
    let digits = name.strip_suffix(".in-addr.arpa").or_else(|| name.strip_suffix(".ip6.arpa")).unwrap_or(&name);
    format!("{digits}.{}.", list.trim_end_matches('.'))
}

/// The name under which an address is looked up: `1.2.0.192.in-addr.arpa` (RFC 1035 §3.5, RFC 3596 §2.5).
pub fn reverse_name(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, d] = v4.octets();
            format!("{d}.{c}.{b}.{a}.in-addr.arpa")
        }
        IpAddr::V6(v6) => {
            let mut name = String::with_capacity(72);
            for byte in v6.octets().iter().rev() {
                name.push_str(&format!("{:x}.{:x}.", byte & 15, byte >> 4));
            }
            name.push_str("ip6.arpa");
            name
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_names_to_be_asked_by() {
        for (address, expected) in [
            ("192.0.2.1", "1.2.0.192.in-addr.arpa"),
            ("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"),
        ] {
            assert_eq!(reverse_name(address.parse().unwrap()), expected);
        }
    }

    #[test]
    fn data_prints_as_in_a_zone_file() {
        for (data, expected) in [
            (RecordData::Mx(Mx { preference: 10, exchange: "mail.contoso.com".into() }), "10 mail.contoso.com."),
            (RecordData::Mx(Mx { preference: 0, exchange: String::new() }), "0 ."),
            (RecordData::Txt("v=spf1 \"-all\"".into()), "\"v=spf1 \\\"-all\\\"\""),
            (RecordData::Srv { priority: 1, weight: 2, port: 25, target: "a.example".into() }, "1 2 25 a.example."),
        ] {
            assert_eq!(data.to_string(), expected);
        }
    }
}
