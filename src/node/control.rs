//! The ways in to the node's control API: the socket in its data directory, and TLS where the operator asked for that.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use tokio::net::{TcpListener, UnixListener};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use crate::control::server::{Gate, bind_socket, bind_tls, serve_socket, serve_tls, socket_path};
use crate::control::{Desk, router};
use crate::model::{Fault, Secret, TransportRole};
use crate::transport::Live;
use crate::trust::{ServerIdentity, thumbprint};

/// Bound, and not answering yet.
pub struct Doors {
    socket: UnixListener,
    path: PathBuf,
    tls: Option<(TcpListener, Secret)>,
}

/// By what this node and the other servers know each other.
///
/// Whoever may give orders on one hub may give them on all: by the certificate of the hub on whose machine he is. A
/// server in the perimeter speaks for nobody.
pub struct Colleagues {
    pub identity: Arc<ServerIdentity>,
    pub live: Live,
}

/// Answering until [`Control::stop`].
pub struct Control {
    stop: CancellationToken,
    tasks: TaskTracker,
    path: PathBuf,
    /// Where the API is served by TLS.
    pub address: Option<SocketAddr>,
}

impl Doors {
    /// Binds both ways in. `address`: where to serve by TLS. Must be called in a tokio runtime.
    pub async fn open(data_dir: &Path, address: Option<SocketAddr>) -> Result<Doors, Fault> {
        let path = socket_path(data_dir);
        let socket = bind_socket(&path).map_err(|error| unbound(&path, error))?;
        let tls = match address {
            None => None,
            Some(address) => {
                let listener = bind_tls(address).await.map_err(|error| {
                    Fault::invalid("ControlAddressUnusable", format!("The control API cannot listen on {address}."))
                        .fix("Give --control another address and port, or leave it out.")
                        .cause(error)
                })?;
                Some((listener, token(data_dir)?))
            }
        };
        Ok(Doors { socket, path, tls })
    }

    /// Where the API will be served by TLS.
    pub fn address(&self) -> Option<SocketAddr> {
        self.tls.as_ref().and_then(|(listener, _)| listener.local_addr().ok())
    }

    /// Answers for `desk`. By TLS: to operators with this configuration, and to the other servers.
    pub fn serve(
        self,
        desk: Arc<dyn Desk>,
        to_operators: Arc<rustls::ServerConfig>,
        colleagues: Colleagues,
    ) -> Control {
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let router = router(desk);
        let address = self.address();
        if let Some((listener, token)) = self.tls {
            let Colleagues { identity, live } = colleagues;
            let admits = Box::new(move |shown: &CertificateDer<'_>| {
                live.load().server_of(thumbprint(shown)).is_some_and(|server| server.role == TransportRole::Hub)
            });
            let gate = Gate { to_operators, to_servers: identity.server_config(), token, admits };
            tasks.spawn(serve_tls(listener, gate, router.clone(), stop.clone()));
        }
        tasks.spawn(serve_socket(self.socket, router, stop.clone()));
        Control { stop, tasks, path: self.path, address }
    }
}

impl Control {
    /// Finishes what is being answered, and takes the socket away.
    pub async fn stop(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
        // Nobody else can have put one there: the spool's lock is still held.
        let _ = fs::remove_file(&self.path);
    }
}

fn unbound(path: &Path, error: io::Error) -> Fault {
    let says = format!("The control socket '{}' cannot be made.", path.display());
    match error.kind() {
        // sockaddr_un has room for 107 bytes (unix(7)).
        io::ErrorKind::InvalidInput => Fault::invalid("ControlSocketPathTooLong", says)
            .fix("Use a data directory with a shorter path: the system takes 107 bytes for a socket."),
        io::ErrorKind::AddrInUse => {
            Fault::busy("NodeAlreadyRuns", says).fix("Another node answers there. Stop it, or use another --data-dir.")
        }
        _ => Fault::denied("ControlSocketUnusable", says),
    }
    .cause(error)
}

/// The bearer token for those who come by TLS: made once, readable by the node's user only.
fn token(data_dir: &Path) -> Result<Secret, Fault> {
    let path = data_dir.join("control.token");
    let unusable = |cause: &dyn std::fmt::Display| {
        Fault::invalid(
            "ControlTokenUnusable",
            format!("'{}' cannot be used as the control API's token.", path.display()),
        )
        .fix("Remove it to have a new one made, or keep one line of 32 characters or more there with mode 0600.")
        .cause(cause)
    };
    // Two of them hold 244 random bits.
    let new = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
        Ok(mut file) => {
            let written = file.write_all(format!("{new}\n").as_bytes()).and_then(|()| file.sync_all());
            return written.map(|()| Secret::new(new)).map_err(|error| unusable(&error));
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(unusable(&error)),
    }
    let about = fs::metadata(&path).map_err(|error| unusable(&error))?;
    if about.mode() & 0o077 != 0 {
        return Err(unusable(&"others than its owner may use the file"));
    }
    let text = fs::read_to_string(&path).map_err(|error| unusable(&error))?;
    let text = text.trim();
    if text.len() < 32 || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(unusable(&"it is too short to be a secret, or no plain text"));
    }
    Ok(Secret::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_token_is_made_once_and_must_stay_private() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let first = token(folder.path()).expect("made");
        assert!(first.expose().len() >= 32);
        assert_eq!(token(folder.path()).expect("read").expose(), first.expose());
        let path = folder.path().join("control.token");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);

        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("own file");
        assert!(token(folder.path()).is_err(), "the group could read it");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("own file");
        fs::write(&path, "\n").expect("own file");
        assert!(token(folder.path()).is_err(), "anybody could guess it");
    }
}
