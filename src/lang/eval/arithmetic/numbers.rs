//! Two numbers: the type that they compute in, and what does not fit it.

use rust_decimal::Decimal;

use crate::lang::ast::BinaryOp;
use crate::lang::bounds;
use crate::lang::enumeration::Enumerated;
use crate::lang::error_class::DIVIDED_BY_ZERO;
use crate::lang::eval::big_numbers;
use crate::lang::eval::stop::Eval;
use crate::model::convert::{self, to_number};
use crate::model::{Fault, FixedWidth, Value};

/// `+ - * / %` of two numbers, or of what becomes one at the right.
pub fn numeric(op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
    if let Some(result) = big_numbers::computed(op, left, right) {
        return result;
    }
    if let Some(named) = left.downcast::<Enumerated>().filter(|_| matches!(op, BinaryOp::Add | BinaryOp::Subtract)) {
        return moved(op, *named, right);
    }
    let sign = match op {
        BinaryOp::Add => "op_Addition",
        BinaryOp::Subtract => "op_Subtraction",
        BinaryOp::Multiply => "op_Multiply",
        BinaryOp::Divide => "op_Division",
        _ => "op_Modulus",
    };
    if let (Value::Bool(_), Value::Bool(_), false) = (left, right, matches!(op, BinaryOp::Add | BinaryOp::Subtract)) {
        let sign = match op {
            BinaryOp::Multiply => "*",
            BinaryOp::Divide => "/",
            _ => "%",
        };
        let says = format!("The operation '[System.Boolean] {sign} [System.Boolean]' is not defined.");
        return Err(Fault::invalid("OperatorNotDefined", says).categorized("InvalidOperation").into());
    }
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

/// A value of an enumeration and a number give the value that is so far away; two of them their distance.
fn moved(op: BinaryOp, left: Enumerated, right: &Value) -> Eval<Value> {
    let result = numeric(op, &Value::Int(left.bits()), right)?;
    match result {
        Value::Int(number) if !right.downcast::<Enumerated>().is_some_and(|other| left.is_same_kind(*other)) => {
            Ok(Value::scalar(left.with(number)))
        }
        other => Ok(other),
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
