//! What is asked of a server, and what its answer says.

use ldap3::asn1::StructureTag;

use crate::directory::entry::Entry;
use crate::model::{EntryType, RecipientDirectory};

/// Says what an entry is.
const OBJECT_CLASS: &str = "objectClass";

/// Attributes whose values are bytes, whatever they look like.
const BYTES: &[&str] = &["objectGUID", "objectSid", "mS-DS-ConsistencyGuid"];

/// Classes of groups: of Active Directory, and of RFC 4519 and its successors.
const GROUPS: &[&str] = &["group", "groupOfNames", "groupOfUniqueNames", "groupOfMembers"];

/// The attributes that become properties, and what tells people from groups.
pub fn wanted(directory: &RecipientDirectory) -> Vec<String> {
    let mut names = vec![OBJECT_CLASS.to_owned()];
    for name in directory.mappings().into_iter().flat_map(|mapping| mapping.attributes) {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names
}

/// An entry as the server gave it; `None` when that is no entry of the protocol.
pub fn entry(answer: StructureTag) -> Option<Entry> {
    let mut parts = answer.match_id(4)?.expect_constructed()?.into_iter();
    let name = String::from_utf8(parts.next()?.expect_primitive()?).ok()?;
    let mut values = Vec::new();
    for attribute in parts.next()?.expect_constructed()? {
        let mut parts = attribute.expect_constructed()?.into_iter();
        let attribute = String::from_utf8(parts.next()?.expect_primitive()?).ok()?;
        let given = parts.next()?.expect_constructed()?.into_iter().map(StructureTag::expect_primitive);
        let given: Vec<Vec<u8>> = given.collect::<Option<_>>()?;
        values.push((plain(&attribute).to_owned(), given.into_iter().map(|value| text(&attribute, value)).collect()));
    }
    let kind = kind(&values);
    let cut = values.iter().find(|(attribute, _)| attribute.contains(";range="));
    let trouble =
        cut.map(|(attribute, _)| format!("the server gives its {attribute} in parts, which are not put together."));
    Some(Entry { place: name.clone(), named: Some(name), kind, trouble, values })
}

/// Without options that say nothing of the value, such as languages.
fn plain(attribute: &str) -> &str {
    match attribute.contains(";range=") {
        true => attribute,
        false => attribute.split(';').next().unwrap_or(attribute),
    }
}

fn text(attribute: &str, value: Vec<u8>) -> String {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    if BYTES.iter().any(|name| name.eq_ignore_ascii_case(attribute)) {
        return hex(&value);
    }
    String::from_utf8(value).unwrap_or_else(|error| hex(error.as_bytes()))
}

/// What the class of an entry makes of it; people are what the directory says.
fn kind(values: &[(String, Vec<String>)]) -> Option<EntryType> {
    let classes = values.iter().filter(|(name, _)| name.eq_ignore_ascii_case(OBJECT_CLASS));
    let classes: Vec<&str> = classes.flat_map(|(_, classes)| classes).map(String::as_str).collect();
    let is = |names: &[&str]| classes.iter().any(|class| names.iter().any(|name| name.eq_ignore_ascii_case(class)));
    if is(GROUPS) {
        return Some(EntryType::DistributionGroup);
    }
    is(&["contact"]).then_some(EntryType::MailContact)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(class: &str) -> Option<EntryType> {
        kind(&[("objectClass".to_owned(), vec!["top".to_owned(), class.to_owned()])])
    }

    #[test]
    fn groups_and_contacts_are_told_from_people() {
        assert_eq!(of("GroupOfNames"), Some(EntryType::DistributionGroup));
        assert_eq!(of("contact"), Some(EntryType::MailContact));
        assert_eq!(of("inetOrgPerson"), None);
    }

    #[test]
    fn values_are_text_or_their_bytes_in_hexadecimal() {
        assert_eq!(text("cn", "Zoë".into()), "Zoë");
        assert_eq!(text("objectGUID", b"0123".to_vec()), "30313233");
        assert_eq!(text("jpegPhoto", vec![0xff, 0xd8]), "ffd8");
        assert_eq!((plain("cn;lang-de"), plain("member;range=0-1499")), ("cn", "member;range=0-1499"));
    }
}
