//! Logs as files of comma-separated lines: message tracking and the protocol logs share this.
//!
//! ```text
//!  mail path ── record(row), never waits ──► bounded queue ──► one thread per log: format, roll, flush, delete the oldest
//! ```
//!
//! Promise: the mail path never waits for a log and never fails because of one. What is recorded is in the file within
//! [`FLUSH`]; a row that finds the queue full, or a disk that takes nothing, is lost, counted and mentioned in the
//! node's own log. A file is complete lines only, except for the last line of one that a crash cut short.

mod folder;
mod line;
mod rolling;
mod rows;
mod waiting;
mod writer;

use std::path::PathBuf;
use std::time::Duration;

use crate::model::{ByteSize, TimeSpan, Unlimited};

pub use folder::{LogFile, list};
pub use line::{Line, split, time};
pub use rows::Rows;
pub use writer::{LogWriter, Row};

/// A recorded row is on its way into its file after this at the latest.
pub const FLUSH: Duration = Duration::from_millis(100);

/// One kind of log: how its files are called and what their lines hold.
#[derive(Debug)]
pub struct LogKind {
    /// Before the date in the file's name, such as `MSGTRK`.
    pub prefix: &'static str,
    /// For the `#Log-Type` line.
    pub title: &'static str,
    pub fields: &'static [&'static str],
}

/// Where a log lies and how much of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogOptions {
    pub folder: PathBuf,
    /// Files whose day is longer ago are deleted; zero keeps them.
    pub max_age: TimeSpan,
    /// Of the files of this kind together; the oldest go first.
    pub max_folder_size: Unlimited<ByteSize>,
    /// A file that reaches it is followed by the next number of its day.
    pub max_file_size: Unlimited<ByteSize>,
}
