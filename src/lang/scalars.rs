//! Values of the language that are neither numbers nor text: versions, cultures, patterns.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use fancy_regex::{Regex, RegexBuilder};

use super::pattern_fault;
use crate::model::{IntoValue, Look, Scalar, TimeSpan, Value};

/// Steps a pattern may go back before it is given up: patterns come from people, and some never end.
const MOST_BACKTRACKING: usize = 1_000_000;

/// `[version]`: two to four numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(Vec<i32>);

impl Version {
    pub fn new(parts: Vec<i32>) -> Version {
        Version(parts)
    }

    /// The parts in order; those that are missing are -1, as in .NET.
    pub fn part(&self, index: usize) -> i32 {
        self.0.get(index).copied().unwrap_or(-1)
    }
}

impl FromStr for Version {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Version, &'static str> {
        let parts: Option<Vec<i32>> =
            text.trim().split('.').map(|part| part.parse().ok().filter(|number| *number >= 0)).collect();
        match parts {
            Some(parts) if (2..=4).contains(&parts.len()) => Ok(Version(parts)),
            Some(_) => Err("Version string portion was too short or too long."),
            None => Err("The input string was not in a correct format."),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&parts.join("."))
    }
}

impl Scalar for Version {
    fn type_name(&self) -> &'static str {
        "Version"
    }

    /// Exact for parts below 8,192: enough to put versions in order.
    fn number(&self) -> Option<f64> {
        Some((0..4).fold(0.0, |number, at| number * 8192.0 + f64::from(self.part(at) + 1)))
    }

    fn read(&self, text: &str) -> Option<Value> {
        text.parse::<Version>().ok().map(Value::scalar)
    }

    fn member(&self, name: &str) -> Option<Value> {
        let known = self.json_members().iter().position(|known| known.eq_ignore_ascii_case(name))?;
        let revision = self.part(3);
        Some(Value::Int(match known {
            4 => i32::from((revision >> 16) as i16),
            5 => i32::from(revision as i16),
            at => self.part(at),
        }))
    }

    fn members(&self) -> &'static [&'static str] {
        &["Major", "Minor", "Build", "Revision"]
    }

    fn json_members(&self) -> &'static [&'static str] {
        &["Major", "Minor", "Build", "Revision", "MajorRevision", "MinorRevision"]
    }

    fn look(&self) -> Look {
        Look::Table
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// `[cultureinfo]`: the invariant culture, in which everything is read and written here.
pub struct Culture;

impl fmt::Display for Culture {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl Scalar for Culture {
    fn type_name(&self) -> &'static str {
        "CultureInfo"
    }

    fn full_type_name(&self) -> String {
        "System.Globalization.CultureInfo".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "lcid" => Value::Int(127),
            "name" => Value::text(""),
            "displayname" => Value::text("Invariant Language (Invariant Country)"),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["LCID", "Name", "DisplayName"]
    }

    fn look(&self) -> Look {
        Look::Table
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// `[regex]`: a compiled pattern.
#[derive(Clone)]
pub struct Pattern {
    text: Arc<str>,
    ignores_case: bool,
    pub regex: Arc<Regex>,
}

impl Pattern {
    /// Err: why it is no pattern, as .NET says it.
    pub fn new(text: &str, case_sensitive: bool) -> Result<Pattern, String> {
        if text.contains('{')
            && let Some(says) = pattern_fault::impossible_count(text)
        {
            return Err(says);
        }
        let built = RegexBuilder::new(text)
            .case_insensitive(!case_sensitive)
            .backtrack_limit(MOST_BACKTRACKING)
            .delegate_size_limit(8 << 20)
            .build();
        match built {
            Ok(regex) => Ok(Pattern { text: text.into(), ignores_case: !case_sensitive, regex: Arc::new(regex) }),
            Err(error) => Err(pattern_fault::invalid(text, &error.to_string())),
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Scalar for Pattern {
    fn type_name(&self) -> &'static str {
        "Regex"
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "options" => Value::text(if self.ignores_case { "IgnoreCase" } else { "None" }),
            "righttoleft" => Value::Bool(false),
            // What .NET says where there is no limit in time; here the steps are limited.
            "matchtimeout" => TimeSpan::from_ticks(-10_000).into_value(),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["Options", "RightToLeft", "MatchTimeout"]
    }

    fn look(&self) -> Look {
        Look::Object
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
