//! The one client of the control API: the shell's.
//!
//! Calls are asynchronous; the shell's session waits for them on its own small runtime and lets Ctrl-C through.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Method, Response};
use rustls::ClientConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::control::problem::Problem;
use crate::control::server::SERVERS;
use crate::model::{ControlAddress, Fault, Secret, Thumbprint};

/// How to reach a node.
#[derive(Clone, Debug)]
pub enum Address {
    /// On this machine: guarded by the permissions of the file.
    Socket(PathBuf),
    /// Elsewhere: TLS, our own CA or pin, and a bearer token.
    Remote {
        /// `https://host:port`
        url: String,
        /// PEM of the certificate that the node shows.
        certificate: Vec<u8>,
        token: TokenText,
    },
    /// A server of the organization, asked as another one.
    Server {
        /// What faults call it.
        name: String,
        at: ControlAddress,
        /// Of the certificate by which it is known.
        thumbprint: Thumbprint,
        /// Shows our certificate, and takes only that one.
        tls: Arc<ClientConfig>,
    },
}

/// A bearer token; never printed.
#[derive(Clone)]
pub struct TokenText(pub Secret);

impl std::fmt::Debug for TokenText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[REDACTED]")
    }
}

/// How long a connection waits for the next call of a script. A shell that stands at its prompt does not hear that the
/// node has gone meanwhile, and its next call would fail on a connection that nobody listens to.
const KEPT_IDLE: Duration = Duration::from_secs(1);

/// A connection pool to one node.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    /// What faults call the other side.
    name: String,
    token: Option<TokenText>,
}

impl Client {
    /// Prepares the client; nothing is sent yet.
    pub fn new(address: &Address) -> Result<Client, Fault> {
        let refused =
            |cause: reqwest::Error| Fault::internal("ControlClient", "The HTTP client could not be made.").cause(cause);
        // A hung node must not hang the shell for ever; long answers (lists) are streamed and not bounded in time.
        let builder =
            reqwest::Client::builder().connect_timeout(Duration::from_secs(5)).pool_idle_timeout(KEPT_IDLE).no_proxy();
        match address {
            Address::Socket(path) => Ok(Client {
                // Another one costs next to nothing.
                http: builder.pool_max_idle_per_host(0).unix_socket(path.as_path()).build().map_err(refused)?,
                base: "http://node".to_owned(),
                name: path.display().to_string(),
                token: None,
            }),
            Address::Remote { url, certificate, token } => {
                let certificate = reqwest::Certificate::from_pem(certificate).map_err(refused)?;
                Ok(Client {
                    http: builder.https_only(true).tls_certs_only([certificate]).build().map_err(refused)?,
                    base: url.trim_end_matches('/').to_owned(),
                    name: url.clone(),
                    token: Some(token.clone()),
                })
            }
            Address::Server { name, at, tls, .. } => {
                let mut tls = ClientConfig::clone(tls);
                tls.alpn_protocols = vec![SERVERS.to_vec()];
                Ok(Client {
                    http: builder.https_only(true).tls_backend_preconfigured(tls).build().map_err(refused)?,
                    base: format!("https://{at}"),
                    name: format!("{name} ({at})"),
                    token: None,
                })
            }
        }
    }

    /// Whether a node seems to listen on this socket: it exists and accepts.
    pub fn answers(socket: &Path) -> bool {
        std::os::unix::net::UnixStream::connect(socket).is_ok()
    }

    pub async fn get<A: DeserializeOwned>(&self, path: &str, query: &impl Serialize) -> Result<A, Fault> {
        let response = self.send(Method::GET, path, Some(query), None::<&()>).await?;
        response.json().await.map_err(|cause| self.garbled(cause))
    }

    pub async fn post<A: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<A, Fault> {
        let response = self.send(Method::POST, path, None::<&()>, Some(body)).await?;
        response.json().await.map_err(|cause| self.garbled(cause))
    }

    /// Plain text, such as `/metrics`.
    pub async fn text(&self, path: &str) -> Result<String, Fault> {
        let response = self.send(Method::GET, path, None::<&()>, None::<&()>).await?;
        response.text().await.map_err(|cause| self.garbled(cause))
    }

    /// A list, one JSON value a line, handed over as it arrives.
    pub async fn lines<A: DeserializeOwned>(&self, path: &str, query: &impl Serialize) -> Result<Lines<A>, Fault> {
        let response = self.send(Method::GET, path, Some(query), None::<&()>).await?;
        Ok(Lines { client: self.clone(), response, buffer: Vec::new(), taken: 0, item: std::marker::PhantomData })
    }

    /// Raw bytes as they arrive, such as an exported message.
    pub async fn bytes(&self, path: &str, query: &impl Serialize) -> Result<Response, Fault> {
        self.send(Method::GET, path, Some(query), None::<&()>).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        query: Option<&impl Serialize>,
        body: Option<&impl Serialize>,
    ) -> Result<Response, Fault> {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some(query) = query {
            request = request.query(query);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        if let Some(token) = &self.token {
            request = request.bearer_auth(token.0.expose());
        }
        let response = request.send().await.map_err(|cause| self.unreachable(cause))?;
        if response.status().is_success() {
            return Ok(response);
        }
        let status = response.status();
        match response.json::<Problem>().await {
            Ok(problem) => Err(problem.into()),
            Err(_) => Err(Fault::internal("ControlAnswer", format!("The node answered {status} to {path}."))),
        }
    }

    fn unreachable(&self, cause: reqwest::Error) -> Fault {
        let cause = std::error::Error::source(&cause).map_or_else(|| cause.to_string(), innermost);
        Fault::unreachable("NodeUnreachable", format!("The node at {} does not answer.", self.name))
            .fix("Start it with 'emsh serve', or run 'emsh' for a shell with a node of its own.")
            .cause(cause)
    }

    fn garbled(&self, cause: reqwest::Error) -> Fault {
        Fault::unreachable("NodeAnswer", format!("The answer of the node at {} broke off or is not ours.", self.name))
            .cause(innermost(&cause))
    }
}

fn innermost(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

/// A list that is still arriving.
pub struct Lines<A> {
    client: Client,
    response: Response,
    buffer: Vec<u8>,
    taken: usize,
    item: std::marker::PhantomData<fn() -> A>,
}

impl<A: DeserializeOwned> Lines<A> {
    /// The next item; `None` at the end. A problem in the middle of a list is its last line.
    pub async fn next(&mut self) -> Result<Option<A>, Fault> {
        loop {
            if let Some(length) = memchr::memchr(b'\n', &self.buffer[self.taken..]) {
                let line = &self.buffer[self.taken..self.taken + length];
                let item = parse(line);
                self.taken += length + 1;
                return item.map(Some);
            }
            self.buffer.drain(..self.taken);
            self.taken = 0;
            match self.response.chunk().await.map_err(|cause| self.client.garbled(cause))? {
                Some(chunk) => self.buffer.extend_from_slice(&chunk),
                None if self.buffer.is_empty() => return Ok(None),
                None => return Err(Fault::unreachable("NodeAnswer", "The node's answer broke off.")),
            }
        }
    }
}

fn parse<A: DeserializeOwned>(line: &[u8]) -> Result<A, Fault> {
    serde_json::from_slice(line).map_err(|error| match serde_json::from_slice::<Problem>(line) {
        Ok(problem) => problem.into(),
        Err(_) => {
            Fault::internal("NodeAnswer", "The node sent something that this emsh does not understand.").cause(error)
        }
    })
}
