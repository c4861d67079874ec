//! `Get-DistributionGroupMember`: who is in a group.

use super::membership::{GROUP, one};
use super::recipient_info::{RECIPIENT, shown};
use crate::cmdlet::limit::Limit;
use crate::cmdlet::prelude::*;
use crate::model::{Addressee, Unlimited};

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
        params: &[GROUP.spec(), RESULT_SIZE.spec()],
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
    let group = one(&call.require(&GROUP)?, &directory).map_err(|fault| fault.at(call.place(&GROUP)))?;
    if !group.is_group() {
        return Err(Fault::invalid("NotAGroup", format!("'{}' is no group.", group.name())).at(call.place(&GROUP)));
    }
    let mut limit = Limit::of(call, &RESULT_SIZE, Unlimited::Limit(1000))?;
    let mut members: Vec<&Addressee> = directory.members(&group).collect();
    if let Addressee::DynamicGroup(_) = group {
        members.sort_by_cached_key(|one| one.name().to_lowercase());
    }
    for member in members {
        if !limit.admits()? {
            break;
        }
        out.emit(Value::Object(shown(member)))?;
    }
    Ok(())
}
