//! Lines, words and characters of text.

use super::Gauge;
use crate::cmdlet::prelude::*;
use crate::model::{PropertyInfo, TypeInfo};

static REPORT: TypeInfo = TypeInfo {
    name: "Microsoft.PowerShell.Commands.TextMeasureInfo",
    properties: &[
        PropertyInfo { name: "Lines", type_name: "Int32", doc: "How many lines, the last with or without an end." },
        PropertyInfo { name: "Words", type_name: "Int32", doc: "How many words." },
        PropertyInfo { name: "Characters", type_name: "Int32", doc: "How many characters." },
        PropertyInfo { name: "Property", type_name: "String", doc: "Which property was measured." },
    ],
    shown: &["Lines", "Words", "Characters", "Property"],
    methods: &[],
};

/// Counts of what was asked for.
#[derive(Clone)]
pub struct TextCount {
    lines: Option<usize>,
    words: Option<usize>,
    characters: Option<usize>,
    ignores_blanks: bool,
}

impl TextCount {
    pub fn new(lines: bool, words: bool, characters: bool, ignores_blanks: bool) -> TextCount {
        let from = |wanted: bool| wanted.then_some(0);
        TextCount { lines: from(lines), words: from(words), characters: from(characters), ignores_blanks }
    }
}

impl Gauge for TextCount {
    fn take(&mut self, value: &Value) -> Result<(), Fault> {
        let text = value.to_string();
        if let Some(lines) = &mut self.lines {
            *lines += text.matches('\n').count() + usize::from(!text.is_empty() && !text.ends_with('\n'));
        }
        if let Some(words) = &mut self.words {
            *words += text.split_whitespace().count();
        }
        if let Some(characters) = &mut self.characters {
            *characters += text.chars().filter(|c| !(self.ignores_blanks && c.is_whitespace())).count();
        }
        Ok(())
    }

    fn report(&self, property: Option<&str>) -> Object {
        let number = |count: Option<usize>| {
            count.map_or(Value::Null, |count| Value::Int(i32::try_from(count).unwrap_or(i32::MAX)))
        };
        let property = property.map_or(Value::Null, Value::text);
        let values = [number(self.lines), number(self.words), number(self.characters), property];
        let names = REPORT.properties.iter().map(|property| property.name.into());
        Object::of(&REPORT, names.zip(values).collect())
    }
}
