//! What scripts write for an address with more to it: `[ipendpoint]` with a port, `[mailaddress]` with a name.

use std::fmt;
use std::net::SocketAddr;

use crate::model::{FromValue, IntoValue, Look, Scalar, SmtpAddress, Value};

/// `[ipendpoint]`: an address and a port.
pub struct EndPoint(pub SocketAddr);

impl EndPoint {
    /// `10.0.0.1:25`, `[::1]:25`, or an address alone, whose port is 0.
    pub fn parse(text: &str) -> Option<EndPoint> {
        let alone = || text.parse().ok().map(|address| SocketAddr::new(address, 0));
        text.parse::<SocketAddr>().ok().or_else(alone).map(EndPoint)
    }
}

impl fmt::Display for EndPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Scalar for EndPoint {
    fn type_name(&self) -> &'static str {
        "IPEndPoint"
    }

    fn full_type_name(&self) -> String {
        "System.Net.IPEndPoint".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "addressfamily" => Value::text(if self.0.is_ipv4() { "InterNetwork" } else { "InterNetworkV6" }),
            "address" => Value::ip(self.0.ip()),
            "port" => Value::Int(self.0.port().into()),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["AddressFamily", "Address", "Port"]
    }

    fn look(&self) -> Look {
        Look::Table
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// `[mailaddress]`: an address, with or without the name of who has it.
pub struct MailAddress {
    name: String,
    address: SmtpAddress,
}

impl MailAddress {
    pub fn new(address: SmtpAddress, name: &str) -> MailAddress {
        MailAddress { name: name.to_owned(), address }
    }

    /// `ann@contoso.com`, `Ann <ann@contoso.com>`, `"Doe, Ann" <ann@contoso.com>`.
    pub fn parse(text: &str) -> Result<MailAddress, &'static str> {
        const REFUSED: &str = "The specified string is not in the form required for an e-mail address.";
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
            Some((name, address)) => (name.trim(), address),
            None => ("", text),
        };
        let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name);
        let address = SmtpAddress::from_value(&Value::text(address)).map_err(|_| REFUSED)?;
        Ok(MailAddress::new(address, &name.replace("\\\"", "\"")))
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name.as_str() {
            "" => write!(f, "{}", self.address),
            name => write!(f, "\"{}\" <{}>", name.replace('"', "\\\""), self.address),
        }
    }
}

impl Scalar for MailAddress {
    fn type_name(&self) -> &'static str {
        "MailAddress"
    }

    fn full_type_name(&self) -> String {
        "System.Net.Mail.MailAddress".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "displayname" => Value::text(&self.name),
            "user" => Value::text(self.address.local()),
            "host" => self.address.domain().to_string().into_value(),
            "address" => Value::text(self.address.to_string()),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["DisplayName", "User", "Host", "Address"]
    }

    fn look(&self) -> Look {
        Look::Table
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
