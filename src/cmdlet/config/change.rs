//! Storing a change on the revisions that it was judged by.

use std::sync::Arc;

use super::picture::Picture;
use super::plan::Plan;
use super::work::Work;
use super::{elect, rank};
use crate::cmdlet::Session;
use crate::model::{ClassInfo, Fault};
use crate::store::{Change, StoreError};

/// How often a change is made anew because others were first. Each try is won by somebody.
const TRIES: usize = 20;

/// Makes a change on the current picture and stores it; made anew when the organization changed meanwhile. True when
/// something was stored.
///
/// `make` gets the picture and returns the change, or nothing when there is nothing to do.
pub fn store(work: &Work, mut make: impl FnMut(&Arc<Picture>) -> Result<Option<Change>, Fault>) -> Result<bool, Fault> {
    store_all(work.session, &work.command_line(), work.class.looks_at, |picture| {
        Ok(make(picture)?.map_or_else(Vec::new, |change| in_order(work.class, picture, change)))
    })
}

/// A change with those of other objects that follow from it.
pub fn in_order(class: &ClassInfo, picture: &Picture, change: Change) -> Vec<Change> {
    elect::kept(class, picture, rank::kept(class, picture, change))
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
        if let Some(open) = session.transaction().as_mut() {
            // Not held while the changes are taken in, so that it need not be copied.
            drop(picture);
            open.take(changes, looks_at, command_line);
            return Ok(true);
        }
        match Plan::new(changes, picture).commit(session, command_line, None, looks_at) {
            Ok(()) => return Ok(true),
            Err(StoreError::ClassChanged { .. } | StoreError::Conflict { .. }) if attempt < TRIES => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}
