//! Values of .NET's enumerations: `[ConsoleColor]::Red`, `$ErrorActionPreference`.
//!
//! A value is a number of its kind that is shown by name. Names are read whatever their case and by any beginning that
//! only one of them has, several of a set with commas between them, as PowerShell reads them. Which type of a script is
//! which kind is decided in [`Kind::of`]; what the values do is the affair of whoever is given them.

mod kinds;

use std::fmt;

use crate::lang::types::Base;
use crate::model::{Scalar, Unconvertible, Value, convert};

/// An enumeration: its names with their numbers.
pub struct Kind {
    pub full_name: &'static str,
    /// Several of its values can be meant at once.
    is_set: bool,
    /// In the order of their numbers; of two names of one number the first is shown.
    names: &'static [(&'static str, i32)],
}

impl Kind {
    /// `None` for a type that is no enumeration, or one whose values are of a type of their own.
    pub fn of(base: Base) -> Option<&'static Kind> {
        kinds::of(base)
    }

    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.iter().map(|(name, _)| *name)
    }

    /// All its values, in the order of their numbers.
    pub fn values(&'static self) -> impl Iterator<Item = Enumerated> {
        self.names.iter().map(move |(_, number)| Enumerated { kind: self, number: *number })
    }

    /// The value of exactly that name, whatever the case.
    pub fn named(&'static self, name: &str) -> Option<Enumerated> {
        let found = self.names.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, number)| Enumerated { kind: self, number: *number })
    }

    /// What a value becomes: a name, a beginning of one, several with commas, or a number. Err in PowerShell's words.
    pub fn read(&'static self, value: &Value) -> Result<Enumerated, Unconvertible> {
        if let Some(known) = value.downcast::<Enumerated>().filter(|known| std::ptr::eq(known.kind, self)) {
            return Ok(*known);
        }
        let number = match value.bare() {
            Value::Null => return Err(self.impossible("Cannot convert null")),
            Value::String(text) => match text.trim().parse::<i32>() {
                Ok(number) => number,
                Err(_) => return self.read_names(value, text),
            },
            Value::Array(items) if self.is_set => {
                let all = items.items().iter().map(|item| self.read(item)).collect::<Result<Vec<_>, _>>()?;
                all.iter().fold(0, |bits, one| bits | one.number)
            }
            other => convert::to_int(other).map_err(|_| Unconvertible::types(value, self.full_name))?,
        };
        match self.is_defined(number) {
            true => Ok(Enumerated { kind: self, number }),
            false => Err(self.impossible(&format!("Cannot convert value \"{value}\""))),
        }
    }

    fn read_names(&'static self, value: &Value, text: &str) -> Result<Enumerated, Unconvertible> {
        let mut number = 0;
        for part in text.split(',').map(str::trim) {
            let found = self.named(part).map_or_else(|| self.beginning(part), |one| Ok(one.number));
            number |= found.map_err(|why| {
                let says = Unconvertible::text(value, self.full_name, why).says;
                Unconvertible { id: "SubstringDisambiguationEnumParseThrewAnException", says }
            })?;
        }
        Ok(Enumerated { kind: self, number })
    }

    /// The number of the only name that begins so. Err: none does, or several.
    fn beginning(&self, part: &str) -> Result<i32, String> {
        let begins = |name: &str| name.get(..part.len()).is_some_and(|start| start.eq_ignore_ascii_case(part));
        let fitting: Vec<_> = self.names.iter().filter(|(name, _)| !part.is_empty() && begins(name)).collect();
        match fitting.as_slice() {
            [(_, number)] => Ok(*number),
            [] => Err(format!(
                "Unable to match the identifier name {part} to a valid enumerator name. Specify one of the following enumerator names and try again:\n{}",
                self.names().collect::<Vec<_>>().join(", ")
            )),
            several => Err(format!(
                "The identifier name {part} cannot be processed due to the following matching enumerator names: {}. Specify a longer name.",
                several.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
            )),
        }
    }

    fn is_defined(&self, number: i32) -> bool {
        match self.is_set {
            true => number & !self.names.iter().fold(0, |bits, (_, one)| bits | one) == 0,
            false => self.names.iter().any(|(_, known)| *known == number),
        }
    }

    fn impossible(&self, begin: &str) -> Unconvertible {
        let names = self.names().collect::<Vec<_>>().join(",");
        let says = format!(
            "{begin} to type \"{}\" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are \"{names}\".",
            self.full_name
        );
        Unconvertible { id: "UndefinedIntegerToEnum", says }
    }
}

/// One value of an enumeration, or several of a set.
#[derive(Clone, Copy)]
pub struct Enumerated {
    kind: &'static Kind,
    number: i32,
}

impl Enumerated {
    /// As a value of the enumeration that a script's type is. `None` for a type that is none, or has no such name.
    pub fn value(base: Base, name: &str) -> Option<Value> {
        Kind::of(base)?.named(name).map(Value::scalar)
    }

    /// The value of that number of the enumeration that a script's type is; `None` for a type that is none.
    pub fn numbered(base: Base, number: i32) -> Option<Value> {
        Kind::of(base).map(|kind| Value::scalar(Enumerated { kind, number }))
    }

    /// Another value of the same enumeration.
    pub fn with(self, number: i32) -> Enumerated {
        Enumerated { number, ..self }
    }

    pub fn is_same_kind(self, other: Enumerated) -> bool {
        std::ptr::eq(self.kind, other.kind)
    }

    pub fn bits(self) -> i32 {
        self.number
    }

    /// Whether the value of that name is meant, alone or among others of a set.
    pub fn names(self, name: &str) -> bool {
        self.kind.named(name).is_some_and(|one| self.has(one))
    }

    /// `.HasFlag()`: whether everything that the other means is meant.
    pub fn has(self, other: Enumerated) -> bool {
        self.number & other.number == other.number
    }

    fn name(self) -> Option<&'static str> {
        self.kind.names.iter().find(|(_, number)| *number == self.number).map(|(name, _)| *name)
    }
}

impl fmt::Display for Enumerated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.name() {
            return f.pad(name);
        }
        let contained = self.kind.names.iter().filter(|(_, one)| *one != 0 && self.number & one == *one);
        let names: Vec<&str> = contained.map(|(name, _)| *name).collect();
        if self.kind.is_set && !names.is_empty() {
            return f.pad(&names.join(", "));
        }
        write!(f, "{}", self.number)
    }
}

impl Scalar for Enumerated {
    fn type_name(&self) -> &'static str {
        self.kind.full_name.rsplit(['.', '+']).next().unwrap_or_default()
    }

    fn full_type_name(&self) -> String {
        self.kind.full_name.to_owned()
    }

    fn number(&self) -> Option<f64> {
        Some(f64::from(self.number))
    }

    fn is_enumerated(&self) -> bool {
        true
    }

    fn truth(&self) -> bool {
        self.number != 0
    }

    fn read(&self, text: &str) -> Option<Value> {
        self.kind.read(&Value::text(text)).ok().map(Value::scalar)
    }

    fn member(&self, name: &str) -> Option<Value> {
        name.eq_ignore_ascii_case("value__").then_some(Value::Int(self.number))
    }

    fn members(&self) -> &'static [&'static str] {
        &["value__"]
    }

    fn to_json(&self) -> serde_json::Value {
        self.number.into()
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_any_beginning_that_is_theirs_alone() {
        let read = |base: Base, text: &str| {
            let kind = Kind::of(base).expect("an enumeration");
            kind.read(&Value::text(text)).map(|value| value.to_string()).map_err(|why| why.id)
        };
        const UNREADABLE: &str = "SubstringDisambiguationEnumParseThrewAnException";
        for (base, text, expected) in [
            (Base::ActionPreference, "stop", Ok("Stop")),
            (Base::ActionPreference, "silent", Ok("SilentlyContinue")),
            (Base::ActionPreference, "1", Ok("Stop")),
            (Base::ActionPreference, "17", Err("UndefinedIntegerToEnum")),
            (Base::ActionPreference, "I", Err(UNREADABLE)),
            (Base::ActionPreference, "", Err(UNREADABLE)),
            (Base::ConsoleColor, "darkm", Ok("DarkMagenta")),
            (Base::RegexOptions, "Multiline, IgnoreCase", Ok("IgnoreCase, Multiline")),
            (Base::RegexOptions, "0", Ok("None")),
            (Base::RegexOptions, "3", Ok("IgnoreCase, Multiline")),
        ] {
            assert_eq!(read(base, text), expected.map(str::to_owned), "{text}");
        }
    }
}
