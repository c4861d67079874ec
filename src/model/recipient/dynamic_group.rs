//! Dynamic distribution groups: one address for all recipients that a filter means.

use crate::model::class::{Beside, Breach, Creation, Properties};
use crate::model::recipient::{self, recipient_class};
use crate::model::{RecipientFilter, RecipientLink, WellKnownRecipientType};

recipient_class! {
    group;
    /// One address for all recipients that are meant by a filter when a message comes.
    DynamicDistributionGroup {
        nouns: ["DynamicDistributionGroup"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "PrimarySmtpAddress", "RecipientFilter", "IncludedRecipients"],
        ignored: ["OrganizationalUnit"],
        looks_at: ["Mailbox", "MailUser", "MailContact", "DistributionGroup", "DynamicDistributionGroup", "RecipientDirectory"],
        presets: presets,
        paged: 1000,
        settle: settle,
        answers_to: |group, text| recipient::answers_to(&group.card(), text),
        examples: [
            (New, "Make a group of everybody with a mailbox here", "New-DynamicDistributionGroup -Name Everybody -PrimarySmtpAddress everybody@contoso.com -IncludedRecipients MailboxUsers"),
            (New, "Make a group of those that an attribute marks", "New-DynamicDistributionGroup -Name Paris -PrimarySmtpAddress paris@contoso.com -RecipientFilter {CustomAttribute1 -eq 'Paris'}"),
            (Get, "Show all dynamic groups", "Get-DynamicDistributionGroup"),
            (Set, "Mean others", "Set-DynamicDistributionGroup Paris -RecipientFilter \"CustomAttribute1 -like 'Paris*' -and RecipientType -eq 'UserMailbox'\""),
            (Remove, "Remove a dynamic group", "Remove-DynamicDistributionGroup Paris -Confirm:$false"),
        ],
    }
    properties {
        /// Which recipients are meant, such as "CustomAttribute1 -eq 'Paris'". Wins over IncludedRecipients.
        recipient_filter = RecipientFilter: Option<RecipientFilter> = None;
        /// Kinds of recipients that are meant, where there is no filter.
        included_recipients = IncludedRecipients: WellKnownRecipientType = WellKnownRecipientType::None;
        /// Who looks after it, and hears of failures where ReportToManagerEnabled says so.
        managed_by = ManagedBy: Option<RecipientLink> = None;
        /// Take mail only from senders who have logged on, or from our own servers. Default $true.
        require_sender_authentication_enabled = RequireSenderAuthenticationEnabled: bool = true;
        /// Tell ManagedBy what could not be delivered to members. Default $false.
        report_to_manager_enabled = ReportToManagerEnabled: bool = false;
        /// Tell the sender what could not be delivered to members. With neither, nobody is told. Default $true.
        report_to_originator_enabled = ReportToOriginatorEnabled: bool = true;
        /// Let members' out-of-office messages go to whoever writes to the group. Otherwise the members' copies ask their
        /// mailbox servers for none (X-Auto-Response-Suppress: OOF), and rules see them apart from other recipients. Default
        /// $true, other than for DistributionGroup.
        send_oof_message_to_originator_enabled = SendOofMessageToOriginatorEnabled: bool = true;
    }
    rules [somebody_is_meant, reports_go_to_one]
}

fn presets(creation: &Creation) -> Result<Properties, Breach> {
    Ok(recipient::presets(creation, None)?.into_properties())
}

fn settle(group: &mut DynamicDistributionGroup, changed: &[&str], beside: &Beside) -> Result<(), Breach> {
    if let Some(manager) = &mut group.managed_by {
        recipient::resolve_one("ManagedBy", manager, beside.organization.directory())?;
    }
    recipient::settle(group, changed, beside)
}

fn somebody_is_meant(group: &DynamicDistributionGroup, _: &Beside) -> Result<(), Breach> {
    match group.recipient_filter.is_none() && group.included_recipients.is_empty() {
        true => Err(Breach::new(
            "RecipientFilter",
            "A dynamic group says which recipients it means.",
            "Give -IncludedRecipients AllRecipients, or a -RecipientFilter such as \"CustomAttribute1 -eq 'Paris'\".",
        )),
        false => Ok(()),
    }
}

fn reports_go_to_one(group: &DynamicDistributionGroup, _: &Beside) -> Result<(), Breach> {
    recipient::reports_go_to_one(
        group.report_to_manager_enabled,
        group.report_to_originator_enabled,
        group.managed_by.is_some(),
    )
}
