//! Why the spool did not do as asked: one variant per thing a caller can do about it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::transport::MessageId;

/// Cheap to clone: one failed sync answers every message that waited for it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SpoolError {
    /// No new mail until there is space; what is queued can still be delivered and finished.
    #[error("the spool's disk is full: {free} bytes are free, {reserve} are kept in reserve")]
    Full { free: u64, reserve: u64 },
    /// This commit is not durable and will not become so. Another may succeed.
    #[error("the spool could not write")]
    Write(#[source] Arc<io::Error>),
    /// Nothing can be written at the moment; the spool tries again by itself.
    #[error("the spool refuses work since it could not start a new segment")]
    Failed(#[source] Arc<io::Error>),
    /// Never there, or finished.
    #[error("message {0} is not in the spool")]
    NoSuchMessage(MessageId),
    /// The ID of a new message is in use already.
    #[error("message {0} exists already")]
    Exists(MessageId),
    /// The disk gives back something else than was written.
    #[error("message {0} is damaged on the disk")]
    Damaged(MessageId),
    #[error("the spool could not read")]
    Read(#[source] Arc<io::Error>),
    /// A bound of the format, far above what a message needs.
    #[error("{what} of {size} bytes is more than the spool takes ({most})")]
    TooLarge { what: &'static str, size: u64, most: u64 },
    /// Another process has it.
    #[error("the spool in {} is in use by {}", directory.display(), owner(*.pid))]
    Locked { directory: PathBuf, pid: Option<u32> },
    /// Written by a later emsh.
    #[error("the spool has format {found}, this emsh knows formats up to {known}")]
    Newer { found: u32, known: u32 },
    #[error("there is no spool in {}", .0.display())]
    Missing(PathBuf),
    #[error("cannot open the spool")]
    Open(#[source] Arc<io::Error>),
    /// The spool is shutting down, or its thread is gone.
    #[error("the spool is closed")]
    Closed,
}

fn owner(pid: Option<u32>) -> String {
    pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"))
}

impl SpoolError {
    pub(super) fn write(error: io::Error) -> SpoolError {
        SpoolError::Write(Arc::new(error))
    }

    pub(super) fn read(error: io::Error) -> SpoolError {
        SpoolError::Read(Arc::new(error))
    }

    pub(super) fn open(error: io::Error) -> SpoolError {
        SpoolError::Open(Arc::new(error))
    }
}
