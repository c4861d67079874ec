//! The configuration as one immutable snapshot, swapped whole on each change.

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use uuid::Uuid;

use crate::model::Secret;

/// Everything the mail path obeys, as of one revision of the store.
#[derive(Clone)]
pub struct Settings {
    pub revision: u64,
    /// What send connectors log in with, by the connector's id; opened from the store's seal.
    pub credentials: HashMap<Uuid, RelayCredential>,
    /// Certificate and key for STARTTLS as server, and as client where a next hop asks.
    pub tls: Option<Arc<rustls::ServerConfig>>,
}

/// A user name and password for a smart host.
#[derive(Clone)]
pub struct RelayCredential {
    pub user_name: String,
    pub password: Secret,
}

/// The snapshot in force; readers never wait.
pub type Live = Arc<ArcSwap<Settings>>;
