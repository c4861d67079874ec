//! Serves the API: on the Unix socket in the data directory, and by TLS where the operator asked for that.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::Request;
use axum::http::header;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use rustls::pki_types::CertificateDer;
use rustls::server::Acceptor;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream, UnixListener};
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::console::sign_in::{self, Door, SignedIn};
use super::problem::Problem;
use crate::model::{Fault, Secret};

/// The control socket in a data directory.
pub fn socket_path(data_dir: &Path) -> PathBuf {
    data_dir.join("control.sock")
}

/// Listens on the socket, readable by its owner only. A socket left behind by a node that died is replaced; one that
/// somebody answers on is `AddrInUse`.
pub fn bind_socket(path: &Path) -> io::Result<UnixListener> {
    match UnixListener::bind(path) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse && !super::Client::answers(path) => {
            fs::remove_file(path)?;
            UnixListener::bind(path)
        }
        bound => bound,
    }
    .and_then(|listener| {
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
        Ok(listener)
    })
}

/// Answers on the socket until `stop`.
pub async fn serve_socket(listener: UnixListener, router: axum::Router, stop: CancellationToken) {
    let sessions = TaskTracker::new();
    while let Some(accepted) = stop.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((stream, _)) => {
                sessions.spawn(answer(stream, router.clone(), stop.clone()));
            }
            Err(error) => pause_after(&error, &stop).await,
        }
    }
    finish(sessions).await;
}

/// What clients by TLS get to see, and how they prove that they may ask.
pub struct Gate {
    /// For people with the token, and their browsers.
    pub to_operators: Arc<rustls::ServerConfig>,
    /// For the other servers of the organization, which show certificates of their own.
    pub to_servers: Arc<rustls::ServerConfig>,
    pub token: Secret,
    /// Whether a certificate is that of a server whose administrators may give orders here.
    pub admits: Box<dyn Fn(&CertificateDer<'_>) -> bool + Send + Sync>,
}

/// By this name in ALPN (RFC 7301) a client says that it is a server of the organization.
pub const SERVERS: &[u8] = b"emsh-server";

/// Answers by TLS until `stop`: to servers of the organization, to those who show the token, and to browsers that have
/// shown it.
pub async fn serve_tls(listener: TcpListener, gate: Gate, router: axum::Router, stop: CancellationToken) {
    let door = Door::new(gate.token.clone());
    let ways_in = sign_in::routes(door.clone());
    let guarded = router.clone().layer(middleware::from_fn(move |request: Request, next: Next| {
        let door = door.clone();
        async move { admit(&door, request, next).await }
    }));
    let (guarded, gate) = (guarded.merge(ways_in), Arc::new(gate));
    let sessions = TaskTracker::new();
    while let Some(accepted) = stop.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((stream, peer)) => {
                let (gate, open, guarded, stop) = (gate.clone(), router.clone(), guarded.clone(), stop.clone());
                sessions.spawn(async move {
                    match tokio::time::timeout(HANDSHAKE, gate.shake_hands(stream)).await {
                        Ok(Ok((stream, true))) => answer(stream, open, stop).await,
                        Ok(Ok((stream, false))) => answer(stream, guarded, stop).await,
                        Ok(Err(error)) => tracing::debug!(%peer, %error, "control: TLS handshake failed"),
                        Err(_) => tracing::debug!(%peer, "control: TLS handshake took too long"),
                    }
                });
            }
            Err(error) => pause_after(&error, &stop).await,
        }
    }
    finish(sessions).await;
}

impl Gate {
    /// And whether the client has proven to be a server whose administrators may ask.
    async fn shake_hands(&self, stream: TcpStream) -> io::Result<(TlsStream<TcpStream>, bool)> {
        let hello = LazyConfigAcceptor::new(Acceptor::default(), stream).await?;
        let is_server = hello.client_hello().alpn().is_some_and(|mut names| names.any(|name| name == SERVERS));
        if !is_server {
            return Ok((hello.into_stream(self.to_operators.clone()).await?, false));
        }
        let stream = hello.into_stream(self.to_servers.clone()).await?;
        let shown = stream.get_ref().1.peer_certificates().and_then(|chain| chain.first());
        let is_known = shown.is_some_and(|shown| (self.admits)(shown));
        Ok((stream, is_known))
    }
}

/// Time for a TLS handshake on the control port; a shell needs milliseconds.
const HANDSHAKE: std::time::Duration = std::time::Duration::from_secs(10);

/// Listens for `--control`; plaintext is never served there.
pub async fn bind_tls(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address).await
}

/// Shells show the token, browsers a cookie; without either, a browser is led to where it can show the token.
async fn admit(door: &Door, mut request: Request, next: Next) -> Response {
    let shown = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bears = shown.and_then(|value| value.strip_prefix("Bearer ")).is_some_and(|shown| door.opens(shown));
    let path = request.uri().path();
    let is_console = path == "/console" || path.starts_with("/console/");
    match (bears, is_console) {
        (true, _) => next.run(request).await,
        // The look of a page tells nothing.
        (false, true) if path == "/console/style.css" => next.run(request).await,
        (false, true) if door.knows(&request) => {
            request.extensions_mut().insert(SignedIn);
            next.run(request).await
        }
        (false, true) => sign_in::first(),
        (false, false) => refused(),
    }
}

fn refused() -> Response {
    let fault = Fault::denied("ControlToken", "The control API wants the node's bearer token.")
        .fix("It is in control.token in the node's data directory.");
    Problem::from(fault).into_response()
}

async fn answer(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    router: axum::Router,
    stop: CancellationToken,
) {
    let server = auto::Builder::new(TokioExecutor::new());
    let connection = server.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => {}
        () = stop.cancelled() => {
            // What is being answered is finished; idle connections end at once.
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// Accepting failed, as it does when descriptors run out: waits a moment instead of spinning.
async fn pause_after(error: &io::Error, stop: &CancellationToken) {
    tracing::warn!(%error, "control: a connection could not be accepted");
    let _ = stop.run_until_cancelled(tokio::time::sleep(std::time::Duration::from_millis(100))).await;
}

async fn finish(sessions: TaskTracker) {
    sessions.close();
    // A client that keeps a stream open must not keep the node alive.
    let _ = tokio::time::timeout(std::time::Duration::from_secs(2), sessions.wait()).await;
}
