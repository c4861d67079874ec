//! Words that several cases use.

use std::time::Duration;

use emsh::store::{
    Change, Committed, Draft, ObjectChange, Properties, Snapshot, Store, StoreError, StoredObject, Transaction, Watch,
    WatchEvent,
};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

/// Longer than any test machine needs; a test that waits this long has failed.
pub const LONG: Duration = Duration::from_secs(30);

pub fn properties(value: serde_json::Value) -> Properties {
    match value {
        serde_json::Value::Object(map) => map,
        other => panic!("properties are a JSON object, not {other}"),
    }
}

pub fn transaction(command: &str) -> Transaction {
    Transaction::new("alice", command)
}

pub fn create(store: &dyn Store, class: &str, name: &str, cost: u64) -> StoredObject {
    let draft = Draft::new(class, name, properties(json!({ "Cost": cost })));
    let id = draft.id;
    store.commit(transaction(&format!("New-{class} {name}")).change(Change::Create(draft))).unwrap();
    store.get(class, id).unwrap().unwrap()
}

/// Changes the object's cost.
pub fn recost(store: &dyn Store, object: &StoredObject, cost: u64) -> Result<StoredObject, StoreError> {
    let mut edited = object.clone();
    edited.properties.insert("Cost".into(), cost.into());
    store.commit(transaction(&format!("Set-{} -Cost {cost}", object.class)).change(Change::update(edited)))?;
    Ok(store.get(&object.class, object.id)?.unwrap())
}

pub fn remove(store: &dyn Store, object: &StoredObject) -> Committed {
    let command = format!("Remove-{} {}", object.class, object.name);
    store.commit(transaction(&command).change(Change::remove(object))).unwrap()
}

pub fn renamed(object: &StoredObject, name: &str) -> Change {
    Change::update(StoredObject { name: name.to_owned(), ..object.clone() })
}

pub fn names(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.objects.iter().map(|object| object.name.as_str()).collect()
}

/// Objects without their revisions and times of change, which differ after a restore.
pub fn essence(snapshot: &Snapshot) -> Vec<(String, Uuid, String, String, Timestamp, Properties)> {
    let parts = |o: StoredObject| (o.class, o.id, o.scope, o.name, o.created, o.properties);
    snapshot.objects.iter().cloned().map(parts).collect()
}

/// The next thing that a watch has to tell.
pub fn tell(watch: &mut dyn Watch) -> WatchEvent {
    watch.next(LONG).unwrap()
}

pub fn changed(event: WatchEvent) -> (u64, Vec<ObjectChange>) {
    match event {
        WatchEvent::Changed(revision) => (revision.revision, revision.changes),
        other => panic!("{other:?}"),
    }
}
