//! `[semver]`: the version of PowerShell 7 and of much that is installed for it.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::model::{Look, Scalar, Value};

/// Three numbers, what it is before its release, and which build it is (semver.org).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SemanticVersion {
    numbers: [i32; 3],
    label: String,
    build: String,
}

impl SemanticVersion {
    /// Missing numbers are 0.
    pub fn new(numbers: &[i32]) -> SemanticVersion {
        let at = |at: usize| numbers.get(at).copied().unwrap_or(0);
        SemanticVersion { numbers: [at(0), at(1), at(2)], label: String::new(), build: String::new() }
    }

    pub fn labelled(self, label: &str, build: &str) -> SemanticVersion {
        SemanticVersion { label: label.to_owned(), build: build.to_owned(), ..self }
    }

    /// As a `[version]` has them.
    pub fn numbers(&self) -> [i32; 3] {
        self.numbers
    }

    /// Which comes first: a release comes after what goes before it, and the build does not count.
    pub fn beside(&self, other: &SemanticVersion) -> Ordering {
        self.numbers.cmp(&other.numbers).then_with(|| match (self.label.is_empty(), other.label.is_empty()) {
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            _ => labels(&self.label, &other.label),
        })
    }
}

/// Part by part: numbers by their size and before words, a longer label after its beginning.
fn labels(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left.split('.'), right.split('.'));
    loop {
        let order = match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(left), Some(right)) => match (left.parse::<u64>(), right.parse::<u64>()) {
                (Ok(left), Ok(right)) => left.cmp(&right),
                (Ok(_), Err(_)) => Ordering::Less,
                (Err(_), Ok(_)) => Ordering::Greater,
                (Err(_), Err(_)) => left.cmp(right),
            },
        };
        if order.is_ne() {
            return order;
        }
    }
}

impl FromStr for SemanticVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<SemanticVersion, String> {
        let refused = || format!("Input string '{text}' was not in a correct format.");
        let (rest, build) = text.split_once('+').map_or((text, None), |(rest, build)| (rest, Some(build)));
        let (numbers, label) = rest.split_once('-').map_or((rest, None), |(rest, label)| (rest, Some(label)));
        let is_label = |label: &str| {
            label.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        };
        if !label.is_none_or(is_label) || !build.is_none_or(is_label) {
            return Err(refused());
        }
        let parts: Option<Vec<i32>> =
            numbers.split('.').map(|part| part.parse().ok().filter(|number| *number >= 0)).collect();
        match parts {
            Some(parts) if parts.len() <= 3 => {
                Ok(SemanticVersion::new(&parts).labelled(label.unwrap_or_default(), build.unwrap_or_default()))
            }
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for SemanticVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.numbers;
        write!(f, "{major}.{minor}.{patch}")?;
        if !self.label.is_empty() {
            write!(f, "-{}", self.label)?;
        }
        if !self.build.is_empty() {
            write!(f, "+{}", self.build)?;
        }
        Ok(())
    }
}

impl Scalar for SemanticVersion {
    fn type_name(&self) -> &'static str {
        "SemanticVersion"
    }

    fn full_type_name(&self) -> String {
        "System.Management.Automation.SemanticVersion".to_owned()
    }

    fn order(&self, other: &Value) -> Option<Ordering> {
        match other.downcast::<SemanticVersion>() {
            Some(other) => Some(self.beside(other)),
            // A version, or text: what is missing is 0 here, and -1 there.
            None => other.to_string().parse().ok().map(|other| self.beside(&other)),
        }
    }

    fn read(&self, text: &str) -> Option<Value> {
        text.parse::<SemanticVersion>().ok().map(Value::scalar)
    }

    fn member(&self, name: &str) -> Option<Value> {
        let label = |label: &str| if label.is_empty() { Value::Null } else { Value::text(label) };
        Some(match name.to_ascii_lowercase().as_str() {
            "major" => Value::Int(self.numbers[0]),
            "minor" => Value::Int(self.numbers[1]),
            "patch" => Value::Int(self.numbers[2]),
            "prereleaselabel" => label(&self.label),
            "buildlabel" => label(&self.build),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["Major", "Minor", "Patch", "PreReleaseLabel", "BuildLabel"]
    }

    fn look(&self) -> Look {
        Look::Table
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_before_a_release_are_in_order() {
        let sorted = ["0.9.12", "1.0.0-1", "1.0.0-2", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta", "1.0.0", "1.0.1"];
        for pair in sorted.windows(2) {
            let [left, right] = pair else { continue };
            let parse = |text: &str| text.parse::<SemanticVersion>().expect("a version");
            assert!(parse(left).beside(&parse(right)).is_lt(), "{left} < {right}");
        }
        for text in ["", "1.2.3.4", "a", "1.2-", "1.2.3+", "-1", "1..2"] {
            assert!(text.parse::<SemanticVersion>().is_err(), "{text}");
        }
    }
}
