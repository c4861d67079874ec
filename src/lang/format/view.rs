//! How an object looks when nobody says how: by the view of its type, else by how many properties it has.

use std::sync::Arc;

use super::cells::Align;
use super::text;
use crate::model::{Object, TypeInfo, Value};

/// More properties than this make a list (PowerShell's PropertyCountForTable).
const PROPERTIES_IN_TABLE: usize = 4;

/// Columns of a table whose columns nobody chose, at most.
const COLUMNS: usize = 10;

/// The look of one object.
#[derive(Clone, Debug)]
pub enum View {
    Table(Vec<Arc<str>>),
    List,
    Text(String),
}

impl View {
    pub fn of(object: &Object) -> View {
        if let Some(message) = text::message(object) {
            return View::Text(message);
        }
        if let Some(declared) = declared(object) {
            return View::Table(names(declared));
        }
        let names = object.names();
        match names.len() {
            0 => View::Text(String::new()),
            count if count <= PROPERTIES_IN_TABLE => View::Table(names),
            _ => View::List,
        }
    }
}

/// The type of an object that has a table of its own.
pub fn declared(object: &Object) -> Option<&'static TypeInfo> {
    object.info().filter(|info| !info.shown.is_empty())
}

/// How PowerShell's own views lay out the columns of a type; empty: by what is in them.
pub fn columns_of(info: &TypeInfo) -> &'static [(Option<usize>, Align)] {
    match info.name {
        "Microsoft.PowerShell.Commands.GroupInfo" => {
            &[(Some(5), Align::Right), (Some(25), Align::Left), (None, Align::Left)]
        }
        "System.Management.Automation.PSVariable" => &[(Some(30), Align::Left), (None, Align::Left)],
        _ => &[],
    }
}

fn names(info: &TypeInfo) -> Vec<Arc<str>> {
    info.shown.iter().map(|name| Arc::from(*name)).collect()
}

/// The columns of an object's table when nobody chose them.
pub fn columns(object: &Object) -> Vec<Arc<str>> {
    if let Some(info) = declared(object) {
        return names(info);
    }
    object.names().into_iter().take(COLUMNS).collect()
}

/// The property that `Format-Wide` shows without `-Property`: what it is called.
pub fn name(value: &Value) -> Option<Arc<str>> {
    let names = value.property_names();
    let ends = |ending: &str| names.iter().find(|name| name.to_ascii_lowercase().ends_with(ending));
    let exact = |wanted: &str| names.iter().find(|name| name.eq_ignore_ascii_case(wanted));
    ["name", "id", "key"]
        .iter()
        .find_map(|wanted| exact(wanted))
        .or_else(|| ["key", "name", "id"].iter().find_map(|ending| ends(ending)))
        .or(names.first())
        .cloned()
}
