//! When in the week something is done.
//!
//! Promise: what is printed reads back as the same schedule. Times are those of the server's own clock on the wall; a
//! window over an hour that a change of the clock leaves out opens when that hour would have begun.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

use super::text::{Malformed, quoted, read, text_scalar};
use super::{FromValue, Value};

const DAY: u16 = 24 * 60;
const WEEK: u16 = 7 * DAY;

/// More windows than a week has quarters of an hour are a mistake.
const MOST_WINDOWS: usize = 672;

const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Windows of a week: `Always`, `Never`, or such as `Mon.22:00-Tue.06:00, Daily.12:00-13:00`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Schedule {
    /// In minutes from the beginning of Sunday, each from its start to before its end; in order, apart from each other.
    /// What spans the end of the week is two of them.
    windows: Vec<(u16, u16)>,
}

impl Schedule {
    pub fn always() -> Schedule {
        Schedule { windows: vec![(0, WEEK)] }
    }

    pub fn never() -> Schedule {
        Schedule { windows: Vec::new() }
    }

    pub fn is_always(&self) -> bool {
        self.windows == [(0, WEEK)]
    }

    pub fn is_never(&self) -> bool {
        self.windows.is_empty()
    }

    /// Whether a window is open at that moment, where clocks show the time of this zone.
    pub fn is_open(&self, at: Timestamp, zone: &TimeZone) -> bool {
        let minute = minute_of_week(zone.to_datetime(at));
        self.windows.iter().any(|(start, end)| (*start..*end).contains(&minute))
    }

    /// When a window next opens or closes after that moment. `None`: never.
    pub fn next_change(&self, after: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        if self.is_always() || self.is_never() {
            return None;
        }
        let local = zone.to_datetime(after);
        let minute = minute_of_week(local);
        let edges = self.windows.iter().flat_map(|(start, end)| [*start, *end % WEEK]);
        let is_edge = |edge: &u16| self.is_in(*edge) != self.is_in((*edge + WEEK - 1) % WEEK);
        let ahead = edges.filter(is_edge).map(|edge| match edge > minute {
            true => edge - minute,
            false => edge + WEEK - minute,
        });
        let start_of_minute = local.with().second(0).subsec_nanosecond(0).build().ok()?;
        let edge = start_of_minute.checked_add(Span::new().try_minutes(i64::from(ahead.min()?)).ok()?).ok()?;
        let edge = zone.to_timestamp(edge).ok()?;
        // In the hour that a clock shows twice, the next edge may lie behind.
        Some(edge.max(after.saturating_add(1.second()).ok()?))
    }

    fn is_in(&self, minute: u16) -> bool {
        self.windows.iter().any(|(start, end)| (*start..*end).contains(&minute))
    }

    fn of(mut windows: Vec<(u16, u16)>) -> Schedule {
        windows.sort_unstable();
        let mut joined: Vec<(u16, u16)> = Vec::with_capacity(windows.len());
        for (start, end) in windows {
            match joined.last_mut() {
                Some((_, last)) if start <= *last => *last = end.max(*last),
                _ => joined.push((start, end)),
            }
        }
        Schedule { windows: joined }
    }
}

fn minute_of_week(local: DateTime) -> u16 {
    let day = local.weekday().to_sunday_zero_offset() as u16;
    day * DAY + local.hour() as u16 * 60 + local.minute() as u16
}

fn malformed(text: &str, why: &str) -> Malformed {
    Malformed::new(
        format!("{} {why}", quoted(text)),
        "Write Always, Never, or windows such as Mon.22:00-Tue.06:00 or Daily.12:00-13:00, with commas between.",
    )
}

/// By its name, the first three letters of it, or its number from 0 for Sunday.
fn read_day(text: &str) -> Option<u16> {
    let named = |name: &&str| name.eq_ignore_ascii_case(text) || name[..3].eq_ignore_ascii_case(text);
    let day = DAYS.iter().position(named).or_else(|| text.parse().ok().filter(|day| *day < DAYS.len()))?;
    u16::try_from(day).ok()
}

/// `22:00`, `10:00 PM`; `24:00` is the end of a day.
fn read_time(text: &str) -> Option<u16> {
    let text = text.trim();
    let half = |suffix: &str| {
        let at = text.len().checked_sub(suffix.len())?;
        text.get(at..).filter(|end| end.eq_ignore_ascii_case(suffix)).map(|_| text[..at].trim_end())
    };
    let (clock, is_afternoon) = match (half("AM"), half("PM")) {
        (Some(clock), _) => (clock, Some(false)),
        (_, Some(clock)) => (clock, Some(true)),
        _ => (text, None),
    };
    let (hour, minute) = clock.split_once(':')?;
    let is_number = |digits: &str| matches!(digits.len(), 1 | 2) && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !is_number(hour) || minute.len() != 2 || !is_number(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match is_afternoon {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(is_afternoon) => hour % 12 + if is_afternoon { 12 } else { 0 },
    };
    let whole = hour * 60 + minute;
    (minute < 60 && whole <= DAY).then_some(whole)
}

/// Appends a window that may go over the end of the week.
fn push(windows: &mut Vec<(u16, u16)>, start: u16, end: u16) {
    match start < end {
        true => windows.push((start, end)),
        false => windows.extend([(start, WEEK), (0, end)].into_iter().filter(|(start, end)| start < end)),
    }
}

fn read_window(text: &str, windows: &mut Vec<(u16, u16)>) -> Result<(), Malformed> {
    let no_window = || malformed(text, "is no window of a week.");
    let (start, end) = text.split_once('-').ok_or_else(no_window)?;
    let (day, start) = start.trim().split_once('.').ok_or_else(no_window)?;
    let start = read_time(start).filter(|start| *start < DAY).ok_or_else(no_window)?;
    if day.eq_ignore_ascii_case("Daily") {
        let end = read_time(end).ok_or_else(no_window)?;
        let length = if start < end { end - start } else { end + DAY - start };
        if length == DAY && start != 0 {
            return Err(malformed(text, "has no length."));
        }
        for day in 0..7 {
            let start = day * DAY + start;
            push(windows, start, if start + length > WEEK { start + length - WEEK } else { start + length });
        }
        return Ok(());
    }
    let first = read_day(day).ok_or_else(no_window)?;
    let (last, end) = end.trim().split_once('.').ok_or_else(no_window)?;
    let (last, end) = read_day(last).zip(read_time(end)).ok_or_else(no_window)?;
    let (start, end) = (first * DAY + start, last * DAY + end);
    if start == end {
        return Err(malformed(text, "has no length."));
    }
    push(windows, start, end);
    Ok(())
}

impl FromStr for Schedule {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Schedule, Malformed> {
        match text.trim() {
            word if word.eq_ignore_ascii_case("Always") => return Ok(Schedule::always()),
            word if word.eq_ignore_ascii_case("Never") => return Ok(Schedule::never()),
            _ => {}
        }
        let mut windows = Vec::new();
        for window in text.split(',') {
            read_window(window.trim(), &mut windows)?;
            if windows.len() > 2 * MOST_WINDOWS {
                return Err(malformed(text, "has more windows than a week has quarters of an hour."));
            }
        }
        Ok(Schedule::of(windows))
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_always() {
            return f.pad("Always");
        }
        if self.is_never() {
            return f.pad("Never");
        }
        let mut shown = self.windows.clone();
        // What goes over the end of the week is written as one.
        if let [(0, end), .., (start, WEEK)] = shown[..] {
            shown.pop();
            shown.remove(0);
            shown.push((start, end));
        }
        let at = |minute: u16| {
            let minute = minute % WEEK;
            let time = Time::midnight() + i64::from(minute % DAY).minutes();
            format!("{}.{:02}:{:02}", &DAYS[usize::from(minute / DAY)][..3], time.hour(), time.minute())
        };
        let shown: Vec<String> = shown.into_iter().map(|(start, end)| format!("{}-{}", at(start), at(end))).collect();
        f.pad(&shown.join(","))
    }
}

impl FromValue for Schedule {
    const TYPE_NAME: &'static str = "Schedule";

    /// A list is a schedule of all its windows.
    fn from_value(value: &Value) -> Result<Schedule, String> {
        match (value.downcast::<Schedule>(), value) {
            (Some(own), _) => Ok(own.clone()),
            (None, Value::Array(list)) => {
                let windows: Vec<String> = list.items().iter().map(ToString::to_string).collect();
                windows.join(",").parse().map_err(|bad: Malformed| bad.reason())
            }
            (None, one) => read(one),
        }
    }
}

text_scalar!(shared Schedule, "Schedule");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn schedule(text: &str) -> Schedule {
        text.parse().expect(text)
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect(text)
    }

    #[test]
    fn schedules_are_read_as_people_write_them() {
        for (text, shown) in [
            ("always", "Always"),
            (" NEVER ", "Never"),
            ("Mon.22:00-Tue.06:00", "Mon.22:00-Tue.06:00"),
            ("Sunday.11:30 PM-Monday.1:30 AM", "Sun.23:30-Mon.01:30"),
            ("0.12:00 AM-0.12:00 PM", "Sun.00:00-Sun.12:00"),
            ("Sat.20:00-Sun.04:00", "Sat.20:00-Sun.04:00"),
            ("Tue.1:00-Tue.2:00, Mon.1:00-Mon.2:00", "Mon.01:00-Mon.02:00,Tue.01:00-Tue.02:00"),
            ("Mon.1:00-Mon.3:00,Mon.2:00-Mon.4:00,Mon.4:00-Mon.5:00", "Mon.01:00-Mon.05:00"),
            ("Daily.0:00-24:00", "Always"),
            ("Sun.0:00-Sat.24:00", "Always"),
            ("Fri.18:00-Fri.24:00", "Fri.18:00-Sat.00:00"),
            ("Sat.23:00-Sat.24:00", "Sat.23:00-Sun.00:00"),
        ] {
            assert_eq!(schedule(text).to_string(), shown, "{text}");
        }
        let nightly = schedule("Daily.22:00-06:00").to_string();
        assert!(nightly.starts_with("Sun.22:00-Mon.06:00,") && nightly.ends_with(",Sat.22:00-Sun.06:00"), "{nightly}");
    }

    #[test]
    fn what_is_no_schedule_is_refused() {
        for text in [
            "",
            "Mon",
            "Mon.22:00",
            "Mon.22:00-06:00",
            "Foo.1:00-Mon.2:00",
            "Mon.25:00-Tue.1:00",
            "Mon.1:60-Mon.2:00",
            "Mon.1:00-Mon.1:00",
            "Daily.3:00-3:00",
            "Mon.13:00 PM-Tue.1:00",
            "7.1:00-7.2:00",
            "Mon.1:00-Mon.2:00,",
        ] {
            assert!(text.parse::<Schedule>().is_err(), "{text}");
        }
    }

    #[test]
    fn windows_open_and_close_in_time() {
        // The first day of 1970 was a Thursday.
        for (text, now, is_open, next, why) in [
            ("Thu.01:00-Thu.02:00", "1970-01-01T00:00:30Z", false, Some("1970-01-01T01:00:00Z"), "opens in an hour"),
            ("Thu.01:00-Thu.02:00", "1970-01-01T01:00:00Z", true, Some("1970-01-01T02:00:00Z"), "just open"),
            ("Thu.01:00-Thu.02:00", "1970-01-01T02:00:00Z", false, Some("1970-01-08T01:00:00Z"), "a week later"),
            ("Sat.20:00-Sun.04:00", "1970-01-03T23:00:00Z", true, Some("1970-01-04T04:00:00Z"), "over the week's end"),
            ("Sat.20:00-Sun.04:00", "1970-01-04T03:59:59Z", true, Some("1970-01-04T04:00:00Z"), "the last second"),
            ("Always", "1970-01-01T00:00:00Z", true, None, "never closes"),
            ("Never", "1970-01-01T00:00:00Z", false, None, "never opens"),
        ] {
            let (schedule, now) = (schedule(text), at(now));
            assert_eq!(schedule.is_open(now, &TimeZone::UTC), is_open, "{why}");
            assert_eq!(schedule.next_change(now, &TimeZone::UTC), next.map(at), "{why}");
        }
    }

    #[test]
    fn the_hour_that_is_left_out_opens_its_window_late() {
        let berlin = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a zone");
        let hour = schedule("Sun.02:00-Sun.02:30");
        // Clocks jump from 2:00 to 3:00 at 1:00 UTC.
        assert_eq!(hour.next_change(at("2026-03-29T00:00:00Z"), &berlin), Some(at("2026-03-29T01:00:00Z")));
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(windows in prop::collection::vec((0..WEEK, 0..WEEK), 0..20)) {
            let mut all = Vec::new();
            windows.into_iter().filter(|(a, b)| a != b).for_each(|(start, end)| push(&mut all, start, end));
            let schedule = Schedule::of(all);
            prop_assert_eq!(schedule.to_string().parse::<Schedule>().expect("as printed"), schedule);
        }

        #[test]
        fn no_text_panics(text in ".{0,60}") {
            let _ = text.parse::<Schedule>();
        }
    }
}
