//! What a session asks of its driver, and what the driver answers with.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use uuid::Uuid;

use super::{Handshake, Submission};
use crate::mail::sasl::Credentials;
use crate::model::ReceiveConnector;
use crate::transport::agent::Occasion;
use crate::transport::receive::replies::Line;
use crate::transport::shadow::Primary;
use crate::transport::{Release, Settings};

/// What the driver does next. After each step but `Close` it calls [`Session::advance`](super::Session::advance) again.
#[derive(Debug)]
pub enum Step {
    /// Send the replies so far, then read more input.
    Read,
    /// Send nothing for this long (tarpit).
    Pause(Duration),
    /// A message is about to begin: is the node open, and is the peer within its rate? Answer with
    /// [`Session::opened`](super::Session::opened).
    Open,
    /// Whose the session is, or what it is for, is about to change: by which settings? Answer with
    /// [`Session::renewed`](super::Session::renewed).
    Renew,
    /// Agents are to be asked about this; answer with [`Session::advised`](super::Session::advised).
    Consult(Box<Occasion>),
    /// Check these; answer with [`Session::logged_on`](super::Session::logged_on).
    LogOn(Credentials),
    /// Who logs in by that name, and how do they prove it? Answer with [`Session::looked_up`](super::Session::looked_up).
    LookUp(String),
    /// Send the replies, throw unread input away, do the TLS handshake, answer with [`Session::encrypted`](super::Session::encrypted) or
    /// [`Session::not_encrypted`](super::Session::not_encrypted).
    Encrypt(Handshake),
    /// These pieces of a large message go to the spool; the flag says that they are its first. On failure answer with
    /// [`Session::spill_failed`](super::Session::spill_failed).
    Spill(Vec<Bytes>, bool),
    /// The peer asks for this mail; answer with [`Session::released`](super::Session::released).
    Release(Box<Release>),
    /// The peer wants this mail over this connection: is there any? Answer with [`Session::turned`](super::Session::turned).
    Turn(Vec<Release>),
    /// Send the replies, then let whoever sends this mail have the connection: this session is over.
    Reverse(Vec<Release>),
    /// A server of the organization wants to be connected with one of these; answer with
    /// [`Session::connected`](super::Session::connected).
    Connect(Vec<SocketAddr>),
    /// Send the replies, then let the two sides talk: this session is over.
    Bridge,
    /// Send the replies, then take copies of that server's mail: this session is over.
    Shadow(Primary),
    /// Which copies of this server's mail are done with? Answer with [`Session::discards`](super::Session::discards).
    Discards(Vec<Uuid>),
    /// The message is complete; answer with [`Session::submitted`](super::Session::submitted).
    Submit(Box<Submission>),
    /// Send the replies and close the connection.
    Close,
}

/// What the answer to [`Step::Open`] and [`Step::Renew`] may be.
pub enum Opening {
    /// Go on, by these settings.
    Admitted(Arc<Settings>, Arc<ReceiveConnector>),
    Refused(Line),
}

/// Both ends of the connection and its name.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    pub local: SocketAddr,
    pub remote: SocketAddr,
    /// Unique on this node while it runs.
    pub session: u64,
}
