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

mod another_way;
mod carriage;
pub mod conversation;
mod demand;
mod dequeue;
mod dial;
mod foreign;
mod front_end;
mod health;
mod hosts;
mod journal;
mod line;
mod link_states;
mod mailbox;
mod maildir;
mod metrics;
mod patience;
mod plan;
mod policy;
mod poll;
mod probe;
mod race;
mod revocation;
mod search;
mod session;
mod shadow;
mod sign;
mod system_probe;
mod text;
mod tunnel;
mod visit;
mod wire;
mod wishes;
mod world;

use std::sync::Arc;

use crate::model::{DeliveryType, SendConnector};
use crate::resolve::Resolvers;
use crate::transport::connectivity::ConnectivityLog;
use crate::transport::protocol::ProtocolLog;
use crate::transport::{
    BodySource, BoxFuture, Carriage, Carrier, Clock, Live, NextHop, Receipts, Remark, Settings, TlsSessions, Turned,
    Turns, Unreached,
};
use crate::trust::TlsClients;

use carriage::SmtpCarriage;
use dial::Dialer;
use plan::Plan;
use session::Session;
use sign::Signatures;
use text::Audience;
use visit::Visit;
use wire::Wire;

pub use metrics::Metrics;
pub use poll::Poll;
pub use shadow::{Refused, ShadowLine};

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
    /// Takes what next hops confirm, in that instant.
    pub receipts: Arc<dyn Receipts>,
    /// Takes the sessions of connectors with verbose logging.
    pub log: Arc<dyn ProtocolLog>,
    pub connectivity: Arc<dyn ConnectivityLog>,
    pub clock: Arc<dyn Clock>,
    pub tls: TlsClients,
    pub metrics: Metrics,
    /// Where connections go that are turned round after ATRN.
    pub turns: Turns,
    /// Takes what becomes of domains' wishes for TLS.
    pub tls_sessions: Arc<dyn TlsSessions>,
}

impl Outbound {
    pub fn new(around: Surroundings) -> Outbound {
        let (live, bodies) = (Arc::clone(&around.live), Arc::clone(&around.bodies));
        Outbound { dialer: Arc::new(Dialer::new(around)), bodies, live, signatures: Arc::default() }
    }

    /// What TLS would be for a next hop: a line for each host, in the order to try them. Err: why there is none.
    pub async fn tls_of(&self, hop: &NextHop, settings: &Settings) -> Result<Vec<String>, Unreached> {
        if matches!(hop.delivery_type, DeliveryType::SmtpDeliveryToMailbox | DeliveryType::NonSmtpGatewayDelivery) {
            return Ok(Vec::new());
        }
        let plan = Plan::of(hop, settings).map_err(|remark| Unreached { remark, is_permanent: false })?;
        self.dialer.tls_of_all(&plan).await
    }

    /// Asks a connector's DequeueServer for our mail.
    async fn ask(&self, connector: &SendConnector, settings: &Settings) -> Result<(), Remark> {
        let Some(plan) = Plan::to_dequeue(connector, settings) else { return Ok(()) };
        let plan = plan?;
        let hop = NextHop {
            delivery_type: DeliveryType::SmartHostConnectorDelivery,
            domain: connector.dequeue_server.as_ref().map(ToString::to_string).unwrap_or_default().into(),
            connector: connector.id,
            is_tls_optional: false,
        };
        let mut visit = self.dialer.visit(&hop, &plan);
        let session = self.dialer.open(&plan, &mut visit).await.map_err(|unreached| unreached.remark)?;
        if let Some(dequeue) = &plan.dequeue {
            session.dequeue(dequeue, &self.dialer.turns, &visit).await;
        }
        Ok(())
    }

    async fn connect_over(
        &self,
        turned: Turned,
        hop: &NextHop,
        settings: &Settings,
    ) -> Result<Box<dyn Carriage>, Unreached> {
        let plan = Plan::of(hop, settings).map_err(|remark| Unreached { remark, is_permanent: false })?;
        let wire = Wire::from(turned.stream);
        let plan = plan.over(wire.is_encrypted());
        let mut visit = self.dialer.visit(hop, &plan);
        let session = self.dialer.take_over(&plan, wire, &mut visit).await?;
        Ok(Box::new(self.carriage(plan, session, visit)))
    }

    fn carriage(&self, plan: Plan, session: Session, visit: Visit) -> SmtpCarriage {
        let audience = if plan.to_ourselves { Audience::Ourselves } else { Audience::Outside };
        let (dialer, bodies) = (Arc::clone(&self.dialer), Arc::clone(&self.bodies));
        let carriage = SmtpCarriage::new(dialer, plan, bodies, audience, session, visit);
        match audience {
            Audience::Outside => carriage.signing(Arc::clone(&self.live), Arc::clone(&self.signatures)),
            Audience::Ourselves => carriage.telling(Arc::clone(&self.live)),
            Audience::Mailbox => carriage,
        }
    }

    async fn connect(&self, hop: &NextHop, settings: &Arc<Settings>) -> Result<Box<dyn Carriage>, Unreached> {
        if hop.delivery_type == DeliveryType::SmtpDeliveryToMailbox {
            return mailbox::open(hop, settings, &self.dialer, &self.bodies).await;
        }
        if hop.delivery_type == DeliveryType::NonSmtpGatewayDelivery {
            return Ok(Box::new(
                foreign::open(hop, settings, &self.bodies, &self.dialer.metrics, &self.dialer.receipts).await?,
            ));
        }
        let plan = Plan::of(hop, settings).map_err(|remark| Unreached { remark, is_permanent: false })?;
        let mut visit = self.dialer.visit(hop, &plan);
        let session = self.dialer.open(&plan, &mut visit).await?;
        Ok(Box::new(self.carriage(plan, session, visit)))
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

    fn open_on<'a>(
        &'a self,
        turned: Turned,
        hop: &'a NextHop,
        settings: &'a Arc<Settings>,
    ) -> BoxFuture<'a, Result<Box<dyn Carriage>, Unreached>> {
        Box::pin(self.connect_over(turned, hop, settings))
    }
}

#[cfg(test)]
mod tests;
