//! Which recipients nothing is taken for.

use super::SmtpAddress;
use super::class::class;

class! {
    /// Recipients for whom strangers may bring nothing.
    RecipientFilterConfig {
        nouns: ["RecipientFilterConfig"],
        scope: Organization,
        verbs: [Get, Set],
        shown: ["Enabled", "BlockListEnabled", "BlockedRecipients", "RecipientValidationEnabled"],
        singleton: "RecipientFilterConfig",
        examples: [
            (Get, "Show for whom nothing is taken", "Get-RecipientFilterConfig"),
            (Set, "Take nothing from outside for a group", "Set-RecipientFilterConfig -BlockListEnabled $true -BlockedRecipients @{Add='everybody@contoso.com'}"),
            (Set, "Do not tell strangers who exists", "Set-RecipientFilterConfig -RecipientValidationEnabled $false"),
        ],
    }
    properties {
        /// Whether it acts at all; without it the block list is not heeded. Default $true.
        enabled = Enabled: bool = true;
        /// Look at mail from strangers. Default $true.
        external_mail_enabled = ExternalMailEnabled: bool = true;
        /// Whether BlockedRecipients are refused. Default $false.
        block_list_enabled = BlockListEnabled: bool = false;
        /// Recipients who are refused like ones that do not exist: 550 5.1.1 User unknown, after the connector's
        /// TarpitInterval.
        blocked_recipients = BlockedRecipients: Vec<SmtpAddress> = Vec::new();
        /// Refuse recipients that an authoritative domain does not have, after the connector's TarpitInterval. With $false
        /// they are taken from strangers and returned to the sender later, which helps who guesses addresses no more,
        /// and sends reports to senders that were made up. Default $true.
        recipient_validation_enabled = RecipientValidationEnabled: bool = true;
    }
    rules []
}

impl RecipientFilterConfig {
    /// Whether nothing is taken for that recipient.
    pub fn blocks(&self, recipient: &SmtpAddress) -> bool {
        self.enabled
            && self.external_mail_enabled
            && self.block_list_enabled
            && self.blocked_recipients.iter().any(|blocked| blocked.key() == recipient.key())
    }
}
