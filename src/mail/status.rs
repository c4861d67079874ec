//! Enhanced status codes: the `5.7.1` of a reply or of a delivery report (RFC 3463).
//!
//! Promise: what parses prints back the same. Whether class and reply code agree is the business of whoever made the
//! reply; a remote server that contradicts itself is quoted as it spoke.

use std::fmt;
use std::str::FromStr;

/// Class, subject and detail: `2.1.5`, `4.4.7`, `5.7.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EnhancedStatus {
    /// 2 success, 4 try again, 5 never.
    pub class: u8,
    /// 1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy.
    pub subject: u16,
    pub detail: u16,
}

impl EnhancedStatus {
    pub const fn new(class: u8, subject: u16, detail: u16) -> EnhancedStatus {
        EnhancedStatus { class, subject, detail }
    }

    /// Splits a status from the front of a reply's text: `5.1.1 User unknown` gives `5.1.1` and `User unknown`.
    ///
    /// Text that merely starts with digits (`4.3 seconds left`) has none.
    pub fn split(text: &str) -> Option<(EnhancedStatus, &str)> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        Some((word.parse().ok()?, rest))
    }
}

/// The text is not `class.subject.detail` within RFC 3463's ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an enhanced status code")]
pub struct NotAStatus;

impl FromStr for EnhancedStatus {
    type Err = NotAStatus;

    fn from_str(text: &str) -> Result<EnhancedStatus, NotAStatus> {
        let mut parts = text.split('.');
        let (class, subject, detail) = (parts.next(), parts.next(), parts.next());
        if parts.next().is_some() {
            return Err(NotAStatus);
        }
        let class = match class {
            Some("2") => 2,
            Some("4") => 4,
            Some("5") => 5,
            _ => return Err(NotAStatus),
        };
        Ok(EnhancedStatus { class, subject: number(subject)?, detail: number(detail)? })
    }
}

/// One to three digits (RFC 3463 §2), without the signs and blanks that `str::parse` would take.
fn number(text: Option<&str>) -> Result<u16, NotAStatus> {
    let text = text.ok_or(NotAStatus)?;
    if !(1..=3).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotAStatus);
    }
    text.parse().map_err(|_| NotAStatus)
}

impl fmt::Display for EnhancedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_split_from_the_text_that_follows() {
        for (text, expected, why) in [
            ("5.1.1 User unknown", Some((EnhancedStatus::new(5, 1, 1), "User unknown")), "usual"),
            ("2.0.0", Some((EnhancedStatus::new(2, 0, 0), "")), "nothing after it"),
            ("5.7.999 policy", Some((EnhancedStatus::new(5, 7, 999), "policy")), "three digits"),
            ("3.1.1 no", None, "there is no class 3"),
            ("5.1 no", None, "two parts"),
            ("5.1.1.1 no", None, "four parts: the start of an address"),
            ("5.1.1000 no", None, "four digits"),
            ("5.+1.1 no", None, "a sign is no digit"),
            ("5..1 no", None, "empty part"),
            ("", None, "nothing"),
        ] {
            assert_eq!(EnhancedStatus::split(text), expected, "{why}: {text}");
        }
    }

    #[test]
    fn a_status_prints_as_it_was_read() {
        for text in ["2.1.5", "4.4.7", "5.7.900"] {
            assert_eq!(text.parse::<EnhancedStatus>().unwrap().to_string(), text);
        }
    }
}
