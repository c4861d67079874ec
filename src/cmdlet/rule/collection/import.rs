//! `Import-TransportRuleCollection`, `Import-JournalRuleCollection`: make the rules those of a file.

use jiff::Timestamp;
use uuid::Uuid;

use super::command::{self, Given};
use super::{Collection, JOURNAL, TRANSPORT, document};
use crate::cmdlet::config::{Picture, Plan, outside_transaction, stored};
use crate::cmdlet::prelude::*;
use crate::model::class::{ClassInfo, Creation, check_name};
use crate::model::number::counted;
use crate::model::{FileBytes, TransportRole};
use crate::store::{Change, Draft, StoredObject};

static FILE_DATA: Param<FileBytes> = Param::new(
    "FileData",
    "The bytes of the file: ([System.IO.File]::ReadAllBytes('./rules.xml')), or Get-Content -AsByteStream.",
)
.position(1)
.mandatory();
static FORCE: Param<Switch> = Param::switch("Force", "Do not ask.");

pub static IMPORT_TRANSPORT_RULE_COLLECTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-TransportRuleCollection",
        synopsis: "Make the transport rules those of a file",
        about: "Replaces all transport rules: those of the file are made or changed, in its order, and all others are \
                removed. Everything is judged first and happens at once or not at all, as one revision. -WhatIf shows \
                what would change. Commands in the file are read and never run.",
        params: &[FILE_DATA.spec(), FORCE.spec()],
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageRules,
        examples: &[
            Example {
                does: "Put back the rules of a file",
                run: "[System.IO.File]::WriteAllBytes('./rules.xml', (Export-TransportRuleCollection).FileData); \
                      Import-TransportRuleCollection -FileData ([System.IO.File]::ReadAllBytes('./rules.xml')) -Confirm:$false",
            },
            Example {
                does: "See what a file would change",
                run: "Export-TransportRuleCollection | ForEach-Object { Import-TransportRuleCollection -FileData $_.FileData -WhatIf }",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

pub static IMPORT_JOURNAL_RULE_COLLECTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Import-JournalRuleCollection",
        synopsis: "Make the journal rules those of a file",
        about: "Replaces all journal rules: those of the file are made or changed, and all others are removed. Everything \
                is judged first and happens at once or not at all, as one revision. -WhatIf shows what would change. \
                Commands in the file are read and never run.",
        params: &[FILE_DATA.spec(), FORCE.spec()],
        effect: Effect::Changes(Impact::High),
        needs: Right::ManageRules,
        examples: &[Example {
            does: "See what a file would change",
            run: "Export-JournalRuleCollection | ForEach-Object { Import-JournalRuleCollection -FileData $_.FileData -WhatIf }",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run_journal),
};

/// Asks only where somebody wants to be asked about everything.
static UNASKED: Signature = Signature { effect: Effect::Changes(Impact::Low), ..Signature::NEW };

fn run(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    take_in(&TRANSPORT, call, session)
}

fn run_journal(call: &Call, session: &Session, _: &mut Output) -> Result<(), Fault> {
    take_in(&JOURNAL, call, session)
}

fn take_in(collection: &Collection, call: &Call, session: &Session) -> Result<(), Fault> {
    outside_transaction(call, session)?;
    let FileBytes(data) = call.require(&FILE_DATA)?;
    let unusable = |says: String| Fault::invalid("RuleCollectionUnusable", says).at(call.place(&FILE_DATA));
    let written = document::read(&data).map_err(|why| {
        unusable(format!("This is no rule collection: {why}."))
            .fix(format!("Give the bytes of a file of {}.", call.signature.name.replace("Import-", "Export-")))
    })?;
    let mut rules = Vec::new();
    for rule in written {
        let given = command::read(&rule.command, collection)
            .map_err(|why| unusable(format!("Rule '{}' cannot be taken over: {why}", rule.name)))?;
        let lower = given.name.to_lowercase();
        if rules.iter().any(|known: &Given| known.name.to_lowercase() == lower) {
            return Err(unusable(format!("There are two rules '{}' in the file.", given.name)));
        }
        for ignored in &given.ignored {
            call.verbose(format!("Rule '{}': -{ignored} means nothing here and is ignored.", given.name))?;
        }
        rules.push(given);
    }
    // Commands that say where they stand are in that order already where this server wrote them.
    rules.sort_by_key(|given| given.properties.get("Priority").and_then(serde_json::Value::as_u64).unwrap_or(u64::MAX));
    let picture = session.picture()?;
    let changes = changes(rules, collection, &picture)?;
    if changes.is_empty() {
        return call.warn("The rules are as the file says already: nothing was changed.");
    }
    let plan = Plan::new(changes, picture);
    plan.judge()?;
    let told = plan.told();
    let target = format!("all {}: {}", collection.plural, counted(told.len(), "change"));
    let signature = if call.is_set(&FORCE)? { &UNASKED } else { call.signature };
    let asking = Call { signature, input: None, ..*call };
    if !asking.should(call.signature.name, &target, &told.join("\n"))? {
        return Ok(());
    }
    plan.store(session, &call.engine.command_line(), None)
}

/// What makes the rules those, in that order. Rules keep their identity by their name.
fn changes(rules: Vec<Given>, collection: &Collection, picture: &Picture) -> Result<Vec<Change>, Fault> {
    let class = collection.class;
    let known = picture.objects(class);
    let (mut changes, mut kept) = (Vec::new(), Vec::new());
    for (given, place) in rules.into_iter().zip(0u32..) {
        let Given { name, mut properties, .. } = given;
        if collection.has_order {
            properties.insert("Priority".to_owned(), place.into());
        }
        let former = known.iter().find(|object| object.name.to_lowercase() == name.to_lowercase());
        let new = whole(class, &name, &properties, picture, former.map(|object| object.id))
            .map_err(|breach| Fault::from(breach.of(class.name, &name)))?;
        kept.push(new.id);
        match former {
            Some(former) if former.properties == new.properties && former.name == new.name => {}
            Some(former) => {
                let changed =
                    StoredObject { name: new.name, properties: new.properties, ..StoredObject::clone(former) };
                changes.push(Change::update(changed));
            }
            None => changes.push(Change::Create(Draft {
                class: new.class,
                id: new.id,
                scope: new.scope,
                name: new.name,
                created: None,
                properties: new.properties,
            })),
        }
    }
    let gone = known.iter().filter(|object| !kept.contains(&object.id));
    changes.extend(gone.map(|object| Change::remove(object)));
    Ok(changes)
}

/// A rule with all its properties, as its New- cmdlet would make it.
fn whole(
    class: &ClassInfo,
    name: &str,
    given: &crate::model::Properties,
    picture: &Picture,
    id: Option<Uuid>,
) -> Result<StoredObject, crate::model::Breach> {
    check_name(name.trim())?;
    let creation = Creation { role: TransportRole::Hub, server: "", name, domain: None, given };
    let now = Timestamp::now();
    let mut object = StoredObject {
        class: class.name.to_owned(),
        id: id.unwrap_or_else(Uuid::now_v7),
        scope: String::new(),
        name: name.trim().to_owned(),
        revision: 0,
        created: now,
        changed: now,
        properties: class.create(&creation)?,
    };
    object.properties = (class.settle)(&stored(&object), &[], &picture.beside(""))?;
    Ok(object)
}
