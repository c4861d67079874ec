//! `+ - * / %` and the bit operators, with PowerShell's promotion.
//!
//! A whole number that does not fit its type, Int32 or Int64, becomes a Double; division gives a whole number only
//! when nothing is left over. The left side decides: text joins and repeats, arrays append and repeat, a hashtable
//! takes in another, dates and spans compute among themselves; otherwise the right side becomes a number.

mod bits;
mod numbers;

use jiff::SignedDuration;

use super::stop::Eval;
use crate::lang::ast::BinaryOp;
use crate::lang::bounds;
use crate::lang::dates::ticks;
use crate::model::convert;
use crate::model::{DateTimeOffset, Fault, Hash, TimeSpan, Value, date_kind};

pub(super) use self::bits::{bits, inverted};
use self::numbers::numeric;

/// The common case of loops: two Int32 whose result is one too, or their order. `None`: the general way decides.
pub(super) fn of_small(op: BinaryOp, left: i32, right: i32) -> Option<Value> {
    Some(match op {
        BinaryOp::Add => Value::Int(left.checked_add(right)?),
        BinaryOp::Subtract => Value::Int(left.checked_sub(right)?),
        BinaryOp::Multiply => Value::Int(left.checked_mul(right)?),
        BinaryOp::Remainder => Value::Int(left.checked_rem(right)?),
        BinaryOp::Equal(_) => Value::Bool(left == right),
        BinaryOp::NotEqual(_) => Value::Bool(left != right),
        BinaryOp::Greater(_) => Value::Bool(left > right),
        BinaryOp::GreaterOrEqual(_) => Value::Bool(left >= right),
        BinaryOp::Less(_) => Value::Bool(left < right),
        BinaryOp::LessOrEqual(_) => Value::Bool(left <= right),
        _ => return None,
    })
}

pub(super) fn add(left: &Value, right: &Value) -> Eval<Value> {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) => Ok(match a.checked_add(*b) {
            Some(sum) => Value::Int(sum),
            None => Value::Double(f64::from(*a) + f64::from(*b)),
        }),
        (Value::Null, right) => Ok(right.clone()),
        (Value::String(a), right) => join_text(a, &right.to_string()),
        (Value::Char(a), Value::String(b)) => join_text(a.encode_utf8(&mut [0; 4]), b),
        (Value::Char(a), Value::Char(b)) => Ok(Value::text(format!("{a}{b}"))),
        (Value::Array(a), right) => {
            let more = match right {
                Value::Array(more) => more.items(),
                one => vec![one.clone()],
            };
            bounds::items(a.len() + more.len())?;
            let mut items = a.items();
            items.extend(more);
            Ok(Value::array(items))
        }
        (Value::Hash(a), Value::Hash(b)) => {
            let sum = if a.is_ordered { Hash::ordered() } else { Hash::new() };
            for (key, value) in a.entries().into_iter().chain(b.entries()) {
                let shown = key.to_string();
                if !sum.add(key, value) {
                    let says = format!(
                        "Item has already been added. Key in dictionary: '{shown}'  Key being added: '{shown}'"
                    );
                    return Err(Fault::invalid("System.ArgumentException", says).into());
                }
            }
            Ok(Value::Hash(sum))
        }
        (Value::Hash(_), _) => {
            Err(Fault::invalid("AddHashTableToNonHashTable", "A hash table can only be added to another hash table.")
                .into())
        }
        (Value::Date(date), right) if span(right).is_some() => moved(date, span(right), 1),
        (Value::Scalar(_), right) if let (Some(date), Some(by)) = (left.downcast(), span(right)) => later(date, by, 1),
        (left, right) if span(left).is_some() => match (span(left), span(right), right) {
            (Some(a), _, Value::Date(date)) => moved(date, Some(a), 1),
            (Some(a), Some(b), _) => a.checked_add(b).map(Value::scalar).ok_or_else(|| too_long().into()),
            _ => numeric(BinaryOp::Add, left, right),
        },
        _ => numeric(BinaryOp::Add, left, right),
    }
}

pub(super) fn subtract(left: &Value, right: &Value) -> Eval<Value> {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) => Ok(match a.checked_sub(*b) {
            Some(difference) => Value::Int(difference),
            None => Value::Double(f64::from(*a) - f64::from(*b)),
        }),
        (Value::Date(a), Value::Date(b)) => Ok(Value::scalar(TimeSpan::from_ticks(ticks(a).saturating_sub(ticks(b))))),
        (Value::Date(date), Value::String(text)) => match (crate::model::date::read(text), text.parse::<TimeSpan>()) {
            (Some(other), _) => subtract(left, &Value::date(other)),
            (None, Ok(by)) => moved(date, Some(by), -1),
            _ => numeric(BinaryOp::Subtract, left, right),
        },
        (Value::Date(date), right) if span(right).is_some() => moved(date, span(right), -1),
        (Value::Scalar(_), right) if let (Some(date), Some(by)) = (left.downcast(), span(right)) => later(date, by, -1),
        (Value::Scalar(_), right)
            if let Some(date) = left.downcast::<DateTimeOffset>()
                && let Ok(other) = DateTimeOffset::of(right) =>
        {
            Ok(Value::scalar(TimeSpan::from_ticks(date.utc_ticks().saturating_sub(other.utc_ticks()))))
        }
        (left, right) => match (span(left), span(right)) {
            (Some(a), Some(b)) => a.checked_sub(b).map(Value::scalar).ok_or_else(|| too_long().into()),
            _ => numeric(BinaryOp::Subtract, left, right),
        },
    }
}

pub(super) fn multiply(left: &Value, right: &Value) -> Eval<Value> {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) => Ok(match a.checked_mul(*b) {
            Some(product) => Value::Int(product),
            None => Value::Double(f64::from(*a) * f64::from(*b)),
        }),
        // Nothing, however often, is nothing.
        (Value::Null, _) => Ok(Value::Null),
        (Value::String(text), right) => {
            let times = times(right)?;
            bounds::bytes(text.len().saturating_mul(times))?;
            Ok(Value::text(text.repeat(times)))
        }
        (Value::Array(array), right) => {
            let times = times(right)?;
            let items = array.items();
            bounds::items(items.len().saturating_mul(times))?;
            Ok(Value::array(items.iter().cloned().cycle().take(items.len() * times).collect()))
        }
        (left, right) => match span(left) {
            Some(span) => {
                let by = convert::to_double(right)?;
                Ok(Value::scalar(TimeSpan::from_ticks((span.ticks() as f64 * by).round() as i64)))
            }
            None => numeric(BinaryOp::Multiply, left, right),
        },
    }
}

pub(super) fn divide(left: &Value, right: &Value) -> Eval<Value> {
    if let Some(dividend) = span(left) {
        if let Some(divisor) = span(right) {
            return Ok(Value::Double(dividend.ticks() as f64 / divisor.ticks() as f64));
        }
        let by = convert::to_double(right)?;
        return Ok(Value::scalar(TimeSpan::from_ticks((dividend.ticks() as f64 / by).round() as i64)));
    }
    numeric(BinaryOp::Divide, left, right)
}

pub(super) fn remainder(left: &Value, right: &Value) -> Eval<Value> {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) if *b != 0 => Ok(Value::Int(a.wrapping_rem(*b))),
        _ => numeric(BinaryOp::Remainder, left, right),
    }
}

pub(super) fn negate(value: &Value) -> Eval<Value> {
    if let Some(span) = span(value) {
        return Ok(Value::scalar(TimeSpan::from_ticks(span.ticks().saturating_neg())));
    }
    subtract(&Value::Int(0), value)
}

fn span(value: &Value) -> Option<TimeSpan> {
    value.downcast::<TimeSpan>().copied()
}

fn duration(by: TimeSpan, sign: i64) -> SignedDuration {
    let ticks = by.ticks().saturating_mul(sign);
    SignedDuration::new(ticks / 10_000_000, i32::try_from(ticks % 10_000_000 * 100).unwrap_or(0))
}

fn moved(date: &jiff::Zoned, by: Option<TimeSpan>, sign: i64) -> Eval<Value> {
    let moved = date_kind::moved(date, duration(by.unwrap_or_default(), sign));
    moved.map(Value::date).ok_or_else(|| outside_calendar().into())
}

fn later(date: &DateTimeOffset, by: TimeSpan, sign: i64) -> Eval<Value> {
    date.moved(duration(by, sign)).map(Value::scalar).ok_or_else(|| outside_calendar().into())
}

fn outside_calendar() -> Fault {
    Fault::invalid("DateOutOfRange", "The added or subtracted value results in an un-representable DateTime.")
}

fn times(value: &Value) -> Eval<usize> {
    let times = convert::to_long(value)?;
    usize::try_from(times).map_err(|_| {
        Fault::invalid("RepeatCountNegative", "A text or list cannot be repeated a negative number of times.").into()
    })
}

fn join_text(left: &str, right: &str) -> Eval<Value> {
    bounds::bytes(left.len() + right.len())?;
    let mut text = String::with_capacity(left.len() + right.len());
    text.push_str(left);
    text.push_str(right);
    Ok(Value::String(text.into()))
}

fn too_long() -> Fault {
    Fault::invalid("OverflowException", "TimeSpan overflowed because the duration is too long.")
}
