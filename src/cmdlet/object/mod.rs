//! Objects in a pipeline, whatever their type: chosen, changed in shape, sorted, counted, compared.

mod add_member;
mod compare_object;
mod culture;
mod expression;
mod for_each_object;
mod get_random;
mod get_secure_random;
mod get_unique;
mod group_object;
mod join_string;
mod keys;
mod measure;
mod member_name;
mod new_guid;
mod new_object;
mod seen;
mod select;
mod select_string;
mod sort_object;
mod type_data;
mod where_object;

pub use crate::lang::chance::SharedChance;
pub use add_member::ADD_MEMBER;
pub use compare_object::COMPARE_OBJECT;
pub(super) use expression::{Expression, Found};
pub use for_each_object::FOR_EACH_OBJECT;
pub use get_random::GET_RANDOM;
pub use get_secure_random::GET_SECURE_RANDOM;
pub use get_unique::GET_UNIQUE;
pub use group_object::GROUP_OBJECT;
pub use join_string::JOIN_STRING;
pub use measure::MEASURE_OBJECT;
pub use new_guid::NEW_GUID;
pub use new_object::NEW_OBJECT;
pub use select::SELECT_OBJECT;
pub use select_string::SELECT_STRING;
pub use sort_object::SORT_OBJECT;
pub use type_data::{GET_TYPE_DATA, REMOVE_TYPE_DATA, UPDATE_TYPE_DATA};
pub use where_object::WHERE_OBJECT;

use crate::cmdlet::prelude::*;
use crate::lang::format::refuse;

/// What almost all of them work on.
pub(super) static INPUT: Param<Value> =
    Param::new("InputObject", "The object to work on; usually comes by the pipeline.").from_pipeline();

/// The object of this call: from the pipeline, else from -InputObject.
pub(super) fn input(call: &Call) -> Option<Value> {
    call.input.clone().or_else(|| call.argument(INPUT.spec().name).map(|argument| argument.value.clone()))
}

/// The object of this turn, where its properties are asked for: what Format- cmdlets put out has none.
fn subject<'c>(call: &'c Call) -> Result<Option<&'c Value>, Fault> {
    let given = || call.argument(INPUT.spec().name).map(|argument| &argument.value);
    let object = call.input.as_ref().or_else(given);
    object.into_iter().try_for_each(refuse)?;
    Ok(object)
}
