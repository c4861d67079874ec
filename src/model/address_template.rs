//! The form of addresses that a policy makes: `SMTP:%g.%s@contoso.com`.

use std::fmt;
use std::str::FromStr;

use super::recipient::Card;
use super::text::{Malformed, quoted, text_scalar};
use super::{Domain, SmtpAddress};

/// A template with its rank: in capitals it makes the primary address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressTemplate {
    is_primary: bool,
    /// What stands before the `@`.
    local: Box<str>,
    domain: Domain,
}

impl AddressTemplate {
    pub fn is_primary(&self) -> bool {
        self.is_primary
    }

    pub fn as_primary(&self) -> AddressTemplate {
        AddressTemplate { is_primary: true, ..self.clone() }
    }

    pub fn domain(&self) -> &Domain {
        &self.domain
    }

    /// The address of a recipient. Where what the template asks for is missing, the alias stands in its place.
    pub fn address(&self, card: &Card) -> SmtpAddress {
        let made = self.local_part(card);
        let made = made.trim_matches('.').to_owned();
        let local = if made.is_empty() || made.contains("..") { usable(card.alias) } else { made };
        SmtpAddress::new(local, self.domain.clone())
    }

    fn local_part(&self, card: &Card) -> String {
        let mut out = String::new();
        let mut rest = self.local.chars().peekable();
        while let Some(c) = rest.next() {
            if c != '%' {
                out.push(c);
                continue;
            }
            let mut count = String::new();
            while let Some(digit) = rest.next_if(char::is_ascii_digit) {
                count.push(digit);
            }
            let text = match rest.next() {
                Some('g') => card.first_name,
                Some('s') => card.last_name,
                Some('i') => card.initials,
                Some('d') => card.display_name,
                Some('m') => card.alias,
                _ => "%",
            };
            let most = count.parse().unwrap_or(usize::MAX);
            out.extend(usable(text).chars().take(most));
        }
        out
    }
}

/// The characters that may stand in an address without quotes.
fn usable(text: &str) -> String {
    let may = |c: &char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(*c);
    text.chars().filter(may).collect()
}

impl FromStr for AddressTemplate {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<AddressTemplate, Malformed> {
        let malformed = |why: &str| {
            Malformed::new(
                format!("{} {why}", quoted(text)),
                "Write SMTP:%g.%s@contoso.com, or @contoso.com for the alias.",
            )
        };
        let written = text.trim();
        let (is_primary, rest) = match written.split_once(':') {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("smtp") => (prefix == "SMTP", rest),
            Some(_) => return Err(malformed("is a template for other than SMTP addresses.")),
            None => (false, written),
        };
        let (local, domain) = rest.rsplit_once('@').ok_or_else(|| malformed("has no '@'."))?;
        let mut marks = local.split('%').skip(1);
        let is_known =
            |mark: &str| mark.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['g', 's', 'i', 'd', 'm']);
        if !marks.all(is_known) {
            return Err(malformed("has a '%' that stands for nothing: there are %g, %s, %i, %d and %m."));
        }
        if local.chars().any(|c| c != '%' && usable(c.encode_utf8(&mut [0; 4])).is_empty()) {
            return Err(malformed("has characters that no address has without quotes."));
        }
        let domain = domain.parse::<Domain>().map_err(|bad| malformed(&bad.says))?;
        Ok(AddressTemplate { is_primary, local: if local.is_empty() { "%m".into() } else { local.into() }, domain })
    }
}

impl fmt::Display for AddressTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}@{}", if self.is_primary { "SMTP" } else { "smtp" }, self.local, self.domain)
    }
}

text_scalar!(AddressTemplate, "ProxyAddressTemplate");

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::Mailbox;
    use crate::model::class::Class;

    #[test]
    fn templates_make_addresses() {
        let given = json!({
            "PrimarySmtpAddress": "ann@contoso.com", "FirstName": "Ann", "LastName": "O'Neil Smith", "DisplayName": "Ann S.",
        });
        let ann = Mailbox::create("Ann", "", given).expect("sound");
        for (template, expected) in [
            ("SMTP:%g.%s@contoso.com", "Ann.O'NeilSmith@contoso.com"),
            ("%1g%s@contoso.com", "AO'NeilSmith@contoso.com"),
            ("@contoso.com", "ann@contoso.com"),
            ("smtp:%m-x@fabrikam.com", "ann-x@fabrikam.com"),
            ("%i@contoso.com", "ann@contoso.com"),
            ("%d@contoso.com", "AnnS@contoso.com"),
        ] {
            let template: AddressTemplate = template.parse().expect(template);
            assert_eq!(template.address(&ann.card()).to_string(), expected, "{template}");
        }
        for text in ["", "contoso.com", "%q@contoso.com", "X400:%m@contoso.com", "a b@contoso.com", "%@contoso.com"] {
            assert!(text.parse::<AddressTemplate>().is_err(), "{text}");
        }
    }
}
