//! The server that a command works for when it names none.

use std::sync::OnceLock;

use super::picture::Picture;
use crate::cmdlet::Session;
use crate::control::wire::NodeStatus;
use crate::lang::call::Call;
use crate::model::{Fault, TransportRole, TransportServer};

/// Name of the node of this data directory, once it is known.
#[derive(Default)]
pub struct Home(OnceLock<String>);

impl Home {
    /// For a shell that has a node inside.
    pub fn settle(&self, server: impl Into<String>) {
        let _ = self.0.set(server.into());
    }

    /// The node that answers on this data directory. It is asked once; its name never changes.
    pub fn answering(&self, session: &Session, call: &Call) -> Result<Option<String>, Fault> {
        if self.0.get().is_none() {
            let status: NodeStatus = session.wait(call, session.local_node()?.get("/v1/status", &()))?;
            self.settle(status.server);
        }
        Ok(self.0.get().cloned())
    }

    /// The node that answers on this data directory, else the server named as this machine, else the only one.
    pub fn of(&self, session: &Session, call: &Call, picture: &Picture) -> Option<String> {
        if let Some(known) = self.0.get() {
            return Some(known.clone());
        }
        if session.has_node()
            && let Ok(Some(answering)) = self.answering(session, call)
        {
            return Some(answering);
        }
        let servers: Vec<&TransportServer> = picture.organization().all().collect();
        let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
        let short = host.split('.').next().unwrap_or_default();
        let on_this_machine = servers.iter().find(|server| server.is_called(&host) || server.is_called(short));
        match (on_this_machine, servers.as_slice()) {
            (Some(server), _) | (None, [server]) => Some(server.name.clone()),
            _ => None,
        }
    }
}

/// The role of a server; hub where it is not known.
pub fn role_of(picture: &Picture, server: &str) -> TransportRole {
    let mut servers = picture.organization().all::<TransportServer>();
    servers.find(|known| known.is_called(server)).map_or(TransportRole::Hub, |known| known.role)
}
