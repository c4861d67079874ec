//! Objects and their names.

use std::time::Duration;

use emsh::store::{Change, Committed, Draft, Properties, Snapshot, StoreError};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::Backend;
use super::common::{create, names, properties, renamed, transaction};

pub fn a_created_object_is_found_by_id_and_by_name_in_any_case(backend: &dyn Backend) {
    let store = backend.open();
    assert_eq!(store.revision().unwrap(), 0);
    let begun = Timestamp::now();
    let draft = Draft::new("SendConnector", "To Zürich", properties(json!({ "Cost": 1 })));
    let id = draft.id;
    let Committed { revision, time } = store.commit(transaction("New").change(Change::Create(draft))).unwrap();
    let object = store.get("SendConnector", id).unwrap().unwrap();
    assert_eq!((object.revision, object.created, object.changed), (revision, time, time));
    assert_eq!(
        (object.class.as_str(), object.scope.as_str(), object.name.as_str()),
        ("SendConnector", "", "To Zürich")
    );
    assert!(time >= begun - Duration::from_millis(1) && time <= Timestamp::now());
    assert_eq!(store.find("SendConnector", "", "TO ZÜRICH").unwrap().as_ref(), Some(&object));
    assert_eq!(backend.open().find("SendConnector", "", "to zürich").unwrap(), Some(object));
    assert_eq!(store.get("AcceptedDomain", id).unwrap(), None, "another class");
    assert_eq!(store.find("SendConnector", "hub01", "To Zürich").unwrap(), None, "another scope");
    assert_eq!(store.get("SendConnector", Uuid::now_v7()).unwrap(), None, "another id");
}

pub fn lists_have_one_order_and_tell_their_revision(backend: &dyn Backend) {
    let store = backend.open();
    let new = |class: &str, scope: &str, name: &str| {
        Change::Create(Draft::new(class, name, Properties::new()).in_scope(scope))
    };
    let changes = [
        new("ReceiveConnector", "hub02", "Default"),
        new("ReceiveConnector", "hub01", "default"),
        new("ReceiveConnector", "HUB01", "Client"),
        new("AcceptedDomain", "", "contoso.com"),
    ];
    let Committed { revision, .. } = store.commit(transaction("Import").changes(changes)).unwrap();
    let list = store.list("ReceiveConnector").unwrap();
    assert_eq!((list.revision, names(&list)), (revision, vec!["Client", "default", "Default"]));
    let all = store.snapshot().unwrap();
    assert_eq!((all.revision, names(&all)), (revision, vec!["contoso.com", "Client", "default", "Default"]));
    assert_eq!(all.find("ReceiveConnector", "Hub02", "DEFAULT").unwrap().scope, "hub02");
    assert_eq!(store.list("Nothing").unwrap(), Snapshot { revision, objects: vec![] });
}

pub fn properties_come_back_in_their_order_and_as_they_were(backend: &dyn Backend) {
    let store = backend.open();
    let given = properties(json!({
        "Zeta": [1, "two", null, { "Last": true, "First": -0.5 }], "Alpha": u64::MAX, "Text": "ü\u{0}\"\\\n\u{1F4EE}", "Empty": {},
    }));
    let draft = Draft::new("Class", "n", given.clone());
    let id = draft.id;
    store.commit(transaction("New").change(Change::Create(draft))).unwrap();
    let read = store.get("Class", id).unwrap().unwrap().properties;
    assert_eq!(serde_json::to_string(&read).unwrap(), serde_json::to_string(&given).unwrap());
}

pub fn names_are_unique_in_class_and_scope_without_regard_to_case(backend: &dyn Backend) {
    let store = backend.open();
    let first = create(&*store, "ReceiveConnector", "Default", 1);
    let other = create(&*store, "ReceiveConnector", "Other", 1);
    let revision = store.revision().unwrap();
    let new = |class: &str, scope: &str, name: &str| {
        Change::Create(Draft::new(class, name, Properties::new()).in_scope(scope))
    };
    let same_id = Change::Create(Draft { id: first.id, ..Draft::new("ReceiveConnector", "Third", Properties::new()) });
    for (change, why) in [
        (new("ReceiveConnector", "", "DEFAULT"), "created again"),
        (renamed(&other, "default"), "renamed to it"),
        (same_id, "the same id"),
    ] {
        let error = store.commit(transaction("x").change(change)).unwrap_err();
        assert!(matches!(error, StoreError::AlreadyExists { .. }), "{why}: {error}");
    }
    let twice = [new("SendConnector", "", "Twin"), new("SendConnector", "", "TWIN")];
    let error = store.commit(transaction("x").changes(twice)).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyExists { ref name, .. } if name == "TWIN"), "{error}");
    assert_eq!(store.revision().unwrap(), revision);
    store.commit(transaction("x").change(new("ReceiveConnector", "hub01", "Default"))).unwrap();
    store.commit(transaction("x").change(new("SendConnector", "", "Default"))).unwrap();
    store.commit(transaction("x").change(renamed(&other, "OTHER"))).unwrap();
}

pub fn objects_may_swap_names_and_take_those_of_removed_ones(backend: &dyn Backend) {
    let store = backend.open();
    let (a, b, c) = (create(&*store, "C", "a", 1), create(&*store, "C", "b", 2), create(&*store, "C", "c", 3));
    let heir = Draft::new("C", "C", Properties::new());
    let heir_id = heir.id;
    let changes = [Change::Create(heir), renamed(&a, "b"), Change::remove(&c), renamed(&b, "A")];
    store.commit(transaction("swap").changes(changes)).unwrap();
    let id_of = |name| store.find("C", "", name).unwrap().map(|object| object.id);
    assert_eq!((id_of("a"), id_of("b"), id_of("c")), (Some(b.id), Some(a.id), Some(heir_id)));
}
