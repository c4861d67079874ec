//! Whom nothing is taken from: clients on the block list, senders that are blocked.
//!
//! Who may do `ms-Exch-Bypass-Anti-Spam` is not filtered: those who log in, servers that are trusted, and clients on the
//! allow list. Promise: no I/O; the same answer for the same settings and moment.

use std::net::SocketAddr;
use std::sync::Arc;

use jiff::Timestamp;

use crate::model::ReversePath;
use crate::model::{IPAllowListEntry, IPBlockListEntry, SenderFilterConfig, SmtpAddress, is_in_force};

/// What the settings say about clients and senders.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    pub sender: Option<Arc<SenderFilterConfig>>,
    pub blocked: Vec<Arc<IPBlockListEntry>>,
    pub allowed: Vec<Arc<IPAllowListEntry>>,
}

impl Filters {
    /// Whether mail of that client is never filtered.
    pub fn allow(&self, client: SocketAddr, now: Timestamp) -> bool {
        self.allowed.iter().any(|entry| {
            is_in_force(&entry.expiration_time, now)
                && entry.ip_range.as_ref().is_some_and(|range| range.contains(client))
        })
    }

    /// Whether nothing is taken from that client.
    pub fn block(&self, client: SocketAddr, now: Timestamp) -> bool {
        self.blocked.iter().any(|entry| {
            is_in_force(&entry.expiration_time, now)
                && entry.ip_range.as_ref().is_some_and(|range| range.contains(client))
        })
    }

    /// Whether nothing is taken from the sender in MAIL.
    pub fn deny(&self, sender: &ReversePath) -> bool {
        self.at_work().is_some_and(|config| config.blocks(sender))
    }

    /// Whether nothing is taken from the author in From.
    pub fn deny_author(&self, author: Option<&str>) -> bool {
        let (Some(config), Some(author)) = (self.at_work(), author) else { return false };
        author.parse::<SmtpAddress>().is_ok_and(|author| config.blocks_address(&author))
    }

    fn at_work(&self) -> Option<&SenderFilterConfig> {
        self.sender.as_deref().filter(|config| config.is_at_work())
    }
}
