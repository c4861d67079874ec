//! Dates, lengths of time, and waiting.

mod get_date;
mod get_time_zone;
mod get_uptime;
mod new_time_span;
mod start_sleep;
mod unix_format;

pub use get_date::GET_DATE;
pub use get_time_zone::GET_TIME_ZONE;
pub use get_uptime::GET_UPTIME;
pub use new_time_span::NEW_TIME_SPAN;
pub use start_sleep::START_SLEEP;
