//! What has to change so that a store holds what it held before, or what an export holds.
//!
//! A plan is a list of changes to look at and then to commit: as one new revision, on the revisions that the plan was
//! made from. History is never rewritten. Objects keep their ids and the time of their first creation.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{Change, Draft, Export, Store, StoreError, StoredObject, fold_name};

/// What becomes of objects that the plan does not want.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// They stay, unless a wanted object has the same class, scope and name.
    Keep,
    Remove,
}

/// The changes that bring back the state of `revision`, among those objects for which `concerns` is true.
pub fn restore_plan(
    store: &dyn Store,
    revision: u64,
    concerns: &dyn Fn(&StoredObject) -> bool,
) -> Result<Vec<Change>, StoreError> {
    let mut wanted = store.at(revision)?.objects;
    let mut now = store.snapshot()?.objects;
    // An object is concerned with its whole story, also where the condition (a name, say) was true only once.
    let ids: HashSet<Uuid> = wanted.iter().chain(&now).filter(|object| concerns(object)).map(|o| o.id).collect();
    wanted.retain(|object| ids.contains(&object.id));
    now.retain(|object| ids.contains(&object.id));
    plan(&now, wanted, Others::Remove)
}

/// The changes after which a store holds every object of an export.
pub fn import_plan(store: &dyn Store, export: &Export, others: Others) -> Result<Vec<Change>, StoreError> {
    plan(&store.snapshot()?.objects, export.objects.clone(), others)
}

/// The changes that lead from the objects there are to the wanted ones.
fn plan(now: &[StoredObject], wanted: Vec<StoredObject>, others: Others) -> Result<Vec<Change>, StoreError> {
    let present: HashMap<Uuid, &StoredObject> = now.iter().map(|object| (object.id, object)).collect();
    let ids: HashSet<Uuid> = wanted.iter().map(|object| object.id).collect();
    let names: HashSet<_> = wanted.iter().map(place).collect();
    let mut changes: Vec<Change> = now
        .iter()
        .filter(|object| !ids.contains(&object.id))
        .filter(|object| others == Others::Remove || names.contains(&place(object)))
        .map(Change::remove)
        .collect();
    for object in wanted {
        match present.get(&object.id) {
            None => changes.push(create(object)),
            Some(old) if old.class != object.class || fold_name(&old.scope) != fold_name(&object.scope) => {
                let says = format!(
                    "{} '{}' has the id {} of {} '{}'",
                    object.class, object.name, object.id, old.class, old.name
                );
                return Err(StoreError::Malformed { says: format!("{says}, and an object never changes its kind.") });
            }
            Some(old) if old.name == object.name && old.properties == object.properties => {}
            Some(old) => changes.push(Change::update(StoredObject { revision: old.revision, ..object })),
        }
    }
    Ok(changes)
}

/// What no two objects share.
fn place(object: &StoredObject) -> (String, String, String) {
    (object.class.clone(), fold_name(&object.scope), fold_name(&object.name))
}

fn create(object: StoredObject) -> Change {
    let StoredObject { class, id, scope, name, created, properties, .. } = object;
    Change::Create(Draft { class, id, scope, name, created: Some(created), properties })
}
