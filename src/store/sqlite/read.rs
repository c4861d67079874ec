//! Current objects.

use std::fmt;

use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde::de::{Deserializer, MapAccess, Visitor};
use uuid::Uuid;

use super::failure::Failure;
use crate::store::{Properties, Snapshot, StoredObject, fold_name};

/// The columns that [`object`] reads, in its order.
macro_rules! object_columns {
    () => {
        "class, id, scope, name, revision, created, changed, properties"
    };
}
pub(super) use object_columns;

/// The two revisions that a store keeps about itself.
pub struct Head {
    pub revision: u64,
    pub oldest: u64,
}

pub fn head(tx: &Transaction<'_>) -> Result<Head, Failure> {
    let mut statement = tx.prepare_cached("SELECT revision, oldest FROM head")?;
    Ok(statement.query_row([], |row| Ok(Head { revision: revision(row, 0)?, oldest: revision(row, 1)? }))?)
}

pub fn get(tx: &Transaction<'_>, class: &str, id: Uuid) -> Result<Option<StoredObject>, Failure> {
    let sql = concat!("SELECT ", object_columns!(), " FROM objects WHERE id = ?1 AND class = ?2");
    Ok(tx.prepare_cached(sql)?.query_row(params![id.as_bytes(), class], object).optional()?)
}

pub fn find(tx: &Transaction<'_>, class: &str, scope: &str, name: &str) -> Result<Option<StoredObject>, Failure> {
    let sql =
        concat!("SELECT ", object_columns!(), " FROM objects WHERE class = ?1 AND scope_key = ?2 AND name_key = ?3");
    Ok(tx.prepare_cached(sql)?.query_row([class, &fold_name(scope), &fold_name(name)], object).optional()?)
}

pub fn list(tx: &Transaction<'_>, class: &str) -> Result<Snapshot, Failure> {
    let sql = concat!("SELECT ", object_columns!(), " FROM objects WHERE class = ?1 ORDER BY scope_key, name_key");
    let objects = tx.prepare_cached(sql)?.query_map([class], object)?.collect::<Result<_, _>>()?;
    Ok(Snapshot { revision: head(tx)?.revision, objects })
}

pub fn snapshot(tx: &Transaction<'_>) -> Result<Snapshot, Failure> {
    let sql = concat!("SELECT ", object_columns!(), " FROM objects ORDER BY class, scope_key, name_key");
    let objects = tx.prepare_cached(sql)?.query_map([], object)?.collect::<Result<_, _>>()?;
    Ok(Snapshot { revision: head(tx)?.revision, objects })
}

/// An object from a row of [`object_columns`].
pub fn object(row: &Row<'_>) -> rusqlite::Result<StoredObject> {
    Ok(StoredObject {
        class: row.get(0)?,
        id: uuid(row, 1)?,
        scope: row.get(2)?,
        name: row.get(3)?,
        revision: revision(row, 4)?,
        created: time(row, 5)?,
        changed: time(row, 6)?,
        properties: properties(row, 7)?.ok_or_else(|| damaged(7, Type::Null, "an object without properties"))?,
    })
}

pub fn revision(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|error| damaged(column, Type::Integer, error))
}

pub fn uuid(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    Ok(Uuid::from_bytes(row.get(column)?))
}

pub fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(row.get(column)?).map_err(|error| damaged(column, Type::Integer, error))
}

/// `None` stands for an object that was removed.
pub fn properties(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Properties>> {
    let text = row.get_ref(column)?.as_str_or_null().map_err(|error| damaged(column, Type::Text, error))?;
    text.map(parse).transpose().map_err(|error| damaged(column, Type::Text, error))
}

/// As `serde_json::from_str`, with room made at once: a map that grows as it is read takes a third longer.
fn parse(text: &str) -> serde_json::Result<Properties> {
    /// Properties are some 25 bytes long on average.
    const BYTES_EACH: usize = 20;
    struct Sized(usize);
    impl<'de> Visitor<'de> for Sized {
        type Value = Properties;

        fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
            out.write_str("an object's properties")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Properties, A::Error> {
            let mut properties = Properties::with_capacity(self.0);
            while let Some((name, value)) = entries.next_entry()? {
                properties.insert(name, value);
            }
            Ok(properties)
        }
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let properties = reader.deserialize_map(Sized(text.len() / BYTES_EACH))?;
    reader.end()?;
    Ok(properties)
}

pub fn damaged(
    column: usize,
    found: Type,
    why: impl Into<Box<dyn std::error::Error + Send + Sync + 'static>>,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, found, why.into())
}

/// SQLite's integers are signed. No store gets to 2⁶³ revisions; one that a caller made up finds nothing beyond.
pub fn sql_revision(revision: u64) -> i64 {
    i64::try_from(revision).unwrap_or(i64::MAX)
}
