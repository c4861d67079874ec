//! `Get-Date`: now, or a date in another form.

use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::cmdlet::prelude::*;
use crate::lang::eval::format_text;

static DATE: Param<Zoned> =
    Param::new("Date", "The date to show. Default: now.").position(1).from_pipeline().from_property();
static FORMAT: Param<String> =
    Param::new("Format", "How to write it, such as `yyyy-MM-dd HH:mm:ss`, or `o`, `s`, `u`. Gives text.");
static AS_UTC: Param<Switch> = Param::switch("AsUTC", "In UTC.");

pub static GET_DATE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Date",
        synopsis: "Give the date and time",
        about: "As an object with members such as AddDays and DayOfWeek; with -Format as text.",
        params: &[DATE.spec(), FORMAT.spec(), AS_UTC.spec()],
        examples: &[
            Example { does: "Give yesterday at this time", run: "(Get-Date).AddDays(-1)" },
            Example { does: "Make a name for a log of today", run: "Get-Date -Format yyyy-MM-dd" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let mut date = call.get(&DATE)?.unwrap_or_else(Zoned::now);
    if call.is_set(&AS_UTC)? {
        date = date.with_time_zone(TimeZone::UTC);
    }
    match call.get(&FORMAT)? {
        None => out.emit(date),
        Some(form) => {
            let text = format_text(&Value::text(format!("{{0:{form}}}")), &Value::Date(date));
            out.emit(text.map_err(|fault| fault.at(call.place(&FORMAT)))?)
        }
    }
}
