//! `Restore-Configuration`: what was in force at a revision is in force again, as a new revision.

use super::compare::{described, differences};
use super::get_configuration_history::ClassName;
use super::identity::{ObjectId, display_name};
use super::picture::{Picture, stored};
use crate::cmdlet::prelude::*;
use crate::model::{ClassInfo, class_named};
use crate::store::{Change, StoredObject, Transaction, restore_plan};

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
    judge(&changes, &picture)?;
    let lines: Vec<String> = changes.iter().map(|change| told(change, &picture)).collect();
    if !call.should(call.signature.name, &format!("revision {revision}"), &lines.join("\n"))? {
        return Ok(());
    }
    let mut transaction = Transaction::new(session.who(), call.engine.command_line()).changes(changes.clone());
    if let Some(reason) = call.get(&REASON)? {
        transaction = transaction.because(reason);
    }
    // What was judged is what is stored: another change in between is a conflict, and the person looks again.
    for class in crate::model::CLASSES {
        transaction = transaction.assuming_unchanged(class.name, picture.revision);
    }
    drop(picture);
    let committed = session.store()?.commit(transaction)?;
    session.take_over(changes, committed);
    Ok(())
}

/// Judges each object as it will stand among the others: rules may have become stricter, or half of a pair is left out.
fn judge(changes: &[Change], picture: &Picture) -> Result<(), Fault> {
    let mut after = picture.clone();
    for change in changes {
        after.apply(change.clone(), picture.revision + 1, jiff::Timestamp::now());
    }
    for change in changes {
        let Some(class) = class_named(change.class()) else { continue };
        if let Some(object) = after.get(class, change.id()) {
            (class.judge)(&stored(&object), &after.beside(&object.scope))
                .map_err(|breach| Fault::from(breach.of(class.name, &object.name)))?;
        }
    }
    Ok(())
}

/// One change in words.
fn told(change: &Change, picture: &Picture) -> String {
    let now = class_named(change.class()).and_then(|class| Some((class, picture.get(class, change.id())?)));
    let name = |class: &ClassInfo, object: &StoredObject| format!("{} '{}'", class.name, display_name(class, object));
    match (change, now) {
        (Change::Create(draft), _) => format!("Make {} '{}' again", draft.class, draft.name),
        (Change::Remove { .. }, Some((class, object))) => format!("Remove {}", name(class, &object)),
        (Change::Update { name: new_name, properties, .. }, Some((class, object))) => {
            let renamed = (object.name != *new_name).then_some((object.name.as_str(), new_name.as_str()));
            let changed = described(renamed, &differences(class, &object.properties, properties));
            format!("Change {}\n  {}", name(class, &object), changed.replace('\n', "\n  "))
        }
        (other, None) => format!("Change or remove a {} that this emsh does not know", other.class()),
    }
}
