//! Literals that hold something to evaluate: strings with variables, hashtables.

use super::Interpreter;
use super::statement::{one_value, sole_expression};
use super::stop::Eval;
use crate::lang::ast::{Expr, ExprKind, HashEntry, Part};
use crate::model::{Fault, Hash, Value};

impl Interpreter {
    /// `"… $x … $(…) …"`.
    pub(super) fn expand(&self, parts: &[Part]) -> Eval<Value> {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Value(expr) => text.push_str(&self.expanded(&self.evaluate(expr)?)),
            }
        }
        Ok(Value::text(text))
    }

    /// A value as text inside a string: an array's items with `$OFS` between them.
    pub(super) fn expanded(&self, value: &Value) -> String {
        match (value, self.lookup("OFS")) {
            (Value::Array(array), Some(separator)) => {
                let items: Vec<String> = array.items().iter().map(ToString::to_string).collect();
                items.join(&separator.to_string())
            }
            (value, _) => value.to_string(),
        }
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
            let value = match sole_expression(value) {
                Some(expr) => self.evaluate(expr)?,
                None => one_value(self.items_of(value)?),
            };
            let shown = key_value.to_string();
            if !hash.add(key_value, value) {
                let says =
                    format!("Item has already been added. Key in dictionary: '{shown}'  Key being added: '{shown}'");
                return Err(Fault::invalid("DuplicateKeyInHashLiteral", says).at(key.span).into());
            }
        }
        Ok(Value::Hash(hash))
    }

    fn key(&self, key: &Expr) -> Eval<Value> {
        match &key.kind {
            ExprKind::Text { value, .. } => Ok(Value::String(value.clone())),
            _ => self.evaluate(key),
        }
    }
}
