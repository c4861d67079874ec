//! Lengths of time, written and printed as .NET's TimeSpan.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::text::{Malformed, quoted, read, stored_as_text};
use super::{FromValue, IntoValue, Look, Scalar, Value};

/// A length of time in ticks of 100 ns, possibly negative: `00:10:00`, `1.12:00:00`, also `36h`, `90m`, `2d`, `1h30m`.
///
/// Reads what .NET reads, with its one surprise: hours above 23 turn `a:b:c` into days, hours and minutes, so
/// `24:00:00` is 24 days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeSpan(i64);

const TICKS_A_SECOND: i64 = 10_000_000;

impl TimeSpan {
    pub const ZERO: TimeSpan = TimeSpan(0);
    pub const MAX: TimeSpan = TimeSpan(i64::MAX);

    pub const fn from_ticks(ticks: i64) -> TimeSpan {
        TimeSpan(ticks)
    }

    pub const fn from_millis(millis: i64) -> TimeSpan {
        TimeSpan(millis.saturating_mul(TICKS_A_SECOND / 1000))
    }

    pub const fn from_seconds(seconds: i64) -> TimeSpan {
        TimeSpan(seconds.saturating_mul(TICKS_A_SECOND))
    }

    pub const fn from_minutes(minutes: i64) -> TimeSpan {
        TimeSpan::from_seconds(minutes.saturating_mul(60))
    }

    pub const fn from_hours(hours: i64) -> TimeSpan {
        TimeSpan::from_seconds(hours.saturating_mul(3600))
    }

    pub const fn from_days(days: i64) -> TimeSpan {
        TimeSpan::from_seconds(days.saturating_mul(86_400))
    }

    pub const fn ticks(self) -> i64 {
        self.0
    }

    /// Whole and partial seconds, as `.TotalSeconds` shows.
    pub fn total_seconds(self) -> f64 {
        self.0 as f64 / TICKS_A_SECOND as f64
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// For timers: a negative span waits not at all.
    pub fn duration(self) -> Duration {
        let ticks = u64::try_from(self.0).unwrap_or(0);
        let second = TICKS_A_SECOND as u64;
        Duration::new(ticks / second, (ticks % second) as u32 * 100)
    }

    pub fn saturating_mul(self, times: i64) -> TimeSpan {
        TimeSpan(self.0.saturating_mul(times))
    }

    pub fn checked_add(self, other: TimeSpan) -> Option<TimeSpan> {
        self.0.checked_add(other.0).map(TimeSpan)
    }

    pub fn checked_sub(self, other: TimeSpan) -> Option<TimeSpan> {
        self.0.checked_sub(other.0).map(TimeSpan)
    }
}

impl From<Duration> for TimeSpan {
    /// Spans beyond 29,000 years end at [`TimeSpan::MAX`].
    fn from(duration: Duration) -> TimeSpan {
        TimeSpan(i64::try_from(duration.as_nanos() / 100).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for TimeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ticks = self.0.unsigned_abs();
        let second = TICKS_A_SECOND as u64;
        let (seconds, fraction) = (ticks / second, ticks % second);
        let mut out = String::new();
        if self.0 < 0 {
            out.push('-');
        }
        if seconds >= 86_400 {
            out.push_str(&format!("{}.", seconds / 86_400));
        }
        out.push_str(&format!("{:02}:{:02}:{:02}", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60));
        if fraction != 0 {
            out.push_str(&format!(".{fraction:07}"));
        }
        f.pad(&out)
    }
}

impl FromStr for TimeSpan {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<TimeSpan, Malformed> {
        let written = text.trim();
        let (negative, body) = match written.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, written),
        };
        let ticks = if body.contains(|c: char| c.is_ascii_alphabetic()) { with_units(body) } else { dotnet(body) };
        ticks.and_then(|ticks| i64::try_from(if negative { -ticks } else { ticks }).ok()).map(TimeSpan).ok_or_else(|| {
            Malformed::new(
                format!("{} is not a length of time.", quoted(text)),
                "Write days.hours:minutes:seconds, such as 00:10:00 or 1.12:00:00, or a number with d, h, m or s, such as 36h.",
            )
        })
    }
}

/// `[d.]hh:mm[:ss[.fffffff]]`, `d:hh:mm[:ss[.fffffff]]`, or days alone.
fn dotnet(body: &str) -> Option<i128> {
    let (body, days) = match (body.find('.'), body.find(':')) {
        (Some(dot), Some(colon)) if dot < colon => (&body[dot + 1..], Some(&body[..dot])),
        (Some(_), None) => return None,
        _ => (body, None),
    };
    let (clock, fraction) = match body.split_once('.') {
        Some((clock, fraction)) => (clock, fraction_ticks(fraction)?),
        None => (body, 0),
    };
    let parts = clock.split(':').map(number).collect::<Option<Vec<i128>>>()?;
    let has_fraction = clock.len() < body.len();
    let (d, h, m, s) = match (days, parts.as_slice()) {
        (None, &[d]) if !has_fraction => (d, 0, 0, 0),
        (None, &[h, m]) if !has_fraction => (0, h, m, 0),
        (None, &[h, m, s]) if h < 24 => (0, h, m, s),
        (None, &[d, h, m]) if !has_fraction => (d, h, m, 0),
        (None, &[d, h, m, s]) => (d, h, m, s),
        (Some(days), &[h, m]) if !has_fraction => (number(days)?, h, m, 0),
        (Some(days), &[h, m, s]) => (number(days)?, h, m, s),
        _ => return None,
    };
    (h < 24 && m < 60 && s < 60).then(|| (d * 86_400 + h * 3600 + m * 60 + s) * i128::from(TICKS_A_SECOND) + fraction)
}

/// `36h`, `1h30m`, `2d 12h`, `1.5h`, `500ms`: each unit once, the larger before the smaller.
fn with_units(body: &str) -> Option<i128> {
    const UNITS: [(&str, i128); 5] = [
        ("d", 86_400 * TICKS_A_SECOND as i128),
        ("h", 3600 * TICKS_A_SECOND as i128),
        ("m", 60 * TICKS_A_SECOND as i128),
        ("s", TICKS_A_SECOND as i128),
        ("ms", TICKS_A_SECOND as i128 / 1000),
    ];
    let (mut rest, mut total, mut allowed) = (body.trim(), 0i128, &UNITS[..]);
    while !rest.is_empty() {
        let letters = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let (count, tail) = rest.split_at(letters);
        let end = tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len());
        let at = allowed.iter().position(|(unit, _)| unit.eq_ignore_ascii_case(&tail[..end]))?;
        let ticks = allowed[at].1;
        let (whole, fraction) = match count.trim().split_once('.') {
            Some((whole, fraction)) => (number(whole)?, fraction_ticks(fraction)?),
            None => (number(count.trim())?, 0),
        };
        total += whole * ticks + fraction * ticks / i128::from(TICKS_A_SECOND);
        allowed = &allowed[at + 1..];
        rest = tail[end..].trim_start();
    }
    Some(total)
}

/// Digits only, and few enough that no later arithmetic can overflow.
fn number(digits: &str) -> Option<i128> {
    let plain = !digits.is_empty() && digits.len() <= 18 && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// `5` as half a second's ticks: up to seven decimals, as .NET takes.
fn fraction_ticks(decimals: &str) -> Option<i128> {
    let value = number(decimals)?;
    (decimals.len() <= 7).then(|| value * 10i128.pow(7 - decimals.len() as u32))
}

stored_as_text!(TimeSpan);

impl Scalar for TimeSpan {
    fn type_name(&self) -> &'static str {
        "TimeSpan"
    }

    fn full_type_name(&self) -> String {
        "System.TimeSpan".to_owned()
    }

    fn number(&self) -> Option<f64> {
        Some(self.0 as f64)
    }

    fn read(&self, text: &str) -> Option<Value> {
        text.parse::<TimeSpan>().ok().map(Value::scalar)
    }

    fn member(&self, name: &str) -> Option<Value> {
        let seconds = self.0 / TICKS_A_SECOND;
        let part = |whole: i64| Some(Value::Int(i32::try_from(whole).unwrap_or(i32::MAX)));
        let total = |unit: f64| Some(Value::Double(self.total_seconds() / unit));
        match name.to_ascii_lowercase().as_str() {
            "days" => part(seconds / 86_400),
            "hours" => part(seconds / 3600 % 24),
            "minutes" => part(seconds / 60 % 60),
            "seconds" => part(seconds % 60),
            "milliseconds" => part(self.0 / (TICKS_A_SECOND / 1000) % 1000),
            "microseconds" => part(self.0 / (TICKS_A_SECOND / 1_000_000) % 1000),
            "nanoseconds" => part(self.0 % 10 * 100),
            "totalmicroseconds" => total(1e-6),
            "totalnanoseconds" => total(1e-9),
            "ticks" => Some(Value::Long(self.0)),
            "totaldays" => total(86_400.0),
            "totalhours" => total(3600.0),
            "totalminutes" => total(60.0),
            "totalseconds" => total(1.0),
            "totalmilliseconds" => total(0.001),
            _ => None,
        }
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn members(&self) -> &'static [&'static str] {
        &[
            "Days",
            "Hours",
            "Minutes",
            "Seconds",
            "Milliseconds",
            "Ticks",
            "TotalDays",
            "TotalHours",
            "TotalMinutes",
            "TotalSeconds",
            "TotalMilliseconds",
        ]
    }

    fn json_members(&self) -> &'static [&'static str] {
        &[
            "Ticks",
            "Days",
            "Hours",
            "Milliseconds",
            "Microseconds",
            "Nanoseconds",
            "Minutes",
            "Seconds",
            "TotalDays",
            "TotalHours",
            "TotalMilliseconds",
            "TotalMicroseconds",
            "TotalNanoseconds",
            "TotalMinutes",
            "TotalSeconds",
        ]
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

impl FromValue for TimeSpan {
    const TYPE_NAME: &'static str = "EnhancedTimeSpan";

    fn from_value(value: &Value) -> Result<TimeSpan, String> {
        match value.downcast::<TimeSpan>() {
            Some(span) => Ok(*span),
            None => read(value),
        }
    }
}

impl IntoValue for TimeSpan {
    fn into_value(self) -> Value {
        Value::scalar(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_read_as_dotnet_reads_them_and_a_little_kinder() {
        for (text, span) in [
            ("00:10:00", TimeSpan::from_minutes(10)),
            ("0:5:0", TimeSpan::from_minutes(5)),
            ("1.00:00:00", TimeSpan::from_days(1)),
            ("24855.03:14:07", TimeSpan::from_seconds(i64::from(i32::MAX))),
            ("00:30", TimeSpan::from_minutes(30)),
            ("7", TimeSpan::from_days(7)),
            ("1.12:00", TimeSpan::from_hours(36)),
            ("1:12:00:00", TimeSpan::from_hours(36)),
            ("24:00:00", TimeSpan::from_days(24)),
            ("00:00:01.5", TimeSpan::from_millis(1500)),
            ("1.02:03:04.0000001", TimeSpan::from_ticks(937_840_000_001)),
            ("-00:00:05", TimeSpan::from_seconds(-5)),
            ("2d", TimeSpan::from_days(2)),
            ("90m", TimeSpan::from_minutes(90)),
            ("36H", TimeSpan::from_hours(36)),
            ("1h30m", TimeSpan::from_minutes(90)),
            ("1.5h", TimeSpan::from_minutes(90)),
            ("1d 2h", TimeSpan::from_hours(26)),
            ("250ms", TimeSpan::from_millis(250)),
        ] {
            assert_eq!(text.parse(), Ok(span), "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "-",
            "abc",
            "1.5",
            "10:60:00",
            "00:00:60",
            "24:00",
            "1.24:00:00",
            "1:2:3:4:5",
            "5x",
            "h",
            "1m1h",
            "1h1h",
            "--5",
            "99999999999",
            "00:00:00.12345678",
            "1..00:00:00",
            "30:00:00.5",
        ] {
            assert!(text.parse::<TimeSpan>().is_err(), "{text}");
        }
    }

    #[test]
    fn printing_is_the_constant_format() {
        for (span, shown) in [
            (TimeSpan::from_minutes(10), "00:10:00"),
            (TimeSpan::from_hours(36), "1.12:00:00"),
            (TimeSpan::from_millis(1500), "00:00:01.5000000"),
            (TimeSpan::from_seconds(-90_000), "-1.01:00:00"),
        ] {
            assert_eq!(span.to_string(), shown);
        }
    }

    #[test]
    fn members_are_those_of_dotnet() {
        let span = TimeSpan::from_seconds(93_784);
        for name in span.members() {
            assert!(span.member(name).is_some(), "{name}");
        }
        let shown = |name: &str| span.member(name).map(|value| value.to_string());
        assert_eq!(shown("days"), Some("1".into()));
        assert_eq!(shown("Hours"), Some("2".into()));
        assert_eq!(shown("TotalSeconds"), Some("93784".into()));
        assert_eq!(shown("Weeks"), None);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(ticks: i64) {
            prop_assert_eq!(TimeSpan(ticks).to_string().parse(), Ok(TimeSpan(ticks)));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}|[0-9.:dhms -]{0,40}") {
            let _ = text.parse::<TimeSpan>();
        }

        #[test]
        fn a_duration_survives(nanos in 0u64..u64::MAX) {
            let duration = Duration::from_nanos(nanos / 100 * 100);
            prop_assert_eq!(TimeSpan::from(duration).duration(), duration);
        }
    }
}
