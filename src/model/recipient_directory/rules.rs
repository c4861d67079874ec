//! What a recipient directory must say, and what it may not.

use std::collections::HashSet;

use super::{DirectoryKind, RecipientDirectory};
use crate::model::class::{Beside, Breach};
use crate::model::text::same_text;
use crate::model::{LocalPath, MailboxDatabase};

pub fn is_complete(directory: &RecipientDirectory, _: &Beside) -> Result<(), Breach> {
    directory
        .location
        .parse::<LocalPath>()
        .map_err(|_| {
            Breach::new(
                "Location",
                format!("'{}' is not the whole path of a file.", directory.location),
                "Give the path from the root, such as /var/lib/hr/people.csv.",
            )
        })
        .map(drop)?;
    match (directory.kind, &directory.query) {
        (DirectoryKind::Sql, None) => Err(Breach::new(
            "Query",
            "A directory of kind Sql is read by a query.",
            "Give -Query, such as 'SELECT mail AS PrimarySmtpAddress FROM users'.",
        )),
        (DirectoryKind::File, Some(_)) => {
            Err(Breach::new("Query", "Queries are asked of databases.", "Leave out -Query, or choose -Kind Sql."))
        }
        _ => Ok(()),
    }
}

pub fn delimiter_is_one_sign(directory: &RecipientDirectory, _: &Beside) -> Result<(), Breach> {
    match directory.delimiter.as_bytes() {
        [sign] if sign.is_ascii() && !matches!(sign, b'"' | b'\n' | b'\r') => Ok(()),
        _ => Err(Breach::new(
            "Delimiter",
            format!("'{}' is not one sign that can stand between columns.", directory.delimiter),
            "Give one, such as ';' or \"`t\".",
        )),
    }
}

pub fn attributes_are_mapped_once(directory: &RecipientDirectory, _: &Beside) -> Result<(), Breach> {
    let mut seen = HashSet::new();
    match directory.attribute_map.iter().find(|one| !seen.insert(one.property)) {
        Some(twice) => Err(Breach::new(
            "AttributeMap",
            format!("{} is mapped twice.", twice.property),
            format!("Name all its attributes in one text: {}=first,second.", twice.property),
        )),
        None => Ok(()),
    }
}

pub fn database_exists(directory: &RecipientDirectory, beside: &Beside) -> Result<(), Breach> {
    let Some(name) = &directory.database else { return Ok(()) };
    match beside.organization.all::<MailboxDatabase>().any(|database| same_text(&database.name, name)) {
        true => Ok(()),
        false => Err(Breach::new(
            "Database",
            format!("There is no mailbox database '{name}'."),
            "Run 'Get-MailboxDatabase' to see all.",
        )),
    }
}

/// Recipients carry the name of their directory.
pub fn keeps_its_name(directory: &RecipientDirectory, beside: &Beside) -> Result<(), Breach> {
    let Some(former) = beside.organization.get::<RecipientDirectory>(directory.id) else { return Ok(()) };
    if former.name == directory.name {
        return Ok(());
    }
    let recipients = beside.organization.directory();
    let count = recipients.all().filter(|one| same_text(one.card().directory, &former.name)).count();
    match count {
        0 => Ok(()),
        _ => Err(Breach::new(
            "Name",
            format!("{count} recipients carry the name of recipient directory '{}'.", former.name),
            "Let it keep its name.",
        )),
    }
}
