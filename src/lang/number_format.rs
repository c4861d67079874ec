//! Numbers by .NET format strings, in the invariant culture: `N2`, `D5`, `X`, `P1`, `0.00`, `#,##0`.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::Value;

/// .NET allows a billion; nobody reads that.
const MOST_DIGITS: usize = 1000;

const MALFORMED: &str = "Format specifier was invalid.";

/// Formats a number. Err: .NET's sentence.
pub fn format(value: &Value, pattern: &str) -> Result<String, String> {
    let mut letters = pattern.chars();
    let Some(letter) = letters.next() else { return Ok(value.to_string()) };
    let digits = letters.as_str();
    let is_standard = letter.is_ascii_alphabetic() && digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_standard {
        return Ok(custom(value, pattern));
    }
    let precision =
        if digits.is_empty() { None } else { Some(digits.parse::<usize>().map_err(|_| MALFORMED)?.min(MOST_DIGITS)) };
    standard(value, letter, precision)
}

fn standard(value: &Value, letter: char, precision: Option<usize>) -> Result<String, String> {
    if let Value::Double(real) = value
        && !real.is_finite()
    {
        return Ok(value.to_string());
    }
    let whole = match value {
        Value::Int(n) => Some((i64::from(*n), 32)),
        Value::Long(n) => Some((*n, 64)),
        _ => None,
    };
    let signed = |digits: Digits, text: String| if digits.is_negative() { format!("-{text}") } else { text };
    Ok(match letter.to_ascii_uppercase() {
        'D' => {
            let (n, _) = whole.ok_or(MALFORMED)?;
            let width = precision.unwrap_or(0);
            format!("{}{:0width$}", if n < 0 { "-" } else { "" }, n.unsigned_abs())
        }
        'X' => {
            let (n, bits) = whole.ok_or(MALFORMED)?;
            let bits_of = if bits == 32 { n as u32 as u64 } else { n as u64 };
            let width = precision.unwrap_or(0);
            if letter == 'X' { format!("{bits_of:0width$X}") } else { format!("{bits_of:0width$x}") }
        }
        'B' => {
            let (n, bits) = whole.ok_or(MALFORMED)?;
            let bits_of = if bits == 32 { n as u32 as u64 } else { n as u64 };
            let width = precision.unwrap_or(0);
            format!("{bits_of:0width$b}")
        }
        'F' => {
            let digits = Digits::of(value, precision.unwrap_or(2));
            let text = digits.plain();
            signed(digits, text)
        }
        'N' => {
            let digits = Digits::of(value, precision.unwrap_or(2));
            let text = digits.grouped();
            signed(digits, text)
        }
        'C' => {
            let digits = Digits::of(value, precision.unwrap_or(2));
            let text = format!("${}", digits.grouped());
            signed(digits, text)
        }
        'P' => {
            let digits = Digits::of(&times_hundred(value), precision.unwrap_or(2));
            let text = format!("{}%", digits.grouped());
            signed(digits, text)
        }
        'E' => exponential(value, precision.unwrap_or(6), letter, 3),
        'G' | 'R' => match (precision, value) {
            (None | Some(0), _) | (_, Value::Decimal(_)) => value.to_string(),
            (Some(precision), _) => general(value, precision, letter),
        },
        _ => return Err(MALFORMED.into()),
    })
}

fn as_double(value: &Value) -> f64 {
    crate::model::convert::to_double(value).unwrap_or(0.0)
}

fn times_hundred(value: &Value) -> Value {
    match value {
        Value::Double(real) => Value::Double(real * 100.0),
        Value::Decimal(exact) => {
            exact.checked_mul(Decimal::from(100)).map_or(Value::Double(as_double(value) * 100.0), Value::Decimal)
        }
        Value::Int(n) => Value::Long(i64::from(*n) * 100),
        other => Value::Double(as_double(other) * 100.0),
    }
}

/// The decimal digits of a number, rounded half away from zero.
struct Digits {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Digits {
    fn of(value: &Value, decimals: usize) -> Digits {
        let text = match value {
            Value::Double(real) => round_text(&format!("{:.*}", decimals + 25, real), decimals),
            Value::Decimal(exact) => {
                let kept = u32::try_from(decimals).unwrap_or(u32::MAX).min(28);
                exact.round_dp_with_strategy(kept, RoundingStrategy::MidpointAwayFromZero).to_string()
            }
            other => other.to_string(),
        };
        let (negative, body) = match text.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, text.as_str()),
        };
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        Digits { negative, whole: whole.into(), fraction: format!("{fraction:0<decimals$}") }
    }

    /// A number that rounds to zero has no sign.
    fn is_negative(&self) -> bool {
        self.negative && self.whole.bytes().chain(self.fraction.bytes()).any(|b| b != b'0')
    }

    fn plain(&self) -> String {
        if self.fraction.is_empty() { self.whole.clone() } else { format!("{}.{}", self.whole, self.fraction) }
    }

    fn grouped(&self) -> String {
        let whole = group(&self.whole);
        if self.fraction.is_empty() { whole } else { format!("{whole}.{}", self.fraction) }
    }
}

fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Cuts a decimal text to so many decimals, half away from zero.
fn round_text(text: &str, decimals: usize) -> String {
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => ("-", body),
        None => ("", text),
    };
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    if fraction.len() <= decimals {
        return text.into();
    }
    let mut digits: Vec<u8> = whole.bytes().chain(fraction[..decimals].bytes()).collect();
    if fraction.as_bytes()[decimals] >= b'5' {
        let mut at = digits.len();
        loop {
            if at == 0 {
                digits.insert(0, b'1');
                break;
            }
            at -= 1;
            if digits[at] == b'9' {
                digits[at] = b'0';
            } else {
                digits[at] += 1;
                break;
            }
        }
    }
    let digits: String = digits.into_iter().map(char::from).collect();
    let cut = digits.len() - decimals;
    match decimals {
        0 => format!("{negative}{digits}"),
        _ => format!("{negative}{}.{}", &digits[..cut], &digits[cut..]),
    }
}

fn exponential(value: &Value, precision: usize, letter: char, width: usize) -> String {
    let text = format!("{:.*e}", precision, as_double(value));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}{letter}{sign}{:0width$}", exponent.abs())
}

/// So many significant digits, without zeros at the end.
fn general(value: &Value, precision: usize, letter: char) -> String {
    let real = as_double(value);
    let text = format!("{:.*e}", precision - 1, real);
    let exponent: i32 = text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0);
    let limit = i32::try_from(precision).unwrap_or(i32::MAX);
    if (-5..limit).contains(&exponent) && exponent != -5 {
        let decimals = usize::try_from(limit - 1 - exponent).unwrap_or(0);
        let fixed = format!("{real:.decimals$}");
        let shown = if fixed.contains('.') { fixed.trim_end_matches('0').trim_end_matches('.') } else { &fixed };
        return shown.to_owned();
    }
    let (mantissa, _) = text.split_once('e').unwrap_or((&text, ""));
    let mantissa = if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    let e = if letter.is_ascii_lowercase() { 'e' } else { 'E' };
    format!("{mantissa}{e}{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

/// `0.00`, `#,##0.##`, `00.0%`, `positive;negative;zero`.
fn custom(value: &Value, pattern: &str) -> String {
    let real = as_double(value);
    let sections = sections(pattern);
    let (section, strips_sign) = match (sections.as_slice(), real) {
        ([_, negative, ..], real) if real < 0.0 => (*negative, true),
        ([_, _, zero, ..], 0.0) => (*zero, false),
        ([first, ..], _) => (*first, false),
        ([], _) => (pattern, false),
    };
    let shape = Shape::of(section);
    let mut scaled = match shape.percent {
        0 => value.clone(),
        _ => times_hundred(value),
    };
    if shape.thousands > 0 {
        scaled = Value::Double(as_double(&scaled) / 1000f64.powi(shape.thousands as i32));
    }
    let digits = Digits::of(&scaled, shape.decimals);
    let sign = if digits.is_negative() && !strips_sign { "-" } else { "" };
    format!("{sign}{}", shape.fill(&digits))
}

/// The parts between semicolons that stand in no quotes.
fn sections(pattern: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quote, mut escaped) = (0, None, false);
    for (at, letter) in pattern.char_indices() {
        match (letter, quote) {
            _ if escaped => escaped = false,
            ('\\', _) => escaped = true,
            (letter, Some(open)) if letter == open => quote = None,
            ('\'' | '"', None) => quote = Some(letter),
            (';', None) => {
                parts.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&pattern[start..]);
    parts
}

enum Token {
    Zero,
    Digit,
    Point,
    Literal(char),
}

struct Shape {
    tokens: Vec<Token>,
    decimals: usize,
    whole_digits: usize,
    groups: bool,
    percent: usize,
    /// Commas at the end of the whole part: each divides by a thousand.
    thousands: usize,
}

impl Shape {
    fn of(section: &str) -> Shape {
        let mut shape =
            Shape { tokens: Vec::new(), decimals: 0, whole_digits: 0, groups: false, percent: 0, thousands: 0 };
        let mut letters = section.chars();
        let (mut after_point, mut commas) = (false, 0);
        while let Some(letter) = letters.next() {
            match letter {
                '0' | '#' => {
                    shape.groups |= commas > 0;
                    commas = 0;
                    if after_point {
                        shape.decimals += 1;
                    } else {
                        shape.whole_digits += 1;
                    }
                    shape.tokens.push(if letter == '0' { Token::Zero } else { Token::Digit });
                }
                '.' if !after_point => {
                    after_point = true;
                    shape.thousands += std::mem::take(&mut commas);
                    shape.tokens.push(Token::Point);
                }
                ',' if !after_point && shape.whole_digits > 0 => commas += 1,
                '%' => {
                    shape.percent += 1;
                    shape.tokens.push(Token::Literal('%'));
                }
                '\\' => shape.tokens.extend(letters.next().map(Token::Literal)),
                '\'' | '"' => {
                    let quoted: Vec<char> = letters.by_ref().take_while(|quoted| *quoted != letter).collect();
                    shape.tokens.extend(quoted.into_iter().map(Token::Literal));
                }
                other => shape.tokens.push(Token::Literal(other)),
            }
        }
        shape.thousands += commas;
        shape.decimals = shape.decimals.min(MOST_DIGITS);
        shape
    }

    fn fill(&self, digits: &Digits) -> String {
        let whole = digits.whole.trim_start_matches('0');
        let zeros = self.tokens.iter().take_while(|token| !matches!(token, Token::Point));
        // Zeros are kept from the first `0` of the whole part on.
        let kept = zeros.clone().filter(|token| matches!(token, Token::Zero | Token::Digit)).count()
            - zeros
                .filter(|token| matches!(token, Token::Zero | Token::Digit))
                .position(|token| matches!(token, Token::Zero))
                .unwrap_or(self.whole_digits);
        let whole = format!("{whole:0>kept$}");
        let grouped: Vec<char> = if self.groups { group(&whole) } else { whole }.chars().collect();
        let last_zero = self.fraction_tokens().rposition(|token| matches!(token, Token::Zero)).map_or(0, |at| at + 1);
        let fraction = digits.fraction.trim_end_matches('0');
        let shown = fraction.len().max(last_zero);
        let mut fraction = digits.fraction.chars().take(shown);
        let mut out = String::new();
        let (mut seen, mut after_point, mut placed) = (0, false, false);
        for token in &self.tokens {
            match token {
                Token::Literal(letter) => out.push(*letter),
                Token::Point => {
                    if !placed {
                        out.extend(&grouped);
                        placed = true;
                    }
                    after_point = true;
                    if shown > 0 {
                        out.push('.');
                    }
                }
                Token::Zero | Token::Digit if after_point => out.extend(fraction.next()),
                Token::Zero | Token::Digit => {
                    seen += 1;
                    // All digits stand where the last placeholder is, unless letters stand between.
                    if !placed && seen == 1 && self.is_plain() {
                        out.extend(&grouped);
                        placed = true;
                    } else if !self.is_plain() {
                        let left = self.whole_digits - seen;
                        let length = grouped.len();
                        let (from, to) = match seen {
                            1 => (0, length.saturating_sub(left)),
                            _ => (length.saturating_sub(left + 1), length.saturating_sub(left)),
                        };
                        out.extend(&grouped[from..to]);
                        placed = true;
                    }
                }
            }
        }
        out
    }

    /// Whether the digits of the whole part stand side by side.
    fn is_plain(&self) -> bool {
        let whole: Vec<&Token> = self.tokens.iter().take_while(|token| !matches!(token, Token::Point)).collect();
        let is_digit = |token: &&Token| matches!(token, Token::Zero | Token::Digit);
        let first = whole.iter().position(is_digit).unwrap_or(0);
        let last = whole.iter().rposition(is_digit).unwrap_or(0);
        whole[first.min(whole.len())..(last + 1).min(whole.len())].iter().all(is_digit)
    }

    fn fraction_tokens(&self) -> impl DoubleEndedIterator<Item = &Token> + ExactSizeIterator {
        let tokens: Vec<&Token> = self
            .tokens
            .iter()
            .skip_while(|token| !matches!(token, Token::Point))
            .filter(|token| matches!(token, Token::Zero | Token::Digit))
            .collect();
        tokens.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_formatted_as_dotnet_does() {
        let decimal = |text: &str| Value::Decimal(text.parse().expect("a decimal"));
        for (value, pattern, expected) in [
            (Value::Double(1234.5), "N2", "1,234.50"),
            (Value::Double(-1234.567), "N", "-1,234.57"),
            (Value::Int(1_234_567), "N0", "1,234,567"),
            (Value::Double(2.5), "F0", "3"),
            (Value::Double(0.125), "F2", "0.13"),
            (Value::Double(-0.001), "F2", "0.00"),
            (Value::Double(9.995), "F2", "9.99"),
            (Value::Double(99.999), "N2", "100.00"),
            (Value::Int(255), "X", "FF"),
            (Value::Int(-1), "x8", "ffffffff"),
            (Value::Int(5), "D3", "005"),
            (Value::Int(-5), "D3", "-005"),
            (Value::Double(0.1234), "P1", "12.3%"),
            (Value::Double(0.5), "P", "50.00%"),
            (Value::Double(12.5), "C", "$12.50"),
            (Value::Double(12345.678), "E2", "1.23E+004"),
            (Value::Double(12345.678), "G3", "1.23E+04"),
            (Value::Double(123.456), "G4", "123.5"),
            (decimal("1.005"), "N2", "1.01"),
            (Value::Int(5), "00", "05"),
            (Value::Double(1234.5), "#,##0.00", "1,234.50"),
            (Value::Double(1234.5), "0.##", "1234.5"),
            (Value::Int(0), "#", ""),
            (Value::Double(0.256), "0.0%", "25.6%"),
            (Value::Double(-5.0), "0;(0)", "(5)"),
            (Value::Int(0), "0;-0;zero", "zero"),
            (Value::Int(1_234_567), "#,##0,K", "1,235K"),
            (Value::Int(5_551_234), "###-####", "555-1234"),
            (Value::Int(3), "0 'days'", "3 days"),
        ] {
            assert_eq!(format(&value, pattern).as_deref(), Ok(expected), "{value:?} {pattern}");
        }
        assert!(format(&Value::Double(1.5), "D").is_err() && format(&Value::Int(1), "Q").is_err());
    }

    proptest! {
        #[test]
        fn no_pattern_panics(pattern in "[A-Za-z]?[0-9]{0,3}|[0#.,%;'\\\\E+a-]{0,14}", real: f64, whole: i64) {
            let _ = format(&Value::Double(real), &pattern);
            let _ = format(&Value::Long(whole), &pattern);
        }
    }
}
