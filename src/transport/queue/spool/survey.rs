//! Reads a whole spool into a table, changing nothing: the first half of a start, and all of a check.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use uuid::Uuid;

use super::digest::{self, Digest};
use super::disk::{Disk, Medium};
use super::entry::{Entry, Places};
use super::format::{Change, Extent, FORMAT_VERSION, Notes, PartHeader, Salt, SegmentHeader, Unreadable};
use super::reading::{self, Reading};
use super::roll_call;
use super::segments::{self, Segment};
use super::store;
use super::table::{Spare, Table};
use super::walk::{Step, StoredBatch};
use super::{MessageId, SpoolError};

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// A segment file that does not say what it is, or belongs elsewhere.
    UnreadableSegment { file: String, why: &'static str },
    /// Bytes of a segment that make no sense; the rest of it is in use.
    Damage { segment: u32, bytes: Range<u64> },
    /// The last commit was cut short by a crash. Nobody was told that it was durable.
    Torn { segment: u32, bytes: Range<u64> },
    /// The file of a segment is not there: whatever was only in it is lost.
    MissingSegment { segment: u32 },
    /// A message of which the envelope is there and the body is not.
    Lost { id: MessageId },
}

/// More than fit on any disk: 64 TB of them.
const MOST_SEGMENTS: usize = 1 << 20;

impl Finding {
    /// The number of a segment file that cannot be used.
    fn unreadable(&self) -> Option<u32> {
        match self {
            Finding::UnreadableSegment { file, .. } => segments::number_in(file),
            _ => None,
        }
    }

    /// Whether files that are listed are no longer among the segments.
    pub fn is_of_absence(&self) -> bool {
        matches!(self, Finding::UnreadableSegment { .. } | Finding::MissingSegment { .. })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::UnreadableSegment { file, why } => write!(f, "{file} cannot be used: {why}"),
            Finding::Damage { segment, bytes: Range { start, end } } => {
                write!(f, "segment {segment} is damaged from byte {start} to {end}")
            }
            Finding::Torn { segment, bytes } => {
                write!(f, "the last commit, at byte {} of segment {segment}, was not completed", bytes.start)
            }
            Finding::MissingSegment { segment } => {
                write!(f, "segment {segment} is missing, and with it the messages that were only there")
            }
            Finding::Lost { id } => write!(f, "message {id} has an envelope but not all of its body"),
        }
    }
}

/// What is on the disk.
#[derive(Default)]
pub struct Survey {
    pub table: Table,
    /// `None`: no readable segment at all.
    pub database_id: Option<Uuid>,
    /// Higher than every ID ever written.
    pub next_id: u64,
    pub findings: Vec<Finding>,
    /// Messages whose end is on record.
    pub ended: HashSet<u64>,
    /// Where the log can go on; `None` when it needs a new segment.
    pub tail: Option<Tail>,
}

pub struct Tail {
    pub segment: u32,
    pub salt: Salt,
    pub medium: Arc<dyn Medium>,
    pub offset: u64,
    pub batches: u64,
    pub digest: Digest,
}

/// A segment whose header can be read.
struct Candidate {
    header: SegmentHeader,
    medium: Arc<dyn Medium>,
    length: u64,
    /// Where the segment is known to end; `None` for the newest.
    end: Option<u64>,
}

impl Survey {
    pub fn of(disk: &dyn Disk) -> Result<Survey, SpoolError> {
        let mut survey = Survey { next_id: 1, ..Survey::default() };
        let mut candidates = survey.candidates(disk)?;
        survey.database_id = candidates.last_key_value().map(|(_, newest)| newest.header.database_id);
        candidates.retain(|&number, candidate| survey.belongs(number, candidate));
        let ends: HashMap<u32, u64> =
            candidates.values().map(|after| (after.header.previous, u64::from(after.header.previous_end))).collect();
        let newest = candidates.keys().next_back().copied();
        for (&number, candidate) in &candidates {
            survey.next_id = survey.next_id.max(candidate.header.next_id);
            // The table must know them all before the first message is put into it.
            survey.table.segments.insert(number, Segment::new(0, candidate.length));
        }
        for candidate in candidates.values_mut() {
            let number = candidate.header.number;
            let of_digest = || digest::trailer(&*candidate.medium, &candidate.header.salt).map(|digest| digest.end);
            let of_file = || (newest != Some(number)).then_some(candidate.length);
            candidate.end = ends.get(&number).copied().or_else(of_digest).or_else(of_file);
        }
        let candidates: Vec<Candidate> = candidates.into_values().collect();
        let read = |candidate: &Candidate| Reading::of(&*candidate.medium, candidate.header.salt, candidate.end);
        reading::in_order(&candidates, read, |candidate, reading| survey.take(candidate, reading));
        survey.find_missing();
        survey.find_lost(disk);
        survey.skip_ids_of_lost_records();
        Ok(survey)
    }

    fn candidates(&mut self, disk: &dyn Disk) -> Result<BTreeMap<u32, Candidate>, SpoolError> {
        let mut candidates = BTreeMap::new();
        for name in disk.names().map_err(SpoolError::open)? {
            if segments::is_spare(&name) {
                let bytes = disk.open(&name).and_then(|medium| medium.length()).map_err(SpoolError::open)?;
                self.table.segments.skip_spare(&name);
                self.table.spares.push(Spare { name, bytes });
            } else if let Some(number) = segments::number_in(&name) {
                self.table.segments.skip_numbers_to(number);
                let medium = disk.open(&name).map_err(SpoolError::open)?;
                match read_header(&*medium)? {
                    Ok(header) => {
                        let length = medium.length().map_err(SpoolError::open)?;
                        candidates.insert(number, Candidate { header, medium, length, end: None });
                    }
                    Err(why) => self.findings.push(Finding::UnreadableSegment { file: name, why }),
                }
            }
        }
        Ok(candidates)
    }

    /// Segments that are on the spool's own list and not on the disk. One that is there and cannot be read is told of
    /// already.
    fn find_missing(&mut self) {
        let Some(list) = self.table.orders().get(roll_call::KEY) else { return };
        let told: HashSet<u32> = self.findings.iter().filter_map(Finding::unreadable).collect();
        let listed = roll_call::read(list, MOST_SEGMENTS);
        let is_missing = |number: &u32| self.table.segments.get(*number).is_none() && !told.contains(number);
        let missing: Vec<u32> = listed.into_iter().filter(is_missing).collect();
        self.findings.extend(missing.into_iter().map(|segment| Finding::MissingSegment { segment }));
    }

    fn belongs(&mut self, number: u32, candidate: &Candidate) -> bool {
        let why = if candidate.header.number != number {
            "its header has another number than its name"
        } else if Some(candidate.header.database_id) != self.database_id {
            "it belongs to another spool"
        } else {
            return true;
        };
        self.findings.push(Finding::UnreadableSegment { file: segments::file_name(number), why });
        false
    }

    fn take(&mut self, candidate: &Candidate, reading: Reading) {
        let Candidate { header, medium, length, end } = candidate;
        let (number, length, end) = (header.number, *length, *end);
        let findings = self.findings.len();
        let mut digest = end.is_none().then(|| Digest::new(header.salt));
        let mut last: Option<StoredBatch> = None;
        for step in reading.steps {
            // Whatever comes behind a batch proves that it was durable: the writer waits for that before it goes on.
            match step {
                Step::Batch(batch) => self.believe(number, last.replace(batch), &mut digest),
                Step::Damage(bytes) => {
                    self.believe(number, last.take(), &mut digest);
                    self.findings.push(Finding::Damage { segment: number, bytes });
                }
            }
        }
        let (mut offset, mut batches) = (reading.position, reading.number);
        if reading.is_torn {
            self.findings.push(Finding::Torn { segment: number, bytes: offset..length });
        }
        if let Some(last) = last {
            if end.is_some() || last.is_whole(&**medium) {
                self.believe(number, Some(last), &mut digest);
            } else {
                (offset, batches) = (last.offset, last.header.number);
                self.findings.push(Finding::Torn { segment: number, bytes: offset..reading.position });
            }
        }
        if let Some(end) = end.filter(|&end| end > length) {
            self.findings.push(Finding::Damage { segment: number, bytes: length..end });
        }
        let is_damaged = self.findings[findings..].iter().any(|finding| matches!(finding, Finding::Damage { .. }));
        if let Some(segment) = self.table.segments.get_mut(number) {
            segment.end = offset;
            segment.is_damaged = is_damaged;
            segment.is_suspect = is_damaged;
            segment.digest_end = reading.has_digest.then_some(length);
        }
        let is_newest_file = self.table.segments.next_number() == number + 1;
        let digest = digest.filter(|_| is_newest_file && !is_damaged);
        let medium = Arc::clone(medium);
        self.tail = digest.map(|digest| Tail { segment: number, salt: header.salt, medium, offset, batches, digest });
    }

    /// What a batch says is true.
    fn believe(&mut self, segment: u32, batch: Option<StoredBatch>, digest: &mut Option<Digest>) {
        let Some(batch) = batch else { return };
        if let Some(digest) = digest {
            digest.add(&batch.header, &batch.notes);
        }
        let start = batch.notes_at;
        let mut position = start;
        for note in Notes::new(&batch.notes) {
            let bytes = position..position + note.length as u64;
            position = bytes.end;
            match note.changes {
                Some(changes) => {
                    changes.into_iter().for_each(|(change, at)| self.apply(segment, change, start + at as u64));
                }
                // From the header on, since the parts belong to notes that can no longer be read.
                None => self.findings.push(Finding::Damage { segment, bytes: batch.offset..bytes.end }),
            }
        }
    }

    /// `at`: where in the segment an envelope's checksum is.
    fn apply(&mut self, segment: u32, change: Change<'_>, at: u64) {
        match change {
            Change::Part { id, .. } => self.see(id, segment),
            Change::Envelope { id, generation, body, envelope } => {
                self.see(id, segment);
                let is_outdated = self.table.message(id).is_some_and(|entry| entry.generation > generation);
                if !is_outdated && !self.ended.contains(&id) {
                    let envelope = Extent { segment, offset: at as u32, length: envelope.len() as u32 };
                    self.table.put(id, Entry { envelope, generation, body: Places::from(body) });
                }
            }
            Change::Finished { id } => {
                self.see_id(id);
                self.ended.insert(id);
                self.table.finish(id, segment);
            }
            Change::Order { key, value } => self.table.put_order(key.to_owned(), Bytes::copy_from_slice(value)),
            Change::OrderRemoved { key } => self.table.remove_order(key),
            Change::OrdersFollow => self.table.clear_orders(),
        }
    }

    fn see(&mut self, id: u64, segment: u32) {
        self.see_id(id);
        self.table.tell(id, segment);
    }

    fn see_id(&mut self, id: u64) {
        self.next_id = self.next_id.max(id.saturating_add(1));
    }

    /// A record that cannot be read may have told of higher IDs than any other did.
    fn skip_ids_of_lost_records(&mut self) {
        /// More than a segment of default size has room for.
        const MOST_LOST: u64 = 1 << 21;
        let is_loss = |finding: &Finding| matches!(finding, Finding::Damage { .. } | Finding::UnreadableSegment { .. });
        if self.findings.iter().any(is_loss) {
            self.next_id = self.next_id.saturating_add(MOST_LOST);
        }
    }

    /// Messages whose body is not where their envelope says. Bodies are only read where something is wrong.
    fn find_lost(&mut self, disk: &dyn Disk) {
        let damage: Vec<(u32, Range<u64>)> = self
            .findings
            .iter()
            .filter_map(|finding| match finding {
                Finding::Damage { segment, bytes } => Some((*segment, bytes.clone())),
                _ => None,
            })
            .collect();
        let lost = self.table.messages().filter(|(id, entry)| {
            entry.body.as_slice().iter().any(|extent| {
                let end = u64::from(extent.offset) + PartHeader::BYTES as u64 + u64::from(extent.length);
                let is_beyond = self.table.segments.get(extent.segment).is_none_or(|segment| segment.end < end);
                let is_near_damage = damage.iter().any(|(segment, bytes)| {
                    *segment == extent.segment && bytes.start < end && u64::from(extent.offset) < bytes.end
                });
                is_beyond || is_near_damage && !store::is_sound(disk, *id, *extent)
            })
        });
        let lost: Vec<Finding> = lost.map(|(id, _)| Finding::Lost { id: MessageId(id) }).collect();
        self.findings.extend(lost);
    }
}

fn read_header(medium: &dyn Medium) -> Result<Result<SegmentHeader, &'static str>, SpoolError> {
    let mut bytes = [0; SegmentHeader::BYTES];
    match medium.read_exact_at(&mut bytes, 0) {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(Err("it is cut short")),
        // The whole disk may be sick: better not to start than to give every message up.
        answer => answer.map_err(SpoolError::open)?,
    }
    match SegmentHeader::decode(&bytes) {
        Ok(header) => Ok(Ok(header)),
        Err(Unreadable::NotOurs) => Ok(Err("it does not begin as a segment does")),
        Err(Unreadable::BadChecksum) => Ok(Err("its header is damaged")),
        Err(Unreadable::Newer(found)) => Err(SpoolError::Newer { found, known: FORMAT_VERSION }),
    }
}
