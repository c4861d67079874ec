//! What a client hears that is refused for its address.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use crate::model::text::{Malformed, quoted, text_scalar};

/// Longest text (Exchange: 240 characters).
const LONGEST: usize = 240;

/// A line of printable ASCII in which `%0` stands for the client's address, `%1` for the name of the list and `%2` for
/// its domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectionResponse(String);

impl RejectionResponse {
    /// The text as the client hears it.
    pub fn about(&self, client: IpAddr, list: &str, domain: &str) -> String {
        let mut pieces = self.0.split('%');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            match piece.split_at_checked(1) {
                Some(("0", rest)) => text.extend([&client.to_string(), rest]),
                Some(("1", rest)) => text.extend([list, rest]),
                Some(("2", rest)) => text.extend([domain, rest]),
                _ => text.extend(["%", piece]),
            }
        }
        text
    }
}

impl FromStr for RejectionResponse {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<RejectionResponse, Malformed> {
        let text = text.trim();
        let is_line = !text.is_empty() && text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        match is_line && text.len() <= LONGEST {
            true => Ok(RejectionResponse(text.to_owned())),
            false => Err(Malformed::new(
                format!("{} cannot be said in a reply.", quoted(text)),
                format!("Write 1 to {LONGEST} printable characters of ASCII, without a line end."),
            )),
        }
    }
}

impl fmt::Display for RejectionResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

text_scalar!(RejectionResponse, "AsciiString");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_for_client_list_and_domain() {
        for (written, said) in [
            ("%0 is on %1: see %2", "192.0.2.7 is on 100% sure: see x.example"),
            ("50% off %3%", "50% off %3%"),
            ("No", "No"),
        ] {
            let response: RejectionResponse = written.parse().expect("sound");
            assert_eq!(response.about("192.0.2.7".parse().unwrap(), "100% sure", "x.example"), said);
        }
        for text in ["", " ", "two\r\nlines", "caf\u{e9}", &"x".repeat(241)] {
            assert!(text.parse::<RejectionResponse>().is_err(), "{text}");
        }
    }
}
