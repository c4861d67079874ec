//! What next hops have taken over, written down in the instant in which they say so, where it survives the process.
//!
//! The spool learns of a delivery with its next commit, some milliseconds later, and so does the disk. A process that
//! is killed in between would send the message once more. So each recipient that a next hop has confirmed becomes an
//! entry of sixteen bytes in a small file before the session goes on. The next engine reads them at its start, before
//! anything leaves again (`confirmed` settles them). What remains is an answer that was cut off: it came after the kill,
//! or one of our threads had it in its hands in that very instant.
//!
//! The file is never synced: what a process has written is kept by the kernel when the process dies. A machine that
//! loses power may send again what it sent in its last milliseconds.
//!
//! It is a ring: an entry is of use until the spool has made the delivery durable, which is long before its turn to be
//! written over. One that stays behind does no harm: numbers of messages are not used again, and each entry is sealed
//! with the spool it speaks of and the address of the recipient.
//!
//! When the file cannot be written, nothing is known after a crash; mail goes on.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use smallvec::SmallVec;
use uuid::Uuid;

use crate::transport::{self, Attempt, MessageId, Recipient};

/// Bytes of an entry: the message's number, the recipient's index (the highest bit: the next hop reports successes),
/// and the seal; all little-endian.
const ENTRY: usize = 16;

/// Entries of the ring: 4 MiB, which is some seconds of the fastest delivery.
const RING: u64 = 256 * 1024;

const RELAYS_DSN: u32 = 1 << 31;

/// The file of one node.
#[derive(Default)]
pub struct Receipts {
    file: Option<File>,
    path: PathBuf,
    /// Of the spool that the messages are in.
    database: Uuid,
    /// How many entries have been written.
    written: AtomicU64,
}

/// What an engine has left behind, by message.
pub type Left = BTreeMap<MessageId, Vec<Receipt>>;

/// A recipient that a next hop has confirmed, as an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Receipt {
    id: MessageId,
    index: u32,
    pub relays_dsn: bool,
    seal: u32,
}

impl Receipts {
    /// Opens the file, made when it is not there.
    pub fn open(path: &Path, database: Uuid) -> io::Result<Receipts> {
        let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path)?;
        Ok(Receipts { file: Some(file), path: path.to_owned(), database, written: AtomicU64::new(0) })
    }

    /// What the last engine was told; the file is empty then. To be asked for before anything can be sent. It is kept
    /// beside the file until it is [`Receipts::concluded`]: this process may itself die before it is settled.
    pub fn left(&self) -> io::Result<Left> {
        let Some(file) = &self.file else { return Ok(Left::new()) };
        let left = self.path.with_extension("left");
        let entries = [entries_of(&left)?, entries_of(&self.path)?].concat();
        if !entries.is_empty() {
            let whole = self.path.with_extension("tmp");
            fs::write(&whole, entries.concat())?;
            fs::rename(&whole, &left)?;
        }
        file.set_len(0)?;
        let mut receipts = Left::new();
        for receipt in entries.iter().map(Receipt::of) {
            receipts.entry(receipt.id).or_default().push(receipt);
        }
        Ok(receipts)
    }

    /// What was left is on record.
    pub fn concluded(&self) {
        match fs::remove_file(self.path.with_extension("left")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, "what next hops confirmed before the start is looked at again by the next one");
            }
            _ => {}
        }
    }

    /// The recipient that a receipt is for; `None`: it is not about this message.
    pub fn recipient_of(&self, receipt: &Receipt, recipients: &[Recipient]) -> Option<usize> {
        let recipient = recipients.get(receipt.index as usize)?;
        (receipt.seal == self.seal(&receipt.words(), recipient)).then_some(receipt.index as usize)
    }

    /// Over the entry's first words, the spool and the recipient's address.
    fn seal(&self, words: &[u8; 12], recipient: &Recipient) -> u32 {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(self.database.as_bytes());
        hasher.update(words);
        hasher.update(recipient.address.local().as_bytes());
        hasher.update(recipient.address.domain().as_str().as_bytes());
        hasher.finalize()
    }

    fn write(&self, entries: &[u8]) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let count = (entries.len() / ENTRY) as u64;
        let first = self.written.fetch_add(count, Ordering::Relaxed) % RING;
        let (before, after) = entries.split_at(entries.len().min((RING - first) as usize * ENTRY));
        file.write_all_at(before, first * ENTRY as u64)?;
        if after.is_empty() { Ok(()) } else { file.write_all_at(after, 0) }
    }
}

impl transport::Receipts for Receipts {
    fn taken_over(&self, attempt: &Attempt, recipients: &[usize], relays_dsn: bool) {
        let mut entries: SmallVec<[u8; 4 * ENTRY]> = SmallVec::new();
        for &at in recipients.iter().take(RING as usize) {
            let mut receipt = Receipt { id: attempt.id, index: at as u32, relays_dsn, seal: 0 };
            receipt.seal = self.seal(&receipt.words(), &attempt.envelope.recipients[at]);
            entries.extend_from_slice(&receipt.words());
            entries.extend_from_slice(&receipt.seal.to_le_bytes());
        }
        if let Err(error) = self.write(&entries) {
            tracing::debug!(%error, "what a next hop has confirmed cannot be written down at once");
        }
    }
}

impl Receipt {
    fn words(&self) -> [u8; 12] {
        let mut words = [0; 12];
        words[..8].copy_from_slice(&self.id.0.to_le_bytes());
        let flag = if self.relays_dsn { RELAYS_DSN } else { 0 };
        words[8..].copy_from_slice(&(self.index | flag).to_le_bytes());
        words
    }

    fn of(entry: &[u8; ENTRY]) -> Receipt {
        let number = |at: usize| u32::from_le_bytes(entry[at..at + 4].try_into().expect("four bytes"));
        let id = u64::from(number(4)) << 32 | u64::from(number(0));
        let index = number(8);
        let relays_dsn = index & RELAYS_DSN != 0;
        Receipt { id: MessageId(id), index: index & !RELAYS_DSN, relays_dsn, seal: number(12) }
    }
}

/// The entries of a file; places that were never written hold none. One that was cut short was never written whole.
fn entries_of(path: &Path) -> io::Result<Vec<[u8; ENTRY]>> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read?,
    };
    Ok(bytes.as_chunks::<ENTRY>().0.iter().filter(|entry| **entry != [0; ENTRY]).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::Receipts as _;
    use crate::transport::queue::sample;

    const DATABASE: Uuid = Uuid::from_u128(7);

    fn attempt(id: u64) -> Attempt {
        let envelope = sample::envelope("ann@contoso.com ben@contoso.com carl@contoso.com").into();
        let body = transport::Body::Memory(Vec::new());
        Attempt { id: MessageId(id), envelope, recipients: vec![0, 1, 2], body }
    }

    fn open(path: &Path) -> Receipts {
        Receipts::open(path, DATABASE).expect("a file")
    }

    /// Messages and recipients, and whether the next hop reports successes.
    fn left(receipts: &Receipts) -> Vec<(u64, usize, bool)> {
        let recipients = &attempt(0).envelope.recipients;
        let left = receipts.left().expect("readable").into_values().flatten();
        left.filter_map(|one| Some((one.id.0, receipts.recipient_of(&one, recipients)?, one.relays_dsn))).collect()
    }

    #[test]
    fn what_a_dead_process_was_told_is_known_to_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("receipts");
        let receipts = open(&path);
        receipts.taken_over(&attempt(7), &[0, 2], true);
        receipts.taken_over(&attempt(1 << 40), &[1], false);
        let expected = [(7, 0, true), (7, 2, true), (1 << 40, 1, false)];
        assert_eq!(left(&open(&path)), expected);
        // That one dies as well, before it has settled them, but not before it has sent.
        open(&path).taken_over(&attempt(8), &[0], false);
        let next = open(&path);
        assert_eq!(left(&next), [&expected[..2], &[(8, 0, false)], &expected[2..]].concat());
        next.concluded();
        assert!(left(&open(&path)).is_empty(), "told once");
    }

    #[test]
    fn a_receipt_is_of_one_spool_one_message_and_one_recipient() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("receipts");
        open(&path).taken_over(&attempt(7), &[0], false);
        let other = Receipts::open(&path, Uuid::from_u128(8)).expect("a file");
        assert!(left(&other).is_empty(), "a spool that was made anew begins with the same numbers");
        let receipt = Receipt { id: MessageId(7), index: 0, relays_dsn: false, seal: 0 };
        let recipients = &attempt(7).envelope.recipients;
        let receipts = open(&path);
        let sealed =
            |receipt: Receipt, of: usize| Receipt { seal: receipts.seal(&receipt.words(), &recipients[of]), ..receipt };
        let sound = sealed(receipt, 0);
        for (receipt, expected, why) in [
            (sound, Some(0), "as it was written"),
            (Receipt { id: MessageId(8), ..sound }, None, "of another message"),
            (Receipt { index: 1, ..sound }, None, "of another recipient"),
            (Receipt { relays_dsn: true, ..sound }, None, "with a bit turned"),
            (sealed(receipt, 1), None, "another stood there"),
            (sealed(Receipt { index: 3, ..receipt }, 0), None, "nobody stands there"),
        ] {
            assert_eq!(receipts.recipient_of(&receipt, recipients), expected, "{why}");
        }
    }

    #[test]
    fn the_newest_are_kept_where_the_ring_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("receipts");
        let receipts = open(&path);
        receipts.taken_over(&attempt(1), &[0, 1], false);
        receipts.written.store(RING - 1, Ordering::Relaxed);
        receipts.taken_over(&attempt(2), &[0, 1, 2], false);
        assert_eq!(fs::metadata(&path).expect("there").len(), RING * ENTRY as u64);
        let mut left = left(&receipts);
        left.sort_unstable();
        assert_eq!(left, [(2, 0, false), (2, 1, false), (2, 2, false)]);
    }

    #[test]
    fn any_file_is_read_as_far_as_it_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("receipts");
        open(&path).taken_over(&attempt(7), &[0], false);
        let whole = fs::read(&path).expect("readable");
        fs::write(&path, [&[0; ENTRY][..], &[0xa5; ENTRY], &whole, &whole[..9]].concat()).expect("written");
        assert_eq!(left(&open(&path)), [(7, 0, false)]);
        assert!(left(&Receipts::default()).is_empty());
    }
}
