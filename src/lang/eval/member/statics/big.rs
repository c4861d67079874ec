//! Static members of `[bigint]`.

use super::parse::{parsed, tried};
use super::{Given, Statics, is, method, property};
use crate::lang::ast::BinaryOp;
use crate::lang::bounds;
use crate::lang::eval::arithmetic;
use crate::lang::eval::member::Answer;
use crate::lang::eval::stop::Eval;
use crate::model::{BigInteger, Value};

pub static BIG: Statics = Statics::table(
    &[
        property("MinusOne", "static bigint MinusOne {get;}", |_| Value::scalar(BigInteger((-1).into()))),
        property("One", "static bigint One {get;}", |_| Value::scalar(BigInteger(1.into()))),
        property("Zero", "static bigint Zero {get;}", |_| Value::scalar(BigInteger(0.into()))),
    ],
    &[
        method("Abs", "static bigint Abs(bigint value)", |given| {
            let BigInteger(number) = big(given, 0)?;
            is(Value::scalar(BigInteger(number.magnitude().clone().into())))
        }),
        method("Add", "static bigint Add(bigint left, bigint right)", |given| computed(given, BinaryOp::Add)),
        method("Compare", "static int Compare(bigint left, bigint right)", |given| {
            is(big(given, 0)?.cmp(&big(given, 1)?) as i32)
        }),
        method("Divide", "static bigint Divide(bigint dividend, bigint divisor)", |given| {
            computed(given, BinaryOp::Divide)
        }),
        method("Max", "static bigint Max(bigint left, bigint right)", |given| {
            is(Value::scalar(big(given, 0)?.max(big(given, 1)?)))
        }),
        method("Min", "static bigint Min(bigint left, bigint right)", |given| {
            is(Value::scalar(big(given, 0)?.min(big(given, 1)?)))
        }),
        method("Multiply", "static bigint Multiply(bigint left, bigint right)", |given| {
            computed(given, BinaryOp::Multiply)
        }),
        method("Negate", "static bigint Negate(bigint value)", |given| {
            is(Value::scalar(BigInteger(-big(given, 0)?.0)))
        }),
        method("Parse", "static bigint Parse(string value)", parsed),
        method("Pow", "static bigint Pow(bigint value, int exponent)", power),
        method("Remainder", "static bigint Remainder(bigint dividend, bigint divisor)", |given| {
            computed(given, BinaryOp::Remainder)
        }),
        method("Subtract", "static bigint Subtract(bigint left, bigint right)", |given| {
            computed(given, BinaryOp::Subtract)
        }),
        method("TryParse", "static bool TryParse(string value, [ref] bigint result)", tried),
    ],
);

fn big(given: &Given, at: usize) -> Eval<BigInteger> {
    Ok(BigInteger::from_value(given.value(at)?)?)
}

fn computed(given: &Given, op: BinaryOp) -> Eval<Answer> {
    let (left, right) = (Value::scalar(big(given, 0)?), Value::scalar(big(given, 1)?));
    let result = match op {
        BinaryOp::Add => arithmetic::add(&left, &right),
        BinaryOp::Subtract => arithmetic::subtract(&left, &right),
        BinaryOp::Multiply => arithmetic::multiply(&left, &right),
        BinaryOp::Divide if !is_zero(&right) => arithmetic::divide(&left, &right),
        BinaryOp::Remainder if !is_zero(&right) => arithmetic::remainder(&left, &right),
        _ => Err(given.threw("Attempted to divide by zero.")),
    };
    result.map(Answer::Is)
}

fn is_zero(value: &Value) -> bool {
    value.downcast::<BigInteger>().is_some_and(BigInteger::is_zero)
}

fn power(given: &Given) -> Eval<Answer> {
    let (BigInteger(number), exponent) = (big(given, 0)?, given.int(1)?);
    let Ok(exponent) = u32::try_from(exponent) else {
        let says = format!(
            "exponent ('{exponent}') must be a non-negative value. (Parameter 'exponent')\nActual value was {exponent}."
        );
        return Err(given.threw(&says));
    };
    // 0, 1 and -1 stay as small as they are.
    if number.bits() > 1 {
        bounds::bits((number.bits() - 1).saturating_mul(exponent.into()))?;
    }
    is(Value::scalar(BigInteger(number.pow(exponent))))
}
