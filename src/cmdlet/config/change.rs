//! Storing a change on the revisions that it was judged by.

use std::sync::Arc;

use super::picture::Picture;
use super::rank;
use super::work::Work;
use crate::cmdlet::Session;
use crate::model::Fault;
use crate::store::{Change, StoreError, Transaction};

/// How often a change is made anew because others were first. Each try is won by somebody.
const TRIES: usize = 20;

/// Makes a change on the current picture and stores it; made anew when the organization changed meanwhile. True when
/// something was stored.
///
/// `make` gets the picture and returns the change, or nothing when there is nothing to do.
pub fn store(work: &Work, mut make: impl FnMut(&Arc<Picture>) -> Result<Option<Change>, Fault>) -> Result<bool, Fault> {
    store_all(work.session, &work.command_line(), work.class.looks_at, |picture| {
        Ok(make(picture)?.map_or_else(Vec::new, |change| rank::kept(work.class, picture, change)))
    })
}

/// The same for changes that hold together, judged by the objects of the classes that were looked at.
pub fn store_all(
    session: &Session,
    command_line: &str,
    looks_at: &[&str],
    mut make: impl FnMut(&Arc<Picture>) -> Result<Vec<Change>, Fault>,
) -> Result<bool, Fault> {
    for attempt in 1.. {
        let picture = session.picture()?;
        let changes = make(&picture)?;
        if changes.is_empty() {
            return Ok(false);
        }
        let mut transaction = Transaction::new(session.who(), command_line).changes(changes.clone());
        for neighbour in looks_at {
            transaction = transaction.assuming_unchanged(*neighbour, picture.revision);
        }
        // Not held while the change is taken over, so that it need not be copied.
        drop(picture);
        match session.store()?.commit(transaction) {
            Ok(committed) => {
                session.take_over(changes, committed);
                return Ok(true);
            }
            Err(StoreError::ClassChanged { .. } | StoreError::Conflict { .. }) if attempt < TRIES => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}
