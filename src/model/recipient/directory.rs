//! Every recipient of the organization, found by address and by name without a scan and without a lock.
//!
//! A copy costs a few hundred pointers and never changes; the next change costs its copier a small part of the maps. So
//! a node swaps one in with each change of the configuration, whether it has ten recipients or a million.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use smallvec::SmallVec;
use uuid::Uuid;

use super::addressee::Addressee;
use super::distribution_group::DistributionGroup;
use super::filter;
use super::member_page::MemberPage;
use super::shards::Shards;
use crate::model::text::same_text;
use crate::model::{Mailbox, SmtpAddress};

/// Who claims an address or a name: one, but for what other programs have written into a store.
type Claims = SmallVec<[Addressee; 1]>;

#[derive(Clone, Debug, Default)]
pub struct Directory {
    by_id: Shards<Uuid, Addressee>,
    /// By [`SmtpAddress::key`].
    by_address: Shards<Box<str>, Claims>,
    /// By name and alias in lower case.
    by_word: Shards<Box<str>, Claims>,
    /// By [`SmtpAddress::key`] of the name that a user logs in with.
    by_logon: Shards<Box<str>, Claims>,
    /// Further members of groups, in the order of the pages.
    pages: Shards<Uuid, BTreeMap<Uuid, Arc<MemberPage>>>,
    /// The group that a page is of.
    group_of: Shards<Uuid, Uuid>,
    version: u64,
}

impl Directory {
    /// Who has an address. More than one: nobody can tell whose it is.
    pub fn at(&self, address: &SmtpAddress) -> &[Addressee] {
        self.by_address.get(address.key().as_str()).map_or(&[], |claims| claims.as_slice())
    }

    pub fn get(&self, id: Uuid) -> Option<&Addressee> {
        self.by_id.get(&id)
    }

    /// All of them, in no particular order.
    pub fn all(&self) -> impl Iterator<Item = &Addressee> {
        self.by_id.values()
    }

    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Grows with each change; two copies of one directory that say the same hold the same.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Those whom a text means: their GUID, name, alias, one of their addresses, or the name they log in with.
    pub fn named(&self, text: &str) -> Vec<&Addressee> {
        let text = text.trim();
        if let Ok(id) = Uuid::parse_str(text) {
            return self.get(id).into_iter().collect();
        }
        let mut found: Vec<&Addressee> = self.called(text).iter().collect();
        // A name is closer than an alias.
        if found.iter().any(|one| same_text(one.name(), text)) {
            found.retain(|one| same_text(one.name(), text));
        }
        if found.is_empty()
            && let Ok(address) = text.parse::<SmtpAddress>()
        {
            found = self.at(&address).iter().collect();
            if found.is_empty() {
                found = self.by_logon.get(address.key().as_str()).into_iter().flatten().collect();
            }
        }
        found
    }

    /// Those whose name or alias that is.
    pub fn called(&self, text: &str) -> &[Addressee] {
        self.by_word.get(folded(text.trim()).as_ref()).map_or(&[], |claims| claims.as_slice())
    }

    /// Those who log in by that name.
    pub fn with_logon(&self, name: &SmtpAddress) -> impl Iterator<Item = &Addressee> {
        self.by_logon.get(name.key().as_str()).into_iter().flatten()
    }

    /// The mailbox whose user may give that text as the name to log in with.
    pub fn logon(&self, user: &str) -> Option<&Arc<Mailbox>> {
        let claims = match user.parse::<SmtpAddress>() {
            Ok(address) => [self.by_logon.get(address.key().as_str()), self.by_address.get(address.key().as_str())],
            Err(_) => {
                let name = user.rsplit_once('\\').map_or(user, |(_, name)| name);
                [self.by_word.get(folded(name).as_ref()), None]
            }
        };
        let mut mailboxes = claims.into_iter().flatten().flatten().filter_map(Addressee::mailbox);
        mailboxes.find(|mailbox| mailbox.logs_in_as(user))
    }

    /// The pages of a group, in their order.
    pub fn pages(&self, group: Uuid) -> impl Iterator<Item = &Arc<MemberPage>> {
        self.pages.get(&group).into_iter().flat_map(BTreeMap::values)
    }

    /// Links to all members of a group, also to those that are gone.
    pub fn links<'a>(&'a self, group: &'a DistributionGroup) -> impl Iterator<Item = Uuid> + 'a {
        let further = self.pages(group.id).flat_map(|page| page.members.iter());
        group.members.iter().chain(further).filter_map(|link| link.id())
    }

    /// The members of a group as they are now; none of what is no group.
    pub fn members<'a>(&'a self, group: &'a Addressee) -> Box<dyn Iterator<Item = &'a Addressee> + 'a> {
        match group {
            Addressee::Group(group) => Box::new(self.links(group).filter_map(|id| self.get(id))),
            Addressee::DynamicGroup(group) => {
                let (filter, kinds) = (group.recipient_filter.as_ref(), group.included_recipients);
                let others = self.all().filter(move |one| one.id() != group.id);
                Box::new(others.filter(move |one| filter::is_meant(one, filter, kinds)))
            }
            _ => Box::new(std::iter::empty()),
        }
    }

    /// Whether a recipient is a member of a group, by itself or through groups in it.
    pub fn is_member(&self, group: Uuid, one: &Addressee) -> bool {
        let (mut seen, mut open) = (HashSet::from([group]), vec![group]);
        while let Some(group) = open.pop().and_then(|id| self.get(id)) {
            if let Addressee::DynamicGroup(dynamic) = group
                && filter::is_meant(one, dynamic.recipient_filter.as_ref(), dynamic.included_recipients)
            {
                return true;
            }
            if let Addressee::Group(group) = group {
                for id in self.links(group) {
                    if id == one.id() {
                        return true;
                    }
                    if self.get(id).is_some_and(Addressee::is_group) && seen.insert(id) {
                        open.push(id);
                    }
                }
            }
        }
        false
    }

    /// Adds a page of members, or puts it in place of its former self.
    pub fn put_page(&mut self, page: Arc<MemberPage>) {
        self.remove(page.id);
        self.group_of.part(&page.id).insert(page.id, page.group);
        self.pages.part(&page.group).entry(page.group).or_default().insert(page.id, page);
        self.version += 1;
    }

    fn remove_page(&mut self, id: Uuid) {
        let Some(group) = self.group_of.part(&id).remove(&id) else { return };
        let part = self.pages.part(&group);
        if let Some(pages) = part.get_mut(&group) {
            pages.remove(&id);
            if pages.is_empty() {
                part.remove(&group);
            }
        }
        self.version += 1;
    }

    /// Adds a recipient, or puts it in place of its former self.
    pub fn put(&mut self, addressee: Addressee) {
        self.remove(addressee.id());
        let (addresses, words, logon) = keys(&addressee);
        for (map, keys) in [(&mut self.by_address, addresses), (&mut self.by_word, words), (&mut self.by_logon, logon)]
        {
            for key in keys {
                map.part(&*key).entry(key).or_default().push(addressee.clone());
            }
        }
        self.by_id.part(&addressee.id()).insert(addressee.id(), addressee);
        self.version += 1;
    }

    pub fn remove(&mut self, id: Uuid) {
        let Some(former) = self.by_id.get(&id).cloned() else {
            if self.group_of.get(&id).is_some() {
                self.remove_page(id);
            }
            return;
        };
        self.by_id.part(&id).remove(&id);
        let (addresses, words, logon) = keys(&former);
        for (map, keys) in [(&mut self.by_address, addresses), (&mut self.by_word, words), (&mut self.by_logon, logon)]
        {
            for key in keys {
                let part = map.part(&*key);
                if let Some(claims) = part.get_mut(&*key) {
                    claims.retain(|claim| !claim.same_object(&former));
                    if claims.is_empty() {
                        part.remove(&*key);
                    }
                }
            }
        }
        self.version += 1;
    }
}

type Keys = Vec<Box<str>>;

/// What a recipient is found by: addresses, words, and the name to log in with.
fn keys(addressee: &Addressee) -> (Keys, Keys, Keys) {
    let card = addressee.card();
    let addresses = card.smtp().map(|address| address.key().into_boxed_str());
    let mut words = vec![folded(card.name)];
    let alias = folded(card.alias);
    if alias != words[0] {
        words.push(alias);
    }
    let logon = addressee.logon().map(|address| address.key().into_boxed_str());
    (addresses.collect(), words, logon.into_iter().collect())
}

fn folded(text: &str) -> Box<str> {
    text.chars().flat_map(char::to_lowercase).collect::<String>().into_boxed_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::model::recipient::mail_contact::MailContact;

    fn mailbox(name: &str, addresses: &[&str]) -> Mailbox {
        Mailbox::create(name, "", json!({ "EmailAddresses": addresses })).expect("sound")
    }

    fn names(found: &[&Addressee]) -> Vec<String> {
        found.iter().map(|one| one.name().to_owned()).collect()
    }

    #[test]
    fn recipients_are_found_by_what_they_are_called() {
        let mut directory = Directory::default();
        let ann = mailbox("Ann Smith", &["ann@contoso.com", "sales@contoso.com"]);
        let id = ann.id;
        directory.put(Addressee::Mailbox(ann.into()));
        let given = json!({ "ExternalEmailAddress": "pat@fabrikam.com", "Alias": "pat" });
        directory.put(Addressee::MailContact(MailContact::create("Pat", "", given).expect("sound").into()));
        for (text, expected) in [
            ("ann smith", &["Ann Smith"][..]),
            ("ANN", &["Ann Smith"]),
            ("Sales@Contoso.com", &["Ann Smith"]),
            (&id.to_string(), &["Ann Smith"]),
            ("pat", &["Pat"]),
            ("pat@fabrikam.com", &["Pat"]),
            ("nobody", &[]),
            ("nobody@contoso.com", &[]),
        ] {
            assert_eq!(names(&directory.named(text)), expected, "{text}");
        }
        assert_eq!(directory.logon("CONTOSO\\ann").map(|mailbox| mailbox.id), Some(id));
        assert!(directory.logon("pat").is_none(), "a contact logs in nowhere");
    }

    #[test]
    fn a_copy_stays_as_it_was() {
        let mut directory = Directory::default();
        let mut ann = mailbox("Ann", &["ann@contoso.com"]);
        directory.put(Addressee::Mailbox(ann.clone().into()));
        let before = directory.clone();
        ann.email_addresses = vec!["SMTP:new@contoso.com".parse().expect("an address")];
        directory.put(Addressee::Mailbox(ann.clone().into()));
        let old = "ann@contoso.com".parse().expect("an address");
        assert_eq!((before.at(&old).len(), directory.at(&old).len(), directory.len()), (1, 0, 1));
        assert!(before.version() < directory.version());
        directory.remove(ann.id);
        assert!(directory.is_empty() && directory.named("Ann").is_empty());
    }

    #[test]
    fn an_address_that_two_claim_is_known_to_be_ambiguous() {
        let mut directory = Directory::default();
        directory.put(Addressee::Mailbox(mailbox("Ann", &["a@contoso.com"]).into()));
        directory.put(Addressee::Mailbox(mailbox("Bob", &["A@contoso.com"]).into()));
        assert_eq!(directory.at(&"a@contoso.com".parse().expect("an address")).len(), 2);
    }
}
