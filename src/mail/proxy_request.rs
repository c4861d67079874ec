//! XPROXYTO: a server of the organization asks a front end to connect it with the outside.
//!
//! ```text
//! XPROXYTO DESTINATIONS=192.0.2.1 PORT=25 SESSIONID=1f
//! ```
//!
//! The arguments are `NAME=value`, in any order. Exchange does not document the verb; the names are those that its protocol
//! logs show. What is not known is no error: it tells of the session, not of where it goes.

use std::net::{IpAddr, SocketAddr};

/// Addresses looked at: more than a host should have, and few enough to try each.
const MOST: usize = 20;

/// Reads the arguments: where to connect, in this order.
pub fn read(argument: &str) -> Option<Vec<SocketAddr>> {
    let value = |wanted: &str| {
        let mut all = argument.split_ascii_whitespace().filter_map(|word| word.split_once('='));
        all.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    };
    let port: u16 = value("PORT").map_or(Some(25), |port| port.parse().ok()).filter(|port| *port > 0)?;
    let addresses: Option<Vec<IpAddr>> = value("DESTINATIONS")?.split(',').map(address).collect();
    let addresses = addresses.filter(|addresses| addresses.len() <= MOST)?;
    Some(addresses.into_iter().map(|address| SocketAddr::new(address, port)).collect())
}

/// With or without the brackets of an address literal.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    bare.unwrap_or(text).parse().ok()
}

/// The line that asks for a connection with that address.
pub fn line(to: SocketAddr, session: u64) -> String {
    format!("XPROXYTO DESTINATIONS={} PORT={} SESSIONID={session:X}\r\n", to.ip(), to.port())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn destinations_are_read() {
        for (argument, expected, why) in [
            ("DESTINATIONS=192.0.2.1 PORT=2525 SESSIONID=1F", Some("192.0.2.1:2525"), "all of it"),
            ("port=25 destinations=[192.0.2.1],2001:db8::1", Some("192.0.2.1:25 [2001:db8::1]:25"), "two of them"),
            ("DESTINATIONS=192.0.2.1 FORCEHELO=False", Some("192.0.2.1:25"), "the usual port, and what else is said"),
            ("DESTINATIONS=mx.example.org", None, "a name: whoever asks has looked it up"),
            ("DESTINATIONS=192.0.2.1 PORT=0", None, "no port"),
            ("DESTINATIONS= PORT=25", None, "nobody"),
            ("PORT=25", None, "nobody at all"),
            ("", None, "nothing"),
        ] {
            let found = read(argument).map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
            assert_eq!(found.as_deref(), expected, "{why}");
        }
    }

    proptest! {
        #[test]
        fn what_is_asked_is_understood(to: SocketAddr, session: u64) {
            // A scope means nothing on another machine.
            let to = SocketAddr::new(to.ip(), to.port().max(1));
            let asked = line(to, session);
            let argument = asked.trim_end().strip_prefix("XPROXYTO ").expect("the verb");
            prop_assert_eq!(read(argument), Some(vec![to]));
        }

        #[test]
        fn no_text_panics(text in "(DESTINATIONS|PORT)?=?\\PC{0,30}") {
            let _ = read(&text);
        }
    }
}
