//! A connection through a front end: bytes of the outside inside of a session with a server of the organization.

use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// Encrypted as far as the front end, which the other side does not know of.
pub struct Tunnel {
    stream: Box<TlsStream<TcpStream>>,
    /// What came together with the front end's last reply: the other side's first words.
    unread: BytesMut,
}

impl Tunnel {
    pub fn new(stream: Box<TlsStream<TcpStream>>, unread: BytesMut) -> Tunnel {
        Tunnel { stream, unread }
    }

    /// Addresses of the connection to the front end.
    pub fn ends(&self) -> Option<(SocketAddr, SocketAddr)> {
        let stream = self.stream.get_ref().0;
        stream.local_addr().ok().zip(stream.peer_addr().ok())
    }
}

impl AsyncRead for Tunnel {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let Tunnel { stream, unread } = self.get_mut();
        if unread.is_empty() {
            return Pin::new(stream).poll_read(cx, into);
        }
        let most = unread.len().min(into.remaining());
        into.put_slice(&unread[..most]);
        unread.advance(most);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Tunnel {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}
