//! The spool as a whole: what it promises, on a disk that breaks and loses power.

mod crash;
mod failure;
mod inspect;
mod killed;
mod ledger;
mod reclaim;
mod simulated;
mod usage;

use std::sync::Arc;

use bytes::Bytes;

use self::simulated::SimulatedDisk;
use super::*;

/// Everything small, so that a few messages fill segments.
fn small() -> SpoolOptions {
    SpoolOptions {
        segment_bytes: 32 << 10,
        first_segment_bytes: 8 << 10,
        batch_bytes: 8 << 10,
        reserve_bytes: 0,
        open_files: 2,
        probe_interval: std::time::Duration::from_millis(1),
        ..SpoolOptions::default()
    }
}

fn open(disk: &SimulatedDisk) -> (SegmentLog, Recovered) {
    SegmentLog::open_on(Arc::new(disk.clone()), small()).expect("the spool opens")
}

/// Bytes that differ from message to message and along the message.
fn text(id: u64, length: usize) -> Bytes {
    (0..length as u64).map(|at| (id.wrapping_mul(31) + at * at / 7) as u8).collect()
}

fn append(spool: &SegmentLog, length: usize, envelope: &'static str) -> MessageId {
    let id = spool.new_id();
    let body = Content::from(text(id.0, length));
    let op = Op::Append { id, body, envelope: Bytes::from_static(envelope.as_bytes()) };
    spool.commit(vec![op]).wait().expect("durable");
    id
}

fn body(spool: &SegmentLog, id: MessageId) -> Bytes {
    Bytes::from(spool.read_body(id, 0..u64::MAX).expect("readable").concat())
}

fn ids(spool: &SegmentLog) -> Vec<MessageId> {
    spool.ids_after(MessageId(0), usize::MAX)
}
