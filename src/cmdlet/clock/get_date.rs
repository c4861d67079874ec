//! `Get-Date`: now, or a date in another form.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use super::unix_format;
use crate::cmdlet::prelude::*;
use crate::lang::eval::format_text;
use crate::model::choice::choice;
use crate::model::date_kind::{WrittenDate, universal};

choice! {
    /// What is shown of a date.
    DisplayHint as "DisplayHintType" {
        Date,
        Time,
        DateTime,
    }
}

static DATE: Param<WrittenDate> = Param::new("Date", "The date to show. Default: now.")
    .position(1)
    .from_pipeline()
    .from_property()
    .aliases(&["LastWriteTime"]);
static FORMAT: Param<String> =
    Param::new("Format", "How to write it, such as `yyyy-MM-dd HH:mm:ss`, or `o`, `s`, `u`. Gives text.");
static UNIX_FORMAT: Param<String> =
    Param::new("UFormat", "How to write it in the letters of Unix, such as `%Y-%m-%d`. Gives text.");
static UNIX_SECONDS: Param<i64> = Param::new("UnixTimeSeconds", "The date as seconds since the beginning of 1970.")
    .from_property()
    .aliases(&["UnixTime"]);
static YEAR: Param<i32> = Param::new("Year", "In this year instead.").within(1, 9999);
static MONTH: Param<i32> = Param::new("Month", "In this month instead, 1 to 12.").within(1, 12);
static DAY: Param<i32> = Param::new("Day", "On this day of the month instead.").within(1, 31);
static HOUR: Param<i32> = Param::new("Hour", "In this hour instead, 0 to 23.").within(0, 23);
static MINUTE: Param<i32> = Param::new("Minute", "In this minute instead.").within(0, 59);
static SECOND: Param<i32> = Param::new("Second", "In this second instead.").within(0, 59);
static MILLISECOND: Param<i32> = Param::new("Millisecond", "In this millisecond instead.").within(0, 999);
static DISPLAY_HINT: Param<DisplayHint> =
    Param::new("DisplayHint", "Which part is shown where the date is shown by itself; the date keeps both.");
static AS_UTC: Param<Switch> = Param::switch("AsUTC", "In UTC.");

pub static GET_DATE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Date",
        synopsis: "Give the date and time",
        about: "As an object with members such as AddDays and DayOfWeek; with -Format as text.",
        params: &[
            DATE.spec(),
            UNIX_SECONDS.spec(),
            YEAR.spec(),
            MONTH.spec(),
            DAY.spec(),
            HOUR.spec(),
            MINUTE.spec(),
            SECOND.spec(),
            MILLISECOND.spec(),
            FORMAT.spec(),
            UNIX_FORMAT.spec(),
            DISPLAY_HINT.spec(),
            AS_UTC.spec(),
        ],
        sets: &[
            ParamSet { name: "DateAndFormat", params: &["Date", "Format"], mandatory: &[] },
            ParamSet { name: "DateAndUFormat", params: &["Date", "UFormat"], mandatory: &["UFormat"] },
            ParamSet {
                name: "UnixTimeSecondsAndFormat",
                params: &["UnixTimeSeconds", "Format"],
                mandatory: &["UnixTimeSeconds"],
            },
            ParamSet {
                name: "UnixTimeSecondsAndUFormat",
                params: &["UnixTimeSeconds", "UFormat"],
                mandatory: &["UnixTimeSeconds", "UFormat"],
            },
        ],
        examples: &[
            Example { does: "Give yesterday at this time", run: "(Get-Date).AddDays(-1)" },
            Example { does: "Make a name for a log of today", run: "Get-Date -Format yyyy-MM-dd" },
            Example { does: "Write the date in the letters of Unix", run: "Get-Date -UFormat '%Y/%m/%d %R'" },
            Example { does: "Show the day alone", run: "Get-Date -DisplayHint Date" },
            Example { does: "Read a Unix time", run: "Get-Date -UnixTimeSeconds 1577836800" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let given = match call.get(&UNIX_SECONDS)? {
        None => call.get(&DATE)?.map(|date| date.0),
        Some(seconds) => Some(
            Timestamp::from_second(seconds)
                .map_err(|error| out_of_range().cause(error).at(call.place(&UNIX_SECONDS)))?
                .to_zoned(TimeZone::system()),
        ),
    };
    let mut date = with_parts(call, given.unwrap_or_else(Zoned::now))?;
    if call.is_set(&AS_UTC)? {
        date = universal(&date);
    }
    if let Some(form) = call.get(&UNIX_FORMAT)? {
        return out.emit(unix_format::format(&date, &form));
    }
    match call.get(&FORMAT)? {
        None => {
            let hint = call.get(&DISPLAY_HINT)?.unwrap_or(DisplayHint::DateTime);
            let hint = ("DisplayHint".into(), hint.into_value());
            out.emit(Value::Object(Object::around(&Value::date(date), vec![hint])))
        }
        Some(form) => {
            let (date, form) = for_file_names(date, form);
            let text = format_text(&Value::text(format!("{{0:{form}}}")), &Value::date(date));
            let text = text.map_err(|_| {
                Fault::invalid("System.FormatException", "Input string was not in a correct format.")
                    .at(call.place(&FORMAT))
            })?;
            out.emit(text)
        }
    }
}

/// The names of forms that stand in file names, which PowerShell has beside those of .NET.
fn for_file_names(date: Zoned, form: String) -> (Zoned, String) {
    let forms = [
        ("FileDate", "yyyyMMdd", false),
        ("FileDateTime", "yyyyMMddTHHmmssffff", false),
        ("FileDateUniversal", "yyyyMMddZ", true),
        ("FileDateTimeUniversal", "yyyyMMddTHHmmssffffZ", true),
    ];
    match forms.iter().find(|(name, ..)| name.eq_ignore_ascii_case(&form)) {
        Some((_, form, true)) => (universal(&date), (*form).to_owned()),
        Some((_, form, false)) => (date, (*form).to_owned()),
        None => (date, form),
    }
}

fn out_of_range() -> Fault {
    Fault::invalid("DateOutOfRange", "There is no such date.")
}

/// The date with the parts that were given instead of its own: year, month and day in this order, so that a day that the
/// month does not have is one of the next month, and a month that is too short ends with its last day.
fn with_parts(call: &Call, date: Zoned) -> Result<Zoned, Fault> {
    let part = |param: &Param<i32>, now: i8| Ok::<i64, Fault>(i64::from(call.get(param)?.unwrap_or(now.into())));
    let years = i64::from(call.get(&YEAR)?.unwrap_or(date.year().into()) - i32::from(date.year()));
    let months = part(&MONTH, date.month())? - i64::from(date.month());
    let moved = |date: jiff::civil::DateTime, span: jiff::Span| {
        date.checked_add(span).map_err(|error| out_of_range().cause(error).at(call.span))
    };
    let civil = moved(date.datetime(), years.years())?;
    let civil = moved(civil, months.months())?;
    let days = part(&DAY, civil.day())? - i64::from(civil.day());
    let civil = moved(civil, days.days())?;
    let of_day = |param: &Param<i32>, now: i8| {
        let number = call.get(param)?.unwrap_or(now.into());
        i8::try_from(number).map_err(|_| out_of_range().at(call.place(param)))
    };
    let subsec = call.get(&MILLISECOND)?.map_or(civil.subsec_nanosecond(), |millis| millis * 1_000_000);
    let civil = civil
        .with()
        .hour(of_day(&HOUR, civil.hour())?)
        .minute(of_day(&MINUTE, civil.minute())?)
        .second(of_day(&SECOND, civil.second())?)
        .subsec_nanosecond(subsec)
        .build()
        .map_err(|error| out_of_range().cause(error).at(call.span))?;
    civil.to_zoned(date.time_zone().clone()).map_err(|error| out_of_range().cause(error).at(call.span))
}
