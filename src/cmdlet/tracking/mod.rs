//! What happened to messages on a node, and what happens.

mod events;
mod follow;
mod get_message_tracking_log;
mod get_tls_report;
mod report;
mod trace;
mod watch_transport;

pub use get_message_tracking_log::GET_MESSAGE_TRACKING_LOG;
pub use get_tls_report::GET_TLS_REPORT;
pub use report::{GET_MESSAGE_TRACKING_REPORT, SEARCH_MESSAGE_TRACKING_REPORT};
pub use trace::TRACE_MESSAGE;
pub use watch_transport::WATCH_TRANSPORT;
