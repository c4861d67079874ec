//! The header with which a proxy says whom it speaks for (the PROXY protocol of HAProxy, versions 1 and 2).
//!
//! Promise: no bytes panic, and a header takes no more than [`LONGEST`] bytes. What follows the header is left alone: who
//! reads no more than [`Header::missing`] says reads nothing of it.

use std::net::{IpAddr, SocketAddr};

/// Longest header taken: that of version 2 with addresses and a few further fields (the specification asks for 536 bytes).
pub const LONGEST: usize = 2048;

/// Longest line of version 1, its end included.
const LONGEST_LINE: usize = 107;

/// `PROXY UNKNOWN` with its end; version 2 is longer.
const SHORTEST_LINE: usize = 15;

const SIGNATURE: &[u8; 12] = b"\r\n\r\n\0\r\nQUIT\n";

/// What stands before the addresses in version 2: signature, command, family, length.
const FIXED: usize = 16;

/// A whole header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Whom the proxy speaks for. `None`: for itself, as when it looks whether we are there.
    pub client: Option<SocketAddr>,
    /// Bytes that the header takes.
    pub length: usize,
}

/// The bytes begin with no header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no header of the PROXY protocol")]
pub struct NoHeader;

impl Header {
    /// Reads the header that the bytes begin with. `Ok(None)`: more has to come.
    pub fn read(bytes: &[u8]) -> Result<Option<Header>, NoHeader> {
        if bytes.starts_with(SIGNATURE) {
            return binary(bytes);
        }
        if SIGNATURE.starts_with(bytes) {
            return Ok(None);
        }
        let Some(end) = bytes.iter().take(LONGEST_LINE).position(|byte| *byte == b'\n') else {
            let may_become_one =
                bytes.len() < LONGEST_LINE && bytes.iter().zip(b"PROXY ").all(|(byte, wanted)| byte == wanted);
            return if may_become_one { Ok(None) } else { Err(NoHeader) };
        };
        let line = bytes[..end].strip_suffix(b"\r").and_then(|line| std::str::from_utf8(line).ok()).ok_or(NoHeader)?;
        Ok(Some(Header { client: text(line).ok_or(NoHeader)?, length: end + 1 }))
    }

    /// How many bytes a header that begins with these lacks at least.
    pub fn missing(bytes: &[u8]) -> usize {
        if !bytes.starts_with(SIGNATURE) {
            return SHORTEST_LINE.saturating_sub(bytes.len()).max(1);
        }
        let length = match bytes.first_chunk::<FIXED>() {
            Some(fixed) => FIXED + usize::from(u16::from_be_bytes([fixed[14], fixed[15]])),
            None => FIXED,
        };
        length.saturating_sub(bytes.len()).max(1)
    }
}

/// Version 1: `PROXY TCP4 192.0.2.7 10.0.0.1 40000 25`. The outer `None` is no header.
fn text(line: &str) -> Option<Option<SocketAddr>> {
    let mut words = line.strip_prefix("PROXY ")?.split(' ');
    let family = words.next()?;
    if family == "UNKNOWN" {
        return Some(None);
    }
    let (from, to): (IpAddr, IpAddr) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let (from_port, _to_port): (u16, u16) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let is_sound = match family {
        "TCP4" => from.is_ipv4() && to.is_ipv4(),
        "TCP6" => from.is_ipv6() && to.is_ipv6(),
        _ => false,
    };
    (is_sound && words.next().is_none()).then(|| Some(SocketAddr::new(from, from_port)))
}

fn binary(bytes: &[u8]) -> Result<Option<Header>, NoHeader> {
    let Some(fixed) = bytes.first_chunk::<FIXED>() else { return Ok(None) };
    let [command, family, high, low] = [fixed[12], fixed[13], fixed[14], fixed[15]];
    let length = FIXED + usize::from(u16::from_be_bytes([high, low]));
    if length > LONGEST {
        return Err(NoHeader);
    }
    let Some(rest) = bytes.get(FIXED..length) else { return Ok(None) };
    let client = match (command, family) {
        // By the proxy itself.
        (0x20, _) => None,
        (0x21, 0x11) => Some(client::<4>(rest).ok_or(NoHeader)?),
        (0x21, 0x21) => Some(client::<16>(rest).ok_or(NoHeader)?),
        // From no address that the Internet knows.
        (0x21, _) => None,
        _ => return Err(NoHeader),
    };
    Ok(Some(Header { client, length }))
}

/// The first of two addresses of so many bytes, with the first of the two ports behind them.
fn client<const N: usize>(addresses: &[u8]) -> Option<SocketAddr>
where
    IpAddr: From<[u8; N]>,
{
    let (from, rest) = addresses.split_first_chunk::<N>()?;
    let (port, _to_port) = rest.get(N..N + 4)?.split_first_chunk::<2>()?;
    Some(SocketAddr::new(IpAddr::from(*from), u16::from_be_bytes(*port)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn v2(command: u8, family: u8, rest: &[u8]) -> Vec<u8> {
        let length = u16::try_from(rest.len()).expect("short").to_be_bytes();
        [&SIGNATURE[..], &[command, family], &length, rest].concat()
    }

    #[test]
    fn headers_say_whom_a_proxy_speaks_for() {
        let four = [192, 0, 2, 7, 10, 0, 0, 1, 0x9c, 0x40, 0, 25];
        let six = [&[0x20, 1, 0x0d, 0xb8][..], &[0; 11], &[9], &[0; 16], &[0x9c, 0x40, 0, 25]].concat();
        let more = [&four[..], &[4, 0, 1, 7]].concat();
        for (bytes, client, why) in [
            (b"PROXY TCP4 192.0.2.7 10.0.0.1 40000 25\r\n".to_vec(), Some("192.0.2.7:40000"), "text"),
            (b"PROXY TCP6 2001:db8::9 ::1 40000 25\r\n".to_vec(), Some("[2001:db8::9]:40000"), "text, IPv6"),
            (b"PROXY UNKNOWN\r\n".to_vec(), None, "it does not know"),
            (b"PROXY UNKNOWN ffff:: ffff:: 1 2\r\n".to_vec(), None, "it does not know, in more words"),
            (v2(0x21, 0x11, &four), Some("192.0.2.7:40000"), "binary"),
            (v2(0x21, 0x21, &six), Some("[2001:db8::9]:40000"), "binary, IPv6"),
            (v2(0x21, 0x11, &more), Some("192.0.2.7:40000"), "fields behind the addresses"),
            (v2(0x20, 0x00, &[]), None, "for itself"),
            (v2(0x21, 0x31, &[0; 216]), None, "from a local socket"),
        ] {
            let expected = Header { client: client.map(|client| client.parse().expect(why)), length: bytes.len() };
            let followed = [&bytes[..], b"EHLO a\r\n"].concat();
            assert_eq!(Header::read(&followed), Ok(Some(expected)), "{why}");
            for cut in 0..bytes.len() {
                assert_eq!(Header::read(&bytes[..cut]), Ok(None), "{why}, the first {cut} bytes");
                assert!(cut + Header::missing(&bytes[..cut]) <= bytes.len(), "{why}, after {cut} bytes");
            }
        }
    }

    #[test]
    fn what_is_no_header_is_refused() {
        for (bytes, why) in [
            (b"EHLO a\r\n".to_vec(), "a client"),
            (b"PROXY TCP4 192.0.2.7 10.0.0.1 40000\r\n".to_vec(), "no port"),
            (b"PROXY TCP4 192.0.2.7 10.0.0.1 40000 25 1\r\n".to_vec(), "too much"),
            (b"PROXY TCP4 2001:db8::9 ::1 40000 25\r\n".to_vec(), "another family"),
            (b"PROXY TCP4 192.0.2.7 10.0.0.1 40000 25\n".to_vec(), "a bare LF"),
            (b"PROXY UNIX /a /b 1 2\r\n".to_vec(), "no such family"),
            ([&b"PROXY "[..], &[b'x'; 120]].concat(), "no end"),
            (v2(0x11, 0x11, &[0; 12]), "another version"),
            (v2(0x22, 0x11, &[0; 12]), "another command"),
            (v2(0x21, 0x11, &[0; 11]), "half an address"),
            (v2(0x21, 0x11, &[0; LONGEST]), "without end"),
        ] {
            assert_eq!(Header::read(&bytes), Err(NoHeader), "{why}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(rest in proptest::collection::vec(any::<u8>(), 0..60), text in "PROXY [A-Z0-9. :]{0,30}\r?\n?") {
            let _ = (Header::read(&rest), Header::read(&[&SIGNATURE[..], &rest].concat()), Header::read(text.as_bytes()));
        }
    }
}
