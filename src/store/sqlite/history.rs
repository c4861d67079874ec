//! What was: entries for people, whole states for a restore, and forgetting.

use rusqlite::types::Value;
use rusqlite::{Row, Transaction, params_from_iter};

use super::failure::Failure;
use super::read::{self, sql_revision};
use crate::store::{HistoryEntry, HistoryQuery, Snapshot, StoreError, fold_name};

/// Rows that one transaction of a trim removes: some ten milliseconds of work.
const PORTION: usize = 2_000;

/// A query for history entries; [`entry`] reads its columns in their order. Conditions go between the two parts.
pub const ENTRIES: &str = "
    SELECT c.revision, r.time, r.who, r.command, r.reason, c.class, c.id, c.scope, c.name, p.name, p.properties,
           c.properties
    FROM changes c JOIN revisions r ON r.revision = c.revision
    LEFT JOIN changes p ON p.id = c.id
         AND p.revision = (SELECT max(revision) FROM changes WHERE id = c.id AND revision < c.revision)
    WHERE c.revision > (SELECT oldest FROM head)";
const LATEST_FIRST: &str = " ORDER BY c.revision DESC, c.class, c.scope, c.name_key";

pub fn find(tx: &Transaction<'_>, query: &HistoryQuery) -> Result<Vec<HistoryEntry>, Failure> {
    let (sql, values) = conditions(query);
    let mut statement = tx.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let limit = query.limit.unwrap_or(usize::MAX);
    let mut entries: Vec<HistoryEntry> = Vec::new();
    while let Some(row) = rows.next()? {
        let entry = entry(row)?;
        if entries.len() >= limit && entries.last().is_none_or(|last| last.revision != entry.revision) {
            break;
        }
        entries.push(entry);
    }
    Ok(entries)
}

fn conditions(query: &HistoryQuery) -> (String, Vec<Value>) {
    let wanted = [
        ("c.class = ?", query.class.clone().map(Value::from)),
        ("c.id = ?", query.id.map(|id| Value::from(id.as_bytes().to_vec()))),
        ("c.name_key = ?", query.name.as_deref().map(|name| Value::from(fold_name(name)))),
        ("r.time >= ?", query.since.map(|time| Value::from(time.as_microsecond()))),
        ("r.time <= ?", query.until.map(|time| Value::from(time.as_microsecond()))),
        ("c.revision < ?", query.before_revision.map(|revision| Value::from(sql_revision(revision)))),
    ];
    let mut sql = ENTRIES.to_owned();
    let mut values = Vec::new();
    for (condition, value) in wanted {
        if let Some(value) = value {
            sql.push_str(" AND ");
            sql.push_str(condition);
            values.push(value);
        }
    }
    sql.push_str(LATEST_FIRST);
    (sql, values)
}

/// An entry from a row of [`ENTRIES`].
pub fn entry(row: &Row<'_>) -> rusqlite::Result<HistoryEntry> {
    let (before, after) = (read::properties(row, 10)?, read::properties(row, 11)?);
    let name: String = row.get(8)?;
    let old_name: Option<String> = row.get(9)?;
    let lives_on = before.is_some() && after.is_some();
    Ok(HistoryEntry {
        revision: read::revision(row, 0)?,
        time: read::time(row, 1)?,
        who: row.get(2)?,
        command: row.get(3)?,
        reason: row.get(4)?,
        class: row.get(5)?,
        id: read::uuid(row, 6)?,
        scope: row.get(7)?,
        renamed_from: old_name.filter(|old_name| lives_on && *old_name != name),
        name,
        before,
        after,
    })
}

pub fn at(tx: &Transaction<'_>, revision: u64) -> Result<Snapshot, Failure> {
    let head = read::head(tx)?;
    if revision < head.oldest {
        return Err(StoreError::Compacted { asked: revision, oldest: head.oldest }.into());
    }
    if revision > head.revision {
        return Err(StoreError::NoSuchRevision { asked: revision, latest: head.revision }.into());
    }
    // SQLite takes the other columns from the row that has the maximum (documented under "bare columns").
    let mut statement = tx.prepare_cached(
        "SELECT class, id, scope, name, max(revision), created, changed, properties
         FROM changes WHERE revision <= ?1 GROUP BY id HAVING properties IS NOT NULL",
    )?;
    let objects = statement.query_map([sql_revision(revision)], read::object)?.collect::<Result<_, _>>()?;
    let mut snapshot = Snapshot { revision, objects };
    snapshot.sort();
    Ok(snapshot)
}

/// Says that what happened up to `revision` is forgotten; [`remove_portion`] then makes it so.
pub fn raise_oldest(tx: &Transaction<'_>, revision: u64) -> Result<u64, Failure> {
    let head = read::head(tx)?;
    let oldest = head.oldest.max(revision.min(head.revision));
    tx.execute("UPDATE head SET oldest = ?1", [sql_revision(oldest)])?;
    Ok(oldest)
}

/// Removes some rows that are not needed to know the state as of `oldest`; false when that was the last of them.
///
/// The oldest rows go first: were the mark of a removal to go before the object's earlier rows, those would look as if
/// the object still existed.
pub fn remove_portion(tx: &Transaction<'_>, oldest: u64) -> Result<bool, Failure> {
    let (oldest, portion) = (sql_revision(oldest), i64::try_from(PORTION).unwrap_or(i64::MAX));
    let revisions = tx.execute(
        "DELETE FROM revisions WHERE revision IN
             (SELECT revision FROM revisions WHERE revision <= ?1 ORDER BY revision LIMIT ?2)",
        [oldest, portion],
    )?;
    let changes = tx.execute(
        "DELETE FROM changes WHERE rowid IN
             (SELECT c.rowid FROM changes c WHERE c.revision <= ?1 AND (c.properties IS NULL OR EXISTS
                  (SELECT 1 FROM changes n WHERE n.id = c.id AND n.revision > c.revision AND n.revision <= ?1))
              ORDER BY c.revision LIMIT ?2)",
        [oldest, portion],
    )?;
    Ok(revisions == PORTION || changes == PORTION)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use crate::store::sqlite::SqliteStore;
    use crate::store::{Change, OpenOptions, Properties, Store};

    #[test]
    fn a_long_history_goes_in_portions_and_leaves_nothing_behind() {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("organization.db");
        let store = SqliteStore::open(&path, &OpenOptions::default()).unwrap();
        let commit = |changes: Vec<Change>| {
            store.commit(crate::store::Transaction::new("alice", "bulk").changes(changes)).unwrap();
        };
        let objects = || store.list("C").unwrap().objects;
        commit((0..900).map(|number| Change::create("C", format!("{number}"), Properties::new())).collect());
        for _ in 0..5 {
            commit(objects().into_iter().map(Change::update).collect());
        }
        commit(objects().iter().skip(1).map(Change::remove).collect());
        let state = store.snapshot().unwrap();
        let rows = |table: &str| -> i64 {
            let connection = rusqlite::Connection::open(&path).unwrap();
            connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
        };
        // As if a trim had been interrupted after its first portion.
        store.write(|tx| super::raise_oldest(tx, u64::MAX)).unwrap();
        assert!(store.write(|tx| super::remove_portion(tx, state.revision)).unwrap(), "there is more");
        assert_eq!(store.at(state.revision).unwrap(), state);
        store.trim_history(u64::MAX).unwrap();
        assert_eq!((store.at(state.revision).unwrap(), rows("revisions"), rows("changes")), (state, 0, 1));
    }
}
