//! `[datetimeoffset]`: a date that keeps the offset from UTC it was written with.
//!
//! Two of them are compared and subtracted as moments, whatever their offsets, and not by their clocks as dates are.
//! What says nothing of a zone is taken for local time.

use std::cmp::Ordering;
use std::fmt;

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Zoned};

use super::date_kind::{self, DateKind, moment};
use super::{IntoValue, Look, Scalar, TimeSpan, Unconvertible, Value, convert, date};

const TYPE: &str = "System.DateTimeOffset";

/// Ticks of .NET's calendar (100 ns since the year 1) at the Unix epoch.
const EPOCH_TICKS: i128 = 621_355_968_000_000_000;

/// Offsets go as far as this, in minutes: .NET's bounds.
const MOST_MINUTES: i32 = 14 * 60;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateTimeOffset(Zoned);

impl DateTimeOffset {
    /// The moment that is meant by a date, with the offset that its zone has then.
    pub fn at(date: &Zoned) -> DateTimeOffset {
        let date = moment(date);
        DateTimeOffset(date.with_time_zone(TimeZone::fixed(date.offset())))
    }

    /// What the clock of a date shows, at that offset; `None` for an offset that .NET refuses.
    pub fn with_offset(date: &Zoned, offset: TimeSpan) -> Option<DateTimeOffset> {
        let zone = TimeZone::fixed(whole_minutes(offset)?);
        date.datetime().to_zoned(zone).ok().map(DateTimeOffset)
    }

    /// The same moment at another offset; `None` for one that .NET refuses.
    pub fn to_offset(&self, offset: TimeSpan) -> Option<DateTimeOffset> {
        Some(DateTimeOffset(self.0.with_time_zone(TimeZone::fixed(whole_minutes(offset)?))))
    }

    /// `[datetimeoffset]$value`.
    pub fn of(value: &Value) -> Result<DateTimeOffset, Unconvertible> {
        if let Some(own) = value.downcast::<DateTimeOffset>() {
            return Ok(own.clone());
        }
        match value.bare() {
            Value::Date(date) => Ok(DateTimeOffset::at(date)),
            Value::String(text) => date::read_with_offset(text).map(DateTimeOffset).ok_or_else(|| {
                let shown = convert::clipped(text);
                let reason = format!("The string '{shown}' was not recognized as a valid DateTimeOffset.");
                Unconvertible::text(value, TYPE, reason)
            }),
            _ => Err(Unconvertible::types(value, TYPE)),
        }
    }

    /// The date with its offset as a zone.
    pub fn zoned(&self) -> &Zoned {
        &self.0
    }

    /// So much later; `None` outside the calendar.
    pub fn moved(&self, by: SignedDuration) -> Option<DateTimeOffset> {
        date_kind::moved(&self.0, by).map(DateTimeOffset)
    }

    /// 100 ns since the beginning of the year 1 in UTC.
    pub fn utc_ticks(&self) -> i64 {
        let ticks = self.0.timestamp().as_nanosecond().div_euclid(100) + EPOCH_TICKS;
        i64::try_from(ticks).unwrap_or(i64::MAX)
    }

    fn offset(&self) -> TimeSpan {
        TimeSpan::from_seconds(self.0.offset().seconds().into())
    }
}

/// An offset of whole minutes within .NET's bounds.
fn whole_minutes(offset: TimeSpan) -> Option<Offset> {
    let minutes = i32::try_from(offset.ticks() / 600_000_000).ok()?;
    let fits = offset.ticks() % 600_000_000 == 0 && minutes.abs() <= MOST_MINUTES;
    fits.then(|| Offset::from_seconds(minutes * 60).ok()).flatten()
}

impl PartialOrd for DateTimeOffset {
    fn partial_cmp(&self, other: &DateTimeOffset) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTimeOffset {
    fn cmp(&self, other: &DateTimeOffset) -> Ordering {
        self.0.timestamp().cmp(&other.0.timestamp())
    }
}

impl fmt::Display for DateTimeOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%m/%d/%Y %H:%M:%S %:z"))
    }
}

const MEMBERS: &[&str] = &[
    "DateTime",
    "UtcDateTime",
    "LocalDateTime",
    "Date",
    "Day",
    "DayOfWeek",
    "DayOfYear",
    "Hour",
    "Millisecond",
    "Microsecond",
    "Nanosecond",
    "Minute",
    "Month",
    "Offset",
    "TotalOffsetMinutes",
    "Second",
    "Ticks",
    "UtcTicks",
    "TimeOfDay",
    "Year",
];

impl Scalar for DateTimeOffset {
    fn type_name(&self) -> &'static str {
        "DateTimeOffset"
    }

    fn full_type_name(&self) -> String {
        TYPE.to_owned()
    }

    fn read(&self, text: &str) -> Option<Value> {
        DateTimeOffset::of(&Value::text(text)).ok().map(Value::scalar)
    }

    fn member(&self, name: &str) -> Option<Value> {
        let known = MEMBERS.iter().find(|known| known.eq_ignore_ascii_case(name))?;
        let floating = |date: &Zoned| DateKind::Unspecified.at(date.datetime()).map_or(Value::Null, Value::date);
        Some(match *known {
            "DateTime" => floating(&self.0),
            "Date" => self.0.start_of_day().map_or(Value::Null, |date| floating(&date)),
            "UtcDateTime" => Value::date(date_kind::universal(&self.0)),
            "LocalDateTime" => Value::date(date_kind::local(&self.0)),
            "Offset" => self.offset().into_value(),
            "TotalOffsetMinutes" => Value::Int(self.0.offset().seconds() / 60),
            "UtcTicks" => Value::Long(self.utc_ticks()),
            part => return Value::date(self.0.clone()).property(part),
        })
    }

    fn members(&self) -> &'static [&'static str] {
        MEMBERS
    }

    fn look(&self) -> Look {
        Look::List
    }

    /// With the offset as it was written.
    fn to_json(&self) -> serde_json::Value {
        let fraction = self.0.subsec_nanosecond() / 100;
        let digits = if fraction == 0 { String::new() } else { format!(".{fraction:07}") };
        let text = format!(
            "{}{}{}",
            self.0.strftime("%Y-%m-%dT%H:%M:%S"),
            digits.trim_end_matches('0'),
            self.0.strftime("%:z")
        );
        serde_json::Value::String(text)
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compare::{Case, equal, order};

    fn read(text: &str) -> DateTimeOffset {
        DateTimeOffset::of(&Value::text(text)).expect(text)
    }

    #[test]
    fn the_offset_is_kept() {
        let date = read("2024-03-05T10:00:00.25+02:00");
        assert_eq!(date.to_string(), "03/05/2024 10:00:00 +02:00");
        assert_eq!(date.to_json(), "2024-03-05T10:00:00.25+02:00");
        for (member, expected) in [
            ("Hour", "10"),
            ("Offset", "02:00:00"),
            ("TotalOffsetMinutes", "120"),
            ("UtcDateTime", "03/05/2024 08:00:00"),
            ("DateTime", "03/05/2024 10:00:00"),
            ("Date", "03/05/2024 00:00:00"),
            ("Millisecond", "250"),
        ] {
            assert_eq!(date.member(member).map(|value| value.to_string()).as_deref(), Some(expected), "{member}");
        }
        let west = date.to_offset(TimeSpan::from_hours(-5)).expect("an offset");
        assert_eq!(west.to_string(), "03/05/2024 03:00:00 -05:00");
        assert!(
            date.to_offset(TimeSpan::from_hours(15)).is_none() && date.to_offset(TimeSpan::from_ticks(1)).is_none()
        );
    }

    #[test]
    fn the_same_moment_is_equal_whatever_the_offset() {
        let [early, same, late] = ["2024-03-05T10:00:00+02:00", "2024-03-05T08:00:00Z", "2024-03-05T08:00:00.0000001Z"]
            .map(|text| Value::scalar(read(text)));
        assert!(equal(&early, &same, Case::Insensitive) && !equal(&early, &late, Case::Insensitive));
        assert_eq!(order(&late, &early, Case::Insensitive).ok(), Some(Ordering::Greater), "to the tick");
        assert!(equal(&early, &Value::text("2024-03-05 08:00 +00:00"), Case::Insensitive));
        assert!(DateTimeOffset::of(&Value::Int(5)).is_err() && DateTimeOffset::of(&Value::text("soon")).is_err());
    }
}
