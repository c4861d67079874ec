//! Members of arrays and lists, and the `.Where()` and `.ForEach()` that every value has.

use super::{Run, int, wrong_count};
use crate::lang::eval::flow::Eval;
use crate::model::compare::{self, Case};
use crate::model::convert::{to_int, truth};
use crate::model::{Array, Fault, Value};

pub fn property(items: &Array, name: &str) -> Option<Value> {
    match name {
        "count" | "length" | "longlength" => Some(Value::Int(i32::try_from(items.len()).unwrap_or(i32::MAX))),
        "rank" => Some(Value::Int(1)),
        "isfixedsize" => Some(Value::Bool(!items.is_list())),
        _ => None,
    }
}

fn position(items: &Array, wanted: &Value) -> Option<usize> {
    items.items().iter().position(|item| compare::equal(item, wanted, Case::Sensitive))
}

pub fn call(items: &Array, name: &str, arguments: &[Value]) -> Eval<Option<Value>> {
    let first = || arguments.first().cloned().ok_or_else(|| wrong_count(0));
    if !items.is_list() && matches!(name, "add" | "addrange" | "remove" | "removeat" | "insert" | "clear") {
        return Err(Fault::invalid("NotSupportedException", "Collection was of a fixed size.")
            .fix("Use $array += $item, or a [System.Collections.ArrayList].")
            .into());
    }
    Ok(Some(match name {
        "contains" => Value::Bool(position(items, &first()?).is_some()),
        "indexof" => Value::Int(position(items, &first()?).map_or(-1, |at| at as i32)),
        "add" => {
            let added = first()?;
            let at = items.change(|items| {
                items.push(added);
                items.len() as i32 - 1
            });
            // An ArrayList tells the position, a generic list says nothing.
            if items.type_name() == "ArrayList" { Value::Int(at) } else { Value::Null }
        }
        "addrange" => {
            let more = first()?.into_items();
            items.change(|items| items.extend(more));
            Value::Null
        }
        "remove" => {
            if let Some(at) = position(items, &first()?) {
                items.change(|items| drop(items.remove(at)));
            }
            Value::Null
        }
        "removeat" | "insert" => {
            let at = usize::try_from(int(arguments, 0)?).unwrap_or(usize::MAX);
            let inserted = arguments.get(1).cloned();
            let done = items.change(|items| match (name, inserted) {
                ("removeat", _) if at < items.len() => {
                    items.remove(at);
                    true
                }
                ("insert", Some(value)) if at <= items.len() => {
                    items.insert(at, value);
                    true
                }
                _ => false,
            });
            if !done {
                return Err(Fault::invalid("ArgumentOutOfRangeException", "Index was out of range.").into());
            }
            Value::Null
        }
        "clear" => {
            items.change(Vec::clear);
            Value::Null
        }
        "toarray" | "clone" => Value::array(items.items()),
        "reverse" => {
            items.change(|items| items.reverse());
            Value::Null
        }
        "getvalue" => super::index(&Value::Array(items.clone()), &first()?)?,
        "getlength" => Value::Int(items.len() as i32),
        _ => return Ok(None),
    }))
}

/// `.Where({ … }[, mode[, count]])`.
pub fn filtered(items: Vec<Value>, arguments: &[Value], run: &mut Run) -> Eval<Value> {
    let Some(Value::Block(block)) = arguments.first() else { return Err(wrong_count(arguments.len())) };
    let mode = arguments.get(1).map(|mode| mode.to_string().to_lowercase()).unwrap_or_default();
    let most = arguments.get(2).map(to_int).transpose()?.and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0);
    let (mut kept, mut dropped) = (Vec::new(), Vec::new());
    let mut crossed = false;
    for item in items {
        let holds = truth(&single(run(block, item.clone())?));
        crossed |= holds;
        match mode.as_str() {
            "until" if !crossed => kept.push(item),
            "skipuntil" if crossed => kept.push(item),
            "until" | "skipuntil" => {}
            _ if holds => kept.push(item),
            _ => dropped.push(item),
        }
        if mode == "first" && kept.len() == most.unwrap_or(1) {
            break;
        }
    }
    Ok(match mode.as_str() {
        "last" => Value::array(kept.split_off(kept.len().saturating_sub(most.unwrap_or(1)))),
        "split" => Value::array(vec![Value::array(kept), Value::array(dropped)]),
        _ => {
            if let Some(most) = most {
                kept.truncate(most);
            }
            Value::array(kept)
        }
    })
}

/// `.ForEach({ … })` or `.ForEach('Property')`.
pub fn each(items: Vec<Value>, arguments: &[Value], run: &mut Run) -> Eval<Value> {
    let mut results = Vec::new();
    for item in items {
        match arguments.first() {
            Some(Value::Block(block)) => results.extend(run(block, item)?),
            Some(name) => {
                let member = super::get(&item, &name.to_string());
                results.push(member);
            }
            None => return Err(wrong_count(0)),
        }
    }
    Ok(Value::array(results))
}

/// What a block put out, as a condition sees it.
fn single(mut results: Vec<Value>) -> Value {
    match results.len() {
        0 => Value::Null,
        1 => results.remove(0),
        _ => Value::array(results),
    }
}
