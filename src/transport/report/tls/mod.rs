//! TLS reports (RFC 8460): what became of domains' wishes for TLS, session by session in a log, day by day in a report
//! that the domain may have.
//!
//! ```text
//!  send ─► log: a line a session ─► summary: per day, domain and policy ─► json: the report ─► letter: the mail that takes it there
//! ```
//!
//! Promise: what is in the log outlives the process, and the log is bounded as all logs are. A summary is made when it is
//! asked for; whatever strangers have put into their policies, it keeps so many domains, policies and details and no
//! more, and says how many sessions had no room. Who asks DNS for a domain's rua, and when, is the node's matter.

mod address;
mod json;
mod letter;
mod log;
mod summary;

pub use address::{Rua, rua_of};
pub use json::{Reporter, report};
pub use letter::letter;
pub use log::{TLS_SESSIONS, TlsLog};
pub use summary::{DaySummary, FailureSummary, PolicySummary, Wanted, summaries};

#[cfg(test)]
mod tests;
