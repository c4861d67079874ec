//! Which senders nothing is taken from.

use super::class::class;
use super::{BlockedSenderAction, Domain, ReversePath, SmtpAddress};

class! {
    /// Senders whose mail is refused when strangers bring it.
    SenderFilterConfig {
        nouns: ["SenderFilterConfig"],
        scope: Organization,
        verbs: [Get, Set],
        shown: ["Enabled", "BlockedSenders", "BlockedDomains", "BlockedDomainsAndSubdomains"],
        singleton: "SenderFilterConfig",
        examples: [
            (Get, "Show whose mail is refused", "Get-SenderFilterConfig"),
            (Set, "Take nothing from one sender", "Set-SenderFilterConfig -BlockedSenders @{Add='offers@spam.example'}"),
            (Set, "Take nothing from a domain and all below it", "Set-SenderFilterConfig -BlockedDomainsAndSubdomains spam.example"),
            (Set, "Take nothing that names no sender", "Set-SenderFilterConfig -BlankSenderBlockingEnabled $true"),
            (Set, "Only mark what blocked senders send", "Set-SenderFilterConfig -Action StampStatus"),
            (Set, "Refuse nobody", "Set-SenderFilterConfig -Enabled $false"),
        ],
    }
    properties {
        /// Refuse mail of the senders below: in MAIL and in From. Default $true.
        enabled = Enabled: bool = true;
        /// Look at mail from strangers. Default $true.
        external_mail_enabled = ExternalMailEnabled: bool = true;
        /// What is done: Reject, or StampStatus, which takes the mail with a field
        /// `X-MS-Exchange-Organization-Antispam-Report: BlockedSender` that transport rules can ask for
        /// (-HeaderContainsMessageHeader). Default Reject.
        action = Action: BlockedSenderAction = BlockedSenderAction::Reject;
        /// Senders.
        blocked_senders = BlockedSenders: Vec<SmtpAddress> = Vec::new();
        /// Domains, without those below them.
        blocked_domains = BlockedDomains: Vec<Domain> = Vec::new();
        /// Domains with all below them.
        blocked_domains_and_subdomains = BlockedDomainsAndSubdomains: Vec<Domain> = Vec::new();
        /// Refuse mail that names no sender in MAIL: reports and receipts too. Default $false.
        blank_sender_blocking_enabled = BlankSenderBlockingEnabled: bool = false;
    }
    rules []
}

impl SenderFilterConfig {
    /// Whether nothing is taken from that sender.
    pub fn blocks(&self, sender: &ReversePath) -> bool {
        match sender {
            ReversePath::Null => self.blank_sender_blocking_enabled,
            ReversePath::Address(address) => self.blocks_address(address),
        }
    }

    pub fn blocks_address(&self, address: &SmtpAddress) -> bool {
        let domain = address.domain();
        self.blocked_senders.iter().any(|blocked| blocked.key() == address.key())
            || self.blocked_domains.contains(domain)
            || self.blocked_domains_and_subdomains.iter().any(|blocked| domain.is_at_or_below(blocked))
    }

    /// Whether it looks at mail of strangers at all.
    pub fn is_at_work(&self) -> bool {
        self.enabled && self.external_mail_enabled
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;

    #[test]
    fn senders_are_known_by_address_and_domain() {
        let given = json!({
            "BlockedSenders": ["Offers@spam.example"],
            "BlockedDomains": ["one.example"],
            "BlockedDomainsAndSubdomains": ["all.example"],
            "BlankSenderBlockingEnabled": true,
        });
        let config = SenderFilterConfig::create("SenderFilterConfig", "", given).expect("sound");
        for (sender, expected) in [
            ("offers@spam.example", true),
            ("other@spam.example", false),
            ("a@one.example", true),
            ("a@sub.one.example", false),
            ("a@all.example", true),
            ("a@sub.all.example", true),
            ("a@notall.example", false),
            ("", true),
        ] {
            let path = if sender.is_empty() {
                ReversePath::Null
            } else {
                ReversePath::Address(sender.parse().expect("an address"))
            };
            assert_eq!(config.blocks(&path), expected, "{sender}");
        }
    }
}
