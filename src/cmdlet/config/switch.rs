//! Enable- and Disable-: say whether one object is at work.

use super::compare::{described, differences};
use super::work::Work;
use super::{change, set};
use crate::model::Fault;
use crate::store::{Change, StoredObject};

/// The property that is switched.
const ENABLED: &str = "Enabled";

pub fn run(work: &Work, is_enabled: bool) -> Result<(), Fault> {
    let mut asked = false;
    change::store(work, |picture| {
        let before = work.identified(picture)?;
        let mut after = StoredObject::clone(&before);
        after.properties.insert(ENABLED.to_owned(), is_enabled.into());
        after.properties = work.judged(&after, &[ENABLED], picture, &set::server(work, picture, &before))?;
        let changed = differences(work.class, &before.properties, &after.properties);
        let target = work.target(&before);
        if changed.is_empty() {
            let state = if is_enabled { "enabled" } else { "disabled" };
            work.call.warn(format!("'{target}' is {state} already: nothing was changed."))?;
            return Ok(None);
        }
        if !asked && !work.call.should(work.call.signature.name, &target, &described(None, &changed))? {
            return Ok(None);
        }
        asked = true;
        Ok(Some(Change::update(after)))
    })?;
    Ok(())
}
