//! Moments and sizes in as many words as a person at a terminal wants of them.
//!
//! Files, pipes and other programs get the exact value, and so does who asks for a column by name.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::cells::Align;
use super::table::usual_side;
use crate::model::{ByteSize, Value};

/// From so many days on the date itself says more.
const DAYS: i64 = 60;

/// The short form of a value that has one.
pub fn brief(value: &Value, now: Timestamp) -> Option<String> {
    match value {
        Value::Date(date) => Some(moment(date, now)),
        value => value.downcast::<ByteSize>().map(|size| size.short()),
    }
}

/// The side that its short form stands at: sizes are numbers still.
pub fn side(value: &Value) -> Align {
    if value.downcast::<ByteSize>().is_some() { Align::Right } else { usual_side(value) }
}

/// `3m 12s ago`, `in 5d 04h`, in the two largest units; the date of what is long past or far ahead.
fn moment(date: &Zoned, now: Timestamp) -> String {
    let seconds = now.duration_since(date.timestamp()).as_secs();
    let span = match seconds.abs() {
        seconds if seconds >= DAYS * 86_400 => {
            return date.with_time_zone(TimeZone::system()).strftime("%Y-%m-%d").to_string();
        }
        seconds if seconds >= 86_400 => format!("{}d {:02}h", seconds / 86_400, seconds / 3600 % 24),
        seconds if seconds >= 3600 => format!("{}h {:02}m", seconds / 3600, seconds / 60 % 60),
        seconds if seconds >= 60 => format!("{}m {:02}s", seconds / 60, seconds % 60),
        seconds => format!("{seconds}s"),
    };
    if seconds < 0 { format!("in {span}") } else { format!("{span} ago") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_by_how_far_they_are() {
        let now: Timestamp = "2026-11-21T12:00:00Z".parse().expect("a time");
        for (date, expected) in [
            ("2026-11-21T12:00:00.4Z[UTC]", "0s ago"),
            ("2026-11-21T11:59:30Z[UTC]", "30s ago"),
            ("2026-11-21T11:55:03Z[UTC]", "4m 57s ago"),
            ("2026-11-21T09:47:00Z[UTC]", "2h 13m ago"),
            ("2026-11-18T08:00:00Z[UTC]", "3d 04h ago"),
            ("2026-11-22T13:00:00Z[UTC]", "in 1d 01h"),
            ("2026-06-30T12:00:00Z[UTC]", "2026-06-30"),
            ("9999-12-30T12:00:00Z[UTC]", "9999-12-30"),
        ] {
            let date: Zoned = date.parse().expect("a date");
            assert_eq!(brief(&Value::date(date), now).as_deref(), Some(expected));
        }
        assert_eq!(brief(&crate::model::IntoValue::into_value(ByteSize::new(1200)), now).as_deref(), Some("1.172 KB"));
        assert_eq!(brief(&Value::Int(5), now), None);
    }
}
