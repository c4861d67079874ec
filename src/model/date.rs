//! Dates from text, as .NET's invariant culture reads them.
//!
//! Month before day where only numbers stand (`09/01/2018`), year first where the first number has four digits. A time
//! alone means today. Text without an offset says nothing of a zone ([`DateKind::Unspecified`]); text with one (`Z`,
//! `+02:00`) is turned into local time.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use super::DateKind;
use super::date_kind::moment;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads a date, a time or both; `None` when the text is neither.
pub fn read(text: &str) -> Option<Zoned> {
    read_at(text, TimeZone::system(), || Zoned::now().date())
}

/// As [`read`], with the zone and today's date given.
pub fn read_at(text: &str, zone: TimeZone, today: impl FnOnce() -> Date) -> Option<Zoned> {
    let parts = Parts::of(text)?;
    let date = match parts.date()? {
        Some(date) => date,
        None => today(),
    };
    let civil = DateTime::from_parts(date, parts.time()?);
    match parts.offset {
        Some(offset) => Some(offset.to_timestamp(civil).ok()?.to_zoned(zone)),
        None => DateKind::Unspecified.at(civil),
    }
}

/// As [`read`], at the offset that is written, or else at the local one of then.
pub fn read_with_offset(text: &str) -> Option<Zoned> {
    let offset = Parts::of(text)?.offset;
    let read = read_at(text, TimeZone::UTC, || Zoned::now().date())?;
    let zone = match offset {
        Some(offset) => TimeZone::fixed(offset),
        None => TimeZone::fixed(moment(&read).offset()),
    };
    Some(moment(&read).with_time_zone(zone))
}

/// Where the first word stands that no date has, counted in characters.
pub fn unknown_word(text: &str) -> Option<usize> {
    let letters = |c: char| c.is_alphabetic();
    let mut at = 0;
    while let Some(start) = text[at..].find(letters).map(|start| at + start) {
        let end = text[start..].find(|c: char| !letters(c)).map_or(text.len(), |end| start + end);
        let word = text[start..end].to_lowercase();
        let known = ["am", "pm", "t", "z", "gmt", "utc"].contains(&word.as_str())
            || MONTHS.iter().chain(&DAYS).any(|name| word.len() >= 3 && name.starts_with(&word));
        if !known {
            return Some(text[..start].chars().count());
        }
        at = end;
    }
    None
}

/// The day and time in UTC, as RFC 3339 with `Z`, for text that other programs read.
pub fn rfc3339(date: &Zoned) -> String {
    Timestamp::to_string(&moment(date).timestamp())
}

/// What stands in the text, before anything is made of it.
#[derive(Default)]
struct Parts {
    /// Numbers of the date with how many digits each has.
    numbers: Vec<(i32, usize)>,
    month: Option<i8>,
    /// How many numbers stood before the month's name.
    before_month: usize,
    /// Hours, minutes, seconds.
    clock: Vec<i8>,
    nanos: i32,
    afternoon: Option<bool>,
    offset: Option<Offset>,
}

impl Parts {
    fn of(text: &str) -> Option<Parts> {
        let text = text.trim();
        if text.is_empty() || text.len() > 64 || !text.is_ascii() {
            return None;
        }
        let mut parts = Parts::default();
        let mut rest = text;
        while let Some(first) = rest.bytes().next() {
            rest = match first {
                b'0'..=b'9' => parts.take_number(rest)?,
                b'+' | b'-' if !parts.clock.is_empty() => parts.take_offset(rest)?,
                b' ' | b',' | b'/' | b'-' | b'.' => &rest[1..],
                first if first.is_ascii_alphabetic() => parts.take_word(rest)?,
                _ => return None,
            };
        }
        Some(parts)
    }

    fn take_number<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        let (number, digits, after) = leading_number(rest)?;
        if !self.clock.is_empty() {
            return None;
        }
        if after.starts_with(':') {
            return self.take_clock(rest);
        }
        // `5 PM`
        let unspaced = after.trim_start().get(..2).unwrap_or_default();
        if self.has_date() && (unspaced.eq_ignore_ascii_case("am") || unspaced.eq_ignore_ascii_case("pm")) {
            self.clock.push(i8::try_from(number).ok()?);
            return Some(after);
        }
        self.numbers.push((number, digits));
        (self.numbers.len() <= 3).then_some(after)
    }

    fn has_date(&self) -> bool {
        self.numbers.len() + usize::from(self.month.is_some()) >= 2 || self.numbers.is_empty()
    }

    fn take_clock<'a>(&mut self, mut rest: &'a str) -> Option<&'a str> {
        loop {
            let (number, digits, after) = leading_number(rest)?;
            if digits > 2 || self.clock.len() == 3 {
                return None;
            }
            self.clock.push(i8::try_from(number).ok()?);
            match after.as_bytes().first() {
                Some(b':') => rest = &after[1..],
                Some(b'.') if self.clock.len() == 3 => {
                    let fraction = after[1..].bytes().take_while(u8::is_ascii_digit).count();
                    let shown = &after[1..][..fraction.min(9)];
                    self.nanos = format!("{shown:0<9}").parse().ok()?;
                    return (fraction > 0).then(|| &after[1 + fraction..]);
                }
                _ => return Some(after),
            }
        }
    }

    fn take_offset<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        let sign = if rest.starts_with('-') { -1 } else { 1 };
        let (hours, digits, after) = leading_number(&rest[1..])?;
        let (hours, minutes, after) = match (digits, after.strip_prefix(':')) {
            (1 | 2, Some(more)) => {
                let (minutes, _, after) = leading_number(more)?;
                (hours, minutes, after)
            }
            (4, _) => (hours / 100, hours % 100, after),
            (1 | 2, None) => (hours, 0, after),
            _ => return None,
        };
        if self.offset.is_some() || hours > 14 || minutes > 59 {
            return None;
        }
        self.offset = Some(Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?);
        Some(after)
    }

    fn take_word<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let word = rest[..end].to_ascii_lowercase();
        let is_short_for =
            |full: &&str| word.len() >= 3 && full.starts_with(&word) && (word.len() == 3 || *full == word);
        match word.as_str() {
            "am" | "pm" if !self.clock.is_empty() && self.afternoon.is_none() => self.afternoon = Some(word == "pm"),
            "t" if self.numbers.len() == 3 && self.clock.is_empty() => {}
            "z" | "gmt" | "utc" if !self.clock.is_empty() && self.offset.is_none() => self.offset = Some(Offset::UTC),
            _ => {
                if let Some(month) = MONTHS.iter().position(&is_short_for) {
                    if self.month.is_some() {
                        return None;
                    }
                    self.month = i8::try_from(month + 1).ok();
                    self.before_month = self.numbers.len();
                } else if !DAYS.iter().any(is_short_for) {
                    return None;
                }
            }
        }
        Some(&rest[end..])
    }

    /// `Some(None)` when only a time was written; `None` when the numbers are no date.
    fn date(&self) -> Option<Option<Date>> {
        let (year, month, day) = match (self.month, self.numbers.as_slice()) {
            (None, []) if !self.clock.is_empty() => return Some(None),
            (None, &[year, (month, _), (day, _)]) if year.1 == 4 => (year, month, day),
            (None, &[(month, _), (day, _), year]) => (year, month, day),
            (None, &[year, (month, _)]) if year.1 == 4 => (year, month, 1),
            (None, &[(month, _), year]) if year.1 == 4 => (year, month, 1),
            (None, &[(month, _), (day, _)]) => ((i32::from(Zoned::now().year()), 4), month, day),
            (Some(month), &[year, (day, _)]) if year.1 == 4 => (year, i32::from(month), day),
            (Some(month), &[(day, _), year]) => (year, i32::from(month), day),
            (Some(month), &[year]) if year.1 == 4 => (year, i32::from(month), 1),
            (Some(month), &[(day, _)]) => ((i32::from(Zoned::now().year()), 4), i32::from(month), day),
            _ => return None,
        };
        let year = match year {
            (year, 1 | 2) => year + if year < 50 { 2000 } else { 1900 },
            (year, _) => year,
        };
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Some)
    }

    fn time(&self) -> Option<Time> {
        let at = |index: usize| self.clock.get(index).copied().unwrap_or(0);
        let hour = match (self.afternoon, at(0)) {
            (None, hour) => hour,
            (Some(afternoon), hour @ 1..=12) => hour % 12 + if afternoon { 12 } else { 0 },
            (Some(_), _) => return None,
        };
        Time::new(hour, at(1), at(2), self.nanos).ok()
    }
}

fn leading_number(text: &str) -> Option<(i32, usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=4).contains(&digits)).then_some(())?;
    Some((text[..digits].parse().ok()?, digits, &text[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn read_in_utc(text: &str) -> Option<String> {
        let zoned = read_at(text, TimeZone::UTC, || date(2026, 11, 13))?;
        Some(zoned.strftime("%Y-%m-%d %H:%M:%S%.f").to_string())
    }

    #[test]
    fn the_usual_forms_are_read() {
        for (text, expected) in [
            ("09/01/2018", "2018-09-01 00:00:00"),
            ("9/1/18", "2018-09-01 00:00:00"),
            ("09/01/2018 5:00 PM", "2018-09-01 17:00:00"),
            ("3/14/2024 12:00 AM", "2024-03-14 00:00:00"),
            ("3/14/2024 5 pm", "2024-03-14 17:00:00"),
            ("2018-09-01", "2018-09-01 00:00:00"),
            ("2018-09-01T17:00:00Z", "2018-09-01 17:00:00"),
            ("2018-09-01T17:00:00.25+02:00", "2018-09-01 15:00:00.25"),
            ("2018-09-01 17:00:00 -0500", "2018-09-01 22:00:00"),
            ("2021-05-06 14:30:00z", "2021-05-06 14:30:00"),
            ("14:30", "2026-11-13 14:30:00"),
            ("Nov 5 2026", "2026-11-05 00:00:00"),
            ("5 November 2026 08:09:10", "2026-11-05 08:09:10"),
            ("Fri, 13 Nov 2026 01:23:20 GMT", "2026-11-13 01:23:20"),
            ("Friday, November 13, 2026 1:23:20 AM", "2026-11-13 01:23:20"),
            ("March 2024", "2024-03-01 00:00:00"),
            ("2024-03", "2024-03-01 00:00:00"),
            ("2024/02/29", "2024-02-29 00:00:00"),
        ] {
            assert_eq!(read_in_utc(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "abc",
            "13",
            "13/45/2020",
            "2023-02-29",
            "25:00",
            "1:2:3:4",
            "12:30 XM",
            "13:00 PM",
            "10MB",
            "1.2.3.4.5",
            "99999/1/1",
        ] {
            assert_eq!(read_in_utc(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,30}|[0-9/:. ,+TZapm-]{0,40}") {
            let _ = read_in_utc(&text);
        }
    }
}
