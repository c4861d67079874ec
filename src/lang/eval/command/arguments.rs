//! What stands after a command's name, evaluated and not yet bound.

use std::sync::Arc;

use crate::lang::ast::{Element, Expr, ExprKind, Quote};
use crate::lang::bind::{Given, Word};
use crate::lang::eval::Interpreter;
use crate::lang::eval::stop::Eval;
use crate::model::{Span, Value};

impl Interpreter {
    /// Evaluates what stands after a command's name.
    pub(super) fn given(&self, elements: &[Element]) -> Eval<Vec<Given>> {
        let mut given = Vec::with_capacity(elements.len());
        for element in elements {
            match element {
                Element::Parameter { name, value, name_span, .. } => {
                    let value = value.as_ref().map(|expr| self.word(expr)).transpose()?;
                    given.push(Given::Named { name: name.clone(), value, name_span: *name_span });
                }
                Element::Argument(expr) => given.push(Given::Word(self.word(expr)?)),
                Element::Splat(variable) => {
                    let value = self.variable(variable)?;
                    // What is written beside it goes before what the hashtable has.
                    let is_written = |name: &str| {
                        elements.iter().any(
                            |other| matches!(other, Element::Parameter { name: own, .. } if own.eq_ignore_ascii_case(name)),
                        )
                    };
                    splat(value, variable.span, &is_written, &mut given);
                }
                Element::EndOfParameters(_) => given.push(Given::EndOfParameters),
                // A command of ours is given the sign itself, and the rest of the line as one text.
                Element::Verbatim { text, span } => {
                    let words = [Value::text("--%"), Value::String(text.clone())];
                    given.extend(words.map(|word| Given::Word(Word::new(word, *span))));
                }
            }
        }
        Ok(given)
    }

    fn word(&self, expr: &Expr) -> Eval<Word> {
        let value = self.evaluate(expr)?;
        Ok(Word { value: Some(value), ..shape_of_word(expr, &self.source.borrow().text) })
    }
}

/// An argument without its value: its place, and how its text stands in the source.
pub(in crate::lang::eval) fn shape_of_word(expr: &Expr, source: &str) -> Word {
    let raw = match &expr.kind {
        ExprKind::Number { raw, .. } => Some(raw.clone()),
        _ => None,
    };
    let stands_at = |start: usize, text: &str| (source.get(start..start + text.len()) == Some(text)).then_some(start);
    let text_start = match &expr.kind {
        ExprKind::Text { value, quote: Quote::Single | Quote::Double } => stands_at(expr.span.start + 1, value),
        ExprKind::Text { value, .. } => stands_at(expr.span.start, value),
        ExprKind::ScriptBlock(block) => Some(block.inner.start),
        _ => None,
    };
    Word { value: None, raw, is_name: false, span: expr.span, text_start }
}

fn splat(value: Value, span: Span, is_written: &dyn Fn(&str) -> bool, given: &mut Vec<Given>) {
    match value {
        Value::Hash(hash) => {
            let named = hash.entries().into_iter().map(|(key, value)| (Arc::<str>::from(key.to_string()), value));
            given.extend(named.filter(|(name, _)| !is_written(name)).map(|(name, value)| Given::Named {
                name,
                value: Some(Word::new(value, span)),
                name_span: span,
            }));
        }
        other => given.extend(other.into_items().into_iter().map(|item| Given::of_item(item, span))),
    }
}

/// `-Name`, `-Name:value` or a value, from a command line outside.
pub(super) fn outer_argument(argument: &str) -> Given {
    let is_name = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
    match argument.strip_prefix('-') {
        Some(name) if is_name(name) => {
            let (name, value) = match name.split_once(':') {
                Some((name, value)) => (name, Some(Word::new(outer_value(value), Span::default()))),
                None => (name, None),
            };
            Given::Named { name: Arc::from(name), value, name_span: Span::default() }
        }
        _ => Given::Word(Word::new(outer_value(argument), Span::default())),
    }
}

pub(in crate::lang::eval) fn outer_value(text: &str) -> Value {
    match text.to_ascii_lowercase().as_str() {
        "$true" => Value::Bool(true),
        "$false" => Value::Bool(false),
        "$null" => Value::Null,
        _ => Value::text(text),
    }
}
