//! `Import-Configuration`: makes the configuration what a file says.

use super::source::{read, without_foreign_secrets};
use crate::cmdlet::config::get_configuration_history::ClassName;
use crate::cmdlet::config::plan::{Plan, outside_transaction};
use crate::cmdlet::prelude::*;
use crate::model::number::counted;
use crate::store::{Export, Others, import_plan};

static PATH: Param<String> =
    Param::new("Path", "A file of Export-Configuration.").mandatory().position(1).aliases(&["LiteralPath", "FilePath"]);
static CLASS: Param<ClassName> = Param::new("Class", "Only objects of this class, such as SendConnector.");
static REMOVE_OTHERS: Param<Switch> =
    Param::switch("RemoveOthers", "Remove objects that the file does not have. Without it they stay.");
static REASON: Param<String> = Param::new("Reason", "Why; kept in the history.");

pub static IMPORT_CONFIGURATION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-Configuration",
        synopsis: "Make the configuration what a file says",
        about: "Everything is judged as it will stand and happens at once or not at all, as one revision: there is no \
                moment in which a route is missing. -WhatIf shows the plan. Passwords and keys that were sealed by \
                another organization's key are left out, with a warning that names them.",
        params: &[PATH.spec(), CLASS.spec(), REMOVE_OTHERS.spec(), REASON.spec()],
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageServers,
        examples: &[
            Example {
                does: "See what a file would change",
                run: "Export-Configuration ./configuration.json; Import-Configuration ./configuration.json -WhatIf",
            },
            Example {
                does: "Make the accepted domains those of a file and no others, without being asked",
                run: "Export-Configuration ./configuration.json; Import-Configuration ./configuration.json -Class \
                      AcceptedDomain -RemoveOthers -Confirm:$false",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    outside_transaction(call, session)?;
    let path = call.require(&PATH)?;
    let class = call.get(&CLASS)?.map(|ClassName(class)| class.name);
    let others = if call.is_set(&REMOVE_OTHERS)? { Others::Remove } else { Others::Keep };
    let concerns = |name: &str| class.is_none_or(|class| class == name);
    let mut export = read(call, &path).map_err(|fault| fault.at(call.place(&PATH)))?;
    export.objects.retain(|object| concerns(&object.class));
    for secret in without_foreign_secrets(&mut export.objects, session) {
        call.warn(format!("{secret} was sealed with another key and is left out."))?;
    }
    let export = Export::new(export.revision, export.objects, Vec::new());
    let picture = session.picture()?;
    let mut changes = import_plan(&**session.store()?, &export, others)?;
    changes.retain(|change| concerns(change.class()));
    if changes.is_empty() {
        return call.warn("The configuration is as the file says already: nothing was changed.");
    }
    let plan = Plan::new(changes, picture);
    plan.judge()?;
    let told = plan.told();
    let target = format!("{} of '{path}'", counted(told.len(), "change"));
    if !call.should(call.signature.name, &target, &told.join("\n"))? {
        return Ok(());
    }
    plan.store(session, &call.engine.command_line(), call.get(&REASON)?)
}
