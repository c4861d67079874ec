//! Where bytes go that the spool cannot vouch for: files in `quarantine/`, for a person to look at. Nothing reads them.

use std::io::{self, IoSlice};

use super::disk::Disk;
use super::store::Store;
use super::survey::{Finding, Survey};
use super::walk::Parts;
use super::{MessageId, QUARANTINE, SpoolError};

/// Moves a whole file there; returns its new name.
pub fn set_file_aside(disk: &dyn Disk, name: &str) -> io::Result<String> {
    let aside = free_name(disk, name);
    disk.rename(name, &aside)?;
    Ok(aside)
}

/// Copies what can be read of a message there: the envelope, and the body without the parts that are bad. Returns the
/// names of the files.
pub fn copy_message(store: &Store, id: MessageId) -> Result<Vec<String>, SpoolError> {
    let mut names = Vec::new();
    let parts = store.table().message(id.0).ok_or(SpoolError::NoSuchMessage(id))?.body.as_slice().len();
    let body: Vec<_> = (0..parts).filter_map(|index| store.part(id, index).ok().flatten()).collect();
    if !body.is_empty() {
        let pieces: Vec<&[u8]> = body.iter().map(AsRef::as_ref).collect();
        names.push(write(&*store.disk, &format!("message-{id}.eml"), &pieces).map_err(SpoolError::write)?);
    }
    if let Ok(envelope) = store.envelope(id) {
        names.push(write(&*store.disk, &format!("message-{id}.envelope"), &[&envelope]).map_err(SpoolError::write)?);
    }
    store.disk.sync_names().map_err(SpoolError::write)?;
    Ok(names)
}

/// Bodies in a damaged place of which no envelope and no end is known: copies what can be read of them.
pub fn copy_orphans(disk: &dyn Disk, survey: &Survey) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for finding in &survey.findings {
        let Finding::Damage { segment, bytes } = finding else { continue };
        let medium = disk.open(&super::segments::file_name(*segment))?;
        for part in Parts::new(&*medium, bytes.start, bytes.end) {
            let is_unknown = survey.table.message(part.id).is_none() && !survey.ended.contains(&part.id);
            if let Some(body) = part.bytes.filter(|_| is_unknown) {
                names.push(write(disk, &format!("message-{}.eml", part.id), &[&body])?);
            }
        }
    }
    Ok(names)
}

fn write(disk: &dyn Disk, name: &str, pieces: &[&[u8]]) -> io::Result<String> {
    let name = free_name(disk, name);
    let medium = disk.create(&name)?;
    let mut slices: Vec<IoSlice<'_>> = pieces.iter().map(|piece| IoSlice::new(piece)).collect();
    medium.write_all_at(&mut slices, 0)?;
    medium.sync()?;
    Ok(name)
}

fn free_name(disk: &dyn Disk, name: &str) -> String {
    let plain = format!("{QUARANTINE}/{name}");
    let numbered = (1..).map(|count| format!("{plain}.{count}"));
    std::iter::once(plain.clone()).chain(numbered).find(|name| !disk.exists(name)).unwrap_or(plain)
}
