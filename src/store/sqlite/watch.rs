//! Following the file.
//!
//! SQLite tells nobody about commits, but `PRAGMA data_version` says for a few microseconds' work whether another
//! connection has committed. Commits of this process ring a bell as well, so they are seen at once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};

use super::failure::Failure;
use super::file::{File, Link};
use super::read::{self, sql_revision};
use crate::store::watch::Bell;
use crate::store::{ObjectChange, Revision, StopHandle, StoreError, Watch, WatchEvent};

/// How late a watch sees a change that another process made.
///
/// A change must be in force everywhere within a second (design), of which a node needs a part itself.
const POLL: Duration = Duration::from_millis(100);

pub struct SqliteWatch {
    file: Arc<File>,
    link: Option<Link>,
    bell: Arc<Bell>,
    /// Everything up to here has been told.
    after: u64,
    /// `data_version` when there was nothing left to tell.
    told_all_at: Option<i64>,
    /// Another file took the place of the one that was followed, and nobody was told yet.
    replaced: bool,
}

impl SqliteWatch {
    pub fn new(file: Arc<File>, after: u64) -> SqliteWatch {
        let bell = Arc::new(Bell::default());
        file.subscribe(&bell);
        SqliteWatch { file, link: None, bell, after, told_all_at: None, replaced: false }
    }

    /// What there is to tell now. An error leaves everything as it was, for another look.
    fn look(&mut self) -> Result<Option<WatchEvent>, StoreError> {
        self.reconnect_if_replaced()?;
        let Some(link) = &mut self.link else { return Ok(None) };
        let version = self.file.data_version(link)?;
        if self.told_all_at == Some(version) {
            return Ok(None);
        }
        let (after, replaced) = (self.after, self.replaced);
        let event = self
            .file
            .transact_on(link, TransactionBehavior::Deferred, |tx| next(tx, after, replaced))
            .map_err(|failure| failure.at(self.file.location()))?;
        match &event {
            Some(WatchEvent::Changed(Revision { revision, .. })) => self.after = *revision,
            Some(WatchEvent::Resync { revision }) => (self.after, self.replaced) = (*revision, false),
            // A commit since `version` was read shows in the next version, so it is not missed.
            _ => self.told_all_at = Some(version),
        }
        Ok(event)
    }

    fn reconnect_if_replaced(&mut self) -> Result<(), StoreError> {
        if let Some(link) = &self.link
            && self.file.is_current(link)?
        {
            return Ok(());
        }
        let fresh = self.file.connect()?;
        self.replaced |= self.link.is_some();
        self.link = Some(fresh);
        self.told_all_at = None;
        Ok(())
    }
}

impl Watch for SqliteWatch {
    fn next(&mut self, timeout: Duration) -> Result<WatchEvent, StoreError> {
        let deadline = Instant::now().checked_add(timeout);
        loop {
            if self.bell.is_stopped() {
                return Ok(WatchEvent::Stopped);
            }
            if let Some(event) = self.look()? {
                return Ok(event);
            }
            let now = Instant::now();
            if deadline.is_some_and(|deadline| deadline <= now) {
                return Ok(WatchEvent::Idle);
            }
            self.bell.wait_until(deadline.map_or(now + POLL, |deadline| deadline.min(now + POLL)));
        }
    }

    fn stop_handle(&self) -> StopHandle {
        StopHandle::of(self.bell.clone())
    }
}

fn next(tx: &Transaction<'_>, after: u64, replaced: bool) -> Result<Option<WatchEvent>, Failure> {
    let head = read::head(tx)?;
    if replaced || after < head.oldest || after > head.revision {
        return Ok(Some(WatchEvent::Resync { revision: head.revision }));
    }
    let following = tx
        .prepare_cached("SELECT revision, time FROM revisions WHERE revision > ?1 ORDER BY revision LIMIT 1")?
        .query_row([sql_revision(after)], |row| Ok((read::revision(row, 0)?, read::time(row, 1)?)))
        .optional()?;
    let Some((revision, time)) = following else { return Ok(None) };
    let sql = concat!("SELECT ", read::object_columns!(), " FROM changes WHERE revision = ?1 ORDER BY rowid");
    let changes = tx
        .prepare_cached(sql)?
        .query_map([sql_revision(revision)], |row| {
            Ok(match read::properties(row, 7)? {
                Some(_) => ObjectChange::Stored(read::object(row)?),
                None => ObjectChange::Removed {
                    class: row.get(0)?,
                    id: read::uuid(row, 1)?,
                    scope: row.get(2)?,
                    name: row.get(3)?,
                },
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(Some(WatchEvent::Changed(Revision { revision, time, changes })))
}
