//! Which of two values is greater, and whether they are equal, by PowerShell's rules.
//!
//! The left value's type decides: text on the right of a number is read as a number, a number on the right of text
//! becomes text. A scalar of ours reads text in its own form, so that `$size -gt '10MB'` compares sizes; beside a
//! number it counts. Arrays are not spread here: filtering is the operators' affair.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::convert::{self, to_number};
use super::date_kind::by_clock;
use super::{BigInteger, DateTimeOffset, SwitchParameter, Unconvertible, Value};

/// Whether letter case counts when text is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Insensitive,
    Sensitive,
}

/// `-eq`. Values that cannot be compared are not equal.
pub fn equal(left: &Value, right: &Value, case: Case) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Null, _) | (_, Value::Null) => false,
        (Value::Int(left), Value::Int(right)) => left == right,
        (Value::Fixed(left), right) => equal(&left.widened(), right, case),
        (Value::Object(object), right) if let Some(left) = object.base() => equal(left, right, case),
        (left, Value::Object(object)) if let Some(right) = object.base() => equal(left, right, case),
        (Value::String(left), right) => same_text(left, &right_text(right), case),
        (Value::Char(left), right) => same_text(left.encode_utf8(&mut [0; 4]), &right_text(right), case),
        (Value::Bool(left), right) => *left == convert::truth(right),
        (Value::Guid(left), right) => convert::to_guid(right).is_ok_and(|right| **left == right),
        (Value::Ip(left), right) => convert::to_ip(right).is_ok_and(|right| **left == right),
        (Value::Array(left), Value::Array(right)) => left.is_same(right),
        (Value::Hash(left), Value::Hash(right)) => left.is_same(right),
        (Value::Object(left), Value::Object(right)) => left.is_same(right),
        (Value::Block(left), Value::Block(right)) => std::sync::Arc::ptr_eq(left, right),
        (Value::Scalar(_), right) if let Some(left) = left.downcast::<BigInteger>() => {
            BigInteger::from_value(right).is_ok_and(|right| *left == right)
        }
        (Value::Scalar(_), right) if let Some(left) = left.downcast::<DateTimeOffset>() => {
            DateTimeOffset::of(right).is_ok_and(|right| left.cmp(&right).is_eq())
        }
        (Value::Scalar(_), right) if let Some(left) = SwitchParameter::of(left) => left == convert::truth(right),
        (Value::Scalar(left), right) => scalar_equals(left.as_ref(), right, case),
        (Value::Int(_) | Value::Long(_) | Value::Decimal(_) | Value::Double(_), right) => {
            to_number(right).and_then(|right| order_numbers(left, &right)) == Some(Ordering::Equal)
        }
        (Value::Date(left), right) => convert::to_date(right).is_ok_and(|right| by_clock(left, &right).is_eq()),
        _ => false,
    }
}

fn scalar_equals(left: &dyn super::Scalar, right: &Value, case: Case) -> bool {
    let read;
    let right = match right {
        Value::String(text) => match left.read(text) {
            Some(value) => {
                read = value;
                &read
            }
            None => right,
        },
        right => right,
    };
    let number = match right {
        Value::Scalar(right) => right.number(),
        Value::String(_) => None,
        right => convert::to_double(right).ok(),
    };
    match (left.number(), number) {
        (Some(left), Some(right)) => left == right,
        _ => same_text(&left.to_string(), &right.to_string(), case),
    }
}

/// `-lt`, `-gt` and their kin. Err, in PowerShell's words, when there is no order between the two.
pub fn order(left: &Value, right: &Value, case: Case) -> Result<Ordering, Unconvertible> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => Ok(left.cmp(right)),
        (Value::Fixed(left), right) => order(&left.widened(), right, case),
        (Value::Object(object), right) if let Some(left) = object.base() => order(left, right, case),
        (left, Value::Object(object)) if let Some(right) = object.base() => order(left, right, case),
        (Value::Null, Value::Null) => Ok(Ordering::Equal),
        (Value::Null, right) => Ok(beside_null(right).reverse()),
        (left, Value::Null) if to_number(left).is_none() => Ok(Ordering::Greater),
        (Value::String(left), right) => Ok(order_text(left, &right_text(right), case)),
        (Value::Char(left), right) => Ok(order_text(left.encode_utf8(&mut [0; 4]), &right_text(right), case)),
        (Value::Bool(left), right) => Ok(left.cmp(&convert::truth(right))),
        (Value::Date(date), right) => convert::to_date(right)
            .map(|right| by_clock(date, &right))
            .map_err(|why| incomparable(left, right, &why.says)),
        (Value::Guid(guid), right) => convert::to_guid(right)
            .map(|right| (**guid).cmp(&right))
            .map_err(|why| incomparable(left, right, &why.says)),
        (Value::Ip(ip), right) => {
            convert::to_ip(right).map(|right| (**ip).cmp(&right)).map_err(|why| incomparable(left, right, &why.says))
        }
        (Value::Scalar(_), right) if let Some(big) = left.downcast::<BigInteger>() => BigInteger::from_value(right)
            .map(|right| big.cmp(&right))
            .map_err(|why| incomparable(left, right, &why.says)),
        (Value::Scalar(_), right) if let Some(date) = left.downcast::<DateTimeOffset>() => {
            DateTimeOffset::of(right).map(|right| date.cmp(&right)).map_err(|why| incomparable(left, right, &why.says))
        }
        (Value::Scalar(scalar), right) => order_scalar(scalar.as_ref(), left, right, case),
        (Value::Int(_) | Value::Long(_) | Value::Decimal(_) | Value::Double(_), right) => {
            if right.downcast::<BigInteger>().is_some() {
                return order_beside_big(left, right).map_err(|why| incomparable(left, right, &why.says));
            }
            let number = to_number(right).ok_or_else(|| {
                let why = convert::to_int(right).err().map(|why| why.says).unwrap_or_default();
                incomparable(left, right, &why)
            })?;
            // Beside NaN: it stands below every number, as .NET sorts it.
            Ok(order_numbers(left, &number).unwrap_or_else(|| is_nan(&number).cmp(&is_nan(left))))
        }
        _ => {
            let says = format!("Cannot compare \"{left}\" because it is not IComparable.");
            Err(Unconvertible { id: "NotIcomparable", says })
        }
    }
}

fn order_scalar(
    scalar: &dyn super::Scalar,
    left: &Value,
    right: &Value,
    case: Case,
) -> Result<Ordering, Unconvertible> {
    if let Some(order) = scalar.order(right) {
        return Ok(order);
    }
    let read = match right {
        Value::String(text) => scalar.read(text),
        _ => None,
    };
    let other = read.as_ref().unwrap_or(right);
    let number = match other {
        Value::Scalar(other) => other.number(),
        // Text that is no value of this type may still be a bare number: `-gt '1024'`.
        other => convert::to_double(other).ok(),
    };
    match (scalar.number(), number, other) {
        (Some(left), Some(right), _) => Ok(left.partial_cmp(&right).unwrap_or(Ordering::Less)),
        (None, _, Value::Scalar(_) | Value::String(_)) => Ok(order_text(&scalar.to_string(), &other.to_string(), case)),
        _ => {
            let why = format!("Cannot convert value \"{right}\" to type \"{}\".", scalar.type_name());
            Err(incomparable(left, right, &why))
        }
    }
}

/// A number beside one of any size, which becomes what the left side is.
fn order_beside_big(left: &Value, right: &Value) -> Result<Ordering, Unconvertible> {
    Ok(match left {
        Value::Int(n) => n.cmp(&convert::to_int(right)?),
        Value::Long(n) => n.cmp(&convert::to_long(right)?),
        Value::Decimal(n) => (**n).cmp(&convert::to_decimal(right)?),
        other => order_numbers(other, &Value::Double(convert::to_double(right)?)).unwrap_or(Ordering::Less),
    })
}

fn incomparable(left: &Value, right: &Value, why: &str) -> Unconvertible {
    let says = format!("Could not compare \"{left}\" to \"{right}\". Error: \"{why}\"");
    Unconvertible { id: "ComparisonFailure", says }
}

/// How a value stands to `$null`: above it, unless it is a negative number.
fn beside_null(value: &Value) -> Ordering {
    match value {
        Value::Int(_) | Value::Long(_) | Value::Decimal(_) | Value::Double(_) => {
            if order_numbers(value, &Value::Int(0)) == Some(Ordering::Less) {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
        _ => Ordering::Greater,
    }
}

/// What stands on the right of text, as text.
fn right_text(right: &Value) -> std::borrow::Cow<'_, str> {
    match right {
        Value::String(text) => std::borrow::Cow::Borrowed(text),
        other => std::borrow::Cow::Owned(other.to_string()),
    }
}

/// The order of two values that are numbers already; `None` beside NaN and for what is no number.
pub fn order_numbers(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Double(_), _) | (_, Value::Double(_)) => {
            // A decimal is compared exactly where the double has one.
            if let (Value::Decimal(exact), Value::Double(real)) = (left, right) {
                return order_mixed(exact, *real);
            }
            if let (Value::Double(real), Value::Decimal(exact)) = (left, right) {
                return order_mixed(exact, *real).map(Ordering::reverse);
            }
            as_double(left)?.partial_cmp(&as_double(right)?)
        }
        (Value::Decimal(_), _) | (_, Value::Decimal(_)) => Some(as_decimal(left)?.cmp(&as_decimal(right)?)),
        _ => Some(as_long(left)?.cmp(&as_long(right)?)),
    }
}

fn is_nan(value: &Value) -> bool {
    matches!(value, Value::Double(n) if n.is_nan())
}

fn order_mixed(exact: &Decimal, real: f64) -> Option<Ordering> {
    match Decimal::from_f64(real) {
        Some(other) => Some(exact.cmp(&other)),
        None => exact.to_f64()?.partial_cmp(&real),
    }
}

fn as_long(value: &Value) -> Option<i64> {
    match value {
        Value::Int(n) => Some(i64::from(*n)),
        Value::Long(n) => Some(*n),
        _ => None,
    }
}

fn as_decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Decimal(n) => Some(**n),
        other => as_long(other).map(Decimal::from),
    }
}

fn as_double(value: &Value) -> Option<f64> {
    match value {
        Value::Double(n) => Some(*n),
        other => as_long(other).map(|n| n as f64),
    }
}

/// Equality of text; without case it is that of the lower-case forms.
pub fn same_text(left: &str, right: &str, case: Case) -> bool {
    match case {
        Case::Sensitive => left == right,
        Case::Insensitive if left.is_ascii() && right.is_ascii() => left.eq_ignore_ascii_case(right),
        Case::Insensitive => left.chars().flat_map(char::to_lowercase).eq(right.chars().flat_map(char::to_lowercase)),
    }
}

/// The order of text in the invariant culture: blanks and punctuation, then digits, then letters; of two texts that
/// differ in case alone, the one in lower case comes first (where case counts).
pub fn order_text(left: &str, right: &str, case: Case) -> Ordering {
    if left == right {
        return Ordering::Equal;
    }
    let by_letters = if left.is_ascii() && right.is_ascii() {
        left.bytes().map(lower_rank).cmp(right.bytes().map(lower_rank))
    } else {
        let left = left.chars().flat_map(char::to_lowercase).map(rank);
        left.cmp(right.chars().flat_map(char::to_lowercase).map(rank))
    };
    match case {
        Case::Insensitive => by_letters,
        Case::Sensitive => by_letters.then_with(|| {
            let capitals = left.chars().map(char::is_uppercase).cmp(right.chars().map(char::is_uppercase));
            capitals.then_with(|| left.cmp(right))
        }),
    }
}

fn lower_rank(byte: u8) -> u32 {
    rank(byte.to_ascii_lowercase().into())
}

/// Where a character stands: the root collation's order for ASCII, code points behind it for the rest.
fn rank(c: char) -> u32 {
    const PUNCTUATION: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => 200 + c as u32,
        c if c.is_ascii() => PUNCTUATION.find(c).map_or(c as u32, |at| 128 + at as u32),
        c => 1000 + c as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scalar;
    use proptest::prelude::*;
    use std::fmt;

    /// A size, as the domain types are: counts in bytes, reads `2KB`.
    struct Size(u64);

    impl fmt::Display for Size {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{} bytes", self.0)
        }
    }

    impl Scalar for Size {
        fn type_name(&self) -> &'static str {
            "Size"
        }

        fn number(&self) -> Option<f64> {
            Some(self.0 as f64)
        }

        fn read(&self, text: &str) -> Option<Value> {
            let kilobytes: u64 = text.strip_suffix("KB")?.parse().ok()?;
            Some(Value::scalar(Size(kilobytes * 1024)))
        }

        fn as_any(&self) -> &dyn std::any::Any {
            self
        }
    }

    fn text(text: &str) -> Value {
        Value::text(text)
    }

    #[test]
    fn equality_follows_the_left_type() {
        let size = || Value::scalar(Size(2048));
        for (left, right, expected, why) in [
            (text("ABC"), text("abc"), true, "case does not count"),
            (text("10"), Value::Int(10), true, "the number becomes text"),
            (text("010"), Value::Int(10), false, "text is compared as text"),
            (Value::Int(10), text("010"), true, "the text becomes a number"),
            (Value::Int(5), text("5.4"), false, "and is not rounded"),
            (Value::Int(5), text("abc"), false, "no number, no error"),
            (Value::Int(0), Value::Null, false, "null equals null alone"),
            (Value::Null, Value::Null, true, "null"),
            (Value::Null, text(""), false, "empty text is not null"),
            (Value::Bool(true), text("false"), true, "text that is not empty is true"),
            (Value::Int(1), Value::Double(1.0), true, "numbers of two types"),
            (Value::decimal(Decimal::new(10, 1)), Value::Double(1.0), true, "1.0d"),
            (size(), Value::Int(2048), true, "a size counts"),
            (size(), text("2KB"), true, "text is read in the type's form"),
            (size(), text("2048"), false, "and nothing else is"),
            (Value::Char('a'), text("A"), true, "a character is text"),
        ] {
            assert_eq!(equal(&left, &right, Case::Insensitive), expected, "{why}");
        }
        assert!(!equal(&text("ABC"), &text("abc"), Case::Sensitive));
    }

    #[test]
    fn order_follows_the_left_type() {
        use Ordering::{Equal, Greater, Less};
        for (left, right, expected) in [
            (Value::Int(9), text("10"), Less),
            (text("9"), Value::Int(10), Greater),
            (Value::Int(5), Value::Null, Greater),
            (Value::Int(-5), Value::Null, Less),
            (Value::Null, Value::Int(5), Less),
            (Value::Null, Value::Int(-5), Greater),
            (text("a"), Value::Null, Greater),
            (Value::Long(1 << 40), Value::Double(1.5), Greater),
            (Value::Bool(false), Value::Bool(true), Less),
            (Value::scalar(Size(2048)), text("1KB"), Greater),
            (Value::scalar(Size(2048)), text("4096"), Less),
            (Value::scalar(Size(2048)), Value::scalar(Size(2048)), Equal),
            (text("a"), text("B"), Less),
            (text("a_b"), text("a1"), Less),
            (text("a-b"), text("ab"), Less),
        ] {
            assert_eq!(order(&left, &right, Case::Insensitive), Ok(expected), "{left:?} {right:?}");
        }
        assert_eq!(order_text("abc", "ABC", Case::Sensitive), Less);
        assert_eq!(
            order(&Value::Int(5), &text("abc"), Case::Insensitive).expect_err("no order").says,
            "Could not compare \"5\" to \"abc\". Error: \"Cannot convert value \"abc\" to type \"System.Int32\". Error: \
             \"The input string 'abc' was not in a correct format.\"\"",
        );
        let hash = Value::Hash(crate::model::Hash::new());
        assert_eq!(order(&hash, &Value::Int(1), Case::Insensitive).expect_err("no order").id, "NotIcomparable");
    }

    proptest! {
        #[test]
        fn text_order_is_an_order(a in "\\PC{0,6}", b in "\\PC{0,6}", c in "\\PC{0,6}") {
            for case in [Case::Insensitive, Case::Sensitive] {
                prop_assert_eq!(order_text(&a, &b, case), order_text(&b, &a, case).reverse());
                if order_text(&a, &b, case).is_le() && order_text(&b, &c, case).is_le() {
                    prop_assert!(order_text(&a, &c, case).is_le());
                }
            }
            prop_assert_eq!(order_text(&a, &b, Case::Sensitive).is_eq(), a == b);
        }
    }
}
