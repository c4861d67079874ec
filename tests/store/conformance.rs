//! What one caller may rely on.

use std::time::{Duration, Instant};

use emsh::store::{
    Change, Committed, Draft, Export, HistoryQuery, MAX_OBJECT_BYTES, ObjectChange, Others, Properties, Snapshot,
    Store, StoreError, StoredObject, Transaction, Watch, WatchEvent, import_plan, restore_plan, retention,
};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::Backend;

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
fn recost(store: &dyn Store, object: &StoredObject, cost: u64) -> Result<StoredObject, StoreError> {
    let mut edited = object.clone();
    edited.properties.insert("Cost".into(), cost.into());
    store.commit(transaction(&format!("Set-{} -Cost {cost}", object.class)).change(Change::update(edited)))?;
    Ok(store.get(&object.class, object.id)?.unwrap())
}

fn remove(store: &dyn Store, object: &StoredObject) -> Committed {
    let command = format!("Remove-{} {}", object.class, object.name);
    store.commit(transaction(&command).change(Change::remove(object))).unwrap()
}

fn renamed(object: &StoredObject, name: &str) -> Change {
    Change::update(StoredObject { name: name.to_owned(), ..object.clone() })
}

fn names(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.objects.iter().map(|object| object.name.as_str()).collect()
}

/// Objects without their revisions and times of change, which differ after a restore.
fn essence(snapshot: &Snapshot) -> Vec<(String, Uuid, String, String, Timestamp, Properties)> {
    let parts = |o: StoredObject| (o.class, o.id, o.scope, o.name, o.created, o.properties);
    snapshot.objects.iter().cloned().map(parts).collect()
}

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

pub fn history_tells_what_was_before_and_after(backend: &dyn Backend) {
    let store = backend.open();
    let first = create(&*store, "SendConnector", "Internet", 1);
    let edited =
        StoredObject { name: "Outbound".into(), properties: properties(json!({ "Cost": 7 })), ..first.clone() };
    let command = Transaction::new("bob", "Set-SendConnector Internet -Name Outbound").because("ticket 4711");
    let set = store.commit(command.change(Change::update(edited))).unwrap();
    let second = store.get("SendConnector", first.id).unwrap().unwrap();
    let removed = remove(&*store, &second);
    let entries = store.history(&HistoryQuery::default()).unwrap();
    let [gone, changed, made] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((gone.revision, &gone.before, &gone.after), (removed.revision, &Some(second.properties.clone()), &None));
    assert_eq!((gone.name.as_str(), &gone.renamed_from), ("Outbound", &None));
    assert_eq!((changed.revision, changed.time, changed.who.as_str()), (set.revision, set.time, "bob"));
    assert_eq!(changed.reason.as_deref(), Some("ticket 4711"));
    assert_eq!(changed.command, "Set-SendConnector Internet -Name Outbound");
    assert_eq!((changed.name.as_str(), changed.renamed_from.as_deref()), ("Outbound", Some("Internet")));
    assert_eq!((&changed.before, &changed.after), (&Some(first.properties.clone()), &Some(second.properties)));
    assert_eq!((made.name.as_str(), &made.before, &made.after), ("Internet", &None, &Some(first.properties.clone())));
    assert_eq!((made.class.as_str(), made.id, made.reason.as_deref()), ("SendConnector", first.id, None));
}

pub fn history_is_found_by_class_name_id_time_and_page(backend: &dyn Backend) {
    let store = backend.open();
    let first = create(&*store, "A", "one", 1);
    create(&*store, "B", "one", 1);
    let second = recost(&*store, &first, 2).unwrap();
    let bulk = ["x", "y", "z"].map(|name| Change::create("A", name, Properties::new()));
    store.commit(transaction("bulk").changes(bulk)).unwrap();
    recost(&*store, &second, 3).unwrap();
    let revisions = |query: HistoryQuery| -> Vec<u64> {
        store.history(&query).unwrap().iter().map(|entry| entry.revision).collect()
    };
    let all = HistoryQuery::default;
    for (query, expected, why) in [
        (all(), vec![5, 4, 4, 4, 3, 2, 1], "everything, latest first"),
        (HistoryQuery { class: Some("A".into()), ..all() }, vec![5, 4, 4, 4, 3, 1], "one class"),
        (HistoryQuery { name: Some("ONE".into()), ..all() }, vec![5, 3, 2, 1], "one name in any case"),
        (HistoryQuery { id: Some(first.id), ..all() }, vec![5, 3, 1], "one object"),
        (HistoryQuery { since: Some(second.changed), ..all() }, vec![5, 4, 4, 4, 3], "since"),
        (HistoryQuery { until: Some(second.changed), ..all() }, vec![3, 2, 1], "until"),
        (HistoryQuery { limit: Some(2), ..all() }, vec![5, 4, 4, 4], "a page ends with a whole transaction"),
        (HistoryQuery { limit: Some(2), before_revision: Some(4), ..all() }, vec![3, 2], "the next page"),
        (HistoryQuery { class: Some("B".into()), id: Some(first.id), ..all() }, vec![], "both conditions"),
    ] {
        assert_eq!(revisions(query), expected, "{why}");
    }
}

pub fn any_past_state_is_known(backend: &dyn Backend) {
    let store = backend.open();
    let mut states = vec![store.snapshot().unwrap()];
    let a = create(&*store, "C", "a", 1);
    states.push(store.snapshot().unwrap());
    let b = create(&*store, "C", "b", 1);
    states.push(store.snapshot().unwrap());
    let a = recost(&*store, &a, 2).unwrap();
    states.push(store.snapshot().unwrap());
    store.commit(transaction("swap").changes([renamed(&a, "b"), renamed(&b, "a")])).unwrap();
    states.push(store.snapshot().unwrap());
    remove(&*store, &store.get("C", a.id).unwrap().unwrap());
    states.push(store.snapshot().unwrap());
    for state in &states {
        assert_eq!(&store.at(state.revision).unwrap(), state);
    }
    let error = store.at(99).unwrap_err();
    assert!(matches!(error, StoreError::NoSuchRevision { asked: 99, latest: 5 }), "{error}");
}

pub fn a_restore_brings_back_ids_names_and_birthdays(backend: &dyn Backend) {
    let store = backend.open();
    let (a, b) = (create(&*store, "C", "a", 1), create(&*store, "C", "b", 1));
    create(&*store, "C", "same", 1);
    let good = store.snapshot().unwrap();
    store.commit(transaction("swap").changes([renamed(&a, "b"), renamed(&b, "a")])).unwrap();
    remove(&*store, &store.find("C", "", "a").unwrap().unwrap());
    create(&*store, "C", "A", 9);
    let plan = restore_plan(&*store, good.revision, &|_| true).unwrap();
    assert_eq!(plan.len(), 3, "what is as it was is not touched: {plan:?}");
    let restored = store.commit(transaction("Restore-Configuration").changes(plan)).unwrap();
    assert_eq!(restored.revision, 7, "a new revision");
    assert_eq!(essence(&store.snapshot().unwrap()), essence(&good));
    assert_eq!(restore_plan(&*store, good.revision, &|_| true).unwrap(), vec![]);
    assert_eq!(store.at(5).unwrap().objects.len(), 2, "nothing was rewritten");
}

pub fn a_restore_of_some_leaves_the_others_alone(backend: &dyn Backend) {
    let store = backend.open();
    let (a, b) = (create(&*store, "C", "a", 1), create(&*store, "C", "b", 1));
    let good = store.revision().unwrap();
    let changes = [renamed(&a, "renamed"), renamed(&b, "also renamed"), Change::create("D", "d", Properties::new())];
    store.commit(transaction("bulk").changes(changes)).unwrap();
    let plan = restore_plan(&*store, good, &|object| object.name == "a").unwrap();
    store.commit(transaction("Restore-Configuration -Identity a").changes(plan)).unwrap();
    assert_eq!(names(&store.snapshot().unwrap()), ["a", "also renamed", "d"]);
}

pub fn forgotten_history_stays_forgotten_and_the_rest_stays_right(backend: &dyn Backend) {
    let store = backend.open();
    let (kept, gone) = (create(&*store, "C", "kept", 0), create(&*store, "C", "gone", 0));
    let mut latest = kept.clone();
    for cost in 1..50 {
        latest = recost(&*store, &latest, cost).unwrap();
    }
    remove(&*store, &recost(&*store, &gone, 1).unwrap());
    let (keep, state) = (store.revision().unwrap(), store.snapshot().unwrap());
    recost(&*store, &latest, 99).unwrap();
    assert_eq!(store.trim_history(keep).unwrap(), keep);
    assert_eq!(store.trim_history(3).unwrap(), keep, "what is forgotten does not come back");
    assert_eq!(store.oldest().unwrap(), keep);
    assert_eq!(store.at(keep).unwrap(), state, "{:?}", store.at(keep).unwrap());
    let error = store.at(keep - 1).unwrap_err();
    assert!(matches!(error, StoreError::Compacted { oldest, .. } if oldest == keep), "{error}");
    let entries = store.history(&HistoryQuery::default()).unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].before.as_ref(), Some(&latest.properties), "what was before is still told");
    let error = recost(&*store, &gone, 5).unwrap_err();
    assert!(matches!(error, StoreError::Conflict { found: None, .. }), "{error}");
    assert_eq!(store.trim_history(u64::MAX).unwrap(), keep + 1, "never more than there is");
    assert_eq!(recost(&*store, &store.get("C", kept.id).unwrap().unwrap(), 100).unwrap().revision, keep + 2);
}

pub fn history_is_forgotten_by_age(backend: &dyn Backend) {
    let store = backend.open();
    assert_eq!(retention::forget_before(&*store, Timestamp::now()).unwrap(), 0, "nothing to forget");
    let first = create(&*store, "C", "a", 1);
    let second = recost(&*store, &first, 2).unwrap();
    let state = store.snapshot().unwrap();
    recost(&*store, &second, 3).unwrap();
    assert_eq!(retention::forget_before(&*store, first.changed - Duration::from_secs(1)).unwrap(), 0);
    assert_eq!(retention::forget_before(&*store, second.changed).unwrap(), second.revision);
    assert_eq!(store.at(second.revision).unwrap(), state);
}

/// The next thing that a watch has to tell.
pub fn tell(watch: &mut dyn Watch) -> WatchEvent {
    watch.next(LONG).unwrap()
}

fn changed(event: WatchEvent) -> (u64, Vec<ObjectChange>) {
    match event {
        WatchEvent::Changed(revision) => (revision.revision, revision.changes),
        other => panic!("{other:?}"),
    }
}

pub fn a_watch_tells_whole_transactions_in_order(backend: &dyn Backend) {
    let store = backend.open();
    let a = create(&*store, "C", "a", 1);
    let mut from_start = store.watch(0).unwrap();
    let mut from_here = store.watch(store.revision().unwrap()).unwrap();
    assert_eq!(from_here.next(Duration::ZERO).unwrap(), WatchEvent::Idle);
    let draft = Draft::new("C", "b", Properties::new()).in_scope("hub01");
    let b = draft.id;
    let renamed = Change::update(StoredObject { name: "A2".into(), ..a.clone() });
    let second = store.commit(transaction("two").changes([renamed, Change::Create(draft)])).unwrap();
    let b = backend.open().get("C", b).unwrap().unwrap();
    backend.open().commit(transaction("by another handle").change(Change::remove(&b))).unwrap();
    assert_eq!(changed(tell(&mut *from_start)), (1, vec![ObjectChange::Stored(a.clone())]));
    for watch in [&mut from_start, &mut from_here] {
        let (revision, mut changes) = changed(tell(&mut **watch));
        let now = store.get("C", a.id).unwrap().unwrap();
        changes.sort_by_key(|change| matches!(change, ObjectChange::Stored(object) if object.id == b.id));
        assert_eq!(
            (revision, changes),
            (second.revision, vec![ObjectChange::Stored(now), ObjectChange::Stored(b.clone())])
        );
        let gone = ObjectChange::Removed { class: "C".into(), id: b.id, scope: "hub01".into(), name: "b".into() };
        assert_eq!(changed(tell(&mut **watch)), (3, vec![gone]));
        assert_eq!(watch.next(Duration::ZERO).unwrap(), WatchEvent::Idle);
    }
}

pub fn a_watch_that_missed_something_says_so(backend: &dyn Backend) {
    let store = backend.open();
    let mut object = create(&*store, "C", "a", 0);
    let mut watch = store.watch(0).unwrap();
    for cost in 1..5 {
        object = recost(&*store, &object, cost).unwrap();
    }
    store.trim_history(3).unwrap();
    assert_eq!(tell(&mut *watch), WatchEvent::Resync { revision: 5 });
    assert_eq!(watch.next(Duration::ZERO).unwrap(), WatchEvent::Idle);
    recost(&*store, &object, 9).unwrap();
    assert_eq!(changed(tell(&mut *watch)).0, 6, "and goes on");
    assert_eq!(changed(tell(&mut *store.watch(3).unwrap())).0, 4, "what is still known is told");
    let mut from_the_future = store.watch(1_000).unwrap();
    assert_eq!(tell(&mut *from_the_future), WatchEvent::Resync { revision: 6 });
}

pub fn a_watch_stops_at_once(backend: &dyn Backend) {
    let store = backend.open();
    let mut watch = store.watch(0).unwrap();
    let stop = watch.stop_handle();
    let waiting = std::thread::spawn(move || {
        let begun = Instant::now();
        let event = watch.next(Duration::MAX).unwrap();
        (event, watch.next(Duration::MAX).unwrap(), begun.elapsed())
    });
    stop.stop();
    let (event, again, took) = waiting.join().unwrap();
    assert_eq!((event, again), (WatchEvent::Stopped, WatchEvent::Stopped));
    assert!(took < LONG);
}

pub fn an_export_makes_the_same_store_elsewhere(backend: &dyn Backend) {
    let store = backend.open();
    let a = create(&*store, "C", "a", 1);
    create(&*store, "D", "a", 1);
    recost(&*store, &a, 2).unwrap();
    let export = Export::of(&*store).unwrap().with_history(&*store).unwrap();
    assert_eq!((export.revision, export.history.len()), (3, 3));
    let export = Export::from_json(&export.to_json()).unwrap();
    let other = backend.another();
    let other = other.open();
    create(&*other, "C", "only here", 1);
    let plan = import_plan(&*other, &export, Others::Remove).unwrap();
    other.commit(transaction("Import-Configuration").changes(plan)).unwrap();
    assert_eq!(essence(&other.snapshot().unwrap()), essence(&store.snapshot().unwrap()));
}

pub fn an_import_replaces_what_has_the_same_name(backend: &dyn Backend) {
    let store = backend.open();
    let wanted = create(&*store, "C", "a", 1);
    let export = Export::of(&*store).unwrap();
    let other = backend.another();
    let other = other.open();
    create(&*other, "C", "A", 7);
    create(&*other, "C", "b", 7);
    let plan = import_plan(&*other, &export, Others::Keep).unwrap();
    other.commit(transaction("Import-Configuration").changes(plan)).unwrap();
    let now = other.snapshot().unwrap();
    assert_eq!(names(&now), ["a", "b"]);
    assert_eq!(now.objects[0].id, wanted.id, "its secrets are sealed to its id");
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
