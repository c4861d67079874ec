//! Queues: the spool beneath them, the schedule, operator orders, what people see of them.
//!
//! ```text
//!  Received ─► intake ─► spool (durable) ─► 250
//!                │                                        ┌─ watch: retry, expiry, delay, idle queues (alarms)
//!                ▼                                        ▼
//!            Submission ─► categorizer jobs ─► HopQueue: line · ladder · sessions ◄── obey: operators' orders
//!                ▲                                        │ staff, within the limits (slots)
//!                │ reports, resubmitted mail              ▼
//!                └──────────── settle ◄── Delivery ── session ─► Carrier
//! ```
//!
//! Promises:
//! - What was answered with `Ok` is delivered, reported to its sender, or still here; also after a crash.
//! - What a next hop took over is recorded before anything else is done with the message, and is not sent again even
//!   when the process is killed right then (`receipts`); a recipient is given up in the same commit that makes the
//!   report durable.
//! - Orders are durable before they are answered, and hold after a crash.
//! - A message that nobody works on costs an entry of 56 bytes here and one in the spool's index; envelopes and bodies
//!   stay on the disk, except for some 32 MB of mail that is about to be sent.
//!
//! When the disk refuses a change, it is made again until it is there; when it refuses a report, the recipients are put
//! off rather than forgotten. What cannot be read back is put aside and counted.
//!
//! Left to others: where recipients go (categorize), how they are reached (send), what senders are told (report).

pub mod spool;

mod age;
mod alarms;
mod attend;
mod confirmed;
mod counters;
mod engine;
mod entry;
mod export;
mod hop_queue;
mod in_hand;
mod intake;
mod ladder;
mod lanes;
mod line;
mod message;
mod obey;
mod order;
mod pace;
mod place;
mod poison;
mod precedence;
mod queues;
mod ranked;
mod rate;
mod receipts;
mod record;
mod redirect;
mod registry;
mod reroute;
mod resolve;
mod revise;
mod session;
mod settle;
mod show;
mod slots;
mod submission;
mod trace;
mod turned;
mod watch;
mod window;

pub use attend::REFUSED_BY_AGENT;
pub use counters::{Counter, Counters};
pub use engine::{Engine, Gauges, SHADOWED, SpooledBodies};
pub use in_hand::InHand;
pub use obey::{MessageAct, QueueAct};
pub use queues::Parts;
pub use receipts::Receipts;
pub use record::{Record, read as read_record, shadow as record_shadow, write as write_record};
pub use redirect::Redirect;
pub use show::{MessageQuery, about};

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
