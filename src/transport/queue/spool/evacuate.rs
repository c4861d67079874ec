//! Empties a segment that is to be given up: what is needed of it is written again, by the committer, like any commit.
//!
//! - What lives (envelopes, parts) moves, with the same IDs. A message that changes meanwhile has moved by itself.
//! - The record that a message is done must outlive every other record of it, or a restart would deliver the message
//!   once more: ends that an older segment may still need are written again.

use std::collections::BTreeSet;
use std::io;

use super::commit::{Completion, Work};
use super::content::Content;
use super::disk::Medium;
use super::format::{Change, Notes, SegmentHeader};
use super::log::Shared;
use super::reading::Reading;
use super::segments::WORTH_KEEPING_PERCENT;
use super::walk::{Step, StoredBatch};
use super::{MessageId, SpoolError};

/// What is moved before waiting for the disk.
const MOST_ON_THE_WAY: u64 = 1 << 20;
/// Bytes of one end in a note.
const END_BYTES: u64 = 9;
/// Ends in one commit.
const MOST_ENDS: usize = 100_000;

/// Whether nothing in the segment is needed any more.
pub fn evacuate(shared: &Shared, number: u32) -> Result<bool, SpoolError> {
    let (live, is_damaged, may_hold_back) = {
        let table = shared.store.table();
        let Some(segment) = table.segments.get(number) else { return Ok(false) };
        (segment.live, segment.is_damaged, table.segments.may_hold_back(number))
    };
    if live == 0 && !may_hold_back {
        return Ok(true);
    }
    let contents = Contents::of(shared, number)?;
    let ends = contents.ends_still_needed(shared, number);
    if !is_damaged && ends.len() as u64 * END_BYTES * 100 > contents.bytes * WORTH_KEEPING_PERCENT {
        return Ok(false);
    }
    move_messages(shared, number, &contents.told)?;
    for ends in ends.chunks(MOST_ENDS) {
        shared.submit(Work::Bury(ends.to_vec())).wait()?;
    }
    Ok(shared.store.table().segments.get(number).is_some_and(|segment| segment.live == 0))
}

/// What the notes of a segment speak of.
struct Contents {
    told: BTreeSet<u64>,
    ended: BTreeSet<u64>,
    /// Of the segment.
    bytes: u64,
}

impl Contents {
    fn of(shared: &Shared, number: u32) -> Result<Contents, SpoolError> {
        let (end, digest) = {
            let segments = &mut shared.store.table().segments;
            (segments.get(number).map_or(0, |segment| segment.end), segments.take_digest(number))
        };
        let batches = match digest.and_then(|digest| digest.batches(end)) {
            Some(batches) => batches,
            None => read(shared, number, end).map_err(SpoolError::read)?,
        };
        let mut contents = Contents { told: BTreeSet::new(), ended: BTreeSet::new(), bytes: end };
        for batch in batches {
            let changes = Notes::new(&batch.notes).filter_map(|note| note.changes).flatten();
            changes.for_each(|(change, _)| contents.note(&change));
        }
        Ok(contents)
    }

    fn note(&mut self, change: &Change<'_>) {
        match change {
            Change::Part { id, .. } | Change::Envelope { id, .. } => self.told.insert(*id),
            Change::Finished { id } => self.ended.insert(*id),
            Change::Order { .. } | Change::OrderRemoved { .. } | Change::OrdersFollow => false,
        };
    }

    fn ends_still_needed(&self, shared: &Shared, number: u32) -> Vec<u64> {
        let older = shared.store.table().segments.told_before(number);
        let is_needed = |id: &u64| older.iter().any(|told| told.may_hold(*id));
        self.ended.iter().copied().filter(is_needed).collect()
    }
}

/// The batches of a segment, as far as they can be made out.
fn read(shared: &Shared, number: u32, end: u64) -> io::Result<Vec<StoredBatch>> {
    let medium = shared.store.file(number)?;
    let steps = Reading::of(&*medium, header(&*medium)?.salt, Some(end)).steps.into_iter();
    let batch = |step| match step {
        Step::Batch(batch) => Some(batch),
        Step::Damage(_) => None,
    };
    Ok(steps.filter_map(batch).collect())
}

fn header(medium: &dyn Medium) -> io::Result<SegmentHeader> {
    let mut bytes = [0; SegmentHeader::BYTES];
    medium.read_exact_at(&mut bytes, 0)?;
    SegmentHeader::decode(&bytes).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn move_messages(shared: &Shared, number: u32, ids: &BTreeSet<u64>) -> Result<(), SpoolError> {
    let mut on_the_way: Vec<Completion> = Vec::new();
    let mut bytes = 0;
    for &id in ids {
        while let Some(step) = still_there(next_move(shared, number, id))? {
            bytes += step.work.bytes();
            on_the_way.push(shared.submit(step.work));
            if !step.is_last || bytes > MOST_ON_THE_WAY {
                on_the_way.drain(..).try_for_each(Completion::wait)?;
                bytes = 0;
            }
            if step.is_last {
                break;
            }
        }
    }
    on_the_way.into_iter().try_for_each(Completion::wait)
}

/// A message that was finished while it was read has nothing left to move.
fn still_there(step: Result<Option<Move>, SpoolError>) -> Result<Option<Move>, SpoolError> {
    match step {
        Err(SpoolError::NoSuchMessage(_)) => Ok(None),
        other => other,
    }
}

struct Move {
    work: Work,
    /// Nothing of the message is left in the segment afterwards.
    is_last: bool,
}

/// Reads as much of a message as lies in the segment and may be moved at once.
fn next_move(shared: &Shared, number: u32, id: u64) -> Result<Option<Move>, SpoolError> {
    let (generation, places) = {
        let table = shared.store.table();
        let Some(entry) = table.message(id).filter(|entry| entry.lies_in(number)) else { return Ok(None) };
        let places = entry.body.as_slice().iter().enumerate().filter(|(_, extent)| extent.segment == number);
        (entry.generation, places.map(|(index, _)| index).collect::<Vec<_>>())
    };
    let mut parts = Vec::new();
    let mut bytes = 0;
    for &index in &places {
        let Some(part) = shared.store.part(MessageId(id), index)? else { return Ok(None) };
        bytes += part.len() as u64;
        parts.extend(Content::from(part).into_parts().into_iter().map(|part| (index, part)));
        if bytes > MOST_ON_THE_WAY {
            break;
        }
    }
    let is_last = parts.len() == places.len();
    let envelope = shared.store.envelope(MessageId(id))?;
    Ok(Some(Move { work: Work::Move { id, generation, parts, envelope }, is_last }))
}
