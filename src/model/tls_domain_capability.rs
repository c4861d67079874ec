//! What hosts of a domain may do on a receive connector once their certificate has proved the domain.

use std::fmt;
use std::str::FromStr;

use super::domain::Domain;
use super::text::{Malformed, quoted, text_scalar};

/// The one capability that there is: header fields that are meant for inside are kept.
const ACCEPT_CLOUD_SERVICES_MAIL: &str = "AcceptCloudServicesMail";

/// `contoso.com:AcceptCloudServicesMail`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TlsDomainCapability {
    pub domain: Domain,
}

impl FromStr for TlsDomainCapability {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<TlsDomainCapability, Malformed> {
        let malformed = |why: &str| {
            let form = format!("Write a domain and what it may, such as contoso.com:{ACCEPT_CLOUD_SERVICES_MAIL}.");
            Malformed::new(format!("{} {why}", quoted(text)), form)
        };
        let (domain, capability) = text.trim().split_once(':').ok_or_else(|| malformed("does not say what it may."))?;
        if !capability.trim().eq_ignore_ascii_case(ACCEPT_CLOUD_SERVICES_MAIL) {
            return Err(malformed("names a capability that hosts cannot have here."));
        }
        let domain = domain.trim().parse().map_err(|_| malformed("does not begin with a domain."))?;
        Ok(TlsDomainCapability { domain })
    }
}

impl fmt::Display for TlsDomainCapability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}:{ACCEPT_CLOUD_SERVICES_MAIL}", self.domain))
    }
}

text_scalar!(TlsDomainCapability, "SmtpReceiveDomainCapabilities");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_and_what_it_may_are_read() {
        for (text, expected) in [
            ("contoso.com:AcceptCloudServicesMail", Some("contoso.com:AcceptCloudServicesMail")),
            (" Contoso.com:acceptcloudservicesmail ", Some("contoso.com:AcceptCloudServicesMail")),
            ("contoso.com", None),
            ("contoso.com:", None),
            ("contoso.com:AcceptEverything", None),
            (":AcceptCloudServicesMail", None),
            ("a b:AcceptCloudServicesMail", None),
        ] {
            let read = text.parse::<TlsDomainCapability>().ok().map(|capability| capability.to_string());
            assert_eq!(read.map(|text| text.to_lowercase()), expected.map(str::to_lowercase), "{text:?}");
        }
    }
}
