//! Dates as .NET formats and counts them, in the invariant culture.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

pub use crate::model::date_kind::from_ticks;
use crate::model::date_kind::{moment, universal};
use crate::model::{DateKind, DateTimeOffset};

/// 100 ns units from the year 1 to 1970.
const EPOCH_TICKS: i128 = 621_355_968_000_000_000;

/// Ticks of the calendar at the epoch of Windows file times, 1601.
pub const FILE_TIME_EPOCH: i64 = 504_911_232_000_000_000;

/// Ticks of the calendar at 1970.
pub const UNIX_EPOCH: i64 = EPOCH_TICKS as i64;

/// 100 ns units since the year 1 on the clock of the date's own zone, as `.Ticks` counts.
pub fn ticks(date: &Zoned) -> i64 {
    let local = date.timestamp().as_nanosecond() + i128::from(date.offset().seconds()) * 1_000_000_000;
    i64::try_from(local.div_euclid(100) + EPOCH_TICKS).unwrap_or(i64::MAX)
}

/// The last moment that can be computed with: a day before the end of the year 9999.
pub fn latest() -> Zoned {
    Timestamp::MAX.to_zoned(TimeZone::UTC)
}

/// The date in UTC with that count.
pub fn utc_from_ticks(ticks: i64) -> Option<Zoned> {
    let nanos = (i128::from(ticks) - EPOCH_TICKS) * 100;
    Some(Timestamp::from_nanosecond(nanos).ok()?.to_zoned(TimeZone::UTC))
}

/// Reads a date that was written by a custom format; `None` when the text does not follow it.
pub fn read_exact(text: &str, format: &str) -> Option<Zoned> {
    let mut rest = text;
    let (mut year, mut month, mut day, mut clock, mut nanos) = (None, 1, 1, [0i8; 3], 0i32);
    let mut afternoon = None;
    let mut letters = format.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut count = 1;
        while letter.is_ascii_alphabetic() && letters.next_if_eq(&letter).is_some() {
            count += 1;
        }
        let mut number = |most: usize| -> Option<i32> {
            let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
            let number = rest[..digits].parse().ok()?;
            rest = &rest[digits..];
            Some(number)
        };
        match (letter, count) {
            ('y', 1 | 2) => year = number(2).map(|short| short + if short < 50 { 2000 } else { 1900 }),
            ('y', _) => year = number(4),
            ('M', 1 | 2) => month = i8::try_from(number(2)?).ok()?,
            ('M', _) => {
                let name = |at: i8| if count == 3 { &month_name(at)[..3] } else { month_name(at) };
                let starts =
                    |at: &i8| rest.get(..name(*at).len()).is_some_and(|start| start.eq_ignore_ascii_case(name(*at)));
                month = (1..=12).find(starts)?;
                rest = &rest[name(month).len()..];
            }
            ('d', 1 | 2) => day = i8::try_from(number(2)?).ok()?,
            ('H' | 'h', _) => clock[0] = i8::try_from(number(2)?).ok()?,
            ('m', _) => clock[1] = i8::try_from(number(2)?).ok()?,
            ('s', _) => clock[2] = i8::try_from(number(2)?).ok()?,
            ('f', 1..=7) => nanos = number(count)?.checked_mul(10i32.pow(9 - count as u32))?,
            ('t', _) => {
                let word = rest.get(..count.min(2))?.to_ascii_lowercase();
                afternoon = Some(word.starts_with('p'));
                rest = &rest[word.len()..];
            }
            ('\'' | '"', _) => {
                for quoted in letters.by_ref().take_while(|quoted| *quoted != letter) {
                    rest = rest.strip_prefix(quoted)?;
                }
            }
            ('\\', _) => rest = rest.strip_prefix(letters.next()?)?,
            (literal, count) => {
                for _ in 0..count {
                    rest = rest.strip_prefix(literal)?;
                }
            }
        }
    }
    if let Some(afternoon) = afternoon {
        clock[0] = clock[0] % 12 + if afternoon { 12 } else { 0 };
    }
    let year = i16::try_from(year.unwrap_or(i32::from(Zoned::now().year()))).ok()?;
    let civil = jiff::civil::DateTime::new(year, month, day, clock[0], clock[1], clock[2], nanos).ok()?;
    if rest.is_empty() { DateKind::Unspecified.at(civil) } else { None }
}

pub fn day_name(day: Weekday) -> &'static str {
    const NAMES: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    NAMES[usize::from(day.to_sunday_zero_offset().unsigned_abs()) % 7]
}

pub fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[usize::from(month.unsigned_abs()).saturating_sub(1) % 12]
}

/// Formats a date by a .NET format string: one letter is a standard format (`d`, `s`, `o`, `u`…), more are a custom
/// one (`yyyy-MM-dd HH:mm`). Err: .NET's sentence about a bad format.
pub fn format(date: &Zoned, format: &str) -> Result<String, &'static str> {
    let mut letters = format.chars();
    let custom = match (letters.next(), letters.next()) {
        (None, _) => "MM/dd/yyyy HH:mm:ss",
        (Some('%'), Some(_)) => &format[1..],
        (Some(standard), None) => match standard {
            'd' => "MM/dd/yyyy",
            'D' => "dddd, dd MMMM yyyy",
            'f' => "dddd, dd MMMM yyyy HH:mm",
            'F' => "dddd, dd MMMM yyyy HH:mm:ss",
            'g' => "MM/dd/yyyy HH:mm",
            'G' => "MM/dd/yyyy HH:mm:ss",
            'm' | 'M' => "MMMM dd",
            'o' | 'O' => "yyyy-MM-ddTHH:mm:ss.fffffffK",
            's' => "yyyy-MM-ddTHH:mm:ss",
            't' => "HH:mm",
            'T' => "HH:mm:ss",
            'y' | 'Y' => "yyyy MMMM",
            // Both say what zone they are in, and neither is turned into it.
            'r' | 'R' => "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
            'u' => "yyyy-MM-dd HH:mm:ss'Z'",
            'U' => return Ok(custom_text(&universal(date), "dddd, dd MMMM yyyy HH:mm:ss")),
            _ => return Err("Input string was not in a correct format."),
        },
        _ => format,
    };
    Ok(custom_text(date, custom))
}

/// The same for a date with an offset: what says its zone says the offset, and UTC's formats show it in UTC.
pub fn format_with_offset(date: &DateTimeOffset, pattern: &str) -> Result<String, &'static str> {
    let own = date.zoned();
    match pattern {
        "" => Ok(date.to_string()),
        "o" | "O" => format(own, "yyyy-MM-ddTHH:mm:ss.fffffffzzz"),
        "K" | "%K" => format(own, "zzz"),
        "r" | "R" | "u" => format(&universal(own), pattern),
        "U" => Err("Input string was not in a correct format."),
        standard if standard.len() == 1 => format(own, standard),
        custom => format(own, &custom.replace('K', "zzz")),
    }
}

fn custom_text(date: &Zoned, format: &str) -> String {
    let mut out = String::new();
    let mut rest = format.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '\\' => out.extend(rest.next()),
            '\'' | '"' => {
                // An unclosed quote takes the rest.
                for c in rest.by_ref().take_while(|c| *c != letter) {
                    out.push(c);
                }
            }
            '%' => {}
            'd' | 'M' | 'y' | 'h' | 'H' | 'm' | 's' | 'f' | 'F' | 't' | 'z' | 'K' | 'g' => {
                let mut count = 1;
                while letter != 'K' && rest.next_if_eq(&letter).is_some() {
                    count += 1;
                }
                push_part(date, letter, count, &mut out);
            }
            other => out.push(other),
        }
    }
    out
}

fn push_part(date: &Zoned, letter: char, count: usize, out: &mut String) {
    let width = count.min(2);
    let padded = |number: i8| format!("{number:0width$}");
    let fraction = || {
        let digits = format!("{:09}", date.subsec_nanosecond());
        digits[..count.min(7)].to_owned()
    };
    let text = match (letter, count) {
        ('d', 1 | 2) => padded(date.day()),
        ('d', 3) => day_name(date.weekday())[..3].into(),
        ('d', _) => day_name(date.weekday()).into(),
        ('M', 1 | 2) => padded(date.month()),
        ('M', 3) => month_name(date.month())[..3].into(),
        ('M', _) => month_name(date.month()).into(),
        ('y', 1 | 2) => format!("{:0width$}", date.year() % 100),
        ('y', _) => format!("{:0count$}", date.year()),
        ('h', _) => padded((date.hour() + 11) % 12 + 1),
        ('H', _) => padded(date.hour()),
        ('m', _) => padded(date.minute()),
        ('s', _) => padded(date.second()),
        ('f', _) => fraction(),
        ('F', _) => {
            let digits = fraction();
            let kept = digits.trim_end_matches('0');
            if kept.is_empty() && out.ends_with('.') {
                out.pop();
            }
            kept.into()
        }
        ('t', 1) => if date.hour() < 12 { "A" } else { "P" }.into(),
        ('t', _) => if date.hour() < 12 { "AM" } else { "PM" }.into(),
        ('K', _) if DateKind::of(date) == DateKind::Unspecified => String::new(),
        ('K', _) if DateKind::of(date) == DateKind::Utc => "Z".into(),
        ('z', 1 | 2) => {
            let hours = moment(date).offset().seconds() / 3600;
            format!("{}{:0width$}", if hours < 0 { '-' } else { '+' }, hours.abs())
        }
        ('z' | 'K', _) => {
            let seconds = moment(date).offset().seconds();
            let sign = if seconds < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
        }
        ('g', _) => "A.D.".into(),
        _ => String::new(),
    };
    out.push_str(&text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn sample() -> Zoned {
        date(2026, 3, 5).at(14, 7, 9, 250_000_000).to_zoned(TimeZone::fixed(jiff::tz::offset(2))).expect("a date")
    }

    #[test]
    fn formats_are_dotnets() {
        for (pattern, expected) in [
            ("yyyy-MM-dd", "2026-03-05"),
            ("yyyy-MM-dd HH:mm:ss.fff", "2026-03-05 14:07:09.250"),
            ("dddd, d MMMM yy h:mm tt", "Thursday, 5 March 26 2:07 PM"),
            ("ddd MMM", "Thu Mar"),
            ("d", "03/05/2026"),
            ("%d", "5"),
            ("s", "2026-03-05T14:07:09"),
            ("o", "2026-03-05T14:07:09.2500000+02:00"),
            ("u", "2026-03-05 14:07:09Z"),
            ("r", "Thu, 05 Mar 2026 14:07:09 GMT"),
            ("HH'h'mm\\m", "14h07m"),
            ("ss.FFFF", "09.25"),
            ("zzz", "+02:00"),
            ("yyyyMMdd_HHmmss", "20260305_140709"),
            ("", "03/05/2026 14:07:09"),
        ] {
            assert_eq!(format(&sample(), pattern).as_deref(), Ok(expected), "{pattern}");
        }
        assert!(format(&sample(), "x").is_err());
    }

    #[test]
    fn ticks_count_from_the_year_one() {
        let new_year = date(2000, 1, 1).at(0, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a date");
        assert_eq!(ticks(&new_year), 630_822_816_000_000_000);
        assert_eq!(from_ticks(630_822_816_000_000_000).map(|date| ticks(&date)), Some(630_822_816_000_000_000));
    }

    #[test]
    fn exact_formats_are_read_back() {
        for (text, pattern) in [
            ("2026-03-05", "yyyy-MM-dd"),
            ("20260305_140709", "yyyyMMdd_HHmmss"),
            ("5 Mar 2026 2:07 PM", "d MMM yyyy h:mm tt"),
        ] {
            let date = read_exact(text, pattern).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(format(&date, pattern).as_deref(), Ok(text));
        }
        assert!(read_exact("2026-3", "yyyy-MM-dd").is_none() && read_exact("é", "M").is_none());
    }

    proptest! {
        #[test]
        fn no_exact_reading_panics(text in "\\PC{0,12}|[0-9:/ -]{0,12}", pattern in "[dMyhHmsft'\\\\ :-]{0,12}") {
            let _ = read_exact(&text, &pattern);
        }

        #[test]
        fn no_format_panics(pattern in "\\PC{0,20}|[dMyhHmsfFtzKg%'\\\\ ]{0,20}") {
            let _ = format(&sample(), &pattern);
        }
    }
}
