//! What a note says: changes to messages and orders that hold together or not at all.

use super::cursor::Cursor;

/// Where the bytes of one part lie: `length` bytes behind the part header at `offset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    pub segment: u32,
    pub offset: u32,
    pub length: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Change<'a> {
    /// A part of a message that is not complete yet.
    Part {
        id: u64,
        extent: Extent,
    },
    /// The message exists, with this body and envelope; supersedes lower generations.
    Envelope {
        id: u64,
        generation: u32,
        body: Vec<Extent>,
        envelope: &'a [u8],
    },
    /// The message is done with, for ever.
    Finished {
        id: u64,
    },
    Order {
        key: &'a str,
        value: &'a [u8],
    },
    OrderRemoved {
        key: &'a str,
    },
    /// The orders of this note are all that are in force: forget the others.
    OrdersFollow,
}

mod kind {
    pub const PART: u8 = 1;
    pub const ENVELOPE: u8 = 2;
    pub const FINISHED: u8 = 3;
    pub const ORDER: u8 = 4;
    pub const ORDER_REMOVED: u8 = 5;
    pub const ORDERS_FOLLOW: u8 = 6;
}

/// Appends one change to a note being written.
pub fn write(into: &mut Vec<u8>, change: &Change<'_>) {
    match change {
        Change::Part { id, extent } => {
            start(into, kind::PART, *id);
            write_extent(into, extent);
        }
        Change::Envelope { id, generation, body, envelope } => {
            write_envelope(into, *id, *generation, body, envelope);
        }
        Change::Finished { id } => start(into, kind::FINISHED, *id),
        Change::Order { key, value } => {
            into.push(kind::ORDER);
            write_sized(into, key.as_bytes());
            write_sized(into, value);
        }
        Change::OrderRemoved { key } => {
            into.push(kind::ORDER_REMOVED);
            write_sized(into, key.as_bytes());
        }
        Change::OrdersFollow => into.push(kind::ORDERS_FOLLOW),
    }
}

/// [`Change::Envelope`], from borrowed parts. Returns where the checksum of the envelope starts in `into`: four bytes,
/// then the envelope itself, so that one read finds and proves it.
pub fn write_envelope(into: &mut Vec<u8>, id: u64, generation: u32, body: &[Extent], envelope: &[u8]) -> usize {
    start(into, kind::ENVELOPE, id);
    into.extend_from_slice(&generation.to_le_bytes());
    write_length(into, body.len());
    for extent in body {
        write_extent(into, extent);
    }
    write_length(into, envelope.len());
    let at = into.len();
    into.extend_from_slice(&super::crc(envelope));
    into.extend_from_slice(envelope);
    at
}

/// Reads one change, and for an envelope where its checksum starts.
pub fn read<'a>(cursor: &mut Cursor<'a>) -> Option<(Change<'a>, usize)> {
    let mut at = 0;
    let change = match cursor.u8()? {
        kind::PART => Change::Part { id: cursor.u64()?, extent: read_extent(cursor)? },
        kind::ENVELOPE => {
            let (id, generation, parts) = (cursor.u64()?, cursor.u32()?, cursor.u32()?);
            let body = (0..parts).map(|_| read_extent(cursor)).collect::<Option<Vec<_>>>()?;
            let length = cursor.u32()?;
            at = cursor.position();
            cursor.u32()?;
            Change::Envelope { id, generation, body, envelope: cursor.bytes(length as usize)? }
        }
        kind::FINISHED => Change::Finished { id: cursor.u64()? },
        kind::ORDER => Change::Order { key: read_text(cursor)?, value: cursor.sized()? },
        kind::ORDER_REMOVED => Change::OrderRemoved { key: read_text(cursor)? },
        kind::ORDERS_FOLLOW => Change::OrdersFollow,
        _ => return None,
    };
    Some((change, at))
}

fn start(into: &mut Vec<u8>, kind: u8, id: u64) {
    into.push(kind);
    into.extend_from_slice(&id.to_le_bytes());
}

fn write_extent(into: &mut Vec<u8>, extent: &Extent) {
    for number in [extent.segment, extent.offset, extent.length] {
        into.extend_from_slice(&number.to_le_bytes());
    }
}

fn read_extent(cursor: &mut Cursor<'_>) -> Option<Extent> {
    Some(Extent { segment: cursor.u32()?, offset: cursor.u32()?, length: cursor.u32()? })
}

fn write_sized(into: &mut Vec<u8>, bytes: &[u8]) {
    write_length(into, bytes.len());
    into.extend_from_slice(bytes);
}

fn write_length(into: &mut Vec<u8>, length: usize) {
    let length = u32::try_from(length).expect("a commit is refused long before it reaches 4 GiB");
    into.extend_from_slice(&length.to_le_bytes());
}

fn read_text<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    std::str::from_utf8(cursor.sized()?).ok()
}
