//! Text of help: a page that a terminal shows from its beginning, or the line about one in a list.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use crate::model::{IntoValue, Scalar, Value};

/// A text that has parts, such as a page of help. To everything but a terminal it is its text.
#[derive(Clone)]
pub struct Reading {
    text: String,
    /// What scripts ask it for: `(Get-Help Get-Queue).Synopsis`.
    parts: Vec<(Arc<str>, Value)>,
    is_page: bool,
}

/// The names that its parts have.
const PARTS: &[&str] = &[
    "Name",
    "Category",
    "Synopsis",
    "Syntax",
    "Description",
    "Details",
    "Parameters",
    "Examples",
    "InputTypes",
    "ReturnValues",
    "AlertSet",
    "RelatedLinks",
    "Component",
    "Role",
    "Functionality",
    "ModuleName",
];

impl Reading {
    /// A whole page, which a terminal shows screen by screen.
    pub fn page(text: impl Into<String>, parts: Vec<(Arc<str>, Value)>) -> Reading {
        Reading { text: text.into(), parts, is_page: true }
    }

    /// What there is to read somewhere else.
    pub fn line(text: impl Into<String>, parts: Vec<(Arc<str>, Value)>) -> Reading {
        Reading { text: text.into(), parts, is_page: false }
    }

    /// The text of a page.
    pub fn of(value: &Value) -> Option<&str> {
        value.downcast::<Reading>().filter(|reading| reading.is_page).map(|reading| reading.text.as_str())
    }
}

impl IntoValue for Reading {
    fn into_value(self) -> Value {
        Value::scalar(self)
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Scalar for Reading {
    fn type_name(&self) -> &'static str {
        if self.is_page { "MamlCommandHelpInfo" } else { "HelpInfoShort" }
    }

    fn member(&self, name: &str) -> Option<Value> {
        let known = PARTS.iter().find(|known| known.eq_ignore_ascii_case(name))?;
        let part = self.parts.iter().find(|(part, _)| part.eq_ignore_ascii_case(known));
        Some(part.map(|(_, value)| value.clone()).unwrap_or_default())
    }

    fn members(&self) -> &'static [&'static str] {
        PARTS
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
