//! The sockets that reception listens on, one for each binding of an enabled connector.
//!
//! A binding to every address of a port takes the place of bindings to single addresses there: the system would refuse
//! both, and the connector is chosen by the address that a connection came in on anyway.

use std::collections::BTreeSet;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_util::sync::CancellationToken;

use super::Shared;
use super::connection::Connection;
use crate::model::{IpBinding, ReceiveConnector};
use crate::transport::Crew;

/// Connections that wait for accept(2); the system's own bound (net.core.somaxconn) is usually 4096.
const BACKLOG: u32 = 1024;

/// How long to wait after accept(2) failed: it will fail again until some descriptor is free.
const PAUSE: Duration = Duration::from_millis(100);

/// What to listen on for these connectors.
pub(super) fn wanted(connectors: &[Arc<ReceiveConnector>]) -> BTreeSet<IpBinding> {
    let all: BTreeSet<IpBinding> = connectors
        .iter()
        .filter(|connector| connector.enabled)
        .flat_map(|connector| connector.bindings.clone())
        .collect();
    let is_covered = |binding: &IpBinding| {
        !binding.ip().is_unspecified()
            && all.iter().any(|other| other.ip().is_unspecified() && other.takes(binding.address()))
    };
    all.iter().filter(|binding| !is_covered(binding)).copied().collect()
}

/// One open socket and the task that accepts from it.
pub(super) struct Listener {
    /// Where it really listens: the port is the system's choice when the binding says 0.
    pub address: SocketAddr,
    stop: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

impl Listener {
    pub fn open(binding: IpBinding, shared: Arc<Shared>, sessions: Crew) -> io::Result<Listener> {
        let thread = sessions.thread();
        let _there = thread.enter();
        let socket = bind(binding.address())?;
        let address = socket.local_addr()?;
        let stop = CancellationToken::new();
        let task = thread.spawn(accept(socket, binding.port(), shared, sessions.clone(), stop.clone()));
        Ok(Listener { address, stop, task })
    }

    /// Accepts no more; returns when the address is free again. Sessions go on.
    pub async fn close(self) {
        self.stop.cancel();
        let _ = self.task.await;
    }
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => {
            let socket = TcpSocket::new_v6()?;
            // `[::]` is every IPv6 address; `0.0.0.0` may be bound beside it.
            rustix::net::sockopt::set_ipv6_v6only(&socket, true)?;
            socket
        }
    };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

async fn accept(socket: TcpListener, port: u16, shared: Arc<Shared>, sessions: Crew, stop: CancellationToken) {
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => return,
            accepted = socket.accept() => match accepted {
                Ok((stream, peer)) => welcome(stream, port, peer, &shared, &sessions),
                Err(error) => {
                    tracing::warn!(%error, "accept failed");
                    tokio::time::sleep(PAUSE).await;
                }
            },
        }
    }
}

/// Gives the connection a task of its own. `port` is the binding's, which connectors are chosen by.
fn welcome(stream: TcpStream, port: u16, peer: SocketAddr, shared: &Arc<Shared>, sessions: &Crew) {
    // Replies are small and waited for; without this each would wait for the peer's acknowledgement of the last.
    let _ = stream.set_nodelay(true);
    let Ok(local) = stream.local_addr() else { return };
    let local = SocketAddr::new(local.ip(), port);
    // The session may be on another thread than this is.
    let Ok(stream) = stream.into_std() else { return };
    let shared = shared.clone();
    sessions.spawn(async move {
        let Ok(stream) = TcpStream::from_std(stream) else { return };
        let abort = shared.abort.clone();
        tokio::select! {
            () = abort.cancelled() => {}
            () = Connection::serve(shared, stream, local, peer) => {}
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::receive::scene;
    use serde_json::json;

    #[test]
    fn a_binding_to_every_address_takes_the_place_of_single_ones() {
        let connector = |bindings: &[&str], enabled: bool| {
            Arc::new(scene::connector("Default", json!({"Bindings": bindings, "Enabled": enabled})))
        };
        let connectors = [
            connector(&["0.0.0.0:25", "10.0.0.1:587"], true),
            connector(&["10.0.0.1:25", "[2001:db8::1]:25"], true),
            connector(&["10.0.0.1:587"], true),
            connector(&["0.0.0.0:587"], false),
        ];
        let sockets: Vec<String> = wanted(&connectors).iter().map(ToString::to_string).collect();
        assert_eq!(sockets, ["0.0.0.0:25", "10.0.0.1:587", "[2001:db8::1]:25"]);
    }
}
