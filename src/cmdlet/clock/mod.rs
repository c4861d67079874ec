//! Dates, lengths of time, and waiting.

mod get_date;
mod new_time_span;
mod start_sleep;
mod unix_format;

pub use get_date::GET_DATE;
pub use new_time_span::NEW_TIME_SPAN;
pub use start_sleep::START_SLEEP;
