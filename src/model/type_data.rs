//! What scripts add to a type with `Update-TypeData`: members that each of its objects has, and what is shown of them.
//!
//! It is kept by the thread on which the conversation runs, as the blocks that compute such members are answered there
//! alone. Members that an object has itself go before those of its type.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::{Member, Value};

/// What has been added to one type.
#[derive(Clone, Default)]
pub struct TypeData {
    /// With its namespace.
    pub name: Arc<str>,
    /// Plain values, and [`Member`]s.
    pub members: Vec<(Arc<str>, Value)>,
    /// The property that `Format-Wide` shows.
    pub wide: Option<Arc<str>>,
    /// The properties that tables and lists show when nobody chooses; empty: nothing was said.
    pub shown: Vec<Arc<str>>,
}

thread_local! {
    static KNOWN: RefCell<Vec<TypeData>> = const { RefCell::new(Vec::new()) };
    /// Every property that is not found asks here: mostly there is nothing.
    static HAS_ANY: Cell<bool> = const { Cell::new(false) };
}

/// All of it, in the order in which it was begun.
pub fn all() -> Vec<TypeData> {
    KNOWN.with_borrow(Clone::clone)
}

/// Changes what is kept of a type, which may be nothing yet.
pub fn change<T>(name: &str, change: impl FnOnce(&mut TypeData) -> T) -> T {
    HAS_ANY.set(true);
    KNOWN.with_borrow_mut(|known| {
        let at = known.iter().position(|data| data.name.eq_ignore_ascii_case(name)).unwrap_or_else(|| {
            known.push(TypeData { name: Arc::from(name), ..TypeData::default() });
            known.len() - 1
        });
        change(&mut known[at])
    })
}

/// Forgets what was added to a type; false when there was nothing.
pub fn remove(name: &str) -> bool {
    let is_left = |known: &mut Vec<TypeData>| {
        let before = known.len();
        known.retain(|data| !data.name.eq_ignore_ascii_case(name));
        HAS_ANY.set(!known.is_empty());
        known.len() < before
    };
    KNOWN.with_borrow_mut(is_left)
}

/// Everything that has been added to the types of a value, the nearest type first.
fn of(value: &Value) -> Vec<TypeData> {
    if !HAS_ANY.get() {
        return Vec::new();
    }
    let names = match value {
        Value::Object(object) if object.has_type_names() => {
            object.type_names().items().iter().map(ToString::to_string).collect()
        }
        value => vec![value.shown_type_name(), value.full_type_name(), "System.Object".to_owned()],
    };
    KNOWN.with_borrow(|known| {
        let mut found: Vec<TypeData> = Vec::new();
        for name in names {
            let is_new = |data: &&TypeData| {
                data.name.eq_ignore_ascii_case(&name) && !found.iter().any(|seen| seen.name == data.name)
            };
            let data = known.iter().find(is_new).cloned();
            found.extend(data);
        }
        found
    })
}

/// The member of that name that a type of the value has: a plain value or a [`Member`].
pub fn member(value: &Value, name: &str) -> Option<Value> {
    let all = of(value);
    let found = all.iter().flat_map(|data| &data.members).find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.clone())
}

/// What the property of that name comes to for the value; `None` where its types have none.
pub fn property(owner: &Value, name: &str) -> Option<Value> {
    let found = member(owner, name)?;
    match found.downcast::<Member>() {
        None => Some(found),
        Some(Member::Alias(to)) if to.eq_ignore_ascii_case(name) => Some(Value::Null),
        Some(Member::Alias(to)) => owner.property(to),
        Some(Member::Computed { get, .. } | Member::Converted { get, .. }) => {
            Some(get.answer(owner, &[]).unwrap_or_default())
        }
        Some(Member::Method(_) | Member::TypeNames(_)) => None,
    }
}

/// Every member that the types of a value have, the nearest type first.
pub fn members(value: &Value) -> Vec<(Arc<str>, Value)> {
    of(value).into_iter().flat_map(|data| data.members).collect()
}

/// The names of the properties that the types of a value have.
pub fn names(value: &Value) -> Vec<Arc<str>> {
    let is_property = |value: &Value| !matches!(value.downcast::<Member>(), Some(Member::Method(_)));
    members(value).into_iter().filter(|(_, value)| is_property(value)).map(|(name, _)| name).collect()
}

/// The properties that are to be shown of a value when nobody chooses.
pub fn shown(value: &Value) -> Option<Vec<Arc<str>>> {
    of(value).into_iter().map(|data| data.shown).find(|shown| !shown.is_empty())
}

/// The property that `Format-Wide` is to show of a value.
pub fn wide(value: &Value) -> Option<Arc<str>> {
    of(value).into_iter().find_map(|data| data.wide)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Object;

    #[test]
    fn objects_have_what_their_types_were_given() {
        let report = || Value::Object(Object::shown_as("Report", vec![("Size".into(), Value::Int(3))]));
        change("report", |data| {
            data.members.push(("Place".into(), Value::text("Berlin")));
            data.members.push(("Length".into(), Value::scalar(Member::Alias("Size".into()))));
            data.shown = vec!["Place".into()];
        });
        assert_eq!(report().property("place").map(|value| value.to_string()).as_deref(), Some("Berlin"));
        assert_eq!(report().property("Length").map(|value| value.to_string()).as_deref(), Some("3"));
        assert_eq!(report().property_names().len(), 3);
        assert_eq!(shown(&report()).map(|names| names.len()), Some(1));
        assert!(Value::Int(3).property("Place").is_none(), "another type");
        assert!(remove("Report") && !remove("Report"));
        assert!(report().property("Place").is_none());
    }
}
