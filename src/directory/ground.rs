//! What is stored now: every recipient, and among them those that a directory made before.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::model::class::Class;
use crate::model::text::same_text;
use crate::model::{MemberPage, Organization, RecipientDirectory, recipient};
use crate::store::{Store, StoreError, StoredObject};

/// The organization as of one revision, with the objects of one directory as they are stored.
pub struct Ground {
    pub revision: u64,
    pub organization: Organization,
    /// Recipients that the directory made, but for those that are as it wants them.
    pub own: HashMap<Uuid, StoredObject>,
    /// Those that are.
    pub right: HashSet<Uuid>,
    /// Pages of members of those that are groups, by group.
    pub pages: HashMap<Uuid, Vec<StoredObject>>,
}

impl Ground {
    /// `is_right`: whether a recipient of the directory is as it wants it. Such ones are not kept as they are stored, so
    /// that a hundred thousand of them take no room.
    pub fn of(
        directory: &str,
        store: &dyn Store,
        is_right: &dyn Fn(&StoredObject) -> bool,
    ) -> Result<Ground, StoreError> {
        let snapshot = store.snapshot()?;
        let (mut organization, mut own, mut pages) = (Organization::default(), HashMap::new(), Vec::new());
        let mut right = HashSet::new();
        organization.revision = snapshot.revision;
        for object in snapshot.objects {
            // What cannot be read is no recipient of anybody.
            let _ = organization.put(&object.class, &object.as_stored());
            if object.class == MemberPage::NAME {
                pages.push(object);
            } else if recipient::CLASSES.contains(&object.class.as_str()) && made_by(&object, directory) {
                match is_right(&object) {
                    true => drop(right.insert(object.id)),
                    false => drop(own.insert(object.id, object)),
                }
            }
        }
        let mut of_groups: HashMap<Uuid, Vec<StoredObject>> = HashMap::new();
        for page in pages {
            let group = MemberPage::from_stored(&page.as_stored()).map(|page| page.group);
            if let Some(group) = group.ok().filter(|group| own.contains_key(group)) {
                of_groups.entry(group).or_default().push(page);
            }
        }
        Ok(Ground { revision: snapshot.revision, organization, own, right, pages: of_groups })
    }

    /// The directory as it is now, if it is still there.
    pub fn directory(&self, id: Uuid) -> Option<RecipientDirectory> {
        self.organization.get::<RecipientDirectory>(id).cloned()
    }
}

fn made_by(object: &StoredObject, directory: &str) -> bool {
    let name = object.properties.get("RecipientDirectory").and_then(serde_json::Value::as_str);
    name.is_some_and(|name| same_text(name, directory))
}
