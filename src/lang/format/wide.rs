//! A wide layout: one property of each object, several objects side by side.

use super::cells::{self, Align};
use super::layout::WideHead;
use super::line::Line;
use super::page::Page;

/// A wide layout while its items come.
pub struct Wide {
    head: WideHead,
    held: Vec<String>,
}

impl Wide {
    pub fn new(head: WideHead) -> Wide {
        Wide { head, held: Vec::new() }
    }

    pub fn item(&mut self, text: &str, page: &Page) -> Vec<Line> {
        self.held.push(cells::single_line(text).into_owned());
        let side_by_side = self.head.columns.unwrap_or(2).max(1);
        if self.head.auto_size || self.held.len() < side_by_side {
            return Vec::new();
        }
        self.rows(side_by_side, page)
    }

    /// What is left over.
    pub fn finish(&mut self, page: &Page) -> Vec<Line> {
        let side_by_side = match self.head.columns {
            Some(columns) => columns.max(1),
            None if self.head.auto_size => {
                let widest = self.held.iter().map(|text| cells::width(text)).max().unwrap_or_default().max(1);
                ((page.columns + 1) / (widest + 1)).max(1)
            }
            None => 2,
        };
        self.rows(side_by_side, page)
    }

    fn rows(&mut self, side_by_side: usize, page: &Page) -> Vec<Line> {
        let width = (page.columns.saturating_sub(side_by_side - 1) / side_by_side).max(1);
        let held = std::mem::take(&mut self.held);
        let line = |row: &[String]| {
            let padded = row.iter().map(|text| {
                let text = cells::cut(text, width, Align::Left);
                let missing = width - cells::width(&text).min(width);
                text.into_owned() + &" ".repeat(missing)
            });
            Line::plain(padded.collect::<Vec<_>>().join(" ").trim_end())
        };
        held.chunks(side_by_side).map(line).collect()
    }
}
