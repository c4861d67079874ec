//! What happened to messages on a node, and what happens.

mod follow;
mod get_message_tracking_log;
mod trace;
mod watch_transport;

pub use get_message_tracking_log::GET_MESSAGE_TRACKING_LOG;
pub use trace::TRACE_MESSAGE;
pub use watch_transport::WATCH_TRANSPORT;
