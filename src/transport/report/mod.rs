//! What is told about messages: reports to their senders, the message tracking log, the protocol logs, the
//! connectivity log, the queue log, the agent log, the routing-table
//! log, the event log, reports about TLS.
//!
//! ```text
//!  Outcome per recipient ─► dsn: is a report wanted? ─► a new message for the Submission queue
//!  TrackingEvent ─► tracking: MSGTRKyyyymmdd-n.log ◄── search
//!  session lines ─► protocol: RECVyyyymmdd-n.log, SENDyyyymmdd-n.log
//!  turns at next hops ─► connectivity: CONNECTLOGyyyymmdd-n.log
//!  Event ─► events: EVENTyyyymmdd-n.log ◄── search
//!  sessions with domains' exchangers ─► tls: TLSRPTyyyymmdd-n.log ─► a report a day
//!  queues, minute by minute ─► queues: QUEUEyyyymmdd-n.log
//! ```
//!
//! Nothing here delays or loses mail: logs drop rows before they wait, and a report that cannot be made is mentioned
//! in the node's log while the message it is about is settled all the same.

pub mod agents;
pub mod connectivity;
pub mod dsn;
pub mod events;
pub mod log;
pub mod protocol;
pub mod queues;
pub mod routes;
pub mod tls;
pub mod tracking;
