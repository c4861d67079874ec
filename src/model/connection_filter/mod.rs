//! Connection filtering: from which clients no mail is taken, and whose mail no filter refuses.
//!
//! Lists that somebody keeps here ([`IPBlockListEntry`], [`IPAllowListEntry`]) and lists that others keep in DNS
//! ([`IPBlockListProvider`], [`IPAllowListProvider`]; RFC 5782), each with a switch of its own.

mod config;
mod entry;
mod provider;
mod response;

pub use config::{IPAllowListConfig, IPAllowListProvidersConfig, IPBlockListConfig, IPBlockListProvidersConfig};
pub use entry::{IPAllowListEntry, IPBlockListEntry};
pub use provider::{Answers, IPAllowListProvider, IPBlockListProvider, ListProvider};
pub use response::RejectionResponse;
