//! Message tracking reports: what became of one message, for people who do not read logs.
//!
//! Both cmdlets read the tracking log of one server and put its events together; they say no more than it does.

mod get_message_tracking_report;
mod identity;
mod names;
mod path;
mod search_message_tracking_report;

pub use get_message_tracking_report::GET_MESSAGE_TRACKING_REPORT;
pub use search_message_tracking_report::SEARCH_MESSAGE_TRACKING_REPORT;
