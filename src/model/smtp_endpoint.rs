//! A host that takes mail by SMTP, at a port.

use std::fmt;
use std::str::FromStr;

use super::SmartHost;
use super::text::{Malformed, quoted, text_scalar};

/// `mail.contoso.com`, `10.0.0.5:2525` or `[10.0.0.5]:2525`; port 25 where none is given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SmtpEndpoint {
    pub host: SmartHost,
    pub port: u16,
}

impl FromStr for SmtpEndpoint {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<SmtpEndpoint, Malformed> {
        let written = text.trim();
        // An IPv6 address without brackets has no port: its colons are its own.
        let split = written.rsplit_once(':').filter(|(host, _)| !host.contains(':') || host.ends_with(']'));
        let Some((host, port)) = split else { return Ok(SmtpEndpoint { host: written.parse()?, port: 25 }) };
        let port = port.parse().ok().filter(|port| *port > 0).ok_or_else(|| {
            Malformed::new(
                format!("{} has a port that is not a number from 1 to 65535.", quoted(text)),
                "Write a host with or without a port: mail.contoso.com or mail.contoso.com:2525.",
            )
        })?;
        Ok(SmtpEndpoint { host: host.parse()?, port })
    }
}

impl fmt::Display for SmtpEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            25 => write!(f, "{}", self.host),
            port => write!(f, "{}:{port}", self.host),
        }
    }
}

text_scalar!(SmtpEndpoint, "SmtpEndpoint");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_may_be_given() {
        for (text, shown) in [
            ("mail.contoso.com", "mail.contoso.com"),
            ("Mail.contoso.com:25", "mail.contoso.com"),
            ("mail.contoso.com:2525", "mail.contoso.com:2525"),
            ("10.0.0.5:2525", "[10.0.0.5]:2525"),
            ("[10.0.0.5]:2525", "[10.0.0.5]:2525"),
            ("[::1]:2525", "[::1]:2525"),
        ] {
            let read: SmtpEndpoint = text.parse().expect(text);
            assert_eq!(read.to_string(), shown, "{text}");
            assert_eq!(shown.parse::<SmtpEndpoint>().expect(shown), read);
        }
        for text in ["mail.contoso.com:0", "mail.contoso.com:70000", "mail.contoso.com:", ":25", ""] {
            assert!(text.parse::<SmtpEndpoint>().is_err(), "{text}");
        }
    }
}
