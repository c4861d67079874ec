//! Literals that hold something to evaluate: strings with variables, hashtables.

use std::fmt::Write;
use std::sync::Arc;

use super::Interpreter;
use super::statement::{one_value, sole_expression};
use super::stop::Eval;
use crate::lang::ast::{Expr, ExprKind, HashEntry, Part, Statement};
use crate::lang::bounds;
use crate::model::{Fault, Hash, Object, Value};

impl Interpreter {
    /// `"… $x … $(…) …"`.
    pub(super) fn expand(&self, parts: &[Part]) -> Eval<Value> {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                // Few texts get so long that the next piece may be too much.
                Part::Value(expr) if text.len() > bounds::LARGE => {
                    let more = self.expanded(&self.evaluate(expr)?);
                    bounds::bytes(text.len() + more.len())?;
                    text.push_str(&more);
                }
                Part::Value(expr) => match self.evaluate(expr)? {
                    Value::String(plain) => {
                        if plain.len() > bounds::LARGE {
                            bounds::bytes(text.len() + plain.len())?;
                        }
                        text.push_str(&plain);
                    }
                    list @ Value::Array(_) => text.push_str(&self.expanded(&list)),
                    other => {
                        // A String takes whatever is written to it.
                        let _ = write!(text, "{other}");
                    }
                },
            }
        }
        Ok(Value::text(text))
    }

    /// Text with its variables and `$(…)` expanded, as if it stood in a here-string.
    pub(super) fn expand_text(&self, text: &str) -> Eval<Value> {
        // What would end the here-string is escaped.
        let quoted = format!("@\"\n{}\n\"@", text.replace("\n\"@", "\n`\"@"));
        let script = crate::lang::parse(&quoted)?;
        self.in_source(&script.block.source, || {
            let items = script.block.end.as_ref().map(|block| self.block_items(block)).transpose()?;
            Ok(one_value(items.unwrap_or_default()))
        })
    }

    /// `{ … }` of a text.
    pub(super) fn block_of(&self, text: &str) -> Eval<Value> {
        let script = crate::lang::parse(text)?;
        Ok(super::block::Closure::value(&script.block))
    }

    /// A value as text inside a string: an array's items with `$OFS` between them.
    pub(super) fn expanded(&self, value: &Value) -> String {
        let Value::Array(array) = value else { return value.to_string() };
        let Some(separator) = self.lookup("OFS").filter(|separator| !separator.is_null()) else {
            return value.to_string();
        };
        let items: Vec<String> = array.items().iter().map(ToString::to_string).collect();
        items.join(&separator.to_string())
    }

    pub(super) fn hashtable(&self, entries: &[HashEntry], ordered: bool) -> Eval<Value> {
        let hash = if ordered { Hash::ordered() } else { Hash::new() };
        for HashEntry { key, value } in entries {
            let key_value = self.key(key)?;
            if key_value.is_null() {
                return Err(Fault::invalid("NullKey", "A null key is not allowed in a hash literal.")
                    .at(key.span)
                    .into());
            }
            let value = self.entry_value(value)?;
            if !hash.add(key_value.clone(), value) {
                return Err(duplicate(&key_value, key).into());
            }
        }
        Ok(Value::Hash(hash))
    }

    /// `[pscustomobject]@{ … }`, made without the hashtable where all the keys are words.
    pub(super) fn custom_object(&self, entries: &[HashEntry]) -> Eval<Option<Value>> {
        if entries.iter().any(|entry| entry.key.literal_text().is_none()) {
            return Ok(None);
        }
        let mut properties: Vec<(Arc<str>, Value)> = Vec::with_capacity(entries.len());
        for HashEntry { key, value } in entries {
            let ExprKind::Text { value: name, .. } = &key.kind else { continue };
            let value = self.entry_value(value)?;
            if properties.iter().any(|(known, _)| same_key(known, name)) {
                return Err(duplicate(&Value::String(name.clone()), key).into());
            }
            properties.push((name.clone(), value));
        }
        // This key names the type and is no property.
        let named = properties.iter().position(|(name, _)| name.eq_ignore_ascii_case("PSTypeName"));
        Ok(Some(Value::Object(match named {
            Some(at) => {
                let (_, name) = properties.remove(at);
                Object::shown_as(name.to_string(), properties)
            }
            None => Object::custom(properties),
        })))
    }

    fn entry_value(&self, value: &Statement) -> Eval<Value> {
        match sole_expression(value) {
            Some(expr) => self.evaluate(expr),
            None => Ok(one_value(self.items_of(value)?)),
        }
    }

    fn key(&self, key: &Expr) -> Eval<Value> {
        match &key.kind {
            ExprKind::Text { value, .. } => Ok(Value::String(value.clone())),
            _ => self.evaluate(key),
        }
    }
}

/// Whether two texts are one key, as a hashtable has it.
fn same_key(one: &str, other: &str) -> bool {
    match one.is_ascii() && other.is_ascii() {
        true => one.eq_ignore_ascii_case(other),
        false => one.to_lowercase() == other.to_lowercase(),
    }
}

fn duplicate(shown: &Value, key: &Expr) -> Fault {
    let says = format!("Item has already been added. Key in dictionary: '{shown}'  Key being added: '{shown}'");
    Fault::invalid("DuplicateKeyInHashLiteral", says).at(key.span)
}
