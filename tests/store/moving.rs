//! From one store to another.

use emsh::store::{Export, Others, import_plan};

use super::Backend;
use super::common::{create, essence, names, recost, transaction};

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
