//! A connection before and after it is encrypted.

use std::io;
use std::sync::Arc;

use bytes::BytesMut;
use rustls::pki_types::CertificateDer;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::session::Agreed;
use crate::transport::TurnedStream;
use crate::trust::thumbprint;

/// Least room made for a read of content: a whole small message fits.
pub const CONTENT_ROOM: usize = 32 * 1024;

/// Room made for a read of commands: a connection that idles should not hold much.
pub const COMMAND_ROOM: usize = 4 * 1024;

pub enum Channel {
    Plain(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
    /// We called, and encrypted it as clients do; then the roles were changed (ATRN).
    Turned(Box<tokio_rustls::client::TlsStream<TcpStream>>),
}

/// Bytes both ways.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

impl Channel {
    /// Appends what has come, in one read with at least that much room. 0: the peer has closed its side.
    pub async fn read(&mut self, input: &mut BytesMut, room: usize) -> io::Result<usize> {
        input.reserve(room);
        match self {
            Channel::Plain(stream) => stream.read_buf(input).await,
            Channel::Encrypted(stream) => stream.read_buf(input).await,
            Channel::Turned(stream) => stream.read_buf(input).await,
        }
    }

    /// Appends up to that many bytes of what has come, and at least one. Err: also when the peer has closed its side.
    pub async fn read_some(&mut self, input: &mut BytesMut, most: usize) -> io::Result<()> {
        let read = match self {
            Channel::Plain(stream) => stream.take(most as u64).read_buf(input).await?,
            Channel::Encrypted(stream) => stream.take(most as u64).read_buf(input).await?,
            Channel::Turned(stream) => stream.take(most as u64).read_buf(input).await?,
        };
        if read == 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    /// Sends all of it, in one write where the network takes it.
    pub async fn write(&mut self, output: &[u8]) -> io::Result<()> {
        match self {
            Channel::Plain(stream) => stream.write_all(output).await,
            Channel::Encrypted(stream) => {
                stream.write_all(output).await?;
                stream.flush().await
            }
            Channel::Turned(stream) => {
                stream.write_all(output).await?;
                stream.flush().await
            }
        }
    }

    /// The certificate that the peer has shown, with what it came with.
    pub fn shown(&self) -> &[CertificateDer<'static>] {
        match self {
            Channel::Plain(_) | Channel::Turned(_) => &[],
            Channel::Encrypted(stream) => stream.get_ref().1.peer_certificates().unwrap_or_default(),
        }
    }

    /// For who only carries bytes.
    pub fn into_stream(self) -> Box<dyn Stream> {
        match self {
            Channel::Plain(stream) => Box::new(stream),
            Channel::Encrypted(stream) => stream,
            Channel::Turned(stream) => stream,
        }
    }

    /// Says that nothing more will be sent.
    pub async fn shutdown(&mut self) -> io::Result<()> {
        match self {
            Channel::Plain(stream) => stream.shutdown().await,
            Channel::Encrypted(stream) => stream.shutdown().await,
            Channel::Turned(stream) => stream.shutdown().await,
        }
    }

    /// Does the server's side of the handshake; tells what was agreed on, as trace fields say it.
    pub async fn encrypt(self, config: Arc<rustls::ServerConfig>) -> io::Result<(Channel, Agreed)> {
        let Channel::Plain(stream) = self else {
            return Err(io::Error::other("the connection is encrypted already"));
        };
        let stream = TlsAcceptor::from(config).accept(stream).await?;
        let agreed = agreed(stream.get_ref().1);
        Ok((Channel::Encrypted(Box::new(stream)), agreed))
    }
}

impl From<TurnedStream> for Channel {
    fn from(stream: TurnedStream) -> Channel {
        match stream {
            TurnedStream::Plain(stream) => Channel::Plain(stream),
            TurnedStream::OfServer(stream) => Channel::Encrypted(stream),
            TurnedStream::OfClient(stream) => Channel::Turned(stream),
        }
    }
}

impl From<Channel> for TurnedStream {
    fn from(channel: Channel) -> TurnedStream {
        match channel {
            Channel::Plain(stream) => TurnedStream::Plain(stream),
            Channel::Encrypted(stream) => TurnedStream::OfServer(stream),
            Channel::Turned(stream) => TurnedStream::OfClient(stream),
        }
    }
}

impl Channel {
    /// What was agreed on before the roles were changed.
    pub fn agreed_before(&self) -> Option<Agreed> {
        match self {
            Channel::Plain(_) => None,
            Channel::Encrypted(stream) => Some(agreed(stream.get_ref().1)),
            // Its certificate is that of a server, which means nothing here.
            Channel::Turned(stream) => Some(Agreed { thumbprint: None, ..agreed(stream.get_ref().1) }),
        }
    }
}

fn agreed<D>(connection: &rustls::ConnectionCommon<D>) -> Agreed {
    let version = match connection.protocol_version() {
        Some(rustls::ProtocolVersion::TLSv1_2) => "TLS1_2",
        Some(rustls::ProtocolVersion::TLSv1_3) => "TLS1_3",
        _ => "unknown",
    };
    let cipher = connection.negotiated_cipher_suite().and_then(|suite| suite.suite().as_str()).unwrap_or("unknown");
    let shown = connection.peer_certificates().and_then(|chain| chain.first());
    Agreed {
        words: format!("version={version}, cipher={cipher}"),
        thumbprint: shown.map(thumbprint),
        partner_of: Vec::new(),
        capable_as: Vec::new(),
    }
}
