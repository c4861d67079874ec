//! Methods of dates.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Zoned};

use super::super::arithmetic;
use super::super::stop::{Eval, Stop};
use super::{Answer, argument, threw};
use crate::lang::dates;
use crate::model::{Value, convert};

/// Ticks of the calendar at the epoch of Windows file times, 1601.
const FILE_TIME_EPOCH: i64 = 504_911_232_000_000_000;

pub(super) fn call(date: &Zoned, name: &str, arguments: &[Value]) -> Eval<Answer> {
    let amount = || -> Eval<f64> { Ok(convert::to_double(argument(arguments, 0, name)?)?) };
    let moved = |seconds: f64| -> Eval<Answer> {
        let duration = SignedDuration::try_from_secs_f64(seconds).map_err(|_| out_of_range(name))?;
        date.checked_add(duration).map(|date| Answer::Is(Value::date(date))).map_err(|_| out_of_range(name))
    };
    let text = |pattern: &str| dates::format(date, pattern).map(|text| Answer::Is(Value::text(text)));
    match name {
        "adddays" => {
            let days = amount()?;
            // A day is one on the calendar: the clock shows the same time where it changes in between.
            match (days.fract() == 0.0).then(|| jiff::Span::new().try_days(days as i64)) {
                Some(Ok(span)) => {
                    date.checked_add(span).map(|date| Answer::Is(Value::date(date))).map_err(|_| out_of_range(name))
                }
                _ => moved(days * 86_400.0),
            }
        }
        "addhours" => moved(amount()? * 3_600.0),
        "addminutes" => moved(amount()? * 60.0),
        "addseconds" => moved(amount()?),
        "addmilliseconds" => moved(amount()? / 1000.0),
        "addticks" => moved(amount()? / 1e7),
        "addmonths" | "addyears" => {
            let count = convert::to_int(argument(arguments, 0, name)?)?;
            let months = count.saturating_mul(if name == "addyears" { 12 } else { 1 });
            let span = jiff::Span::new().try_months(months).map_err(|_| out_of_range(name))?;
            date.checked_add(span).map(|date| Answer::Is(Value::date(date))).map_err(|_| out_of_range(name))
        }
        "add" => arithmetic::add(&Value::date(date.clone()), argument(arguments, 0, name)?).map(Answer::Is),
        "subtract" => arithmetic::subtract(&Value::date(date.clone()), argument(arguments, 0, name)?).map(Answer::Is),
        "touniversaltime" => Ok(Answer::Is(Value::date(date.with_time_zone(TimeZone::UTC)))),
        "tolocaltime" => Ok(Answer::Is(Value::date(date.with_time_zone(TimeZone::system())))),
        "toshortdatestring" => text("d").map_err(|_| out_of_range(name)),
        "tolongdatestring" => text("D").map_err(|_| out_of_range(name)),
        "toshorttimestring" => text("t").map_err(|_| out_of_range(name)),
        "tolongtimestring" => text("T").map_err(|_| out_of_range(name)),
        "tofiletime" | "tofiletimeutc" => {
            let ticks = dates::ticks(&date.with_time_zone(TimeZone::UTC)).saturating_sub(FILE_TIME_EPOCH);
            Ok(Answer::Is(Value::Long(ticks)))
        }
        "tounixtimeseconds" => Ok(Answer::Is(Value::Long(date.timestamp().as_second()))),
        "tounixtimemilliseconds" => Ok(Answer::Is(Value::Long(date.timestamp().as_millisecond()))),
        "isdaylightsavingtime" => {
            let info = date.time_zone().to_offset_info(date.timestamp());
            Ok(Answer::Is(Value::Bool(info.dst().is_dst())))
        }
        _ => Ok(Answer::NoSuch),
    }
}

fn out_of_range(name: &str) -> Box<Stop> {
    threw(name, 1, "The added or subtracted value results in an un-representable DateTime.")
}
