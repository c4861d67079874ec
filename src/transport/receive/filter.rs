//! Whom nothing is taken from, and for whom: clients on the block list, senders and recipients that are blocked.
//!
//! Who may do `ms-Exch-Bypass-Anti-Spam` is not filtered: those who log in, servers that are trusted, and clients on the
//! allow list. Promise: no I/O; the same answer for the same settings and moment. What lists in DNS say is found out
//! elsewhere (`listing`).

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use jiff::Timestamp;

use super::SpamFilter;
use super::replies;
use crate::mail::Reply;
use crate::model::{
    BlockedSenderAction, IPAllowListConfig, IPAllowListEntry, IPAllowListProvider, IPAllowListProvidersConfig,
    IPBlockListConfig, IPBlockListEntry, IPBlockListProvider, IPBlockListProvidersConfig, ListProvider,
    RecipientFilterConfig, ReversePath, SenderFilterConfig, SmtpAddress,
};

/// What a client hears that is on a list in DNS (Exchange).
const LISTED: &str = "Recipient not authorized, your IP has been found on a block list";

/// What the settings say about clients, senders and recipients.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    pub sender: Option<Arc<SenderFilterConfig>>,
    pub recipient: Option<Arc<RecipientFilterConfig>>,
    pub block_list: Option<Arc<IPBlockListConfig>>,
    pub blocked: Vec<Arc<IPBlockListEntry>>,
    pub allow_list: Option<Arc<IPAllowListConfig>>,
    pub allowed: Vec<Arc<IPAllowListEntry>>,
    pub blocking: Option<Arc<IPBlockListProvidersConfig>>,
    pub block_providers: Vec<Arc<IPBlockListProvider>>,
    pub allowing: Option<Arc<IPAllowListProvidersConfig>>,
    pub allow_providers: Vec<Arc<IPAllowListProvider>>,
    pub spam: Option<SpamFilter>,
}

impl Filters {
    /// Puts the lists in DNS in the order in which they are asked, and drops those that are not.
    pub fn in_order(mut self) -> Filters {
        sort(&mut self.block_providers);
        sort(&mut self.allow_providers);
        if !self.blocking.as_ref().is_some_and(|config| config.is_at_work()) {
            self.block_providers.clear();
        }
        if !self.allowing.as_ref().is_some_and(|config| config.is_at_work()) {
            self.allow_providers.clear();
        }
        self
    }

    /// Whether mail of that client is never filtered.
    pub fn allow(&self, client: SocketAddr, now: Timestamp) -> bool {
        self.allow_list.as_ref().is_none_or(|config| config.is_at_work())
            && self.allowed.iter().any(|entry| entry.means(client, now))
    }

    /// Whether nothing is taken from that client.
    pub fn block(&self, client: SocketAddr, now: Timestamp) -> bool {
        self.block_list.as_ref().is_none_or(|config| config.is_at_work())
            && self.blocked.iter().any(|entry| entry.means(client, now))
    }

    /// What a blocked client hears; `code` by when it hears it.
    pub fn blocked_reply(&self, line: replies::Line, client: IpAddr) -> Reply {
        let given = self.block_list.as_ref().and_then(|config| config.static_entry_rejection_response.as_ref());
        match given {
            Some(response) => line.saying(response.about(client, "", "")),
            None => line.into(),
        }
    }

    /// What a client hears that is on this list in DNS.
    pub fn listed_reply(list: &IPBlockListProvider, client: IpAddr) -> Reply {
        let domain = list.lookup_domain.as_str();
        let text = list.rejection_response.as_ref().map(|response| response.about(client, &list.name, domain));
        replies::BLOCKED.saying(text.unwrap_or_else(|| LISTED.to_owned()))
    }

    /// Whether mail for that recipient is taken from clients that lists in DNS have.
    pub fn spares(&self, recipient: &SmtpAddress) -> bool {
        let config = self.blocking.as_ref();
        config.is_some_and(|config| config.bypassed_recipients.iter().any(|spared| spared.key() == recipient.key()))
    }

    /// Whether nothing is taken for that recipient.
    pub fn deny_recipient(&self, recipient: &SmtpAddress) -> bool {
        self.recipient.as_ref().is_some_and(|config| config.blocks(recipient))
    }

    /// Whether strangers hear at once that a recipient does not exist.
    pub fn validates(&self) -> bool {
        self.recipient.as_ref().is_none_or(|config| config.recipient_validation_enabled)
    }

    /// What is done about the sender in MAIL, if anything.
    pub fn about(&self, sender: &ReversePath) -> Option<BlockedSenderAction> {
        self.at_work().filter(|config| config.blocks(sender)).map(|config| config.action)
    }

    /// What is done about the author in From, if anything.
    pub fn about_author(&self, author: Option<&str>) -> Option<BlockedSenderAction> {
        let (config, author) = (self.at_work()?, author?.parse::<SmtpAddress>().ok()?);
        config.blocks_address(&author).then_some(config.action)
    }

    fn at_work(&self) -> Option<&SenderFilterConfig> {
        self.sender.as_deref().filter(|config| config.is_at_work())
    }
}

fn sort<T: ListProvider>(lists: &mut Vec<Arc<T>>) {
    lists.retain(|list| list.place().is_some());
    lists.sort_by_key(|list| (list.place(), list.title().to_lowercase()));
}
