//! `Remove-DistributionGroupMember`.

use super::membership::{change, group, one, removed};
use crate::cmdlet::prelude::*;
use crate::model::RecipientLink;

static IDENTITY: Param<RecipientLink> = Param::new("Identity", "Name, alias, address or GUID of the group.")
    .position(1)
    .mandatory()
    .from_pipeline()
    .refuses_null();
static MEMBER: Param<RecipientLink> =
    Param::new("Member", "Recipient to take out: name, alias, address, GUID or the recipient itself.").mandatory();
static BYPASS: Param<Switch> =
    Param::switch("BypassSecurityGroupManagerCheck", "Taken so that scripts run; means nothing here.");

pub static REMOVE_DISTRIBUTION_GROUP_MEMBER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-DistributionGroupMember",
        synopsis: "Take a recipient out of a group",
        about: "The recipient itself stays.",
        params: &[IDENTITY.spec(), MEMBER.spec(), BYPASS.spec()],
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageRecipients,
        examples: &[Example {
            does: "Take one member out without being asked",
            run: "Remove-DistributionGroupMember Team -Member pat -Confirm:$false",
        }],
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
        if !directory.links(&group).any(|id| id == member.id()) {
            return Err(Fault::not_found(
                "MemberNotFound",
                format!("'{}' is no member of '{}'.", member.name(), group.name),
            )
            .at(call.place(&MEMBER))
            .fix(format!("Get-DistributionGroupMember \"{}\" shows all.", group.name)));
        }
        if !asked && !call.should(call.signature.name, &group.name, &format!("Members: - {}", member.name()))? {
            return Ok(Vec::new());
        }
        asked = true;
        removed(&group, member.id(), picture)
    })
}
