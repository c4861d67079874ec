//! `Add-DistributionGroupMember`.

use super::membership::{BYPASS, GROUP, Turn, alter};
use crate::cmdlet::prelude::*;
use crate::model::RecipientLink;

static MEMBER: Param<RecipientLink> =
    Param::new("Member", "Recipient to add: name, alias, address, GUID or the recipient itself.").mandatory();

pub static ADD_DISTRIBUTION_GROUP_MEMBER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Add-DistributionGroupMember",
        synopsis: "Add a recipient to a group",
        about: "Mail for the group reaches the new member from the next message on. Groups may be members of groups.",
        params: &[GROUP.spec(), MEMBER.spec(), BYPASS.spec()],
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
    alter(call, session, &MEMBER, Turn::Joins)
}
