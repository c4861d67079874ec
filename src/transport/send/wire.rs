//! A connection to a next hop: TCP, TLS on top of it, or a Unix socket.

use std::io::{self, IoSlice};
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use rustls::pki_types::{CertificateDer, ServerName};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpSocket, TcpStream, UnixStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::tunnel::Tunnel;
use crate::transport::TurnedStream;

pub enum Wire {
    Plain(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
    /// The peer called, and encrypted it as clients do; then the roles were changed (ATRN).
    Turned(Box<tokio_rustls::server::TlsStream<TcpStream>>),
    /// Through a front end.
    Proxied(Box<Tunnel>),
    /// The same, encrypted as far as the other side.
    EncryptedBeyond(Box<TlsStream<Tunnel>>),
    Unix(UnixStream),
}

impl Wire {
    /// Connects from `source`, or from whichever address the system picks.
    pub async fn connect(to: SocketAddr, source: Option<IpAddr>) -> io::Result<Wire> {
        let socket = if to.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        if let Some(source) = source {
            socket.bind(SocketAddr::new(source, 0))?;
        }
        let stream = socket.connect(to).await?;
        // Batches are written whole; waiting for more to come would only add the delay of the other side's ACK.
        stream.set_nodelay(true)?;
        Ok(Wire::Plain(stream))
    }

    pub async fn connect_unix(path: &Path) -> io::Result<Wire> {
        Ok(Wire::Unix(UnixStream::connect(path).await?))
    }

    /// Does the client's side of the handshake.
    pub async fn encrypt(self, config: Arc<rustls::ClientConfig>, name: ServerName<'static>) -> io::Result<Wire> {
        let connector = TlsConnector::from(config);
        match self {
            Wire::Plain(stream) => Ok(Wire::Encrypted(Box::new(connector.connect(name, stream).await?))),
            Wire::Proxied(tunnel) => Ok(Wire::EncryptedBeyond(Box::new(connector.connect(name, *tunnel).await?))),
            _ => Err(io::Error::other("only a plain TCP connection can be encrypted")),
        }
    }

    /// Writes all pieces, in one system call where the network takes them. One step is one wait for the network:
    /// `step` bounds it.
    pub async fn write_all_vectored(
        &mut self,
        pieces: &mut [IoSlice<'_>],
        step: std::time::Duration,
    ) -> io::Result<()> {
        let mut left = pieces;
        // Empty pieces at the front would look like a write of nothing.
        IoSlice::advance_slices(&mut left, 0);
        while !left.is_empty() {
            let written = tokio::time::timeout(step, self.write_vectored(left)).await??;
            if written == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            IoSlice::advance_slices(&mut left, written);
        }
        // TLS may hold back what it has encrypted.
        tokio::time::timeout(step, self.flush()).await?
    }

    /// Addresses of both ends; none for a Unix socket.
    pub fn ends(&self) -> Option<(SocketAddr, SocketAddr)> {
        let stream = match self {
            Wire::Plain(stream) => stream,
            Wire::Encrypted(stream) => stream.get_ref().0,
            Wire::Turned(stream) => stream.get_ref().0,
            Wire::Proxied(tunnel) => return tunnel.ends(),
            Wire::EncryptedBeyond(stream) => return stream.get_ref().0.ends(),
            Wire::Unix(_) => return None,
        };
        stream.local_addr().ok().zip(stream.peer_addr().ok())
    }

    /// For the other side to send on. A Unix socket is not turned round, nor is what goes through a front end.
    pub fn turn(self) -> Option<TurnedStream> {
        match self {
            Wire::Plain(stream) => Some(TurnedStream::Plain(stream)),
            Wire::Encrypted(stream) => Some(TurnedStream::OfClient(stream)),
            Wire::Turned(stream) => Some(TurnedStream::OfServer(stream)),
            Wire::Proxied(_) | Wire::EncryptedBeyond(_) | Wire::Unix(_) => None,
        }
    }

    /// Whether what is said stays between the two ends.
    pub fn is_encrypted(&self) -> bool {
        matches!(self, Wire::Encrypted(_) | Wire::EncryptedBeyond(_) | Wire::Turned(_))
    }

    /// The certificates that the server has shown, its own first; none without TLS.
    pub fn shown(&self) -> &[CertificateDer<'static>] {
        self.tls().and_then(|connection| connection.peer_certificates()).unwrap_or_default()
    }

    /// Protocol and cipher of a TLS connection, for the protocol log.
    pub fn agreed(&self) -> Option<String> {
        let connection = self.tls()?;
        let version = connection.protocol_version().and_then(|version| version.as_str()).unwrap_or("TLS");
        let cipher = connection.negotiated_cipher_suite().and_then(|suite| suite.suite().as_str()).unwrap_or("unknown");
        Some(format!("{version} {cipher}"))
    }

    fn tls(&self) -> Option<&rustls::ClientConnection> {
        match self {
            Wire::Encrypted(stream) => Some(stream.get_ref().1),
            Wire::EncryptedBeyond(stream) => Some(stream.get_ref().1),
            _ => None,
        }
    }
}

impl From<TurnedStream> for Wire {
    fn from(stream: TurnedStream) -> Wire {
        match stream {
            TurnedStream::Plain(stream) => Wire::Plain(stream),
            TurnedStream::OfServer(stream) => Wire::Turned(stream),
            TurnedStream::OfClient(stream) => Wire::Encrypted(stream),
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Wire::Plain(stream) => Pin::new(stream).poll_read(cx, into),
            Wire::Encrypted(stream) => Pin::new(stream).poll_read(cx, into),
            Wire::Turned(stream) => Pin::new(stream).poll_read(cx, into),
            Wire::Proxied(stream) => Pin::new(stream).poll_read(cx, into),
            Wire::EncryptedBeyond(stream) => Pin::new(stream).poll_read(cx, into),
            Wire::Unix(stream) => Pin::new(stream).poll_read(cx, into),
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Wire::Plain(stream) => Pin::new(stream).poll_write(cx, bytes),
            Wire::Encrypted(stream) => Pin::new(stream).poll_write(cx, bytes),
            Wire::Turned(stream) => Pin::new(stream).poll_write(cx, bytes),
            Wire::Proxied(stream) => Pin::new(stream).poll_write(cx, bytes),
            Wire::EncryptedBeyond(stream) => Pin::new(stream).poll_write(cx, bytes),
            Wire::Unix(stream) => Pin::new(stream).poll_write(cx, bytes),
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Wire::Plain(stream) => Pin::new(stream).poll_write_vectored(cx, pieces),
            Wire::Encrypted(stream) => Pin::new(stream).poll_write_vectored(cx, pieces),
            Wire::Turned(stream) => Pin::new(stream).poll_write_vectored(cx, pieces),
            Wire::Proxied(stream) => Pin::new(stream).poll_write_vectored(cx, pieces),
            Wire::EncryptedBeyond(stream) => Pin::new(stream).poll_write_vectored(cx, pieces),
            Wire::Unix(stream) => Pin::new(stream).poll_write_vectored(cx, pieces),
        }
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Wire::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Wire::Encrypted(stream) => Pin::new(stream).poll_flush(cx),
            Wire::Turned(stream) => Pin::new(stream).poll_flush(cx),
            Wire::Proxied(stream) => Pin::new(stream).poll_flush(cx),
            Wire::EncryptedBeyond(stream) => Pin::new(stream).poll_flush(cx),
            Wire::Unix(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Wire::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Wire::Encrypted(stream) => Pin::new(stream).poll_shutdown(cx),
            Wire::Turned(stream) => Pin::new(stream).poll_shutdown(cx),
            Wire::Proxied(stream) => Pin::new(stream).poll_shutdown(cx),
            Wire::EncryptedBeyond(stream) => Pin::new(stream).poll_shutdown(cx),
            Wire::Unix(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}
