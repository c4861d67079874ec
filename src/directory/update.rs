//! One reading from its beginning to its end, and the end of a directory.

use std::collections::HashMap;

use uuid::Uuid;

use super::ground::Ground;
use super::outcome::Outcome;
use super::plan::{is_as_wanted, plan};
use super::read::{ReadError, read};
use super::want::{Unfit, Wanted, Wants};
use super::write::{Author, write};
use crate::model::{Fault, RecipientDirectory};
use crate::store::{Change, Sealer, Store, StoreError, StoredObject};

/// How often a plan is made anew because others were first. Each try is won by somebody.
const TRIES: usize = 20;

/// What is done with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only told.
    Tell,
    Store,
}

/// A reading that somebody asks for.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    pub store: &'a dyn Store,
    /// Opens the directory's credential.
    pub sealer: &'a Sealer,
    pub directory: &'a RecipientDirectory,
    pub mode: Mode,
    /// Remove even more than the directory allows.
    pub beyond: bool,
    /// For the history.
    pub command: &'a str,
    /// Who asked; `None` for a server at its interval.
    pub asked_by: Option<&'a str>,
}

/// What a reading found and left: the same again needs no second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remembered {
    digest: u64,
    revision: u64,
}

/// Reads a directory and makes its recipients those that it wants. Blocks; may take minutes.
///
/// `last` is what the last reading left: when the entries and the store are still the same, `None` comes back, and
/// nothing of the store was read.
///
/// Err: the directory cannot be read, or the store refuses. Nothing was changed by the former.
pub fn update(order: &Order, last: Option<Remembered>) -> Result<(Option<Outcome>, Remembered), Fault> {
    let (wanted, unfit) = wishes(order.directory, order.sealer)?;
    let digests = wanted.iter().map(Wanted::digest).chain(unfit.iter().map(Unfit::digest));
    // A sum: servers of LDAP give entries in no particular order.
    let digest = digests.fold(order.directory.revision, u64::wrapping_add);
    if let Some(last) = last.filter(|last| last.digest == digest)
        && order.store.revision()? == last.revision
    {
        return Ok((None, last));
    }
    let outcome = carry_out(order, &wanted, &unfit)?;
    Ok((Some(outcome), Remembered { digest, revision: order.store.revision()? }))
}

fn wishes(directory: &RecipientDirectory, sealer: &Sealer) -> Result<(Vec<Wanted>, Vec<Unfit>), Fault> {
    let (wants, mut wanted, mut unfit) = (Wants::new(directory), Vec::new(), Vec::new());
    let read = read(directory, sealer, &mut |entry| match wants.of(&entry) {
        Ok(one) => wanted.push(one),
        Err(one) => unfit.push(one),
    });
    read.map_err(|error| unreadable(directory, error))?;
    Ok((wanted, unfit))
}

fn unreadable(directory: &RecipientDirectory, error: ReadError) -> Fault {
    Fault::unreachable(
        "RecipientDirectoryUnreadable",
        format!("Recipient directory '{}' cannot be read. {}", directory.name, error.says),
    )
    .fix(format!("Nothing was changed. {}", error.fix))
}

fn carry_out(order: &Order, wanted: &[Wanted], unfit: &[Unfit]) -> Result<Outcome, Fault> {
    let directory = order.directory;
    // Groups are compared once it is known who their members are.
    // Of two with the same key the first counts.
    let people = wanted.iter().rev().filter(|one| !one.is_group());
    let people: HashMap<Uuid, &Wanted> = people.map(|one| (one.id, one)).collect();
    let is_right = |object: &StoredObject| people.get(&object.id).is_some_and(|one| is_as_wanted(object, one));
    for attempt in 1.. {
        let ground = Ground::of(&directory.name, order.store, &is_right)?;
        if ground.directory(directory.id).as_ref().map(|now| now.revision) != Some(directory.revision) {
            let says = format!("Recipient directory '{}' was changed or removed meanwhile.", directory.name);
            return Err(
                Fault::conflict("RecipientDirectoryChanged", says).fix("Nothing was stored. Repeat the command.")
            );
        }
        let revision = ground.revision;
        let made = plan(directory, wanted, unfit, ground, order.beyond);
        if order.mode == Mode::Tell || made.changes.is_empty() {
            return Ok(made.outcome);
        }
        match write(order.store, &author(order), made.changes, revision) {
            Ok(()) => return Ok(made.outcome),
            Err(error) if is_lost(&error) && attempt < TRIES => {}
            Err(error) => return Err(error.into()),
        }
    }
    unreachable!("the last try returns")
}

fn author<'a>(order: &Order<'a>) -> Author<'a> {
    let reason = order.asked_by.map(|who| format!("asked for by {who}"));
    Author { who: format!("directory {}", order.directory.name), command: order.command, reason }
}

fn is_lost(error: &StoreError) -> bool {
    matches!(error, StoreError::ClassChanged { .. } | StoreError::Conflict { .. } | StoreError::AlreadyExists { .. })
}

/// Removes a directory, and its recipients with it unless they are kept as our own. Returns how many recipients it had.
///
/// Err: the store refuses. The directory goes first, so that nobody reads it again; recipients that are left then may be
/// removed and changed by anybody.
pub fn dismiss(store: &dyn Store, who: &str, command: &str, id: Uuid, keeps: bool) -> Result<usize, Fault> {
    let class = RecipientDirectory::INFO.name;
    let gone = || Fault::not_found("ObjectGone", "The recipient directory was removed by somebody else.");
    let name = store.get(class, id)?.ok_or_else(gone)?.name;
    let mut count = 0;
    for attempt in 1.. {
        let ground = Ground::of(&name, store, &|_| false)?;
        count = count.max(ground.own.len());
        let mut changes: Vec<Change> = store.get(class, id)?.iter().map(Change::remove).collect();
        if keeps {
            changes.extend(ground.own.into_values().map(|mut own| {
                own.properties.insert("RecipientDirectory".to_owned(), "".into());
                Change::update(own)
            }));
        } else {
            changes.extend(ground.pages.values().flatten().map(Change::remove));
            changes.extend(ground.own.values().map(Change::remove));
        }
        let author = Author { who: who.to_owned(), command, reason: None };
        match write(store, &author, changes, ground.revision) {
            Ok(()) => return Ok(count),
            Err(error) if is_lost(&error) && attempt < TRIES => {}
            Err(error) => return Err(error.into()),
        }
    }
    unreachable!("the last try returns")
}
