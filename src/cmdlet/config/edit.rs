//! Changes to one object by cmdlets that are not of the general verbs, with everything that Set- does around them.

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
    mut make: impl FnMut(&StoredObject, &Picture) -> Result<Option<Properties>, Fault>,
) -> Result<(), Fault> {
    let work = Work::new(class, call, session);
    work.note_ignored()?;
    let mut asked = false;
    change::store(&work, |picture| {
        let before = work.identified(picture)?;
        let Some(properties) = make(&before, picture)? else { return Ok(None) };
        let mut after = StoredObject { properties, ..StoredObject::clone(&before) };
        let server = set::server(&work, picture, &before);
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

/// The object that `-Identity` names.
pub fn named(
    class: &'static ClassInfo,
    call: &Call,
    session: &Session,
    picture: &Picture,
) -> Result<std::sync::Arc<StoredObject>, Fault> {
    Work::new(class, call, session).identified(picture)
}
