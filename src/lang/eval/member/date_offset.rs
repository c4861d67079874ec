//! Methods of dates with an offset.

use jiff::SignedDuration;

use super::super::arithmetic;
use super::super::stop::{Eval, Stop};
use super::declare::{Declared, methods};
use super::{Answer, argument, threw};
use crate::lang::dates;
use crate::lang::types::{Base, Type, cast};
use crate::model::{DateTimeOffset, TimeSpan, Value, convert, date_kind};

methods! {
    Method {
        Add "System.DateTimeOffset Add(timespan timeSpan)";
        AddDays "System.DateTimeOffset AddDays(double days)";
        AddHours "System.DateTimeOffset AddHours(double hours)";
        AddMilliseconds "System.DateTimeOffset AddMilliseconds(double milliseconds)";
        AddMinutes "System.DateTimeOffset AddMinutes(double minutes)";
        AddMonths "System.DateTimeOffset AddMonths(int months)";
        AddSeconds "System.DateTimeOffset AddSeconds(double seconds)";
        AddTicks "System.DateTimeOffset AddTicks(long ticks)";
        AddYears "System.DateTimeOffset AddYears(int years)";
        EqualsExact "bool EqualsExact(System.DateTimeOffset other)";
        Subtract "timespan Subtract(System.DateTimeOffset value), System.DateTimeOffset Subtract(timespan value)";
        ToFileTime "long ToFileTime()";
        ToLocalTime "System.DateTimeOffset ToLocalTime()";
        ToOffset "System.DateTimeOffset ToOffset(timespan offset)";
        ToUniversalTime "System.DateTimeOffset ToUniversalTime()";
        ToUnixTimeMilliseconds "long ToUnixTimeMilliseconds()";
        ToUnixTimeSeconds "long ToUnixTimeSeconds()";
    }
}

pub(super) fn call(date: &DateTimeOffset, method: Method, arguments: &[Value]) -> Eval<Answer> {
    let name = method.name();
    let own = || Value::scalar(date.clone());
    let first = || argument(arguments, 0, name);
    let at = |zoned| Answer::Is(Value::scalar(DateTimeOffset::at(&zoned)));
    let later = |unit: f64| -> Eval<Answer> {
        let seconds = convert::to_double(first()?)? * unit;
        let by = SignedDuration::try_from_secs_f64(seconds).map_err(|_| out_of_range(name))?;
        date.moved(by).map(|date| Answer::Is(Value::scalar(date))).ok_or_else(|| out_of_range(name))
    };
    match method {
        Method::AddDays => later(86_400.0),
        Method::AddHours => later(3_600.0),
        Method::AddMinutes => later(60.0),
        Method::AddSeconds => later(1.0),
        Method::AddMilliseconds => later(1e-3),
        Method::AddTicks => later(1e-7),
        Method::AddMonths | Method::AddYears => {
            let count = convert::to_int(first()?)?;
            let months = count.saturating_mul(if method == Method::AddYears { 12 } else { 1 });
            let span = jiff::Span::new().try_months(months).map_err(|_| out_of_range(name))?;
            date.zoned().checked_add(span).map(at).map_err(|_| out_of_range(name))
        }
        Method::Add => arithmetic::add(&own(), first()?).map(Answer::Is),
        Method::Subtract => arithmetic::subtract(&own(), first()?).map(Answer::Is),
        Method::EqualsExact => {
            let other = DateTimeOffset::of(first()?)?;
            let is_same = *date == other && date.zoned().offset() == other.zoned().offset();
            Ok(Answer::Is(Value::Bool(is_same)))
        }
        Method::ToOffset => {
            let offset = cast(first()?, Type::of(Base::Span))?.downcast::<TimeSpan>().copied().unwrap_or_default();
            date.to_offset(offset).map(|date| Answer::Is(Value::scalar(date))).ok_or_else(|| refused_offset(name, 1))
        }
        Method::ToUniversalTime => Ok(at(date_kind::universal(date.zoned()))),
        Method::ToLocalTime => Ok(at(date_kind::local(date.zoned()))),
        Method::ToFileTime => Ok(Answer::Is(Value::Long(date.utc_ticks().saturating_sub(dates::FILE_TIME_EPOCH)))),
        Method::ToUnixTimeSeconds => Ok(Answer::Is(Value::Long(date.zoned().timestamp().as_second()))),
        Method::ToUnixTimeMilliseconds => Ok(Answer::Is(Value::Long(date.zoned().timestamp().as_millisecond()))),
    }
}

/// What .NET says of an offset that is none.
pub(super) fn refused_offset(name: &str, count: usize) -> Box<Stop> {
    threw(name, count, "Offset must be within plus or minus 14 hours and in whole minutes. (Parameter 'offset')")
}

fn out_of_range(name: &str) -> Box<Stop> {
    threw(name, 1, "The added or subtracted value results in an un-representable DateTime.")
}
