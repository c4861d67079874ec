//! Members: properties, methods and static members of the types that administrators' scripts use.

mod array;
mod collection;
mod date;
mod statics;
mod text;

use jiff::Zoned;

use super::flow::{Eval, Stop};
use super::types::Type;
use crate::lang::ast::TypeName;
use crate::model::{Block, ByteSize, Fault, IntoValue, Object, TimeSpan, Unlimited, Value};

pub use statics::{call_static, get_static};

/// What a method may ask of the interpreter: to run a script block for an item.
pub type Run<'a> = dyn FnMut(&std::sync::Arc<dyn Block>, Value) -> Eval<Vec<Value>> + 'a;

const TYPE: &str = "System.RuntimeType";

/// `[int]` as a value.
pub fn of_type(found: &Type) -> Value {
    let full = found.full_name();
    let name = full.rsplit('.').next().unwrap_or_default().to_owned();
    Value::Object(Object::named(TYPE, vec![("Name".into(), name.into_value()), ("FullName".into(), full.into_value())]))
}

/// The type that a value of `[int]` names.
pub fn type_value(value: &Value) -> Option<Type> {
    let Value::Object(object) = value else { return None };
    if object.type_name() != TYPE {
        return None;
    }
    let full = object.get("FullName")?.to_string();
    let depth = full.matches("[]").count();
    let name = TypeName {
        name: full.trim_end_matches("[]").into(),
        arguments: Vec::new(),
        array_depth: u8::try_from(depth).ok()?,
        span: Default::default(),
    };
    Type::of(&name).ok()
}

/// `value.Name`. What is not there is `$null`, as in PowerShell; arrays answer for each of their items.
pub fn get(value: &Value, name: &str) -> Value {
    own(value, name).unwrap_or_else(|| match value {
        Value::Array(items) => {
            let mut found = Vec::new();
            for item in items.items() {
                match get(&item, name) {
                    Value::Array(nested) => found.extend(nested.items()),
                    Value::Null if !has(&item, name) => {}
                    one => found.push(one),
                }
            }
            match found.len() {
                0 => Value::Null,
                1 => found.remove(0),
                _ => Value::array(found),
            }
        }
        _ => Value::Null,
    })
}

/// Whether the value itself has such a property, be it null.
pub fn has(value: &Value, name: &str) -> bool {
    own(value, name).is_some()
}

fn own(value: &Value, name: &str) -> Option<Value> {
    let lower = name.to_ascii_lowercase();
    let special = match value {
        Value::Object(object) => object.get(name),
        Value::Hash(hash) => hash.get_text(name).or_else(|| collection::hash_property(hash, &lower)),
        Value::Array(items) => array::property(items, &lower),
        Value::String(text) => text::property(text, &lower),
        Value::Date(date) => date::property(date, &lower),
        Value::Scalar(scalar) => scalar.member(name),
        Value::Ip(ip) => (lower == "ipaddresstostring").then(|| ip.to_string().into_value()),
        Value::Secret(secret) => (lower == "length").then(|| Value::Int(secret.expose().chars().count() as i32)),
        _ => None,
    };
    // Every single object counts as one; $null as none.
    special.or_else(|| match lower.as_str() {
        "count" | "length" => Some(Value::Int(i32::from(!value.is_null()))),
        _ => None,
    })
}

/// `value.Name = …`.
pub fn set(target: &Value, name: &str, value: Value) -> Eval {
    match target {
        Value::Object(object) if object.get(name).is_some() => {
            object.set(name, value);
            Ok(())
        }
        Value::Hash(hash) => {
            hash.set(Value::text(name), value);
            Ok(())
        }
        _ => Err(Fault::invalid(
            "PropertyNotFound",
            format!(
                "The property '{name}' cannot be found on this object. Verify that the property exists and can be set."
            ),
        )
        .into()),
    }
}

/// `value.Name(arguments)`.
pub fn call(value: &Value, name: &str, arguments: Vec<Value>, run: &mut Run) -> Eval<Value> {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "gettype" => return Ok(type_of(value)),
        "equals" if arguments.len() == 1 => {
            return Ok(Value::Bool(crate::model::compare::equal(
                value,
                &arguments[0],
                crate::model::compare::Case::Sensitive,
            )));
        }
        "where" => return array::filtered(value.clone().into_items(), &arguments, run),
        "foreach" => return array::each(value.clone().into_items(), &arguments, run),
        _ => {}
    }
    let answered = match value {
        Value::String(text) => text::call(text, &lower, &arguments)?,
        Value::Array(items) => array::call(items, &lower, &arguments)?,
        Value::Hash(hash) => collection::call(hash, &lower, &arguments)?,
        Value::Date(date) => date::call(date, &lower, &arguments)?,
        Value::Object(object) => object_call(object, &lower)?,
        Value::Scalar(scalar) => match size_call(scalar.as_any(), &lower) {
            Some(size) => Some(size),
            None => span_call(value, scalar.as_any().downcast_ref(), &lower, &arguments)?,
        },
        _ => None,
    };
    if let Some(answer) = answered {
        return Ok(answer);
    }
    match (lower.as_str(), value) {
        ("tostring", value) => match arguments.first() {
            Some(form) => super::operator::format(&Value::text(format!("{{0:{form}}}")), value).map(Value::text),
            None => Ok(Value::text(value.to_string())),
        },
        ("compareto", value) if arguments.len() == 1 => {
            let order = crate::model::compare::order(value, &arguments[0], crate::model::compare::Case::Sensitive)?;
            Ok(Value::Int(order as i32))
        }
        // Member enumeration: the method of each item.
        (_, Value::Array(items)) => {
            let results =
                items.items().iter().map(|item| call(item, name, arguments.clone(), run)).collect::<Eval<Vec<_>>>()?;
            Ok(Value::array(results.into_iter().filter(|result| !result.is_null()).collect()))
        }
        (_, Value::Null) => {
            Err(Fault::invalid("InvokeMethodOnNull", "You cannot call a method on a null-valued expression.").into())
        }
        _ => Err(no_method(&value.full_type_name(), name)),
    }
}

fn no_method(owner: &str, name: &str) -> Stop {
    Fault::invalid(
        "MethodNotFound",
        format!("Method invocation failed because [{owner}] does not contain a method named '{name}'."),
    )
    .into()
}

fn type_of(value: &Value) -> Value {
    let full = value.full_type_name();
    let name = value.type_name().to_owned();
    Value::Object(Object::named(TYPE, vec![("Name".into(), name.into_value()), ("FullName".into(), full.into_value())]))
}

fn object_call(object: &Object, name: &str) -> Eval<Option<Value>> {
    if name == "getnetworkcredential"
        && let (Some(user), Some(Value::Secret(password))) = (object.get("UserName"), object.get("Password"))
    {
        let user = user.to_string();
        let (domain, name) = user.split_once('\\').unwrap_or(("", &user));
        return Ok(Some(Value::Object(Object::named(
            "System.Net.NetworkCredential",
            vec![
                ("UserName".into(), name.into_value()),
                ("Domain".into(), domain.into_value()),
                ("Password".into(), password.expose().into_value()),
            ],
        ))));
    }
    Ok(None)
}

/// `$_.MaxMessageSize.ToMB()`: whole units, the rest left out.
fn size_call(scalar: &dyn std::any::Any, name: &str) -> Option<Value> {
    let limit = || scalar.downcast_ref::<Unlimited<ByteSize>>().and_then(|limit| limit.limit());
    let size = scalar.downcast_ref::<ByteSize>().copied().or_else(limit)?;
    let shift = match name {
        "tobytes" => 0,
        "tokb" => 10,
        "tomb" => 20,
        "togb" => 30,
        "totb" => 40,
        _ => return None,
    };
    Some(i64::try_from(size.bytes() >> shift).unwrap_or(i64::MAX).into_value())
}

fn span_call(value: &Value, span: Option<&TimeSpan>, name: &str, arguments: &[Value]) -> Eval<Option<Value>> {
    let (Some(_), [other]) = (span, arguments) else { return Ok(None) };
    Ok(match name {
        "add" => {
            Some(super::operator::binary(crate::lang::ast::BinaryOp::Add, value.clone(), other.clone(), &mut None)?)
        }
        "subtract" => Some(super::operator::binary(
            crate::lang::ast::BinaryOp::Subtract,
            value.clone(),
            other.clone(),
            &mut None,
        )?),
        _ => None,
    })
}

/// The argument at an index, as a whole number.
fn int(arguments: &[Value], at: usize) -> Eval<i32> {
    let value = arguments.get(at).ok_or_else(|| wrong_count(arguments.len()))?;
    Ok(crate::model::convert::to_int(value)?)
}

fn wrong_count(count: usize) -> Stop {
    Fault::invalid(
        "MethodCountCouldNotFindBest",
        format!("Cannot find an overload and the argument count: \"{count}\"."),
    )
    .into()
}

/// `value[index]`: a list makes a slice, what is not there is `$null`.
pub fn index(value: &Value, index: &Value) -> Eval<Value> {
    if let (Value::Array(indexes), false) = (index, matches!(value, Value::Null)) {
        let found = indexes.items().iter().map(|one| self::index(value, one)).collect::<Eval<Vec<_>>>()?;
        return Ok(Value::array(found.into_iter().filter(|one| !one.is_null()).collect()));
    }
    match value {
        Value::Null => Err(Fault::invalid("NullArray", "Cannot index into a null array.").into()),
        Value::Hash(hash) => Ok(match (hash.get(index), index) {
            (Some(found), _) => found,
            // An ordered dictionary also answers to positions.
            (None, Value::Int(at)) if hash.is_ordered => {
                let entries = hash.entries();
                place(*at, entries.len()).map_or(Value::Null, |at| entries[at].1.clone())
            }
            _ => Value::Null,
        }),
        Value::Array(items) => {
            let at = crate::model::convert::to_int(index)?;
            Ok(place(at, items.len()).and_then(|at| items.get(at)).unwrap_or(Value::Null))
        }
        Value::String(text) => {
            let chars: Vec<char> = text.chars().collect();
            let at = crate::model::convert::to_int(index)?;
            Ok(place(at, chars.len()).map_or(Value::Null, |at| Value::Char(chars[at])))
        }
        Value::Object(object) => Ok(object.get(&index.to_string()).unwrap_or(Value::Null)),
        other => match crate::model::convert::to_int(index)? {
            0 | -1 => Ok(other.clone()),
            _ => Ok(Value::Null),
        },
    }
}

/// A position from the front, or from the back when negative.
fn place(at: i32, length: usize) -> Option<usize> {
    let at = if at < 0 { i64::try_from(length).ok()? + i64::from(at) } else { i64::from(at) };
    usize::try_from(at).ok().filter(|at| *at < length)
}

/// `value[index] = …`.
pub fn set_index(target: &Value, index: &Value, value: Value) -> Eval {
    match target {
        Value::Hash(hash) => {
            hash.set(index.clone(), value);
            Ok(())
        }
        Value::Array(items) => {
            let at = crate::model::convert::to_int(index)?;
            match place(at, items.len()) {
                Some(at) if items.set(at, value) => Ok(()),
                _ => Err(Fault::invalid("IndexOutOfRange", "Index was outside the bounds of the array.").into()),
            }
        }
        Value::Null => Err(Fault::invalid("NullArray", "Cannot index into a null array.").into()),
        other => Err(Fault::invalid(
            "CannotIndex",
            format!("Unable to index into an object of type {}.", other.full_type_name()),
        )
        .into()),
    }
}

/// Now, for dates.
fn now() -> Zoned {
    Zoned::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_told_in_whole_units() {
        let size = ByteSize::new(3 * 1024 * 1024 / 2);
        for (value, method, expected) in [
            (Value::scalar(size), "ToMB", "1"),
            (Value::scalar(size), "ToKB", "1536"),
            (Value::scalar(Unlimited::Limit(size)), "ToBytes", "1572864"),
        ] {
            let told = call(&value, method, Vec::new(), &mut |_, _| Ok(Vec::new())).unwrap_or_else(|_| panic!("{method}"));
            assert_eq!(told.to_string(), expected, "{method}");
        }
    }
}
