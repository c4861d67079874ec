//! `-Filter`, `-Include` and `-Exclude`: which names are meant.

use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

pub static FILTER: Param<String> = Param::new("Filter", "Only names that fit this pattern.");
pub static INCLUDE: Param<Vec<String>> = Param::new("Include", "Only names that fit one of these patterns.");
pub static EXCLUDE: Param<Vec<String>> = Param::new("Exclude", "No names that fit one of these patterns.");

/// The names that are meant.
#[derive(Default)]
pub struct Sieve {
    pub filter: Option<Wildcard>,
    pub include: Vec<Wildcard>,
    pub exclude: Vec<Wildcard>,
}

impl Sieve {
    pub fn of(call: &Call) -> Result<Sieve, Fault> {
        let patterns = |param: &Param<Vec<String>>| {
            let written = call.get(param)?.unwrap_or_default();
            Ok::<_, Fault>(written.iter().map(|pattern| Wildcard::new(pattern)).collect())
        };
        Ok(Sieve {
            filter: call.get(&FILTER)?.map(|pattern| Wildcard::new(&pattern)),
            include: patterns(&INCLUDE)?,
            exclude: patterns(&EXCLUDE)?,
        })
    }

    /// The same without -Filter.
    pub fn without_filter(&self) -> Sieve {
        Sieve { filter: None, include: self.include.clone(), exclude: self.exclude.clone() }
    }

    /// Whether -Filter and -Include let the name through and -Exclude does not name it.
    pub fn fits(&self, name: &str) -> bool {
        self.passes_filter(name) && self.passes_lists(name)
    }

    pub fn passes_filter(&self, name: &str) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.matches(name))
    }

    pub fn passes_lists(&self, name: &str) -> bool {
        let any = |patterns: &[Wildcard]| patterns.iter().any(|pattern| pattern.matches(name));
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_let_through() {
        let patterns = |written: &[&str]| written.iter().map(|pattern| Wildcard::new(pattern)).collect::<Vec<_>>();
        for (filter, include, exclude, expected, why) in [
            (None, &[][..], &[][..], "a.txt b.log c.txt", "everything"),
            (Some("*.txt"), &[], &[], "a.txt c.txt", "the filter"),
            (None, &["a*", "b*"], &[], "a.txt b.log", "one of those included"),
            (None, &["a*", "b*"], &["*.log"], "a.txt", "exclusion wins"),
            (Some("*.log"), &["a*"], &[], "", "all have to agree"),
        ] {
            let sieve =
                Sieve { filter: filter.map(Wildcard::new), include: patterns(include), exclude: patterns(exclude) };
            let names: Vec<_> = ["a.txt", "b.log", "c.txt"].into_iter().filter(|name| sieve.fits(name)).collect();
            assert_eq!(names.join(" "), expected, "{why}");
        }
    }
}
