//! Patterns of one's own: `0.00`, `#,##0.##`, `00.0%`, `positive;negative;zero`.

use super::digits::{Digits, group};
use super::{MOST_DIGITS, as_double, times_hundred};
use crate::model::Value;

pub(super) fn format(value: &Value, pattern: &str) -> String {
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
