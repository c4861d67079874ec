//! Which files a path means: relative to the conversation's location, with `~`, and with wildcards.

use std::io::{Error, ErrorKind};
use std::path::{Component, Path, PathBuf};

use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

/// The path as one of this machine: a backslash separates here too, as scripts from Windows have it.
pub fn full(call: &Call, written: &str) -> PathBuf {
    call.engine.full_path(&written.replace('\\', "/"))
}

/// The files that a path with wildcards means, by name; the path itself when it has none. Err when there are none.
pub fn existing(call: &Call, written: &str) -> Result<Vec<PathBuf>, Fault> {
    let path = full(call, written);
    // A file whose name has brackets is found as it stands.
    if !Wildcard::is_pattern(written) || path.exists() {
        return Ok(vec![path]);
    }
    let found = matching(&path);
    if found.is_empty() { Err(unusable(written, &ErrorKind::NotFound.into())) } else { Ok(found) }
}

/// The files and folders that fit a pattern. Names that begin with a dot fit only a pattern that does.
fn matching(path: &Path) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::new()];
    for part in path.components() {
        let name = part.as_os_str().to_string_lossy();
        if !matches!(part, Component::Normal(_)) || !Wildcard::is_pattern(&name) {
            found.iter_mut().for_each(|path| path.push(part));
            continue;
        }
        let pattern = Wildcard::new(&name);
        let fits = |entry: &str| pattern.matches(entry) && (!entry.starts_with('.') || name.starts_with('.'));
        found = found
            .iter()
            .flat_map(|folder| entries(folder))
            .filter(|(name, _)| fits(name))
            .map(|(_, path)| path)
            .collect();
    }
    found.retain(|path| path.exists());
    found
}

/// What a folder holds, by name; nothing when it cannot be read.
fn entries(folder: &Path) -> Vec<(String, PathBuf)> {
    let shown = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = std::fs::read_dir(shown) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), folder.join(entry.file_name())))
        .collect();
    found.sort();
    found
}

/// A file that cannot be used, as a fault of the right kind.
pub fn unusable(path: &str, error: &Error) -> Fault {
    let fault = match error.kind() {
        ErrorKind::NotFound => {
            Fault::not_found("PathNotFound", format!("Cannot find path '{path}' because it does not exist."))
        }
        ErrorKind::PermissionDenied => Fault::denied("PathDenied", format!("Access to the path '{path}' is denied.")),
        ErrorKind::AlreadyExists => Fault::conflict("FileExists", format!("The file '{path}' already exists.")),
        ErrorKind::IsADirectory => Fault::invalid("PathIsFolder", format!("'{path}' is a folder, not a file.")),
        _ => Fault::internal("FileUnusable", format!("'{path}' cannot be used.")).cause(error),
    };
    fault.about(Value::text(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_find_files_by_name() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.txt", "a.txt", "a.log", ".hidden.txt", "sub/c.txt", "other/c.txt"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("inside")).expect("made");
            std::fs::write(path, "").expect("written");
        }
        for (pattern, expected) in [
            ("*.txt", "a.txt b.txt"),
            ("a.*", "a.log a.txt"),
            ("[ab].log", "a.log"),
            (".*", ".hidden.txt"),
            ("*/c.txt", "other/c.txt sub/c.txt"),
            ("none*", ""),
        ] {
            let found: Vec<String> = matching(&folder.path().join(pattern))
                .iter()
                .map(|path| path.strip_prefix(folder.path()).expect("inside").display().to_string())
                .collect();
            assert_eq!(found.join(" "), expected, "{pattern}");
        }
    }
}
