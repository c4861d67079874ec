//! A conversation with an SMTP server, one command at a time, as a person would have it with telnet.
//!
//! Each line goes to the verbose stream as it is said, passwords left out. Every wait is bounded and ends with Ctrl-C.
//! A reply is never a fault by itself: what to make of it is left to the caller.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use rustls::RootCertStore;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::cmdlet::prelude::*;
use crate::mail::data::DataEncoder;
use crate::mail::line_ends::LineEnds;
use crate::mail::reply::{Reply, ReplyReader};
use crate::mail::sasl::{Credentials, Mechanism, SaslClient};
use crate::trust::{Proof, TlsClients, names_of, system_roots};

/// How long a server is waited for.
#[derive(Clone, Copy)]
pub struct Patience {
    /// To take a connection, and to go over to TLS.
    pub to_connect: Duration,
    /// For each reply; a greeting may be held back on purpose. RFC 5321 §4.5.3.2 would wait 5 minutes.
    pub to_reply: Duration,
}

impl Patience {
    /// For a conversation that a person wants to have.
    pub const WHOLE: Patience = Patience { to_connect: Duration::from_secs(30), to_reply: Duration::from_secs(120) };
    /// For a look whether somebody is there, while a person waits to go on.
    pub const SHORT: Patience = Patience { to_connect: Duration::from_secs(10), to_reply: Duration::from_secs(15) };
}

/// Bytes taken from the socket at once.
const PIECE: usize = 4096;

trait Socket: AsyncRead + AsyncWrite + Unpin {}

impl<T: AsyncRead + AsyncWrite + Unpin> Socket for T {}

/// A connection to a server, with whom to talk about it.
pub struct Dialogue<'a> {
    call: &'a Call<'a>,
    session: &'a Session,
    /// The name that was asked for, without the port.
    host: String,
    /// Where the connection really goes.
    peer: SocketAddr,
    socket: Box<dyn Socket>,
    patience: Patience,
    is_encrypted: bool,
    /// DNS names in the certificate that the server has shown.
    certified: Vec<String>,
    reader: ReplyReader,
    input: BytesMut,
    /// What the last answer to EHLO offers.
    offers: Vec<String>,
}

impl<'a> Dialogue<'a> {
    /// Connects and reads the greeting.
    pub fn open(
        call: &'a Call<'a>,
        session: &'a Session,
        host: &str,
        port: u16,
    ) -> Result<(Dialogue<'a>, Reply), Fault> {
        Dialogue::open_with(call, session, host, port, Patience::WHOLE)
    }

    /// The same with less time, or more.
    pub fn open_with(
        call: &'a Call<'a>,
        session: &'a Session,
        host: &str,
        port: u16,
        patience: Patience,
    ) -> Result<(Dialogue<'a>, Reply), Fault> {
        let mut dialogue = Dialogue::connect(call, session, host, port, patience)?;
        let greeting = dialogue.reply()?;
        Ok((dialogue, greeting))
    }

    /// Connects to a port where TLS comes first, and reads the greeting; `checks`: the server must prove its name.
    pub fn open_encrypted(
        call: &'a Call<'a>,
        session: &'a Session,
        host: &str,
        port: u16,
        checks: bool,
    ) -> Result<(Dialogue<'a>, Reply), Fault> {
        let mut dialogue = Dialogue::connect(call, session, host, port, Patience::WHOLE)?;
        dialogue.encrypt(checks)?;
        let greeting = dialogue.reply()?;
        Ok((dialogue, greeting))
    }

    fn connect(
        call: &'a Call<'a>,
        session: &'a Session,
        host: &str,
        port: u16,
        patience: Patience,
    ) -> Result<Dialogue<'a>, Fault> {
        let unreachable = |cause: String| {
            Fault::unreachable("SmtpUnreachable", format!("Cannot connect to {host} on port {port}.")).cause(cause)
        };
        let connected = session.wait(call, async {
            match timeout(patience.to_connect, TcpStream::connect((host, port))).await {
                Ok(connected) => connected.map_err(|error| unreachable(error.to_string())),
                Err(_) => Err(unreachable(format!("no answer within {} seconds", patience.to_connect.as_secs()))),
            }
        })?;
        let peer = connected.peer_addr().map_err(|error| unreachable(error.to_string()))?;
        call.verbose(format!("Connected to {peer}."))?;
        Ok(Dialogue {
            call,
            session,
            host: host.to_owned(),
            peer,
            socket: Box::new(connected),
            patience,
            is_encrypted: false,
            certified: Vec::new(),
            reader: ReplyReader::new(),
            input: BytesMut::new(),
            offers: Vec::new(),
        })
    }

    pub fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// Whether the server's answer to EHLO has this keyword; what follows the keyword.
    pub fn offer(&self, keyword: &str) -> Option<&str> {
        self.offers.iter().find_map(|line| {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            word.eq_ignore_ascii_case(keyword).then_some(rest)
        })
    }

    /// Says one line and reads the reply.
    pub fn say(&mut self, line: &str) -> Result<Reply, Fault> {
        self.say_shown_as(line, line)
    }

    fn say_shown_as(&mut self, line: &str, shown: &str) -> Result<Reply, Fault> {
        // A line end inside would be a second command.
        if line.contains(['\r', '\n']) {
            return Err(Fault::invalid("LineEndInCommand", "An SMTP command is one line."));
        }
        self.call.verbose(format!("C: {shown}"))?;
        self.send(format!("{line}\r\n").as_bytes())?;
        self.reply()
    }

    /// EHLO, and HELO where that is not understood. Keeps what is offered.
    pub fn introduce(&mut self, name: &str) -> Result<Reply, Fault> {
        let reply = self.say(&format!("EHLO {name}"))?;
        self.offers.clear();
        if reply.is_success() {
            self.offers.extend(reply.lines.iter().skip(1).map(|line| line.trim().to_owned()));
        } else if reply.is_permanent() {
            return self.say(&format!("HELO {name}"));
        }
        Ok(reply)
    }

    /// Goes over to TLS after STARTTLS has been granted.
    pub fn encrypt(&mut self, checks: bool) -> Result<(), Fault> {
        // What came with the reply was not encrypted, and may be somebody else's (RFC 3207 §6).
        if !self.input.is_empty() {
            return Err(self.broken("It said more before TLS began."));
        }
        let host = self.host.clone();
        let failed = |cause: String| {
            let fault = Fault::unreachable("TlsFailed", format!("TLS with {host} did not come about.")).cause(cause);
            if checks { fault.fix("-SkipCertificateCheck takes a certificate that nobody has signed.") } else { fault }
        };
        let (roots, proof) = match checks {
            true => (system_roots(), Proof { chain: true, host: true, ..Proof::NOTHING }),
            false => (RootCertStore::empty(), Proof::NOTHING),
        };
        let config =
            TlsClients::new(roots, Arc::default()).config(&proof, None).map_err(|error| failed(error.to_string()))?;
        let name = match ServerName::try_from(self.host.clone()) {
            Ok(name) => name,
            Err(_) => ServerName::from(self.peer.ip()),
        };
        let plain = std::mem::replace(&mut self.socket, Box::new(tokio::io::empty()));
        let patience = self.patience.to_connect;
        let handshake = async {
            match timeout(patience, TlsConnector::from(config).connect(name, plain)).await {
                Ok(encrypted) => encrypted.map_err(|error| failed(error.to_string())),
                Err(_) => Err(failed("no answer".to_owned())),
            }
        };
        let encrypted = self.session.wait(self.call, handshake)?;
        let (_, about) = encrypted.get_ref();
        let version = about.protocol_version().map_or_else(|| "?".to_owned(), |version| format!("{version:?}"));
        self.call.verbose(format!("TLS has begun ({version})."))?;
        let certificate = about.peer_certificates().and_then(<[_]>::first);
        self.certified = certificate.map(names_of).unwrap_or_default();
        self.socket = Box::new(encrypted);
        self.is_encrypted = true;
        Ok(())
    }

    pub fn is_encrypted(&self) -> bool {
        self.is_encrypted
    }

    /// The DNS names in the certificate that the server has shown.
    pub fn certified(&self) -> &[String] {
        &self.certified
    }

    /// Logs in with the first mechanism that both sides know. `None`: there is none.
    pub fn log_in(&mut self, credentials: Credentials) -> Result<Option<Reply>, Fault> {
        let offered = self.offer("AUTH").unwrap_or_default();
        let Some(mechanism) = offered.split_ascii_whitespace().find_map(Mechanism::named) else { return Ok(None) };
        let mut client = SaslClient::new(mechanism, credentials);
        let shown = format!("AUTH {} (the rest is not shown)", mechanism.name());
        let mut reply = self.say_shown_as(&client.command(), &shown)?;
        while reply.code == 334 {
            reply = match client.answer() {
                Some(answer) => self.say_shown_as(&answer, "(not shown)")?,
                None => self.say("*")?,
            };
        }
        Ok(Some(reply))
    }

    /// The message itself, after DATA has been granted.
    pub fn transfer(&mut self, message: &[u8]) -> Result<Reply, Fault> {
        let mut wire = Vec::with_capacity(message.len() + 5);
        let mut encoder = DataEncoder::new(LineEnds::Normalize);
        let encoded = encoder
            .encode(message, &mut |bytes| wire.extend_from_slice(bytes))
            .and_then(|()| encoder.finish(&mut |bytes| wire.extend_from_slice(bytes)));
        encoded.map_err(|error| Fault::internal("BareLineEnd", "The message cannot be sent.").cause(error))?;
        self.call.verbose(format!("C: (a message of {} bytes)", message.len()))?;
        self.send(&wire)?;
        self.reply()
    }

    /// Says goodbye; whether the server hears it makes no difference any more.
    pub fn leave(mut self) {
        let _ = self.say("QUIT");
    }

    fn send(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let (session, call, host) = (self.session, self.call, self.host.clone());
        let (socket, patience) = (&mut self.socket, self.patience.to_reply);
        session.wait(call, async move {
            let written = async {
                socket.write_all(bytes).await?;
                socket.flush().await
            };
            match timeout(patience, written).await {
                Ok(written) => written.map_err(|error| lost(&host, &error.to_string())),
                Err(_) => Err(lost(&host, "it takes nothing any more")),
            }
        })
    }

    fn reply(&mut self) -> Result<Reply, Fault> {
        let (session, call, host) = (self.session, self.call, self.host.clone());
        let (socket, reader, input) = (&mut self.socket, &mut self.reader, &mut self.input);
        let patience = self.patience.to_reply;
        let reply = session.wait(call, async move {
            match timeout(patience, next_reply(socket, reader, input)).await {
                Ok(reply) => reply.map_err(|cause| lost(&host, &cause)),
                Err(_) => Err(lost(&host, &format!("no reply within {} seconds", patience.as_secs()))),
            }
        })?;
        for line in &reply.lines {
            let status = reply.status.map(|status| format!("{status} ")).unwrap_or_default();
            self.call.verbose(format!("S: {} {status}{line}", reply.code))?;
        }
        Ok(reply)
    }

    fn broken(&self, says: &str) -> Fault {
        Fault::unreachable("SmtpProtocol", format!("{} does not speak SMTP as it should. {says}", self.host))
    }
}

fn lost(host: &str, cause: &str) -> Fault {
    Fault::unreachable("SmtpConnectionLost", format!("The conversation with {host} has broken off.")).cause(cause)
}

async fn next_reply(
    socket: &mut Box<dyn Socket>,
    reader: &mut ReplyReader,
    input: &mut BytesMut,
) -> Result<Reply, String> {
    loop {
        if let Some(reply) = reader.read(input).map_err(|error| error.to_string())? {
            return Ok(reply);
        }
        input.reserve(PIECE);
        match socket.read_buf(input).await {
            Ok(0) => return Err("it closed the connection".to_owned()),
            Ok(_) => {}
            // Some servers end TLS without saying so.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err("it closed the connection".to_owned()),
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// What a refusal comes to: worth another try later, or not.
pub fn refused(host: &str, what: &str, reply: &Reply) -> Fault {
    let says = format!("{host} refuses {what}: {reply}");
    if reply.is_transient() { Fault::busy("SmtpRefused", says) } else { Fault::denied("SmtpRefused", says) }
}

/// This machine's name, in a form that EHLO may carry.
pub fn own_name() -> String {
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let may = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    if name.is_empty() || !name.chars().all(may) { "localhost".to_owned() } else { name }
}
