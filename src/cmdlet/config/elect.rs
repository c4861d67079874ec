//! The one object of a class that is preferred before the others, such as the default accepted domain.
//!
//! The first one is it until another is made so; when it goes, the first of the others takes its place.

use std::sync::Arc;

use super::picture::Picture;
use crate::model::ClassInfo;
use crate::model::class::Properties;
use crate::store::{Change, Draft, StoredObject};

fn is_elected(properties: &Properties, property: &str) -> bool {
    properties.get(property).and_then(serde_json::Value::as_bool).unwrap_or(false)
}

/// Changes, and with the first of them that of the object that is no longer elected, or is from now on. Only the changes
/// themselves for a class that elects none.
pub fn kept(class: &ClassInfo, picture: &Picture, mut changes: Vec<Change>) -> Vec<Change> {
    let (Some(property), Some(change)) = (class.elected, changes.first_mut()) else { return changes };
    let changed = change.id();
    let former = picture.matching(class, |object| object.id != changed && is_elected(&object.properties, property));
    let moved: Vec<Change> = match change {
        Change::Create(Draft { properties, .. }) | Change::Update { properties, .. } => {
            if former.is_empty() {
                properties.insert(property.to_owned(), true.into());
            }
            match is_elected(properties, property) {
                true => former.iter().map(|object| set(object, property, false)).collect(),
                false => Vec::new(),
            }
        }
        _ if former.is_empty() => {
            let heir = picture.objects(class).into_iter().find(|object| object.id != changed);
            heir.map(|object| set(&object, property, true)).into_iter().collect()
        }
        _ => Vec::new(),
    };
    changes.extend(moved);
    changes
}

fn set(object: &Arc<StoredObject>, property: &str, value: bool) -> Change {
    let mut object = (**object).clone();
    object.properties.insert(property.to_owned(), value.into());
    Change::update(object)
}
