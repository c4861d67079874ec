//! `Get-DistributionGroupMember`: who is in a group.

use super::membership::one;
use super::recipient_info::{RECIPIENT, shown};
use crate::cmdlet::prelude::*;
use crate::model::{Addressee, RecipientLink, Unlimited};

static IDENTITY: Param<RecipientLink> = Param::new("Identity", "Name, alias, address or GUID of the group.")
    .position(1)
    .mandatory()
    .from_pipeline()
    .refuses_null();
static RESULT_SIZE: Param<Unlimited<u32>> = Param::new(
    "ResultSize",
    "At most so many members, or Unlimited. Default 1000, with a warning when there are more.",
);

pub static GET_DISTRIBUTION_GROUP_MEMBER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-DistributionGroupMember",
        synopsis: "Show the members of a group",
        about: "In the order in which they became members; of a dynamic group those whom its filter means now. Members of \
                groups in it are not shown.",
        params: &[IDENTITY.spec(), RESULT_SIZE.spec()],
        emits: Some(&RECIPIENT),
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "Show who is in a group", run: "Get-DistributionGroupMember Team" },
            Example {
                does: "Count the members of each group",
                run: "Get-DistributionGroup | ForEach-Object { \"$($_.Name): $(@(Get-DistributionGroupMember $_).Count)\" }",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let directory = session.picture()?.organization().directory().clone();
    let group = one(&call.require(&IDENTITY)?, &directory).map_err(|fault| fault.at(call.place(&IDENTITY)))?;
    if !group.is_group() {
        return Err(Fault::invalid("NotAGroup", format!("'{}' is no group.", group.name())).at(call.place(&IDENTITY)));
    }
    let limit = call.get(&RESULT_SIZE)?.unwrap_or(Unlimited::Limit(1000)).limit();
    let mut members: Vec<&Addressee> = directory.members(&group).collect();
    if let Addressee::DynamicGroup(_) = group {
        members.sort_by_cached_key(|one| one.name().to_lowercase());
    }
    for (count, member) in members.into_iter().enumerate() {
        if limit.is_some_and(|limit| count >= limit as usize) {
            return match call.is_given("ResultSize") {
                true => Ok(()),
                false => call.warn(format!("Only the first {count} are shown. Add -ResultSize Unlimited to see all.")),
            };
        }
        out.emit(Value::Object(shown(member)))?;
    }
    Ok(())
}
