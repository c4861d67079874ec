//! `Add-DistributionGroupMember`.

use super::membership::{added, change, group, one};
use crate::cmdlet::prelude::*;
use crate::model::RecipientLink;

static IDENTITY: Param<RecipientLink> = Param::new("Identity", "Name, alias, address or GUID of the group.")
    .position(1)
    .mandatory()
    .from_pipeline()
    .refuses_null();
static MEMBER: Param<RecipientLink> =
    Param::new("Member", "Recipient to add: name, alias, address, GUID or the recipient itself.").mandatory();
static BYPASS: Param<Switch> =
    Param::switch("BypassSecurityGroupManagerCheck", "Taken so that scripts run; means nothing here.");

pub static ADD_DISTRIBUTION_GROUP_MEMBER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Add-DistributionGroupMember",
        synopsis: "Add a recipient to a group",
        about: "Mail for the group reaches the new member from the next message on. Groups may be members of groups.",
        params: &[IDENTITY.spec(), MEMBER.spec(), BYPASS.spec()],
        effect: Effect::Changes(Impact::Medium),
        needs: Right::ManageRecipients,
        examples: &[
            Example { does: "Add one more member", run: "Add-DistributionGroupMember Team -Member kim" },
            Example {
                does: "Add everybody that a filter finds",
                run: "Get-Mailbox -Filter {Name -like 's*'} | ForEach-Object { Add-DistributionGroupMember Team -Member $_ }",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let mut asked = false;
    change(call, session, |picture| {
        let directory = picture.organization().directory();
        let group = group(call, &IDENTITY, directory)?;
        let member = one(&call.require(&MEMBER)?, directory).map_err(|fault| fault.at(call.place(&MEMBER)))?;
        if directory.links(&group).any(|id| id == member.id()) {
            return Err(Fault::invalid(
                "MemberAlreadyExists",
                format!("'{}' is a member of '{}' already.", member.name(), group.name),
            )
            .at(call.place(&MEMBER))
            .fix(format!("Get-DistributionGroupMember \"{}\" shows all.", group.name)));
        }
        if !asked && !call.should(call.signature.name, &group.name, &format!("Members: + {}", member.name()))? {
            return Ok(Vec::new());
        }
        asked = true;
        added(&group, member.id(), picture)
    })
}
