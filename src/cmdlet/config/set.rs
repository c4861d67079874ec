//! Set-: changes properties of one object, or its name.

use std::sync::Arc;

use uuid::Uuid;

use super::change;
use super::compare::{described, differences};
use super::get::unset;
use super::given::Given;
use super::params::{MAKE_DEFAULT, NEW_NAME};
use super::picture::Picture;
use super::work::Work;
use crate::model::Fault;
use crate::model::class::Verb;
use crate::store::{Change, Draft, StoredObject};

pub fn run(work: &Work) -> Result<(), Fault> {
    let given = Given::read(work.class, work.call)?;
    let new_name = match work.call.signature.param("Name") {
        Some(_) => work.call.get(&NEW_NAME)?,
        None => None,
    };
    // What the command was decided on; on a second try the object as it was then.
    let mut seen: Option<Arc<StoredObject>> = None;
    change::store(work, |picture| {
        let before = match &seen {
            None => target(work, picture)?,
            Some(former) => again(work, former, &given, new_name.is_some(), picture)?,
        };
        let after = edited(work, picture, &given, new_name.as_deref(), &before)?;
        let changed = differences(work.class, &before.properties, &after.properties);
        if seen.is_none() && !agreed(work, picture, &before, &after, &changed)? {
            return Ok(None);
        }
        seen = Some(before);
        Ok(Some(match after.revision {
            // The one object of its class, which was never stored.
            0 => Change::Create(Draft { id: after.id, ..Draft::new(work.class.name, after.name, after.properties) }),
            _ => Change::update(after),
        }))
    })?;
    Ok(())
}

/// The object that the command is about.
pub fn target(work: &Work, picture: &Picture) -> Result<Arc<StoredObject>, Fault> {
    let Some(name) = work.class.singleton else { return work.identified(picture) };
    let stored = picture.objects(work.class).into_iter().next();
    Ok(stored.unwrap_or_else(|| Arc::new(StoredObject { id: Uuid::now_v7(), ..unset(work.class, name) })))
}

/// The object as it will be, judged.
pub fn edited(
    work: &Work,
    picture: &Picture,
    given: &Given,
    new_name: Option<&str>,
    before: &StoredObject,
) -> Result<StoredObject, Fault> {
    let mut after = before.clone();
    let directory = picture.organization().directory();
    after.properties = given.applied_to(&before.properties, before.id, work.session, directory)?;
    if let Some(property) = work.class.elected
        && let Some(wanted) = work.call.get(&MAKE_DEFAULT)?
    {
        if !wanted {
            return Err(Fault::invalid("NoDefault", "There is always a default one.")
                .at(work.call.place(&MAKE_DEFAULT))
                .fix("Make another one the default with -MakeDefault $true."));
        }
        after.properties.insert(property.to_owned(), true.into());
    }
    if let Some(name) = new_name {
        after.name = name.trim().to_owned();
    }
    after.properties = work.judged(&after, &given.names(), picture, &server(work, picture, before))?;
    Ok(after)
}

pub fn server(work: &Work, picture: &Picture, object: &StoredObject) -> String {
    if object.scope.is_empty() { work.server(picture) } else { object.scope.clone() }
}

/// Advises, and asks whether to go on.
fn agreed(
    work: &Work,
    picture: &Picture,
    before: &StoredObject,
    after: &StoredObject,
    changed: &[String],
) -> Result<bool, Fault> {
    let target = work.target(before);
    let renamed = (before.name != after.name).then_some((before.name.as_str(), after.name.as_str()));
    if changed.is_empty() && renamed.is_none() {
        work.call.warn(format!("'{target}' is as asked already: nothing was changed."))?;
        return Ok(false);
    }
    if !work.is_forced(Verb::Set)? {
        work.advise(Some(before), after, picture, &server(work, picture, before))?;
    }
    work.call.should(work.call.signature.name, &target, &described(renamed, changed))
}

/// The object as somebody else has left it, when their change and ours concern different properties.
fn again(
    work: &Work,
    former: &Arc<StoredObject>,
    given: &Given,
    renames: bool,
    picture: &Picture,
) -> Result<Arc<StoredObject>, Fault> {
    let (class, name) = (work.class.name, &former.name);
    let Some(now) = picture.get(work.class, former.id) else {
        if former.revision == 0 {
            return Ok(Arc::clone(former));
        }
        return Err(Fault::conflict(
            "ObjectRemoved",
            format!("{class} '{name}' was removed by somebody else meanwhile."),
        )
        .fix("Nothing was stored. 'Get-ConfigurationHistory' shows who removed it and what it was."));
    };
    let mut both = given.replaced().filter(|name| former.properties.get(*name) != now.properties.get(*name));
    match both.next().or((renames && *name != now.name).then_some("Name")) {
        Some(property) => Err(Fault::conflict(
            "ObjectChanged",
            format!("{property} of {class} '{name}' was changed by somebody else meanwhile."),
        )
        .fix("Nothing was stored. Get the object again, look at what changed, and repeat the command.")),
        None => Ok(now),
    }
}
