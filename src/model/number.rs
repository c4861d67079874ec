//! Numbers as text: what .NET prints and what PowerShell reads.
//!
//! The text of a number never depends on a locale.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Value;

/// How many of something, for people: `1 change`, `1,204 changes`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(count as u64)) }
}

/// `1234567` as `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The shortest text that reads back as the same number, in .NET's form: `0.1`, `1E+15`, `1E-05`, `Infinity`.
pub fn double_text(number: f64) -> String {
    if number.is_nan() {
        return "NaN".into();
    }
    if number.is_infinite() {
        return if number > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    shortest(&format!("{number:e}"), 15, || format!("{number}"))
}

/// The same of a single: `0.1`, `16777216`, `1E+10`.
pub fn single_text(number: f32) -> String {
    if !number.is_finite() {
        return double_text(number.into());
    }
    shortest(&format!("{number:e}"), 7, || format!("{number}"))
}

/// Plain digits, or with an exponent where there would be more than `precision` places before the point (or as many as
/// there are digits), or more than four zeros behind it.
fn shortest(scientific: &str, precision: i32, plain: impl Fn() -> String) -> String {
    let (digits, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let places = digits.bytes().filter(u8::is_ascii_digit).count();
    let most = i32::try_from(places).unwrap_or(precision).max(precision);
    match exponent.parse::<i32>() {
        Ok(exponent) if !(-4..most).contains(&exponent) => {
            format!("{digits}E{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
        }
        _ => plain(),
    }
}

/// Reads a number as the language writes one: `12`, `-1.5`, `0x1F`, `0b101`, `1e3`, `10MB`, `3l`, `1.5d`, with blanks
/// around it. An integer is the smallest of Int32, Int64, Decimal and Double that holds it.
pub fn read(text: &str) -> Option<Value> {
    let text = text.trim();
    let (negative, body) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if !body.is_ascii() {
        return None;
    }
    let (body, factor) = multiplier(body);
    let lower = body.to_ascii_lowercase();
    for (prefix, radix, digits) in [("0x", 16, "0123456789abcdefl"), ("0b", 2, "01l")] {
        if let Some(rest) = lower.strip_prefix(prefix) {
            let rest = rest.strip_suffix('l').unwrap_or(rest);
            return (!rest.is_empty() && rest.chars().all(|c| digits.contains(c)))
                .then(|| based(rest, radix))
                .flatten()
                .and_then(|whole| integer((if negative { -whole } else { whole }).checked_mul(factor)?));
        }
    }
    decimal_form(&lower, negative, factor)
}

/// Takes `kb` … `pb` off the end.
fn multiplier(body: &str) -> (&str, i128) {
    const UNITS: [(&str, i128); 5] =
        [("kb", 1 << 10), ("mb", 1 << 20), ("gb", 1 << 30), ("tb", 1 << 40), ("pb", 1 << 50)];
    let Some(cut) = body.len().checked_sub(2) else { return (body, 1) };
    UNITS
        .iter()
        .find(|(unit, _)| body[cut..].eq_ignore_ascii_case(unit))
        .map_or((body, 1), |(_, factor)| (&body[..cut], *factor))
}

/// `0xFFFFFFFF` is -1, as in .NET: the bits of the smallest of 32 and 64 bits that hold the digits.
fn based(digits: &str, radix: u32) -> Option<i128> {
    let bits_a_digit = if radix == 16 { 4 } else { 1 };
    let value = u64::from_str_radix(digits, radix).ok()?;
    Some(match digits.len() * bits_a_digit {
        0..=32 => i128::from(value as u32 as i32),
        _ => i128::from(value as i64),
    })
}

fn integer(whole: i128) -> Option<Value> {
    Some(if let Ok(small) = i32::try_from(whole) {
        Value::Int(small)
    } else if let Ok(long) = i64::try_from(whole) {
        Value::Long(long)
    } else if let Ok(decimal) = Decimal::try_from_i128_with_scale(whole, 0) {
        Value::decimal(decimal)
    } else {
        Value::Double(whole as f64)
    })
}

fn decimal_form(lower: &str, negative: bool, factor: i128) -> Option<Value> {
    let (digits, suffix) = match lower.as_bytes().last()? {
        b'l' => (&lower[..lower.len() - 1], Some('l')),
        b'd' => (&lower[..lower.len() - 1], Some('d')),
        _ => (lower, None),
    };
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = match digits.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (digits, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_number = plain(whole)
        && plain(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|e| {
            let e = e.strip_prefix(['+', '-']).unwrap_or(e);
            !e.is_empty() && plain(e)
        });
    if !is_number {
        return None;
    }
    let signed = if negative { format!("-{digits}") } else { digits.to_owned() };
    if suffix == Some('d') {
        let decimal = Decimal::from_scientific(&signed).or_else(|_| signed.parse()).ok()?;
        return decimal.checked_mul(Decimal::try_from_i128_with_scale(factor, 0).ok()?).map(Value::decimal);
    }
    if exponent.is_none()
        && !mantissa.contains('.')
        && let Ok(value) = signed.parse::<i128>()
        && let Some(value) = value.checked_mul(factor)
    {
        return if suffix == Some('l') { i64::try_from(value).ok().map(Value::Long) } else { integer(value) };
    }
    let real = signed.parse::<f64>().ok()? * factor as f64;
    match suffix {
        Some(_) => real.round_ties_even().to_i64().map(Value::Long),
        None => Some(Value::Double(real)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn doubles_print_as_dotnet_prints_them() {
        for (number, text) in [
            (0.1, "0.1"),
            (1.0, "1"),
            (-2.5, "-2.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e14, "100000000000000"),
            (1e15, "1E+15"),
            (1.5e300, "1.5E+300"),
            (0.0001, "0.0001"),
            (0.00001, "1E-05"),
            (123_456_789.123, "123456789.123"),
            (f64::INFINITY, "Infinity"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(double_text(number), text);
        }
    }

    #[test]
    fn number_texts_are_read_as_literals() {
        for (text, shown, kind) in [
            ("5", "5", "Int32"),
            (" -7 ", "-7", "Int32"),
            ("2147483648", "2147483648", "Int64"),
            ("-2147483648", "-2147483648", "Int32"),
            ("9223372036854775808", "9223372036854775808", "Decimal"),
            ("1.5", "1.5", "Double"),
            (".5", "0.5", "Double"),
            ("5.", "5", "Double"),
            ("1e3", "1000", "Double"),
            ("1.50d", "1.50", "Decimal"),
            ("3L", "3", "Int64"),
            ("0x1F", "31", "Int32"),
            ("0xFFFFFFFF", "-1", "Int32"),
            ("0x100000000", "4294967296", "Int64"),
            ("0b101", "5", "Int32"),
            ("10MB", "10485760", "Int32"),
            ("1.5kb", "1536", "Double"),
            ("4GB", "4294967296", "Int64"),
        ] {
            let value = read(text).expect(text);
            assert_eq!((value.to_string().as_str(), value.type_name()), (shown, kind), "{text}");
        }
        for text in ["", "-", "abc", "1 2", "0x", "0xZ", "1e", "--1", "1..2", "1,5", "kb", "e5", "5m", "é"] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,20}|[-+0-9a-fxlkmgtpbe.]{0,40}") {
            let _ = read(&text);
        }

        #[test]
        fn a_double_reads_back(number in proptest::num::f64::NORMAL) {
            prop_assert_eq!(double_text(number).parse::<f64>().ok(), Some(number));
        }
    }
}
