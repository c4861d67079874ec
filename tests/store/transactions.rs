//! Transactions win whole, or change nothing and say why.

use std::time::Instant;

use emsh::store::{Change, HistoryQuery, MAX_OBJECT_BYTES, Properties, StoreError, StoredObject, Transaction};
use serde_json::json;

use super::Backend;
use super::common::{LONG, create, properties, recost, remove, renamed, transaction};

pub fn who_saw_an_old_revision_changes_nothing_and_learns_who_was_first(backend: &dyn Backend) {
    let store = backend.open();
    let seen = create(&*store, "SendConnector", "Internet", 1);
    let bobs = StoredObject { name: "Outbound".into(), ..seen.clone() };
    let first = store.commit(Transaction::new("bob", "Set").change(Change::update(bobs))).unwrap();
    for change in [Change::update(seen.clone()), Change::remove(&seen)] {
        match store.commit(transaction("Set").change(change)).unwrap_err() {
            StoreError::Conflict { class, name, expected, found, who } => {
                assert_eq!((class.as_str(), name.as_str()), ("SendConnector", "Outbound"));
                assert_eq!((expected, found), (seen.revision, Some(first.revision)));
                assert_eq!(who.as_deref(), Some("bob"));
            }
            other => panic!("{other}"),
        }
    }
    let now = store.get("SendConnector", seen.id).unwrap().unwrap();
    store.commit(Transaction::new("carol", "Remove").change(Change::remove(&now))).unwrap();
    let error = recost(&*store, &now, 5).unwrap_err();
    assert!(
        matches!(&error, StoreError::Conflict { found: None, who, .. } if who.as_deref() == Some("carol")),
        "{error}"
    );
    assert!(
        error.to_string().contains("removed by somebody else") && error.to_string().contains("by carol"),
        "{error}"
    );
}

pub fn one_failing_change_undoes_its_whole_transaction(backend: &dyn Backend) {
    let store = backend.open();
    let (kept, stale) = (create(&*store, "C", "kept", 1), create(&*store, "C", "stale", 1));
    recost(&*store, &stale, 2).unwrap();
    let before = store.snapshot().unwrap();
    let entries = store.history(&HistoryQuery::default()).unwrap();
    let changes = [
        Change::create("C", "new", Properties::new()),
        renamed(&kept, "renamed"),
        Change::update(stale),
        Change::create("C", "newer", Properties::new()),
    ];
    store.commit(transaction("bulk").changes(changes)).unwrap_err();
    assert_eq!(store.snapshot().unwrap(), before);
    assert_eq!(store.history(&HistoryQuery::default()).unwrap(), entries);
}

pub fn an_assumption_about_a_class_holds_or_refuses(backend: &dyn Backend) {
    let store = backend.open();
    let binding = create(&*store, "ReceiveConnector", "Default", 1);
    let list = store.list("ReceiveConnector").unwrap();
    create(&*store, "SendConnector", "Internet", 1);
    let new = |name: &str| transaction("New").change(Change::create("ReceiveConnector", name, Properties::new()));
    store.commit(new("one").assuming_unchanged("ReceiveConnector", list.revision)).unwrap();
    let error = store.commit(new("two").assuming_unchanged("ReceiveConnector", list.revision)).unwrap_err();
    assert!(matches!(error, StoreError::ClassChanged { found: 3, .. }), "created since: {error}");
    let list = store.list("ReceiveConnector").unwrap();
    remove(&*store, &binding);
    let error = store.commit(new("two").assuming_unchanged("ReceiveConnector", list.revision)).unwrap_err();
    assert!(matches!(error, StoreError::ClassChanged { .. }), "removed since: {error}");
    store.trim_history(store.revision().unwrap()).unwrap();
    let error = store.commit(new("two").assuming_unchanged("ReceiveConnector", list.revision)).unwrap_err();
    assert!(matches!(error, StoreError::ClassChanged { .. }), "removed since, and that is forgotten: {error}");
    let list = store.list("ReceiveConnector").unwrap();
    store.commit(new("two").assuming_unchanged("ReceiveConnector", list.revision)).unwrap();
}

pub fn what_breaks_the_contract_is_refused(backend: &dyn Backend) {
    let store = backend.open();
    let object = create(&*store, "C", "a", 1);
    let new = |class: &str, name: &str| vec![Change::create(class, name, Properties::new())];
    for (changes, why) in [
        (vec![Change::update(object.clone()), Change::remove(&object)], "one object twice"),
        (new("C", ""), "no name"),
        (new("", "n"), "no class"),
        (new("C", " n"), "a name that begins with a space"),
        (new("C", "a\u{1}b"), "a control character"),
        (new("C", &"n".repeat(10_000)), "a very long name"),
        (vec![renamed(&object, "a\nb")], "renamed to two lines"),
    ] {
        let error = store.commit(transaction("x").changes(changes)).unwrap_err();
        assert!(matches!(error, StoreError::Malformed { .. }), "{why}: {error}");
    }
    let fits = properties(json!({ "Text": "x".repeat(MAX_OBJECT_BYTES - 100) }));
    let grows = properties(json!({ "Text": "x".repeat(MAX_OBJECT_BYTES) }));
    store.commit(transaction("x").change(Change::create("C", "large", fits))).unwrap();
    let error = store.commit(transaction("x").change(Change::create("C", "larger", grows))).unwrap_err();
    assert!(matches!(error, StoreError::TooLarge { .. }), "{error}");
    let wordy = Transaction::new("alice", "é".repeat(100_000)).change(Change::remove(&object));
    store.commit(wordy).expect("a long command line is cut, not refused");
}

pub fn an_empty_transaction_makes_no_revision(backend: &dyn Backend) {
    let store = backend.open();
    create(&*store, "C", "a", 1);
    assert_eq!(store.commit(transaction("nothing")).unwrap().revision, 1);
    assert_eq!(store.revision().unwrap(), 1);
}

pub fn a_thousand_objects_fit_one_transaction(backend: &dyn Backend) {
    let store = backend.open();
    let begun = Instant::now();
    let some = properties(json!({ "AddressSpaces": ["smtp:*;1"], "Enabled": true, "Comment": "x".repeat(1_000) }));
    let new = (0..1_000).map(|number| Change::create("SendConnector", format!("to {number}"), some.clone()));
    store.commit(transaction("Import-Csv | New-SendConnector").changes(new)).unwrap();
    let list = store.list("SendConnector").unwrap();
    let edits = list.objects.iter().map(|object| renamed(object, &object.name.to_uppercase()));
    store.commit(transaction("Set-SendConnector").changes(edits)).unwrap();
    let list = store.list("SendConnector").unwrap();
    store.commit(transaction("Remove-SendConnector").changes(list.objects.iter().map(Change::remove))).unwrap();
    assert_eq!((list.objects.len(), store.snapshot().unwrap().objects.len()), (1_000, 0));
    assert_eq!(store.at(2).unwrap(), list);
    assert!(begun.elapsed() < LONG, "{:?}", begun.elapsed());
}
