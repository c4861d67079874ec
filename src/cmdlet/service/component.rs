//! Components of servers, and how they are shown.

use crate::cmdlet::config::Picture;
use crate::model::{
    ComponentRequest, ComponentRequestInfo, Fault, ServerComponent, ServerComponentState, TransportServer,
};

/// The server of that name; of no name, the one that a command is for.
pub fn server(picture: &Picture, named: Option<&str>, home: Option<&str>) -> Result<TransportServer, Fault> {
    let servers: Vec<&TransportServer> = picture.organization().all::<TransportServer>().collect();
    let found = match named.or(home) {
        Some(name) => servers.iter().find(|server| server.is_called(name)),
        None => servers.first().filter(|_| servers.len() == 1),
    };
    found.map(|server| TransportServer::clone(server)).ok_or_else(|| {
        let says = match named {
            Some(name) => format!("There is no server '{name}'."),
            None => "It cannot be told which server is meant.".to_owned(),
        };
        Fault::not_found("ServerNotFound", says).fix("Run Get-TransportServer to see which there are.")
    })
}

/// A component as it is shown.
pub fn shown(server: &str, component: ServerComponent, requests: &[ComponentRequest]) -> ServerComponentState {
    let own = requests.iter().filter(|request| request.component == component);
    ServerComponentState {
        server: server.to_owned(),
        component,
        state: component.state(requests),
        server_wide_state: ServerComponent::ServerWideOffline.state(requests),
        local_states: own
            .map(|request| ComponentRequestInfo {
                identity: format!("{}={}", request.requester, request.state),
                component,
                requester: request.requester,
                state: request.state,
            })
            .collect(),
    }
}
