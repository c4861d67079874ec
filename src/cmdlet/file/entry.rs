//! A file or folder as an object: `[System.IO.FileInfo]`, `[System.IO.DirectoryInfo]`.
//!
//! It holds what was so when it was looked at. The folders around it are looked up when they are asked for; what a script
//! assigns to (see [`Setting`]) changes the file.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::SystemTime;

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::methods;
use super::place::{PROVIDER, is_hidden};
use super::settable::Setting;
use super::unix;
use crate::cmdlet::prelude::*;
use crate::lang::enumeration::Enumerated;
use crate::lang::types::Base;
use crate::model::{Block, Member, PropertyInfo, TypeInfo};

/// What was seen of a file.
pub(super) struct Seen {
    path: PathBuf,
    /// Of the link itself, where it is one.
    own: Metadata,
    /// Of what it leads to.
    about: Metadata,
}

impl Seen {
    fn at(path: &Path) -> std::io::Result<Seen> {
        let path = std::path::absolute(path)?;
        let own = path.symlink_metadata()?;
        // A link that leads nowhere is shown as itself.
        let about = if own.is_symlink() { path.metadata().unwrap_or_else(|_| own.clone()) } else { own.clone() };
        Ok(Seen { path, own, about })
    }

    fn is_hard_link(&self) -> bool {
        !self.own.is_symlink() && self.own.is_file() && self.own.nlink() > 1
    }

    fn name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }

    /// The path of the folder that it is in; empty for the root.
    fn folder(&self) -> String {
        self.path.parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default()
    }

    fn target(&self) -> Value {
        match self.own.is_symlink().then(|| std::fs::read_link(&self.path)) {
            Some(Ok(target)) => Value::text(target.to_string_lossy()),
            _ => Value::Null,
        }
    }

    /// Where links lead in the end; its own path where it is none, or leads nowhere.
    fn final_target(&self) -> Value {
        let followed = self.own.is_symlink().then(|| self.path.canonicalize().ok()).flatten();
        Value::text(followed.as_ref().unwrap_or(&self.path).to_string_lossy())
    }

    fn link_type(&self) -> Value {
        match (self.own.is_symlink(), self.is_hard_link()) {
            (true, _) => Value::text("SymbolicLink"),
            (_, true) => Value::text("HardLink"),
            _ => Value::Null,
        }
    }

    /// `Mode`, with hard links told as links or not.
    fn mode(&self, tells_hard_links: bool) -> Value {
        let mark = |is_so: bool, mark: char| if is_so { mark } else { '-' };
        let is_link = self.own.is_symlink() || tells_hard_links && self.is_hard_link();
        let first = if is_link { 'l' } else { mark(self.about.is_dir(), 'd') };
        let guarded = mark(unix::is_read_only(&self.about), 'r');
        Value::text(format!("{first}-{guarded}{}-", mark(is_hidden(&self.path), 'h')))
    }

    /// The bits of .NET's attributes; a file that has none is Normal.
    fn attributes(&self) -> Value {
        let bits = [
            (unix::is_read_only(&self.about), 0x1),
            (is_hidden(&self.path), 0x2),
            (self.about.is_dir(), 0x10),
            (self.own.is_symlink(), 0x400),
        ];
        let set = bits.iter().filter(|(is_so, _)| *is_so).fold(0, |all, (_, bit)| all | bit);
        Enumerated::numbered(Base::FileAttributes, if set == 0 { 0x80 } else { set }).unwrap_or_default()
    }

    fn length(&self) -> Value {
        Value::Long(i64::try_from(self.about.len()).unwrap_or(i64::MAX))
    }

    fn changeable(&self, setting: Setting, name: &'static str, seen: Value) -> Value {
        setting.member(name, self.path.clone(), seen)
    }
}

fn local(time: std::io::Result<SystemTime>) -> Value {
    time.ok().and_then(|time| Zoned::try_from(time).ok()).map_or(Value::Null, Value::date)
}

fn utc(time: std::io::Result<SystemTime>) -> Value {
    let date = time.ok().and_then(|time| Zoned::try_from(time).ok());
    date.map_or(Value::Null, |date| Value::date(date.with_time_zone(TimeZone::UTC)))
}

/// A property that is looked up when it is asked for, from the path.
struct Later {
    path: PathBuf,
    look: fn(&Path) -> Value,
}

impl Block for Later {
    fn source(&self) -> &'static str {
        ""
    }

    fn answer(&self, _: &Value, _: &[Value]) -> Result<Value, Fault> {
        Ok((self.look)(&self.path))
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

fn later(path: impl Into<PathBuf>, look: fn(&Path) -> Value) -> Value {
    Value::scalar(Member::Computed { get: Arc::new(Later { path: path.into(), look }), set: None })
}

fn folder_of(path: &Path) -> Value {
    path.parent().and_then(|folder| entry(folder).ok()).unwrap_or_default()
}

/// What .NET tells of the version of a file that is no program of Windows.
fn version_of(path: &Path) -> Value {
    const EMPTY: [&str; 6] =
        ["InternalName", "OriginalFilename", "FileVersion", "FileDescription", "Product", "ProductVersion"];
    const FALSE: [&str; 5] = ["Debug", "Patched", "PreRelease", "PrivateBuild", "SpecialBuild"];
    let line = |name: &str, value: &str| format!("{:<18}{value}", format!("{name}:"));
    let mut lines = vec![line("File", &path.to_string_lossy())];
    lines.extend(EMPTY.map(|name| line(name, "")));
    lines.extend(FALSE.map(|name| line(name, "False")));
    lines.push(line("Language", ""));
    Value::text(lines.join("\n") + "\n")
}

/// Declares the properties of files and of folders with where each comes from: `both` have most of them.
macro_rules! properties {
    (@to [$($file:tt)*] [$($folder:tt)*]) => {
        properties!(@list FILE_PROPERTIES FILE_VALUES $($file)*);
        properties!(@list FOLDER_PROPERTIES FOLDER_VALUES $($folder)*);
    };
    (@to [$($file:tt)*] [$($folder:tt)*] both $row:tt $($rest:tt)*) => {
        properties!(@to [$($file)* $row] [$($folder)* $row] $($rest)*);
    };
    (@to [$($file:tt)*] [$($folder:tt)*] file $row:tt $($rest:tt)*) => {
        properties!(@to [$($file)* $row] [$($folder)*] $($rest)*);
    };
    (@to [$($file:tt)*] [$($folder:tt)*] folder $row:tt $($rest:tt)*) => {
        properties!(@to [$($file)*] [$($folder)* $row] $($rest)*);
    };
    (@list $infos:ident $values:ident $([$name:literal $type_name:literal $doc:literal = $value:expr])+) => {
        const $infos: &[PropertyInfo] = &[$(PropertyInfo::new($name, $type_name, $doc)),+];
        const $values: &[fn(&Seen) -> Value] = &[$($value),+];
    };
    ($($who:ident $row:tt)+) => {
        properties!(@to [] [] $($who $row)+);
    };
}

properties! {
    both ["PSPath" "String" "The path with the provider in front." = |seen| Value::text(format!("{PROVIDER}{}", seen.path.display()))]
    both ["PSParentPath" "String" "The same of the folder that it is in." = |seen| Value::text(format!("{PROVIDER}{}", seen.folder()))]
    both ["PSChildName" "String" "What it is called, too." = |seen| Value::text(seen.name())]
    both ["PSDrive" "String" "The drive of files." = |_| Value::text("/")]
    both ["PSProvider" "String" "Who tells of files." = |_| Value::text(PROVIDER.trim_end_matches(':'))]
    both ["PSIsContainer" "Boolean" "It is a folder." = |seen| Value::Bool(seen.about.is_dir())]
    both ["Mode" "String" "`d` for a folder, `l` for a link; `r` where it may not be written, `h` where it is hidden." = |seen| seen.mode(true)]
    both ["ModeWithoutHardLink" "String" "The same, with only symbolic links as links." = |seen| seen.mode(false)]
    file ["VersionInfo" "String" "What a program of Windows says of its version." = |seen| later(&seen.path, version_of)]
    both ["BaseName" "String" "The name, of a file without the extension." = base_name]
    both ["ResolvedTarget" "String" "Where a link leads, or its own path." = Seen::final_target]
    both ["Target" "String" "Where a link leads." = Seen::target]
    both ["LinkType" "String" "`SymbolicLink` or `HardLink`, where it is one." = Seen::link_type]
    both ["UnixMode" "String" "Who may do what, as `ls -l` writes it." = |seen| Value::text(unix::letters(&seen.own))]
    both ["User" "String" "Who owns it." = |seen| Value::text(unix::user(&seen.own))]
    both ["Group" "String" "The group that owns it." = |seen| Value::text(unix::group(&seen.own))]
    both ["Size" "Int64" "What it takes in bytes, a folder without what is in it." = |seen| Value::Long(i64::try_from(seen.own.len()).unwrap_or(i64::MAX))]
    file ["Length" "Int64" "Its size in bytes." = Seen::length]
    file ["DirectoryName" "String" "The path of the folder that it is in." = |seen| Value::text(seen.folder())]
    file ["Directory" "System.IO.DirectoryInfo" "The folder that it is in." = |seen| later(&seen.path, folder_of)]
    file ["IsReadOnly" "Boolean" "Nobody may write it; may be assigned." =
        |seen| seen.changeable(Setting::IsReadOnly, "IsReadOnly", Value::Bool(unix::is_read_only(&seen.about)))]
    folder ["Parent" "System.IO.DirectoryInfo" "The folder that it is in." = |seen| later(&seen.path, folder_of)]
    folder ["Root" "System.IO.DirectoryInfo" "Where its path begins." = |_| later("/", |root| entry(root).unwrap_or_default())]
    both ["FullName" "String" "Its whole path." = |seen| Value::text(seen.path.to_string_lossy())]
    both ["Extension" "String" "What the name ends with, from the last dot." = extension]
    both ["Name" "String" "What it is called." = |seen| Value::text(seen.name())]
    both ["Exists" "Boolean" "It is there." = |_| Value::Bool(true)]
    both ["CreationTime" "DateTime" "When it was made, where the file system knows." = |seen| local(made(seen))]
    both ["CreationTimeUtc" "DateTime" "The same in UTC." = |seen| utc(made(seen))]
    both ["LastAccessTime" "DateTime" "When it was read last; may be assigned." =
        |seen| seen.changeable(Setting::ReadAt, "LastAccessTime", local(seen.about.accessed()))]
    both ["LastAccessTimeUtc" "DateTime" "The same in UTC." =
        |seen| seen.changeable(Setting::ReadAtUtc, "LastAccessTimeUtc", utc(seen.about.accessed()))]
    both ["LastWriteTime" "DateTime" "When it was written last; may be assigned." =
        |seen| seen.changeable(Setting::WrittenAt, "LastWriteTime", local(seen.about.modified()))]
    both ["LastWriteTimeUtc" "DateTime" "The same in UTC." =
        |seen| seen.changeable(Setting::WrittenAtUtc, "LastWriteTimeUtc", utc(seen.about.modified()))]
    both ["LinkTarget" "String" "Where a link leads, as it was made." = Seen::target]
    both ["UnixFileMode" "System.IO.UnixFileMode" "Who may do what." =
        |seen| Enumerated::numbered(Base::UnixFileMode, unix::permissions(&seen.own)).unwrap_or_default()]
    both ["Attributes" "System.IO.FileAttributes" "ReadOnly, Hidden, Directory and the like; may be assigned." =
        |seen| seen.changeable(Setting::Attributes, "Attributes", seen.attributes())]
}

static FILE: TypeInfo = TypeInfo {
    name: "System.IO.FileInfo",
    properties: FILE_PROPERTIES,
    shown: &["UnixMode", "User", "Group", "LastWriteTime", "Size", "Name"],
    methods: methods::OF_FILES,
};
static FOLDER: TypeInfo = TypeInfo {
    name: "System.IO.DirectoryInfo",
    properties: FOLDER_PROPERTIES,
    shown: FILE.shown,
    methods: methods::OF_FOLDERS,
};

/// The types of files and folders.
pub const FILES: [&TypeInfo; 2] = [&FILE, &FOLDER];

/// Shared by all files: a listing of many thousands makes no names of its own.
static FILE_NAMES: LazyLock<Vec<Arc<str>>> = LazyLock::new(|| names(&FILE));
static FOLDER_NAMES: LazyLock<Vec<Arc<str>>> = LazyLock::new(|| names(&FOLDER));

fn names(info: &TypeInfo) -> Vec<Arc<str>> {
    info.properties.iter().map(|property| Arc::from(property.name)).collect()
}

fn made(seen: &Seen) -> std::io::Result<SystemTime> {
    seen.about.created().or_else(|_| seen.about.modified())
}

fn base_name(seen: &Seen) -> Value {
    let name = seen.name();
    Value::text(if seen.about.is_dir() { &name } else { parts(&name).0 })
}

fn extension(seen: &Seen) -> Value {
    Value::text(parts(&seen.name()).1)
}

/// A name before its last dot, and from there on; of a dot at the end .NET says nothing.
fn parts(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(dot) if dot + 1 == name.len() => (&name[..dot], ""),
        Some(dot) => name.split_at(dot),
        None => (name, ""),
    }
}

/// The object for what stands at a path.
pub fn entry(path: &Path) -> std::io::Result<Value> {
    let seen = Seen::at(path)?;
    let (info, names, values) = match seen.about.is_dir() {
        true => (&FOLDER, &FOLDER_NAMES, FOLDER_VALUES),
        false => (&FILE, &FILE_NAMES, FILE_VALUES),
    };
    let properties = names.iter().cloned().zip(values.iter().map(|value| value(&seen))).collect();
    Ok(Value::Object(Object::of(info, properties)))
}

/// When it was written last.
pub fn written_at(path: &Path) -> Option<Zoned> {
    Zoned::try_from(path.metadata().ok()?.modified().ok()?).ok()
}
