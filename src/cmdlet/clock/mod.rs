//! Dates and waiting.

mod get_date;
mod start_sleep;

pub use get_date::GET_DATE;
pub use start_sleep::START_SLEEP;
