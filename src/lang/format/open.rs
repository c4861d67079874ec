//! The layout that is under way: who chose it, how far it has come, and the blank lines around it.

use std::sync::Arc;

use super::line::Line;
use super::page::Page;
use super::table::Table;
use super::text;
use super::view;
use super::wide::Wide;
use crate::model::{TypeInfo, Value};

/// The layout that is under way.
pub struct Open {
    pub of: Origin,
    pub shape: Shape,
    /// Its first blank line has been put out.
    has_begun: bool,
    /// A list or table within it has been put out under the present group's line.
    has_group: bool,
    /// What the rows since that line have in common, where the view of their type says so.
    pub group: Option<String>,
}

pub enum Shape {
    Table(Box<Table>),
    List,
    Wide(Wide),
    /// Lines of text between two blank ones.
    Lines,
}

/// Who chose the layout.
pub enum Origin {
    /// The view of a type.
    Type(&'static TypeInfo),
    Hashtable,
    /// Values of this type, each by itself.
    Plain(Box<str>),
    /// The properties of the first object.
    Properties(Vec<Arc<str>>),
    /// A command such as `Format-Table`.
    Command,
}

impl Open {
    pub fn new(of: Origin, shape: Shape) -> Open {
        Open { of, shape, has_begun: false, has_group: false, group: None }
    }

    /// Puts the blank line that begins a layout in front of its first lines.
    pub fn begun(&mut self, lines: Vec<Line>) -> Vec<Line> {
        if lines.is_empty() || self.has_begun {
            return lines;
        }
        self.has_begun = true;
        std::iter::once(Line::blank()).chain(lines).collect()
    }

    pub fn release(&mut self, page: &Page) -> Vec<Line> {
        let lines = match &mut self.shape {
            Shape::Table(table) => table.release(page),
            Shape::Wide(wide) => wide.finish(page),
            Shape::List | Shape::Lines => Vec::new(),
        };
        self.begun(lines)
    }

    pub fn item(&mut self, value: &Value, page: &Page) -> Vec<Line> {
        let Shape::Wide(wide) = &mut self.shape else { return Vec::new() };
        let lines = wide.item(&text::cell(value, page.items), page);
        self.begun(lines)
    }

    /// Ends the group before, and says what the next one has in common.
    pub fn group(&mut self, said: &str, page: &Page) -> Vec<Line> {
        let mut lines = self.release(page);
        if self.has_group && !matches!(self.shape, Shape::List) {
            lines.push(Line::blank());
        }
        self.has_group = true;
        if let Shape::Table(table) = &mut self.shape {
            **table = table.anew();
        }
        let said = self.begun(vec![Line::plain(said), Line::blank()]);
        lines.extend(said);
        lines
    }

    pub fn finish(mut self, page: &Page) -> Vec<Line> {
        let mut lines = self.release(page);
        // Each entry of a list has its blank line already.
        if self.has_begun && !matches!(self.shape, Shape::List) {
            lines.push(Line::blank());
        }
        lines
    }
}

/// The columns of a value that has its own, all at the left, with what is in them.
impl Origin {
    /// Whether the layout is that of the value's own kind.
    pub fn is_of(&self, value: &Value) -> bool {
        match (self, value) {
            // Files and folders are of two types with one view, and so are commands.
            (Origin::Type(info), Value::Object(object)) => {
                view::declared(object).is_some_and(|own| view::is_shared(own, info))
            }
            (Origin::Hashtable, Value::Hash(_)) => true,
            (Origin::Plain(_), Value::Hash(_) | Value::Object(_)) => false,
            (Origin::Plain(kind), value) => **kind == *value.type_name(),
            _ => false,
        }
    }
}
