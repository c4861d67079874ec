//! Which files a path means: relative to the conversation's location, with `~`, and with wildcards.

use std::io::{Error, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::drive::InDrive;
use crate::cmdlet::prelude::*;
use crate::model::Wildcard;

/// What stands before the path of a file in `PSPath`.
pub const PROVIDER: &str = "Microsoft.PowerShell.Core\\FileSystem::";

/// The whole path as one of this machine, without `.` and `..`: a backslash separates here too, as scripts from Windows
/// have it.
pub fn full(call: &Call, written: &str) -> PathBuf {
    let strip = |text: &'_ str, prefix: &str| {
        let is_there = text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        is_there.then(|| text[prefix.len()..].to_owned())
    };
    let written = strip(written, PROVIDER).or_else(|| strip(written, "FileSystem::")).unwrap_or(written.to_owned());
    tidy(&call.engine.full_path(&written.replace('\\', "/")))
}

/// The path without `.` and `..`.
fn tidy(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.components().fold(PathBuf::new(), |mut tidy, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(tidy.pop()),
            part => tidy.push(part),
        }
        tidy
    })
}

/// Whether there is anything at that path, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether the location is that folder, or lies in it.
pub fn holds_location(call: &Call, path: &Path) -> bool {
    Path::new(&call.engine.variable("PWD").unwrap_or_default().to_string()).starts_with(path)
}

/// What refuses to take away the folder that the location is in.
pub fn in_use(says: String, path: &Path) -> Fault {
    let fault = Fault::invalid("InvalidOperation", says).categorized("InvalidOperation");
    fault.about(Value::text(path.to_string_lossy())).fix("Go elsewhere with Set-Location first.")
}

/// Whether a name is one that lists leave out.
pub fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// What a path with wildcards means, by name, which may be nothing; the path itself when it has none. Err when that is
/// not there.
pub fn existing(call: &Call, written: &str) -> Result<Vec<PathBuf>, Fault> {
    existing_or_hidden(call, written, false)
}

/// The same; `hidden`: a pattern also means names that begin with a dot.
pub fn existing_or_hidden(call: &Call, written: &str, hidden: bool) -> Result<Vec<PathBuf>, Fault> {
    if written.is_empty() {
        let says = "Cannot bind argument to parameter 'Path' because it is an empty string.";
        return Err(Fault::invalid("ParameterArgumentValidationErrorEmptyStringNotAllowed", says));
    }
    if let Some(fault) = foreign(written) {
        return Err(fault);
    }
    if Wildcard::is_pattern(written) {
        return Ok(matching(&full(call, written), hidden));
    }
    let path = full(call, written);
    if is_there(&path) { Ok(vec![path]) } else { Err(missing(&path)) }
}

/// The files and folders that fit a pattern. Names that begin with a dot fit only a pattern that does, unless hidden
/// ones are wanted.
fn matching(path: &Path, hidden: bool) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::new()];
    for part in path.components() {
        let name = part.as_os_str().to_string_lossy();
        if !matches!(part, Component::Normal(_)) || !Wildcard::is_pattern(&name) {
            found.iter_mut().for_each(|path| path.push(part));
            continue;
        }
        let pattern = Wildcard::new(&name);
        let fits = |entry: &str| pattern.matches(entry) && (hidden || !entry.starts_with('.') || name.starts_with('.'));
        found = found
            .iter()
            .flat_map(|folder| entries(folder))
            .filter(|(name, _)| fits(name))
            .map(|(_, path)| path)
            .collect();
    }
    found.retain(|path| is_there(path));
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

/// What refuses a path in a drive that there is not, such as `HKLM:\Software` or `C:\temp`.
pub fn foreign(written: &str) -> Option<Fault> {
    let (name, rest) = written.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_name && rest.starts_with(':') && !name.eq_ignore_ascii_case("FileSystem") {
        let says = format!("Cannot find a provider with the name '{name}'.");
        return Some(Fault::not_found("ProviderNotFound", says).about(Value::text(name)));
    }
    if !is_name || rest.starts_with(':') || InDrive::read(written).is_some() {
        return None;
    }
    let says = format!("Cannot find drive. A drive with the name '{name}' does not exist.");
    Some(
        Fault::not_found("DriveNotFound", says)
            .about(Value::text(name))
            .fix("'Get-PSDrive' lists the drives. Put ./ in front of a file whose name has a colon."),
    )
}

/// Nothing is there.
pub fn missing(path: &Path) -> Fault {
    let says = format!("Cannot find path '{}' because it does not exist.", path.display());
    Fault::not_found("PathNotFound", says).about(Value::text(path.to_string_lossy()))
}

/// A file that cannot be used, as a fault of the right kind.
pub fn unusable(path: impl AsRef<Path>, error: &Error) -> Fault {
    let path = path.as_ref();
    let shown = path.display();
    let fault = match error.kind() {
        ErrorKind::NotFound
            if path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) =>
        {
            Fault::not_found("FileOpenFailure", format!("Could not find a part of the path '{shown}'."))
        }
        ErrorKind::NotFound => Fault::not_found("FileOpenFailure", format!("Could not find file '{shown}'.")),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Fault::denied("FileOpenFailure", format!("Access to the path '{shown}' is denied."))
        }
        ErrorKind::AlreadyExists => Fault::conflict("NoClobber", format!("The file '{shown}' already exists.")),
        ErrorKind::IsADirectory => Fault::invalid("PathIsFolder", format!("'{shown}' is a folder, not a file.")),
        _ => Fault::internal("FileUnusable", format!("'{shown}' cannot be used.")).cause(error),
    };
    fault.about(Value::text(path.to_string_lossy()))
}

/// Lets the owner write.
pub fn make_writable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path)?.permissions().mode();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode | 0o200))
}

/// The same fault under the name that the command gives it.
pub fn named(id: &'static str, fault: Fault) -> Fault {
    Fault { id: id.into(), ..fault }
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
            let found: Vec<String> = matching(&folder.path().join(pattern), false)
                .iter()
                .map(|path| path.strip_prefix(folder.path()).expect("inside").display().to_string())
                .collect();
            assert_eq!(found.join(" "), expected, "{pattern}");
        }
    }
}
