//! Spam confidence levels.

use std::fmt;
use std::str::FromStr;

use crate::model::text::{Malformed, quoted, text_scalar};

/// How likely a message is spam: 0 (not) to 9 (certainly); -1 for mail that is not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpamConfidence(pub i8);

impl FromStr for SpamConfidence {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<SpamConfidence, Malformed> {
        match text.trim().parse() {
            Ok(level @ -1..=9) => Ok(SpamConfidence(level)),
            _ => Err(Malformed::new(format!("{} is no spam confidence level.", quoted(text)), "Write -1 to 9.")),
        }
    }
}

impl fmt::Display for SpamConfidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

text_scalar!(SpamConfidence, "SclValue");
