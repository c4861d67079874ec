//! One entry as it was read, whatever it was read from.

use crate::model::EntryType;

/// Attributes with their values, in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Where people find it: `line 7`, `row 3`, a distinguished name.
    pub place: String,
    /// A name by which groups mean it: a distinguished name.
    pub named: Option<String>,
    /// What it is, where what it was read from knows.
    pub kind: Option<EntryType>,
    /// Why it cannot be used.
    pub trouble: Option<String>,
    pub values: Vec<(String, Vec<String>)>,
}

impl Entry {
    /// The values of the first of these attributes that has any.
    pub fn first(&self, attributes: &[String]) -> &[String] {
        let mut found = attributes.iter().map(|name| self.of(name)).filter(|values| !values.is_empty());
        found.next().unwrap_or_default()
    }

    /// The values of all these attributes.
    pub fn all<'a>(&'a self, attributes: &'a [String]) -> impl Iterator<Item = &'a str> {
        attributes.iter().flat_map(|name| self.of(name)).map(String::as_str)
    }

    fn of(&self, attribute: &str) -> &[String] {
        let mut own = self.values.iter().filter(|(name, _)| name.eq_ignore_ascii_case(attribute));
        own.next().map_or(&[], |(_, values)| values.as_slice())
    }
}
