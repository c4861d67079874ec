//! `Get-TimeZone`: the time zone of this machine, or those that there are.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cmdlet::prelude::*;
use crate::model::view::view;
use crate::model::{TimeSpan, Wildcard};

static NAME: Param<Vec<String>> =
    Param::new("Name", "Zones with these names; `*` allowed.").position(1).from_pipeline();
static ID: Param<Vec<String>> =
    Param::new("Id", "Zones with exactly these names, such as `Europe/Berlin`.").mandatory().from_property();
static LIST_AVAILABLE: Param<Switch> = Param::switch("ListAvailable", "All that this machine knows.");

view! {
    /// A time zone.
    ZoneInfo as "System.TimeZoneInfo", shown [] {
        /// What it is called.
        "Id" id: String as "String";
        /// Whether clocks are put forward at some time of this year.
        "HasIanaId" has_iana_id: bool as "Boolean";
        /// Its offset from UTC and its name.
        "DisplayName" display_name: String as "String";
        /// What its time is called outside summer.
        "StandardName" standard_name: String as "String";
        /// What its time is called in summer.
        "DaylightName" daylight_name: String as "String";
        /// Its offset from UTC outside summer.
        "BaseUtcOffset" base_utc_offset: TimeSpan as "TimeSpan";
        /// Whether clocks are put forward in summer.
        "SupportsDaylightSavingTime" has_summer_time: bool as "Boolean";
    }
}

pub static GET_TIME_ZONE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-TimeZone",
        aliases: &["gtz"],
        synopsis: "Tell the time zone of this machine",
        about: "Names are those of the IANA database.",
        params: &[NAME.spec(), ID.spec(), LIST_AVAILABLE.spec()],
        sets: &[
            ParamSet { name: "Name", params: &["Name"], mandatory: &[] },
            ParamSet { name: "Id", params: &["Id"], mandatory: &["Id"] },
            ParamSet { name: "ListAvailable", params: &["ListAvailable"], mandatory: &["ListAvailable"] },
        ],
        emits: Some(ZoneInfo::TYPE),
        examples: &[
            Example { does: "Tell the zone that log times are in", run: "(Get-TimeZone).Id" },
            Example { does: "Tell how far a zone is from UTC", run: "(Get-TimeZone -Id Europe/Berlin).BaseUtcOffset" },
            Example { does: "Count the zones", run: "(Get-TimeZone -ListAvailable).Count" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let known = || jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect::<Vec<_>>();
    if call.is_set(&LIST_AVAILABLE)? {
        return known().iter().filter_map(|name| zone(name)).try_for_each(|zone| out.emit(zone));
    }
    let no_zone = |name: &str| {
        let says = format!("The time zone ID '{name}' was not found on the local computer.");
        Fault::not_found("TimeZoneNotFound", says).about(Value::text(name))
    };
    if let Some(ids) = call.get(&ID)? {
        for id in ids {
            match zone(&id) {
                Some(zone) => out.emit(zone)?,
                None => call.error(no_zone(&id).at(call.place(&ID)))?,
            }
        }
        return Ok(());
    }
    let Some(names) = call.get(&NAME)? else {
        let here = TimeZone::system();
        return out.emit(info(here.iana_name().unwrap_or("UTC"), &here));
    };
    for name in names {
        let pattern = Wildcard::new(&name);
        let found: Vec<ZoneInfo> = known().iter().filter(|id| pattern.matches(id)).filter_map(|id| zone(id)).collect();
        if found.is_empty() && !Wildcard::is_pattern(&name) {
            call.error(no_zone(&name).at(call.place(&NAME)))?;
        }
        found.into_iter().try_for_each(|zone| out.emit(zone))?;
    }
    Ok(())
}

fn zone(name: &str) -> Option<ZoneInfo> {
    TimeZone::get(name).ok().map(|zone| info(name, &zone))
}

fn info(id: &str, zone: &TimeZone) -> ZoneInfo {
    let now = Timestamp::now();
    let of_now = zone.to_offset_info(now);
    // The other half of the year begins at the next change of clocks.
    let next =
        zone.following(now).next().map(|change| (change.offset(), change.dst(), change.abbreviation().to_owned()));
    let present = (of_now.offset(), of_now.dst(), of_now.abbreviation().to_owned());
    let has_summer_time = present.1.is_dst() || next.as_ref().is_some_and(|(_, dst, _)| dst.is_dst());
    let standard = match &next {
        Some(next) if present.1.is_dst() => next.clone(),
        _ => present.clone(),
    };
    let daylight = [Some(present), next].into_iter().flatten().find(|(_, dst, _)| dst.is_dst());
    let seconds = standard.0.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() % 3600 / 60);
    ZoneInfo {
        id: id.to_owned(),
        has_iana_id: true,
        display_name: format!("(UTC{sign}{hours:02}:{minutes:02}) {id}"),
        daylight_name: daylight.map_or_else(|| standard.2.clone(), |(_, _, name)| name),
        standard_name: standard.2,
        base_utc_offset: TimeSpan::from_seconds(seconds.into()),
        has_summer_time,
    }
}
