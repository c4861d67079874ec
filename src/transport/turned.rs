//! A connection whose ends change roles (TURN, RFC 821; ATRN, RFC 2645): who called now takes mail, and who was called
//! now sends it, or the other way round.

use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::net::TcpStream;

/// A connection between two sessions. What was said before is over; nothing unread is left of it.
pub struct Turned {
    pub stream: TurnedStream,
    pub local: SocketAddr,
    pub remote: SocketAddr,
}

pub enum TurnedStream {
    Plain(TcpStream),
    /// Encrypted while the peer was the client.
    OfServer(Box<tokio_rustls::server::TlsStream<TcpStream>>),
    /// Encrypted while the peer was the server.
    OfClient(Box<tokio_rustls::client::TlsStream<TcpStream>>),
}

/// Takes mail from a peer that we called.
pub trait Receiver: Send + Sync {
    fn receive(&self, turned: Turned);
}

/// Who takes turned connections, while somebody does. Sending outlives a reception that is stopped and started.
#[derive(Clone, Default)]
pub struct Turns(Arc<RwLock<Option<Arc<dyn Receiver>>>>);

impl Turns {
    pub fn go_to(&self, receiver: Option<Arc<dyn Receiver>>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = receiver;
    }

    /// Dropped, and so closed, while nobody takes it.
    pub fn hand_over(&self, turned: Turned) {
        let receiver = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(receiver) = receiver {
            receiver.receive(turned);
        }
    }
}
