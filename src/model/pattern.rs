//! Patterns that administrators look for in mail.

use std::fmt;
use std::str::FromStr;

use super::text::{Malformed, quoted, text_scalar};

/// Longest pattern (Exchange: Pattern[], 128 characters).
const LONGEST: usize = 128;

/// What one compiled pattern may take, in bytes: `\w{1000}{1000}` is refused when it is written, not when mail comes.
const LARGEST: usize = 1 << 20;

/// A regular expression over text of mail, such as `^urgent|invoice \d+`; letter case makes no difference.
///
/// Whatever the text, looking takes time in proportion to its length: there is no backtracking, and so neither
/// back references nor looking around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Box<str>);

impl Pattern {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pattern at work.
    pub fn compile(&self) -> regex::Regex {
        compile(&self.0).expect("it compiled when it was read")
    }
}

fn compile(text: &str) -> Result<regex::Regex, regex::Error> {
    regex::RegexBuilder::new(text).case_insensitive(true).multi_line(true).size_limit(LARGEST).build()
}

impl FromStr for Pattern {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Pattern, Malformed> {
        if text.is_empty() || text.chars().count() > LONGEST {
            return Err(Malformed::new(
                format!("{} is not a pattern of 1 to {LONGEST} characters.", quoted(text)),
                "Write several shorter patterns; one of them is enough to match.",
            ));
        }
        match compile(text) {
            Ok(_) => Ok(Pattern(text.into())),
            Err(regex::Error::CompiledTooBig(_)) => Err(Malformed::new(
                format!("{} repeats too much.", quoted(text)),
                "Repeat less, or write + or * instead of a count.",
            )),
            Err(error) => Err(Malformed::new(
                format!("{} is not a regular expression: {}.", quoted(text), reason(&error)),
                r"Write text, \d, \s, \w, ., *, +, ?, |, ( ), [ ], ^ and $; a backslash before a character means itself.",
            )),
        }
    }
}

/// The last line of what the parser says; those before it draw the pattern.
fn reason(error: &regex::Error) -> String {
    let says = error.to_string();
    let last = says.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").trim_end_matches('.').to_owned()
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

text_scalar!(Pattern, "Pattern");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_checked_when_they_are_written() {
        for (text, sample, expected) in [
            ("invoice \\d+", "Your INVOICE 17", true),
            ("^urgent$", "not urgent", false),
            ("\\.exe$", "setup.EXE", true),
        ] {
            assert_eq!(text.parse::<Pattern>().expect(text).compile().is_match(sample), expected, "{text}");
        }
        for (bad, says) in [
            ("", "1 to 128"),
            ("(", "unclosed group"),
            ("(a)\\1", "backreferences"),
            ("a(?=b)", "look-around"),
            ("\\w{900}{900}", "repeats too much"),
        ] {
            let fault = bad.parse::<Pattern>().expect_err(bad);
            assert!(fault.says.contains(says), "{fault}");
        }
    }
}
