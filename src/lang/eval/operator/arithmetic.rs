//! Arithmetic: the left operand decides between numbers, text, arrays, hashtables, dates and spans; numbers grow from
//! Int32 to Int64 to Double, and Decimal stays Decimal.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::MOST_ITEMS;
use crate::lang::ast::BinaryOp;
use crate::lang::eval::flow::{Eval, Stop};
use crate::model::convert::{self, to_number};
use crate::model::{ByteSize, Fault, Hash, IntoValue, TimeSpan, Value};

fn span_of(value: &Value) -> Option<TimeSpan> {
    value.downcast::<TimeSpan>().copied()
}

fn unsupported(op: &str, left: &Value, right: &Value) -> Stop {
    let id = "MethodNotFound";
    let name = match op {
        "+" => "op_Addition",
        "-" => "op_Subtraction",
        "*" => "op_Multiply",
        "/" => "op_Division",
        _ => "op_Modulus",
    };
    let at = if left.is_null() { right } else { left };
    Fault::invalid(
        id,
        format!("Method invocation failed because [{}] does not contain a method named '{name}'.", at.full_type_name()),
    )
    .into()
}

fn out_of_range() -> Stop {
    Fault::invalid("ArgumentOutOfRange", "The result is not a date or span that can be represented.").into()
}

pub fn add(left: Value, right: Value) -> Eval<Value> {
    match (&left, &right) {
        (Value::Null, _) if !is_numeric(&right) => Ok(right),
        (Value::String(text), right) => Ok(Value::text(format!("{text}{right}"))),
        (Value::Char(c), Value::String(_) | Value::Char(_)) => Ok(Value::text(format!("{c}{right}"))),
        (Value::Array(items), _) => {
            let mut items = items.items();
            match right {
                Value::Array(more) => items.extend(more.items()),
                one => items.push(one),
            }
            Ok(Value::array(items))
        }
        (Value::Hash(one), Value::Hash(other)) => {
            let sum = if one.is_ordered { Hash::ordered() } else { Hash::new() };
            for (key, value) in one.entries().into_iter().chain(other.entries()) {
                if !sum.add(key.clone(), value) {
                    return Err(Fault::conflict(
                        "DuplicateKey",
                        format!("Item has already been added. Key in dictionary: '{key}'."),
                    )
                    .into());
                }
            }
            Ok(Value::Hash(sum))
        }
        (Value::Hash(_), _) => {
            Err(Fault::invalid("AddHashTableToNonHashTable", "A hash table can only be added to another hash table.")
                .into())
        }
        (Value::Date(date), right) => {
            let span = as_span(right).ok_or_else(|| unsupported("+", &left, right))?;
            shifted(date, span, false)
        }
        (_, right) if span_of(&left).is_some() => {
            let (one, other) = (span_of(&left).unwrap_or_default(), as_span(right));
            if let Value::Date(date) = right {
                return shifted(date, one, false);
            }
            let other = other.ok_or_else(|| unsupported("+", &left, right))?;
            one.checked_add(other).map(IntoValue::into_value).ok_or_else(out_of_range)
        }
        _ => numeric("+", left, right),
    }
}

pub fn subtract(left: Value, right: Value) -> Eval<Value> {
    match (&left, &right) {
        (Value::Date(date), Value::Date(other)) => {
            let ticks = (date.timestamp().as_nanosecond() - other.timestamp().as_nanosecond()) / 100;
            i64::try_from(ticks).map(|ticks| TimeSpan::from_ticks(ticks).into_value()).map_err(|_| out_of_range())
        }
        (Value::Date(date), right) => {
            let span = as_span(right).ok_or_else(|| unsupported("-", &left, right))?;
            shifted(date, span, true)
        }
        (_, right) if span_of(&left).is_some() => {
            let other = as_span(right).ok_or_else(|| unsupported("-", &left, right))?;
            span_of(&left).unwrap_or_default().checked_sub(other).map(IntoValue::into_value).ok_or_else(out_of_range)
        }
        (Value::Int(0), right) if span_of(right).is_some() => {
            let negated = TimeSpan::from_ticks(0).checked_sub(span_of(right).unwrap_or_default());
            negated.map(IntoValue::into_value).ok_or_else(out_of_range)
        }
        _ => numeric("-", left, right),
    }
}

/// A span, or a number of ticks as .NET has it.
fn as_span(value: &Value) -> Option<TimeSpan> {
    match value {
        Value::Int(ticks) => Some(TimeSpan::from_ticks(i64::from(*ticks))),
        Value::Long(ticks) => Some(TimeSpan::from_ticks(*ticks)),
        Value::String(text) => text.parse().ok(),
        other => span_of(other),
    }
}

fn shifted(date: &jiff::Zoned, span: TimeSpan, back: bool) -> Eval<Value> {
    let nanos = i128::from(span.ticks()) * 100;
    let duration = jiff::SignedDuration::try_from_nanos_i128(nanos).ok_or_else(out_of_range)?;
    let moved = if back { date.checked_sub(duration) } else { date.checked_add(duration) };
    moved.map(Value::Date).map_err(|_| out_of_range())
}

pub fn multiply(left: Value, right: Value) -> Eval<Value> {
    let times = |right: &Value, length: usize| -> Eval<usize> {
        let times = convert::to_long(right)?;
        let times = usize::try_from(times).map_err(|_| {
            Stop::from(Fault::invalid(
                "ArgumentOutOfRange",
                format!("Text and arrays cannot be repeated {times} times."),
            ))
        })?;
        if length.saturating_mul(times) > MOST_ITEMS {
            return Err(Fault::invalid("ArgumentOutOfRange", "The result would be too large.").into());
        }
        Ok(times)
    };
    match &left {
        Value::String(text) => Ok(Value::text(text.repeat(times(&right, text.len())?))),
        Value::Array(items) => {
            let items = items.items();
            let times = times(&right, items.len())?;
            Ok(Value::array(std::iter::repeat_n(items, times).flatten().collect()))
        }
        value if span_of(value).is_some() => {
            let ticks = span_of(value).unwrap_or_default().ticks() as f64 * convert::to_double(&right)?;
            Ok(TimeSpan::from_ticks(ticks as i64).into_value())
        }
        _ => numeric("*", left, right),
    }
}

pub fn divide(left: Value, right: Value) -> Eval<Value> {
    numeric("/", left, right)
}

pub fn remainder(left: Value, right: Value) -> Eval<Value> {
    numeric("%", left, right)
}

fn is_numeric(value: &Value) -> bool {
    matches!(
        value,
        Value::Int(_) | Value::Long(_) | Value::Double(_) | Value::Decimal(_) | Value::Bool(_) | Value::Null
    ) || matches!(value, Value::Scalar(scalar) if scalar.number().is_some())
}

fn numeric(op: &str, left: Value, right: Value) -> Eval<Value> {
    let size = left.downcast::<ByteSize>().is_some() && (op == "+" || op == "-");
    let operand = |value: &Value| -> Eval<Value> {
        match to_number(value) {
            Some(number) => Ok(number),
            None if matches!(value, Value::String(_)) => {
                Err(convert::to_int(value).err().map_or_else(|| unsupported(op, &left, &right), Stop::from))
            }
            None => Err(unsupported(op, &left, &right)),
        }
    };
    let result = compute(op, operand(&left)?, operand(&right)?)?;
    match (&result, size) {
        (Value::Int(n), true) if *n >= 0 => Ok(ByteSize::new(*n as u64).into_value()),
        (Value::Long(n), true) if *n >= 0 => Ok(ByteSize::new(*n as u64).into_value()),
        _ => Ok(result),
    }
}

fn compute(op: &str, left: Value, right: Value) -> Eval<Value> {
    match (&left, &right) {
        (Value::Double(_), _) | (_, Value::Double(_)) => {
            Ok(Value::Double(real(op, convert::to_double(&left)?, convert::to_double(&right)?)))
        }
        (Value::Decimal(_), _) | (_, Value::Decimal(_)) => {
            decimal(op, convert::to_decimal(&left)?, convert::to_decimal(&right)?)
        }
        _ => {
            let (a, b) = (i128::from(convert::to_long(&left)?), i128::from(convert::to_long(&right)?));
            let both_int = matches!((&left, &right), (Value::Int(_), Value::Int(_)));
            whole(op, a, b, both_int)
        }
    }
}

fn real(op: &str, a: f64, b: f64) -> f64 {
    match op {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        _ => a % b,
    }
}

fn divided_by_zero() -> Stop {
    Fault::invalid("RuntimeException", "Attempted to divide by zero.").into()
}

fn decimal(op: &str, a: Decimal, b: Decimal) -> Eval<Value> {
    if b.is_zero() && (op == "/" || op == "%") {
        return Err(divided_by_zero());
    }
    let result = match op {
        "+" => a.checked_add(b),
        "-" => a.checked_sub(b),
        "*" => a.checked_mul(b),
        "/" => a.checked_div(b),
        _ => a.checked_rem(b),
    };
    result.map(Value::Decimal).ok_or_else(|| {
        Fault::invalid("RuntimeException", "Value was either too large or too small for a Decimal.").into()
    })
}

/// Int32 if both were and it fits, else Int64, else Double. A division that leaves a rest is a Double.
fn whole(op: &str, a: i128, b: i128, both_int: bool) -> Eval<Value> {
    if b == 0 && (op == "/" || op == "%") {
        return Err(divided_by_zero());
    }
    let result = match op {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" if a % b != 0 => return Ok(Value::Double(a as f64 / b as f64)),
        "/" => a / b,
        _ => a % b,
    };
    Ok(match (i32::try_from(result), i64::try_from(result)) {
        (Ok(small), _) if both_int => Value::Int(small),
        // As in .NET, an Int32 that overflows becomes a Double, not an Int64.
        (Err(_), _) if both_int => Value::Double(result as f64),
        (_, Ok(long)) => Value::Long(long),
        _ => Value::Double(result as f64),
    })
}

pub fn bits(op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
    let narrow = !matches!(to_number(left), Some(Value::Long(_)));
    let (a, b) = (convert::to_long(left)?, convert::to_long(right)?);
    let width = if narrow { 31 } else { 63 };
    let result = match op {
        BinaryOp::BitAnd => a & b,
        BinaryOp::BitOr => a | b,
        BinaryOp::BitXor => a ^ b,
        BinaryOp::ShiftLeft if narrow => i64::from((a as i32).wrapping_shl(b as u32 & width)),
        BinaryOp::ShiftLeft => a.wrapping_shl(b as u32 & width),
        _ if narrow => i64::from((a as i32).wrapping_shr(b as u32 & width)),
        _ => a.wrapping_shr(b as u32 & width),
    };
    Ok(i32::try_from(result).ok().filter(|_| narrow).map_or(Value::Long(result), Value::Int))
}

pub fn bit_not(operand: &Value) -> Eval<Value> {
    Ok(match to_number(operand) {
        Some(Value::Long(n)) => Value::Long(!n),
        _ => Value::Int(!convert::to_int(operand)?),
    })
}

/// `++` and `--`.
pub fn step(value: &Value, by: i32) -> Eval<Value> {
    let one = Value::Int(by);
    match value {
        Value::Null => Ok(one),
        number if to_number(number).and_then(|n| n_to_f64(&n)).is_some() => add(number.clone(), one),
        _ => Err(Fault::invalid("OperatorRequiresNumber", "The operator '++' or '--' works only on numbers.").into()),
    }
}

fn n_to_f64(number: &Value) -> Option<f64> {
    match number {
        Value::Decimal(n) => n.to_f64(),
        other => convert::to_double(other).ok(),
    }
    .filter(|n| Decimal::from_f64(*n).is_some() || n.is_finite())
}
