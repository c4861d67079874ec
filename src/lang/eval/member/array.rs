//! Methods of arrays and lists, and the `.Where()` and `.ForEach()` that every value has.

use super::super::Interpreter;
use super::super::block::Closure;
use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::{Answer, argument, threw, unconverted, whole, wrong_count};
use crate::lang::bounds;
use crate::lang::enumerator::Enumerator;
use crate::lang::types::{Base, Type, TypeValue, cast};
use crate::model::compare::{self, Case};
use crate::model::convert::{to_int, truth};
use crate::model::{Array, Fault, Value};

fn position(items: &Array, wanted: &Value) -> Option<usize> {
    items.items().iter().position(|item| compare::equal(item, wanted, Case::Sensitive))
}

fn count(number: usize) -> Value {
    Value::Int(i32::try_from(number).unwrap_or(i32::MAX))
}

methods! {
    Method {
        Add "int Add(System.Object value)";
        AddRange "void AddRange(System.Collections.ICollection c)";
        Clear "void Clear()";
        Clone "System.Object Clone()";
        Contains "bool Contains(System.Object item)";
        GetEnumerator "System.Collections.IEnumerator GetEnumerator()";
        GetLength "int GetLength(int dimension)";
        GetUpperBound "int GetUpperBound(int dimension)";
        GetValue "System.Object GetValue(int index)";
        IndexOf "int IndexOf(System.Object value)";
        Insert "void Insert(int index, System.Object value)";
        Remove "void Remove(System.Object obj)";
        RemoveAll "int RemoveAll(scriptblock match)";
        RemoveAt "void RemoveAt(int index)";
        Reverse "void Reverse()";
        SetValue "void SetValue(System.Object value, int index)";
        Sort "void Sort()";
        ToArray "System.Object[] ToArray()";
    }
}

pub(super) fn call(interpreter: &Interpreter, items: &Array, method: Method, arguments: &[Value]) -> Eval<Answer> {
    let name = method.name();
    let converted;
    let arguments = match items.element().filter(|element| *element != "System.Object").and_then(Type::from_text) {
        Some(element) => {
            converted = as_elements(element, method, arguments)?;
            converted.as_slice()
        }
        None => arguments,
    };
    let first = || argument(arguments, 0, name).cloned();
    let changes = matches!(
        method,
        Method::Add | Method::AddRange | Method::Remove | Method::RemoveAt | Method::Insert | Method::RemoveAll
    );
    if changes && !items.is_list() {
        return Err(threw(name, arguments.len(), "Collection was of a fixed size."));
    }
    Ok(match method {
        Method::Contains => Answer::Is(Value::Bool(position(items, &first()?).is_some())),
        Method::IndexOf => Answer::Is(position(items, &first()?).map_or(Value::Int(-1), count)),
        Method::Add => {
            let added = first()?;
            let at = items.change(|items| {
                bounds::grow_list(items, 1)?;
                items.push(added);
                Ok::<usize, Fault>(items.len() - 1)
            })?;
            // An ArrayList tells the position, a generic list says nothing.
            if items.type_name() == "ArrayList" { Answer::Is(count(at)) } else { Answer::Void }
        }
        Method::AddRange => {
            let more = first()?.into_items();
            items.change(|items| bounds::grow_list(items, more.len()).map(|()| items.extend(more)))?;
            Answer::Void
        }
        Method::Remove => {
            let at = position(items, &first()?);
            if let Some(at) = at {
                items.change(|items| (at < items.len()).then(|| items.remove(at)));
            }
            if items.type_name() == "ArrayList" { Answer::Void } else { Answer::Is(Value::Bool(at.is_some())) }
        }
        Method::RemoveAt | Method::Insert => {
            let at = usize::try_from(whole(arguments, 0, name)?).unwrap_or(usize::MAX);
            let inserted = arguments.get(1).cloned();
            bounds::items(items.len() + 1)?;
            let done = items.change(|items| match (method, inserted) {
                (Method::RemoveAt, _) if at < items.len() => {
                    items.remove(at);
                    true
                }
                (Method::Insert, Some(value)) if at <= items.len() => {
                    items.insert(at, value);
                    true
                }
                _ => false,
            });
            if !done {
                let says = "Index was out of range. Must be non-negative and less than the size of the collection.";
                return Err(threw(name, arguments.len(), says));
            }
            Answer::Void
        }
        Method::RemoveAll => {
            let block = first()?;
            let before = items.items();
            let mut kept = Vec::with_capacity(before.len());
            for item in &before {
                if !truth(&run(interpreter, &block, item)?) {
                    kept.push(item.clone());
                }
            }
            let removed = before.len() - kept.len();
            items.change(|items| *items = kept);
            Answer::Is(count(removed))
        }
        // What cannot shrink keeps its length: each item is what its type begins with.
        Method::Clear if !items.is_list() => {
            let of = Type::from_text(&items.full_name()).map_or(Type::of(Base::Object), |of| Type::of(of.base));
            let empty = if of.base == Base::String { Value::Null } else { cast(&Value::Null, of).unwrap_or_default() };
            drop(items.change(|items| std::mem::replace(items, vec![empty; items.len()])));
            Answer::Void
        }
        Method::Clear => {
            let old = items.change(std::mem::take);
            drop(old);
            Answer::Void
        }
        Method::Sort => {
            let mut sorted = items.items();
            sorted.sort_by(|a, b| compare::order(a, b, Case::Sensitive).unwrap_or(std::cmp::Ordering::Equal));
            items.change(|items| *items = sorted);
            Answer::Void
        }
        Method::Reverse => {
            items.change(|items| items.reverse());
            Answer::Void
        }
        Method::ToArray if let Some(element) = items.element().and_then(Type::from_text) => {
            Answer::Is(Value::Array(Array::of(element.array_name(), items.items())))
        }
        Method::ToArray | Method::Clone => Answer::Is(Value::array(items.items())),
        Method::GetEnumerator => Answer::Is(Value::scalar(Enumerator::named(items.items(), enumerator(items)))),
        Method::GetValue => {
            let index = if items.rank() > 1 { Value::array(arguments.to_vec()) } else { first()? };
            Answer::Is(interpreter.item(&Value::Array(items.clone()), &index)?)
        }
        Method::SetValue => {
            let value = first()?;
            let at = match items.rank() {
                1 => Value::Int(whole(arguments, 1, name)?),
                _ => Value::array(arguments.iter().skip(1).cloned().collect()),
            };
            interpreter.set_item(&Value::Array(items.clone()), &at, value)?;
            Answer::Void
        }
        Method::GetLength | Method::GetUpperBound => {
            let dimension = usize::try_from(whole(arguments, 0, name)?).ok();
            let length = dimension.and_then(|dimension| items.length_of(dimension)).map(count);
            let length = length.ok_or_else(|| threw(name, 1, "Index was outside the bounds of the array."))?;
            Answer::Is(if method == Method::GetLength { length } else { Value::Int(to_int(&length)? - 1) })
        }
    })
}

/// What a generic list takes, as its elements are.
fn as_elements(element: Type, method: Method, arguments: &[Value]) -> Eval<Vec<Value>> {
    let name = method.name();
    let one = |value: &Value| cast(value, element).map_err(|why| unconverted("item", value, name, element, &why.says));
    arguments
        .iter()
        .enumerate()
        .map(|(at, value)| match (method, at) {
            (Method::Add | Method::Contains | Method::IndexOf | Method::Remove, 0) | (Method::Insert, 1) => one(value),
            (Method::AddRange, 0) => {
                let items = value.clone().into_items();
                items.iter().map(one).collect::<Eval<Vec<_>>>().map(Value::array)
            }
            _ => Ok(value.clone()),
        })
        .collect()
}

fn run(interpreter: &Interpreter, block: &Value, item: &Value) -> Eval<Value> {
    let Value::Block(block) = block else { return Err(wrong_count("Where", 1)) };
    match Closure::of(block) {
        Some(closure) => interpreter.block_value(closure, Some(item.clone()), &[]),
        None => Ok(Value::Null),
    }
}

/// `.Where({ … }[, mode[, count]])`.
pub(super) fn filtered(interpreter: &Interpreter, items: Vec<Value>, arguments: &[Value]) -> Eval<Answer> {
    let Some(block @ Value::Block(_)) = arguments.first() else { return Err(wrong_count("Where", arguments.len())) };
    let mode = arguments.get(1).map(|mode| mode.to_string().to_ascii_lowercase()).unwrap_or_default();
    let most = arguments.get(2).map(to_int).transpose()?.and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0);
    let (mut kept, mut dropped) = (Vec::new(), Vec::new());
    let mut crossed = false;
    for item in items {
        let holds = match (mode.as_str(), crossed) {
            ("until" | "skipuntil", true) => true,
            _ => truth(&run(interpreter, block, &item)?),
        };
        crossed |= holds;
        match mode.as_str() {
            "until" if !crossed => kept.push(item),
            "until" => break,
            "skipuntil" if crossed => kept.push(item),
            "skipuntil" => {}
            _ if holds => kept.push(item),
            _ => dropped.push(item),
        }
        if mode == "first" && kept.len() == most.unwrap_or(1) {
            break;
        }
    }
    Ok(Answer::Is(match mode.as_str() {
        "last" => Value::array(kept.split_off(kept.len().saturating_sub(most.unwrap_or(1)))),
        "split" => Value::array(vec![Value::array(kept), Value::array(dropped)]),
        _ => {
            kept.truncate(most.unwrap_or(usize::MAX));
            Value::array(kept)
        }
    }))
}

/// `.ForEach({ … })`, `.ForEach('Property')`, `.ForEach([type])`.
pub(super) fn each(interpreter: &Interpreter, items: Vec<Value>, arguments: &[Value]) -> Eval<Answer> {
    let Some(first) = arguments.first() else { return Err(wrong_count("ForEach", 0)) };
    let mut results = Vec::new();
    for item in items {
        match first {
            Value::Block(block) => {
                if let Some(closure) = Closure::of(block) {
                    interpreter.call_block(closure, Some(item), &arguments[1..], &mut |value| {
                        results.push(value);
                        Ok(())
                    })?;
                }
            }
            value => match value.downcast::<TypeValue>().and_then(|value| value.known) {
                Some(known) => results.push(cast(&item, known)?),
                None => {
                    let name = value.to_string();
                    // A property of that name, else the method with the arguments that follow.
                    match item.property(&name) {
                        Some(found) => results.push(found),
                        None => match interpreter.call(&item, &name, &arguments[1..])? {
                            Answer::Is(value) => results.push(value),
                            Answer::Void | Answer::NoSuch => {}
                        },
                    }
                }
            },
        }
    }
    Ok(Answer::Is(Value::array(results)))
}

/// The type of what goes through it.
fn enumerator(items: &Array) -> String {
    let name = items.full_name();
    match name.split_once('[') {
        _ if name == "System.Collections.ArrayList" => format!("{name}+ArrayListEnumeratorSimple"),
        Some((list, of)) if list.ends_with("`1") => format!("{list}+Enumerator[{of}"),
        _ => "System.ArrayEnumerator".to_owned(),
    }
}
