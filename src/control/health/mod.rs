//! What is wrong with a server, from what its node says of itself: for Get-Health and for the console.

mod connectors;
mod facts;
mod health_info;
mod queues;
#[cfg(test)]
mod tests;

pub use facts::{Facts, report};
pub use health_info::{Health, HealthInfo};
