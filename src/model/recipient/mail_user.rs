//! Mail users: people of this organization whose mailbox is elsewhere.

use crate::model::class::{Beside, Breach, Creation, Properties};
use crate::model::recipient::{self, recipient_class};
use crate::model::{ProxyAddress, SmtpAddress, Unlimited};

recipient_class! {
    person;
    /// A person of this organization whose mailbox is on another mail system: mail for them goes on to
    /// ExternalEmailAddress.
    MailUser {
        nouns: ["MailUser"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "Alias", "PrimarySmtpAddress", "ExternalEmailAddress"],
        ignored: ["OrganizationalUnit", "SamAccountName", "ResetPasswordOnNextLogon"],
        looks_at: ["Mailbox", "MailUser", "MailContact", "DistributionGroup", "DynamicDistributionGroup", "RecipientDirectory"],
        presets: presets,
        paged: 1000,
        settle: settle,
        answers_to: |user, text| recipient::answers_to(&user.card(), text),
        examples: [
            (New, "Give somebody with a mailbox elsewhere an address of ours", "New-MailUser -Name Kim -PrimarySmtpAddress kim@contoso.com -ExternalEmailAddress kim@fabrikam.com"),
            (Get, "Show all mail users", "Get-MailUser"),
            (Set, "Send their mail to another place", "Set-MailUser Kim -ExternalEmailAddress kim@tailspin.example"),
            (Remove, "Take no more mail for them", "Remove-MailUser Kim -Confirm:$false"),
        ],
    }
    properties {
        /// The address on the other system that mail goes on to.
        external_email_address = ExternalEmailAddress: ProxyAddress, required;
        /// Name in the form of an address; nobody else may have it. Default: none.
        user_principal_name = UserPrincipalName: Option<SmtpAddress> = None;
        /// Take mail only from senders who have logged on, or from our own servers. Default $false.
        require_sender_authentication_enabled = RequireSenderAuthenticationEnabled: bool = false;
        /// Most recipients of one message that they send, in place of the organization's limit. Default unlimited: the
        /// organization's limit.
        recipient_limits = RecipientLimits: Unlimited<u32> = Unlimited::Unlimited;
    }
    rules [target_is_smtp, logon_is_its_own]
}

fn presets(creation: &Creation) -> Result<Properties, Breach> {
    let logon = creation.read::<SmtpAddress>("UserPrincipalName")?;
    let target = creation.read::<ProxyAddress>("ExternalEmailAddress")?.and_then(|target| target.smtp().cloned());
    Ok(recipient::presets(creation, logon.or(target))?.into_properties())
}

fn settle(user: &mut MailUser, changed: &[&str], beside: &Beside) -> Result<(), Breach> {
    recipient::settle_target(&mut user.external_email_address, &mut user.email_addresses);
    recipient::settle(user, changed, beside)
}

fn target_is_smtp(user: &MailUser, _: &Beside) -> Result<(), Breach> {
    recipient::target_is_smtp(&user.external_email_address)
}

fn logon_is_its_own(user: &MailUser, beside: &Beside) -> Result<(), Breach> {
    recipient::logon_is_its_own(user, user.user_principal_name.as_ref(), beside)
}
