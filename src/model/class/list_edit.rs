//! `@{Add=…;Remove=…}`: changing a stored list instead of replacing it.

use serde_json::Value as Json;

use super::Property;
use crate::model::Value;

/// What is to be added to a list and what is to go from it, in the stored form.
#[derive(Clone, Debug, PartialEq)]
pub struct ListEdit {
    add: Vec<Json>,
    remove: Vec<Json>,
}

impl ListEdit {
    /// Reads a hashtable with the keys Add and Remove, in any letter case, either or both; `read` reads their items.
    pub fn read(value: &Value, read: fn(&Value) -> Result<Json, String>) -> Result<ListEdit, String> {
        let Value::Hash(hash) = value else { return Err("a hashtable is expected".into()) };
        let mut edit = ListEdit { add: Vec::new(), remove: Vec::new() };
        for (key, items) in hash.entries() {
            let target = match key.to_string().to_ascii_lowercase().as_str() {
                "add" => &mut edit.add,
                "remove" => &mut edit.remove,
                _ => return Err(format!("'{key}' is neither Add nor Remove: write @{{Add='a','b'; Remove='c'}}")),
            };
            match read(&items)? {
                Json::Array(items) => target.extend(items),
                one => target.push(one),
            }
        }
        match edit.add.is_empty() && edit.remove.is_empty() {
            true => Err("nothing is to be added or removed: write @{Add='a','b'; Remove='c'}".into()),
            false => Ok(edit),
        }
    }

    /// The same with each item read anew.
    pub fn try_map<E>(&self, read: impl Fn(&Json) -> Result<Json, E>) -> Result<ListEdit, E> {
        let all = |items: &[Json]| items.iter().map(&read).collect::<Result<Vec<Json>, E>>();
        Ok(ListEdit { add: all(&self.add)?, remove: all(&self.remove)? })
    }

    /// The stored list afterwards. What is there already is not added twice; what is not there need not be removed.
    pub fn applied_to(&self, property: &Property, stored: Option<&Json>) -> Json {
        let mut items = stored.and_then(Json::as_array).cloned().unwrap_or_default();
        items.retain(|item| !self.remove.iter().any(|gone| (property.same)(item, gone)));
        items.extend(self.add.iter().cloned());
        without_doubles(property, Json::Array(items))
    }
}

/// A list in which each element stands once, where it stood first. What is no list stays as it is.
pub fn without_doubles(property: &Property, stored: Json) -> Json {
    let Json::Array(items) = stored else { return stored };
    let mut once: Vec<Json> = Vec::with_capacity(items.len());
    for item in items {
        if !once.iter().any(|known| (property.same)(known, &item)) {
            once.push(item);
        }
    }
    Json::Array(once)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Intake;
    use crate::model::{Hash, SendConnector};

    fn edited(entries: &[(&str, &[&str])]) -> Result<Json, String> {
        let property = SendConnector::INFO.property("AddressSpaces").expect("declared");
        let Intake::Plain(read) = property.intake else { panic!("plain") };
        let hash = Hash::new();
        for (key, items) in entries {
            hash.set(Value::text(key), Value::array(items.iter().map(Value::text).collect()));
        }
        let stored = json!(["SMTP:a.com;1", "SMTP:b.com;1"]);
        ListEdit::read(&Value::Hash(hash), read).map(|edit| edit.applied_to(property, Some(&stored)))
    }

    #[test]
    fn lists_are_changed_element_by_element() {
        for (entries, expected) in [
            (&[("Add", &["c.com"][..])][..], Some(json!(["SMTP:a.com;1", "SMTP:b.com;1", "SMTP:c.com;1"]))),
            (&[("add", &["A.com", "c.com;2"])], Some(json!(["SMTP:a.com;1", "SMTP:b.com;1", "SMTP:c.com;2"]))),
            (&[("REMOVE", &["smtp:a.com"])], Some(json!(["SMTP:b.com;1"]))),
            (&[("Add", &["c.com"]), ("Remove", &["a.com", "z.com"])], Some(json!(["SMTP:b.com;1", "SMTP:c.com;1"]))),
            (&[("Added", &["c.com"])], None),
            (&[("Add", &["*c.com"])], None),
            (&[], None),
        ] {
            assert_eq!(edited(entries).ok(), expected, "{entries:?}");
        }
    }
}
