//! The order of objects that act one after another: each has its place, and no two have the same.

use crate::cmdlet::config::picture::Picture;
use crate::model::ClassInfo;
use crate::model::class::Properties;
use crate::store::{Change, StoredObject};

/// The place of an object; last where it does not say.
pub fn of(object: &StoredObject, property: &str) -> u64 {
    place(&object.properties, property)
}

fn place(properties: &Properties, property: &str) -> u64 {
    properties.get(property).and_then(serde_json::Value::as_u64).unwrap_or(u64::MAX)
}

/// A change, and with it those of the objects that make room for it or move up. Only the change itself for a class
/// whose objects have no order.
pub fn kept(class: &ClassInfo, picture: &Picture, mut change: Change) -> Vec<Change> {
    let Some(property) = class.ranked else { return vec![change] };
    let mut others = picture.objects(class);
    others.retain(|object| object.id != change.id());
    if let Change::Create(crate::store::Draft { properties, .. }) | Change::Update { properties, .. } = &mut change {
        let wanted = place(properties, property).saturating_sub(class.first_rank);
        let wanted = usize::try_from(wanted).unwrap_or(usize::MAX).min(others.len());
        let place = class.first_rank + wanted as u64;
        properties.insert(property.to_owned(), place.into());
        let before = renumbered(&others[..wanted], class.first_rank, property);
        let moved = before.chain(renumbered(&others[wanted..], place + 1, property));
        let moved: Vec<Change> = moved.collect();
        return std::iter::once(change).chain(moved).collect();
    }
    let moved: Vec<Change> = renumbered(&others, class.first_rank, property).collect();
    std::iter::once(change).chain(moved).collect()
}

/// The objects whose place is another than the one they stand at.
fn renumbered<'a>(
    objects: &'a [std::sync::Arc<StoredObject>],
    first: u64,
    property: &'a str,
) -> impl Iterator<Item = Change> + 'a {
    objects.iter().zip(first..).filter(move |(object, place)| of(object, property) != *place).map(
        move |(object, place)| {
            let mut object = (**object).clone();
            object.properties.insert(property.to_owned(), place.into());
            Change::update(object)
        },
    )
}
