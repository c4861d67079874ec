//! What a date's clock says of the world: .NET's `DateTimeKind`.
//!
//! A date that is written without an offset says nothing of a zone. It stands in a zone of its own that keeps UTC's
//! clock, so that it is computed with and shown as it was written; where a moment is meant (a search that begins then,
//! an offset), it is taken for local time. As in .NET, dates are compared and subtracted by what their clocks show.

use std::cmp::Ordering;
use std::fmt;
use std::sync::LazyLock;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

use super::{Scalar, Value};

/// Nobody's time zone: a name of its own tells it from UTC and from a system without a zone.
static NOWHERE: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("<unspecified>0").expect("a name and an offset are a POSIX time zone"));

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKind {
    Unspecified,
    Utc,
    Local,
}

impl DateKind {
    pub fn of(date: &Zoned) -> DateKind {
        match date.time_zone() {
            zone if *zone == *NOWHERE => DateKind::Unspecified,
            zone if *zone == TimeZone::UTC => DateKind::Utc,
            _ => DateKind::Local,
        }
    }

    pub fn named(name: &str) -> Option<DateKind> {
        [DateKind::Unspecified, DateKind::Utc, DateKind::Local]
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(name))
    }

    pub fn name(self) -> &'static str {
        match self {
            DateKind::Unspecified => "Unspecified",
            DateKind::Utc => "Utc",
            DateKind::Local => "Local",
        }
    }

    /// A date of this kind whose clock shows that; `None` outside the calendar.
    pub fn at(self, clock: DateTime) -> Option<Zoned> {
        let zone = match self {
            DateKind::Unspecified => NOWHERE.clone(),
            DateKind::Utc => TimeZone::UTC,
            DateKind::Local => TimeZone::system(),
        };
        clock.to_zoned(zone).ok()
    }
}

impl fmt::Display for DateKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Scalar for DateKind {
    fn type_name(&self) -> &'static str {
        "DateTimeKind"
    }

    fn full_type_name(&self) -> String {
        "System.DateTimeKind".to_owned()
    }

    fn number(&self) -> Option<f64> {
        Some(f64::from(*self as u8))
    }

    fn is_enumerated(&self) -> bool {
        true
    }

    fn truth(&self) -> bool {
        *self != DateKind::Unspecified
    }

    fn read(&self, text: &str) -> Option<Value> {
        DateKind::named(text).map(Value::scalar)
    }

    fn member(&self, name: &str) -> Option<Value> {
        name.eq_ignore_ascii_case("value__").then_some(Value::Int(*self as i32))
    }

    fn members(&self) -> &'static [&'static str] {
        &["value__"]
    }

    fn to_json(&self) -> serde_json::Value {
        (*self as u8).into()
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// A date as it was given, with its kind: for those who show it again and mean no moment by it.
pub struct WrittenDate(pub Zoned);

/// The moment that is meant, on the system's clock: a date that says nothing of a zone is local time.
pub fn moment(date: &Zoned) -> Zoned {
    match DateKind::of(date) {
        DateKind::Unspecified => DateKind::Local.at(date.datetime()).unwrap_or_else(|| date.clone()),
        _ => date.clone(),
    }
}

/// `.ToUniversalTime()`: a date that says nothing of a zone is taken for local time.
pub fn universal(date: &Zoned) -> Zoned {
    moment(date).with_time_zone(TimeZone::UTC)
}

/// `.ToLocalTime()`: a date that says nothing of a zone is taken for UTC.
pub fn local(date: &Zoned) -> Zoned {
    date.with_time_zone(TimeZone::system())
}

/// The date of no zone that so many ticks (100 ns) after the beginning of the year 1 shows; `None` outside the calendar.
pub fn from_ticks(ticks: i64) -> Option<Zoned> {
    const EPOCH_TICKS: i128 = 621_355_968_000_000_000;
    let nanos = (i128::from(ticks) - EPOCH_TICKS) * 100;
    let moment = Timestamp::from_nanosecond(nanos).ok()?;
    DateKind::Unspecified.at(moment.to_zoned(TimeZone::UTC).datetime())
}

/// The order of two dates by their clocks.
pub fn by_clock(left: &Zoned, right: &Zoned) -> Ordering {
    left.datetime().cmp(&right.datetime())
}

/// The date whose clock shows so much more; `None` outside the calendar.
pub fn moved(date: &Zoned, by: SignedDuration) -> Option<Zoned> {
    date.datetime().checked_add(by).ok()?.to_zoned(date.time_zone().clone()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_keeps_its_kind() {
        let clock = date(2024, 1, 2).at(10, 0, 0, 0);
        let floating = DateKind::Unspecified.at(clock).expect("a date");
        let utc = DateKind::Utc.at(clock).expect("a date");
        assert_eq!(DateKind::of(&floating), DateKind::Unspecified);
        assert_eq!(DateKind::of(&utc), DateKind::Utc);
        assert_eq!(
            DateKind::of(&moved(&floating, SignedDuration::from_hours(20)).expect("a date")),
            DateKind::Unspecified
        );
        assert_eq!(by_clock(&floating, &utc), Ordering::Equal);
        assert_eq!(DateKind::of(&universal(&floating)), DateKind::Utc);
        assert_eq!(moment(&floating).datetime(), clock, "taken for local time");
    }
}
