//! What is done with mail that is spam: how likely each message is, somebody else says.

use super::class::{Beside, Breach, class};
use super::connection_filter::RejectionResponse;
use super::{Domain, Influence, Properties, ReversePath, SmtpAddress, SmtpDomain};

/// Longest phrase (Exchange: 257 characters).
const LONGEST_PHRASE: usize = 257;

class! {
    /// What is done with mail of strangers whose spam confidence level (SCL, 0 to 9) is high. The level is what an agent
    /// such as Rspamd has written into X-MS-Exchange-Organization-SCL, what a phrase says (Add-ContentFilterPhrase), or what
    /// a transport rule has set (-SetSCL). This server does not guess.
    ContentFilterConfig {
        nouns: ["ContentFilterConfig"],
        scope: Organization,
        verbs: [Get, Set],
        shown: ["Enabled", "SCLDeleteEnabled", "SCLRejectEnabled", "SCLQuarantineEnabled"],
        singleton: "ContentFilterConfig",
        examples: [
            (Get, "Show what is done with spam", "Get-ContentFilterConfig | Format-List"),
            (Set, "Refuse mail of level 7 and above", "Set-ContentFilterConfig -SCLRejectEnabled $true -SCLRejectThreshold 7"),
            (Set, "Put mail of level 6 into a mailbox of its own", "Set-ContentFilterConfig -SCLQuarantineEnabled $true -SCLQuarantineThreshold 6 -QuarantineMailbox spam@contoso.com"),
            (Set, "Let a partner write what it likes", "Set-ContentFilterConfig -BypassedSenderDomains @{Add='fabrikam.com'}"),
        ],
    }
    properties {
        /// Whether it acts. Default $true.
        enabled = Enabled: bool = true;
        /// Look at mail from strangers. Default $true.
        external_mail_enabled = ExternalMailEnabled: bool = true;
        /// Delete mail of SCLDeleteThreshold and above, and tell nobody. Default $false.
        scl_delete_enabled = SCLDeleteEnabled: bool = false;
        /// Default 9.
        scl_delete_threshold = SCLDeleteThreshold: u32 = 9, within(1, 9);
        /// Refuse mail of SCLRejectThreshold and above; by the level of a transport rule it goes back to its sender. Default
        /// $false.
        scl_reject_enabled = SCLRejectEnabled: bool = false;
        /// Default 7.
        scl_reject_threshold = SCLRejectThreshold: u32 = 7, within(1, 9);
        /// What the client hears whose mail is refused, after 550 5.7.1. Default: Message rejected due to content
        /// restrictions.
        rejection_response = RejectionResponse: Option<RejectionResponse> = None;
        /// Send mail of SCLQuarantineThreshold and above to QuarantineMailbox in place of its recipients, whom fields
        /// X-Original-To name. Default $false.
        scl_quarantine_enabled = SCLQuarantineEnabled: bool = false;
        /// Default 9.
        scl_quarantine_threshold = SCLQuarantineThreshold: u32 = 9, within(1, 9);
        /// Who gets what is kept back.
        quarantine_mailbox = QuarantineMailbox: Option<SmtpAddress> = None;
        /// Nothing is done with a message for one of these. Default: nobody.
        bypassed_recipients = BypassedRecipients: Vec<SmtpAddress> = Vec::new();
        /// Nothing is done with mail from these, by MAIL. Default: nobody.
        bypassed_senders = BypassedSenders: Vec<SmtpAddress> = Vec::new();
        /// Nothing is done with mail from these domains, by MAIL; `*.contoso.com` has all below it. Default: none.
        bypassed_sender_domains = BypassedSenderDomains: Vec<SmtpDomain> = Vec::new();
    }
    rules [quarantine_has_a_mailbox]
}

class! {
    /// Words by which mail of strangers is known: as spam (level 9), or as wanted (level 0). In the subject or the text;
    /// of messages over 256 KB in the subject alone.
    ContentFilterPhrase {
        nouns: ["ContentFilterPhrase"],
        scope: Organization,
        verbs: [New, Get, Remove],
        called: [(New, "Add")],
        shown: ["Phrase", "Influence"],
        named: name_of,
        examples: [
            (New, "Take mail with certain words for spam", "Add-ContentFilterPhrase -Phrase 'free lottery' -Influence BadWord"),
            (New, "Never take mail about a project for spam", "Add-ContentFilterPhrase 'Project Atlas' -Influence GoodWord"),
            (Get, "Show all phrases", "Get-ContentFilterPhrase"),
            (Remove, "Remove a phrase", "Remove-ContentFilterPhrase 'free lottery' -Confirm:$false"),
        ],
    }
    properties {
        /// The words, whole, in any letter case; up to 257 characters.
        phrase = Phrase: String, required;
        /// BadWord makes it spam, GoodWord wanted, whatever else is in it.
        influence = Influence: Influence, required;
    }
    rules [phrase_can_be_found]
}

impl ContentFilterConfig {
    pub fn is_at_work(&self) -> bool {
        self.enabled && self.external_mail_enabled
    }

    /// Whether nothing is done with mail from that sender.
    pub fn bypasses_sender(&self, sender: &ReversePath) -> bool {
        let ReversePath::Address(sender) = sender else { return false };
        let domain: &Domain = sender.domain();
        self.bypassed_senders.iter().any(|one| one.key() == sender.key())
            || self.bypassed_sender_domains.iter().any(|one| one.closeness(domain).is_some())
    }

    /// Whether nothing is done with mail for that recipient.
    pub fn bypasses_recipient(&self, recipient: &SmtpAddress) -> bool {
        self.bypassed_recipients.iter().any(|one| one.key() == recipient.key())
    }

    /// What is done with a message of that level: the gravest that fits.
    pub fn action(&self, level: i8) -> Option<SpamAction> {
        let reaches = |is_enabled: bool, threshold: u32| is_enabled && i64::from(level) >= i64::from(threshold);
        if reaches(self.scl_delete_enabled, self.scl_delete_threshold) {
            Some(SpamAction::Delete)
        } else if reaches(self.scl_reject_enabled, self.scl_reject_threshold) {
            Some(SpamAction::Reject)
        } else if reaches(self.scl_quarantine_enabled, self.scl_quarantine_threshold) {
            self.quarantine_mailbox.clone().map(SpamAction::Quarantine)
        } else {
            None
        }
    }
}

/// What is done with spam.
#[derive(Clone, Debug, PartialEq)]
pub enum SpamAction {
    Delete,
    Reject,
    /// It goes to this mailbox.
    Quarantine(SmtpAddress),
}

fn quarantine_has_a_mailbox(config: &ContentFilterConfig, _: &Beside) -> Result<(), Breach> {
    match (config.scl_quarantine_enabled, &config.quarantine_mailbox) {
        (true, None) => Err(Breach::new(
            "QuarantineMailbox",
            "There is no mailbox for what is kept back.",
            "Give -QuarantineMailbox spam@contoso.com.",
        )),
        _ => Ok(()),
    }
}

fn phrase_can_be_found(phrase: &ContentFilterPhrase, _: &Beside) -> Result<(), Breach> {
    let (text, length) = (&phrase.phrase, phrase.phrase.chars().count());
    match text.trim().is_empty() || length > LONGEST_PHRASE || text.contains(char::is_control) {
        true => Err(Breach::new(
            "Phrase",
            format!("A phrase is one line of 1 to {LONGEST_PHRASE} characters."),
            "Write fewer words.",
        )),
        false => Ok(()),
    }
}

fn name_of(properties: &Properties) -> Option<String> {
    Some(properties.get("Phrase")?.as_str()?.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;

    #[test]
    fn the_gravest_action_that_fits_is_taken() {
        let given = json!({
            "SCLDeleteEnabled": true, "SCLRejectEnabled": true, "SCLQuarantineEnabled": true,
            "SCLQuarantineThreshold": 5, "QuarantineMailbox": "spam@contoso.com",
        });
        let config = ContentFilterConfig::create("ContentFilterConfig", "", given).expect("sound");
        let quarantine = SpamAction::Quarantine("spam@contoso.com".parse().expect("an address"));
        for (level, expected) in [
            (9, Some(SpamAction::Delete)),
            (8, Some(SpamAction::Reject)),
            (7, Some(SpamAction::Reject)),
            (5, Some(quarantine)),
            (4, None),
            (-1, None),
        ] {
            assert_eq!(config.action(level), expected, "{level}");
        }
    }
}
