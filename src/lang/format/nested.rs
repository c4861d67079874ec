//! An object with the objects inside it, each in braces and further to the right: what `Format-Custom` shows.

use std::sync::Arc;

use super::page::Page;
use super::text;
use crate::model::Value;

/// How much further to the right each level stands.
const STEP: usize = 2;

/// One object and how deep it is shown.
#[derive(Clone, Debug)]
pub struct Nested {
    title: String,
    /// Names with values, and how many levels of those are shown.
    properties: Vec<(Arc<str>, Value, u32)>,
}

impl Nested {
    /// With everything that it has.
    pub fn all(object: &Value, depth: u32) -> Nested {
        Nested::of(object, object.properties().into_iter().map(|(name, value)| (name, value, depth)).collect())
    }

    /// With these properties.
    pub fn of(object: &Value, properties: Vec<(Arc<str>, Value, u32)>) -> Nested {
        let name = object.shown_type_name();
        Nested { title: format!("class {}", name.rsplit('.').next().unwrap_or_default()), properties }
    }

    /// The lines, with a blank one behind them.
    pub fn lines(&self, page: &Page) -> Vec<String> {
        let mut lines = Lines { done: Vec::new(), begun: String::new(), indent: 0, items: page.items };
        lines.object(self, 0);
        lines.end();
        lines.done
    }
}

/// Lines as they come; `begun` is what stands in the one that is not ended yet.
struct Lines {
    done: Vec<String>,
    begun: String,
    indent: usize,
    items: usize,
}

impl Lines {
    fn end(&mut self) {
        let text = std::mem::take(&mut self.begun);
        for line in text.split('\n') {
            self.done.push(format!("{}{}", " ".repeat(self.indent), line.trim_end_matches('\r')));
        }
    }

    fn say(&mut self, text: &str) {
        self.begun.push_str(text);
        self.end();
    }

    fn further(&mut self, inside: impl FnOnce(&mut Lines)) {
        self.indent += STEP;
        inside(self);
        self.indent -= STEP;
    }

    fn object(&mut self, object: &Nested, level: u32) {
        self.say(&object.title);
        self.say("{");
        self.further(|lines| {
            for (name, value, depth) in &object.properties {
                lines.begun = format!("{name} = ");
                lines.value(value, level, *depth);
            }
        });
        self.say("}");
    }

    /// What stands behind a name.
    fn value(&mut self, value: &Value, level: u32, depth: u32) {
        match items(value) {
            Some(items) => {
                self.end();
                self.further(|lines| lines.list(items, level + 1, depth));
            }
            None if is_leaf(value, level, depth) => self.say(&text::cell(value, self.items)),
            None => {
                self.end();
                self.further(|lines| lines.object(&Nested::all(value, depth), level + 1));
            }
        }
    }

    fn list(&mut self, items: Vec<Value>, level: u32, depth: u32) {
        self.say("[");
        let most = self.items;
        self.further(|lines| {
            for (at, item) in items.into_iter().enumerate() {
                if at == most {
                    lines.say("…");
                    break;
                }
                lines.item(&item, level, depth);
            }
        });
        self.say("]");
        self.end();
    }

    fn item(&mut self, item: &Value, level: u32, depth: u32) {
        match items(item) {
            _ if is_leaf(item, level, depth) => self.say(&text::cell(item, self.items)),
            Some(items) => {
                self.end();
                self.further(|lines| lines.list(items, level + 1, depth));
            }
            None => self.object(&Nested::all(item, depth), level + 1),
        }
    }
}

fn items(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(array) => Some(array.items()),
        Value::Hash(hash) => Some(crate::lang::eval::dictionary_entries(hash)),
        Value::Scalar(scalar) => scalar.items(),
        _ => None,
    }
}

/// Whether it is one line of text.
fn is_leaf(value: &Value, level: u32, depth: u32) -> bool {
    level >= depth
        || match value.bare() {
            Value::Object(_) | Value::Array(_) | Value::Hash(_) | Value::Date(_) => false,
            Value::Scalar(scalar) => scalar.members().is_empty(),
            _ => true,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Object;

    #[test]
    fn objects_stand_inside_each_other() {
        let object = |properties: Vec<(&str, Value)>| {
            let named = properties.into_iter().map(|(name, value)| (Arc::from(name), value));
            Value::Object(Object::custom(named.collect()))
        };
        let inner = object(vec![("b", Value::Int(2))]);
        let outer = object(vec![("a", inner), ("c", Value::array(vec![Value::Int(3), Value::Null]))]);
        let all = Nested::all(&outer, 5).lines(&Page::screen(80));
        let expected = [
            "class PSCustomObject",
            "{",
            "  a = ",
            "    class PSCustomObject",
            "    {",
            "      b = 2",
            "    }",
            "  c = ",
            "    [",
            "      3",
            "      ",
            "    ]",
            "    ",
            "}",
            "",
        ];
        assert_eq!(all, expected);
        assert_eq!(Nested::all(&outer, 0).lines(&Page::screen(80)).len(), 11, "the inner object is closed");
    }
}
