//! Who stands in From, To and Cc: an address, or a name with one behind it.

use mail_builder::headers::address::Address;

use crate::mail::address_list;
use crate::model::{FromValue, SmtpAddress, Value};

/// `ann@contoso.com`, `Ann <ann@contoso.com>`, `"Ann, Kiln" <ann@contoso.com>`.
pub struct Correspondent {
    name: Option<String>,
    pub address: SmtpAddress,
}

impl Correspondent {
    pub fn shown(&self) -> Address<'static> {
        Address::new_address(self.name.clone(), self.address.to_string())
    }

    fn read(text: &str) -> Option<Correspondent> {
        let found = address_list::read(text);
        let [address] = found.as_slice() else { return None };
        let name = text.rsplit_once('<').map(|(name, _)| name.trim().trim_matches('"').to_owned());
        let is_name = |name: &String| !name.is_empty() && !name.contains(char::is_control);
        Some(Correspondent { name: name.filter(is_name), address: address.parse().ok()? })
    }
}

impl FromValue for Correspondent {
    const TYPE_NAME: &'static str = "MailAddress";

    fn from_value(value: &Value) -> Result<Correspondent, String> {
        let text = value.to_string();
        Correspondent::read(&text).ok_or_else(|| {
            format!("'{text}' is not one address; write ann@contoso.com, or with a name: Ann <ann@contoso.com>")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_have_a_name() {
        for (text, expected) in [
            ("ann@contoso.com", Some((None, "ann@contoso.com"))),
            ("Ann <ann@contoso.com>", Some((Some("Ann"), "ann@contoso.com"))),
            ("\"Ann, Kiln\" <ann@contoso.com>", Some((Some("Ann, Kiln"), "ann@contoso.com"))),
            ("<ann@contoso.com>", Some((None, "ann@contoso.com"))),
            ("Ann\r\nBcc: x <ann@contoso.com>", Some((None, "ann@contoso.com"))),
            ("ann@contoso.com, bob@contoso.com", None),
            ("Ann", None),
            ("", None),
        ] {
            let read = Correspondent::read(text);
            let shown = read.as_ref().map(|one| (one.name.as_deref(), one.address.to_string()));
            assert_eq!(shown, expected.map(|(name, address)| (name, address.to_owned())), "{text}");
        }
    }
}
