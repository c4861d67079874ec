//! Names, with one property each: what completion shows. Reading whole objects takes many times as long, nearly all of
//! it to give each property of 10,000 objects a place in memory.

use std::fmt;

use rusqlite::Transaction;
use rusqlite::types::Type;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::failure::Failure;
use super::read::damaged;
use crate::store::Named;

/// Those of a class that are `wanted` by scope and name, by scope and then by name.
pub fn browse(
    tx: &Transaction<'_>,
    class: &str,
    property: &str,
    wanted: &dyn Fn(&str, &str) -> bool,
) -> Result<Vec<Named>, Failure> {
    let sql = "SELECT scope, name, properties FROM objects WHERE class = ?1 ORDER BY scope_key, name_key";
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query([class])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |column| row.get_ref(column)?.as_str().map_err(|error| damaged(column, Type::Text, error));
        let (scope, name) = (text(0)?, text(1)?);
        if wanted(scope, name) {
            let value = one_of(text(2)?, property).map_err(|error| damaged(2, Type::Text, error))?;
            found.push(Named { scope: scope.to_owned(), name: name.to_owned(), value });
        }
    }
    Ok(found)
}

/// One member of a JSON object.
fn one_of(text: &str, name: &str) -> serde_json::Result<Option<serde_json::Value>> {
    struct Only<'a>(&'a str);
    impl<'de> Visitor<'de> for Only<'_> {
        type Value = Option<serde_json::Value>;

        fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
            out.write_str("an object's properties")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut found = None;
            while let Some(key) = entries.next_key::<std::borrow::Cow<'_, str>>()? {
                match key == self.0 {
                    true => found = Some(entries.next_value()?),
                    false => drop(entries.next_value::<IgnoredAny>()?),
                }
            }
            Ok(found)
        }
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_map(Only(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::store::{Change, OpenOptions, Properties, Transaction, open};

    #[test]
    fn names_come_in_their_order_with_the_property_that_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("organization.db").display());
        let store = open(&url, &OpenOptions::default()).unwrap();
        let create = |name: &str, port: Option<u16>| {
            let properties = json!({ "Comment": "a \"quoted\" one", "Port": port, "Later": [1, { "Port": 2 }] });
            Change::create("SendConnector", name, serde_json::from_value::<Properties>(properties).unwrap())
        };
        let changes = [create("b", Some(25)), create("A", None), create("c", Some(26)), create("other", None)];
        store.commit(Transaction::new("ann", "a test").changes(changes)).unwrap();
        let browse = |property: &str| {
            let found = store.browse("SendConnector", property, &|_, name| name.len() == 1).unwrap();
            found.into_iter().map(|named| (named.name, named.value)).collect::<Vec<_>>()
        };
        let named = |name: &str, value| (name.to_owned(), value);
        assert_eq!(
            browse("Port"),
            [named("A", Some(json!(null))), named("b", Some(json!(25))), named("c", Some(json!(26)))]
        );
        assert_eq!(browse("Nothing")[0], named("A", None));
        assert!(store.browse("AcceptedDomain", "Port", &|_, _| true).unwrap().is_empty());
    }
}
