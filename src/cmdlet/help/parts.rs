//! The parts of a help page by the names that scripts know: `(Get-Help Get-Queue).Synopsis`, `.Parameters.Parameter`.

use std::sync::Arc;

use crate::model::{IntoValue, Object, Value};

/// What a page is made of.
#[derive(Default)]
pub struct Parts<'p> {
    pub name: &'p str,
    pub category: &'p str,
    pub synopsis: &'p str,
    /// One line for each way of calling it.
    pub syntax: Vec<String>,
    pub description: &'p str,
    /// As [`parameter`] makes them.
    pub parameters: Vec<Value>,
    /// Prompt, command, and what is said of it.
    pub examples: Vec<(String, String, String)>,
    pub inputs: Vec<String>,
    pub outputs: Vec<String>,
    pub notes: &'p str,
    pub links: Vec<String>,
    pub component: &'p str,
    pub role: &'p str,
    pub functionality: &'p str,
    pub module: &'p str,
}

/// One parameter of a command.
pub struct Parameter<'p> {
    pub name: &'p str,
    pub about: &'p str,
    /// Its type, with `[]` for a list.
    pub kind: &'p str,
    pub is_mandatory: bool,
    /// From 1.
    pub position: Option<i32>,
    /// Whether it takes pipeline objects whole, and by the names of their properties.
    pub from: (bool, bool),
    pub default: &'p str,
}

impl Parts<'_> {
    /// Under the names that PowerShell's help has; what is empty is left out.
    pub fn told(self) -> Vec<(Arc<str>, Value)> {
        let typed = |text: String| object(vec![("type", object(vec![("name", text.into_value())]))]);
        let example = |(at, (prompt, code, remarks)): (usize, (String, String, String))| {
            let dashes = "-".repeat(26);
            object(vec![
                ("title", format!("{dashes} EXAMPLE {} {dashes}", at + 1).into_value()),
                ("introduction", paragraphs(&prompt)),
                ("code", code.into_value()),
                ("remarks", paragraphs(&remarks)),
            ])
        };
        let link = |link: String| match link.starts_with("http") {
            true => object(vec![("uri", link.into_value())]),
            false => object(vec![("linkText", link.into_value())]),
        };
        let examples: Vec<Value> = self.examples.into_iter().enumerate().map(example).collect();
        let about = object(vec![("name", self.name.into_value()), ("description", paragraphs(self.synopsis))]);
        let lines = self.syntax.into_iter().map(Value::text).collect();
        [
            ("Name", self.name.into_value()),
            ("Category", self.category.into_value()),
            ("Synopsis", self.synopsis.into_value()),
            ("Syntax", within("syntaxItem", lines)),
            ("Description", paragraphs(self.description)),
            ("Details", about),
            ("Parameters", within("parameter", self.parameters)),
            ("Examples", within("example", examples)),
            ("InputTypes", within("inputType", self.inputs.into_iter().map(typed).collect())),
            ("ReturnValues", within("returnValue", self.outputs.into_iter().map(typed).collect())),
            (
                "AlertSet",
                if self.notes.is_empty() { Value::Null } else { object(vec![("alert", paragraphs(self.notes))]) },
            ),
            ("RelatedLinks", within("navigationLink", self.links.into_iter().map(link).collect())),
            ("Component", self.component.into_value()),
            ("Role", self.role.into_value()),
            ("Functionality", self.functionality.into_value()),
            ("ModuleName", self.module.into_value()),
        ]
        .into_iter()
        .map(|(name, value)| (Arc::from(name), value))
        .collect()
    }
}

/// A parameter as scripts see it.
pub fn parameter(of: Parameter) -> Value {
    object(vec![
        ("name", of.name.into_value()),
        ("description", paragraphs(of.about)),
        ("type", object(vec![("name", of.kind.into_value())])),
        ("required", (if of.is_mandatory { "true" } else { "false" }).into_value()),
        ("position", place(of.position).into_value()),
        ("pipelineInput", from_pipeline(of.from).into_value()),
        ("defaultValue", of.default.into_value()),
        ("globbing", "false".into_value()),
    ])
}

/// `named`, or the number of its place.
pub fn place(position: Option<i32>) -> String {
    position.map_or_else(|| "named".to_owned(), |position| position.to_string())
}

/// `true (ByValue)` and the like.
pub fn from_pipeline(from: (bool, bool)) -> &'static str {
    match from {
        (true, true) => "true (ByValue, ByPropertyName)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        (false, false) => "false",
    }
}

/// Text as help has it: a list of paragraphs, each with its text.
fn paragraphs(text: &str) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    Value::array(vec![Value::Object(Object::shown_as("MamlParaTextItem", vec![("Text".into(), text.into_value())]))])
}

fn object(properties: Vec<(&str, Value)>) -> Value {
    Value::Object(Object::custom(properties.into_iter().map(|(name, value)| (Arc::from(name), value)).collect()))
}

/// One thing itself, more of them a list, under one name.
fn within(name: &str, mut items: Vec<Value>) -> Value {
    match items.len() {
        0 => Value::Null,
        1 => object(vec![(name, items.remove(0))]),
        _ => object(vec![(name, Value::array(items))]),
    }
}
