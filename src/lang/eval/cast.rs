//! Casts: `[int]'5'`, declared variables and parameters, `-as`.

use super::flow::Eval;
use super::types::Type;
use crate::model::convert::{self, truth};
use crate::model::{Array, ByteSize, Fault, FromValue, Hash, IntoValue, Object, TimeSpan, Unconvertible, Value};

/// Converts a value, or says why it cannot be.
pub fn cast(value: &Value, to: &Type) -> Eval<Value> {
    let refused = || Unconvertible::types(value, &to.full_name());
    Ok(match to {
        Type::Object => value.clone(),
        Type::Void => Value::Null,
        Type::Int => Value::Int(convert::to_int(value)?),
        Type::Long => Value::Long(convert::to_long(value)?),
        Type::Integer { name, min, max } => small(convert::to_integer_within(value, name, *min, *max)?),
        Type::Double | Type::Single => Value::Double(match (to, convert::to_double(value)?) {
            (Type::Single, number) => f64::from(number as f32),
            (_, number) => number,
        }),
        Type::Decimal => Value::Decimal(convert::to_decimal(value)?),
        Type::Text => Value::text(value.to_string()),
        Type::Char => Value::Char(convert::to_char(value)?),
        Type::Bool | Type::Switch => Value::Bool(truth(value)),
        Type::Date => Value::Date(convert::to_date(value)?),
        Type::Guid => Value::Guid(convert::to_guid(value)?),
        Type::Ip => Value::Ip(convert::to_ip(value)?),
        Type::Span => match value {
            Value::Int(ticks) => TimeSpan::from_ticks(i64::from(*ticks)).into_value(),
            Value::Long(ticks) => TimeSpan::from_ticks(*ticks).into_value(),
            other => read::<TimeSpan>(other, to)?,
        },
        Type::Named(name) if name == "ByteQuantifiedSize" => read::<ByteSize>(value, to)?,
        Type::Array(element) => array(value, element, to)?,
        Type::List => Value::Array(Array::list(value.clone().into_items())),
        Type::GenericList => Value::Array(Array::of("List`1", value.clone().into_items())),
        Type::Hash => match value {
            Value::Hash(hash) if !hash.is_ordered => value.clone(),
            Value::Hash(hash) => Value::Hash(copied(hash, Hash::new())),
            _ => return Err(refused().into()),
        },
        Type::Ordered => match value {
            Value::Hash(hash) => Value::Hash(copied(hash, Hash::ordered())),
            _ => return Err(refused().into()),
        },
        Type::CustomObject => match value {
            Value::Hash(hash) => Value::Object(Object::custom(
                hash.entries().into_iter().map(|(key, value)| (key.to_string().into(), value)).collect(),
            )),
            other => other.clone(),
        },
        Type::Block | Type::Secret | Type::Credential | Type::Regex | Type::Version if to.holds(value) => value.clone(),
        Type::Regex | Type::Version => Value::text(value.to_string()),
        Type::Named(_) if to.holds(value) => value.clone(),
        _ if value.is_null() => Value::Null,
        _ => return Err(refused().into()),
    })
}

/// An Int32 where it fits, as arithmetic gives it.
fn small(number: i64) -> Value {
    i32::try_from(number).map_or(Value::Long(number), Value::Int)
}

fn read<T: FromValue + IntoValue>(value: &Value, to: &Type) -> Result<Value, Unconvertible> {
    T::from_value(value)
        .map(IntoValue::into_value)
        .map_err(|reason| Unconvertible::text(value, &to.full_name(), reason))
}

fn copied(from: &Hash, to: Hash) -> Hash {
    for (key, value) in from.entries() {
        to.set(key, value);
    }
    to
}

fn array(value: &Value, element: &Type, to: &Type) -> Eval<Value> {
    let items = match value {
        Value::Null => return Ok(Value::Null),
        Value::Array(array) => array.items(),
        other => vec![other.clone()],
    };
    if *element == Type::Object {
        return Ok(match value {
            Value::Array(array) if !array.is_list() => value.clone(),
            _ => Value::array(items),
        });
    }
    let items = items.iter().map(|item| cast(item, element)).collect::<Eval<Vec<Value>>>()?;
    let name = to.full_name();
    let short = name.rsplit('.').next().unwrap_or(&name);
    Ok(Value::Array(Array::of(known_array(short), items)))
}

/// Array types keep their name; rarer ones go as Object[].
fn known_array(name: &str) -> &'static str {
    const KNOWN: &[&str] = &[
        "String[]",
        "Int32[]",
        "Int64[]",
        "Double[]",
        "Decimal[]",
        "Byte[]",
        "Char[]",
        "Boolean[]",
        "DateTime[]",
        "Guid[]",
        "Hashtable[]",
        "ScriptBlock[]",
        "TimeSpan[]",
        "IPAddress[]",
    ];
    KNOWN.iter().find(|known| known.eq_ignore_ascii_case(name)).copied().unwrap_or("Object[]")
}

/// The types of a declaration, the last first.
pub fn cast_all(value: Value, types: &[Type]) -> Eval<Value> {
    types.iter().rev().try_fold(value, |value, to| cast(&value, to))
}

/// Resolves the written names of a declaration.
pub fn resolve(names: &[crate::lang::ast::TypeName]) -> Result<Vec<Type>, Fault> {
    names.iter().map(Type::of).collect()
}
