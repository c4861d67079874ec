//! Reading the entries of a directory, one after another.

mod file;
mod ldap;
mod sql;

use std::time::{Duration, Instant};

use super::entry::Entry;
use crate::model::{DirectoryKind, RecipientDirectory};
use crate::store::Sealer;

/// Longest that one reading may take.
const PATIENCE: Duration = Duration::from_secs(600);

/// Why a directory could not be read to its end. Nothing of it is used then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{says}")]
pub struct ReadError {
    /// One sentence.
    pub says: String,
    /// What to do about it.
    pub fix: String,
}

impl ReadError {
    pub(super) fn new(says: impl Into<String>, fix: impl Into<String>) -> ReadError {
        ReadError { says: says.into(), fix: fix.into() }
    }
}

/// Takes entries until the time is up.
struct Intake<'a> {
    end: Instant,
    take: &'a mut dyn FnMut(Entry),
}

impl Intake<'_> {
    fn take(&mut self, entry: Entry) -> Result<(), ReadError> {
        if Instant::now() > self.end {
            return Err(too_slow());
        }
        (self.take)(entry);
        Ok(())
    }
}

fn too_slow() -> ReadError {
    let says = format!("It was not read to its end within {} minutes.", PATIENCE.as_secs() / 60);
    ReadError::new(says, "Look at what makes it slow, or read less of it.")
}

/// Reads all entries of a directory. Blocks.
pub(super) fn read(
    directory: &RecipientDirectory,
    sealer: &Sealer,
    take: &mut dyn FnMut(Entry),
) -> Result<(), ReadError> {
    let secret = directory.credential.as_ref().map(|credential| {
        sealer.open(directory.id, "Credential", &credential.password).map_err(|error| {
            ReadError::new(
                format!("Its credential cannot be opened: {error}"),
                format!("Give it again: Set-RecipientDirectory \"{}\" -Credential (Get-Credential)", directory.name),
            )
        })
    });
    let secret = secret.transpose()?;
    let mut intake = Intake { end: Instant::now() + PATIENCE, take };
    match directory.kind {
        DirectoryKind::File => file::read(directory, &mut intake),
        DirectoryKind::Sql => sql::read(directory, &mut intake),
        DirectoryKind::Ldap => ldap::read(directory, secret.as_ref(), &mut intake),
    }
}

/// Several values in one field stand between semicolons.
fn split(field: &str) -> Vec<String> {
    field.split(';').map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}
