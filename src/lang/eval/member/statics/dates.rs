//! Static members of dates and time spans.

use jiff::Zoned;

use super::parse::{parsed, parsed_exactly, tried, tried_exactly};
use super::{Given, Statics, compares, constructors, equals, is, method, property};
use crate::lang::dates::{FILE_TIME_EPOCH, UNIX_EPOCH, from_ticks, latest, utc_from_ticks};
use crate::lang::eval::member::Answer;
use crate::lang::eval::stop::Eval;
use crate::model::{DateKind, TimeSpan, Value, convert, date_kind};

pub static DATE: Statics = Statics::table(
    &[
        property("MaxValue", "static datetime MaxValue {get;}", |_| Value::date(latest())),
        property("MinValue", "static datetime MinValue {get;}", |_| from_ticks(0).map_or(Value::Null, Value::date)),
        property("Now", "datetime Now {get;}", |_| Value::date(Zoned::now())),
        property("Today", "datetime Today {get;}", |_| Zoned::now().start_of_day().map_or(Value::Null, Value::date)),
        property("UnixEpoch", "static datetime UnixEpoch {get;}", |_| {
            utc_from_ticks(UNIX_EPOCH).map_or(Value::Null, Value::date)
        }),
        property("UtcNow", "datetime UtcNow {get;}", |_| Value::date(date_kind::universal(&Zoned::now()))),
    ],
    &[
        method("Compare", "static int Compare(datetime t1, datetime t2)", compares),
        method("DaysInMonth", "static int DaysInMonth(int year, int month)", |given| {
            let year = i16::try_from(given.int(0)?).unwrap_or(0);
            let month = i8::try_from(given.int(1)?).unwrap_or(0);
            let month = jiff::civil::Date::new(year, month, 1)
                .map_err(|_| given.threw("Month must be between one and twelve. (Parameter 'month')"))?;
            is(i32::from(month.days_in_month()))
        }),
        method("Equals", "static bool Equals(datetime t1, datetime t2)", equals),
        method("FromFileTime", "static datetime FromFileTime(long fileTime)", |given| {
            is(file_time(given)?.map_or(Value::Null, |date| Value::date(date_kind::local(&date))))
        }),
        method("FromFileTimeUtc", "static datetime FromFileTimeUtc(long fileTime)", |given| {
            is(file_time(given)?.map_or(Value::Null, Value::date))
        }),
        method("FromOADate", "static datetime FromOADate(double d)", |given| {
            // Days since the last but one of 1899, to the millisecond.
            let millis = (given.double(0)? * 86_400_000.0).round();
            let ticks = 599_264_352_000_000_000i64.saturating_add((millis as i64).saturating_mul(10_000));
            is(from_ticks(ticks).map(Value::date).ok_or_else(|| given.threw("Not a legal OleAut date."))?)
        }),
        method("IsLeapYear", "static bool IsLeapYear(int year)", |given| {
            let year = given.int(0)?;
            is(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
        }),
        constructors(
            "datetime new(long ticks), datetime new(int year, int month, int day), datetime new(int year, int month, int day, int hour, int minute, int second), datetime new(int year, int month, int day, int hour, int minute, int second, System.DateTimeKind kind)",
        ),
        method("Parse", "static datetime Parse(string s)", parsed),
        method(
            "ParseExact",
            "static datetime ParseExact(string s, string format, System.IFormatProvider provider)",
            parsed_exactly,
        ),
        method("SpecifyKind", "static datetime SpecifyKind(datetime value, System.DateTimeKind kind)", |given| {
            let date = convert::to_date(given.value(0)?)?;
            let kind = DateKind::named(&given.text(1)?)
                .ok_or_else(|| given.threw("A DateTimeKind is Unspecified, Utc or Local."))?;
            is(kind.at(date.datetime()).map_or(Value::Null, Value::date))
        }),
        method("TryParse", "static bool TryParse(string s, [ref] datetime result)", tried),
        method(
            "TryParseExact",
            "static bool TryParseExact(string s, string format, System.IFormatProvider provider, System.Globalization.DateTimeStyles style, [ref] datetime result)",
            tried_exactly,
        ),
    ],
);

/// The date in UTC of a count of Windows.
fn file_time(given: &Given) -> Eval<Option<Zoned>> {
    Ok(utc_from_ticks(convert::to_long(given.value(0)?)?.saturating_add(FILE_TIME_EPOCH)))
}

pub static SPAN: Statics = Statics::table(
    &[
        property("MaxValue", "static timespan MaxValue {get;}", |_| Value::scalar(TimeSpan::MAX)),
        property("MinValue", "static timespan MinValue {get;}", |_| Value::scalar(TimeSpan::from_ticks(i64::MIN))),
        property("TicksPerDay", "static long TicksPerDay {get;}", |_| Value::Long(864_000_000_000)),
        property("TicksPerHour", "static long TicksPerHour {get;}", |_| Value::Long(36_000_000_000)),
        property("TicksPerMillisecond", "static long TicksPerMillisecond {get;}", |_| Value::Long(10_000)),
        property("TicksPerMinute", "static long TicksPerMinute {get;}", |_| Value::Long(600_000_000)),
        property("TicksPerSecond", "static long TicksPerSecond {get;}", |_| Value::Long(10_000_000)),
        property("Zero", "static timespan Zero {get;}", |_| Value::scalar(TimeSpan::ZERO)),
    ],
    &[
        method("Compare", "static int Compare(timespan t1, timespan t2)", compares),
        method("Equals", "static bool Equals(timespan t1, timespan t2)", equals),
        method("FromDays", "static timespan FromDays(double value)", |given| of_seconds(given, 86_400.0)),
        method("FromHours", "static timespan FromHours(double value)", |given| of_seconds(given, 3_600.0)),
        method("FromMilliseconds", "static timespan FromMilliseconds(double value)", |given| of_seconds(given, 0.001)),
        method("FromMinutes", "static timespan FromMinutes(double value)", |given| of_seconds(given, 60.0)),
        method("FromSeconds", "static timespan FromSeconds(double value)", |given| of_seconds(given, 1.0)),
        method("FromTicks", "static timespan FromTicks(long value)", |given| {
            is(TimeSpan::from_ticks(convert::to_long(given.value(0)?)?))
        }),
        constructors(
            "timespan new(long ticks), timespan new(int hours, int minutes, int seconds), timespan new(int days, int hours, int minutes, int seconds), timespan new(int days, int hours, int minutes, int seconds, int milliseconds)",
        ),
        method("Parse", "static timespan Parse(string s)", parsed),
        method("TryParse", "static bool TryParse(string s, [ref] timespan result)", tried),
    ],
);

fn of_seconds(given: &Given, seconds: f64) -> Eval<Answer> {
    let ticks = (given.double(0)? * seconds * 1e7).round();
    // The largest count of ticks is no double.
    if ticks.is_nan() || ticks.abs() >= i64::MAX as f64 {
        return Err(given.threw("TimeSpan overflowed because the duration is too long."));
    }
    is(TimeSpan::from_ticks(ticks as i64))
}
