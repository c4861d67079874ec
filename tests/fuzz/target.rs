//! What must hold of every text, whatever is in it.

use std::sync::Arc;

use emsh::cmdlet::Registry;
use emsh::lang::completion::context_at;
use emsh::lang::eval::check;
use emsh::lang::format::{Formatter, Page, fault_lines};
use emsh::lang::{composite, highlight, is_incomplete, parse};
use emsh::model::{Fault, Object, Source, Value};

/// Reads a script as the prompt, the parser, `emsh check` and the screen do.
pub fn read(text: &str, registry: &Registry) {
    for token in highlight::tokens(text) {
        assert!(text.get(token.span.start..token.span.end).is_some(), "a coloured piece lies outside");
    }
    let middle = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    for position in [middle, text.len()] {
        context_at(text, position);
    }
    match parse(text) {
        Ok(script) => {
            assert!(!is_incomplete(text), "what is read as it stands waits for nothing");
            check(&script, registry).iter().for_each(|fault| show(fault, text));
        }
        Err(fault) => {
            assert!(fault.at.is_some(), "{fault} points nowhere");
            show(&fault, text);
        }
    }
    table(text);
}

/// A fault points into the text and can be drawn below it.
fn show(fault: &Fault, text: &str) {
    let span = fault.at.unwrap_or_default();
    assert!(text.get(span.start..span.end).is_some(), "{fault}: {span:?} lies outside");
    let source = Arc::new(Source::new(None, text));
    let fault = fault.clone().within(&source);
    for columns in [1, 20, 120] {
        fault_lines(&fault, columns);
    }
}

/// The text as what an object holds: no line of a table is wider than its page.
fn table(text: &str) {
    let object = Object::custom(vec![("Text".into(), Value::text(text)), ("Number".into(), Value::Int(7))]);
    for columns in [1, 10, 80] {
        let page = Page::screen(columns);
        let mut formatter = Formatter::new();
        let mut lines = formatter.push(&Value::Object(object.clone()), &page);
        lines.extend(formatter.finish(&page));
        for line in lines {
            let width = unicode_width::UnicodeWidthStr::width(line.text.as_str());
            assert!(width <= columns.max(2), "{width} cells on a page of {columns}: {:?}", line.text);
        }
    }
}

/// The text as a format string, of values of each kind that has formats.
pub fn format(template: &str) {
    let date = emsh::model::date::read("2026-11-21T01:23:20Z").expect("a date");
    let values = [Value::Double(-1234.5678), Value::date(date), Value::Int(i32::MIN), Value::text("text")];
    for at in 0..values.len() {
        let mut turned = values.to_vec();
        turned.rotate_left(at);
        // Err is .NET's sentence about a format that is none.
        let _ = composite::format(template, &turned);
    }
}
