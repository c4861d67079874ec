//! Remove-: removes one object.

use super::change;
use super::picture::{Picture, stored};
use super::work::Work;
use crate::model::Fault;
use crate::model::class::Verb;
use crate::store::{Change, StoredObject};

pub fn run(work: &Work) -> Result<(), Fault> {
    let mut asked = false;
    change::store(work, |picture| {
        let object = work.identified(picture)?;
        let warnings = farewell(work, &object, picture)?;
        if !asked {
            if !work.is_forced(Verb::Remove)? {
                warnings.into_iter().try_for_each(|text| work.call.warn(text))?;
            }
            if !work.call.should(work.call.signature.name, &work.target(&object), "")? {
                return Ok(None);
            }
        }
        asked = true;
        Ok(Some(Change::remove(&object)))
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
