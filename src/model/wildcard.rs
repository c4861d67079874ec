//! PowerShell wildcards: `*`, `?`, `[abc]`, `[a-z]`, and the backtick that takes the meaning from any of them.
//!
//! A pattern always stands for the whole text. Matching takes time in proportion to pattern times text, whatever the
//! pattern. A `[` without its `]` stands for itself.

use std::fmt;

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wildcard {
    pattern: String,
    pieces: Vec<Piece>,
    ignores_case: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Exactly(char),
    Any,
    /// Any number of any characters.
    Many,
    /// Between square brackets: ranges, single characters being ranges of one.
    OneOf(Vec<(char, char)>),
}

impl Wildcard {
    /// A pattern that does not look at letter case.
    pub fn new(pattern: &str) -> Wildcard {
        Wildcard::with_case(pattern, true)
    }

    pub fn with_case(pattern: &str, ignores_case: bool) -> Wildcard {
        let fold = |c: char| if ignores_case { folded(c) } else { c };
        let chars: Vec<char> = pattern.chars().collect();
        let mut pieces = Vec::with_capacity(chars.len());
        let mut at = 0;
        while let Some(&c) = chars.get(at) {
            at += 1;
            pieces.push(match c {
                '*' => Piece::Many,
                '?' => Piece::Any,
                '`' => match chars.get(at) {
                    Some(&escaped) => {
                        at += 1;
                        Piece::Exactly(fold(escaped))
                    }
                    None => Piece::Exactly('`'),
                },
                '[' => match class(&chars[at..], fold) {
                    Some((ranges, length)) => {
                        at += length;
                        Piece::OneOf(ranges)
                    }
                    None => Piece::Exactly('['),
                },
                c => Piece::Exactly(fold(c)),
            });
            // Two stars in a row are one.
            if pieces.ends_with(&[Piece::Many, Piece::Many]) {
                pieces.pop();
            }
        }
        Wildcard { pattern: pattern.into(), pieces, ignores_case }
    }

    /// Whether a text means anything but itself as a pattern.
    pub fn is_pattern(text: &str) -> bool {
        text.contains(['*', '?', '['])
    }

    /// Text that matches only itself.
    pub fn escape(text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '*' | '?' | '[' | ']' | '`') {
                out.push('`');
            }
            out.push(c);
        }
        out
    }

    pub fn matches(&self, text: &str) -> bool {
        let mut rest = text.chars();
        let mut piece = 0;
        // Where to go on after the last star, when what follows it did not fit.
        let mut retry = None;
        loop {
            let here = rest.clone();
            match (self.pieces.get(piece), rest.next()) {
                (None, None) => return true,
                (Some(Piece::Many), _) => {
                    retry = Some((piece, here.clone()));
                    rest = here;
                    piece += 1;
                    continue;
                }
                (Some(wanted), Some(c)) if self.fits(wanted, c) => {
                    piece += 1;
                    continue;
                }
                _ => {}
            }
            let Some((star, from)) = retry.take() else { return false };
            let mut shorter = from;
            if shorter.next().is_none() {
                return false;
            }
            rest = shorter.clone();
            piece = star + 1;
            retry = Some((star, shorter));
        }
    }

    fn fits(&self, piece: &Piece, c: char) -> bool {
        let c = if self.ignores_case { folded(c) } else { c };
        match piece {
            Piece::Exactly(wanted) => *wanted == c,
            Piece::Any => true,
            Piece::OneOf(ranges) => ranges.iter().any(|&(from, to)| (from..=to).contains(&c)),
            Piece::Many => false,
        }
    }
}

fn folded(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

/// The ranges up to the closing bracket, and how many characters were read with it.
fn class(rest: &[char], fold: impl Fn(char) -> char) -> Option<(Vec<(char, char)>, usize)> {
    let mut ranges = Vec::new();
    let mut at = 0;
    let member = |at: &mut usize| -> Option<char> {
        let mut c = *rest.get(*at)?;
        *at += 1;
        if c == '`' {
            c = *rest.get(*at)?;
            *at += 1;
        }
        Some(c)
    };
    loop {
        if rest.get(at) == Some(&']') && at > 0 {
            return Some((ranges, at + 1));
        }
        let from = member(&mut at)?;
        let is_range = rest.get(at) == Some(&'-') && rest.get(at + 1).is_some_and(|&c| c != ']');
        let to = if is_range {
            at += 1;
            member(&mut at)?
        } else {
            from
        };
        ranges.push((fold(from), fold(to)));
    }
}

impl fmt::Display for Wildcard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn patterns_match_as_the_language_reference_says() {
        for (pattern, text, expected) in [
            ("*", "", true),
            ("", "", true),
            ("", "x", false),
            ("contoso", "Contoso", true),
            ("*.contoso.com", "mail.CONTOSO.com", true),
            ("*.contoso.com", "contoso.com", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("[a-c]at", "Bat", true),
            ("[a-c]at", "dat", false),
            ("[bc]at", "cat", true),
            ("a*b*c", "aXXbYYbZZc", true),
            ("a*b*c", "aXXbYY", false),
            ("`*", "*", true),
            ("`*", "x", false),
            ("a`[b", "a[b", true),
            ("[", "[", true),
            ("a[b", "a[b", true),
            ("[]]", "]", true),
            ("[a-]", "-", true),
            ("[*]", "*", true),
            ("**x", "aax", true),
            ("Ärger*", "ärgerlich", true),
            ("`", "`", true),
        ] {
            assert_eq!(Wildcard::new(pattern).matches(text), expected, "{pattern} on {text}");
        }
        assert!(!Wildcard::with_case("A*", false).matches("abc"));
        assert!(Wildcard::with_case("[A-Z]*", false).matches("Abc"));
    }

    #[test]
    fn a_pattern_of_stars_is_not_exponential() {
        assert!(!Wildcard::new(&"*a".repeat(200)).matches(&"a".repeat(150)));
    }

    proptest! {
        #[test]
        fn nothing_panics(pattern in "[\\[\\]*?`a-c-]{0,12}", text in "[abc*?\\[-]{0,12}") {
            Wildcard::new(&pattern).matches(&text);
        }

        #[test]
        fn escaped_text_matches_itself_alone(text in "\\PC{0,12}", other in "\\PC{0,12}") {
            let pattern = Wildcard::with_case(&Wildcard::escape(&text), false);
            prop_assert!(pattern.matches(&text));
            prop_assert_eq!(pattern.matches(&other), text == other);
        }
    }
}
