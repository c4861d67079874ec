//! The decimal digits of a number, cut to so many decimals.

use rust_decimal::RoundingStrategy;

use crate::model::Value;

/// The decimal digits of a number, rounded half away from zero.
pub(super) struct Digits {
    negative: bool,
    pub whole: String,
    pub fraction: String,
}

impl Digits {
    pub fn of(value: &Value, decimals: usize) -> Digits {
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
    pub fn is_negative(&self) -> bool {
        self.negative && self.whole.bytes().chain(self.fraction.bytes()).any(|b| b != b'0')
    }

    pub fn plain(&self) -> String {
        if self.fraction.is_empty() { self.whole.clone() } else { format!("{}.{}", self.whole, self.fraction) }
    }

    pub fn grouped(&self) -> String {
        let whole = group(&self.whole);
        if self.fraction.is_empty() { whole } else { format!("{whole}.{}", self.fraction) }
    }
}

pub(super) fn group(digits: &str) -> String {
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
