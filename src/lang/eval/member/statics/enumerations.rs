//! `[Enum]`: what can be asked of every enumeration.

use super::{Given, Statics, is, method};
use crate::lang::enumeration::{Enumerated, Kind};
use crate::lang::eval::stop::Eval;
use crate::lang::types::{Base, Type, TypeValue};
use crate::model::{Array, DayOfWeek, Value};

pub static ENUM: Statics = Statics::table(
    &[],
    &[
        method("GetName", "static string GetName(type enumType, System.Object value)", |given| {
            let wanted = given.value(1)?.to_string();
            let found = names_and_values(given)?.into_iter().find(|(name, value)| {
                name.eq_ignore_ascii_case(&wanted) || number(value).is_some_and(|n| n.to_string() == wanted)
            });
            is(found.map_or(Value::Null, |(name, _)| Value::text(name)))
        }),
        method("GetNames", "static string[] GetNames(type enumType)", |given| {
            let names = names_and_values(given)?.into_iter().map(|(name, _)| Value::text(name));
            is(Value::Array(Array::of("String[]", names.collect())))
        }),
        method("GetValues", "static array GetValues(type enumType)", |given| {
            is(Value::array(names_and_values(given)?.into_iter().map(|(_, value)| value).collect()))
        }),
        method("IsDefined", "static bool IsDefined(type enumType, System.Object value)", |given| {
            let wanted = given.value(1)?;
            let is_it = |(name, value): (String, Value)| match wanted {
                Value::String(text) => name == **text,
                other => number(&value).is_some_and(|n| number(other) == Some(n) || other.to_string() == n.to_string()),
            };
            is(names_and_values(given)?.into_iter().any(is_it))
        }),
        method("Parse", "static System.Object Parse(type enumType, string value, bool ignoreCase)", |given| {
            is(crate::lang::types::cast(given.value(1)?, asked(given)?)?)
        }),
    ],
);

/// The type that is asked about.
fn asked(given: &Given) -> Eval<Type> {
    let about = given.value(0)?;
    let known = match about.downcast::<TypeValue>() {
        Some(known) => known.known,
        None => Type::from_text(&about.to_string()),
    };
    known
        .filter(|known| !known.is_array() && known.base.is_enumeration())
        .ok_or_else(|| given.threw("Type provided must be an Enum. (Parameter 'enumType')"))
}

fn names_and_values(given: &Given) -> Eval<Vec<(String, Value)>> {
    let known = asked(given)?;
    let days = (0..7).filter_map(|day| DayOfWeek::named(&day.to_string()));
    Ok(match Kind::of(known.base) {
        Some(kind) => kind.names().map(str::to_owned).zip(kind.values().map(Value::scalar)).collect(),
        None if known.base == Base::DayOfWeek => days.map(|day| (day.name().to_owned(), Value::scalar(day))).collect(),
        None => Vec::new(),
    })
}

fn number(value: &Value) -> Option<i32> {
    value.downcast::<Enumerated>().map(|one| one.bits()).or_else(|| match value {
        Value::Scalar(scalar) => scalar.number().map(|number| number as i32),
        _ => None,
    })
}
