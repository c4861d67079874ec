//! Formats in which a whole number of any size differs from the others: `D`, `X`, `R`.

use num_bigint::Sign;

use crate::model::BigInteger;

/// `None`: it is formatted as other numbers are.
pub(super) fn format(number: &BigInteger, letter: char, precision: Option<usize>) -> Option<String> {
    let width = precision.unwrap_or(0);
    match letter {
        'D' | 'd' => {
            let sign = if number.0.sign() == Sign::Minus { "-" } else { "" };
            Some(format!("{sign}{:0>width$}", number.0.magnitude().to_string()))
        }
        'R' | 'r' => Some(number.to_string()),
        'X' => Some(hexadecimal(number, width)),
        'x' => Some(hexadecimal(number, width).to_ascii_lowercase()),
        _ => None,
    }
}

/// The bytes of the two's complement. The first digit tells the sign, which a positive number may need a zero for.
fn hexadecimal(number: &BigInteger, width: usize) -> String {
    let bytes = number.0.to_signed_bytes_be();
    let mut text: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    // The first half of a byte goes where the second half tells the same sign.
    if matches!(bytes.first(), Some(0x00..0x08 | 0xF8..)) {
        text.remove(0);
    }
    let fill = if number.0.sign() == Sign::Minus { "F" } else { "0" };
    fill.repeat(width.saturating_sub(text.len())) + &text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_digits_tell_the_sign() {
        for (number, width, text) in [
            (0, 0, "0"),
            (7, 0, "7"),
            (15, 0, "0F"),
            (255, 0, "0FF"),
            (128, 6, "000080"),
            (-1, 0, "F"),
            (-129, 0, "F7F"),
            (-1, 4, "FFFF"),
        ] {
            assert_eq!(hexadecimal(&BigInteger(number.into()), width), text, "{number}");
        }
    }
}
