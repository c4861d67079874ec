//! Changes to one object by cmdlets that are not of the general verbs, with everything that Set- does around them.

use std::sync::Arc;

use uuid::Uuid;

use super::change;
use super::compare::{described, differences};
use super::picture::Picture;
use super::set;
use super::work::Work;
use crate::cmdlet::Session;
use crate::lang::call::Call;
use crate::model::class::Properties;
use crate::model::{ClassInfo, Fault};
use crate::store::{Change, StoredObject};

/// Changes the object that `-Identity` names: judged, advised about, asked for and stored, and made anew when somebody
/// else was first. `changed` are the properties that `make` may give other values; it returns `None` when there is
/// nothing to do, having said so.
pub fn edit(
    class: &'static ClassInfo,
    call: &Call,
    session: &Session,
    changed: &[&str],
    make: impl FnMut(&StoredObject, &Picture) -> Result<Option<Properties>, Fault>,
) -> Result<(), Fault> {
    let work = Work::new(class, call, session);
    edit_found(&work, changed, |picture| work.identified_as(class.name, picture), make)
}

/// The same for an object that the caller has found itself.
pub fn edit_one(
    class: &'static ClassInfo,
    call: &Call,
    session: &Session,
    changed: &[&str],
    id: Uuid,
    make: impl FnMut(&StoredObject, &Picture) -> Result<Option<Properties>, Fault>,
) -> Result<(), Fault> {
    let find = |picture: &Picture| {
        let gone = || Fault::not_found("ObjectGone", format!("The {} was removed meanwhile.", class.name));
        picture.matching(class, |object| object.id == id).pop().ok_or_else(gone)
    };
    edit_found(&Work::new(class, call, session), changed, find, make)
}

fn edit_found(
    work: &Work,
    changed: &[&str],
    find: impl Fn(&Picture) -> Result<Arc<StoredObject>, Fault>,
    mut make: impl FnMut(&StoredObject, &Picture) -> Result<Option<Properties>, Fault>,
) -> Result<(), Fault> {
    let (class, call) = (work.class, work.call);
    work.note_ignored()?;
    let mut asked = false;
    change::store(work, |picture| {
        let before = find(picture)?;
        let Some(properties) = make(&before, picture)? else { return Ok(None) };
        let mut after = StoredObject { properties, ..StoredObject::clone(&before) };
        let server = set::server(work, picture, &before);
        after.properties = work.judged(&after, changed, picture, &server)?;
        if !asked {
            work.advise(Some(&before), &after, picture, &server)?;
            let lines = differences(class, &before.properties, &after.properties);
            if !call.should(call.signature.name, &work.target(&before), &described(None, &lines))? {
                return Ok(None);
            }
        }
        asked = true;
        Ok(Some(Change::update(after)))
    })?;
    Ok(())
}

/// The object of a class that `-Identity` names, whatever the command's noun is.
pub fn named(
    class: &'static ClassInfo,
    call: &Call,
    session: &Session,
    picture: &Picture,
) -> Result<Arc<StoredObject>, Fault> {
    Work::new(class, call, session).identified_as(class.name, picture)
}
