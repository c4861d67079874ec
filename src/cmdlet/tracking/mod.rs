//! The message tracking log of a node.

mod follow;
mod get_message_tracking_log;

pub use get_message_tracking_log::GET_MESSAGE_TRACKING_LOG;
