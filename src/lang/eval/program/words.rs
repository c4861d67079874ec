//! The arguments of a native program, as text.

use std::path::{Path, PathBuf};

use super::super::Interpreter;
use super::super::stop::Eval;
use crate::lang::ast::{Element, Expr, ExprKind, Quote};
use crate::model::{Span, Value, Wildcard};

/// Names that one word with wildcards may become.
const MOST_NAMES: usize = 100_000;

impl Interpreter {
    pub(super) fn program_words(&self, elements: &[Element]) -> Eval<Vec<String>> {
        let mut words: Vec<String> = Vec::with_capacity(elements.len());
        let mut before: Option<Span> = None;
        for element in elements {
            let first = words.len();
            match element {
                Element::Parameter { name_span, value, .. } => {
                    let name = self.source.borrow().slice(*name_span).to_owned();
                    match value {
                        None => words.push(name),
                        // `-x:value` is one word, `-x: value` are two.
                        Some(value) if value.span.start == name_span.end + 1 => {
                            words.push(format!("{name}:{}", self.program_word(value)?.join(" ")));
                        }
                        Some(value) => {
                            words.push(format!("{name}:"));
                            words.extend(self.program_word(value)?);
                        }
                    }
                }
                Element::Argument(expr) => words.extend(self.program_word(expr)?),
                Element::Splat(variable) => match self.variable(variable)? {
                    Value::Hash(hash) => {
                        words.extend(hash.entries().into_iter().map(|(key, value)| format!("-{key}:{value}")));
                    }
                    other => words.extend(other.into_items().iter().map(Value::to_string)),
                },
                Element::EndOfParameters(_) => words.push("--".to_owned()),
                Element::Verbatim { text, .. } => words.extend(verbatim(text, &|name| {
                    let value = self.lookup(&format!("env:{name}"));
                    value.map(|value| value.to_string())
                })),
            }
            // What stands glued together is one word: `-f.txt`.
            let is_glued = before.is_some_and(|before| before.end == element.span().start)
                && matches!(element, Element::Argument(_));
            if is_glued && first > 0 && first < words.len() {
                let tail = words.remove(first);
                words[first - 1].push_str(&tail);
            }
            before = matches!(element, Element::Parameter { .. }).then(|| element.span());
        }
        Ok(words)
    }

    /// One argument: a list from a variable becomes several words, `a,b` as written stays one.
    fn program_word(&self, expr: &Expr) -> Eval<Vec<String>> {
        match &expr.kind {
            ExprKind::Number { raw, .. } => Ok(vec![raw.to_string()]),
            ExprKind::Text { value, quote: Quote::Bare } => Ok(self.names(value)),
            ExprKind::Expandable { quote: Quote::Bare, .. } => Ok(self.names(&self.evaluate(expr)?.to_string())),
            ExprKind::Array(items) => {
                let words: Vec<String> = items
                    .iter()
                    .map(|item| self.program_word(item).map(|words| words.join(" ")))
                    .collect::<Eval<_>>()?;
                Ok(vec![words.join(",")])
            }
            _ => Ok(match self.evaluate(expr)? {
                Value::Null => Vec::new(),
                value => value.into_items().iter().map(Value::to_string).collect(),
            }),
        }
    }

    /// A bare word with `~` and wildcards resolved; a pattern that matches nothing stays as it is.
    fn names(&self, word: &str) -> Vec<String> {
        if word == "~" || word.starts_with("~/") {
            return vec![self.full_path(word).to_string_lossy().into_owned()];
        }
        if !word.contains(['*', '?', '[']) {
            return vec![word.to_owned()];
        }
        let mut found = matches(Path::new(&*self.location()), word);
        found.sort();
        if found.is_empty() { vec![word.to_owned()] } else { found }
    }
}

/// The files that a pattern stands for, written as the pattern is: relative to the location, or from the root.
fn matches(location: &Path, pattern: &str) -> Vec<String> {
    let (root, rest) = match pattern.strip_prefix('/') {
        Some(rest) => ("/", rest),
        None => ("", pattern),
    };
    let mut found = vec![root.to_owned()];
    for (at, part) in rest.split('/').enumerate() {
        let mut next = Vec::new();
        for folder in &found {
            let lead = if at == 0 { folder.clone() } else { format!("{folder}/") };
            if !part.contains(['*', '?', '[']) {
                let path = format!("{lead}{part}");
                next.extend(location.join(&path).exists().then_some(path));
                continue;
            }
            let wanted = Wildcard::with_case(part, false);
            let full: PathBuf = location.join(&lead);
            for entry in std::fs::read_dir(full).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let is_hidden = name.starts_with('.') && !part.starts_with('.');
                if !is_hidden && wanted.matches(&name) && next.len() < MOST_NAMES {
                    next.push(format!("{lead}{name}"));
                }
            }
        }
        found = next;
    }
    found
}

/// What stands behind `--%`: split at blanks outside double quotes, with `%NAME%` of the environment put in.
fn verbatim(text: &str, environment: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let mut pieces = text.split('%');
    let mut expanded = pieces.next().unwrap_or_default().to_owned();
    while let Some(name) = pieces.next() {
        let closed = pieces.clone().next().is_some();
        match environment(name).filter(|_| closed) {
            Some(value) => {
                expanded.push_str(&value);
                expanded.push_str(pieces.next().unwrap_or_default());
            }
            None => {
                expanded.push('%');
                expanded.push_str(name);
            }
        }
    }
    let (mut words, mut word, mut quoted, mut has_word) = (Vec::new(), String::new(), false, false);
    for c in expanded.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                has_word = true;
            }
            c if c.is_whitespace() && !quoted => {
                if std::mem::take(&mut has_word) {
                    words.push(std::mem::take(&mut word));
                }
            }
            c => {
                word.push(c);
                has_word = true;
            }
        }
    }
    if has_word {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::verbatim;

    #[test]
    fn what_is_verbatim_is_split_at_blanks_only() {
        let environment = |name: &str| (name == "HOME").then(|| "/root".to_owned());
        for (text, expected) in [
            ("a  b", vec!["a", "b"]),
            ("\"a b\" c", vec!["a b", "c"]),
            ("%HOME%/x 100% %NO%", vec!["/root/x", "100%", "%NO%"]),
            ("$x ; \"\"", vec!["$x", ";", ""]),
            ("", vec![]),
        ] {
            assert_eq!(verbatim(text, &environment), expected, "{text}");
        }
    }
}
