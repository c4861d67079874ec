//! What a server offers in its answer to EHLO.

use super::limits::Limits;
use crate::mail::Reply;
use crate::mail::sasl::Mechanism;

/// The extensions that we use. None after HELO.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// SIZE with the largest message; `None` where it says nothing of it or 0 (RFC 1870 §4).
    pub largest: Option<u64>,
    pub size: bool,
    pub pipelining: bool,
    pub eight_bit_mime: bool,
    /// Only where CHUNKING is offered too: it means nothing without (RFC 3030 §3).
    pub binary_mime: bool,
    pub chunking: bool,
    pub dsn: bool,
    pub utf8: bool,
    /// XORAR: it takes alternate recipients.
    pub alternates: bool,
    pub starttls: bool,
    /// It asks of the next hop what REQUIRETLS asks of it.
    pub require_tls: bool,
    /// Servers of the organization prove themselves to each other here.
    pub anonymous_tls: bool,
    /// The server has recognized our certificate.
    pub exps_external: bool,
    /// XSHADOWREQUEST: it keeps shadow copies for servers of the organization.
    pub shadows: bool,
    pub limits: Limits,
    pub among_servers: AmongServers,
    /// Mechanisms we speak, in the server's order.
    pub auth: Vec<Mechanism>,
}

/// What only servers of the organization say to each other. To anybody else nothing of it is said, whatever they offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AmongServers {
    /// XSYSPROBE: probes are passed on as such.
    pub probes: bool,
    /// XATTR: which way a message goes.
    pub attributes: bool,
    /// XMSGCTX: what else is known of it.
    pub context: bool,
    /// XRDST: a domain to route a recipient by.
    pub routing: bool,
    /// X-LINK2STATE: which links are down.
    pub links: bool,
}

impl Capabilities {
    /// What is said of these to a server, by whether it has proved to be one of the organization.
    pub fn said_to(self, is_one_of_us: bool) -> Capabilities {
        match is_one_of_us {
            true => self,
            false => Capabilities { among_servers: AmongServers::default(), ..self },
        }
    }

    /// Reads the lines after the first, which is the server's greeting.
    pub fn of(reply: &Reply) -> Capabilities {
        let mut found = Capabilities::default();
        for line in reply.lines.iter().skip(1) {
            let mut words = line.split_ascii_whitespace();
            let Some(keyword) = words.next() else { continue };
            match keyword.to_ascii_uppercase().as_str() {
                "SIZE" => {
                    found.size = true;
                    found.largest = words.next().and_then(|limit| limit.parse().ok()).filter(|limit| *limit > 0);
                }
                "PIPELINING" => found.pipelining = true,
                "8BITMIME" => found.eight_bit_mime = true,
                "BINARYMIME" => found.binary_mime = true,
                "CHUNKING" => found.chunking = true,
                "DSN" => found.dsn = true,
                "SMTPUTF8" => found.utf8 = true,
                "XORAR" => found.alternates = true,
                "XSYSPROBE" => found.among_servers.probes = true,
                "XATTR" => found.among_servers.attributes = true,
                "XMSGCTX" => found.among_servers.context = true,
                "XRDST" => found.among_servers.routing = true,
                "X-LINK2STATE" => found.among_servers.links = true,
                "STARTTLS" => found.starttls = true,
                "REQUIRETLS" => found.require_tls = true,
                "X-ANONYMOUSTLS" => found.anonymous_tls = true,
                "X-EXPS" => found.exps_external = words.any(|word| word.eq_ignore_ascii_case("EXTERNAL")),
                "XSHADOWREQUEST" => found.shadows = true,
                "LIMITS" => found.limits = Limits::of(words),
                "AUTH" => found.learn(words),
                // The spelling of before the standard, which some servers still give beside it.
                other => {
                    if let Some(first) = other.strip_prefix("AUTH=") {
                        found.learn(std::iter::once(first).chain(words));
                    }
                }
            }
        }
        found.binary_mime &= found.chunking;
        found
    }

    fn learn<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        for mechanism in names.filter_map(Mechanism::named) {
            if !self.auth.contains(&mechanism) {
                self.auth.push(mechanism);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use smallvec::smallvec;

    fn of(lines: &[&str]) -> Capabilities {
        let mut reply = Reply { code: 250, status: None, lines: smallvec!["mx.example Hello".into()] };
        reply.lines.extend(lines.iter().map(|line| line.to_string().into()));
        Capabilities::of(&reply)
    }

    #[test]
    fn extensions_are_read_in_any_case() {
        let found = of(&[
            "size 1000",
            "Pipelining",
            "8bitmime",
            "DSN",
            "smtputf8",
            "xorar",
            "STARTTLS",
            "AUTH NTLM LOGIN PLAIN",
            "X-ODD 1",
        ]);
        let expected = Capabilities {
            largest: Some(1000),
            size: true,
            pipelining: true,
            eight_bit_mime: true,
            dsn: true,
            utf8: true,
            alternates: true,
            starttls: true,
            auth: vec![Mechanism::Login, Mechanism::Plain],
            ..Capabilities::default()
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn odd_offers_do_no_harm() {
        for (line, expected, why) in [
            ("SIZE 0", Capabilities { size: true, ..Capabilities::default() }, "no limit"),
            ("SIZE lots", Capabilities { size: true, ..Capabilities::default() }, "no number"),
            ("BINARYMIME", Capabilities::default(), "useless without CHUNKING"),
            ("AUTH=LOGIN", Capabilities { auth: vec![Mechanism::Login], ..Capabilities::default() }, "old spelling"),
            ("", Capabilities::default(), "empty line"),
        ] {
            assert_eq!(of(&[line]), expected, "{why}");
        }
        assert_eq!(of(&[]), Capabilities::default());
    }

    #[test]
    fn what_servers_say_to_each_other_is_said_to_nobody_else() {
        let found = of(&["XSYSPROBE", "xattr", "XMSGCTX", "XRDST", "X-Link2State", "XORAR"]);
        let among_servers = AmongServers { probes: true, attributes: true, context: true, routing: true, links: true };
        let expected = Capabilities { among_servers, alternates: true, ..Capabilities::default() };
        assert_eq!(found.clone().said_to(true), expected);
        assert_eq!(found.said_to(false), Capabilities { alternates: true, ..Capabilities::default() });
    }
}
