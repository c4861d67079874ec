//! Sizes and times of a spool, with defaults that suit a mail server.

use std::time::Duration;

/// What may be tuned. Tests make everything smaller.
#[derive(Clone, Debug)]
pub struct SpoolOptions {
    /// Largest segment, unless one commit is larger. Default 64 MiB: about 15,000 messages of 4 KB.
    pub segment_bytes: u64,
    /// The first segment of a new spool; each next one is twice as large, up to `segment_bytes`. Default 4 MiB, so
    /// that a small server keeps a small disk.
    pub first_segment_bytes: u64,
    /// What one write and sync takes at most, unless one commit is larger. Default 8 MiB.
    pub batch_bytes: u64,
    /// Free disk space below which new mail is refused. Default 64 MiB: room for a next segment, so that finished
    /// messages can be recorded and space be won back.
    pub reserve_bytes: u64,
    /// How long finished messages wait for another commit to ride with. Default 50 ms: a machine that loses power in
    /// between sends them once more. (Of a process that is killed, the queue knows better.)
    pub finish_linger: Duration,
    /// After a failure from which the spool could not go on at once: between two tries to do so. Default 1 s.
    pub probe_interval: Duration,
    /// Segments held open for reading. Default 64.
    pub open_files: usize,
}

impl Default for SpoolOptions {
    fn default() -> SpoolOptions {
        SpoolOptions {
            segment_bytes: 64 << 20,
            first_segment_bytes: 4 << 20,
            batch_bytes: 8 << 20,
            reserve_bytes: 64 << 20,
            finish_linger: Duration::from_millis(50),
            probe_interval: Duration::from_secs(1),
            open_files: 64,
        }
    }
}
