//! The organization as this shell last saw it: read once, then kept in step with what the shell itself stores.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use indexmap::IndexMap;
use uuid::Uuid;

use super::rank;
use crate::model::class::{Beside, Stored};
use crate::model::{ClassInfo, Fault, Organization};
use crate::store::{Change, Committed, Store, StoreError, StoredObject};

/// Every object as of one revision: as it is stored, and typed for the rules.
#[derive(Clone, Default)]
pub struct Picture {
    pub revision: u64,
    objects: HashMap<String, IndexMap<Uuid, Arc<StoredObject>>>,
    organization: Organization,
}

impl Picture {
    fn read(store: &dyn Store) -> Result<Picture, StoreError> {
        let snapshot = store.snapshot()?;
        let mut picture = Picture { revision: snapshot.revision, ..Picture::default() };
        for object in snapshot.objects {
            picture.put(object);
        }
        Ok(picture)
    }

    /// The objects of a class, by scope and then by name; those that act one after another, in that order.
    pub fn objects(&self, class: &ClassInfo) -> Vec<Arc<StoredObject>> {
        let mut objects: Vec<_> =
            self.objects.get(class.name).into_iter().flat_map(IndexMap::values).cloned().collect();
        objects.sort_by_cached_key(|object| {
            let rank = class.ranked.map(|property| rank::of(object, property));
            (object.scope.to_lowercase(), rank, object.name.to_lowercase())
        });
        objects
    }

    pub fn get(&self, class: &ClassInfo, id: Uuid) -> Option<Arc<StoredObject>> {
        self.objects.get(class.name)?.get(&id).cloned()
    }

    /// The objects of a class for which `fits` is true, in no particular order.
    pub fn matching(&self, class: &ClassInfo, fits: impl Fn(&StoredObject) -> bool) -> Vec<Arc<StoredObject>> {
        let objects = self.objects.get(class.name).into_iter().flat_map(IndexMap::values);
        objects.filter(|object| fits(object)).cloned().collect()
    }

    pub fn organization(&self) -> &Organization {
        &self.organization
    }

    /// What an object is judged beside, on a server.
    pub fn beside<'a>(&'a self, server: &'a str) -> Beside<'a> {
        Beside { organization: &self.organization, server }
    }

    /// What the organization will be after a change.
    pub fn apply(&mut self, change: Change, revision: u64, time: jiff::Timestamp) {
        match change {
            Change::Create(draft) => self.put(StoredObject {
                class: draft.class,
                id: draft.id,
                scope: draft.scope,
                name: draft.name,
                revision,
                created: draft.created.unwrap_or(time),
                changed: time,
                properties: draft.properties,
            }),
            Change::Update { class, id, name, properties, .. } => {
                let former = self.objects.get(&class).and_then(|objects| objects.get(&id)).cloned();
                if let Some(former) = former {
                    self.put(StoredObject { name, revision, changed: time, properties, ..(*former).clone() });
                }
            }
            Change::Remove { class, id, .. } => {
                if let Some(objects) = self.objects.get_mut(&class) {
                    objects.shift_remove(&id);
                }
                self.organization.remove(&class, id);
            }
        }
    }

    fn put(&mut self, object: StoredObject) {
        // What cannot be read is still shown and can be repaired or removed; rules do not see it.
        if self.organization.put(&object.class, &stored(&object)).is_err() {
            self.organization.remove(&object.class, object.id);
        }
        self.objects.entry(object.class.clone()).or_default().insert(object.id, Arc::new(object));
    }
}

/// An object that is known to be there. Err only when it went away while somebody looked.
pub fn stored_object(picture: &Picture, class: &ClassInfo, id: Uuid) -> Result<Arc<StoredObject>, Fault> {
    let gone = || Fault::conflict("ObjectRemoved", format!("A {} was removed by somebody else.", class.name));
    picture.get(class, id).ok_or_else(gone)
}

/// An object as the model reads it.
pub fn stored(object: &StoredObject) -> Stored<'_> {
    Stored {
        id: object.id,
        name: &object.name,
        scope: &object.scope,
        revision: object.revision,
        created: object.created,
        changed: object.changed,
        properties: &object.properties,
    }
}

/// The latest picture. Whoever holds one may keep it; the next one does not change it.
#[derive(Default)]
pub struct Pictures {
    latest: Mutex<Option<Arc<Picture>>>,
}

impl Pictures {
    /// The organization as it is now.
    pub fn current(&self, store: &dyn Store) -> Result<Arc<Picture>, StoreError> {
        let revision = store.revision()?;
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        match &*latest {
            Some(picture) if picture.revision == revision => Ok(Arc::clone(picture)),
            _ => {
                let picture = Arc::new(Picture::read(store)?);
                *latest = Some(Arc::clone(&picture));
                Ok(picture)
            }
        }
    }

    /// Takes over what this shell has just stored, so that the next command need not read everything anew. When
    /// others stored something in between, the picture is left to be read anew.
    pub fn take_over(&self, changes: Vec<Change>, committed: Committed) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(picture) = latest.as_mut().filter(|picture| picture.revision + 1 == committed.revision) else {
            return;
        };
        let picture = Arc::make_mut(picture);
        for change in changes {
            picture.apply(change, committed.revision, committed.time);
        }
        picture.revision = committed.revision;
    }
}
