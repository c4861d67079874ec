//! The control API: HTTP and JSON under `/v1` between shells and nodes. Live state only; configuration is the store's.
//!
//! On the node's machine a Unix socket in the data directory, guarded by file permissions; elsewhere TLS with a bearer
//! token. Browsers find a console below `/console`. Lists are streamed as one JSON value a line. Faults travel as problem JSON and come out as the same fault.

pub mod client;
mod console;
pub mod desk;
pub mod health;
pub mod problem;
mod routes;
mod schema;
pub mod server;
pub mod wire;

pub use client::{Address, Client, TokenText};
pub use desk::{Answer, Desk, Stream};
pub use problem::Problem;
pub use routes::router;

#[cfg(test)]
mod tests;
