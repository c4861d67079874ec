//! `Set-EventLogLevel`: how much a server keeps of a category of events.

use super::category::IDENTITY;
use crate::cmdlet::config::edit_one;
use crate::cmdlet::config::stored;
use crate::cmdlet::prelude::*;
use crate::model::class::{Class, to_json};
use crate::model::{CategoryLevel, EventLevel, TransportServer};

/// Where a server keeps its levels.
const PROPERTY: &str = "EventLogLevels";

/// A level by its name, by the words of Exchange 2000 or by its number in the registry.
#[derive(Clone, Copy, Debug)]
struct LevelWord(EventLevel);

impl FromValue for LevelWord {
    const TYPE_NAME: &'static str = "EventLevel";

    fn values() -> &'static [&'static str] {
        EventLevel::NAMES
    }

    fn value_docs() -> &'static [&'static str] {
        EventLevel::DOCS
    }

    fn from_value(value: &Value) -> Result<LevelWord, String> {
        match EventLevel::of_old(&value.to_string()) {
            Some(level) => Ok(LevelWord(level)),
            None => EventLevel::from_value(value).map(LevelWord),
        }
    }
}

static LEVEL: Param<LevelWord> = Param::new(
    "Level",
    "Lowest, Low, Medium, High or Expert; None, Minimum, Maximum and the numbers 0, 1, 3, 5, 7 mean the same.",
)
.mandatory();

pub static SET_EVENT_LOG_LEVEL: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-EventLogLevel",
        synopsis: "Change how much the event log keeps of a category",
        about: "In force within a second, without a restart. A high level of a busy category fills the log, which then forgets \
                older events sooner: set it back when you have seen enough.",
        params: &[IDENTITY.spec(), LEVEL.spec()],
        sets: &[ParamSet { name: "Identity", params: &["Identity"], mandatory: &["Identity"] }],
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageServers,
        examples: &[
            Example {
                does: "See each next hop that cannot be reached",
                run: "Set-EventLogLevel MSExchangeTransport\\SmtpSend -Level Medium",
            },
            Example {
                does: "Go back to what has to be known",
                run: "Get-EventLogLevel | Where-Object { $_.EventLevel -ne 'Lowest' } | Set-EventLogLevel -Level Lowest",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let wanted = call.require(&IDENTITY)?;
    let LevelWord(level) = call.require(&LEVEL)?;
    let picture = session.picture()?;
    let home = session.home(call, &picture);
    let categories = wanted.categories().map_err(|fault| fault.at(call.place(&IDENTITY)))?;
    for server in wanted.servers(&picture, home.as_deref())? {
        edit_one(TransportServer::INFO, call, session, &[PROPERTY], server.id, |object, _| {
            let mut levels = TransportServer::from_stored(&stored(object))?.event_log_levels;
            let before = levels.clone();
            for &category in &categories {
                levels.retain(|one| one.category != category);
                if level > EventLevel::Lowest {
                    levels.push(CategoryLevel { category, level });
                }
            }
            levels.sort_unstable();
            if levels == before {
                return Ok(None);
            }
            let mut properties = object.properties.clone();
            properties.insert(PROPERTY.to_owned(), to_json(&levels));
            Ok(Some(properties))
        })?;
    }
    Ok(())
}
