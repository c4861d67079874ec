//! From an entry to the recipient that it wants to be.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value as Json;
use uuid::Uuid;

use super::entry::Entry;
use crate::model::class::{Properties, to_json};
use crate::model::{
    AttributeMapping, ClassInfo, EntryType, ProxyAddress, ProxyKind, RecipientDirectory, SmtpAddress, class_named,
};

/// Longest name that an object has.
const NAME: usize = 64;

/// A recipient as its directory wants it.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub id: Uuid,
    pub class: &'static ClassInfo,
    /// Where its entry is.
    pub place: String,
    /// The name by which groups mean it.
    pub named: Option<String>,
    pub name: String,
    pub primary: SmtpAddress,
    /// Properties that the directory gives, in the form in which they are stored.
    pub given: Properties,
    /// Whom a group has, as the entry names them.
    pub members: Vec<String>,
}

/// An entry that can be no recipient.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfit {
    /// The recipients that it may have been before: they stay.
    pub former: Vec<Uuid>,
    pub place: String,
    pub reason: String,
}

/// How entries of a directory are read.
pub struct Wants<'a> {
    directory: &'a RecipientDirectory,
    mappings: Vec<AttributeMapping>,
}

impl<'a> Wants<'a> {
    pub fn new(directory: &'a RecipientDirectory) -> Wants<'a> {
        Wants { directory, mappings: directory.mappings() }
    }

    pub fn of(&self, entry: &Entry) -> Result<Wanted, Unfit> {
        let unfit = |former: Vec<Uuid>, reason: String| Unfit { former, place: entry.place.clone(), reason };
        let addresses = self.addresses(entry);
        let given_key = self.one(entry, "Key").map(str::to_owned);
        let by_address = || addresses.as_ref().ok()?.first().map(|address| address.to_string());
        let key = given_key.or_else(|| entry.named.clone()).or_else(by_address).map(|key| key.to_lowercase());
        let former = || {
            let ids = key.iter().flat_map(|key| EntryType::ALL.iter().map(move |kind| self.id(*kind, key)));
            ids.collect::<Vec<_>>()
        };
        if let Some(trouble) = &entry.trouble {
            return Err(unfit(former(), trouble.clone()));
        }
        let kind = self.kind(entry).map_err(|reason| unfit(former(), reason))?;
        let addresses = addresses.clone().map_err(|reason| unfit(former(), reason))?;
        let (Some(primary), Some(key)) = (addresses.first().cloned(), &key) else {
            // Whoever has lost their address is no recipient any more.
            return Err(unfit(Vec::new(), "it has no address.".to_owned()));
        };
        let mut wanted = Wanted {
            id: self.id(kind, key),
            class: class_named(kind.name()).expect("entries become recipients of declared classes"),
            place: entry.place.clone(),
            named: entry.named.as_ref().map(|name| name.to_lowercase()),
            name: name_of(self.one(entry, "Name").or_else(|| self.one(entry, "DisplayName")), &primary),
            primary,
            given: Properties::new(),
            members: Vec::new(),
        };
        self.fill(&mut wanted, entry, kind, addresses).map_err(|reason| unfit(former(), reason))?;
        Ok(wanted)
    }

    /// The GUID is that of the class, too: who becomes something else is another object.
    fn id(&self, kind: EntryType, key: &str) -> Uuid {
        named_id(self.directory.id, &format!("{}:{key}", kind.name()))
    }

    fn kind(&self, entry: &Entry) -> Result<EntryType, String> {
        match self.one(entry, "RecipientType") {
            None => Ok(entry.kind.unwrap_or(self.directory.recipient_type)),
            Some(text) => text
                .parse()
                .map_err(|_| format!("its RecipientType '{text}' is none of {}.", EntryType::NAMES.join(", "))),
        }
    }

    fn attributes(&self, property: &str) -> &[String] {
        let mapping = self.mappings.iter().find(|mapping| mapping.property == property);
        mapping.map_or(&[], |mapping| mapping.attributes.as_slice())
    }

    fn one<'e>(&self, entry: &'e Entry, property: &str) -> Option<&'e str> {
        entry.first(self.attributes(property)).first().map(String::as_str)
    }

    /// All SMTP addresses, the primary one first.
    fn addresses(&self, entry: &Entry) -> Result<Vec<SmtpAddress>, String> {
        let mut proxies: Vec<ProxyAddress> = Vec::new();
        for text in entry.all(self.attributes("EmailAddresses")) {
            proxies.push(text.parse().map_err(|_| format!("'{text}' is not an address."))?);
        }
        let single = match self.one(entry, "PrimarySmtpAddress") {
            Some(text) => Some(text.parse::<SmtpAddress>().map_err(|_| format!("'{text}' is not an address."))?),
            None => None,
        };
        let mut in_capitals = proxies.iter().filter(|proxy| proxy.primary).filter_map(ProxyAddress::smtp);
        // A list that marks its primary address knows better than the attribute that people edit.
        let marked = in_capitals.next().cloned();
        if in_capitals.next().is_some() {
            return Err("two of its addresses are marked as primary.".to_owned());
        }
        let further = proxies.iter().filter_map(ProxyAddress::smtp).cloned();
        let mut all: Vec<SmtpAddress> = Vec::new();
        for address in marked.into_iter().chain(single).chain(further) {
            if !all.contains(&address) {
                all.push(address);
            }
        }
        Ok(all)
    }

    /// Names in a directory of Exchange, which answers to mail of former days still bear.
    fn names_elsewhere<'e>(&'e self, entry: &'e Entry) -> impl Iterator<Item = ProxyAddress> + 'e {
        let proxies = entry.all(self.attributes("EmailAddresses")).filter_map(|text| text.parse::<ProxyAddress>().ok());
        proxies.filter(|proxy| matches!(&proxy.address, ProxyKind::Other(kind, _) if kind == "x500"))
    }

    fn fill(
        &self,
        wanted: &mut Wanted,
        entry: &Entry,
        kind: EntryType,
        addresses: Vec<SmtpAddress>,
    ) -> Result<(), String> {
        let mut all: Vec<ProxyAddress> = addresses.into_iter().map(ProxyAddress::secondary).collect();
        all.extend(self.names_elsewhere(entry));
        let mut give = |property: &str, value: Json| drop(wanted.given.insert(property.to_owned(), value));
        if matches!(kind, EntryType::MailUser | EntryType::MailContact) {
            let target = self.target(entry, kind, &wanted.primary)?;
            let is_known = all.iter().any(|own| own.smtp() == Some(&target));
            all.extend((!is_known).then(|| ProxyAddress::secondary(target.clone())));
            give("ExternalEmailAddress", to_json(&ProxyAddress::primary(target)));
        }
        for own in all.iter_mut().filter(|own| own.smtp().is_some()) {
            own.primary = own.smtp() == Some(&wanted.primary);
        }
        give("PrimarySmtpAddress", to_json(&wanted.primary));
        give("EmailAddresses", to_json(&all));
        give("EmailAddressPolicyEnabled", Json::Bool(false));
        give("RecipientDirectory", self.directory.name.as_str().into());
        if kind == EntryType::Mailbox
            && let Some(database) = &self.directory.database
        {
            give("Database", database.as_str().into());
        }
        for mapping in self.mappings.iter().filter(|mapping| wanted.class.property(mapping.property).is_some()) {
            let value = entry.first(&mapping.attributes).first().map(String::as_str);
            match mapping.property {
                "PrimarySmtpAddress" | "EmailAddresses" | "ExternalEmailAddress" | "Members" => {}
                // One that nobody gives is made from the address, once.
                "Alias" => value.into_iter().for_each(|alias| give("Alias", alias.into())),
                "UserPrincipalName" => give("UserPrincipalName", logon(value)?),
                "DisplayName" => give("DisplayName", value.unwrap_or(&wanted.name).into()),
                text => give(text, value.unwrap_or_default().into()),
            }
        }
        if kind == EntryType::DistributionGroup {
            wanted.members = entry.all(self.attributes("Members")).map(str::to_owned).collect();
        }
        Ok(())
    }

    /// Where mail for somebody elsewhere goes: for a contact its own address, unless it says something else.
    fn target(&self, entry: &Entry, kind: EntryType, primary: &SmtpAddress) -> Result<SmtpAddress, String> {
        let not_smtp = |text: &str| format!("its ExternalEmailAddress '{text}' is not an SMTP address.");
        match self.one(entry, "ExternalEmailAddress") {
            Some(text) => {
                let target: ProxyAddress = text.parse().map_err(|_| not_smtp(text))?;
                target.smtp().cloned().ok_or_else(|| not_smtp(text))
            }
            None if kind == EntryType::MailContact => Ok(primary.clone()),
            None => Err("it has no ExternalEmailAddress, where mail for a mail user goes.".to_owned()),
        }
    }
}

/// The GUID of a name below another GUID (version 5 of RFC 9562).
pub fn named_id(space: Uuid, name: &str) -> Uuid {
    let mut hash = ring::digest::Context::new(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY);
    hash.update(space.as_bytes());
    hash.update(name.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finish().as_ref()[..16]);
    uuid::Builder::from_sha1_bytes(bytes).into_uuid()
}

fn logon(value: Option<&str>) -> Result<Json, String> {
    match value {
        None => Ok(Json::Null),
        Some(text) => match text.parse::<SmtpAddress>() {
            Ok(address) => Ok(to_json(&address)),
            Err(_) => Err(format!("its UserPrincipalName '{text}' has not the form of an address.")),
        },
    }
}

/// A name as objects may have it.
fn name_of(given: Option<&str>, primary: &SmtpAddress) -> String {
    let plain = |c: char| if c.is_control() || matches!(c, '\\' | '*' | '?') { '_' } else { c };
    let name: String = given.unwrap_or_default().trim().chars().map(plain).take(NAME).collect();
    match name.trim() {
        "" => primary.to_string().chars().take(NAME).collect(),
        name => name.to_owned(),
    }
}

impl Wanted {
    pub fn is_group(&self) -> bool {
        self.class.name == EntryType::DistributionGroup.name()
    }

    /// Names that will do, the best first.
    pub fn names(&self) -> impl Iterator<Item = String> + '_ {
        let id = self.id.simple().to_string();
        let marks = [None, Some(self.primary.local().to_owned()), Some(id[..8].to_owned())];
        marks.into_iter().filter_map(|mark| {
            let Some(mark) = mark else { return Some(self.name.clone()) };
            let room = NAME.checked_sub(mark.chars().count() + 3).filter(|room| *room > 0)?;
            let start: String = self.name.chars().take(room).collect();
            Some(format!("{} ({mark})", start.trim_end()))
        })
    }

    /// The same for the same recipient, wherever its entry is.
    pub fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.id, self.class.name, &self.name, &self.named, &self.members).hash(&mut hasher);
        self.given.iter().for_each(|(name, value)| (name, value.to_string()).hash(&mut hasher));
        hasher.finish()
    }
}

impl Unfit {
    pub fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.former, &self.place, &self.reason).hash(&mut hasher);
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_of_names_are_those_of_the_rfc() {
        // RFC 9562, appendix A.4.
        let id = named_id(Uuid::NAMESPACE_DNS, "www.example.com");
        assert_eq!(id.to_string(), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }
}
