//! Sending: from a next hop to outcomes.
//!
//! ```text
//!  NextHop ─► plan: what the connector wants ─► hosts: MX, smart hosts, servers ─► dial: address by address
//!                                                                                    │ wire, TLS, conversation::Opening
//!              mailbox ─► Maildir, or LMTP ─────────────────────────────────► session ◄┘
//!                                                                                    │ conversation::Transaction, text
//!                                                            one Outcome per recipient ◄┘
//! ```
//!
//! Promise: each recipient of an attempt has one outcome. Nothing is `Sent` that was not acknowledged; what was cut off
//! before the acknowledgement is deferred, so a message may come twice to a server that fell silent at the wrong moment,
//! but is never lost. Refusals for good come from DNS (null MX, no such domain, a loop) and from servers; everything
//! else waits. When to try again, and how many sessions there are, is the queue's.

mod carriage;
pub mod conversation;
mod demand;
mod dial;
mod health;
mod hosts;
mod journal;
mod line;
mod mailbox;
mod maildir;
mod metrics;
mod patience;
mod plan;
mod policy;
mod search;
mod session;
mod sign;
mod text;
mod visit;
mod wire;

use std::sync::Arc;

use crate::model::DeliveryType;
use crate::resolve::Resolvers;
use crate::transport::connectivity::ConnectivityLog;
use crate::transport::protocol::ProtocolLog;
use crate::transport::{BodySource, BoxFuture, Carriage, Carrier, Clock, Live, NextHop, Remark, Settings, Unreached};
use crate::trust::TlsClients;

use carriage::SmtpCarriage;
use dial::Dialer;
use plan::Plan;
use sign::Signatures;
use text::Audience;

pub use metrics::Metrics;

/// Opens sessions to next hops and mailboxes.
pub struct Outbound {
    dialer: Arc<Dialer>,
    bodies: Arc<dyn BodySource>,
    live: Live,
    signatures: Arc<Signatures>,
}

/// What sending needs of the rest of the node.
pub struct Surroundings {
    /// The settings in force: sessions outlive those that they were opened by.
    pub live: Live,
    pub resolvers: Arc<dyn Resolvers>,
    /// Reads messages that are not in memory.
    pub bodies: Arc<dyn BodySource>,
    /// Takes the sessions of connectors with verbose logging.
    pub log: Arc<dyn ProtocolLog>,
    pub connectivity: Arc<dyn ConnectivityLog>,
    pub clock: Arc<dyn Clock>,
    pub tls: TlsClients,
    pub metrics: Metrics,
}

impl Outbound {
    pub fn new(around: Surroundings) -> Outbound {
        let Surroundings { live, resolvers, bodies, log, connectivity, clock, tls, metrics } = around;
        let dialer = Dialer::new(resolvers, tls, log, connectivity, clock, metrics);
        Outbound { dialer: Arc::new(dialer), bodies, live, signatures: Arc::default() }
    }

    /// What TLS would be for a next hop: a line for each host, in the order to try them. The remark says why there is none.
    pub async fn tls_of(&self, hop: &NextHop, settings: &Settings) -> Result<Vec<String>, Remark> {
        if hop.delivery_type == DeliveryType::SmtpDeliveryToMailbox {
            return Ok(Vec::new());
        }
        let plan = Plan::of(hop, settings)?;
        self.dialer.tls_of(&plan).await.map_err(|unreached| unreached.remark)
    }

    async fn connect(&self, hop: &NextHop, settings: &Arc<Settings>) -> Result<Box<dyn Carriage>, Unreached> {
        if hop.delivery_type == DeliveryType::SmtpDeliveryToMailbox {
            return mailbox::open(hop, settings, &self.dialer, &self.bodies).await;
        }
        let plan = Plan::of(hop, settings).map_err(|remark| Unreached { remark, is_permanent: false })?;
        let audience = if plan.to_ourselves { Audience::Ourselves } else { Audience::Outside };
        let mut visit = self.dialer.visit(hop, &plan);
        let session = self.dialer.open(&plan, &mut visit).await?;
        let (dialer, bodies) = (Arc::clone(&self.dialer), Arc::clone(&self.bodies));
        let carriage = SmtpCarriage::new(dialer, plan, bodies, audience, session, visit);
        Ok(Box::new(match audience {
            Audience::Outside => carriage.signing(Arc::clone(&self.live), Arc::clone(&self.signatures)),
            Audience::Ourselves | Audience::Mailbox => carriage,
        }))
    }
}

impl Carrier for Outbound {
    fn open<'a>(
        &'a self,
        hop: &'a NextHop,
        settings: &'a Arc<Settings>,
    ) -> BoxFuture<'a, Result<Box<dyn Carriage>, Unreached>> {
        Box::pin(self.connect(hop, settings))
    }
}

#[cfg(test)]
mod tests;
