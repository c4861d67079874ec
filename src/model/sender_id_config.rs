//! How the senders of mail from outside are checked.

use super::class::class;
use super::{Domain, SenderIdAction, SmtpAddress, SmtpDomain};

class! {
    /// How it is checked who really sent the mail that strangers bring: SPF, DKIM, ARC and DMARC.
    SenderIdConfig {
        nouns: ["SenderIdConfig"],
        scope: Organization,
        verbs: [Get, Set],
        shown: ["Enabled", "SpoofedDomainAction", "TempErrorAction", "HonorDmarcPolicy"],
        singleton: "SenderIdConfig",
        examples: [
            (Get, "Show what is checked, and what follows from it", "Get-SenderIdConfig"),
            (Set, "Refuse mail from servers that the sender's domain does not allow (SPF)", "Set-SenderIdConfig -SpoofedDomainAction Reject"),
            (Set, "Refuse mail where the domain in From asks for that (DMARC)", "Set-SenderIdConfig -HonorDmarcPolicy $true"),
            (Set, "Let mail from a partner with a wrong record through", "Set-SenderIdConfig -BypassedSenderDomains @{Add='*.fabrikam.com'}"),
            (Set, "Check nothing", "Set-SenderIdConfig -Enabled $false"),
        ],
    }
    properties {
        /// Check mail that nobody vouches for, and write what was found into its header: Authentication-Results,
        /// Received-SPF. Default $true.
        enabled = Enabled: bool = true;
        /// Check what comes from addresses of the Internet. Default $true.
        external_mail_enabled = ExternalMailEnabled: bool = true;
        /// Check what comes from addresses of private networks and from this machine. Default $false.
        internal_mail_enabled = InternalMailEnabled: bool = false;
        /// What is done when the sender's domain says that this server may not send for it (SPF fail): StampStatus or
        /// Reject. Default StampStatus.
        spoofed_domain_action = SpoofedDomainAction: SenderIdAction = SenderIdAction::StampStatus;
        /// What is done when DNS does not say: StampStatus, or Reject, with which the sender tries again later. Default
        /// StampStatus.
        temp_error_action = TempErrorAction: SenderIdAction = SenderIdAction::StampStatus;
        /// Refuse mail that fails DMARC where the domain in From asks for that (p=reject). Default $false.
        honor_dmarc_policy = HonorDmarcPolicy: bool = false;
        /// A message for one of these is never refused for its sender. Default: nobody.
        bypassed_recipients = BypassedRecipients: Vec<SmtpAddress> = Vec::new();
        /// A message from one of these is never refused for its sender. Default: none.
        bypassed_sender_domains = BypassedSenderDomains: Vec<SmtpDomain> = Vec::new();
    }
    rules []
}

impl SenderIdConfig {
    /// Whether nothing is refused that comes from this domain, or from nobody.
    pub fn bypasses_sender(&self, domain: Option<&Domain>) -> bool {
        domain.is_some_and(|domain| self.bypassed_sender_domains.iter().any(|one| one.closeness(domain).is_some()))
    }
}
