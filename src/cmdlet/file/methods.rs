//! The methods of files and folders: `$file.CopyTo('users.bak')`, `$folder.GetFiles('*.log')`.
//!
//! They work on what stands at the path now, whatever was so when the object was made; `Refresh()` looks again.

use std::fs;
use std::io::{self, Error, ErrorKind};
use std::path::{Path, PathBuf};

use super::entry::entry;
use super::place::unusable;
use super::stream_reader::StreamReader;
use crate::model::convert::truth;
use crate::model::{Arguments, MethodInfo, Value, Wildcard};

type Given = Result<Option<Value>, String>;

pub(super) const OF_FILES: &[MethodInfo] = &[
    MethodInfo {
        name: "CopyTo",
        definition: "System.IO.FileInfo CopyTo(string destFileName), System.IO.FileInfo CopyTo(string destFileName, bool overwrite)",
        takes: 1..=2,
        call: |file, given| {
            let (from, to) = (path(file)?, target(given)?);
            let copied = if overwrites(given) { fs::copy(&from, &to).map(drop) } else { copy_new(&from, &to) };
            copied.map_err(|error| beside(&from, &to, &error))?;
            made(&to)
        },
    },
    MethodInfo {
        name: "Delete",
        definition: "void Delete()",
        takes: 0..=0,
        call: |file, _| {
            let path = path(file)?;
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(says(&path, &error)),
                _ => Ok(None),
            }
        },
    },
    MethodInfo {
        name: "MoveTo",
        definition: "void MoveTo(string destFileName), void MoveTo(string destFileName, bool overwrite)",
        takes: 1..=2,
        call: |file, given| {
            let (from, to) = (path(file)?, target(given)?);
            moved(file, &from, &to, overwrites(given))
        },
    },
    MethodInfo {
        name: "OpenText",
        definition: "System.IO.StreamReader OpenText()",
        takes: 0..=0,
        call: |file, _| {
            let path = path(file)?;
            let reader = StreamReader::open(&path).map_err(|error| says(&path, &error))?;
            Ok(Some(Value::scalar(reader)))
        },
    },
    MethodInfo { name: "Refresh", definition: "void Refresh()", takes: 0..=0, call: |file, _| refresh(file) },
];

pub(super) const OF_FOLDERS: &[MethodInfo] = &[
    MethodInfo {
        name: "Create",
        definition: "void Create()",
        takes: 0..=0,
        call: |folder, _| {
            let path = path(folder)?;
            fs::create_dir_all(&path).map_err(|error| says(&path, &error)).map(|()| None)
        },
    },
    MethodInfo {
        name: "CreateSubdirectory",
        definition: "System.IO.DirectoryInfo CreateSubdirectory(string path)",
        takes: 1..=1,
        call: |folder, given| {
            let inside = path(folder)?.join(given.text(0).unwrap_or_default());
            fs::create_dir_all(&inside).map_err(|error| says(&inside, &error))?;
            made(&inside)
        },
    },
    MethodInfo {
        name: "Delete",
        definition: "void Delete(), void Delete(bool recursive)",
        takes: 0..=1,
        call: |folder, given| {
            let path = path(folder)?;
            let deleted = match given.values.first().is_some_and(truth) {
                true => fs::remove_dir_all(&path),
                false => fs::remove_dir(&path),
            };
            deleted.map(|()| None).map_err(|error| match error.kind() {
                ErrorKind::NotFound => format!("Could not find a part of the path '{}'.", path.display()),
                ErrorKind::DirectoryNotEmpty => format!("Directory not empty : '{}'", path.display()),
                _ => says(&path, &error),
            })
        },
    },
    MethodInfo {
        name: "GetDirectories",
        definition: "System.IO.DirectoryInfo[] GetDirectories(), System.IO.DirectoryInfo[] GetDirectories(string searchPattern)",
        takes: 0..=1,
        call: |folder, given| inside(folder, given, |path| path.is_dir()),
    },
    MethodInfo {
        name: "GetFiles",
        definition: "System.IO.FileInfo[] GetFiles(), System.IO.FileInfo[] GetFiles(string searchPattern)",
        takes: 0..=1,
        call: |folder, given| inside(folder, given, |path| !path.is_dir()),
    },
    MethodInfo {
        name: "GetFileSystemInfos",
        definition: "System.IO.FileSystemInfo[] GetFileSystemInfos(), System.IO.FileSystemInfo[] GetFileSystemInfos(string searchPattern)",
        takes: 0..=1,
        call: |folder, given| inside(folder, given, |_| true),
    },
    MethodInfo {
        name: "MoveTo",
        definition: "void MoveTo(string destDirName)",
        takes: 1..=1,
        call: |folder, given| {
            let (from, to) = (path(folder)?, target(given)?);
            moved(folder, &from, &to, false)
        },
    },
    MethodInfo { name: "Refresh", definition: "void Refresh()", takes: 0..=0, call: |folder, _| refresh(folder) },
];

fn path(owner: &Value) -> Result<PathBuf, String> {
    let path = owner.property("FullName").filter(|path| !path.is_null());
    path.map(|path| PathBuf::from(path.to_string())).ok_or_else(|| "It has no path.".to_owned())
}

fn says(path: &Path, error: &Error) -> String {
    unusable(path, error).says
}

/// The path that the first argument means in this conversation.
fn target(given: &Arguments) -> Result<PathBuf, String> {
    match given.text(0).filter(|written| !written.is_empty()) {
        Some(written) => {
            let path = (given.full_path)(&written);
            Ok(std::path::absolute(&path).unwrap_or(path))
        }
        None => Err("The value cannot be an empty string. (Parameter 'destFileName')".to_owned()),
    }
}

/// Without a second argument that is true nothing is written over.
fn overwrites(given: &Arguments) -> bool {
    given.values.get(1).is_some_and(truth)
}

/// What went wrong between two paths: what is there already is at the second.
fn beside(from: &Path, to: &Path, error: &Error) -> String {
    match error.kind() {
        ErrorKind::AlreadyExists if from.is_dir() => {
            let to = to.display();
            format!("Cannot create '{to}' because a file or directory with the same name already exists.")
        }
        ErrorKind::AlreadyExists => format!("The file '{}' already exists.", to.display()),
        _ => says(from, error),
    }
}

/// Copies to a file that is not there; who makes it meanwhile keeps it.
fn copy_new(from: &Path, to: &Path) -> Result<(), Error> {
    let mut source = fs::File::open(from)?;
    let mut copy = fs::File::create_new(to)?;
    io::copy(&mut source, &mut copy)?;
    copy.set_permissions(source.metadata()?.permissions())
}

fn made(path: &Path) -> Given {
    entry(path).map(Some).map_err(|error| says(path, &error))
}

/// The object is at its new place afterwards.
fn moved(owner: &Value, from: &Path, to: &Path, overwrites: bool) -> Given {
    let renamed = if overwrites { fs::rename(from, to) } else { rename_new(from, to) };
    let done = match renamed {
        // On another device: there and gone here.
        Err(error) if error.kind() == ErrorKind::CrossesDevices && from.is_file() => {
            let copied = if overwrites { fs::copy(from, to).map(drop) } else { copy_new(from, to) };
            copied.and_then(|()| fs::remove_file(from))
        }
        renamed => renamed,
    };
    done.map_err(|error| beside(from, to, &error))?;
    take_over(owner, to)
}

/// Renames to what is not there, which the system itself sees to; an older one, or another file system, is asked first.
fn rename_new(from: &Path, to: &Path) -> Result<(), Error> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) if to.symlink_metadata().is_ok() => {
            Err(ErrorKind::AlreadyExists.into())
        }
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => fs::rename(from, to),
        done => done.map_err(Error::from),
    }
}

/// What stands at the path now.
fn refresh(owner: &Value) -> Given {
    take_over(owner, &path(owner)?)
}

fn take_over(owner: &Value, path: &Path) -> Given {
    let Value::Object(owner) = owner else { return Ok(None) };
    match entry(path) {
        Ok(Value::Object(now)) => {
            now.members().into_iter().for_each(|(name, member)| owner.define(&name, Value::scalar(member)));
            now.own_properties().into_iter().for_each(|(name, value)| owner.define(&name, value));
        }
        _ => owner.define("Exists", Value::Bool(false)),
    }
    Ok(None)
}

/// What lies in a folder, by name.
fn inside(folder: &Value, given: &Arguments, is_wanted: fn(&Path) -> bool) -> Given {
    let path = path(folder)?;
    let pattern = given.text(0).map(|pattern| Wildcard::new(&pattern));
    let mut paths: Vec<PathBuf> = fs::read_dir(&path)
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => format!("Could not find a part of the path '{}'.", path.display()),
            _ => says(&path, &error),
        })?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| is_wanted(path))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            pattern.as_ref().is_none_or(|pattern| pattern.matches(&name))
        })
        .collect();
    paths.sort();
    let entries = paths.iter().filter_map(|path| entry(path).ok()).collect();
    Ok(Some(Value::array(entries)))
}
