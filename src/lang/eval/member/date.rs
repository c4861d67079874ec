//! Methods of dates.

use jiff::{SignedDuration, Zoned};

use super::super::arithmetic;
use super::super::stop::{Eval, Stop};
use super::declare::{Declared, methods};
use super::{Answer, argument, threw};
use crate::lang::dates;
use crate::model::{Value, convert, date_kind};

methods! {
    Method {
        Add "datetime Add(timespan value)";
        AddDays "datetime AddDays(double value)";
        AddHours "datetime AddHours(double value)";
        AddMilliseconds "datetime AddMilliseconds(double value)";
        AddMinutes "datetime AddMinutes(double value)";
        AddMonths "datetime AddMonths(int months)";
        AddSeconds "datetime AddSeconds(double value)";
        AddTicks "datetime AddTicks(long value)";
        AddYears "datetime AddYears(int value)";
        IsDaylightSavingTime "bool IsDaylightSavingTime()";
        Subtract "timespan Subtract(datetime value), datetime Subtract(timespan value)";
        ToFileTime "long ToFileTime()";
        ToFileTimeUtc "long ToFileTimeUtc()";
        ToLocalTime "datetime ToLocalTime()";
        ToLongDateString "string ToLongDateString()";
        ToLongTimeString "string ToLongTimeString()";
        ToShortDateString "string ToShortDateString()";
        ToShortTimeString "string ToShortTimeString()";
        ToUniversalTime "datetime ToUniversalTime()";
        ToUnixTimeMilliseconds "long ToUnixTimeMilliseconds()";
        ToUnixTimeSeconds "long ToUnixTimeSeconds()";
    }
}

pub(super) fn call(date: &Zoned, method: Method, arguments: &[Value]) -> Eval<Answer> {
    let name = method.name();
    let amount = || -> Eval<f64> { Ok(convert::to_double(argument(arguments, 0, name)?)?) };
    let moved = |seconds: f64| -> Eval<Answer> {
        let duration = SignedDuration::try_from_secs_f64(seconds).map_err(|_| out_of_range(name))?;
        date_kind::moved(date, duration).map(|date| Answer::Is(Value::date(date))).ok_or_else(|| out_of_range(name))
    };
    let text = |pattern: &str| dates::format(date, pattern).map(|text| Answer::Is(Value::text(text)));
    match method {
        Method::AddDays => moved(amount()? * 86_400.0),
        Method::AddHours => moved(amount()? * 3_600.0),
        Method::AddMinutes => moved(amount()? * 60.0),
        Method::AddSeconds => moved(amount()?),
        Method::AddMilliseconds => moved(amount()? / 1000.0),
        Method::AddTicks => moved(amount()? / 1e7),
        Method::AddMonths | Method::AddYears => {
            let count = convert::to_int(argument(arguments, 0, name)?)?;
            let months = count.saturating_mul(if method == Method::AddYears { 12 } else { 1 });
            let span = jiff::Span::new().try_months(months).map_err(|_| out_of_range(name))?;
            date.checked_add(span).map(|date| Answer::Is(Value::date(date))).map_err(|_| out_of_range(name))
        }
        Method::Add => arithmetic::add(&Value::date(date.clone()), argument(arguments, 0, name)?).map(Answer::Is),
        Method::Subtract => {
            arithmetic::subtract(&Value::date(date.clone()), argument(arguments, 0, name)?).map(Answer::Is)
        }
        Method::ToUniversalTime => Ok(Answer::Is(Value::date(date_kind::universal(date)))),
        Method::ToLocalTime => Ok(Answer::Is(Value::date(date_kind::local(date)))),
        Method::ToShortDateString => text("d").map_err(|_| out_of_range(name)),
        Method::ToLongDateString => text("D").map_err(|_| out_of_range(name)),
        Method::ToShortTimeString => text("t").map_err(|_| out_of_range(name)),
        Method::ToLongTimeString => text("T").map_err(|_| out_of_range(name)),
        Method::ToFileTime | Method::ToFileTimeUtc => {
            let ticks = dates::ticks(&date_kind::universal(date)).saturating_sub(dates::FILE_TIME_EPOCH);
            Ok(Answer::Is(Value::Long(ticks)))
        }
        Method::ToUnixTimeSeconds => Ok(Answer::Is(Value::Long(date_kind::moment(date).timestamp().as_second()))),
        Method::ToUnixTimeMilliseconds => {
            Ok(Answer::Is(Value::Long(date_kind::moment(date).timestamp().as_millisecond())))
        }
        Method::IsDaylightSavingTime => {
            let date = date_kind::moment(date);
            let info = date.time_zone().to_offset_info(date.timestamp());
            Ok(Answer::Is(Value::Bool(info.dst().is_dst())))
        }
    }
}

fn out_of_range(name: &str) -> Box<Stop> {
    threw(name, 1, "The added or subtracted value results in an un-representable DateTime.")
}
