//! Static members of `[bigint]`.

use num_bigint::{BigInt, Sign};

use super::parse::{parsed, tried};
use super::{Given, Statics, is, method, property};
use crate::lang::ast::BinaryOp;
use crate::lang::bounds;
use crate::lang::eval::arithmetic;
use crate::lang::eval::member::Answer;
use crate::lang::eval::stop::Eval;
use crate::model::convert::to_double;
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
        method("GreatestCommonDivisor", "static bigint GreatestCommonDivisor(bigint left, bigint right)", |given| {
            let (mut left, mut right) = (big(given, 0)?.0, big(given, 1)?.0);
            while right.sign() != Sign::NoSign {
                let rest = &left % &right;
                (left, right) = (right, rest);
            }
            is(Value::scalar(BigInteger(left.magnitude().clone().into())))
        }),
        method("Log", "static double Log(bigint value), static double Log(bigint value, double baseValue)", |given| {
            let natural = logarithm(&big(given, 0)?);
            match given.arguments.get(1) {
                None => is(natural),
                Some(base) => is(natural / to_double(base)?.ln()),
            }
        }),
        method("Log10", "static double Log10(bigint value)", |given| {
            // Of a power of ten it is a whole number.
            let number = big(given, 0)?;
            let exact = Some(double(&number.0)).filter(|number| number.is_finite()).map(f64::log10);
            is(exact.unwrap_or_else(|| logarithm(&number) / std::f64::consts::LN_10))
        }),
        method("Max", "static bigint Max(bigint left, bigint right)", |given| {
            is(Value::scalar(big(given, 0)?.max(big(given, 1)?)))
        }),
        method("Min", "static bigint Min(bigint left, bigint right)", |given| {
            is(Value::scalar(big(given, 0)?.min(big(given, 1)?)))
        }),
        method("ModPow", "static bigint ModPow(bigint value, bigint exponent, bigint modulus)", |given| {
            let (number, exponent, modulus) = (big(given, 0)?.0, big(given, 1)?.0, big(given, 2)?.0);
            if exponent.sign() == Sign::Minus {
                let says = format!(
                    "exponent ('{exponent}') must be a non-negative value. (Parameter 'exponent')\nActual value was {exponent}."
                );
                return Err(given.threw(&says));
            }
            if modulus.sign() == Sign::NoSign {
                return Err(given.threw("Attempted to divide by zero."));
            }
            bounds::bits(exponent.bits().max(modulus.bits()))?;
            // .NET's remainder has the sign of what is divided.
            let power = BigInt::from(number.magnitude().modpow(exponent.magnitude(), modulus.magnitude()));
            let is_negative = number.sign() == Sign::Minus && exponent.bit(0);
            is(Value::scalar(BigInteger(if is_negative { -power } else { power })))
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

/// The nearest double.
fn double(number: &BigInt) -> f64 {
    number.to_string().parse().unwrap_or(f64::NAN)
}

/// The natural logarithm; of numbers beyond a double, too.
fn logarithm(BigInteger(number): &BigInteger) -> f64 {
    match number.sign() {
        Sign::Minus => f64::NAN,
        Sign::NoSign => f64::NEG_INFINITY,
        Sign::Plus => {
            let shift = number.bits().saturating_sub(1000);
            double(&(number >> shift)).ln() + shift as f64 * std::f64::consts::LN_2
        }
    }
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
