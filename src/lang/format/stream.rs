//! What reaches the end of a pipeline, as lines.
//!
//! Values come one after another and are shown the way PowerShell's default output shows them: plain values as text, the
//! first object decides between table and list and fixes the columns, and what `Format-Table` and its like have laid out
//! is obeyed.
//!
//! What comes later keeps to what the first object has made of it. Where that was of no type with a view of its own,
//! anything else is a row with the same columns (an empty one, where it shares none of them) or an entry with its own
//! properties; where it was, a stranger is a list between the rows.

use std::sync::Arc;

use super::export::Form;
use super::layout::{Column, Layout, TableHead};
use super::line::Line;
use super::list;
use super::open::{Open, Origin, Shape};
use super::page::Page;
use super::part::{parts, values};
use super::table::Table;
use super::text;
use super::view::{self, View};
use super::wide::Wide;
use super::{detail, fault};
use crate::lang::endpoint::{EndPoint, MailAddress};
use crate::lang::eval::{ErrorRecord, MethodGroup};
use crate::lang::scalars::Culture;
use crate::lang::types::TypeValue;
use crate::model::{Hash, Look, Object, SwitchParameter, Value};

/// Width of a hashtable's keys, as PowerShell's view has it.
const KEYS: usize = 30;

/// Arrays inside each other that are still taken apart; an array may hold itself.
const NESTING: usize = 8;

/// Shows values as they come. Everything it is given comes out as lines sooner or later: at the latest by
/// [`Formatter::finish`].
#[derive(Default)]
pub struct Formatter {
    open: Option<Open>,
    /// Tables or lists, whatever the objects are.
    form: Option<Form>,
}

impl Formatter {
    pub fn new() -> Formatter {
        Formatter::default()
    }

    /// Shows every object in that form, where it is one that people read.
    pub(super) fn forced(form: Form) -> Formatter {
        Formatter { form: Some(form), ..Formatter::default() }
    }

    /// The lines that can be shown now that this value has come.
    pub fn push(&mut self, value: &Value, page: &Page) -> Vec<Line> {
        self.take(value, page, 0)
    }

    /// Whether rows are held back that [`Formatter::release`] would show.
    pub fn is_holding(&self) -> bool {
        matches!(&self.open, Some(Open { shape: Shape::Table(table), .. }) if table.is_holding())
    }

    /// Shows what is held back to measure columns; rows that follow use the same columns.
    pub fn release(&mut self, page: &Page) -> Vec<Line> {
        match &mut self.open {
            Some(open) if matches!(&open.shape, Shape::Table(table) if table.is_holding()) => open.release(page),
            _ => Vec::new(),
        }
    }

    /// Ends the layout that is under way.
    pub fn finish(&mut self, page: &Page) -> Vec<Line> {
        match self.open.take() {
            Some(open) => open.finish(page),
            None => Vec::new(),
        }
    }

    fn take(&mut self, whole: &Value, page: &Page, depth: usize) -> Vec<Line> {
        match whole.bare() {
            Value::Null => Vec::new(),
            Value::Array(array) if depth < NESTING => {
                array.items().iter().flat_map(|item| self.take(item, page, depth + 1)).collect()
            }
            value if let Some(record) = value.downcast::<ErrorRecord>() => {
                let lines =
                    if record.is_detailed { detail::lines(record) } else { fault::lines(&record.fault, page.columns) };
                self.between(lines)
            }
            value if let Some(methods) = value.downcast::<MethodGroup>() => {
                methods.rows().flat_map(|row| self.object(&row, page)).collect()
            }
            value if let Some(lines) = self.placed(value, page) => lines,
            // Its entries are pairs of no type with a view.
            Value::Hash(hash) if hash.has_plain_pairs() => {
                let pair = |(key, value)| Object::custom(vec![("Key".into(), key), ("Value".into(), value)]);
                let pairs = hash.entries().into_iter().map(pair);
                pairs.flat_map(|pair| self.take(&Value::Object(pair), page, depth)).collect()
            }
            Value::Hash(hash) => self.hashtable(hash, page),
            Value::Object(object) => self.object(object, page),
            Value::Guid(_) => self.members(whole.bare(), page),
            Value::Scalar(scalar) if scalar.look() == Look::Table => self.members(whole.bare(), page),
            Value::Scalar(scalar) if scalar.look() == Look::Object => {
                self.object(&Object::custom(whole.bare().properties()), page)
            }
            value => match Layout::of(value) {
                Some(layout) => self.layout(layout, page),
                None => self.plain(whole, page),
            },
        }
    }

    /// Most plain values are a line of text; dates and what says so of itself have more room when nothing is open.
    fn plain(&mut self, value: &Value, page: &Page) -> Vec<Line> {
        let text = match value.bare() {
            Value::Date(_) => value.property("DateTime").unwrap_or_else(|| value.clone()).to_string(),
            Value::Scalar(scalar) => scalar.shown().unwrap_or_else(|| scalar.to_string()),
            value => value.to_string(),
        };
        let value = value.bare();
        let look = match value {
            Value::Date(_) => Look::Framed,
            Value::Scalar(scalar) => scalar.look(),
            Value::Ip(_) => Look::List,
            _ => Look::Line,
        };
        if look == Look::Line {
            return self.text(&text);
        }
        let kind = value.type_name();
        let is_same = matches!(&self.open, Some(Open { of: Origin::Plain(open), .. }) if **open == *kind);
        let mut lines = Vec::new();
        if !is_same {
            let shape = if look == Look::List { Shape::List } else { Shape::Lines };
            lines = self.begin(Origin::Plain(kind.into()), shape, page);
        }
        lines.extend(match (look, &mut self.open) {
            (Look::List, _) => self.entry(&value.properties(), page),
            (_, Some(open)) => open.begun(match value {
                Value::Scalar(scalar) => Line::each_with(&text, &scalar.emphasis()),
                _ => Line::each(&text).collect(),
            }),
            (_, None) => Vec::new(),
        });
        lines
    }

    /// A value whose members are columns, such as a version.
    fn members(&mut self, value: &Value, page: &Page) -> Vec<Line> {
        let kind = value.type_name();
        let (columns, values): (Vec<Column>, Vec<Value>) = columns(value).into_iter().unzip();
        let mut lines = Vec::new();
        if !matches!(&self.open, Some(Open { of: Origin::Plain(open), .. }) if **open == *kind) {
            let head = Arc::new(TableHead { columns, ..TableHead::default() });
            lines = self.begin(Origin::Plain(kind.into()), Shape::Table(Box::new(Table::new(head))), page);
        }
        lines.extend(self.row(&values, page));
        lines
    }

    /// A plain value does not end the table that it comes into.
    fn text(&mut self, text: &str) -> Vec<Line> {
        self.between(Line::each(text).collect())
    }

    fn between(&mut self, lines: Vec<Line>) -> Vec<Line> {
        match &mut self.open {
            Some(Open { shape: Shape::Table(table), .. }) => table.between(lines),
            _ => lines,
        }
    }

    fn hashtable(&mut self, hash: &Hash, page: &Page) -> Vec<Line> {
        let entries = hash.entries();
        if entries.is_empty() {
            return Vec::new();
        }
        let fits = matches!(&self.open, Some(Open { of: Origin::Hashtable, .. }));
        let mut lines = Vec::new();
        if !fits {
            let keys = Column { width: Some(KEYS), align: Some(Default::default()), ..Column::named("Name") };
            let values = Column { align: Some(Default::default()), ..Column::named("Value") };
            let head = Arc::new(TableHead { columns: vec![keys, values], ..TableHead::default() });
            lines = self.begin(Origin::Hashtable, Shape::Table(Box::new(Table::new(head))), page);
        }
        for (key, value) in entries {
            lines.extend(self.row(&[key, value], page));
        }
        lines
    }

    fn object(&mut self, object: &Object, page: &Page) -> Vec<Line> {
        if let Some(Open { of: Origin::Type(info), .. }) = &self.open
            && Origin::Type(info).is_of(&Value::Object(object.clone()))
            && self.form != Some(Form::List)
            && view::chosen(object).is_none()
        {
            let names: Vec<Arc<str>> = info.shown.iter().map(|name| Arc::from(*name)).collect();
            let mut lines = self.group_of(object, page);
            lines.extend(self.row(&values(object, &names), page));
            return lines;
        }
        let names = match (View::of(object), self.form) {
            (View::Text(text), _) => return self.text(&text),
            (View::List, Some(Form::Table)) => view::columns(object),
            (View::List, _) | (_, Some(Form::List)) => {
                let mut lines = Vec::new();
                if !matches!(&self.open, Some(Open { of: Origin::Properties(_), shape: Shape::List, .. })) {
                    lines = self.begin(Origin::Properties(Vec::new()), Shape::List, page);
                }
                lines.extend(self.entry(&view::list(&Value::Object(object.clone())), page));
                return lines;
            }
            (View::Table(names), _) => names,
        };
        let declared = view::declared(object).filter(|_| view::chosen(object).is_none());
        let laid_out = declared.map_or(&[][..], |info| view::of_type(info).columns);
        let column = |(at, name): (usize, &Arc<str>)| match laid_out.get(at) {
            Some(view) => Column {
                width: view.width,
                align: Some(view.align),
                takes_rest: view.width.is_none(),
                ..Column::named(view.label.map_or_else(|| name.clone(), Arc::from))
            },
            None => Column::named(name.clone()),
        };
        let columns = names.iter().enumerate().map(column).collect();
        let head = TableHead { columns, is_brief: view::is_ours(object), ..TableHead::default() };
        let table = Table::new(Arc::new(head));
        let origin = match declared {
            Some(info) => Origin::Type(info),
            None => Origin::Properties(names.clone()),
        };
        let mut lines = self.begin(origin, Shape::Table(Box::new(table)), page);
        lines.extend(self.group_of(object, page));
        lines.extend(self.row(&values(object, &names), page));
        lines
    }

    /// The line that says what this object and those that follow have in common, where its type's view has one.
    fn group_of(&mut self, object: &Object, page: &Page) -> Vec<Line> {
        let group = view::declared(object).and_then(|info| view::of_type(info).group);
        let (Some(group), Some(open)) = (group, &mut self.open) else { return Vec::new() };
        let said = format!("{}{}", group.lead, group.of(object));
        if open.group.as_ref() == Some(&said) {
            return Vec::new();
        }
        let lines = open.group(&said, page);
        open.group = Some(said);
        lines
    }

    /// Shows a value in the layout that is under way, as what comes later is; `None` when nothing is under way, or what is
    /// was begun by values of its own kind.
    fn placed(&mut self, value: &Value, page: &Page) -> Option<Vec<Line>> {
        if is_text(value) {
            return None;
        }
        let open = self.open.as_ref()?;
        let names = match (&open.of, &open.shape) {
            (Origin::Command, _) => return None,
            (Origin::Properties(names), Shape::Table(_)) => Some(names.clone()),
            (Origin::Properties(_), _) => None,
            (of, _) if of.is_of(value) => return None,
            _ => {
                let entries = parts(value).into_iter();
                let lines = entries.flat_map(|part| {
                    std::iter::once(Line::blank()).chain(list::entry(&part.shown(), page)).collect::<Vec<_>>()
                });
                let lines = lines.collect();
                return Some(self.between(lines));
            }
        };
        let mut lines = Vec::new();
        for part in parts(value) {
            lines.extend(match &names {
                Some(names) => self.row(&part.values(names), page),
                None => self.entry(&part.shown(), page),
            });
        }
        Some(lines)
    }

    fn layout(&mut self, layout: &Layout, page: &Page) -> Vec<Line> {
        match layout {
            Layout::Table(head) => self.begin(Origin::Command, Shape::Table(Box::new(Table::new(head.clone()))), page),
            Layout::List => self.begin(Origin::Command, Shape::List, page),
            Layout::Wide(head) => self.begin(Origin::Command, Shape::Wide(Wide::new(*head)), page),
            Layout::Custom => self.begin(Origin::Command, Shape::Lines, page),
            Layout::Nested(object) => match &mut self.open {
                Some(open) => open.begun(object.lines(page).into_iter().map(Line::plain).collect()),
                None => Vec::new(),
            },
            Layout::Group { lead, value } => match &mut self.open {
                Some(open) => open.group(&format!("{lead}{}", text::cell(value, page.items)), page),
                None => Vec::new(),
            },
            Layout::Row(values) => self.row(values, page),
            Layout::Entry(properties) => self.entry(properties, page),
            Layout::Item(value) => match &mut self.open {
                Some(open @ Open { shape: Shape::Wide(_), .. }) => open.item(value, page),
                _ => self.text(&text::cell(value, page.items)),
            },
            Layout::Text(text) => self.text(text),
            Layout::End => self.finish(page),
        }
    }

    /// Ends what is under way, and opens another layout.
    fn begin(&mut self, of: Origin, shape: Shape, page: &Page) -> Vec<Line> {
        let lines = self.finish(page);
        self.open = Some(Open::new(of, shape));
        lines
    }

    fn row(&mut self, values: &[Value], page: &Page) -> Vec<Line> {
        let Some(open) = &mut self.open else { return Vec::new() };
        let Shape::Table(table) = &mut open.shape else { return Vec::new() };
        let lines = table.row(values, page);
        open.begun(lines)
    }

    fn entry(&mut self, properties: &[(Arc<str>, Value)], page: &Page) -> Vec<Line> {
        let lines = list::entry(properties, page);
        match &mut self.open {
            Some(open) => open.begun(lines),
            None => lines,
        }
    }
}

/// Whether a value is a line of text wherever it comes, or says itself how it is laid out.
fn is_text(value: &Value) -> bool {
    match value {
        Value::Hash(_) | Value::Guid(_) | Value::Date(_) | Value::Ip(_) => false,
        Value::Object(object) => {
            object.is_empty() && view::declared(object).is_none() || text::message(object).is_some()
        }
        Value::Scalar(scalar) => scalar.look() == Look::Line || Layout::of(value).is_some(),
        _ => true,
    }
}

fn columns(value: &Value) -> Vec<(Column, Value)> {
    let column = |name: &str, width: Option<usize>| Column {
        width,
        align: Some(Default::default()),
        ..Column::named(name.to_owned())
    };
    if let Value::Guid(guid) = value {
        return vec![(column("Guid", None), Value::text(guid.to_string()))];
    }
    if value.downcast::<TypeValue>().is_some() {
        let widths = [("IsPublic", Some(8)), ("IsSerial", Some(8)), ("Name", Some(40)), ("BaseType", None)];
        return widths
            .into_iter()
            .map(|(name, width)| (column(name, width), value.property(name).unwrap_or_default()))
            .collect();
    }
    if value.downcast::<Culture>().is_some() {
        let widths = [("LCID", Some(16)), ("Name", Some(16)), ("DisplayName", None)];
        return widths
            .into_iter()
            .map(|(name, width)| (column(name, width), value.property(name).unwrap_or_default()))
            .collect();
    }
    if SwitchParameter::of(value).is_some() {
        let present = Column { align: None, ..column("IsPresent", None) };
        return vec![(present, value.property("IsPresent").unwrap_or_default())];
    }
    if value.downcast::<EndPoint>().is_some() || value.downcast::<MailAddress>().is_some() {
        return value.properties().into_iter().map(|(name, value)| (Column::named(name), value)).collect();
    }
    // Numbers beside each other are easier to read when there is some room.
    const LEAST: usize = 6;
    value.properties().into_iter().map(|(name, value)| (column(&name, Some(name.len().max(LEAST))), value)).collect()
}
