//! Writing down what is typed and shown.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::model::Fault;

/// Whoever shows things and can write them down, too.
pub trait Transcript {
    /// Whether it is being done.
    fn is_kept(&self) -> bool {
        false
    }

    /// Does it from now on. `with_times`: the time above each line that is typed.
    fn start(&self, path: &Path, file: File, with_times: bool) -> Result<(), Fault> {
        let _ = (path, file, with_times);
        Err(Fault::invalid("NoTranscript", "Nothing is shown here that could be written down."))
    }

    /// Ends it with these lines and gives its path; `None` when there is none.
    fn stop(&self, foot: &str) -> Result<Option<PathBuf>, Fault> {
        let _ = foot;
        Ok(None)
    }
}

/// Where nothing is shown.
pub struct NoTranscript;

impl Transcript for NoTranscript {}
