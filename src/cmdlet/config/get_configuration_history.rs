//! `Get-ConfigurationHistory`: who changed what, when, and with which command.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::identity::ObjectId;
use super::object::in_words;
use crate::cmdlet::limit::Limit;
use crate::cmdlet::prelude::*;
use crate::model::class::Properties;
use crate::model::convert::to_date;
use crate::model::{ClassInfo, PropertyInfo, TimeSpan, TransportRole, TypeInfo, Unlimited, class_named};
use crate::store::{HistoryEntry, HistoryQuery, PropertyChange};

static IDENTITY: Param<ObjectId> = Param::new("Identity", "Only changes of the object with this name or GUID.")
    .position(1)
    .from_pipeline()
    .refuses_null();
static CLASS: Param<ClassName> = Param::new("Class", "Only changes of objects of this class, such as SendConnector.");
static WHO: Param<String> = Param::new("Who", "Only changes made by this person.");
static SINCE: Param<Moment> =
    Param::new("Since", "Only changes from then on: a date, a time of today, or so long ago, such as `2h`.")
        .aliases(&["StartDate"]);
static UNTIL: Param<Moment> =
    Param::new("Until", "Only changes up to then: a date, a time of today, or so long ago.").aliases(&["EndDate"]);
static RESULT_SIZE: Param<Unlimited<u32>> = Param::new(
    "ResultSize",
    "At most so many changes, latest first, or Unlimited. Default 1000, with a warning when there are more.",
);

/// One change of one object.
pub static CONFIGURATION_CHANGE: TypeInfo = TypeInfo {
    name: "Emsh.ConfigurationChange",
    properties: &[
        PropertyInfo::new("Revision", "Int64", "Revision that the change made."),
        PropertyInfo::new("When", "DateTime", "When it was stored."),
        PropertyInfo::new("Who", "String", "Person or node that made it."),
        PropertyInfo::new("Action", "String", "Created, Changed or Removed."),
        PropertyInfo::new("Class", "String", "Class of the object, such as SendConnector."),
        PropertyInfo::new("Name", "String", "Name of the object afterwards."),
        PropertyInfo::new("Server", "String", "The server it belongs to; empty for the organization."),
        PropertyInfo::new("Changes", "String[]", "What became of each property; secrets are hidden."),
        PropertyInfo::new("Command", "String", "The command line, without secrets."),
        PropertyInfo::new("Reason", "String", "Why, where the person said so."),
        PropertyInfo::new("Guid", "Guid", "GUID of the object."),
    ],
    shown: &["Revision", "When", "Who", "Action", "Class", "Name"],
    methods: &[],
};

pub static GET_CONFIGURATION_HISTORY: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-ConfigurationHistory",
        synopsis: "Show who changed the configuration, when and how",
        about: "Latest change first. 'Restore-Configuration' brings back what was in force at a revision.",
        params: &[IDENTITY.spec(), CLASS.spec(), WHO.spec(), SINCE.spec(), UNTIL.spec(), RESULT_SIZE.spec()],
        emits: Some(&CONFIGURATION_CHANGE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Show the latest changes", run: "Get-ConfigurationHistory -ResultSize 20" },
            Example { does: "Show what was changed in the last two hours", run: "Get-ConfigurationHistory -Since 2h" },
            Example {
                does: "Show what became of one connector, property by property",
                run: "Get-ConfigurationHistory 'To Internet' -Class SendConnector | Format-List When,Who,Changes,Command",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

/// Name of a class, or one of its nouns.
pub struct ClassName(pub &'static ClassInfo);

impl FromValue for ClassName {
    const TYPE_NAME: &'static str = "String";

    fn values() -> &'static [&'static str] {
        static NAMES: std::sync::LazyLock<Vec<&'static str>> =
            std::sync::LazyLock::new(|| crate::model::CLASSES.iter().map(|class| class.name).collect());
        &NAMES
    }

    fn from_value(value: &Value) -> Result<ClassName, String> {
        class_named(value.to_string().trim())
            .map(ClassName)
            .ok_or_else(|| format!("'{value}' is not one of the classes: {}", ClassName::values().join(", ")))
    }
}

/// A point in time: a date, a time of today, or how long ago.
struct Moment(Timestamp);

impl FromValue for Moment {
    const TYPE_NAME: &'static str = "DateTime";

    fn from_value(value: &Value) -> Result<Moment, String> {
        if let Ok(date) = to_date(value) {
            return Ok(Moment(date.timestamp()));
        }
        let ago = TimeSpan::from_value(value).ok().map(|span| span.duration());
        ago.and_then(|ago| Timestamp::now().checked_sub(ago).ok()).map(Moment).ok_or_else(|| {
            format!("'{value}' is neither a date, such as '2026-03-14 15:00', nor so long ago, such as 2h")
        })
    }
}

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let mut limit = Limit::of(call, &RESULT_SIZE, Unlimited::Limit(1000))?;
    let who = call.get(&WHO)?;
    let identity = call.get(&IDENTITY)?;
    let query = HistoryQuery {
        class: call.get(&CLASS)?.map(|class| class.0.name.to_owned()),
        id: identity.as_ref().and_then(|ObjectId(identity)| identity.guid()),
        name: identity
            .as_ref()
            .filter(|ObjectId(identity)| identity.guid().is_none())
            .map(|ObjectId(identity)| own_name(identity.as_str()).to_owned()),
        since: call.get(&SINCE)?.map(|Moment(moment)| moment),
        until: call.get(&UNTIL)?.map(|Moment(moment)| moment),
        ..HistoryQuery::default()
    };
    let mut before_revision = None;
    loop {
        let page = session.store()?.history(&HistoryQuery { before_revision, limit: Some(PAGE), ..query.clone() })?;
        let Some(last) = page.last() else { return Ok(()) };
        before_revision = Some(last.revision);
        for entry in &page {
            if who.as_ref().is_some_and(|who| !entry.who.eq_ignore_ascii_case(who)) {
                continue;
            }
            if !limit.admits()? {
                return Ok(());
            }
            out.emit(change(entry))?;
        }
    }
}

/// Entries read at once: a history of years never sits in memory.
const PAGE: usize = 500;

/// The name without the server in front of it.
fn own_name(identity: &str) -> &str {
    identity.rsplit_once('\\').map_or(identity, |(_, name)| name)
}

fn change(entry: &HistoryEntry) -> Value {
    let action = match (&entry.before, &entry.after) {
        (None, _) => "Created",
        (_, None) => "Removed",
        _ => "Changed",
    };
    let when = entry.time.to_zoned(TimeZone::system());
    let values = [
        i64::try_from(entry.revision).unwrap_or(i64::MAX).into_value(),
        when.into_value(),
        entry.who.as_str().into_value(),
        action.into_value(),
        entry.class.as_str().into_value(),
        entry.name.as_str().into_value(),
        entry.scope.as_str().into_value(),
        changes(entry).into_value(),
        entry.command.as_str().into_value(),
        entry.reason.clone().into_value(),
        entry.id.into_value(),
    ];
    let names = CONFIGURATION_CHANGE.properties.iter().map(|property| Arc::from(property.name));
    Value::Object(Object::of(&CONFIGURATION_CHANGE, names.zip(values).collect()))
}

/// What became of each property. Of a new object only what is not the default; of a removed one nothing.
fn changes(entry: &HistoryEntry) -> Vec<String> {
    let class = class_named(&entry.class);
    let changes = match (&entry.before, &entry.after) {
        (_, None) => return Vec::new(),
        (None, Some(after)) => unusual(class, after, entry),
        _ => entry.changes(),
    };
    changes.iter().map(|change| line(class, change)).collect()
}

fn unusual(class: Option<&ClassInfo>, after: &Properties, entry: &HistoryEntry) -> Vec<PropertyChange> {
    let is_default = |name: &str| {
        let property = class.and_then(|class| class.property(name));
        property.and_then(|property| property.default_for(TransportRole::Hub)).as_ref() == after.get(name)
    };
    entry.changes().into_iter().filter(|change| !is_default(&change.name)).collect()
}

fn line(class: Option<&ClassInfo>, change: &PropertyChange) -> String {
    let property = class.and_then(|class| class.property(&change.name)).filter(|property| !property.is_secret());
    let words = |value: Option<&serde_json::Value>| match property {
        Some(property) => in_words(property, value),
        None => value.map_or("$null".to_owned(), |value| value.as_str().map_or(value.to_string(), str::to_owned)),
    };
    match &change.before {
        None => format!("{}: {}", change.name, words(change.after.as_ref())),
        before => format!("{}: {} → {}", change.name, words(before.as_ref()), words(change.after.as_ref())),
    }
}
