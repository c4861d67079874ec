//! A table: labels, dashes, rows.
//!
//! Columns are as wide as the rows need that are known when the first one is shown. Where that is more than the page
//! has, the last column is cut, and columns at the right are left out once not enough would be left of them.

use std::borrow::Cow;
use std::sync::Arc;

use comfy_table::{Cell, CellAlignment, ColumnConstraint, Row, Width, presets};
use jiff::Timestamp;

use super::cells::{self, Align};
use super::layout::TableHead;
use super::line::{Line, Style};
use super::page::Page;
use super::people;
use super::text;
use crate::model::Value;

/// Rows that are measured before the first is shown, unless all are: enough for a screen of any height.
const MEASURED: usize = 1000;

/// Cells of a column below which it is left out rather than cut, if its label and its texts are longer.
const LEAST: usize = 8;

/// Lines of the labels: a blank one, they themselves, the dashes.
const LABELS: usize = 3;

/// A table while its rows come.
pub struct Table {
    head: Arc<TableHead>,
    aligns: Vec<Option<Align>>,
    /// Widths of the columns that are shown; `None` while rows are measured.
    widths: Option<Vec<usize>>,
    held: Vec<Held>,
    /// Lines since the labels began, with the blank one above them.
    since_labels: usize,
}

enum Held {
    Row(Vec<String>),
    /// What came between two rows.
    Between(Vec<Line>),
}

impl Table {
    pub fn new(head: Arc<TableHead>) -> Table {
        let aligns = head.columns.iter().map(|column| column.align).collect();
        Table { head, aligns, widths: None, held: Vec::new(), since_labels: 0 }
    }

    /// A table of the same columns, without rows.
    pub fn anew(&self) -> Table {
        Table::new(self.head.clone())
    }

    pub fn row(&mut self, values: &[Value], page: &Page) -> Vec<Line> {
        let is_brief = self.head.is_brief && page.is_seen;
        for (align, value) in self.aligns.iter_mut().zip(values) {
            align.get_or_insert_with(|| if is_brief { people::side(value) } else { usual_side(value) });
        }
        let wraps = self.head.wraps;
        let now = is_brief.then(Timestamp::now);
        let text = |value| {
            let brief = now.and_then(|now| people::brief(value, now)).map(Cow::Owned);
            let text = brief.unwrap_or_else(|| text::cell(value, page.items));
            if wraps { text } else { cells::single_line(text) }
        };
        let repeats = self.head.repeats_labels && !self.head.hides_labels;
        if let (Some(widths), false, false) = (&self.widths, wraps, repeats) {
            // Nothing is kept of a row, so its texts are shown from where they stand.
            let cell = |at: usize| values.get(at).map(text).unwrap_or_default();
            let line = self.line(widths, |at| cells::cut(cell(at), widths[at], self.side(at)));
            return if widths.is_empty() { Vec::new() } else { vec![Line::plain(line)] };
        }
        let mut row: Vec<String> = values.iter().map(|value| text(value).into_owned()).collect();
        row.resize(self.head.columns.len(), String::new());
        if let Some(widths) = self.widths.take() {
            let lines = self.rows(&[row], &widths, page);
            self.widths = Some(widths);
            return lines;
        }
        self.held.push(Held::Row(row));
        if !self.head.auto_size && self.held.len() >= MEASURED { self.release(page) } else { Vec::new() }
    }

    /// Lines that belong behind the rows so far.
    pub fn between(&mut self, lines: Vec<Line>) -> Vec<Line> {
        if self.widths.is_some() {
            return lines;
        }
        self.held.push(Held::Between(lines));
        Vec::new()
    }

    pub fn is_holding(&self) -> bool {
        !self.held.is_empty() && !self.head.auto_size
    }

    /// The labels and the rows that were held back; the table goes on.
    pub fn release(&mut self, page: &Page) -> Vec<Line> {
        if self.widths.is_some() || self.held.is_empty() {
            return Vec::new();
        }
        let held = std::mem::take(&mut self.held);
        let widths = self.fit(&held, page.columns);
        let mut lines = self.labels(&widths);
        let mut rows = Vec::new();
        for held in held {
            match held {
                Held::Row(row) => rows.push(row),
                Held::Between(between) => {
                    lines.extend(self.rows(&rows, &widths, page));
                    rows.clear();
                    lines.extend(between);
                }
            }
        }
        lines.extend(self.rows(&rows, &widths, page));
        self.widths = Some(widths);
        lines
    }

    /// As many columns as fit, and their widths.
    fn fit(&self, held: &[Held], room: usize) -> Vec<usize> {
        let natural = |(at, column): (usize, &super::layout::Column)| match column.width {
            Some(width) => width.max(1),
            None => held
                .iter()
                .filter_map(|held| match held {
                    Held::Row(row) => row[at].split('\n').map(cells::width).max(),
                    Held::Between(_) => None,
                })
                .chain([cells::width(&column.label), 1])
                .max()
                .unwrap_or(1),
        };
        let mut widths: Vec<usize> = self.head.columns.iter().enumerate().map(natural).collect();
        if total(&widths) > room && widths.len() > 1 {
            // One long text does not push out everything at its right.
            let half = (room / 2).max(LEAST);
            for (width, column) in widths.iter_mut().zip(&self.head.columns) {
                if column.width.is_none() {
                    *width = (*width).min(half.max(cells::width(&column.label)));
                }
            }
        }
        while let Some((&last, before)) = widths.split_last() {
            let at = before.len();
            let left = room.saturating_sub(total(before) + usize::from(at > 0));
            if left >= last {
                break;
            }
            let least = last.min(cells::width(&self.head.columns[at].label).max(LEAST));
            if at == 0 || left >= least {
                widths[at] = left.max(1);
                break;
            }
            widths.pop();
        }
        if self.head.columns.last().is_some_and(|column| column.takes_rest) && widths.len() == self.head.columns.len() {
            let left = room.saturating_sub(total(&widths));
            widths.last_mut().into_iter().for_each(|last| *last += left);
        }
        widths
    }

    fn labels(&mut self, widths: &[usize]) -> Vec<Line> {
        if self.head.hides_labels || widths.is_empty() {
            return Vec::new();
        }
        let labels: Vec<Vec<&str>> =
            self.head.columns.iter().map(|column| column.label.split('\n').collect()).collect();
        let longest = |label: &Vec<&str>| label.iter().map(|line| cells::width(line)).max().unwrap_or_default();
        let dashes = labels.iter().zip(widths).map(|(label, &width)| "-".repeat(longest(label).clamp(1, width)));
        let part = |at: usize| labels.iter().map(move |label| label.get(at).copied().unwrap_or_default().to_owned());
        let height = labels.iter().map(Vec::len).max().unwrap_or_default();
        let mut lines: Vec<String> =
            (0..height).flat_map(|at| self.drawn(&[part(at).collect()], widths, true)).collect();
        lines.extend(self.drawn(&[dashes.collect()], widths, true));
        self.since_labels = lines.len() + 1;
        lines.into_iter().map(|line| Line::styled(line, Style::Header)).collect()
    }

    fn rows(&mut self, rows: &[Vec<String>], widths: &[usize], page: &Page) -> Vec<Line> {
        if rows.is_empty() || widths.is_empty() {
            return Vec::new();
        }
        let drawn = |rows: &[Vec<String>]| {
            self.drawn(rows, widths, self.head.wraps).into_iter().map(Line::plain).collect::<Vec<Line>>()
        };
        let Some(height) = page.rows.filter(|_| self.head.repeats_labels && !self.head.hides_labels) else {
            return drawn(rows);
        };
        let drawn: Vec<Vec<Line>> = rows.iter().map(|row| drawn(std::slice::from_ref(row))).collect();
        let mut lines = Vec::new();
        for row in drawn {
            // The last line of a screen is the prompt's or the pager's.
            if self.since_labels + row.len() >= height && self.since_labels > LABELS {
                lines.push(Line::blank());
                lines.extend(self.labels(widths));
            }
            self.since_labels += row.len();
            lines.extend(row);
        }
        lines
    }

    /// Rows side by side in their columns, without blanks at line ends.
    fn drawn(&self, rows: &[Vec<String>], widths: &[usize], wraps: bool) -> Vec<String> {
        if wraps {
            return self.folded(rows, widths);
        }
        let cut = |row: &Vec<String>| self.line(widths, |at| cells::cut(row[at].as_str(), widths[at], self.side(at)));
        rows.iter().map(cut).collect()
    }

    /// Rows whose cells may have several lines each.
    fn folded(&self, rows: &[Vec<String>], widths: &[usize]) -> Vec<String> {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING);
        let cell = |row: &Vec<String>, at: usize| {
            let text = cells::wrap(&row[at], widths[at]).join("\n");
            match self.side(at) {
                Align::Left => Cell::new_owned(text),
                Align::Right => Cell::new_owned(text).set_alignment(CellAlignment::Right),
                // The odd blank goes to the right, as in PowerShell.
                Align::Center => Cell::new_owned(cells::centered(&text, widths[at])),
            }
        };
        for row in rows {
            table.add_row(Row::from((0..widths.len()).map(|at| cell(row, at)).collect::<Vec<Cell>>()));
        }
        for (column, &width) in table.column_iter_mut().zip(widths) {
            let width = u16::try_from(width + 1).unwrap_or(u16::MAX);
            column.set_padding((0, 1)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
        table.lines().map(|line| line.trim_end().to_owned()).collect()
    }

    fn side(&self, column: usize) -> Align {
        self.aligns[column].unwrap_or_default()
    }

    /// One line, of texts that fit their columns. Drawn directly: of 100,000 objects that are sorted, grouped and shown,
    /// rows that went through a table of their own took a third of the time.
    fn line<'t>(&self, widths: &[usize], text: impl Fn(usize) -> Cow<'t, str>) -> String {
        let mut line = String::with_capacity(total(widths));
        // Blanks are owed until something follows them.
        let mut blanks = 0;
        for (at, &width) in widths.iter().enumerate() {
            let text = text(at);
            let room = width.saturating_sub(cells::width(&text));
            let before = match self.side(at) {
                Align::Left => 0,
                // The odd blank goes to the right, as in PowerShell.
                Align::Center => room / 2,
                Align::Right => room,
            };
            blanks += before;
            if !text.is_empty() {
                line.extend(std::iter::repeat_n(' ', blanks));
                line.push_str(&text);
                blanks = 0;
            }
            blanks += room - before + 1;
        }
        line.truncate(line.trim_end().len());
        line
    }
}

/// The cells that columns take with the blanks between them.
fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + widths.len().saturating_sub(1)
}

/// Numbers stand at the right, and as PowerShell has it truth values and single characters too.
pub fn usual_side(value: &Value) -> Align {
    match value.bare() {
        Value::Int(_)
        | Value::Long(_)
        | Value::Decimal(_)
        | Value::Double(_)
        | Value::Fixed(_)
        | Value::Bool(_)
        | Value::Char(_) => Align::Right,
        _ => Align::Left,
    }
}
