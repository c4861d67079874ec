//! What a reading came to, as Update-RecipientDirectory shows it.

use std::sync::Arc;

use crate::directory::{Act, Outcome};
use crate::model::{IntoValue, Object, PropertyInfo, TimeSpan, TypeInfo, Value};

const fn count(name: &'static str, doc: &'static str) -> PropertyInfo {
    PropertyInfo { name, type_name: "Int64", doc }
}

pub static UPDATE: TypeInfo = TypeInfo {
    name: "Emsh.Transport.RecipientDirectoryUpdate",
    properties: &[
        PropertyInfo { name: "Identity", type_name: "String", doc: "The recipient directory." },
        count("Entries", "Entries that were read."),
        count("Added", "Recipients that are new."),
        count("Changed", "Recipients that changed."),
        count("Removed", "Recipients whose entries are gone."),
        count("Refused", "Entries that became no recipients; a warning tells of each."),
        count("Held", "Recipients whose entries are gone and that stay, because too many are."),
        count("Unchanged", "Entries whose recipients are as they should be."),
        PropertyInfo { name: "Duration", type_name: "TimeSpan", doc: "How long it took." },
    ],
    shown: &["Identity", "Entries", "Added", "Changed", "Removed", "Refused", "Unchanged"],
    methods: &[],
};

pub fn shown(name: &str, outcome: &Outcome, took: TimeSpan) -> Object {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX).into_value();
    let of = |act: Act| number(outcome.count(act));
    let values: [Value; 9] = [
        name.into_value(),
        number(outcome.entries),
        of(Act::Add),
        of(Act::Change),
        of(Act::Remove),
        of(Act::Refuse),
        of(Act::Hold),
        number(outcome.unchanged),
        took.into_value(),
    ];
    let names = UPDATE.properties.iter().map(|property| Arc::from(property.name));
    Object::of(&UPDATE, names.zip(values).collect())
}
