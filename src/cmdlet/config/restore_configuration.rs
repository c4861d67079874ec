//! `Restore-Configuration`: what was in force at a revision is in force again, as a new revision.

use super::get_configuration_history::ClassName;
use super::identity::ObjectId;
use super::plan::{Plan, outside_transaction};
use crate::cmdlet::prelude::*;
use crate::store::{StoredObject, restore_plan};

static REVISION: Param<u64> = Param::new("Revision", "Revision to go back to, as 'Get-ConfigurationHistory' shows it.")
    .position(1)
    .mandatory()
    .from_property();
static CLASS: Param<ClassName> =
    Param::new("Class", "Only objects of this class, such as SendConnector. Default: all.");
static IDENTITY: Param<ObjectId> = Param::new("Identity", "Only the object with this name or GUID.").refuses_null();
static REASON: Param<String> = Param::new("Reason", "Why; kept in the history.");

pub static RESTORE_CONFIGURATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Restore-Configuration",
        synopsis: "Bring back the configuration of an earlier revision",
        about: "Objects made since are removed, removed ones come back with their GUIDs, changed ones are as they were. \
                All of it happens at once or not at all, as a new revision: history is never rewritten, and what was \
                restored can be undone the same way. -WhatIf shows each change.",
        params: &[REVISION.spec(), CLASS.spec(), IDENTITY.spec(), REASON.spec()],
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageServers,
        examples: &[
            Example { does: "See what going back would change", run: "Restore-Configuration -Revision 1 -WhatIf" },
            Example {
                does: "Bring one class back, without being asked",
                run: "Restore-Configuration -Revision 1 -Class SendConnector -Confirm:$false",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    outside_transaction(call, session)?;
    let revision = call.require(&REVISION)?;
    let class = call.get(&CLASS)?.map(|ClassName(class)| class);
    let identity = call.get(&IDENTITY)?;
    let concerns = |object: &StoredObject| {
        let scope = Some(object.scope.as_str()).filter(|scope| !scope.is_empty());
        class.is_none_or(|class| class.name == object.class)
            && identity.as_ref().is_none_or(|ObjectId(identity)| identity.names(object.id, &object.name, scope))
    };
    let picture = session.picture()?;
    let changes = restore_plan(&**session.store()?, revision, &concerns)
        .map_err(|error| Fault::from(error).at(call.place(&REVISION)))?;
    if changes.is_empty() {
        return call
            .warn(format!("The configuration is as it was at revision {revision} already: nothing was changed."));
    }
    let plan = Plan::new(changes, picture);
    plan.judge()?;
    if !call.should(call.signature.name, &format!("revision {revision}"), &plan.told().join("\n"))? {
        return Ok(());
    }
    plan.store(session, &call.engine.command_line(), call.get(&REASON)?)
}
