//! The event log of a node, and how much of it is kept.

mod category;
mod get_event_log;
mod get_event_log_level;
mod get_win_event;
mod set_event_log_level;
mod win_event;

pub use get_event_log::GET_EVENT_LOG;
pub use get_event_log_level::GET_EVENT_LOG_LEVEL;
pub use get_win_event::GET_WIN_EVENT;
pub use set_event_log_level::SET_EVENT_LOG_LEVEL;
