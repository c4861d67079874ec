//! Whom the groups of a directory have: the first members stand with the group, further ones in pages.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::want::{Wanted, named_id};
use crate::model::class::{Properties, to_json};
use crate::model::{Directory, MOST_MEMBERS, MemberPage, RecipientLink};
use crate::store::{Change, Draft, StoredObject};

/// The recipients whom a group's entry names, each once, and how many names are nobody's. People name members by
/// distinguished name, address, alias or name.
pub fn resolved(wanted: &Wanted, named: &HashMap<String, Uuid>, recipients: &Directory) -> (Vec<Uuid>, usize) {
    let (mut seen, mut members, mut unknown) = (HashSet::from([wanted.id]), Vec::new(), 0);
    for text in &wanted.members {
        let by_place = named.get(&text.to_lowercase()).copied().filter(|id| recipients.get(*id).is_some());
        let found = by_place.or_else(|| match recipients.named(text).as_slice() {
            [one] => Some(one.id()),
            _ => None,
        });
        match found {
            Some(id) => members.extend(seen.insert(id).then_some(id)),
            None => unknown += 1,
        }
    }
    (members, unknown)
}

/// Members that stand with the group, and those of each page.
pub fn parted(members: &[Uuid]) -> (Vec<RecipientLink>, Vec<Vec<RecipientLink>>) {
    let links: Vec<RecipientLink> = members.iter().map(|id| RecipientLink::Id(*id)).collect();
    let (first, rest) = links.split_at(links.len().min(MOST_MEMBERS));
    (first.to_vec(), rest.chunks(MOST_MEMBERS).map(<[RecipientLink]>::to_vec).collect())
}

/// What makes the pages of a group these.
pub fn paged(group: Uuid, pages: &[Vec<RecipientLink>], former: &[StoredObject]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut left: HashMap<Uuid, &StoredObject> = former.iter().map(|page| (page.id, page)).collect();
    for (number, members) in pages.iter().enumerate() {
        let id = named_id(group, &format!("page {number}"));
        let properties: Properties =
            [("Group".to_owned(), to_json(&group)), ("Members".to_owned(), to_json(members))].into_iter().collect();
        match left.remove(&id) {
            Some(page) if page.properties == properties => {}
            Some(page) => changes.push(Change::update(StoredObject { properties, ..page.clone() })),
            None => {
                let name = format!("{} {}", group.simple(), id.simple());
                changes.push(Change::Create(Draft { id, ..Draft::new(MemberPage::NAME, name, properties) }));
            }
        }
    }
    changes.extend(left.into_values().map(Change::remove));
    changes
}
