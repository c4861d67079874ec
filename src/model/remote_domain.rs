//! Remote domains: what people in domains elsewhere are told and sent.

use super::SmtpDomain;
use super::choice::choice;
use super::class::{Beside, Breach, class};

/// The one for all domains that have no closer one, which every organization begins with.
pub const FIRST_REMOTE_DOMAIN: &str = "Default";

// Exchange has InternalLegacy and ExternalLegacy besides. What is for whom inside or outside it tells by the class of a
// message in its mailboxes, which MIME does not carry (MS-OXCMAIL §2.1.3.2.1): here they would mean nothing.
choice! {
    /// Which out-of-office messages go to a remote domain.
    AllowedOofType as "AllowedOOFType" {
        External,
        None,
    }
}

class! {
    /// What goes to people in a domain elsewhere: reports about their messages, and mail that our mailboxes forward.
    RemoteDomain {
        nouns: ["RemoteDomain"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "DomainName", "NDREnabled", "DeliveryReportEnabled", "AutoForwardEnabled"],
        looks_at: ["RemoteDomain"],
        answers_to: |domain, text| domain.domain_name.to_string().eq_ignore_ascii_case(text),
        examples: [
            (New, "Have settings for a domain and everything below it", "New-RemoteDomain -Name Fabrikam -DomainName *.fabrikam.com"),
            (Get, "Show all remote domains", "Get-RemoteDomain"),
            (Set, "Let no mailbox forward to addresses there", "Set-RemoteDomain Fabrikam -AutoForwardEnabled $false"),
            (Set, "Tell senders elsewhere nothing about deliveries, unless a closer remote domain says so", "Set-RemoteDomain Default -DeliveryReportEnabled $false"),
            (Set, "Tell nobody there that a message was delivered", "Set-RemoteDomain Fabrikam -DeliveryReportEnabled $false"),
            (Remove, "Treat the domain as all others", "Remove-RemoteDomain Fabrikam -Confirm:$false"),
        ],
    }
    properties {
        /// The domain: `fabrikam.com` alone, `*.fabrikam.com` with everything below it, or `*` for all that have no closer
        /// one.
        domain_name = DomainName: SmtpDomain, new_only, required;
        /// Tell senders there what could not be delivered, or is late. Default $true.
        ndr_enabled = NDREnabled: bool = true;
        /// Tell them also what the server said that refused it, and which one it was. Default $true.
        ndr_diagnostic_info_enabled = NDRDiagnosticInfoEnabled: bool = true;
        /// Tell senders there, where they ask for it, what was delivered, relayed or expanded. Default $true.
        delivery_report_enabled = DeliveryReportEnabled: bool = true;
        /// Let mailboxes forward to addresses there (ForwardingSmtpAddress). Otherwise a mailbox that keeps a copy does only
        /// that, and mail for one that does not goes back to its sender; so does what mail programs send on by their own
        /// rules (Auto-Submitted: auto-forwarded). Default $true.
        auto_forward_enabled = AutoForwardEnabled: bool = true;
        /// Let automatic replies go there (Auto-Submitted: auto-replied). Otherwise they are dropped. Default $true.
        auto_reply_enabled = AutoReplyEnabled: bool = true;
        /// Which out-of-office messages go there. They are automatic replies, too: the header tells no difference between
        /// them, nor between those for people inside and outside. Default External.
        allowed_oof_type = AllowedOOFType: AllowedOofType = AllowedOofType::External;
        /// Whether messages go there in Exchange's own format, TNEF (winmail.dat). They never do: MIME goes as it came, and
        /// only $false and $null are taken. Default $null.
        tnef_enabled = TNEFEnabled: Option<bool> = None;
    }
    rules [is_its_own, has_mime]
}

impl RemoteDomain {
    /// Whether automatic replies go there.
    pub fn takes_replies(&self) -> bool {
        self.auto_reply_enabled && self.allowed_oof_type == AllowedOofType::External
    }
}

fn has_mime(domain: &RemoteDomain, _: &Beside) -> Result<(), Breach> {
    match domain.tnef_enabled {
        Some(true) => Err(Breach::new(
            "TNEFEnabled",
            "Messages are sent as the MIME that they came as: nothing here makes TNEF (winmail.dat).".to_owned(),
            "Give $false, or leave it out.".to_owned(),
        )),
        _ => Ok(()),
    }
}

fn is_its_own(domain: &RemoteDomain, beside: &Beside) -> Result<(), Breach> {
    match beside.others::<RemoteDomain>(domain.id).find(|other| other.domain_name == domain.domain_name) {
        Some(other) => Err(Breach::new(
            "DomainName",
            format!("Remote domain '{}' is for {} already.", other.name, other.domain_name),
            format!("Change that one with 'Set-RemoteDomain \"{}\"'.", other.name),
        )),
        None => Ok(()),
    }
}
