//! Names of certificates: who issued it, and to whom (Exchange: TlsCertificateName).

use std::fmt;
use std::str::FromStr;

use super::text::{Malformed, quoted, text_scalar};

/// Longest text; names of real authorities have some 200 characters.
const LONGEST: usize = 2_048;

/// `<I>issuer<S>subject`, both X.500 names as in `CN=mail.contoso.com, O=Contoso, C=US`.
///
/// It stays when a certificate is renewed, which its thumbprint does not. Two names are equal when their parts are,
/// whatever the letter case and the blanks between parts; `ST` and `S` both name a state.
#[derive(Clone, Debug)]
pub struct CertificateName {
    pub issuer: String,
    pub subject: String,
}

impl CertificateName {
    fn key(&self) -> [String; 2] {
        [comparable(&self.issuer), comparable(&self.subject)]
    }
}

/// One spelling of an X.500 name for all its spellings.
fn comparable(name: &str) -> String {
    let parts = name.split(',').map(|part| {
        let (kind, value) = part.split_once('=').unwrap_or(("", part));
        let kind = kind.trim().to_lowercase();
        let kind = if kind == "st" { "s" } else { kind.as_str() };
        format!("{kind}={}", value.trim().to_lowercase())
    });
    parts.collect::<Vec<_>>().join(",")
}

impl PartialEq for CertificateName {
    fn eq(&self, other: &CertificateName) -> bool {
        self.key() == other.key()
    }
}

impl Eq for CertificateName {}

impl std::hash::Hash for CertificateName {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl FromStr for CertificateName {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<CertificateName, Malformed> {
        let malformed = || {
            Malformed::new(
                format!("{} does not name a certificate.", quoted(text)),
                "Write <I>issuer<S>subject, as property TlsCertificateName of Get-ExchangeCertificate has it.",
            )
        };
        let (issuer, subject) =
            text.trim().strip_prefix("<I>").and_then(|rest| rest.split_once("<S>")).ok_or_else(malformed)?;
        let is_name = |name: &str| name.contains('=') && !name.contains(char::is_control);
        if text.len() > LONGEST || !is_name(issuer) || !is_name(subject) {
            return Err(malformed());
        }
        Ok(CertificateName { issuer: issuer.trim().to_owned(), subject: subject.trim().to_owned() })
    }
}

impl fmt::Display for CertificateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("<I>{}<S>{}", self.issuer, self.subject))
    }
}

text_scalar!(CertificateName, "CertificateName");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_whatever_its_spelling() {
        let name: CertificateName = "<I>CN=Big CA, O=Big, C=US<S>CN=mail.contoso.com, S=Ohio".parse().expect("a name");
        assert_eq!(name.to_string(), "<I>CN=Big CA, O=Big, C=US<S>CN=mail.contoso.com, S=Ohio");
        for (text, is_same) in [
            ("<I>cn=big ca,o=big,c=us<S>cn=MAIL.contoso.com,ST=Ohio", true),
            (" <I>CN = Big CA, O=Big, C=US<S>CN=mail.contoso.com, S=Ohio ", true),
            ("<I>CN=Big CA, O=Big, C=US<S>CN=mail.contoso.com", false),
            ("<I>CN=Bigger CA, O=Big, C=US<S>CN=mail.contoso.com, S=Ohio", false),
        ] {
            assert_eq!(text.parse::<CertificateName>().expect(text) == name, is_same, "{text}");
        }
    }

    #[test]
    fn what_names_no_certificate_is_refused() {
        for text in ["", "CN=mail.contoso.com", "<I>CN=a", "<I><S>", "<S>CN=a<I>CN=b", "<I>CN=a<S>CN=b\n"] {
            let result = text.parse::<CertificateName>();
            assert_eq!(result.is_err(), text != "<I>CN=a<S>CN=b\n", "{text}");
        }
        assert!("<I>CN=a\u{7}<S>CN=b".parse::<CertificateName>().is_err());
        assert!(format!("<I>CN=a<S>CN={}", "b".repeat(2_048)).parse::<CertificateName>().is_err());
    }
}
