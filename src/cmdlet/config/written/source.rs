//! Where a configuration is read from: as it is now, as it was at a revision, or from a file.

use std::collections::HashMap;

use crate::cmdlet::file::place::{full, unusable};
use crate::cmdlet::prelude::*;
use crate::model::class::Property;
use crate::model::class_named;
use crate::store::{Export, StoredObject, fold_name};

/// `live`, the number of a revision, or the path of a file.
pub enum Source {
    Live,
    Revision(u64),
    File(String),
}

impl FromValue for Source {
    const TYPE_NAME: &'static str = "ConfigurationSource";

    fn from_value(value: &Value) -> Result<Source, String> {
        let text = value.to_string();
        match text.trim() {
            "" => Err("'live', the number of a revision or a file is expected".to_owned()),
            live if live.eq_ignore_ascii_case("live") => Ok(Source::Live),
            other => Ok(other.parse().map_or_else(|_| Source::File(other.to_owned()), Source::Revision)),
        }
    }
}

impl Source {
    /// Its objects of the class that is wanted, or of all.
    pub fn objects(&self, call: &Call, session: &Session, class: Option<&str>) -> Result<Vec<StoredObject>, Fault> {
        let mut objects = match self {
            Source::Live => session.store()?.snapshot()?.objects,
            Source::Revision(revision) => session.store()?.at(*revision)?.objects,
            Source::File(path) => read(call, path)?.objects,
        };
        objects.retain(|object| class.is_none_or(|class| class == object.class));
        Ok(objects)
    }
}

/// An export that was written to a file.
pub fn read(call: &Call, path: &str) -> Result<Export, Fault> {
    let text = std::fs::read_to_string(full(call, path)).map_err(|error| unusable(path, &error))?;
    Ok(Export::from_json(&text)?)
}

/// Which objects of two configurations are the same one: by GUID, else by class, server and name.
pub fn paired<'a>(
    before: &'a [StoredObject],
    after: &'a [StoredObject],
) -> Vec<(Option<&'a StoredObject>, Option<&'a StoredObject>)> {
    let place = |object: &StoredObject| (object.class.clone(), fold_name(&object.scope), fold_name(&object.name));
    let by_id: HashMap<_, _> = after.iter().map(|object| (object.id, object)).collect();
    let by_place: HashMap<_, _> = after.iter().map(|object| (place(object), object)).collect();
    let mut found = std::collections::HashSet::new();
    let mut pairs: Vec<_> = before
        .iter()
        .map(|old| {
            let new = by_id.get(&old.id).or_else(|| by_place.get(&place(old))).copied();
            let new = new.filter(|new| new.class == old.class && found.insert(new.id));
            (Some(old), new)
        })
        .collect();
    pairs.extend(after.iter().filter(|new| !found.contains(&new.id)).map(|new| (None, Some(new))));
    pairs
}

/// Takes secrets out that this organization's key does not open; names each as `class 'name': property`.
pub fn without_foreign_secrets(objects: &mut [StoredObject], session: &Session) -> Vec<String> {
    let mut taken = Vec::new();
    for object in objects {
        let Some(class) = class_named(&object.class) else { continue };
        for property in class.properties.iter().filter(|property| property.is_secret()) {
            if object.properties.get(property.name).is_some_and(|stored| !opens(property, stored, object, session)) {
                object.properties.insert(property.name.to_owned(), serde_json::Value::Null);
                taken.push(format!("{} '{}': {}", object.class, object.name, property.name));
            }
        }
    }
    taken
}

/// Whether every sealed value in it can be opened. Hashes and nothing are as good anywhere.
fn opens(property: &Property, stored: &serde_json::Value, object: &StoredObject, session: &Session) -> bool {
    match stored {
        serde_json::Value::Object(map) if map.contains_key("$sealed") => {
            let sealed = serde_json::from_value(stored.clone());
            sealed.is_ok_and(|sealed| session.sealer().open(object.id, property.name, &sealed).is_ok())
        }
        serde_json::Value::Object(map) => map.values().all(|inner| opens(property, inner, object, session)),
        serde_json::Value::Array(items) => items.iter().all(|inner| opens(property, inner, object, session)),
        _ => true,
    }
}
