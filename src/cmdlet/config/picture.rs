//! The organization as this shell last saw it: read once, then kept in step with what the shell itself stores.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use indexmap::IndexMap;
use uuid::Uuid;

use super::rank;
use crate::model::class::{Beside, Stored};
use crate::model::{ClassInfo, Fault, Organization, TransportServer};
use crate::store::{Change, Committed, ObjectChange, Revision, Store, StoreError, StoredObject, Watch, WatchEvent};

/// Every object as of one revision: as it is stored, and typed for the rules once somebody asks them. Typing 10,000
/// send connectors takes three times as long as reading them, and completion needs no more than their names.
#[derive(Clone, Default)]
pub struct Picture {
    pub revision: u64,
    objects: IndexMap<String, IndexMap<Uuid, Arc<StoredObject>>>,
    organization: OnceLock<Organization>,
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
        self.organization.get_or_init(|| {
            let mut organization = Organization::default();
            for object in self.objects.values().flat_map(IndexMap::values) {
                put(&mut organization, object);
            }
            organization
        })
    }

    /// The server of that name or full name; else the one that the name's first label is.
    pub fn server_called(&self, text: &str) -> Option<&TransportServer> {
        let called = |text: &str| self.organization().all().find(|known: &&TransportServer| known.is_called(text));
        called(text).or_else(|| called(text.split_once('.')?.0))
    }

    /// What an object is judged beside, on a server.
    pub fn beside<'a>(&'a self, server: &'a str) -> Beside<'a> {
        Beside { organization: self.organization(), server }
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
                self.remove(&class, id);
            }
        }
    }

    /// What a later revision did.
    fn take_over(&mut self, told: Revision) {
        for change in told.changes {
            match change {
                ObjectChange::Stored(object) => self.put(object),
                ObjectChange::Removed { class, id, .. } => self.remove(&class, id),
            }
        }
        self.revision = told.revision;
    }

    fn remove(&mut self, class: &str, id: Uuid) {
        if let Some(objects) = self.objects.get_mut(class) {
            objects.shift_remove(&id);
        }
        if let Some(organization) = self.organization.get_mut() {
            organization.remove(class, id);
        }
    }

    fn put(&mut self, object: StoredObject) {
        if let Some(organization) = self.organization.get_mut() {
            put(organization, &object);
        }
        self.objects.entry(object.class.clone()).or_default().insert(object.id, Arc::new(object));
    }
}

/// What cannot be read is still shown and can be repaired or removed; rules do not see it.
fn put(organization: &mut Organization, object: &StoredObject) {
    if organization.put(&object.class, &stored(object)).is_err() {
        organization.remove(&object.class, object.id);
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
    latest: Mutex<Latest>,
}

#[derive(Default)]
struct Latest {
    picture: Option<Arc<Picture>>,
    /// Tells what others change, so that not everything need be read anew.
    watch: Option<Box<dyn Watch>>,
}

impl Pictures {
    /// The organization as it is now.
    pub fn current(&self, store: &dyn Store) -> Result<Arc<Picture>, StoreError> {
        let mut latest = self.latest();
        let revision = store.revision()?;
        match &latest.picture {
            Some(picture) if picture.revision == revision => Ok(Arc::clone(picture)),
            _ => match latest.advanced_to(revision) {
                Some(picture) => Ok(picture),
                None => Ok(Arc::clone(latest.picture.insert(Arc::new(Picture::read(store)?)))),
            },
        }
    }

    /// The organization as it is now, unless it has to be read, or is being read.
    pub fn at_hand(&self, store: &dyn Store) -> Option<Arc<Picture>> {
        let mut latest = self.latest.try_lock().ok()?;
        latest.picture.as_ref()?;
        let revision = store.revision().ok()?;
        latest.advanced_to(revision)
    }

    /// From now on others' changes are taken over one by one: for a shell that stays.
    pub fn follow(&self, store: &dyn Store) -> Result<(), StoreError> {
        let picture = self.current(store)?;
        let mut watch = store.watch(picture.revision)?;
        let mut latest = self.latest();
        // Connects it: only what happens to the store from here on is noticed.
        latest.take_over(watch.next(Duration::ZERO)?);
        latest.watch = Some(watch);
        Ok(())
    }

    fn latest(&self) -> MutexGuard<'_, Latest> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over what this shell has just stored, so that the next command need not read everything anew. When
    /// others stored something in between, the picture is left to be read anew.
    pub fn take_over(&self, changes: Vec<Change>, committed: Committed) {
        let mut latest = self.latest();
        let is_next = |picture: &&mut Arc<Picture>| picture.revision + 1 == committed.revision;
        let Some(picture) = latest.picture.as_mut().filter(is_next) else { return };
        let picture = Arc::make_mut(picture);
        for change in changes {
            picture.apply(change, committed.revision, committed.time);
        }
        picture.revision = committed.revision;
    }
}

impl Latest {
    /// The picture as of a revision, if the watch tells all that leads there.
    fn advanced_to(&mut self, revision: u64) -> Option<Arc<Picture>> {
        while self.picture.as_ref()?.revision < revision {
            let event = self.watch.as_mut()?.next(Duration::ZERO).ok()?;
            self.take_over(event).then_some(())?;
        }
        self.picture.clone().filter(|picture| picture.revision == revision)
    }

    /// False when the watch cannot tell, or has nothing more to tell.
    fn take_over(&mut self, event: WatchEvent) -> bool {
        let (Some(picture), WatchEvent::Changed(told)) = (&mut self.picture, event) else { return false };
        if told.revision > picture.revision {
            Arc::make_mut(picture).take_over(told);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::class::Class;
    use crate::model::{AcceptedDomain, Identity};
    use crate::store::{Properties, Transaction};

    fn domain(name: &str) -> StoredObject {
        let properties = serde_json::json!({ "DomainName": format!("{name}.example") });
        StoredObject {
            class: AcceptedDomain::info().name.to_owned(),
            id: Uuid::new_v4(),
            scope: String::new(),
            name: name.to_owned(),
            revision: 1,
            created: jiff::Timestamp::UNIX_EPOCH,
            changed: jiff::Timestamp::UNIX_EPOCH,
            properties: serde_json::from_value::<Properties>(properties).expect("an object"),
        }
    }

    #[test]
    fn objects_are_typed_when_rules_want_them_and_kept_typed_from_then_on() {
        let mut picture = Picture::default();
        picture.put(domain("first"));
        let info = AcceptedDomain::info();
        assert_eq!(picture.objects(info).len(), 1);
        assert!(picture.organization.get().is_none(), "nobody asked yet");
        assert_eq!(picture.organization().all::<AcceptedDomain>().count(), 1);
        let second = domain("second");
        let id = second.id;
        picture.put(second);
        assert_eq!(picture.organization().all::<AcceptedDomain>().count(), 2);
        let change = Change::Remove { class: info.name.to_owned(), id, expected: 1 };
        picture.apply(change, 2, jiff::Timestamp::UNIX_EPOCH);
        assert_eq!(picture.organization().all::<AcceptedDomain>().count(), 1);
        assert!(
            picture.matching(info, |object| Identity::new("second").names(object.id, &object.name, None)).is_empty()
        );
    }

    #[test]
    fn who_follows_takes_over_what_others_store_and_reads_anew_when_that_cannot_be_told() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("organization.db").display());
        let (own, other) = (open(&url), open(&url));
        let store = |change: Change| other.commit(Transaction::new("ann", "a test").change(change)).unwrap();
        let info = AcceptedDomain::info();
        let create = |name: &str| Change::create(info.name, name, domain(name).properties);

        let pictures = Pictures::default();
        pictures.follow(&*own).unwrap();
        store(create("first"));
        store(create("second"));
        let picture = pictures.current(&*own).unwrap();
        assert_eq!(picture.objects(info).len(), 2);
        assert_eq!(picture.revision, own.revision().unwrap());

        let first = picture.objects(info).remove(0);
        store(Change::Remove { class: info.name.to_owned(), id: first.id, expected: first.revision });
        other.trim_history(own.revision().unwrap()).unwrap();
        let picture = pictures.current(&*own).unwrap();
        let names: Vec<_> = picture.objects(info).iter().map(|object| object.name.clone()).collect();
        assert_eq!(names, ["second"], "the revisions before were forgotten: all was read anew");

        store(create("third"));
        assert_eq!(pictures.current(&*own).unwrap().objects(info).len(), 2, "and it goes on following");
    }

    fn open(url: &str) -> Arc<dyn Store> {
        crate::store::open(url, &crate::store::OpenOptions::default()).unwrap()
    }
}
