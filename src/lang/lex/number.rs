//! Numeric literals: `10`, `1.5d`, `0x1F`, `0b101`, `1e3`, `25MB`, `-3`.
//!
//! Types and limits as about_Numeric_Literals has them. A whole number with the suffix `n` is of any
//! size.

use num_bigint::BigInt;

use super::chars::{ends_number, ends_word, is_dash};
use crate::lang::ast::Number;
use crate::model::{BigInteger, FixedWidth, Value};

/// The largest mantissa of a .NET decimal.
const DECIMAL_MAX: i128 = (1 << 96) - 1;
/// The most digits of a hexadecimal or binary number with the suffix `n`.
const MOST_RADIX_DIGITS: usize = 200_000;
/// The most digits after its point.
const DECIMAL_SCALE: u32 = 28;

/// Where a number stands, which decides what may follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// An argument: only what ends a word ends a number, anything else makes it a word.
    Argument,
    /// An expression: an operator ends it too. Inside the branches of a `? :`, so do these two characters.
    Expression { ternary: bool },
}

/// What begins like a number and ends like one.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    pub length: usize,
    pub value: Result<Number, BadNumber>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadNumber {
    /// Outside the range of its type, or without digits.
    OutOfRange,
}

/// How the digits were written.
enum Digits<'t> {
    Whole(&'t str),
    Real(&'t str),
    Radix(u32, &'t str),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Suffix {
    None,
    Long,
    Decimal,
    /// `u`: a UInt32, or a UInt64 where that is too small.
    Unsigned,
    SByte,
    Byte,
    Short,
    UShort,
    ULong,
    Big,
}

impl Suffix {
    /// No bit of its digits is a sign.
    fn is_unsigned(self) -> bool {
        matches!(self, Suffix::Unsigned | Suffix::Byte | Suffix::UShort | Suffix::ULong)
    }

    /// Whether so many bits reach its sign bit; `unnamed`: the numbers of bits where no type is named.
    fn is_filled_by(self, bits: usize, unnamed: &[usize]) -> bool {
        match self {
            Suffix::SByte => bits == 8,
            Suffix::Short => bits == 16,
            Suffix::Long => bits == 64,
            _ => unnamed.contains(&bits),
        }
    }

    /// A whole number as the suffix has it; `None` where its type does not hold it.
    fn number(self, value: i128) -> Option<Number> {
        let fixed = match self {
            Suffix::None => return narrowest(value).or_else(|| fits_decimal(value)),
            Suffix::Long => return i64::try_from(value).ok().map(Number::Long),
            Suffix::Decimal => return fits_decimal(value),
            Suffix::Unsigned => match u32::try_from(value) {
                Ok(n) => FixedWidth::UInt(n),
                Err(_) => FixedWidth::ULong(u64::try_from(value).ok()?),
            },
            Suffix::SByte => FixedWidth::SByte(i8::try_from(value).ok()?),
            Suffix::Byte => FixedWidth::Byte(u8::try_from(value).ok()?),
            Suffix::Short => FixedWidth::Short(i16::try_from(value).ok()?),
            Suffix::UShort => FixedWidth::UShort(u16::try_from(value).ok()?),
            Suffix::ULong => FixedWidth::ULong(u64::try_from(value).ok()?),
            Suffix::Big => return Some(Number::Big(BigInteger(value.into()))),
        };
        Some(Number::Fixed(fixed))
    }
}

/// Reads the number at the start of `text`, sign included. `None`: it is a word, or no number at all.
pub fn read(text: &str, place: Place) -> Option<Literal> {
    let sign = text.chars().next().filter(|&c| is_dash(c) || c == '+');
    let negative = sign.is_some_and(is_dash);
    let body = &text[sign.map_or(0, char::len_utf8)..];
    let (digits, mut rest) = read_digits(body)?;
    let suffix = read_suffix(&mut rest);
    let multiplier = read_multiplier(&mut rest)?;
    if let Some(next) = rest.chars().next() {
        let ended = ends_word(next)
            || match place {
                Place::Argument => false,
                Place::Expression { ternary } => ends_number(next) || ternary && matches!(next, '?' | ':'),
            };
        if !ended {
            return None;
        }
    }
    let value = match (suffix, digits) {
        (Suffix::Big, digits) => big(digits, negative, multiplier),
        (_, Digits::Whole(digits)) => whole(digits, negative, suffix, multiplier),
        (Suffix::Decimal, Digits::Real(digits)) => decimal(digits, negative, multiplier),
        (_, Digits::Real(digits)) => real(digits, negative, suffix, multiplier),
        (_, Digits::Radix(radix, digits)) => radix_integer(radix, digits, negative, suffix, multiplier),
    };
    Some(Literal { length: text.len() - rest.len(), value })
}

fn read_digits(text: &str) -> Option<(Digits<'_>, &str)> {
    let bytes = text.as_bytes();
    let run = |from: usize, test: fn(&u8) -> bool| from + bytes[from..].iter().take_while(|&b| test(b)).count();
    if bytes.first() == Some(&b'0') {
        match bytes.get(1) {
            Some(b'x' | b'X') => {
                let end = run(2, u8::is_ascii_hexdigit);
                return Some((Digits::Radix(16, &text[2..end]), &text[end..]));
            }
            Some(b'b' | b'B') if matches!(bytes.get(2), Some(b'0' | b'1')) => {
                let end = run(2, |b| matches!(b, b'0' | b'1'));
                return Some((Digits::Radix(2, &text[2..end]), &text[end..]));
            }
            _ => {}
        }
    }
    let mut end = run(0, u8::is_ascii_digit);
    let whole_digits = end;
    let mut is_real = false;
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1) != Some(&b'.') {
        end = run(end + 1, u8::is_ascii_digit);
        is_real = true;
    }
    if end == 0 || whole_digits == 0 && end == 1 {
        return None;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = text[end + 1..].chars().next().filter(|&c| c == '+' || is_dash(c));
        let from = end + 1 + sign.map_or(0, char::len_utf8);
        end = Some(run(from, u8::is_ascii_digit)).filter(|&end| end > from)?;
        is_real = true;
    }
    let digits = &text[..end];
    Some((if is_real { Digits::Real(digits) } else { Digits::Whole(digits) }, &text[end..]))
}

fn read_suffix(rest: &mut &str) -> Suffix {
    let mut letters = rest.bytes().map(|b| b.to_ascii_lowercase());
    let (suffix, length) = match (letters.next(), letters.next()) {
        (Some(b'u'), Some(b'l')) => (Suffix::ULong, 2),
        (Some(b'u'), Some(b's')) => (Suffix::UShort, 2),
        (Some(b'u'), Some(b'y')) => (Suffix::Byte, 2),
        (Some(b'u'), _) => (Suffix::Unsigned, 1),
        (Some(b's'), _) => (Suffix::Short, 1),
        (Some(b'y'), _) => (Suffix::SByte, 1),
        (Some(b'n'), _) => (Suffix::Big, 1),
        (Some(b'l'), _) => (Suffix::Long, 1),
        (Some(b'd'), _) => (Suffix::Decimal, 1),
        _ => (Suffix::None, 0),
    };
    *rest = &rest[length..];
    suffix
}

/// `kb` to `pb`; `None` when the first letter of one is not followed by `b`: that is a word.
fn read_multiplier(rest: &mut &str) -> Option<i64> {
    let bytes = rest.as_bytes();
    let power = match bytes.first().map(u8::to_ascii_lowercase) {
        Some(b'k') => 1,
        Some(b'm') => 2,
        Some(b'g') => 3,
        Some(b't') => 4,
        Some(b'p') => 5,
        _ => return Some(1),
    };
    bytes.get(1).filter(|b| b.eq_ignore_ascii_case(&b'b'))?;
    *rest = &rest[2..];
    Some(1 << (10 * power))
}

fn whole(digits: &str, negative: bool, suffix: Suffix, multiplier: i64) -> Result<Number, BadNumber> {
    let value = digits.parse::<i128>().ok().and_then(|value| value.checked_mul(i128::from(multiplier)));
    let value = value.map(|value| if negative { -value } else { value });
    match (value, suffix) {
        (Some(value), Suffix::None) => Ok(suffix.number(value).unwrap_or(Number::Double(value as f64))),
        (None, Suffix::None) => {
            let value = digits.parse::<f64>().map_err(|_| BadNumber::OutOfRange)? * multiplier as f64;
            if value.is_infinite() {
                return Err(BadNumber::OutOfRange);
            }
            Ok(Number::Double(if negative { -value } else { value }))
        }
        (Some(value), suffix) => suffix.number(value).ok_or(BadNumber::OutOfRange),
        (None, _) => Err(BadNumber::OutOfRange),
    }
}

fn narrowest(value: i128) -> Option<Number> {
    let int = i32::try_from(value).map(Number::Int);
    int.or_else(|_| i64::try_from(value).map(Number::Long)).ok()
}

fn fits_decimal(value: i128) -> Option<Number> {
    (value.abs() <= DECIMAL_MAX).then_some(Number::Decimal { mantissa: value, scale: 0 })
}

fn real(digits: &str, negative: bool, suffix: Suffix, multiplier: i64) -> Result<Number, BadNumber> {
    let value = plain_signs(digits).parse::<f64>().map_err(|_| BadNumber::OutOfRange)? * multiplier as f64;
    let value = if negative { -value } else { value };
    if suffix == Suffix::None {
        return Ok(Number::Double(value));
    }
    // A fraction with the suffix of a whole number is rounded, halves to the even neighbour. Beyond the bound no
    // integer type follows.
    let rounded = value.round_ties_even();
    let whole = (rounded.abs() < 1e30).then_some(rounded as i128);
    whole.and_then(|whole| suffix.number(whole)).ok_or(BadNumber::OutOfRange)
}

/// `5n`. A fraction is rounded to the even neighbour, and hexadecimal and binary digits may carry a sign bit as those
/// of other types do.
fn big(digits: Digits<'_>, negative: bool, multiplier: i64) -> Result<Number, BadNumber> {
    let value = match digits {
        Digits::Whole(digits) => digits.parse::<BigInteger>().map_err(|_| BadNumber::OutOfRange)?.0,
        Digits::Real(digits) => {
            let value = plain_signs(digits).parse::<f64>().map_err(|_| BadNumber::OutOfRange)?;
            let rounded = Value::Double((value * multiplier as f64).round_ties_even());
            let BigInteger(value) = BigInteger::from_value(&rounded).map_err(|_| BadNumber::OutOfRange)?;
            return Ok(Number::Big(BigInteger(if negative { -value } else { value })));
        }
        Digits::Radix(radix, digits) => {
            if digits.len() > MOST_RADIX_DIGITS {
                return Err(BadNumber::OutOfRange);
            }
            let value = BigInt::parse_bytes(digits.as_bytes(), radix).ok_or(BadNumber::OutOfRange)?;
            let (bits, is_signed) = match (radix, digits.len()) {
                (16, length) => (4 * length, length % 8 == 0),
                (_, length) => (length, matches!(length, 8 | 16) || length % 32 == 0),
            };
            if is_signed && value.bits() == bits as u64 { value - (BigInt::from(1) << bits) } else { value }
        }
    };
    let value = value * multiplier;
    Ok(Number::Big(BigInteger(if negative { -value } else { value })))
}

/// Exponents may carry a typographic dash.
fn plain_signs(digits: &str) -> String {
    digits.chars().map(|c| if is_dash(c) { '-' } else { c }).collect()
}

/// `1.30d` keeps its two digits after the point.
fn decimal(digits: &str, negative: bool, multiplier: i64) -> Result<Number, BadNumber> {
    let text = plain_signs(digits).to_ascii_lowercase();
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i64 = exponent.parse().map_err(|_| BadNumber::OutOfRange)?;
    let mut scale = i64::try_from(fraction.len()).map_err(|_| BadNumber::OutOfRange)?.saturating_sub(exponent);
    let joined = format!("{whole}{fraction}");
    let significant = joined.trim_start_matches('0');
    let mut value: i128 =
        if significant.is_empty() { 0 } else { significant.parse().map_err(|_| BadNumber::OutOfRange)? };
    while scale < 0 && value != 0 {
        value = value.checked_mul(10).filter(|value| *value <= DECIMAL_MAX).ok_or(BadNumber::OutOfRange)?;
        scale += 1;
    }
    value = value.checked_mul(i128::from(multiplier)).ok_or(BadNumber::OutOfRange)?;
    // More digits than fit are rounded away, as long as they are behind the point.
    while scale > i64::from(DECIMAL_SCALE) || value > DECIMAL_MAX && scale > 0 {
        value = (value + 5) / 10;
        scale -= 1;
        if value == 0 {
            scale = scale.min(i64::from(DECIMAL_SCALE));
        }
    }
    if value > DECIMAL_MAX {
        return Err(BadNumber::OutOfRange);
    }
    let scale = u32::try_from(scale.max(0)).map_err(|_| BadNumber::OutOfRange)?;
    Ok(Number::Decimal { mantissa: if negative { -value } else { value }, scale })
}

/// Digits that fill their type carry a sign bit: `0xFFFFFFFF` and `0xFFFFs` are -1.
fn radix_integer(
    radix: u32,
    digits: &str,
    negative: bool,
    suffix: Suffix,
    multiplier: i64,
) -> Result<Number, BadNumber> {
    let value = u64::from_str_radix(digits, radix).map_err(|_| BadNumber::OutOfRange)?;
    let (bits, signed) = match radix {
        16 => (4 * digits.len(), suffix.is_filled_by(4 * digits.len(), &[32, 64])),
        _ => (digits.len(), suffix.is_filled_by(digits.len(), &[8, 16, 32, 64])),
    };
    let has_sign_bit = signed && !suffix.is_unsigned() && value >> (bits - 1) == 1;
    let value = i128::from(value) - if has_sign_bit { 1i128 << bits } else { 0 };
    let value = value * i128::from(multiplier) * if negative { -1 } else { 1 };
    let value = match suffix {
        Suffix::None if bits < 64 => narrowest(value),
        Suffix::None => i64::try_from(value).ok().map(Number::Long),
        suffix => suffix.number(value),
    };
    value.ok_or(BadNumber::OutOfRange)
}

#[cfg(test)]
mod tests;
