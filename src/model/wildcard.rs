//! PowerShell's wildcard patterns.

/// `*` any run, `?` any one character, `[abc]` and `[a-z]` one of these, a back-tick before what stands for itself.
/// Matches whole texts without regard to letter case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wildcard(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Run,
    One,
    Char(char),
    /// Bounds, both included.
    OneOf(Vec<(char, char)>),
}

impl Wildcard {
    /// Every text is a pattern; a bracket that is never closed stands for itself.
    pub fn new(pattern: &str) -> Wildcard {
        let mut parts = Vec::new();
        let mut rest = pattern.chars();
        while let Some(c) = rest.next() {
            parts.push(match c {
                '*' if parts.last() == Some(&Part::Run) => continue,
                '*' => Part::Run,
                '?' => Part::One,
                '`' => Part::Char(folded(rest.next().unwrap_or('`'))),
                '[' => match class(rest.as_str()) {
                    Some((class, length)) => {
                        rest = rest.as_str()[length..].chars();
                        Part::OneOf(class)
                    }
                    None => Part::Char('['),
                },
                c => Part::Char(folded(c)),
            });
        }
        Wildcard(parts)
    }

    /// True when the text has a character that makes it more than itself.
    pub fn is_pattern(text: &str) -> bool {
        text.contains(['*', '?', '['])
    }

    /// Time is bounded by pattern length times text length: only the last run is ever taken up again.
    pub fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().map(folded).collect();
        let (mut at, mut part) = (0, 0);
        let mut retry: Option<(usize, usize)> = None;
        while at < text.len() {
            match self.0.get(part) {
                Some(Part::Run) => {
                    retry = Some((at, part));
                    part += 1;
                }
                Some(one) if one.takes(text[at]) => {
                    at += 1;
                    part += 1;
                }
                _ => match &mut retry {
                    Some((from, run)) => {
                        *from += 1;
                        (at, part) = (*from, *run + 1);
                    }
                    None => return false,
                },
            }
        }
        self.0[part..].iter().all(|left| *left == Part::Run)
    }
}

impl Part {
    fn takes(&self, c: char) -> bool {
        match self {
            Part::Run => false,
            Part::One => true,
            Part::Char(own) => *own == c,
            Part::OneOf(ranges) => ranges.iter().any(|&(low, high)| low <= c && c <= high),
        }
    }
}

/// What follows `[`: the class and how many bytes it takes, bracket included. `None` when it never closes.
fn class(text: &str) -> Option<(Vec<(char, char)>, usize)> {
    let mut ranges = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let c = match c {
            ']' if !ranges.is_empty() => return Some((ranges, at + 1)),
            '`' => chars.next()?.1,
            c => c,
        };
        let dash = chars.peek().is_some_and(|(_, next)| *next == '-');
        let mut after = chars.clone();
        let high = after.nth(1).map(|(_, high)| high).filter(|high| dash && *high != ']');
        if high.is_some() {
            chars = after;
        }
        ranges.push((folded(c), folded(high.unwrap_or(c))));
    }
    None
}

/// One character for one: what folds to several characters stays as it is.
fn folded(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn patterns_match_whole_texts() {
        for (pattern, text, expected) in [
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("To *", "to internet", true),
            ("*net", "To Internet", true),
            ("*ter*", "To Internet", true),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "aXbYbZ", false),
            ("h?b", "hub", true),
            ("h?b", "hb", false),
            ("hub[0-9]", "HUB7", true),
            ("hub[0-9]", "hubx", false),
            ("[abc]*", "Contoso", true),
            ("a`*b", "a*b", true),
            ("a`*b", "axb", false),
            ("[open", "[open", true),
            ("a[-x]", "a-", true),
            ("ÄRGER", "ärger", true),
        ] {
            assert_eq!(Wildcard::new(pattern).matches(text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn a_hostile_pattern_ends_in_time() {
        let pattern = format!("{}b", "a*".repeat(200));
        assert!(!Wildcard::new(&pattern).matches(&"a".repeat(10_000)));
    }

    proptest! {
        #[test]
        fn no_pattern_panics(pattern in "\\PC{0,20}|[a-c*?`\\[\\]-]{0,20}", text in "\\PC{0,20}") {
            let _ = Wildcard::new(&pattern).matches(&text);
        }

        #[test]
        fn plain_text_is_its_own_pattern(text in "[a-zA-Z0-9 .@_-]{0,30}") {
            prop_assert!(Wildcard::new(&text).matches(&text));
        }
    }
}
