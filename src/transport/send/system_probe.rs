//! Probes (XSYSPROBE): messages that go the whole way, so that whoever sent them sees whether it is open, and that nobody
//! gets.
//!
//! A server of the organization that offers XSYSPROBE is given them as what they are. Everywhere else they end: where a
//! session is open and the next word would be MAIL, the mailbox is found and has room, or the drop directory is there.
//! Not a byte of the message is sent or written then, and its recipients count as reached.

use uuid::Uuid;

use super::conversation::AmongServers;
use crate::mail::EnhancedStatus;
use crate::transport::{Envelope, Outcome, Remark, Speaker};

/// What becomes of a recipient of a probe that has come to its end.
pub fn ended(probe: Uuid) -> Outcome {
    let text = format!("Probe {probe} ends here; nobody was given it");
    let remark = Remark { code: 250, status: EnhancedStatus::new(2, 0, 0), text, by: Speaker::Us };
    // Nobody else will report on it either: of a probe nothing is reported.
    Outcome::Sent { remark, relays_dsn: true }
}

/// The name of a message that such a next hop is not to be given.
pub fn ends_at(next_hop: AmongServers, envelope: &Envelope) -> Option<Uuid> {
    envelope.probe.filter(|_| !next_hop.probes)
}
