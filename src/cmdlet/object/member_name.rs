//! Which member of an object is meant, where a pattern may stand for its name.

use crate::cmdlet::prelude::*;
use crate::lang::eval::methods;
use crate::model::Wildcard;

/// The one member that is meant; `None` when there is no such. A pattern must not fit several.
pub fn meant(object: &Value, written: &str) -> Result<Option<String>, Fault> {
    let is_pattern = Wildcard::is_pattern(written);
    if !is_pattern && object.property(written).is_some() {
        return Ok(Some(written.to_owned()));
    }
    let pattern = Wildcard::new(written);
    let fits = |name: &str| if is_pattern { pattern.matches(name) } else { name.eq_ignore_ascii_case(written) };
    let properties = object.property_names().into_iter().map(|name| name.to_string());
    let mut names: Vec<String> =
        properties.chain(methods(object).into_iter().map(|(name, _)| name.to_owned())).collect();
    names.retain(|name| fits(name));
    names.dedup_by(|one, other| one.eq_ignore_ascii_case(other));
    match names.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        _ if !is_pattern => Ok(Some(written.to_owned())),
        many => {
            let says = format!(
                "Input name \"{written}\" is ambiguous. It can be resolved to multiple matched members. Possible matches include: {}.",
                many.join(" ")
            );
            Err(Fault::invalid("AmbiguousPropertyOrMethodName", says))
        }
    }
}
