//! Whole numbers of any size: `5n`, `[bigint]'123456789012345678901234567890'`.
//!
//! Here is what one is and what becomes one; computing with them, and how large they may grow, is the language's affair.

use std::fmt;
use std::str::FromStr;

use num_bigint::{BigInt, Sign};
use rust_decimal::Decimal;

use super::{FixedWidth, Scalar, Value};
use crate::model::convert::{Unconvertible, clipped, to_number};

/// .NET's name of the type.
const TYPE: &str = "System.Numerics.BigInteger";
/// Digits that are read from text: as many as the language lets a number have.
const MOST_DIGITS: usize = 315_000;

/// A whole number of any size.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BigInteger(pub BigInt);

impl BigInteger {
    /// What a value becomes under `[bigint]`: fractions are cut off. Err in .NET's words.
    pub fn from_value(value: &Value) -> Result<BigInteger, Unconvertible> {
        if let Some(same) = value.downcast::<BigInteger>() {
            return Ok(same.clone());
        }
        let value = value.bare();
        if let Value::String(text) = value {
            return text.parse().map_err(|_| Unconvertible {
                id: "InvalidCastParseTargetInvocationWithFormatProvider",
                says: format!(
                    "Cannot convert value \"{}\" to type \"{TYPE}\". Error: \"The value could not be parsed.\"",
                    clipped(text)
                ),
            });
        }
        let number = match value {
            Value::Fixed(FixedWidth::ULong(n)) => return Ok(BigInteger((*n).into())),
            Value::Null => None,
            other => to_number(other),
        };
        Ok(BigInteger(match number.ok_or_else(|| Unconvertible::types(value, TYPE))? {
            Value::Int(n) => n.into(),
            Value::Long(n) => n.into(),
            Value::Decimal(n) => whole(*n),
            Value::Double(n) => of_double(n).ok_or_else(|| {
                let what =
                    if n.is_nan() { "The value is not a number." } else { "BigInteger cannot represent infinity." };
                Unconvertible::text(value, TYPE, what)
            })?,
            _ => return Err(Unconvertible::types(value, TYPE)),
        }))
    }

    /// The number as the smallest of Int64, Decimal and Double that has it.
    pub fn narrowed(&self) -> Value {
        if let Ok(long) = i64::try_from(&self.0) {
            return Value::Long(long);
        }
        let exact = i128::try_from(&self.0).ok().and_then(|n| Decimal::try_from_i128_with_scale(n, 0).ok());
        exact.map_or_else(|| Value::Double(self.real()), Value::decimal)
    }

    /// The nearest double, which may be infinite.
    pub fn real(&self) -> f64 {
        // What prints as digits reads as a double.
        match i128::try_from(&self.0) {
            Ok(n) => n as f64,
            Err(_) if self.0.bits() > 1100 => match self.0.sign() {
                Sign::Minus => f64::NEG_INFINITY,
                _ => f64::INFINITY,
            },
            Err(_) => self.0.to_string().parse().unwrap_or(f64::NAN),
        }
    }

    pub fn is_zero(&self) -> bool {
        self.0.sign() == Sign::NoSign
    }
}

fn whole(number: Decimal) -> BigInt {
    // A decimal without its fraction has 96 bits.
    number.trunc().to_string().parse().unwrap_or_default()
}

/// `None` for what is no number and for infinity.
fn of_double(number: f64) -> Option<BigInt> {
    // Rust writes every digit of a double.
    number.is_finite().then(|| format!("{:.0}", number.trunc()).parse().unwrap_or_default())
}

/// No digits, other characters than a sign and digits, or too many of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The value could not be parsed.")]
pub struct NotWhole;

impl FromStr for BigInteger {
    type Err = NotWhole;

    fn from_str(text: &str) -> Result<BigInteger, NotWhole> {
        let text = text.trim();
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        if digits.is_empty() || digits.len() > MOST_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotWhole);
        }
        text.parse().map(BigInteger).map_err(|_| NotWhole)
    }
}

impl fmt::Display for BigInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Scalar for BigInteger {
    fn type_name(&self) -> &'static str {
        "BigInteger"
    }

    fn full_type_name(&self) -> String {
        TYPE.to_owned()
    }

    fn number(&self) -> Option<f64> {
        Some(self.real())
    }

    fn member(&self, name: &str) -> Option<Value> {
        let magnitude = self.0.magnitude();
        Some(match name.to_ascii_lowercase().as_str() {
            "ispoweroftwo" => Value::Bool(self.0.sign() == Sign::Plus && magnitude.count_ones() == 1),
            "iszero" => Value::Bool(self.is_zero()),
            "isone" => Value::Bool(self.0 == BigInt::from(1)),
            "iseven" => Value::Bool(!self.0.bit(0)),
            "sign" => Value::Int(match self.0.sign() {
                Sign::Minus => -1,
                Sign::NoSign => 0,
                Sign::Plus => 1,
            }),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["IsPowerOfTwo", "IsZero", "IsOne", "IsEven", "Sign"]
    }

    fn to_json(&self) -> serde_json::Value {
        match self.narrowed() {
            Value::Long(long) => long.into(),
            _ => serde_json::Value::String(self.to_string()),
        }
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_becomes_a_whole_number_of_any_size() {
        for (value, text) in [
            (Value::Int(-5), "-5"),
            (Value::Double(1.9), "1"),
            (Value::Double(-1.9), "-1"),
            (Value::Double(1e20), "100000000000000000000"),
            (Value::decimal(Decimal::MAX), "79228162514264337593543950335"),
            (Value::Fixed(FixedWidth::ULong(u64::MAX)), "18446744073709551615"),
            (Value::Bool(true), "1"),
            (Value::text(" -123456789012345678901234567890 "), "-123456789012345678901234567890"),
        ] {
            assert_eq!(BigInteger::from_value(&value).expect(text).to_string(), text);
        }
        for value in [
            Value::Null,
            Value::Double(f64::NAN),
            Value::Double(f64::INFINITY),
            Value::text(""),
            Value::text("1.5"),
            Value::text("1_000"),
            Value::text("+-1"),
            Value::text("9".repeat(MOST_DIGITS + 1)),
        ] {
            assert!(BigInteger::from_value(&value).is_err());
        }
    }

    #[test]
    fn it_narrows_to_what_holds_it() {
        for (text, kind) in
            [("5", "Int64"), ("9223372036854775808", "Decimal"), ("79228162514264337593543950336", "Double")]
        {
            assert_eq!(text.parse::<BigInteger>().expect(text).narrowed().type_name(), kind);
        }
        let huge = BigInteger(BigInt::from(-1) << 2000u32);
        assert_eq!(huge.real(), f64::NEG_INFINITY);
    }
}
