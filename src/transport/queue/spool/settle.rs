//! Brings the files of finished segments to their length: each ends behind its last batch, or behind its digest.

use std::io;

use super::digest::Digest;
use super::format::{Change, Extent, Notes};
use super::log::Shared;
use super::segments::file_name;
use super::store::Store;
use super::walk::StoredBatch;

pub fn settle(shared: &Shared) {
    let unsettled = shared.store.table().segments.unsettled();
    for number in unsettled {
        if let Err(error) = settle_one(shared, number) {
            tracing::warn!(segment = number, %error, "cannot cut a segment to its length");
        }
    }
}

fn settle_one(shared: &Shared, number: u32) -> io::Result<()> {
    let store = &shared.store;
    let digest = write_digest(shared, number);
    let ends = store.table().segments.get(number).map(|segment| (segment.end, segment.file_end()));
    let Some((end, file_end)) = ends else { return Ok(()) };
    let file_end = digest.as_ref().map_or(file_end, |digest| digest.end(end));
    cut(store, number, file_end)?;
    if let Some(segment) = store.table().segments.get_mut(number) {
        segment.is_settled = true;
        segment.file_bytes = file_end;
        segment.digest_end = (file_end > end).then_some(file_end);
    }
    let batches = digest.and_then(|digest| digest.batches(end)).unwrap_or_default();
    batches.iter().for_each(|batch| read_from_digest(store, number, batch));
    Ok(())
}

fn cut(store: &Store, number: u32, end: u64) -> io::Result<()> {
    let medium = store.file(number)?;
    if medium.length()? > end {
        medium.set_length(end)?;
    }
    medium.sync()
}

/// The digest of a segment that waits for one, when it has been written. Not durable yet.
fn write_digest(shared: &Shared, number: u32) -> Option<Digest> {
    let (digest, end) = {
        let segments = &mut shared.store.table().segments;
        (segments.digest_to_write(number)?, segments.get(number)?.end)
    };
    let disk = &*shared.store.disk;
    let room = shared.options.reserve_bytes + digest.end(end) - end;
    if !disk.free_bytes().is_ok_and(|free| free >= room) {
        return None;
    }
    // Through a file of its own: what is opened for reading is read by others meanwhile.
    match disk.open(&file_name(number)).and_then(|medium| digest.write(&*medium, end)) {
        Ok(()) => Some(digest),
        Err(error) => {
            tracing::warn!(segment = number, %error, "cannot write the digest of a segment");
            None
        }
    }
}

/// Envelopes are read from the digest from now on, where they lie together.
fn read_from_digest(store: &Store, number: u32, batch: &StoredBatch) {
    let extent =
        |at: u64, envelope: &[u8]| Extent { segment: number, offset: at as u32, length: envelope.len() as u32 };
    let moves: Vec<(u64, Extent, u32)> = Notes::new(&batch.notes)
        .flat_map(|note| note.changes.unwrap_or_default())
        .filter_map(|(change, at)| match change {
            Change::Envelope { id, envelope, .. } => {
                let from = extent(batch.notes_offset() + at as u64, envelope);
                Some((id, from, (batch.notes_at + at as u64) as u32))
            }
            _ => None,
        })
        .collect();
    let mut table = store.table();
    moves.into_iter().for_each(|(id, from, offset)| table.move_envelope(id, from, offset));
}
