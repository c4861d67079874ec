//! Distribution groups: one address for many recipients.

use crate::model::RecipientLink;
use crate::model::class::{Beside, Breach, Creation, Properties};
use crate::model::recipient::{self, recipient_class};

recipient_class! {
    group;
    /// One address for many recipients: mail for it goes to each member, groups among them opened in turn.
    DistributionGroup {
        nouns: ["DistributionGroup"],
        scope: Organization,
        verbs: [New, Get, Set, Remove],
        shown: ["Name", "DisplayName", "PrimarySmtpAddress"],
        ignored: ["OrganizationalUnit", "SamAccountName", "Type", "BypassSecurityGroupManagerCheck"],
        looks_at: ["Mailbox", "MailUser", "MailContact", "DistributionGroup", "DynamicDistributionGroup", "MemberPage", "RecipientDirectory"],
        presets: presets,
        paged: 1000,
        settle: settle,
        answers_to: |group, text| recipient::answers_to(&group.card(), text),
        examples: [
            (New, "Make a group that anybody may write to", "New-DistributionGroup -Name Support -PrimarySmtpAddress support@contoso.com -RequireSenderAuthenticationEnabled $false"),
            (New, "Make a group for our own people, with its first members", "New-DistributionGroup -Name Staff -PrimarySmtpAddress staff@contoso.com -Members Support"),
            (Get, "Show all groups", "Get-DistributionGroup"),
            (Set, "Tell failures to whoever looks after the group instead of the sender", "Set-DistributionGroup Support -ManagedBy Staff -ReportToManagerEnabled $true -ReportToOriginatorEnabled $false"),
            (Remove, "Remove a group; its members stay", "Remove-DistributionGroup Staff -Confirm:$false"),
        ],
    }
    properties {
        /// Its first members; Add-, Remove- and Update-DistributionGroupMember change them, Get-DistributionGroupMember
        /// shows all.
        members = Members: Vec<RecipientLink> = Vec::new(), new_only;
        /// Who looks after it. The first of them hears of failures where ReportToManagerEnabled says so.
        managed_by = ManagedBy: Vec<RecipientLink> = Vec::new();
        /// Take mail only from senders who have logged on, or from our own servers. Default $true.
        require_sender_authentication_enabled = RequireSenderAuthenticationEnabled: bool = true;
        /// Tell the first of ManagedBy what could not be delivered to members. Default $false.
        report_to_manager_enabled = ReportToManagerEnabled: bool = false;
        /// Tell the sender what could not be delivered to members. With neither, nobody is told. Default $true.
        report_to_originator_enabled = ReportToOriginatorEnabled: bool = true;
        /// Let members' out-of-office messages go to whoever writes to the group. Otherwise the members' copies ask their
        /// mailbox servers for none (X-Auto-Response-Suppress: OOF); who is addressed besides the group gets the message
        /// without that. Rules and journal rules see the two apart. Default $false.
        send_oof_message_to_originator_enabled = SendOofMessageToOriginatorEnabled: bool = false;
    }
    rules [reports_go_to_one]
}

fn presets(creation: &Creation) -> Result<Properties, Breach> {
    Ok(recipient::presets(creation, None)?.into_properties())
}

fn settle(group: &mut DistributionGroup, changed: &[&str], beside: &Beside) -> Result<(), Breach> {
    let directory = beside.organization.directory();
    recipient::resolve_all("Members", &mut group.members, directory)?;
    recipient::resolve_all("ManagedBy", &mut group.managed_by, directory)?;
    recipient::settle(group, changed, beside)
}

fn reports_go_to_one(group: &DistributionGroup, _: &Beside) -> Result<(), Breach> {
    recipient::reports_go_to_one(
        group.report_to_manager_enabled,
        group.report_to_originator_enabled,
        !group.managed_by.is_empty(),
    )
}
