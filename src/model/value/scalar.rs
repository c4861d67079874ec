//! Domain types as values.

use std::cmp::Ordering;
use std::fmt;

use super::{MethodInfo, Value};

/// A domain type as a value: it knows its text, its type's name and how it orders and counts.
///
/// Implemented by `ByteSize`, `TimeSpan`, `Unlimited<T>`, `AddressSpace`, enumerations… through one macro, so that they
/// keep their type in pipelines and still compare with plain text and numbers.
pub trait Scalar: fmt::Display + Send + Sync + 'static {
    /// PowerShell-style type name, such as `ByteQuantifiedSize`.
    fn type_name(&self) -> &'static str;

    /// With its namespace, where scripts know the type by one.
    fn full_type_name(&self) -> String {
        self.type_name().to_owned()
    }

    /// The number it compares and computes as (bytes, 100 ns ticks), if it has one.
    fn number(&self) -> Option<f64> {
        None
    }

    /// How it stands beside another value, where that follows from no number.
    fn order(&self, other: &Value) -> Option<Ordering> {
        let _ = other;
        None
    }

    /// Whether it is a number that has a name, which JSON can be asked to have instead.
    fn is_enumerated(&self) -> bool {
        false
    }

    /// Whether a condition that is this value holds.
    fn truth(&self) -> bool {
        true
    }

    /// Another value of this very type, read from text: `$_.Age -gt '01:00:00'` compares two spans.
    fn read(&self, text: &str) -> Option<Value> {
        let _ = text;
        None
    }

    /// A member such as `.TotalSeconds` or `.Value`; `None` when there is no such member.
    fn member(&self, name: &str) -> Option<Value> {
        let _ = name;
        None
    }

    /// The members that [`Scalar::member`] answers, for `Get-Member` and completion.
    fn members(&self) -> &'static [&'static str] {
        &[]
    }

    /// Its methods, where the language does not know them itself.
    fn methods(&self) -> &'static [MethodInfo] {
        &[]
    }

    /// What a pipeline sees of it, where it is a collection.
    fn items(&self) -> Option<Vec<Value>> {
        None
    }

    /// How it is shown when it stands by itself and not in a column.
    fn look(&self) -> Look {
        Look::Line
    }

    /// What stands for it where several are shown in one column, if not its text.
    fn name_in_list(&self) -> Option<&str> {
        None
    }

    /// What is shown where it stands by itself, if not its text.
    fn shown(&self) -> Option<String> {
        None
    }

    /// Byte ranges of what is shown that stand out on a terminal.
    fn emphasis(&self) -> Vec<std::ops::Range<usize>> {
        Vec::new()
    }

    /// What `ConvertTo-Json` writes. Text unless the type is really a number.
    fn to_json(&self) -> serde_json::Value {
        serde_json::Value::String(self.to_string())
    }

    /// The members that `ConvertTo-Json` writes, where .NET's type is no text and no number to it.
    fn json_members(&self) -> &'static [&'static str] {
        &[]
    }

    /// For taking the concrete type back out of a value.
    fn as_any(&self) -> &dyn std::any::Any;
}

/// How a value that stands by itself is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As its text.
    Line,
    /// As its text, with a blank line before the first of its kind and one after the last.
    Framed,
    /// Each member in a line of its own.
    List,
    /// Each member in a column of its own.
    Table,
    /// As an object of no type with these properties.
    Object,
}
