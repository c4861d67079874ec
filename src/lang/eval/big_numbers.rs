//! `+ - * / %` and the bit operators where a whole number of any size stands on one side.
//!
//! As in PowerShell, the other side becomes one too, without its fraction; only a decimal on the left computes as itself.

use num_bigint::{BigInt, Sign};

use super::stop::Eval;
use crate::lang::ast::BinaryOp;
use crate::lang::bounds;
use crate::model::{BigInteger, Fault, Value, convert};

const DIVIDED: &str = "Attempted to divide by zero.";

/// `None`: neither side is such a number, or the left is a decimal.
pub(super) fn computed(op: BinaryOp, left: &Value, right: &Value) -> Option<Eval<Value>> {
    let is_big = |value: &Value| value.downcast::<BigInteger>().is_some();
    if !is_big(left) && (!is_big(right) || matches!(left, Value::Decimal(_))) {
        return None;
    }
    Some(result(op, left, right))
}

fn result(op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
    let (method, names) = method(op);
    let a = argument(left, names.0, method)?;
    if matches!(op, BinaryOp::ShiftLeft | BinaryOp::ShiftRight) {
        let by = i64::from(convert::to_int(right)?);
        return shifted(a, if op == BinaryOp::ShiftLeft { by } else { -by });
    }
    let b = argument(right, names.1, method)?;
    let number = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => {
            bounds::bits(a.bits() + b.bits())?;
            a * b
        }
        BinaryOp::Divide | BinaryOp::Remainder if b.sign() == Sign::NoSign => {
            let says = format!("Exception calling \"{method}\" with \"2\" argument(s): \"{DIVIDED}\"");
            return Err(Fault::invalid("DivideByZeroException", says).into());
        }
        BinaryOp::Divide => a / b,
        BinaryOp::Remainder => a % b,
        BinaryOp::BitAnd => a & b,
        BinaryOp::BitOr => a | b,
        _ => a ^ b,
    };
    bounds::bits(number.bits())?;
    Ok(Value::scalar(BigInteger(number)))
}

/// `-bnot`; `None` for other numbers.
pub(super) fn inverted(value: &Value) -> Option<Value> {
    value.downcast::<BigInteger>().map(|number| Value::scalar(BigInteger(!&number.0)))
}

/// The method that .NET computes with, and what it calls its two sides.
fn method(op: BinaryOp) -> (&'static str, (&'static str, &'static str)) {
    match op {
        BinaryOp::Add => ("op_Addition", ("left", "right")),
        BinaryOp::Subtract => ("op_Subtraction", ("left", "right")),
        BinaryOp::Multiply => ("op_Multiply", ("left", "right")),
        BinaryOp::Divide => ("op_Division", ("dividend", "divisor")),
        BinaryOp::Remainder => ("op_Modulus", ("dividend", "divisor")),
        BinaryOp::BitAnd => ("op_BitwiseAnd", ("left", "right")),
        BinaryOp::BitOr => ("op_BitwiseOr", ("left", "right")),
        BinaryOp::ShiftLeft => ("op_LeftShift", ("value", "shift")),
        BinaryOp::ShiftRight => ("op_RightShift", ("value", "shift")),
        _ => ("op_ExclusiveOr", ("left", "right")),
    }
}

fn argument(value: &Value, name: &str, method: &str) -> Eval<BigInt> {
    let number = BigInteger::from_value(value).map_err(|why| {
        let says = format!(
            "Cannot convert argument \"{name}\", with value: \"{value}\", for \"{method}\" to type \
             \"System.Numerics.BigInteger\": \"{}\"",
            why.says
        );
        Fault::invalid("MethodArgumentConversionInvalidCastArgument", says)
    })?;
    Ok(number.0)
}

/// To the left by so many bits, or to the right where the count is negative.
fn shifted(number: BigInt, by: i64) -> Eval<Value> {
    let count = by.unsigned_abs();
    Ok(Value::scalar(BigInteger(if by < 0 {
        number >> count
    } else {
        bounds::bits(number.bits() + count)?;
        number << count
    })))
}
