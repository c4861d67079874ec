//! Static members of `[datetimeoffset]`.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::parse::{parsed, parsed_exactly, tried, tried_exactly};
use super::{Given, Statics, compares, constructors, equals, is, method, property};
use crate::lang::dates::{UNIX_EPOCH, latest, utc_from_ticks};
use crate::lang::eval::member::Answer;
use crate::lang::eval::stop::Eval;
use crate::model::{DateTimeOffset, Value, convert, date_kind};

pub static DATE_OFFSET: Statics = Statics::table(
    &[
        property("MaxValue", "static System.DateTimeOffset MaxValue {get;}", |_| at(&latest())),
        property("MinValue", "static System.DateTimeOffset MinValue {get;}", |_| {
            utc_from_ticks(0).map_or(Value::Null, |date| at(&date))
        }),
        property("Now", "System.DateTimeOffset Now {get;}", |_| at(&Zoned::now())),
        property("UnixEpoch", "static System.DateTimeOffset UnixEpoch {get;}", |_| {
            utc_from_ticks(UNIX_EPOCH).map_or(Value::Null, |date| at(&date))
        }),
        property("UtcNow", "System.DateTimeOffset UtcNow {get;}", |_| at(&date_kind::universal(&Zoned::now()))),
    ],
    &[
        method("Compare", "static int Compare(System.DateTimeOffset first, System.DateTimeOffset second)", compares),
        method("Equals", "static bool Equals(System.DateTimeOffset first, System.DateTimeOffset second)", equals),
        method(
            "FromUnixTimeMilliseconds",
            "static System.DateTimeOffset FromUnixTimeMilliseconds(long milliseconds)",
            |given| moment(given, "milliseconds", Timestamp::from_millisecond),
        ),
        method("FromUnixTimeSeconds", "static System.DateTimeOffset FromUnixTimeSeconds(long seconds)", |given| {
            moment(given, "seconds", Timestamp::from_second)
        }),
        constructors(
            "System.DateTimeOffset new(long ticks, timespan offset), System.DateTimeOffset new(datetime dateTime), System.DateTimeOffset new(datetime dateTime, timespan offset), System.DateTimeOffset new(int year, int month, int day, int hour, int minute, int second, timespan offset), System.DateTimeOffset new(int year, int month, int day, int hour, int minute, int second, int millisecond, timespan offset)",
        ),
        method("Parse", "static System.DateTimeOffset Parse(string input)", parsed),
        method(
            "ParseExact",
            "static System.DateTimeOffset ParseExact(string input, string format, System.IFormatProvider formatProvider)",
            parsed_exactly,
        ),
        method("TryParse", "static bool TryParse(string input, [ref] System.DateTimeOffset result)", tried),
        method(
            "TryParseExact",
            "static bool TryParseExact(string input, string format, System.IFormatProvider formatProvider, System.Globalization.DateTimeStyles styles, [ref] System.DateTimeOffset result)",
            tried_exactly,
        ),
    ],
);

fn at(date: &Zoned) -> Value {
    Value::scalar(DateTimeOffset::at(date))
}

/// A count since 1970 in UTC.
fn moment(given: &Given, what: &str, read: fn(i64) -> Result<Timestamp, jiff::Error>) -> Eval<Answer> {
    let count = convert::to_long(given.value(0)?)?;
    let found = read(count).map_err(|_| {
        given.threw(&format!("Valid values are those of a date in the years 1 to 9999. (Parameter '{what}')"))
    })?;
    is(at(&found.to_zoned(TimeZone::UTC)))
}
