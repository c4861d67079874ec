//! Methods of types that the language does not know itself: each type declares its own, beside its properties.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use super::Value;

/// One method of a type.
pub struct MethodInfo {
    pub name: &'static str,
    /// Its overloads as `Get-Member` shows them.
    pub definition: &'static str,
    /// How many arguments it may be called with.
    pub takes: RangeInclusive<usize>,
    /// `None`: it gives nothing, not even `$null`. Err: what it throws, in one sentence.
    pub call: fn(&Value, &Arguments) -> Result<Option<Value>, String>,
}

/// What a method is called with.
pub struct Arguments<'c> {
    pub values: &'c [Value],
    /// The whole path that a written one means in this conversation.
    pub full_path: &'c dyn Fn(&str) -> PathBuf,
}

impl Arguments<'_> {
    /// The text of an argument; `None` where it was not given.
    pub fn text(&self, at: usize) -> Option<String> {
        self.values.get(at).map(ToString::to_string)
    }
}
