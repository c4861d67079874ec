//! Which attribute of an entry becomes which property of a recipient.

use std::fmt;
use std::str::FromStr;

use super::DirectoryKind;
use crate::model::text::{Malformed, quoted, text_scalar};

/// Properties that an entry can give, besides CustomAttribute1 to CustomAttribute15.
const KNOWN: &[&str] = &[
    "Key",
    "RecipientType",
    "Name",
    "Alias",
    "DisplayName",
    "FirstName",
    "LastName",
    "Initials",
    "PrimarySmtpAddress",
    "EmailAddresses",
    "ExternalEmailAddress",
    "UserPrincipalName",
    "Members",
];

/// Attributes of LDAP that give them.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("Key", &["objectGUID", "entryUUID", "nsUniqueId"]),
    ("Name", &["cn"]),
    ("Alias", &["mailNickname", "sAMAccountName", "uid"]),
    ("DisplayName", &["displayName", "cn"]),
    ("FirstName", &["givenName"]),
    ("LastName", &["sn"]),
    ("Initials", &["initials"]),
    ("PrimarySmtpAddress", &["mail"]),
    ("EmailAddresses", &["proxyAddresses", "mailAlternateAddress", "mailLocalAddress", "mailAlias"]),
    ("ExternalEmailAddress", &["targetAddress"]),
    ("UserPrincipalName", &["userPrincipalName"]),
    ("Members", &["member", "uniqueMember"]),
];

/// `Alias=mailNickname,uid`: the first of the attributes that has a value gives the property. `Alias=` leaves the
/// property to people.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AttributeMapping {
    pub property: &'static str,
    pub attributes: Vec<String>,
}

/// CustomAttribute1 to CustomAttribute15.
const CUSTOM: [&str; 15] = [
    "CustomAttribute1",
    "CustomAttribute2",
    "CustomAttribute3",
    "CustomAttribute4",
    "CustomAttribute5",
    "CustomAttribute6",
    "CustomAttribute7",
    "CustomAttribute8",
    "CustomAttribute9",
    "CustomAttribute10",
    "CustomAttribute11",
    "CustomAttribute12",
    "CustomAttribute13",
    "CustomAttribute14",
    "CustomAttribute15",
];

impl AttributeMapping {
    /// Where properties come from unless a directory says otherwise: columns are named as the properties; the attributes
    /// of LDAP are those of Active Directory and of inetOrgPerson (RFC 2798), with what mail servers add to it.
    pub fn defaults(kind: DirectoryKind) -> Vec<AttributeMapping> {
        match kind {
            DirectoryKind::File | DirectoryKind::Sql => {
                let own = |&property| AttributeMapping { property, attributes: vec![str::to_owned(property)] };
                KNOWN.iter().map(own).collect()
            }
            DirectoryKind::Ldap => ATTRIBUTES
                .iter()
                .map(|(property, names)| AttributeMapping {
                    property,
                    attributes: names.iter().map(|name| str::to_owned(name)).collect(),
                })
                .collect(),
        }
    }
}

impl FromStr for AttributeMapping {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<AttributeMapping, Malformed> {
        let malformed = |why: &str, way_out: String| Malformed::new(format!("{} {why}", quoted(text.trim())), way_out);
        let (property, attributes) = text.split_once('=').ok_or_else(|| {
            malformed(
                "does not say where the property comes from.",
                "Write Property=attribute, such as Alias=uid.".into(),
            )
        })?;
        let mut known = KNOWN.iter().chain(&CUSTOM);
        let property = known.find(|known| known.eq_ignore_ascii_case(property.trim())).ok_or_else(|| {
            let all = KNOWN.join(", ");
            malformed("names no property that an entry can give.", format!("Use {all} or CustomAttribute1 to 15."))
        })?;
        let attributes: Vec<String> =
            attributes.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        if attributes.iter().any(|name| name.contains(char::is_control)) {
            return Err(malformed("names no attribute.", "Write Property=attribute, such as Alias=uid.".into()));
        }
        Ok(AttributeMapping { property, attributes })
    }
}

impl fmt::Display for AttributeMapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}={}", self.property, self.attributes.join(",")))
    }
}

text_scalar!(AttributeMapping, "AttributeMapping");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_and_its_attributes_are_read() {
        for (text, expected) in [
            ("Alias=uid", Some("Alias=uid")),
            (" alias = mailNickname , uid ", Some("Alias=mailNickname,uid")),
            ("customattribute15=department", Some("CustomAttribute15=department")),
            ("Alias=", Some("Alias=")),
            ("Alias", None),
            ("Shoesize=uid", None),
            ("=uid", None),
        ] {
            let read = text.parse::<AttributeMapping>().ok().map(|mapping| mapping.to_string());
            assert_eq!(read.as_deref(), expected, "{text:?}");
        }
    }
}
