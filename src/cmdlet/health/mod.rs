//! What is wrong with a server, and what to type next.

mod facts;
mod get_health;
mod health_info;
mod queues;
#[cfg(test)]
mod tests;

pub use get_health::GET_HEALTH;
