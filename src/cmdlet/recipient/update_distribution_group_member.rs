//! `Update-DistributionGroupMember`: says who all the members of a group are.

use super::membership::{BYPASS, GROUP, change, group, one, replaced};
use crate::cmdlet::prelude::*;
use crate::model::RecipientLink;

static MEMBERS: Param<Option<Vec<RecipientLink>>> =
    Param::new("Members", "All members there shall be; $null leaves none.").mandatory();

pub static UPDATE_DISTRIBUTION_GROUP_MEMBER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Update-DistributionGroupMember",
        synopsis: "Say who all the members of a group are",
        about: "Whoever is not named is no member afterwards. All of it happens at once or not at all, also for a hundred \
                thousand members.",
        params: &[GROUP.spec(), MEMBERS.spec(), BYPASS.spec()],
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageRecipients,
        examples: &[
            Example {
                does: "Replace the members of a group by two others",
                run: "Update-DistributionGroupMember Team -Members kim,sales@contoso.com -Confirm:$false",
            },
            Example {
                does: "Make everybody with a mailbox a member",
                run: "Update-DistributionGroupMember Team -Members (Get-Mailbox -ResultSize Unlimited) -Confirm:$false",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    let links = call.get(&MEMBERS)?.flatten().unwrap_or_default();
    let mut asked = false;
    change(call, session, |picture| {
        let directory = picture.organization().directory();
        let group = group(call, directory)?;
        let ids = links.iter().map(|link| one(link, directory).map(|one| one.id())).collect::<Result<Vec<_>, _>>();
        let ids = ids.map_err(|fault| fault.at(call.place(&MEMBERS)))?;
        let detail = format!("Members: {} → {}", directory.links(&group).count(), ids.len());
        if !asked && !call.should(call.signature.name, &group.name, &detail)? {
            return Ok(Vec::new());
        }
        asked = true;
        replaced(&group, &ids, picture)
    })
}
