//! A file or folder as an object.

use std::fs::Metadata;
use std::path::Path;

use jiff::Zoned;

use super::place::{PROVIDER, is_hidden};
use crate::cmdlet::prelude::*;
use crate::model::{PropertyInfo, TypeInfo};

const PROPERTIES: &[PropertyInfo] = &[
    PropertyInfo::new("Mode", "String", "`d` for a folder, `l` for a link, `r` where it may not be written."),
    PropertyInfo::new("LastWriteTime", "DateTime", "When it was written last."),
    PropertyInfo::new("Length", "Int64", "Its size in bytes; folders have none."),
    PropertyInfo::new("Name", "String", "What it is called."),
    PropertyInfo::new("FullName", "String", "Its whole path."),
    PropertyInfo::new("BaseName", "String", "The name without the extension."),
    PropertyInfo::new("Extension", "String", "What the name ends with, from the last dot."),
    PropertyInfo::new("Directory", "String", "The folder that it is in, too."),
    PropertyInfo::new("DirectoryName", "String", "The folder that it is in."),
    PropertyInfo::new("CreationTime", "DateTime", "When it was made, where the file system knows."),
    PropertyInfo::new("LastAccessTime", "DateTime", "When it was read last."),
    PropertyInfo::new("IsReadOnly", "Boolean", "Nobody may write it."),
    PropertyInfo::new("PSIsContainer", "Boolean", "It is a folder."),
    PropertyInfo::new("Exists", "Boolean", "It is there."),
    PropertyInfo::new("Parent", "String", "Of a folder: the one that it is in."),
    PropertyInfo::new("Root", "String", "Of a folder: where its path begins."),
    PropertyInfo::new("LinkType", "String", "`SymbolicLink`, where it is one."),
    PropertyInfo::new("LinkTarget", "String", "Where a link leads."),
    PropertyInfo::new("Target", "String", "Where a link leads, too."),
    PropertyInfo::new("PSPath", "String", "The path with the provider in front."),
    PropertyInfo::new("PSParentPath", "String", "The same of the folder that it is in."),
    PropertyInfo::new("PSChildName", "String", "What it is called, too."),
];

static FILE: TypeInfo = TypeInfo {
    name: "System.IO.FileInfo",
    properties: PROPERTIES,
    shown: &["Mode", "LastWriteTime", "Length", "Name"],
};
static FOLDER: TypeInfo = TypeInfo { name: "System.IO.DirectoryInfo", ..FILE };

/// The object for what stands at a path.
pub fn entry(path: &Path) -> std::io::Result<Value> {
    let about = path.symlink_metadata()?;
    let path = &std::path::absolute(path)?;
    let is_link = about.is_symlink();
    // A link that leads nowhere is shown as itself.
    let about = if is_link { path.metadata().unwrap_or(about) } else { about };
    let text =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let when =
        |time: std::io::Result<std::time::SystemTime>| match time.ok().and_then(|time| Zoned::try_from(time).ok()) {
            Some(date) => Value::date(date),
            None => Value::Null,
        };
    let extension = path.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    let parent = path.parent().map_or(Value::Null, |parent| Value::text(parent.to_string_lossy()));
    let target = match is_link.then(|| std::fs::read_link(path)) {
        Some(Ok(target)) => Value::text(target.to_string_lossy()),
        _ => Value::Null,
    };
    let values = [
        Value::text(mode(&about, is_link, is_hidden(path))),
        when(about.modified()),
        if about.is_dir() { Value::Null } else { Value::Long(i64::try_from(about.len()).unwrap_or(i64::MAX)) },
        Value::text(text(path.file_name())),
        Value::text(path.to_string_lossy()),
        Value::text(text(if about.is_dir() { path.file_name() } else { path.file_stem() })),
        Value::text(extension),
        Value::text(text(path.parent().map(Path::as_os_str))),
        Value::text(text(path.parent().map(Path::as_os_str))),
        when(about.created().or_else(|_| about.modified())),
        when(about.accessed()),
        Value::Bool(about.permissions().readonly()),
        Value::Bool(about.is_dir()),
        Value::Bool(true),
        if about.is_dir() { parent.clone() } else { Value::Null },
        if about.is_dir() { Value::text("/") } else { Value::Null },
        if is_link { Value::text("SymbolicLink") } else { Value::Null },
        target.clone(),
        target,
        Value::text(format!("{PROVIDER}{}", path.display())),
        Value::text(format!("{PROVIDER}{}", text(path.parent().map(Path::as_os_str)))),
        Value::text(text(path.file_name())),
    ];
    let properties = PROPERTIES.iter().map(|property| property.name.into()).zip(values).collect();
    Ok(Value::Object(Object::of(if about.is_dir() { &FOLDER } else { &FILE }, properties)))
}

/// When it was written last.
pub fn written_at(path: &Path) -> Option<Zoned> {
    Zoned::try_from(path.metadata().ok()?.modified().ok()?).ok()
}

fn mode(about: &Metadata, is_link: bool, is_hidden: bool) -> String {
    let mark = |is_so: bool, mark: char| if is_so { mark } else { '-' };
    let first = if is_link { 'l' } else { mark(about.is_dir(), 'd') };
    let (archive, read_only) = (mark(about.is_file(), 'a'), mark(about.permissions().readonly(), 'r'));
    format!("{first}{archive}{read_only}{}-", mark(is_hidden, 'h'))
}
