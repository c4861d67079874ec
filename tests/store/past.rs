//! What happened is known, can be brought back, and can be forgotten.

use std::time::Duration;

use emsh::store::{Change, HistoryQuery, Properties, StoreError, StoredObject, Transaction, restore_plan, retention};
use jiff::Timestamp;
use serde_json::json;

use super::Backend;
use super::common::{create, essence, names, properties, recost, remove, renamed, transaction};

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
