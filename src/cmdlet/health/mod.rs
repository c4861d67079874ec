//! What is wrong with a server, and what to type next.

mod get_health;

pub use get_health::GET_HEALTH;
