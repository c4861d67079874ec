//! The segments in use: how much of each is alive, which messages it speaks of, and a bounded number of open files.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use super::digest::Digest;
use super::disk::{Disk, Medium};

/// What is known of one segment.
#[derive(Default)]
pub struct Segment {
    /// Where its last batch ends.
    pub end: u64,
    /// Length of the file; more than `end` until it is settled.
    pub file_bytes: u64,
    /// Bytes that a message needs.
    pub live: u64,
    /// Messages with an envelope or a part in it, dead ones too.
    pub told: IdSpan,
    /// Messages whose end is recorded in it.
    pub buried: IdSpan,
    /// The file ends where the segment or its digest ends, durably: nobody needs the next segment's header to know. A
    /// start cannot see whether the length it finds was synced, so it takes no segment for settled.
    pub is_settled: bool,
    /// A write failed, or bytes in it are bad: the file is not used again.
    pub is_suspect: bool,
    /// Bytes in it are bad: it is put aside when it has been emptied.
    pub is_damaged: bool,
    /// Could not be emptied lately.
    pub is_skipped: bool,
    /// Its file is about to go: it is on no list any more.
    pub is_leaving: bool,
    /// Not written behind its end yet.
    pub digest: Option<Digest>,
    /// Where the file ends with its digest, if that is written.
    pub digest_end: Option<u64>,
    file: Option<Arc<dyn Medium>>,
    last_read: u64,
}

impl Segment {
    pub fn new(end: u64, file_bytes: u64) -> Segment {
        Segment { end, file_bytes, ..Segment::default() }
    }

    /// Where its file should end.
    pub fn file_end(&self) -> u64 {
        self.digest_end.unwrap_or(self.end)
    }
}

/// The lowest and the highest of some message IDs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct IdSpan(Option<(u64, u64)>);

impl IdSpan {
    pub fn include(&mut self, id: u64) {
        self.0 = Some(self.0.map_or((id, id), |(low, high)| (low.min(id), high.max(id))));
    }

    pub fn may_hold(&self, id: u64) -> bool {
        self.0.is_some_and(|(low, high)| (low..=high).contains(&id))
    }

    pub fn overlaps(&self, other: &IdSpan) -> bool {
        self.0.zip(other.0).is_some_and(|((low, high), (other_low, other_high))| low <= other_high && other_low <= high)
    }
}

#[derive(Default)]
pub struct Segments {
    by_number: BTreeMap<u32, Segment>,
    /// The one being written; never swept.
    active: Option<u32>,
    /// The highest number ever seen.
    highest: u32,
    /// Counts names of spares.
    spares: u32,
    /// How large the next segment should be, and the largest.
    next_size: u64,
    most_size: u64,
    reads: u64,
}

/// A segment is emptied when less than this part of it is alive.
pub const WORTH_KEEPING_PERCENT: u64 = 25;

impl Segments {
    pub fn insert(&mut self, number: u32, segment: Segment) {
        self.highest = self.highest.max(number);
        self.by_number.insert(number, segment);
    }

    pub fn remove(&mut self, number: u32) {
        self.by_number.remove(&number);
    }

    pub fn get(&self, number: u32) -> Option<&Segment> {
        self.by_number.get(&number)
    }

    pub fn get_mut(&mut self, number: u32) -> Option<&mut Segment> {
        self.by_number.get_mut(&number)
    }

    pub fn iter(&self) -> impl Iterator<Item = (u32, &Segment)> {
        self.by_number.iter().map(|(&number, segment)| (number, segment))
    }

    pub fn len(&self) -> usize {
        self.by_number.len()
    }

    /// The numbers of those whose files stay, ascending.
    pub fn staying(&self) -> impl Iterator<Item = u32> {
        self.by_number.iter().filter(|(_, segment)| !segment.is_leaving).map(|(&number, _)| number)
    }

    pub fn next_number(&self) -> u32 {
        self.highest + 1
    }

    /// Numbers up to here are taken, whatever became of their files.
    pub fn skip_numbers_to(&mut self, number: u32) {
        self.highest = self.highest.max(number);
    }

    /// The newest segment and where it ends; zeros when there is none.
    pub fn last(&self) -> (u32, u64) {
        self.by_number.last_key_value().map(|(&number, segment)| (number, segment.end)).unwrap_or_default()
    }

    /// This segment is being written from now on; the next one is to be twice as large.
    pub fn activate(&mut self, number: u32) {
        self.active = Some(number);
        self.next_size = (self.next_size * 2).min(self.most_size);
    }

    /// Segments start at `first` bytes, or where those on the disk have grown to, and grow up to `most`.
    pub fn plan_sizes(&mut self, first: u64, most: u64) {
        let grown = self.by_number.values().map(|segment| segment.end.next_power_of_two()).max().unwrap_or(0);
        self.next_size = grown.max(first).min(most);
        self.most_size = most;
    }

    pub fn next_size(&self) -> u64 {
        self.next_size
    }

    /// Whether a file of this length is worth keeping for a next segment.
    pub fn is_spare_size(&self, bytes: u64) -> bool {
        (self.next_size / 2 + 1..=self.next_size * 2).contains(&bytes)
    }

    /// This name of a spare file is taken.
    pub fn skip_spare(&mut self, name: &str) {
        let number = name.strip_prefix(SPARE).and_then(|number| number.parse().ok());
        self.spares = self.spares.max(number.unwrap_or(0));
    }

    /// A name for one more spare file.
    pub fn spare_name(&mut self) -> String {
        self.spares += 1;
        format!("{SPARE}{}", self.spares)
    }

    /// The segment ends here now.
    pub fn extend(&mut self, number: u32, end: u64) {
        if let Some(segment) = self.by_number.get_mut(&number) {
            segment.end = end;
            segment.file_bytes = segment.file_bytes.max(end);
        }
    }

    /// Adds to the live bytes of a segment, or takes from them.
    pub fn weigh(&mut self, (number, bytes): (u32, u64), is_added: bool) {
        if let Some(segment) = self.by_number.get_mut(&number) {
            segment.live = if is_added { segment.live + bytes } else { segment.live.saturating_sub(bytes) };
        }
    }

    fn is_sealed(&self, number: u32) -> bool {
        self.active != Some(number)
    }

    fn wants_sweep(&self, number: u32, segment: &Segment) -> bool {
        let is_worth_keeping = segment.live * 100 >= segment.end * WORTH_KEEPING_PERCENT && segment.live > 0;
        self.is_sealed(number) && !segment.is_skipped && (segment.is_damaged || !is_worth_keeping)
    }

    /// Whether the sweeper has something to do in this segment.
    pub fn is_worn(&self, number: u32) -> bool {
        self.by_number.get(&number).is_some_and(|segment| self.wants_sweep(number, segment))
    }

    /// The oldest segment that should be emptied and given up.
    pub fn first_worn(&self) -> Option<u32> {
        self.iter().find(|(number, segment)| self.wants_sweep(*number, segment)).map(|(number, _)| number)
    }

    /// What could not be emptied before may be tried again.
    pub fn stop_skipping(&mut self) {
        self.by_number.values_mut().for_each(|segment| segment.is_skipped = false);
    }

    /// Segments whose file is still longer than they are.
    pub fn unsettled(&self) -> Vec<u32> {
        let unsettled = self.iter().filter(|(number, segment)| self.is_sealed(*number) && !segment.is_settled);
        unsettled.map(|(number, _)| number).collect()
    }

    /// The digest that a segment waits for. If the segment is to be emptied at once, that is what the digest is kept for.
    pub fn digest_to_write(&mut self, number: u32) -> Option<Digest> {
        if self.is_worn(number) { None } else { self.take_digest(number) }
    }

    /// The digest of a segment that was not written, if it is complete.
    pub fn take_digest(&mut self, number: u32) -> Option<Digest> {
        self.by_number.get_mut(&number)?.digest.take().filter(Digest::is_complete)
    }

    /// Whether the header of this segment is not needed to know where the one before ends.
    pub fn may_go(&self, number: u32) -> bool {
        self.by_number.range(..number).next_back().is_none_or(|(_, before)| before.is_settled)
    }

    /// Which messages each older segment speaks of: their ends must stay on record.
    pub fn told_before(&self, number: u32) -> Vec<IdSpan> {
        self.by_number.range(..number).map(|(_, segment)| segment.told).collect()
    }

    /// Whether an end recorded in this segment may still be needed.
    pub fn may_hold_back(&self, number: u32) -> bool {
        let buried = self.by_number.get(&number).map(|segment| segment.buried).unwrap_or_default();
        self.by_number.range(..number).any(|(_, segment)| segment.told.overlaps(&buried))
    }

    /// The open file of a segment; opens it, and closes the one not read for longest if more than `most` are open.
    pub fn file(&mut self, disk: &dyn Disk, number: u32, most: usize) -> io::Result<Arc<dyn Medium>> {
        self.reads += 1;
        let reads = self.reads;
        let segment = self.by_number.get_mut(&number).ok_or(io::ErrorKind::NotFound)?;
        segment.last_read = reads;
        if let Some(file) = &segment.file {
            return Ok(Arc::clone(file));
        }
        let file = disk.open(&file_name(number))?;
        segment.file = Some(Arc::clone(&file));
        self.close_beyond(most);
        Ok(file)
    }

    fn close_beyond(&mut self, most: usize) {
        let open = self.by_number.values().filter(|segment| segment.file.is_some()).count();
        let longest_idle = self.by_number.values_mut().filter(|segment| segment.file.is_some());
        if open > most
            && let Some(idle) = longest_idle.min_by_key(|segment| segment.last_read)
        {
            idle.file = None;
        }
    }

    /// Lets go of the file; whether nobody else reads from it.
    pub fn close(&mut self, number: u32) -> bool {
        let file = self.by_number.get_mut(&number).and_then(|segment| segment.file.take());
        file.is_none_or(|file| Arc::strong_count(&file) == 1)
    }
}

const SUFFIX: &str = ".segment";
const SPARE: &str = "spare-";

pub fn file_name(number: u32) -> String {
    format!("{number:010}{SUFFIX}")
}

/// The number in a segment file's name.
pub fn number_in(name: &str) -> Option<u32> {
    let number = name.strip_suffix(SUFFIX)?.parse().ok()?;
    (file_name(number) == name).then_some(number)
}

/// Whether a file waits to become a segment.
pub fn is_spare(name: &str) -> bool {
    name.starts_with(SPARE)
}
