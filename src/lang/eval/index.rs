//! Items of arrays, hashtables and text.

use super::Interpreter;
use super::stop::Eval;
use crate::lang::collection::Collection;
use crate::lang::found::Groups;
use crate::lang::types::{Base, Type, cast};
use crate::model::{Array, Fault, Hash, Value, convert};

impl Interpreter {
    /// As [`Interpreter::item`]; under strict mode there must be an item.
    pub(super) fn item_or_fault(&self, owner: &Value, index: &Value) -> Eval<Value> {
        let item = self.item(owner, index)?;
        if item.is_null()
            && let (Value::Array(array), Value::Int(index)) = (owner, index)
            && at(array, *index).is_none()
            && self.strictness() >= 3
        {
            let says = "Index was outside the bounds of the array.";
            return Err(Fault::invalid("System.IndexOutOfRangeException", says).into());
        }
        Ok(item)
    }

    /// `owner[index]`. Beyond the end is `$null`; a list of indexes gives a list of items.
    pub(super) fn item(&self, owner: &Value, index: &Value) -> Eval<Value> {
        match owner.bare() {
            Value::Null => Err(Fault::invalid("NullArray", "Cannot index into a null array.").into()),
            Value::Hash(hash) => Ok(of_hash(hash, index)),
            Value::Array(array) if array.rank() > 1 => {
                let place = array.place_of(&indexes_of(array, index)?);
                Ok(place.and_then(|at| array.get(at)).ok_or_else(out_of_bounds)?)
            }
            Value::Array(array) => match index {
                Value::Array(indexes) => {
                    let mut items = Vec::new();
                    for index in indexes.items() {
                        items.extend(at(array, convert::to_int(&index)?));
                    }
                    Ok(Value::array(items))
                }
                one => Ok(at(array, convert::to_int(one)?).unwrap_or_default()),
            },
            Value::String(text) => {
                let letters: Vec<char> = text.chars().collect();
                let one = |index: &Value| -> Eval<Option<Value>> {
                    Ok(place(convert::to_int(index)?, letters.len()).map(|at| Value::Char(letters[at])))
                };
                match index {
                    Value::Array(indexes) => {
                        let mut found = Vec::new();
                        for index in indexes.items() {
                            found.extend(one(&index)?);
                        }
                        Ok(Value::array(found))
                    }
                    index => Ok(one(index)?.unwrap_or_default()),
                }
            }
            other if let Some(collection) = other.downcast::<Collection>() => {
                let says = format!("Unable to index into an object of type \"{}\".", collection.of);
                Err(Fault::invalid("CannotIndex", says).into())
            }
            // `$match.Groups['name']`
            other if let Some(groups) = other.downcast::<Groups>() => Ok(match index {
                Value::String(name) => groups.named(name),
                index => groups.numbered(convert::to_int(index)?),
            }),
            // `$o.PSObject.Properties['Name']`
            Value::Scalar(scalar) if let Some(items) = scalar.items() => match index {
                Value::String(name) => {
                    let is_called = |item: &Value| {
                        item.property("Name").is_some_and(|own| own.to_string().eq_ignore_ascii_case(name))
                    };
                    Ok(items.into_iter().find(is_called).unwrap_or_default())
                }
                index => self.item(&Value::array(items), index),
            },
            // A single object stands for the list of itself.
            Value::Object(_) if matches!(index, Value::String(_)) => {
                let says = format!("Unable to index into an object of type \"{}\".", owner.full_type_name());
                Err(Fault::invalid("CannotIndex", says).fix("Read a property as $object.Name.").into())
            }
            other => match index {
                Value::Int(0 | -1) => Ok(other.clone()),
                Value::Int(_) | Value::Array(_) => Ok(Value::Null),
                _ => {
                    let says = format!("Unable to index into an object of type \"{}\".", other.full_type_name());
                    Err(Fault::invalid("CannotIndex", says).into())
                }
            },
        }
    }

    pub(super) fn set_item(&self, owner: &Value, index: &Value, value: Value) -> Eval<()> {
        match owner {
            Value::Null => Err(Fault::invalid("NullArray", "Cannot index into a null array.").into()),
            Value::Hash(hash) => {
                if index.is_null() {
                    return Err(Fault::invalid("NullKey", "Key cannot be null.").into());
                }
                if let (Value::Int(number), true) = (index, hash.is_ordered) {
                    let entries = hash.entries();
                    let entry = place(*number, entries.len()).and_then(|at| entries.get(at));
                    let (key, _) = entry.ok_or_else(|| {
                        let says = "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')";
                        Fault::invalid("System.ArgumentOutOfRangeException", says)
                    })?;
                    hash.set(key.clone(), value);
                    return Ok(());
                }
                let [key, value] = as_entry(hash, index, &value)?;
                hash.set(key, value);
                Ok(())
            }
            Value::Array(array) if array.rank() > 1 => {
                let at = array.place_of(&indexes_of(array, index)?).ok_or_else(out_of_bounds)?;
                let known = Type::from_text(&array.full_name()).map_or(Type::of(Base::Object), |of| Type::of(of.base));
                array.set(at, cast(&value, known)?);
                Ok(())
            }
            Value::Array(array) => {
                let length = array.len();
                let value = match element_of(array) {
                    Some(element) => cast(&value, element)?,
                    None => value,
                };
                let done = place(convert::to_int(index)?, length).is_some_and(|at| array.set(at, value));
                if done {
                    return Ok(());
                }
                let fault =
                    Fault::invalid("System.IndexOutOfRangeException", "Index was outside the bounds of the array.");
                Err(fault.fix(format!("The array has {length} items; += adds one.")).into())
            }
            other => {
                let says = format!("Unable to index into an object of type \"{}\".", other.full_type_name());
                Err(Fault::invalid("CannotIndex", says).into())
            }
        }
    }
}

/// A key and its value as a dictionary keeps them.
pub(super) fn as_entry(hash: &Hash, key: &Value, value: &Value) -> Result<[Value; 2], crate::model::Unconvertible> {
    let [of_keys, of_values] = hash.types().unwrap_or(["System.Object"; 2]);
    let one = |value: &Value, of: &'static str| match Type::from_text(of) {
        Some(of) if of.base != Base::Object => cast(value, of),
        _ => Ok(value.clone()),
    };
    if hash.types().is_none() {
        Ok([key.clone(), value.clone()])
    } else {
        Ok([one(key, of_keys)?, one(value, of_values)?])
    }
}

/// What the items of an array become, where they are not of any type.
fn element_of(array: &Array) -> Option<Type> {
    match (array.element(), array.type_name()) {
        (Some(element), _) => Type::from_text(element).filter(|element| element.base != Base::Object),
        (None, "Object[]" | "ArrayList") => None,
        (None, name) => Type::from_text(name).map(|of| Type::of(of.base)),
    }
}

fn out_of_bounds() -> Fault {
    Fault::invalid("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
}

/// One index for each dimension.
fn indexes_of(array: &Array, index: &Value) -> Eval<Vec<i32>> {
    let indexes = match index {
        Value::Array(indexes) => indexes.items(),
        one => vec![one.clone()],
    };
    if indexes.len() != array.rank() {
        let says = format!(
            "Array index expression uses {} indexes; this array has {} dimensions.",
            indexes.len(),
            array.rank()
        );
        return Err(Fault::invalid("NeedMultidimensionalIndex", says).categorized("InvalidOperation").into());
    }
    Ok(indexes.iter().map(convert::to_int).collect::<Result<_, _>>()?)
}

fn of_hash(hash: &Hash, index: &Value) -> Value {
    match index {
        // The entries of an ordered one are counted, whatever their keys are.
        Value::Int(number) if hash.is_ordered => {
            let entries = hash.entries();
            place(*number, entries.len()).map_or(Value::Null, |at| entries[at].1.clone())
        }
        Value::Array(keys) => Value::array(keys.items().iter().map(|key| hash.get(key).unwrap_or_default()).collect()),
        key => hash.get(key).unwrap_or_default(),
    }
}

fn at(array: &Array, index: i32) -> Option<Value> {
    array.get(place(index, array.len())?)
}

/// Negative indexes count from the end.
fn place(index: i32, length: usize) -> Option<usize> {
    let at = if index < 0 { i64::from(index) + i64::try_from(length).ok()? } else { i64::from(index) };
    usize::try_from(at).ok().filter(|at| *at < length)
}
