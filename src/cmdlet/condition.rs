//! `-Filter`: a condition on properties that exist, to be judged here or at a node.

use crate::lang::call::{Call, Param};
use crate::model::{Fault, Filter, TypeInfo};

/// The condition given, or a fault at the argument when it asks for a property that these objects do not have. The
/// variables in it have become values when the parameter was bound.
pub fn of(call: &Call, param: &Param<Filter>, type_info: &TypeInfo) -> Result<Option<Filter>, Fault> {
    let Some(filter) = call.get(param)? else { return Ok(None) };
    let known: Vec<&str> = type_info.properties.iter().map(|property| property.name).collect();
    filter.check(&known).map_err(|fault| fault.at(call.place(param)))?;
    Ok(Some(filter))
}

/// The same as a node reads it.
pub fn text(call: &Call, param: &Param<Filter>, type_info: &TypeInfo) -> Result<Option<String>, Fault> {
    Ok(of(call, param, type_info)?.map(|filter| filter.to_string()))
}
