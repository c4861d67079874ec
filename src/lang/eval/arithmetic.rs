//! `+ - * / %` and the bit operators, with PowerShell's promotion.
//!
//! A whole number that does not fit its type, Int32 or Int64, becomes a Double; division gives a whole number only
//! when nothing is left over. The left side decides: text joins and repeats, arrays append and repeat, a hashtable
//! takes in another, dates and spans compute among themselves; otherwise the right side becomes a number.

use jiff::SignedDuration;
use rust_decimal::Decimal;

use super::big_numbers;
use super::stop::Eval;
use crate::lang::ast::BinaryOp;
use crate::lang::bounds;
use crate::lang::dates::ticks;
use crate::lang::error_class::DIVIDED_BY_ZERO;
use crate::model::convert::{self, to_number};
use crate::model::{DateTimeOffset, Fault, FixedWidth, Hash, TimeSpan, Value, date_kind};

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
                    return Err(Fault::invalid("AddHashTableDuplicate", says).into());
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

/// The type that bit operators compute in: the first of Int32, UInt32, Int64 and UInt64 that takes both sides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bits {
    Int,
    UInt,
    Long,
    ULong,
}

impl Bits {
    fn value(self, bits: u64) -> Value {
        match self {
            Bits::Int => Value::Int(bits as i32),
            Bits::UInt => Value::Fixed(FixedWidth::UInt(bits as u32)),
            Bits::Long => Value::Long(bits as i64),
            Bits::ULong => Value::Fixed(FixedWidth::ULong(bits)),
        }
    }
}

/// The bits of a number, and the type they are of.
fn bits_of(value: &Value) -> Eval<(u64, Bits)> {
    let wide = |long: i64| match i32::try_from(long) {
        Ok(_) => (long as u64, Bits::Int),
        Err(_) => (long as u64, Bits::Long),
    };
    Ok(match value {
        Value::Fixed(FixedWidth::UInt(n)) => (u64::from(*n), Bits::UInt),
        Value::Fixed(FixedWidth::ULong(n)) => (*n, Bits::ULong),
        other => match to_number(other) {
            Some(Value::Int(n)) => (i64::from(n) as u64, Bits::Int),
            Some(Value::Long(n)) => (n as u64, Bits::Long),
            _ => wide(convert::to_long(other)?),
        },
    })
}

/// `-band -bor -bxor -shl -shr`.
pub(super) fn bits(op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
    if let Some(result) = big_numbers::computed(op, left, right) {
        return result;
    }
    let ((a, of_left), (b, of_right)) = (bits_of(left)?, bits_of(right)?);
    if matches!(op, BinaryOp::ShiftLeft | BinaryOp::ShiftRight) {
        // As .NET: only the low bits of the count matter, and the left side's type is the result's.
        let is_left = op == BinaryOp::ShiftLeft;
        let by = b as u32 & if matches!(of_left, Bits::Int | Bits::UInt) { 31 } else { 63 };
        return Ok(of_left.value(match of_left {
            _ if is_left => a << by,
            Bits::Int | Bits::Long => ((a as i64) >> by) as u64,
            Bits::UInt | Bits::ULong => a >> by,
        }));
    }
    Ok(of_left.max(of_right).value(match op {
        BinaryOp::BitAnd => a & b,
        BinaryOp::BitOr => a | b,
        _ => a ^ b,
    }))
}

/// `-bnot`.
pub(super) fn inverted(value: &Value) -> Eval<Value> {
    match big_numbers::inverted(value) {
        Some(inverted) => Ok(inverted),
        None => bits_of(value).map(|(bits, of)| of.value(!bits)),
    }
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

fn numeric(op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
    if let Some(result) = big_numbers::computed(op, left, right) {
        return result;
    }
    let sign = match op {
        BinaryOp::Add => "op_Addition",
        BinaryOp::Subtract => "op_Subtraction",
        BinaryOp::Multiply => "op_Multiply",
        BinaryOp::Divide => "op_Division",
        _ => "op_Modulus",
    };
    let a = match left {
        Value::Array(_) | Value::Hash(_) | Value::Object(_) | Value::Block(_) | Value::Date(_) => None,
        other => to_number(other),
    };
    let Some(a) = a else {
        return Err(match left {
            Value::String(_) => Fault::from(
                convert::to_int(left).err().unwrap_or_else(|| crate::model::Unconvertible::types(left, "System.Int32")),
            ),
            other => {
                let says = format!(
                    "Method invocation failed because [{}] does not contain a method named '{sign}'.",
                    other.full_type_name()
                );
                Fault::invalid("MethodNotFound", says)
            }
        }
        .into());
    };
    let b = match to_number(right) {
        Some(number) => number,
        None => return Err(convert::to_int(right).err().map_or_else(bounds::too_large, Fault::from).into()),
    };
    if let (Value::Fixed(FixedWidth::UInt(_) | FixedWidth::ULong(_)), _)
    | (_, Value::Fixed(FixedWidth::UInt(_) | FixedWidth::ULong(_))) = (left, right)
        && let Some(result) = unsigned(op, left, right, &a, &b)
    {
        return result;
    }
    match (&a, &b) {
        (Value::Decimal(_), _) | (_, Value::Decimal(_)) => {
            decimals(op, convert::to_decimal(&a)?, convert::to_decimal(&b)?)
        }
        (Value::Double(_), _) | (_, Value::Double(_)) => {
            let (a, b) = (convert::to_double(&a)?, convert::to_double(&b)?);
            Ok(Value::Double(match op {
                BinaryOp::Add => a + b,
                BinaryOp::Subtract => a - b,
                BinaryOp::Multiply => a * b,
                BinaryOp::Divide => a / b,
                _ => a % b,
            }))
        }
        _ => {
            let both_int = matches!((&a, &b), (Value::Int(_), Value::Int(_)));
            integers(op, convert::to_long(&a)?, convert::to_long(&b)?, both_int)
        }
    }
}

fn divide_by_zero() -> Fault {
    Fault::invalid("RuntimeException", DIVIDED_BY_ZERO)
}

fn integers(op: BinaryOp, a: i64, b: i64, both_int: bool) -> Eval<Value> {
    let fits = |exact: Option<i64>, real: f64| match exact {
        Some(whole) => match i32::try_from(whole) {
            Ok(small) if both_int => Value::Int(small),
            Err(_) if both_int => Value::Double(real),
            _ => Value::Long(whole),
        },
        None => Value::Double(real),
    };
    let (x, y) = (a as f64, b as f64);
    Ok(match op {
        BinaryOp::Add => fits(a.checked_add(b), x + y),
        BinaryOp::Subtract => fits(a.checked_sub(b), x - y),
        BinaryOp::Multiply => fits(a.checked_mul(b), x * y),
        _ if b == 0 => return Err(divide_by_zero().into()),
        BinaryOp::Divide if a.checked_rem(b) == Some(0) => fits(a.checked_div(b), x / y),
        BinaryOp::Divide => Value::Double(x / y),
        _ => fits(Some(a.wrapping_rem(b)), 0.0),
    })
}

/// Beside a UInt32 or UInt64, numbers that are not negative compute as unsigned; what does not fit becomes a Double.
/// `None`: the sides compute as their wider forms do.
fn unsigned(op: BinaryOp, left: &Value, right: &Value, a: &Value, b: &Value) -> Option<Eval<Value>> {
    let is_long = [left, right].iter().any(|side| matches!(side, Value::Fixed(FixedWidth::ULong(_))));
    let whole = |value: &Value, widened: &Value| match (value, widened) {
        (Value::Fixed(n), _) => n.whole(),
        // An Int64 beside a UInt32 stays one.
        (Value::Long(_), _) if !is_long => None,
        (_, Value::Int(n)) => Some(i128::from(*n)),
        (_, Value::Long(n)) => Some(i128::from(*n)),
        _ => None,
    };
    let (x, y) = (whole(left, a)?, whole(right, b)?);
    if x < 0 || y < 0 {
        let exact = |side: &Value| convert::to_decimal(side).map_err(Fault::from);
        return is_long.then(|| decimals(op, exact(a)?, exact(b)?));
    }
    if y == 0 && matches!(op, BinaryOp::Divide | BinaryOp::Remainder) {
        return Some(Err(divide_by_zero().into()));
    }
    let result = match op {
        BinaryOp::Add => x + y,
        BinaryOp::Subtract => x - y,
        BinaryOp::Multiply => x.checked_mul(y)?,
        BinaryOp::Divide if x % y == 0 => x / y,
        BinaryOp::Divide => return Some(Ok(Value::Double(x as f64 / y as f64))),
        _ => x % y,
    };
    let fixed = match is_long {
        true => u64::try_from(result).ok().map(FixedWidth::ULong),
        false => u32::try_from(result).ok().map(FixedWidth::UInt),
    };
    Some(Ok(fixed.map_or(Value::Double(result as f64), Value::Fixed)))
}

fn decimals(op: BinaryOp, a: Decimal, b: Decimal) -> Eval<Value> {
    let exact = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Subtract => a.checked_sub(b),
        BinaryOp::Multiply => a.checked_mul(b),
        _ if b.is_zero() => return Err(divide_by_zero().into()),
        // No more places than the quotient has, but those that the dividend has more than the divisor.
        BinaryOp::Divide => a.checked_div(b).map(|quotient| {
            let mut quotient = quotient.normalize();
            quotient.rescale(quotient.scale().max(a.scale().saturating_sub(b.scale())));
            quotient
        }),
        _ => a.checked_rem(b),
    };
    exact.map(Value::decimal).ok_or_else(|| {
        Fault::invalid("OverflowException", "Value was either too large or too small for a Decimal.").into()
    })
}
