//! Remove-: removes one object.

use super::change;
use super::picture::{Picture, stored};
use super::work::Work;
use crate::model::class::Verb;
use crate::model::{Fault, MemberPage};
use crate::store::{Change, StoredObject};

pub fn run(work: &Work) -> Result<(), Fault> {
    let mut asked = false;
    change::store_all(work.session, &work.command_line(), work.class.looks_at, |picture| {
        let object = work.identified(picture)?;
        let warnings = farewell(work, &object, picture)?;
        if !asked {
            if !work.is_forced(Verb::Remove)? {
                warnings.into_iter().try_for_each(|text| work.call.warn(text))?;
            }
            if !work.call.should(work.call.signature.name, &work.target(&object), "")? {
                return Ok(Vec::new());
            }
        }
        asked = true;
        let pages = picture.organization().directory().pages(object.id).map(|page| page.id);
        let pages = pages.filter_map(|page| picture.get(MemberPage::INFO, page));
        let mut changes = change::in_order(work.class, picture, Change::remove(&object));
        changes.extend(pages.map(|page| Change::remove(&page)));
        Ok(changes)
    })?;
    Ok(())
}

/// What is worth saying before an object goes. Err when others still need it; an object that cannot be read may always
/// go.
fn farewell(work: &Work, object: &StoredObject, picture: &Picture) -> Result<Vec<String>, Fault> {
    let beside = picture.beside(&object.scope);
    let is_readable = (work.class.settle)(&stored(object), &[], &beside).is_ok();
    match (work.class.farewell)(&stored(object), &beside) {
        Err(breach) if is_readable => Err(work.at_argument(breach)),
        warnings => Ok(warnings.unwrap_or_default()),
    }
}
