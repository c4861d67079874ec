//! `Remove-DistributionGroupMember`.

use super::membership::{BYPASS, GROUP, Turn, alter};
use crate::cmdlet::prelude::*;
use crate::model::RecipientLink;

static MEMBER: Param<RecipientLink> =
    Param::new("Member", "Recipient to take out: name, alias, address, GUID or the recipient itself.").mandatory();

pub static REMOVE_DISTRIBUTION_GROUP_MEMBER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Remove-DistributionGroupMember",
        synopsis: "Take a recipient out of a group",
        about: "The recipient itself stays.",
        params: &[GROUP.spec(), MEMBER.spec(), BYPASS.spec()],
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
    alter(call, session, &MEMBER, Turn::Leaves)
}
