//! What a pattern found, and its groups as .NET numbers them.

use std::fmt;

use fancy_regex::{Captures, Regex};

use crate::model::{Look, Scalar, Value};

/// Where the pattern's engine has the groups that .NET numbers 0, 1, 2…: the match itself, those without a name in their
/// order, then those with one.
pub fn numbering(regex: &Regex) -> Vec<usize> {
    let named = |wanted: bool| {
        regex.capture_names().enumerate().filter(move |(_, name)| name.is_some() == wanted).map(|(at, _)| at)
    };
    named(false).chain(named(true)).collect()
}

/// What a pattern found: `[regex]::Match(…)`, one of its groups, or `$_` in `-replace 'x', { … }`.
#[derive(Clone)]
pub struct Found {
    name: String,
    success: bool,
    /// Where it begins, counted in characters.
    index: usize,
    text: String,
    /// Of a whole match, itself included.
    groups: Vec<Found>,
}

impl Found {
    /// A match in `whole`.
    pub fn of(found: &Captures<'_, str>, regex: &Regex, whole: &str) -> Found {
        let names: Vec<Option<&str>> = regex.capture_names().collect();
        let groups = numbering(regex).into_iter().enumerate().map(|(number, at)| {
            let group = found.get(at);
            Found {
                name: names[at].map_or_else(|| number.to_string(), str::to_owned),
                success: group.is_some(),
                index: group.map_or(0, |group| whole[..group.start()].chars().count()),
                text: group.map_or(String::new(), |group| group.as_str().to_owned()),
                groups: Vec::new(),
            }
        });
        let groups: Vec<Found> = groups.collect();
        let first = groups.first().cloned().unwrap_or_else(Found::nothing);
        Found { groups, ..first }
    }

    /// Where it is, in characters.
    pub fn place(&self) -> std::ops::Range<usize> {
        self.index..self.index + self.text.chars().count()
    }

    pub fn nothing() -> Found {
        Found { name: "0".into(), success: false, index: 0, text: String::new(), groups: Vec::new() }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Scalar for Found {
    fn type_name(&self) -> &'static str {
        if self.groups.is_empty() { "Group" } else { "Match" }
    }

    fn full_type_name(&self) -> String {
        format!("System.Text.RegularExpressions.{}", self.type_name())
    }

    fn member(&self, name: &str) -> Option<Value> {
        let count = |number: usize| Value::Int(i32::try_from(number).unwrap_or(i32::MAX));
        Some(match name.to_ascii_lowercase().as_str() {
            "value" => Value::text(&self.text),
            "success" => Value::Bool(self.success),
            "index" => count(self.index),
            "length" => count(self.text.chars().count()),
            "name" => Value::text(&self.name),
            // A piece of memory, which PowerShell shows as nothing.
            "valuespan" => Value::Null,
            // Of a group that repeats only the last place is known, as of the match itself.
            "captures" => Value::array(if self.success { vec![Value::scalar(self.clone())] } else { Vec::new() }),
            "groups" if !self.groups.is_empty() => Value::scalar(Groups(self.groups.clone())),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        if self.groups.is_empty() {
            &["Success", "Name", "Captures", "Index", "Length", "Value", "ValueSpan"]
        } else {
            &["Groups", "Success", "Name", "Captures", "Index", "Length", "Value", "ValueSpan"]
        }
    }

    fn look(&self) -> Look {
        Look::List
    }

    fn name_in_list(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// `$match.Groups`: by number or by name; one that is not there has found nothing.
#[derive(Clone)]
pub struct Groups(Vec<Found>);

impl Groups {
    pub fn numbered(&self, number: i32) -> Value {
        let group = usize::try_from(number).ok().and_then(|number| self.0.get(number));
        Value::scalar(group.cloned().unwrap_or_else(Found::nothing))
    }

    pub fn named(&self, name: &str) -> Value {
        let group = self.0.iter().find(|group| group.name == name);
        Value::scalar(group.cloned().unwrap_or_else(Found::nothing))
    }
}

impl fmt::Display for Groups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<&str> = self.0.iter().map(|group| group.text.as_str()).collect();
        f.write_str(&texts.join(" "))
    }
}

impl Scalar for Groups {
    fn type_name(&self) -> &'static str {
        "GroupCollection"
    }

    fn full_type_name(&self) -> String {
        "System.Text.RegularExpressions.GroupCollection".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        let names = || self.0.iter().map(|group| Value::text(&group.name)).collect();
        let groups = || self.0.iter().map(|group| Value::scalar(group.clone())).collect();
        Some(match name.to_ascii_lowercase().as_str() {
            "count" => Value::Int(i32::try_from(self.0.len()).unwrap_or(i32::MAX)),
            "keys" => Value::array(names()),
            "values" => Value::array(groups()),
            _ => return None,
        })
    }

    fn members(&self) -> &'static [&'static str] {
        &["Count", "Keys", "Values"]
    }

    fn items(&self) -> Option<Vec<Value>> {
        Some(self.0.iter().map(|group| Value::scalar(group.clone())).collect())
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_with_names_are_counted_behind_the_others() {
        let regex = Regex::new("(?<x>a)(b)(?<y>c)(d)").expect("a pattern");
        let found = regex.captures("abcd").expect("within its bounds").expect("a match");
        let groups = Groups(Found::of(&found, &regex, "abcd").groups);
        let texts: Vec<String> = (0..6).map(|number| groups.numbered(number).to_string()).collect();
        assert_eq!(texts, ["abcd", "b", "d", "a", "c", ""]);
        assert_eq!((groups.named("y").to_string(), groups.named("Y").to_string()), ("c".into(), String::new()));
    }
}
