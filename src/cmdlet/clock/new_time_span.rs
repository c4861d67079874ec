//! `New-TimeSpan`: a length of time.

use jiff::Zoned;

use crate::cmdlet::prelude::*;
use crate::model::TimeSpan;

static START: Param<Zoned> = Param::new("Start", "When it begins. Default: now.")
    .position(1)
    .from_pipeline()
    .from_property()
    .aliases(&["LastWriteTime"]);
static END: Param<Zoned> = Param::new("End", "When it ends. Default: now.").position(2).from_property();
static DAYS: Param<i32> = Param::new("Days", "So many days.");
static HOURS: Param<i32> = Param::new("Hours", "So many hours.");
static MINUTES: Param<i32> = Param::new("Minutes", "So many minutes.");
static SECONDS: Param<i32> = Param::new("Seconds", "So many seconds.");
static MILLISECONDS: Param<i32> = Param::new("Milliseconds", "So many milliseconds.");

pub static NEW_TIME_SPAN: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-TimeSpan",
        synopsis: "Make a length of time",
        about: "Between two dates, or of days, hours, minutes and seconds.",
        params: &[
            START.spec(),
            END.spec(),
            DAYS.spec(),
            HOURS.spec(),
            MINUTES.spec(),
            SECONDS.spec(),
            MILLISECONDS.spec(),
        ],
        sets: &[
            ParamSet { name: "Date", params: &["Start", "End"], mandatory: &[] },
            ParamSet { name: "Time", params: &["Days", "Hours", "Minutes", "Seconds", "Milliseconds"], mandatory: &[] },
        ],
        examples: &[
            Example { does: "Tell how long the year is still", run: "New-TimeSpan -End (Get-Date '2027-01-01')" },
            Example { does: "Make a span of an hour and a half", run: "New-TimeSpan -Hours 1 -Minutes 30" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let parts = [&DAYS, &HOURS, &MINUTES, &SECONDS, &MILLISECONDS];
    if parts.iter().any(|part| call.argument(part.spec().name).is_some()) {
        let mut millis = 0_i64;
        for (param, length) in
            [(&DAYS, 86_400_000), (&HOURS, 3_600_000), (&MINUTES, 60_000), (&SECONDS, 1_000), (&MILLISECONDS, 1)]
        {
            // No sum of five 32-bit numbers of these leaves 64 bits.
            millis += i64::from(call.get(param)?.unwrap_or(0)) * length;
        }
        // 100 ns ticks, of which 64 bits hold 29,000 years.
        let ticks = millis
            .checked_mul(10_000)
            .ok_or_else(|| Fault::invalid("SpanOutOfRange", "No length of time is as long as that.").at(call.span))?;
        return out.emit(TimeSpan::from_ticks(ticks));
    }
    let now = Zoned::now();
    let (start, end) = (call.get(&START)?.unwrap_or_else(|| now.clone()), call.get(&END)?.unwrap_or(now));
    // As .NET has it: what the clocks show, not what the time zone did in between.
    let nanos = end
        .datetime()
        .since((jiff::Unit::Second, start.datetime()))
        .and_then(|span| span.total(jiff::Unit::Nanosecond));
    match nanos {
        Ok(nanos) => out.emit(TimeSpan::from_ticks((nanos / 100.0).round() as i64)),
        Err(error) => Err(Fault::invalid("SpanOutOfRange", "The two dates are too far from each other.").cause(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::alone;

    #[test]
    fn spans_are_made_of_dates_or_parts() {
        let date = |text: &str| Value::date(text.parse().expect(text));
        for (arguments, expected) in [
            (vec![("Days", Value::Int(1)), ("Hours", Value::Int(2))], "1.02:00:00"),
            (vec![("Seconds", Value::Int(-90))], "-00:01:30"),
            (
                vec![("Start", date("2026-01-01T00:00[UTC]")), ("End", date("2026-01-02T12:30:00.5[UTC]"))],
                "1.12:30:00.5000000",
            ),
        ] {
            let mut ran = alone(&NEW_TIME_SPAN, &arguments);
            assert!(ran.end.is_ok());
            assert_eq!(ran.out.remove(0).to_string(), expected);
        }
        assert_eq!(
            alone(&NEW_TIME_SPAN, &[("Days", Value::Int(i32::MAX))]).end.expect_err("too long").id,
            "SpanOutOfRange"
        );
    }
}
