//! `-band -bor -bxor -shl -shr -bnot`.

use crate::lang::ast::BinaryOp;
use crate::lang::enumeration::Enumerated;
use crate::lang::eval::big_numbers;
use crate::lang::eval::stop::Eval;
use crate::model::convert::{self, to_number};
use crate::model::{FixedWidth, Scalar, Value};

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

/// The enumeration that the operator stays in: that of either side.
fn enumeration(op: BinaryOp, left: &Value, right: &Value) -> Option<Enumerated> {
    let stays = matches!(op, BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor);
    left.downcast::<Enumerated>().or_else(|| right.downcast()).copied().filter(|_| stays)
}

/// The number of a side: of the enumeration's name, or as it is.
fn one_of(of: Enumerated, value: &Value) -> Eval<i32> {
    Ok(match value {
        Value::String(text) => of.read(text).as_ref().and_then(Value::downcast::<Enumerated>).map(|one| one.bits()),
        other => other.downcast::<Enumerated>().map(|one| one.bits()),
    }
    .map_or_else(|| convert::to_int(value), Ok)?)
}

/// `-band -bor -bxor -shl -shr`.
pub fn bits(op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
    if let Some(result) = big_numbers::computed(op, left, right) {
        return result;
    }
    if let Some(of) = enumeration(op, left, right) {
        let (left, right) = (one_of(of, left)?, one_of(of, right)?);
        let number = match op {
            BinaryOp::BitAnd => left & right,
            BinaryOp::BitOr => left | right,
            _ => left ^ right,
        };
        return Ok(Value::scalar(of.with(number)));
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
pub fn inverted(value: &Value) -> Eval<Value> {
    match big_numbers::inverted(value) {
        Some(inverted) => Ok(inverted),
        None => bits_of(value).map(|(bits, of)| of.value(!bits)),
    }
}
