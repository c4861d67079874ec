//! Whole screens, as a person sees them.

mod layouts;
mod streams;
mod tables;
mod values;

use std::sync::Arc;

use super::*;
use crate::model::{Object, PropertyInfo, TypeInfo, Value};

/// Shows values on a page of so many columns.
fn screen(columns: usize, values: &[Value]) -> String {
    let page = Page::screen(columns);
    let mut formatter = Formatter::new();
    let mut lines: Vec<Line> = values.iter().flat_map(|value| formatter.push(value, &page)).collect();
    lines.extend(formatter.finish(&page));
    plain(&lines)
}

/// The expected screen, written with `|` at the start of each line.
fn expected(drawn: &str) -> String {
    drawn
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix('|'))
        .fold(String::new(), |all, line| all + line + "\n")
}

fn custom(properties: &[(&str, Value)]) -> Value {
    Value::Object(Object::custom(properties.iter().map(|(name, value)| (Arc::from(*name), value.clone())).collect()))
}

fn numbered(number: i32, text: &str) -> Value {
    custom(&[("Number", Value::Int(number)), ("Text", Value::text(text))])
}

static QUEUE: TypeInfo = TypeInfo {
    name: "Emsh.Test.Queue",
    properties: &[PropertyInfo { name: "Identity", type_name: "String", doc: "" }],
    shown: &["Identity", "Status", "MessageCount", "NextHopDomain"],
    methods: &[],
};

fn queue(identity: &str, count: i32, domain: &str) -> Value {
    let properties = vec![
        ("Identity".into(), Value::text(identity)),
        ("Status".into(), Value::text("Retry")),
        ("MessageCount".into(), Value::Int(count)),
        ("LastError".into(), Value::text("451 4.4.1 Connection timed out")),
        ("NextHopDomain".into(), Value::text(domain)),
        ("RetryCount".into(), Value::Int(3)),
    ];
    Value::Object(Object::of(&QUEUE, properties))
}
