//! A recipient that a directory made is changed and removed there.

use super::settle::Shared;
use crate::model::RecipientDirectory;
use crate::model::class::{Beside, Breach, Class};
use crate::model::text::same_text;

/// The directory that keeps a recipient, while there is one.
fn keeper<'a>(recipient: &impl Shared, beside: &Beside<'a>) -> Option<&'a RecipientDirectory> {
    let name = recipient.card().directory;
    let mut all = beside.organization.all::<RecipientDirectory>();
    all.find(|directory| !name.is_empty() && same_text(&directory.name, name))
}

/// What a directory gives its recipients is given by nobody else; the rest of them anybody may set.
pub fn is_changed_where_it_is_kept<T: Shared + Class>(recipient: &T, beside: &Beside) -> Result<(), Breach> {
    let Some(directory) = keeper(recipient, beside) else { return Ok(()) };
    let Some(former) = beside.organization.get::<T>(recipient.id()) else { return Ok(()) };
    let (before, after) = (former.to_properties(), recipient.to_properties());
    let mut properties = T::info().properties.iter().map(|property| property.name);
    let changed = properties.find(|name| directory.decides(name) && before.get(*name) != after.get(*name));
    match changed.or((former.name() != recipient.name()).then_some("Name")) {
        Some(property) => Err(Breach::new(
            property,
            format!("{property} of '{}' comes from recipient directory '{}'.", former.name(), directory.name),
            format!(
                "Change it in {}; Update-RecipientDirectory \"{}\" then takes it over.",
                directory.location, directory.name
            ),
        )),
        None => Ok(()),
    }
}

/// Removed here alone, it would be back with the next reading.
pub fn is_removed_where_it_is_kept(recipient: &impl Shared, beside: &Beside) -> Result<Option<String>, Breach> {
    match keeper(recipient, beside) {
        Some(directory) => Err(Breach::new(
            "Identity",
            format!("'{}' comes from recipient directory '{}'.", recipient.card().name, directory.name),
            format!(
                "Remove it in {}; Update-RecipientDirectory \"{}\" then takes that over.",
                directory.location, directory.name
            ),
        )),
        None => Ok(None),
    }
}
