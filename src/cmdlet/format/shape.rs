//! The stage behind `Format-Table`, `Format-List` and `Format-Wide`: each says what a piece of its layout is, here is
//! what they share.
//!
//! Collections are taken apart as `-Expand` says, groups begin as `-GroupBy` says. What has no properties to lay out, and
//! text, numbers and errors unless `-Force` is given, stands as its text between the pieces.

use super::collection::{self, Expansion};
use super::errors::Errors;
use crate::cmdlet::object::{Expression, input};
use crate::cmdlet::prelude::*;
use crate::lang::eval::ErrorRecord;
use crate::lang::format::{Layout, Page, cell_text, refuse, view};
use crate::model::Look;
use crate::model::compare::{Case, equal};

pub static GROUP_BY: Param<Value> =
    Param::new("GroupBy", "Apart, with a heading, for each value of this property.").keeps_blocks();
pub static VIEW: Param<String> =
    Param::new("View", "The view of the objects' type that is used, by its name; not together with -Property.");
pub static EXPAND: Param<Expansion> = Param::new("Expand", "What of a collection is shown. Default EnumOnly.");
pub static FORCE: Param<Switch> =
    Param::switch("Force", "Also what is shown as text otherwise: properties of text, numbers and errors.");

/// One of the layouts.
pub trait Shape {
    /// Whether `-Property` says what to show.
    fn is_chosen(&self) -> bool;
    /// Its opening, once the first object is known.
    fn open(&mut self, call: &Call, errors: &Errors, first: &Value) -> Result<Layout, Fault>;
    /// What objects have in common by the view of their type: the beginning of the line that says it, and the value.
    fn common(&self, object: &Value) -> Option<(String, Value)> {
        let _ = object;
        None
    }
    /// What it makes of one object.
    fn piece(&self, call: &Call, errors: &Errors, object: &Value) -> Result<Layout, Fault>;
}

/// A layout while its objects come.
pub struct Shaping<S> {
    shape: S,
    errors: Errors,
    group_by: Option<Expression>,
    group: Option<Value>,
    view: Option<String>,
    expansion: Expansion,
    is_forced: bool,
    is_open: bool,
}

impl<S: Shape + 'static> Shaping<S> {
    /// `keys` are those that `-GroupBy` may have.
    pub fn start(call: &Call, shape: S, keys: &[&'static str]) -> Result<Box<dyn Stage>, Fault> {
        let view = call.get(&VIEW)?;
        if view.is_some() && shape.is_chosen() {
            let says = "The View parameter and the Property parameter cannot be used together.";
            let fault = Fault::invalid("FormatCannotSpecifyViewAndProperty", says).at(call.place(&VIEW));
            return Err(fault.fix("Leave one of them out."));
        }
        Ok(Box::new(Shaping {
            shape,
            errors: Errors::of(call)?,
            group_by: call.get(&GROUP_BY)?.map(|by| Expression::read(&by, keys)).transpose()?,
            group: None,
            view,
            expansion: call.get(&EXPAND)?.unwrap_or(Expansion::EnumOnly),
            is_forced: call.is_set(&FORCE)?,
            is_open: false,
        }))
    }

    fn one(&mut self, call: &Call, object: Value, out: &mut Output) -> Result<(), Fault> {
        if self.is_text(&object) {
            return match object {
                Value::Null => Ok(()),
                object if self.is_open => {
                    out.emit(Layout::Text(cell_text(&object, Page::ITEMS).into_owned()).into_value())
                }
                object => out.emit(object),
            };
        }
        let group = self.begun(call, &object)?;
        if !self.is_open {
            self.refuse_view(call, &object)?;
            let opening = self.shape.open(call, &self.errors, &object)?;
            self.is_open = true;
            out.emit(opening.into_value())?;
        }
        if let Some(group) = group {
            out.emit(group.into_value())?;
        }
        out.emit(self.shape.piece(call, &self.errors, &object)?.into_value())
    }

    /// Whether it is shown as text whatever properties are asked for.
    fn is_text(&self, object: &Value) -> bool {
        match object.bare() {
            Value::Null => true,
            _ if self.is_forced && self.shape.is_chosen() => false,
            _ if object.property_names().is_empty() => true,
            Value::String(_) | Value::Secret(_) => !self.is_forced,
            Value::Object(object) => view::is_said(object) && !self.is_forced,
            Value::Scalar(scalar) if scalar.as_any().is::<ErrorRecord>() => !self.is_forced,
            Value::Scalar(scalar) => scalar.look() == Look::Line && !self.shape.is_chosen() && !self.is_forced,
            _ => false,
        }
    }

    /// The group that begins with this object, if one does.
    fn begun(&mut self, call: &Call, object: &Value) -> Result<Option<Layout>, Fault> {
        let shared = match &self.group_by {
            Some(by) => {
                let form = by.option("FormatString").map(ToString::to_string);
                match by.find(call, object)?.into_iter().next() {
                    None => Some(Default::default()),
                    Some(found) => {
                        let value = found.value.unwrap_or_default();
                        let value = self.errors.formatted(call, form.as_deref(), value)?;
                        Some((format!("   {}: ", found.name), value))
                    }
                }
            }
            None => self.shape.common(object),
        };
        let Some((lead, value)) = shared else { return Ok(None) };
        if self.group.as_ref().is_some_and(|current| equal(current, &value, Case::Insensitive)) {
            return Ok(None);
        }
        self.group = Some(value.clone());
        Ok(Some(Layout::Group { lead, value }))
    }

    fn refuse_view(&self, call: &Call, object: &Value) -> Result<(), Fault> {
        let Some(wanted) = &self.view else { return Ok(()) };
        let there = view::view_name(object);
        if there.is_some_and(|name| name.eq_ignore_ascii_case(wanted)) {
            return Ok(());
        }
        let says = format!("View name {wanted} cannot be found.");
        let fault = Fault::invalid("FormatViewNotFound", says).at(call.place(&VIEW)).ending_statement();
        Err(match there {
            Some(name) => fault.fix(format!("The view of {} is called {name}.", object.type_name())),
            None => {
                fault.fix(format!("{} has no view of its own; choose its columns with -Property.", object.type_name()))
            }
        })
    }

    /// A collection's own properties as a list, and what they belong to.
    fn core(&mut self, call: &Call, value: &Value, count: usize, out: &mut Output) -> Result<(), Fault> {
        self.finish(call, out)?;
        out.emit(collection::HEADER)?;
        out.emit(Layout::List.into_value())?;
        out.emit(Layout::Entry(collection::core(value).properties()).into_value())?;
        out.emit(Layout::End.into_value())?;
        out.emit(collection::contents(count))
    }
}

impl<S: Shape + 'static> Stage for Shaping<S> {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        refuse(&value)?;
        let items = match collection::items(&value) {
            Some(_) if self.expansion == Expansion::CoreOnly => return self.one(call, collection::core(&value), out),
            None => return self.one(call, value, out),
            Some(items) => items,
        };
        if self.expansion == Expansion::Both {
            self.core(call, &value, items.len(), out)?;
        }
        items.into_iter().try_for_each(|item| self.one(call, item, out))
    }

    fn finish(&mut self, _: &Call, out: &mut Output) -> Result<(), Fault> {
        if std::mem::take(&mut self.is_open) { out.emit(Layout::End.into_value()) } else { Ok(()) }
    }
}
