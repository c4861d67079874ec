//! How an object looks when nobody says how: by the view of its type, else by how many properties it has.

use std::sync::Arc;

use super::cells::Align;
use super::text;
use crate::lang::number_format;
use crate::model::{Object, TypeInfo, Value, convert, type_data};

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
        if let Some(line) = drawn(object) {
            return View::Text(line);
        }
        let chosen = chosen(object);
        if let (Some(declared), None) = (declared(object), &chosen) {
            return View::Table(names(declared));
        }
        let names = chosen.unwrap_or_else(|| Value::Object(object.clone()).property_names());
        match names.len() {
            0 => View::Text(String::new()),
            count if count <= PROPERTIES_IN_TABLE => View::Table(names),
            _ => View::List,
        }
    }
}

/// The lines of an object that is a piece of a drawing.
fn drawn(object: &Object) -> Option<String> {
    let is_drawn = object.info().is_some_and(|info| info.shown == ["Tree"]);
    is_drawn.then(|| object.get("Tree").map(|tree| tree.to_string())).flatten()
}

/// The type of an object that has a table of its own.
pub fn declared(object: &Object) -> Option<&'static TypeInfo> {
    object.info().filter(|info| !info.shown.is_empty())
}

/// What a script has said is shown of objects of its type. Tables that PowerShell has as well stay as they are.
pub fn chosen(object: &Object) -> Option<Vec<Arc<str>>> {
    let is_free = declared(object).is_none() || is_ours(object);
    type_data::shown(&Value::Object(object.clone())).filter(|_| is_free)
}

/// Whether its table is of our own making, and not one that PowerShell has as well.
pub fn is_ours(object: &Object) -> bool {
    declared(object)
        .is_some_and(|info| !info.name.starts_with("System.") && !info.name.starts_with("Microsoft.PowerShell."))
}

/// What PowerShell's own view of a type says of its table.
#[derive(Clone, Copy)]
pub struct TypeView {
    /// By the type's `shown` properties; those behind the last are laid out by what is in them.
    pub columns: &'static [ColumnView],
    /// What stands above the rows that share this property.
    pub group: Option<GroupView>,
    /// The properties of its list; everything where there are none.
    pub list: &'static [&'static str],
}

/// One column of a type's table.
#[derive(Clone, Copy)]
pub struct ColumnView {
    /// What stands above it, where that is not the property's name.
    pub label: Option<&'static str>,
    pub width: Option<usize>,
    pub align: Align,
    /// What is shown, where that is not the property itself.
    pub text: Option<fn(&Object) -> Value>,
}

/// The line above rows that have something in common.
#[derive(Clone, Copy)]
pub struct GroupView {
    pub lead: &'static str,
    pub property: &'static str,
}

impl GroupView {
    /// What an object has in common with those of its group.
    pub fn of(&self, object: &Object) -> Value {
        match object.get(self.property) {
            // A path is said without who tells of it.
            Some(Value::String(path)) => Value::text(path.rsplit("::").next().unwrap_or_default()),
            other => other.unwrap_or_default(),
        }
    }
}

const fn column(width: usize, align: Align) -> ColumnView {
    ColumnView { label: None, width: Some(width), align, text: None }
}

const REST: ColumnView = ColumnView { label: None, width: None, align: Align::Left, text: None };

static GROUPS: &[ColumnView] = &[column(5, Align::Right), column(25, Align::Left), REST];
static NAMES_AND_VALUES: &[ColumnView] = &[column(30, Align::Left), REST];
static COMMANDS: &[ColumnView] = &[
    column(15, Align::Left),
    ColumnView { text: Some(command_name), ..column(50, Align::Left) },
    column(10, Align::Left),
    REST,
];
static FILES: &[ColumnView] = &[
    column(10, Align::Left),
    column(10, Align::Right),
    column(10, Align::Left),
    ColumnView { text: Some(written_at), ..column(16, Align::Right) },
    column(12, Align::Right),
    ColumnView { text: Some(name_with_target), ..REST },
];
static SUMS: &[ColumnView] = &[column(15, Align::Left), column(70, Align::Left), REST];
static BYTES: &[ColumnView] = &[
    ColumnView { label: Some("Offset"), ..column(16, Align::Right) },
    ColumnView { label: Some("Bytes\n00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F"), ..column(47, Align::Left) },
    column(16, Align::Left),
];
static DRIVES: &[ColumnView] = &[
    column(10, Align::Left),
    ColumnView { label: Some("Used (GB)"), text: Some(|drive| gigabytes(drive, "Used")), ..column(13, Align::Right) },
    ColumnView { label: Some("Free (GB)"), text: Some(|drive| gigabytes(drive, "Free")), ..column(13, Align::Right) },
    column(13, Align::Left),
    column(35, Align::Left),
    ColumnView { align: Align::Right, ..REST },
];
static PROCESSES: &[ColumnView] = &[
    ColumnView {
        label: Some("NPM(K)"),
        text: Some(|process| scaled(process, "NPM", 1024.0, 0)),
        ..column(7, Align::Right)
    },
    ColumnView {
        label: Some("PM(M)"),
        text: Some(|process| scaled(process, "PM", MEGABYTE, 2)),
        ..column(8, Align::Right)
    },
    ColumnView {
        label: Some("WS(M)"),
        text: Some(|process| scaled(process, "WS", MEGABYTE, 2)),
        ..column(10, Align::Right)
    },
    ColumnView {
        label: Some("CPU(s)"),
        text: Some(|process| scaled(process, "CPU", 1.0, 2)),
        ..column(10, Align::Right)
    },
    column(7, Align::Right),
    column(3, Align::Right),
    REST,
];
const FILE_LIST: &[&str] =
    &["Name", "Length", "CreationTime", "LastWriteTime", "LastAccessTime", "Mode", "LinkType", "Target", "VersionInfo"];
const FOLDER_LIST: &[&str] = &["Name", "CreationTime", "LastWriteTime", "LastAccessTime", "Mode", "LinkType", "Target"];
const FILE: &str = "System.IO.FileInfo";
const FOLDER: &str = "System.IO.DirectoryInfo";

pub fn of_type(info: &TypeInfo) -> TypeView {
    let grouped = |lead, property| Some(GroupView { lead, property });
    let (columns, group): (&'static [ColumnView], _) = match info.name {
        "Microsoft.PowerShell.Commands.GroupInfo" => (GROUPS, None),
        "System.Management.Automation.PSVariable" | ENTRY => (NAMES_AND_VALUES, None),
        "System.Management.Automation.CmdletInfo"
        | "System.Management.Automation.AliasInfo"
        | "System.Management.Automation.FunctionInfo"
        | "System.Management.Automation.ApplicationInfo" => (COMMANDS, None),
        FILE | FOLDER => (FILES, grouped("    Directory: ", "PSParentPath")),
        "Microsoft.PowerShell.Commands.FileHashInfo" => (SUMS, None),
        "System.Diagnostics.Process" => (PROCESSES, None),
        "System.Management.Automation.PSDriveInfo" => (DRIVES, None),
        "Microsoft.PowerShell.Commands.ByteCollection" => (BYTES, grouped("   Label: ", "Label")),
        "Microsoft.PowerShell.Commands.MemberDefinition" => (&[], grouped("   TypeName: ", "TypeName")),
        _ => (&[], None),
    };
    let list = match info.name {
        FILE => FILE_LIST,
        FOLDER => FOLDER_LIST,
        _ => &[],
    };
    TypeView { columns, group, list }
}

const MEGABYTE: f64 = 1024.0 * 1024.0;

/// A property in other units, with so many digits behind the point and commas between thousands.
fn scaled(object: &Object, name: &str, unit: f64, digits: usize) -> Value {
    let number = object.get(name).and_then(|value| convert::to_double(&value).ok()).unwrap_or_default();
    number_format::format(&Value::Double(number / unit), &format!("N{digits}")).map_or(Value::Null, Value::text)
}

/// The same of a drive's room; nothing where it has none.
fn gigabytes(drive: &Object, name: &str) -> Value {
    match drive.get(name).filter(|value| !value.is_null()) {
        Some(bytes) => {
            Value::text(format!("{:.2}", convert::to_double(&bytes).unwrap_or_default() / (1024.0 * MEGABYTE)))
        }
        None => Value::Null,
    }
}

/// Whether objects of both types can stand in one table.
pub fn is_shared(one: &TypeInfo, other: &TypeInfo) -> bool {
    let both_show =
        |columns: &[ColumnView]| [one, other].iter().all(|info| std::ptr::eq(of_type(info).columns, columns));
    std::ptr::eq(one, other)
        || std::ptr::eq(one.properties, other.properties)
        || both_show(COMMANDS)
        || both_show(FILES)
}

/// What objects have in common by the view of their type: the beginning of the line that says it, and the value.
pub fn group(value: &Value) -> Option<(String, Value)> {
    let Value::Object(object) = value else { return None };
    let group = of_type(declared(object)?).group?;
    Some((group.lead.to_owned(), group.of(object)))
}

/// Whether the view of a value's type is not only of a table.
pub fn lists(value: &Value) -> bool {
    matches!(value, Value::Object(object) if declared(object).is_some_and(|info| !of_type(info).list.is_empty()))
}

/// What the view of a value's type is called, where it has one.
pub fn view_name(value: &Value) -> Option<&'static str> {
    let Value::Object(object) = value else { return None };
    Some(match declared(object)?.name {
        FILE | FOLDER => "children",
        ENTRY => "Dictionary",
        name => name.rsplit('.').next().unwrap_or(name),
    })
}

/// Whether it is shown by what it says, as errors are, and not by its properties.
pub fn is_said(object: &Object) -> bool {
    text::message(object).is_some()
}

/// The properties of a list that nobody chose.
pub fn list(value: &Value) -> Vec<(Arc<str>, Value)> {
    let chosen = match value {
        Value::Object(object) => chosen(object),
        value => type_data::shown(value),
    };
    if let Some(names) = chosen {
        let property = |name: Arc<str>| (name.clone(), value.property(&name).unwrap_or_default());
        return names.into_iter().map(property).collect();
    }
    match value {
        // A key stands in it twice.
        Value::Object(object) if let Some(info) = declared(object).filter(|info| info.name == ENTRY) => {
            named(object, info.shown)
        }
        Value::Object(object) if let Some(info) = declared(object).filter(|info| !of_type(info).list.is_empty()) => {
            named(object, of_type(info).list)
        }
        value => value.properties(),
    }
}

fn named(object: &Object, names: &[&'static str]) -> Vec<(Arc<str>, Value)> {
    names.iter().map(|name| (Arc::from(*name), object.get(name).unwrap_or_default())).collect()
}

const ENTRY: &str = "System.Collections.DictionaryEntry";

/// The day, and the time without seconds.
fn written_at(object: &Object) -> Value {
    match object.get("LastWriteTime") {
        Some(Value::Date(date)) => {
            Value::text(crate::lang::dates::format(&date, "MM/dd/yyyy HH:mm").unwrap_or_default())
        }
        other => other.unwrap_or_default(),
    }
}

/// What a file is called, and where it leads if it is a link.
fn name_with_target(object: &Object) -> Value {
    let text = |name: &str| object.get(name).unwrap_or_default().to_string();
    match object.get("LinkTarget") {
        None | Some(Value::Null) => object.get("Name").unwrap_or_default(),
        Some(target) => Value::text(format!("{} -> {target}", text("Name"))),
    }
}

/// An alias with what it stands for.
fn command_name(object: &Object) -> Value {
    let text = |name: &str| object.get(name).unwrap_or_default().to_string();
    match text("CommandType").as_str() {
        "Alias" => Value::text(format!("{} -> {}", text("Name"), text("Definition"))),
        _ => object.get("Name").unwrap_or_default(),
    }
}

fn names(info: &TypeInfo) -> Vec<Arc<str>> {
    info.shown.iter().map(|name| Arc::from(*name)).collect()
}

/// The columns of an object's table when nobody chose them.
pub fn columns(object: &Object) -> Vec<Arc<str>> {
    if let Some(names) = chosen(object) {
        return names;
    }
    if let Some(info) = declared(object) {
        return names(info);
    }
    Value::Object(object.clone()).property_names().into_iter().take(COLUMNS).collect()
}

/// What `Format-Wide` shows without `-Property`: what it is called, folders between brackets.
pub fn wide(value: &Value) -> Value {
    let said = name(value).and_then(|name| value.property(&name)).unwrap_or_default();
    match value {
        Value::Object(object) if declared(object).is_some_and(|info| info.name == FOLDER) => {
            Value::text(format!("[{said}]"))
        }
        _ => said,
    }
}

/// The property that says what it is called.
fn name(value: &Value) -> Option<Arc<str>> {
    if let Some(name) = type_data::wide(value) {
        return Some(name);
    }
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
