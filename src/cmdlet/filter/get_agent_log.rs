//! `Get-AgentLog`: what filters and agents have refused or taken out of the way.

use jiff::Zoned;

use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::model::{AgentLogQuery, AgentLogRecord, LocalPath, Unlimited};

static START_DATE: Param<Zoned> = Param::new("StartDate", "Only what happened from this time on.");
static END_DATE: Param<Zoned> = Param::new("EndDate", "Only what happened until this time.");
static LOCATION: Param<LocalPath> = Param::new(
    "Location",
    "Folder on the server with the files, by its whole path. Default: AgentLogPath of the server.",
);
static RESULT_SIZE: Param<Unlimited<u32>> = Param::new("ResultSize", "At most so many lines. Default: unlimited.");
static SERVER: Param<ServerId> = Param::new("Server", "Server to ask. Default: the node of this data directory.");

pub static GET_AGENT_LOG: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-AgentLog",
        synopsis: "Show what filters and agents have refused or taken out of the way",
        about: "Oldest first, one line for each recipient: connections, commands and messages that were refused, deleted or \
                kept back by the filters of the server, transport rules, milters and programs. Files of days that the \
                dates leave out are not opened.",
        params: &[START_DATE.spec(), END_DATE.spec(), LOCATION.spec(), RESULT_SIZE.spec(), SERVER.spec()],
        emits: Some(AgentLogRecord::TYPE),
        needs: Right::ViewTracking,
        examples: &[
            Example { does: "Show what was refused today", run: "Get-AgentLog -StartDate (Get-Date).Date" },
            Example {
                does: "Count refusals by filter and reason",
                run: "Get-AgentLog | Group-Object Agent,Reason | Sort-Object Count -Descending",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let query = AgentLogQuery {
        start: call.get(&START_DATE)?.map(|time| time.timestamp()),
        end: call.get(&END_DATE)?.map(|time| time.timestamp()),
        location: call.get(&LOCATION)?.map(|path| path.to_string().into()),
        result_size: call.get(&RESULT_SIZE)?.and_then(|most| most.limit()).map_or(0, u64::from),
    };
    let server = call.get(&SERVER)?;
    let node = session.node(call, server.as_ref().map(|server| server.0.as_str()))?;
    let mut records = session.wait(call, node.lines::<AgentLogRecord>("/v1/agent-log", &query))?;
    while let Some(record) = session.wait(call, records.next())? {
        out.emit(record)?;
    }
    Ok(())
}
