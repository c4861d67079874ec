//! The two fields that say when and as what a message began: Date and Message-ID (RFC 5322 §3.6), made for messages
//! that come without.

use jiff::Zoned;
use jiff::fmt::rfc2822::DateTimePrinter;
use uuid::Uuid;

/// A date as header fields and the banner write it: `Sat, 21 Nov 2026 01:13:33 +0000`.
pub fn date(when: &Zoned) -> String {
    // The only dates without a printed form lie before year 0; a clock that shows one still gets its message sent.
    DateTimePrinter::new().zoned_to_string(when).unwrap_or_else(|_| "Thu, 1 Jan 1970 00:00:00 +0000".to_owned())
}

/// A fresh Message-ID with its angle brackets, unique without asking anyone.
pub fn message_id(host: &str) -> String {
    format!("<{}@{host}>", Uuid::now_v7().simple())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_carry_their_zone() {
        for (when, expected) in [
            ("2026-11-21T01:13:33+00:00[UTC]", "Sat, 21 Nov 2026 01:13:33 +0000"),
            ("2026-07-04T09:05:00+02:00[+02:00]", "Sat, 4 Jul 2026 09:05:00 +0200"),
        ] {
            assert_eq!(date(&when.parse().unwrap()), expected);
        }
    }

    #[test]
    fn message_ids_differ_and_name_their_host() {
        let (one, other) = (message_id("hub.contoso.com"), message_id("hub.contoso.com"));
        assert_ne!(one, other);
        assert!(one.starts_with('<') && one.ends_with("@hub.contoso.com>"));
    }
}
