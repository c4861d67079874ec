//! What a header says about how its message is to be treated: how urgent it is, and how likely nobody wants it.
//!
//! Anything that is not one of the known words says nothing. Whether the sender may say it at all is decided before:
//! the header firewall takes the fields of the organization from strangers.

use super::header;
use crate::model::MessagePriority;

/// What a message is called in the tracking logs of all servers of the organization; said by one of them to the next.
pub const NETWORK_MESSAGE_ID: &str = "X-MS-Exchange-Organization-Network-Message-Id";

/// The spam confidence level, as agents and rules write it.
pub const SCL: &str = "X-MS-Exchange-Organization-SCL";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// X-Priority, else Importance (RFC 2156 §5.3.4).
    pub priority: MessagePriority,
    /// From -1, surely wanted, to 9.
    pub scl: Option<i8>,
}

impl Marks {
    pub fn of(fields: &[u8]) -> Marks {
        let text = |name| header::find(fields, name).map(|field| field.text().trim().to_ascii_lowercase());
        let priority = text("X-Priority").as_deref().and_then(numbered);
        let priority = priority.or_else(|| text("Importance").as_deref().and_then(named));
        let scl = text(SCL).and_then(|text| text.parse().ok()).filter(|level| (-1..=9).contains(level));
        Marks { priority: priority.unwrap_or(MessagePriority::Normal), scl }
    }
}

/// `1`, or `1 (Highest)` as many clients write it.
fn numbered(text: &str) -> Option<MessagePriority> {
    match text.split([' ', '(', ';']).next()? {
        "1" | "2" => Some(MessagePriority::High),
        "3" => Some(MessagePriority::Normal),
        "4" | "5" => Some(MessagePriority::Low),
        _ => None,
    }
}

fn named(text: &str) -> Option<MessagePriority> {
    match text {
        "high" => Some(MessagePriority::High),
        "normal" => Some(MessagePriority::Normal),
        "low" => Some(MessagePriority::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priorities_are_read_as_clients_write_them() {
        use MessagePriority::{High, Low, Normal};
        for (fields, expected) in [
            ("Subject: x\r\n", Normal),
            ("X-Priority: 1\r\n", High),
            ("x-priority: 2 (High)\r\n", High),
            ("X-Priority: 3 (Normal)\r\nImportance: high\r\n", Normal),
            ("X-Priority: 5(Lowest)\r\n", Low),
            ("X-Priority: soon\r\nImportance: High\r\n", High),
            ("Importance: low\r\n", Low),
            ("X-Priority: 10\r\n", Normal),
        ] {
            assert_eq!(Marks::of(fields.as_bytes()).priority, expected, "{fields}");
        }
    }

    #[test]
    fn levels_of_spam_are_read_within_their_bounds() {
        for (text, expected) in [("5", Some(5)), (" -1 ", Some(-1)), ("9", Some(9)), ("10", None), ("much", None)] {
            assert_eq!(Marks::of(format!("{SCL}: {text}\r\n").as_bytes()).scl, expected, "{text}");
        }
        assert_eq!(Marks::of(b"").scl, None);
    }
}
