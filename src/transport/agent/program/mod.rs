//! Programs of one's own as agents: lines of JSON on standard input and output (Get-Help about_TransportAgents).
//!
//! One process serves all sessions of the node; `process` keeps it alive, `wire` has the lines, `talk` asks and reads
//! the answers of one session.

mod process;
mod talk;
mod wire;

pub use process::Process;
pub use talk::{Talk, Told};
pub use wire::Route;
