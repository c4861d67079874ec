//! What the tests of several classes share.

use super::class::{Beside, Breach, Class, Stored};
use super::organization::Organization;

/// Runs the rules of an object's class on it.
pub fn judge<T: Class>(object: &T, organization: &Organization) -> Result<(), Breach> {
    let properties = object.to_properties();
    (T::info().judge)(&stored(object, &properties), &Beside { organization, server: object.scope() })
}

/// Puts an object into the organization.
pub fn keep<T: Class>(organization: &mut Organization, object: &T) {
    let properties = object.to_properties();
    organization.put(T::info().name, &stored(object, &properties)).expect("readable");
}

fn stored<'a, T: Class>(object: &'a T, properties: &'a super::class::Properties) -> Stored<'a> {
    let now = jiff::Timestamp::UNIX_EPOCH;
    Stored {
        id: object.id(),
        name: object.name(),
        scope: object.scope(),
        revision: 1,
        created: now,
        changed: now,
        properties,
    }
}
