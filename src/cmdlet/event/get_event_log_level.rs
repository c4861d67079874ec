//! `Get-EventLogLevel`: how much servers keep of each category of events.

use super::category::{CategoryId, IDENTITY, SOURCE};
use crate::cmdlet::config::stored;
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::model::class::Class;
use crate::model::{CategoryLevel, EventLogLevelInfo, TransportServer};

static SERVER: Param<ServerId> = Param::new("Server", "All categories of this server.");

pub static GET_EVENT_LOG_LEVEL: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-EventLogLevel",
        synopsis: "Show how much the event log keeps of each category",
        about: "Errors and warnings are always kept. The levels have the numbers that the registry of Windows had: Lowest 0, \
                Low 1, Medium 3, High 5, Expert 7.",
        params: &[IDENTITY.spec(), SERVER.spec()],
        sets: &[
            ParamSet { name: "Identity", params: &["Identity"], mandatory: &[] },
            ParamSet { name: "Server", params: &["Server"], mandatory: &["Server"] },
        ],
        emits: Some(EventLogLevelInfo::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Show all levels", run: "Get-EventLogLevel" },
            Example { does: "Show those of one server", run: "Get-EventLogLevel -Server TEST" },
            Example { does: "Show one", run: "Get-EventLogLevel MSExchangeTransport\\SmtpSend" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let given = call.get(&IDENTITY)?.unwrap_or_else(CategoryId::all);
    let wanted = match call.get(&SERVER)? {
        Some(ServerId(server)) => given.on(server),
        None => given,
    };
    let picture = session.picture()?;
    let home = session.home(call, &picture);
    let categories = wanted.categories().map_err(|fault| fault.at(call.place(&IDENTITY)))?;
    for object in wanted.servers(&picture, home.as_deref())? {
        let server = TransportServer::from_stored(&stored(&object))?;
        for category in &categories {
            let level = CategoryLevel::of(&server.event_log_levels, *category);
            out.emit(EventLogLevelInfo {
                identity: format!("{}\\{SOURCE}\\{category}", server.name),
                server: server.name.clone(),
                source: SOURCE.to_owned(),
                category: *category,
                event_level: level,
                value: level.value(),
            })?;
        }
    }
    Ok(())
}
