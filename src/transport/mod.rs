//! The mail path of one node: `receive → categorize → queue → send → report`.
//!
//! ```text
//!  SMTP in ─► receive ─► Intake ──► spool (durable, then 250)         shadow: a copy at another hub of the site
//!                                     │ Submission queue
//!                                 categorize: recipients → route → NextHop stamp, per recipient
//!                                     │
//!                                  delivery queues, one per NextHop ──► Carrier: dial, TLS, session ─► SMTP/LMTP/Maildir
//!                                     │                                     │ Outcome per recipient
//!                                  retry ladder, orders, expiry ◄───────────┘
//!                                     │
//!                                  report: DSN (a new message in Submission), tracking events
//! ```
//!
//! Ownership moves down the path: `Received → Message → Attempt → Delivery`. The stages get their settings as an
//! immutable [`Settings`] snapshot and never see the store, the control API or a cmdlet. DNS and time are passed in.

mod chore;
mod clock;
mod crew;
mod event;
mod message;
mod outcome;
mod relief;
mod resolved;
mod revision;
mod settings;
mod stages;
mod tls_session;
mod track;
mod turned;
mod why;

pub mod address_rewriting;
pub mod agent;
pub mod categorize;
pub mod connectivity;
pub mod links;
pub mod protocol;
pub mod queue;
pub mod receive;
pub mod report;
pub mod send;
pub mod shadow;

#[cfg(test)]
mod samples;

pub use chore::Chore;
pub use clock::{Clock, SystemClock};
pub use crew::{Crew, Thread};
pub use event::{Event, Events};
pub use links::{Links, Outage};
pub use message::{
    Body, BodyType, Demands, DsnReturn, Envelope, FileWay, LeafKey, MessageId, NextHop, Notify, Received, Recipient,
    RecipientState, Resolution, Source,
};
pub use outcome::{Attempt, Delivery, Outcome, Remark, Speaker, Unreached};
pub use relief::{Measures, Origin, Relief};
pub use resolved::{Leaf, Resolved, Way};
pub use revision::{NewBody, Policy, Reads, Revised, Revision};
pub use settings::{Live, RelayCredential, Settings};
pub use stages::{
    BodySink, BodySource, Carriage, Carrier, Categorizer, Dispatch, Intake, Notice, NoticeKind, Receipts, Refusal,
    Release, Reporter, Verdict,
};
pub use tls_session::{TlsFailure, TlsFailureKind, TlsPolicy, TlsPolicyKind, TlsSession, TlsSessions};
pub use track::{AgentAct, Routed, Stage, Track, TrackingEvent, TrackingEventId, TrackingSource};
pub use turned::{Receiver, Turned, TurnedStream, Turns};
pub use why::{Choice, Reason, Why};

/// The field in which agents, rules and the content filter write how likely a message is spam.
pub use crate::mail::marks::SCL;

/// A boxed future, for the object-safe traits between stages.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
