//! One right of one trustee, as a connector keeps it.

use std::fmt;
use std::str::FromStr;

use super::{ExtendedRight, Trustee};
use crate::model::choice::choice;
use crate::model::text::{Malformed, quoted, text_scalar};

choice! {
    /// What an entry does with its right.
    Access as "AccessControlType" {
        /// Gives it.
        Allow,
        /// Takes it away, whoever else gives it.
        Deny,
        /// Takes it out of what a permission group gives to that very trustee.
        Withdraw,
    }
}

/// `Allow ms-Exch-SMTP-Accept-Any-Recipient NT AUTHORITY\ANONYMOUS LOGON`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccessEntry {
    pub access: Access,
    pub right: ExtendedRight,
    pub trustee: Trustee,
}

impl fmt::Display for AccessEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.access, self.right, self.trustee)
    }
}

impl FromStr for AccessEntry {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<AccessEntry, Malformed> {
        let mut words = text.trim().splitn(3, ' ');
        let (Some(access), Some(right), Some(trustee)) = (words.next(), words.next(), words.next()) else {
            return Err(Malformed::new(
                format!("{} is no access entry.", quoted(text)),
                "Use Add-ADPermission and Remove-ADPermission.",
            ));
        };
        Ok(AccessEntry { access: access.parse()?, right: right.parse()?, trustee: trustee.parse()? })
    }
}

text_scalar!(AccessEntry, "AccessEntry");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_kept_as_text() {
        for text in [
            "Allow ms-Exch-SMTP-Accept-Any-Recipient NT AUTHORITY\\ANONYMOUS LOGON",
            "Deny ms-Exch-SMTP-Submit 0190a1f0-0000-7000-8000-000000000001",
            "Withdraw ms-Exch-Accept-Headers-Routing MS Exchange\\Partner Servers",
        ] {
            assert_eq!(text.parse::<AccessEntry>().expect(text).to_string(), text);
        }
        for text in ["", "Allow", "Allow ms-Exch-SMTP-Submit", "Allow everything ann", "Permit ms-Exch-SMTP-Submit ann"]
        {
            assert!(text.parse::<AccessEntry>().is_err(), "{text}");
        }
    }
}
