//! A list: each property of an object in a line of its own.

use std::sync::Arc;

use super::cells;
use super::line::{Line, Style};
use super::page::Page;
use super::text;
use crate::model::Value;

const SEPARATOR: &str = " : ";

/// One object's lines, and the blank one that ends it.
pub fn entry(properties: &[(Arc<str>, Value)], page: &Page) -> Vec<Line> {
    let longest = properties.iter().map(|(label, _)| cells::width(label)).max().unwrap_or_default();
    // One cell at least is left for the value.
    let labels = longest.min(page.columns.saturating_sub(SEPARATOR.len() + 1)).max(1);
    let room = if page.is_seen { page.columns.saturating_sub(labels + SEPARATOR.len()).max(1) } else { usize::MAX };
    let mut lines = Vec::with_capacity(properties.len() + 1);
    for (label, value) in properties {
        let label = cells::head(label, labels);
        let label = format!("{label}{}{SEPARATOR}", " ".repeat(labels - cells::width(label)));
        for (at, value) in cells::wrap(&text::cell(value, page.items), room).iter().enumerate() {
            lines.push(match (at, value.as_str()) {
                (0, "") => Line::styled(label.trim_end(), Style::Label),
                (0, value) => Line::styled(label.as_str(), Style::Label).with(value, None),
                (_, "") => Line::blank(),
                (_, value) => Line::plain(" ".repeat(labels + SEPARATOR.len()) + value),
            });
        }
    }
    lines.push(Line::blank());
    lines
}
