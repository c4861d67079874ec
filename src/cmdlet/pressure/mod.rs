//! What a server runs short of.

mod get_back_pressure;
mod get_exchange_diagnostic_info;

pub use get_back_pressure::GET_BACK_PRESSURE;
pub use get_exchange_diagnostic_info::GET_EXCHANGE_DIAGNOSTIC_INFO;
