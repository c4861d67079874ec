//! `Get-ServerComponentState`: which components of a server are in service.

use super::component::{server, shown};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::model::{ServerComponent, ServerComponentState};

static IDENTITY: Param<ServerId> =
    Param::new("Identity", "The server. Default: the node of this data directory.").position(1).from_pipeline();
static COMPONENT: Param<ServerComponent> = Param::new("Component", "Only this component. Default: all there are.");

pub static GET_SERVER_COMPONENT_STATE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-ServerComponentState",
        synopsis: "Show which components of a server are in service, and who wants them out of it",
        about: "HubTransport is the transport service: reception, the categorizer, queues and deliveries. ServerWideOffline is \
                the server with all its components. The state is the most restrictive that anybody asks for; LocalStates \
                has who asks for what. How much Get-EventLogLevel keeps of each part is another matter.",
        params: &[IDENTITY.spec(), COMPONENT.spec()],
        emits: Some(ServerComponentState::TYPE),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Show the components of this server", run: "Get-ServerComponentState" },
            Example {
                does: "See who has taken the transport service out of service",
                run: "(Get-ServerComponentState TEST -Component HubTransport).LocalStates",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let picture = session.picture()?;
    let named = call.get(&IDENTITY)?.map(|ServerId(name)| name);
    let home = session.home(call, &picture);
    let server =
        server(&picture, named.as_deref(), home.as_deref()).map_err(|fault| fault.at(call.place(&IDENTITY)))?;
    let only = call.get(&COMPONENT)?;
    for component in ServerComponent::ALL.iter().filter(|one| only.is_none_or(|only| only == **one)) {
        out.emit(shown(&server.name, *component, &server.component_states))?;
    }
    Ok(())
}
