//! The status with which a rule may reject.

use std::fmt;
use std::str::FromStr;

use crate::model::text::{Malformed, quoted, text_scalar};

/// `5.7.1`, or `5.7.900` to `5.7.999` (Exchange: RejectMessageEnhancedStatusCode).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RejectStatus(u16);

impl RejectStatus {
    /// `5.7.1`.
    pub const DEFAULT: RejectStatus = RejectStatus(1);

    /// The third number; the first two are 5 and 7.
    pub fn detail(self) -> u16 {
        self.0
    }
}

impl FromStr for RejectStatus {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<RejectStatus, Malformed> {
        match text.trim().strip_prefix("5.7.").map(str::parse) {
            Some(Ok(detail @ (1 | 900..=999))) => Ok(RejectStatus(detail)),
            _ => Err(Malformed::new(
                format!("{} is no status that a rule may reject with.", quoted(text)),
                "Write 5.7.1, or 5.7.900 to 5.7.999.",
            )),
        }
    }
}

impl fmt::Display for RejectStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("5.7.{}", self.0))
    }
}

text_scalar!(RejectStatus, "RejectEnhancedStatus");
