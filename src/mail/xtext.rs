//! xtext, the escaping of ENVID, ORCPT and AUTH parameters (RFC 3461 §4): `+` and two upper-case hex digits stand for one byte.
//!
//! Promise: `decode(encode(x)) == x` for every byte string; text that is not xtext is refused, never repaired.

/// The text is not xtext: a byte outside `!`..`~`, an `=`, or a `+` without two upper-case hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not xtext")]
pub struct NotXtext;

/// Writes bytes as xtext.
pub fn encode(bytes: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        if is_plain(byte) {
            text.push(char::from(byte));
        } else {
            text.push('+');
            text.push(char::from(HEX[usize::from(byte >> 4)]));
            text.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    text
}

/// Reads xtext back to the bytes that it stands for.
pub fn decode(text: &[u8]) -> Result<Vec<u8>, NotXtext> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'+' {
            let (&[high, low], after) = rest.split_first_chunk::<2>().ok_or(NotXtext)?;
            bytes.push(nibble(high)? << 4 | nibble(low)?);
            rest = after;
        } else if is_plain(byte) {
            bytes.push(byte);
        } else {
            return Err(NotXtext);
        }
    }
    Ok(bytes)
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~') && byte != b'+' && byte != b'='
}

fn nibble(digit: u8) -> Result<u8, NotXtext> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(NotXtext),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_xtext_is_refused() {
        for (text, why) in [
            ("a=b", "= separates parameters"),
            ("a b", "blank"),
            ("a+2", "half an escape"),
            ("a+2b", "lower-case hex is not in the grammar"),
            ("a+", "escape at the end"),
            ("caf\u{e9}", "eight bits"),
        ] {
            assert_eq!(decode(text.as_bytes()), Err(NotXtext), "{why}");
        }
    }

    #[test]
    fn escapes_stand_for_bytes() {
        assert_eq!(decode(b"QQ314159+2Bx+3D").unwrap(), b"QQ314159+x=");
        assert_eq!(encode("a+b=c d".as_bytes()), "a+2Bb+3Dc+20d");
    }

    proptest! {
        #[test]
        fn every_byte_string_survives(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(decode(encode(&bytes).as_bytes()).unwrap(), bytes);
        }

        #[test]
        fn no_input_panics(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = decode(&bytes);
        }
    }
}
