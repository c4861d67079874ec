//! Members of dates.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Zoned};

use super::wrong_count;
use crate::lang::ast::BinaryOp;
use crate::lang::eval::flow::{Eval, Stop};
use crate::lang::eval::operator;
use crate::model::{Fault, IntoValue, TimeSpan, Value, convert};

/// Ticks between .NET's first instant and 1970.
const EPOCH_TICKS: i64 = 621_355_968_000_000_000;

fn ticks(date: &Zoned) -> i64 {
    // What the clock on the wall shows, as .NET counts.
    let shown = date.timestamp().as_nanosecond() / 100 + i128::from(date.offset().seconds()) * 10_000_000;
    i64::try_from(shown).unwrap_or(i64::MAX).saturating_add(EPOCH_TICKS)
}

pub fn property(date: &Zoned, name: &str) -> Option<Value> {
    let int = |n: i32| Some(Value::Int(n));
    match name {
        "year" => int(date.year().into()),
        "month" => int(date.month().into()),
        "day" => int(date.day().into()),
        "hour" => int(date.hour().into()),
        "minute" => int(date.minute().into()),
        "second" => int(date.second().into()),
        "millisecond" => int(date.millisecond().into()),
        "dayofyear" => int(date.day_of_year().into()),
        "dayofweek" => Some(date.strftime("%A").to_string().into_value()),
        "ticks" => Some(Value::Long(ticks(date))),
        "date" => date.start_of_day().ok().map(Value::Date),
        "timeofday" => {
            let since = date.start_of_day().ok().map(|start| date.duration_since(&start))?;
            i64::try_from(since.as_nanos() / 100).ok().map(|ticks| TimeSpan::from_ticks(ticks).into_value())
        }
        "kind" => Some(if date.time_zone() == &TimeZone::UTC { "Utc" } else { "Local" }.into_value()),
        _ => None,
    }
}

pub fn call(date: &Zoned, name: &str, arguments: &[Value]) -> Eval<Option<Value>> {
    let amount = || arguments.first().map(convert::to_double).transpose()?.ok_or_else(|| wrong_count(0));
    let moved = |seconds: f64| -> Eval<Value> {
        let duration = SignedDuration::try_from_secs_f64(seconds).map_err(|_| out_of_range())?;
        date.checked_add(duration).map(Value::Date).map_err(|_| out_of_range())
    };
    Ok(Some(match name {
        "adddays" => moved(amount()? * 86_400.0)?,
        "addhours" => moved(amount()? * 3_600.0)?,
        "addminutes" => moved(amount()? * 60.0)?,
        "addseconds" => moved(amount()?)?,
        "addmilliseconds" => moved(amount()? / 1000.0)?,
        "addmonths" | "addyears" => {
            let count = i32::from(amount()? as i16) * if name == "addyears" { 12 } else { 1 };
            let span = jiff::Span::new().try_months(count).map_err(|_| out_of_range())?;
            date.checked_add(span).map(Value::Date).map_err(|_| out_of_range())?
        }
        "add" | "subtract" => {
            let other = arguments.first().cloned().ok_or_else(|| wrong_count(0))?;
            let op = if name == "add" { BinaryOp::Add } else { BinaryOp::Subtract };
            operator::binary(op, Value::Date(date.clone()), other, &mut None)?
        }
        "touniversaltime" => Value::Date(date.with_time_zone(TimeZone::UTC)),
        "tolocaltime" => Value::Date(date.with_time_zone(TimeZone::system())),
        "toshortdatestring" => operator::format(&Value::text("{0:d}"), &Value::Date(date.clone()))?.into_value(),
        "tolongdatestring" => operator::format(&Value::text("{0:D}"), &Value::Date(date.clone()))?.into_value(),
        "toshorttimestring" => operator::format(&Value::text("{0:t}"), &Value::Date(date.clone()))?.into_value(),
        "tofiletime" | "tofiletimeutc" => {
            Value::Long(ticks(&date.with_time_zone(TimeZone::UTC)).saturating_sub(504_911_232_000_000_000))
        }
        _ => return Ok(None),
    }))
}

fn out_of_range() -> Stop {
    Fault::invalid("ArgumentOutOfRangeException", "The result is not a date that can be represented.").into()
}
