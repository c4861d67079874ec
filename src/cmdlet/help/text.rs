//! Paragraphs of help: broken at blanks, indented.

use std::fmt::Write as _;

use crate::lang::format::Line;

/// What may be given, with what each of it means where that is known.
pub fn choices(values: &[&str], docs: &[&str], width: usize) -> String {
    if docs.iter().all(|doc| doc.is_empty()) {
        return wrapped(&format!("Values: {}.", values.join(", ")), width, 8, 8);
    }
    let widest = values.iter().map(|value| value.len()).max().unwrap_or_default();
    let mut text = String::from("        Values:\n");
    for (at, value) in values.iter().enumerate() {
        let doc = docs.get(at).copied().unwrap_or_default();
        let line = wrapped(doc, width, 12 + widest, 12 + widest);
        text.push_str(format!("          {value:widest$}  {}", line.trim_start()).trim_end());
        text.push('\n');
    }
    text
}

/// Breaks at blanks; `first` and `rest` are the indents.
pub fn wrapped(text: &str, width: usize, first: usize, rest: usize) -> String {
    let mut out = " ".repeat(first);
    let mut used = first;
    let mut begun = false;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if begun && used + 1 + length > width {
            let _ = write!(out, "\n{}", " ".repeat(rest));
            used = rest;
        } else if begun {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
        begun = true;
    }
    out + "\n"
}

/// A command line; one that is too long breaks at blanks and is otherwise left as it is.
pub fn code(line: &str, width: usize) -> String {
    let lines = Line::plain(line).wrapped(width);
    lines.iter().enumerate().fold(String::new(), |text, (at, line)| {
        let indent = if at == 0 { "" } else { "  " };
        text + indent + &line.text + "\n"
    })
}
