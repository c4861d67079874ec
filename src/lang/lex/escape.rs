//! Backtick escapes of expandable strings and bare words.

use std::ops::Range;

/// Why an escape means nothing. Ranges are bytes of the text after the backtick.
#[derive(Debug, PartialEq, Eq)]
pub enum BadEscape {
    /// `` `u `` without `{`, without digits, or with something else among them.
    Malformed(Range<usize>),
    /// More than six hexadecimal digits.
    TooManyDigits(Range<usize>),
    /// Not a character: above 10FFFF or a surrogate.
    NotACharacter(Range<usize>),
}

/// Reads the escape whose backtick stood before `text`: the character it means and how many bytes it took.
/// `None` at the end of the text.
pub fn read(text: &str) -> Option<Result<(char, usize), BadEscape>> {
    let c = text.chars().next()?;
    let meaning = match c {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        'u' => return Some(code_point(text)),
        other => other,
    };
    Some(Ok((meaning, c.len_utf8())))
}

/// `u{HEX}`, one to six digits.
fn code_point(text: &str) -> Result<(char, usize), BadEscape> {
    let Some(digits) = text[1..].strip_prefix('{') else {
        return Err(BadEscape::Malformed(0..1));
    };
    let count = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
    let closed = digits[count..].starts_with('}');
    let range = 2..2 + count;
    match count {
        0 => Err(BadEscape::Malformed(0..2)),
        7.. => Err(BadEscape::TooManyDigits(range)),
        _ if !closed => Err(BadEscape::Malformed(0..2 + count)),
        _ => {
            let value = u32::from_str_radix(&digits[..count], 16).expect("up to six hexadecimal digits fit");
            char::from_u32(value).map(|c| (c, count + 3)).ok_or(BadEscape::NotACharacter(range))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_mean_what_powershell_says() {
        for (text, expected) in [
            ("n", Some(Ok(('\n', 1)))),
            ("0x", Some(Ok(('\0', 1)))),
            ("e[31m", Some(Ok(('\u{1b}', 1)))),
            ("$x", Some(Ok(('$', 1)))),
            ("o", Some(Ok(('o', 1)))),
            ("“", Some(Ok(('“', 3)))),
            ("u{2195}x", Some(Ok(('↕', 7)))),
            ("u{0}", Some(Ok(('\0', 4)))),
            ("u{10FFFF}", Some(Ok(('\u{10ffff}', 9)))),
            ("u2195", Some(Err(BadEscape::Malformed(0..1)))),
            ("u{}", Some(Err(BadEscape::Malformed(0..2)))),
            ("u{219z}", Some(Err(BadEscape::Malformed(0..5)))),
            ("u{1234567}", Some(Err(BadEscape::TooManyDigits(2..9)))),
            ("u{110000}", Some(Err(BadEscape::NotACharacter(2..8)))),
            ("u{d800}", Some(Err(BadEscape::NotACharacter(2..6)))),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "`{text}");
        }
    }
}
