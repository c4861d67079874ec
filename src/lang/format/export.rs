//! Results in a form that was asked for, instead of PowerShell's default layouts (`--output`).

use std::sync::Arc;

use super::Formatter;
use super::json::json;
use super::layout;
use super::line::plain;
use super::page::Page;
use crate::model::{Fault, Value};

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Tables, also of objects with many properties.
    Table,
    /// Lists, also of objects that have a table.
    List,
    /// One array.
    Json,
    /// One value a line.
    JsonLines,
    /// A line of names, then one line for each object.
    Csv,
}

/// Objects inside each other that JSON shows.
const DEPTH: usize = 16;

/// Writes values in one form as they come.
pub struct Export {
    form: Form,
    page: Page,
    formatter: Formatter,
    /// Whether anything has been written.
    has_begun: bool,
    /// Columns of CSV, from the first object.
    columns: Vec<Arc<str>>,
}

impl Export {
    pub fn new(form: Form, page: Page) -> Export {
        Export { form, page, formatter: Formatter::forced(form), has_begun: false, columns: Vec::new() }
    }

    /// The text that a value adds, with its line ends. A piece of a layout is refused except where people read.
    pub fn push(&mut self, value: &Value) -> Result<String, Fault> {
        if matches!(self.form, Form::Table | Form::List) {
            return Ok(plain(&self.formatter.push(value, &self.page)));
        }
        layout::refuse(value)?;
        Ok(value.clone().into_items().iter().map(|item| self.item(item)).collect())
    }

    /// What is still missing at the end.
    pub fn finish(&mut self) -> String {
        match self.form {
            Form::Table | Form::List => plain(&self.formatter.finish(&self.page)),
            Form::Json if self.has_begun => "\n]\n".to_owned(),
            Form::Json => "[]\n".to_owned(),
            Form::JsonLines | Form::Csv => String::new(),
        }
    }

    fn item(&mut self, value: &Value) -> String {
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        match self.form {
            Form::JsonLines => format!("{}\n", json(value, DEPTH).0),
            Form::Csv => self.csv(value, is_first),
            _ => {
                let before = if is_first { "[\n" } else { ",\n" };
                let pretty = format!("{:#}", json(value, DEPTH).0);
                let indented: Vec<String> = pretty.lines().map(|line| format!("  {line}")).collect();
                format!("{before}{}", indented.join("\n"))
            }
        }
    }

    fn csv(&mut self, value: &Value, is_first: bool) -> String {
        let is_object = matches!(value, Value::Object(_) | Value::Hash(_));
        let mut text = String::new();
        if is_first {
            self.columns = if is_object { value.property_names() } else { vec!["Value".into()] };
            text = line(self.columns.iter().map(|name| name.to_string()));
        }
        let field = |name: &Arc<str>| match is_object {
            true => value.property(name).map(|value| field(&value)).unwrap_or_default(),
            false if name.as_ref() == "Value" => field(value),
            false => String::new(),
        };
        text + &line(self.columns.iter().map(field))
    }
}

/// One field of CSV: as JSON has it, without quotes; the elements of a collection with commas between.
fn field(value: &Value) -> String {
    match value {
        Value::Array(array) => array.items().iter().map(field).collect::<Vec<_>>().join(","),
        Value::Object(_) | Value::Hash(_) => value.to_string(),
        value => match json(value, 0).0 {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        },
    }
}

fn line(fields: impl Iterator<Item = String>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(fields).expect("memory takes every write, and one record has no length to differ from");
    let bytes = writer.into_inner().expect("memory takes every write");
    String::from_utf8(bytes).expect("fields are text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Object;

    fn exported(form: Form, values: &[Value]) -> String {
        let mut export = Export::new(form, Page::stream(80));
        let mut text: String = values.iter().map(|value| export.push(value).expect("taken")).collect();
        text.push_str(&export.finish());
        text
    }

    fn sample() -> Vec<Value> {
        let object = |name: &str, hosts: &[&str]| {
            let hosts = Value::array(hosts.iter().map(Value::text).collect());
            let properties = vec![
                ("Name".into(), Value::text(name)),
                ("Hosts".into(), hosts),
                ("A".into(), Value::Null),
                ("B".into(), Value::Bool(true)),
                ("C".into(), Value::Int(5)),
            ];
            Value::Object(Object::custom(properties))
        };
        vec![object("To \"x\"", &["a", "b"]), object("plain", &[])]
    }

    #[test]
    fn forms_for_other_programs() {
        assert_eq!(exported(Form::Json, &[]), "[]\n");
        assert_eq!(exported(Form::Json, &[Value::Int(1), Value::text("x")]), "[\n  1,\n  \"x\"\n]\n");
        assert_eq!(
            exported(Form::JsonLines, &sample()),
            "{\"Name\":\"To \\\"x\\\"\",\"Hosts\":[\"a\",\"b\"],\"A\":null,\"B\":true,\"C\":5}\n\
             {\"Name\":\"plain\",\"Hosts\":[],\"A\":null,\"B\":true,\"C\":5}\n"
        );
        assert_eq!(
            exported(Form::Csv, &sample()),
            "Name,Hosts,A,B,C\n\"To \"\"x\"\"\",\"a,b\",,true,5\nplain,,,true,5\n"
        );
        assert_eq!(exported(Form::Csv, &[Value::Int(1), Value::text("a,b")]), "Value\n1\n\"a,b\"\n");
        let refused = Export::new(Form::Json, Page::stream(80)).push(&super::super::Layout::End.into_value());
        assert_eq!(refused.expect_err("a piece of a layout").id, "FormatObjectsInPipeline");
    }

    #[test]
    fn forms_for_people() {
        assert_eq!(
            exported(Form::Table, &sample()),
            "\nName   Hosts  A    B C\n----   -----  -    - -\nTo \"x\" {a, b}   True 5\nplain  {}       True 5\n\n"
        );
        assert_eq!(
            exported(Form::List, &[Value::Object(Object::custom(vec![("A".into(), Value::Int(1))]))]),
            "\nA : 1\n\n"
        );
    }
}
