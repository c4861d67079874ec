//! `Get-TransportComponent`: the parts of the transport service, with state and level of logging.

use super::component::server;
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::{SERVER, ServerId};
use crate::model::{CategoryLevel, TransportComponentInfo, TransportComponentName};

static IDENTITY: Param<TransportComponentName> =
    Param::new("Identity", "Only this part. Default: all there are.").position(1);

pub static GET_TRANSPORT_COMPONENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-TransportComponent",
        synopsis: "Show the parts of a server's transport service, their state, and how much is logged of each",
        about: "The parts are those of one process and have no switches of their own: Set-ServerComponentState takes the whole \
                transport service out of service, and while that drains, the part that takes mail in is the first to stop. \
                Set-EventLogLevel sets how much is logged of each category.",
        params: &[IDENTITY.spec(), SERVER.spec()],
        emits: Some(TransportComponentInfo::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Show all parts of this server", run: "Get-TransportComponent" },
            Example { does: "Show one of a server", run: "Get-TransportComponent Categorizer -Server TEST" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let named = call.get(&SERVER)?.map(|ServerId(name)| name);
    let home = session.home(call, &picture);
    let server = server(&picture, named.as_deref(), home.as_deref()).map_err(|fault| fault.at(call.place(&SERVER)))?;
    let only = call.get(&IDENTITY)?;
    for name in TransportComponentName::ALL.iter().copied().filter(|name| only.is_none_or(|only| only == *name)) {
        let level = |category| CategoryLevel { category, level: CategoryLevel::of(&server.event_log_levels, category) };
        out.emit(TransportComponentInfo {
            identity: format!("{}\\{name}", server.name),
            server: server.name.clone(),
            name,
            state: name.state(server.transport_state()),
            event_levels: name.categories().iter().copied().map(level).collect(),
        })?;
    }
    Ok(())
}
