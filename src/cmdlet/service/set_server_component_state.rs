//! `Set-ServerComponentState`: take a component of a server out of service, or give it back.

use super::component;
use crate::cmdlet::config::{edit_one, stored};
use crate::cmdlet::prelude::*;
use crate::cmdlet::server_id::ServerId;
use crate::model::class::{Class, to_json};
use crate::model::{ComponentRequest, ComponentRequester, ServerComponent, ServiceState, TransportServer};

/// Where a server keeps who asks for what.
const PROPERTY: &str = "ComponentStates";

static IDENTITY: Param<ServerId> = Param::new("Identity", "The server.").mandatory().position(1).from_pipeline();
static COMPONENT: Param<ServerComponent> = Param::new(
    "Component",
    "HubTransport: the transport service. ServerWideOffline: the server with all its components, Active or Inactive.",
)
.mandatory();
static REQUESTER: Param<ComponentRequester> =
    Param::new("Requester", "On whose behalf: each takes back only what it has asked for itself.").mandatory();
static STATE: Param<ServiceState> = Param::new(
    "State",
    "Active: in service. Draining: takes no new mail, and sends what it has. Inactive: takes no mail and sends none.",
)
.mandatory();

pub static SET_SERVER_COMPONENT_STATE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-ServerComponentState",
        synopsis: "Take a component of a server out of service, or give it back",
        about: "In force on the server at once. While HubTransport is Draining, new connections are told 421 4.3.2 Service not \
                active, a message that is being received is finished, files of Pickup, Replay and sendmail wait, and the \
                queues go on; Get-Health and event 1006 say when nothing is left. While it is Inactive, nothing is sent \
                either: mail that is in the queues waits. The other servers of the organization do not call it meanwhile. The \
                most restrictive state that anybody asks for is in force. Before a machine is worked on: set HubTransport to Draining, hand the queues over with Redirect-Message, \
                set it to Inactive; afterwards, set it to Active for the same requester.",
        params: &[IDENTITY.spec(), COMPONENT.spec(), REQUESTER.spec(), STATE.spec()],
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageServers,
        examples: &[
            Example {
                does: "Take no more mail before this machine is worked on",
                run: "Set-ServerComponentState TEST -Component HubTransport -Requester Maintenance -State Draining",
            },
            Example {
                does: "Give it back afterwards",
                run: "Set-ServerComponentState TEST -Component HubTransport -Requester Maintenance -State Active",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let ServerId(name) = call.require(&IDENTITY)?;
    let request = ComponentRequest {
        component: call.require(&COMPONENT)?,
        requester: call.require(&REQUESTER)?,
        state: call.require(&STATE)?,
    };
    if request.component == ServerComponent::ServerWideOffline && request.state == ServiceState::Draining {
        return Err(Fault::invalid("ComponentCannotDrain", "ServerWideOffline is Active or Inactive.")
            .at(call.place(&STATE))
            .fix("Drain the transport service: -Component HubTransport -State Draining."));
    }
    let picture = session.picture()?;
    let server = component::server(&picture, Some(&name), None).map_err(|fault| fault.at(call.place(&IDENTITY)))?;
    let mut stays = None;
    edit_one(TransportServer::INFO, call, session, &[PROPERTY], server.id, |object, _| {
        let before = TransportServer::from_stored(&stored(object))?.component_states;
        let after = request.among(&before);
        stays = Some(request.component.state(&after));
        if after == before {
            return Ok(None);
        }
        let mut properties = object.properties.clone();
        properties.insert(PROPERTY.to_owned(), to_json(&after));
        Ok(Some(properties))
    })?;
    match stays.filter(|state| *state != request.state) {
        Some(state) => call.warn(format!("{} of {} is {state}: others ask for that.", request.component, server.name)),
        None => Ok(()),
    }
}
