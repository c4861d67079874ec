//! The life of a file: `x.eml` becomes `x.tmp` while it is taken, and is gone once the message is on stable storage. What
//! is no message stays as `x.bad`.
//!
//! Promise: a file is removed only by [`Claim::done`]. A node that stops or dies in between finds it as `.tmp` when it
//! looks at the directory for the first time, and begins anew: then its message may go out twice, but is never lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

/// Most files looked at in one round; the others wait for the next one.
const MOST: usize = 1000;

/// A file that was written to so recently may not be complete.
const SETTLED: Duration = Duration::from_secs(1);

/// A file that is being taken.
#[derive(Debug)]
pub struct Claim {
    /// Where it lies meanwhile.
    pub path: PathBuf,
    /// As it was called, for logs and tracking.
    pub name: String,
    original: PathBuf,
}

/// The files that can be taken now, by name. `is_settled`: however young they are.
pub fn candidates(folder: &Path, is_settled: bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if is_called(&path, "eml") && (is_settled || is_complete(&path)) {
            found.push(path);
        }
        if found.len() == MOST {
            break;
        }
    }
    found.sort();
    Ok(found)
}

/// What was being taken when the node ended is taken again.
pub fn restore(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if is_called(&path, "tmp") {
            fs::rename(&path, free(&path, "eml"))?;
        }
    }
    Ok(())
}

fn is_called(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Links are not followed, and pipes not waited for.
fn is_complete(path: &Path) -> bool {
    let Ok(metadata) = fs::symlink_metadata(path) else { return false };
    let age = metadata.modified().ok().and_then(|modified| SystemTime::now().duration_since(modified).ok());
    metadata.is_file() && metadata.len() > 0 && age.is_none_or(|age| age >= SETTLED)
}

/// That name with another extension, and the time in it where that one is taken.
fn free(path: &Path, extension: &str) -> PathBuf {
    let wanted = path.with_extension(extension);
    if !wanted.exists() {
        return wanted;
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let time = Timestamp::now().strftime("%Y%m%d%H%M%S%6f").to_string();
    path.with_file_name(format!("{stem}{time}.{extension}"))
}

impl Claim {
    pub fn on(original: PathBuf) -> io::Result<Claim> {
        let path = free(&original, "tmp");
        fs::rename(&original, &path)?;
        let name = original.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Claim { path, name, original })
    }

    /// The message is on stable storage.
    pub fn done(self) -> io::Result<()> {
        fs::remove_file(self.path)
    }

    /// Not now; it is tried again.
    pub fn give_back(self) -> io::Result<()> {
        fs::rename(&self.path, free(&self.original, "eml"))
    }

    /// It is no message, and never will be one.
    pub fn spoil(self) -> io::Result<()> {
        fs::rename(&self.path, free(&self.original, "bad"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_claimed_and_then_gone_back_or_bad() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.eml", "b.eml", "c.EML", "d.txt", "b.tmp"] {
            fs::write(folder.path().join(name), "From: a@b.c\n").unwrap();
        }
        let found = candidates(folder.path(), true).unwrap();
        assert_eq!(found.len(), 3);
        let mut claims = found.into_iter().map(|path| Claim::on(path).unwrap());
        let (a, b, c) = (claims.next().unwrap(), claims.next().unwrap(), claims.next().unwrap());
        assert!(candidates(folder.path(), true).unwrap().is_empty(), "nobody takes them twice");
        assert_ne!(b.path, folder.path().join("b.tmp"), "what is there is not overwritten");
        a.done().unwrap();
        b.give_back().unwrap();
        c.spoil().unwrap();
        assert_eq!(names(folder.path()), ["b.eml", "b.tmp", "c.bad", "d.txt"]);
        restore(folder.path()).unwrap();
        assert_eq!(candidates(folder.path(), true).unwrap().len(), 2, "what was claimed comes back");
    }

    #[test]
    fn what_is_still_being_written_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.eml");
        fs::write(&path, "From: a@b.c\n").unwrap();
        assert!(candidates(folder.path(), false).unwrap().is_empty());
        let old = SystemTime::now() - Duration::from_secs(2);
        fs::File::options().append(true).open(&path).unwrap().set_modified(old).unwrap();
        assert_eq!(candidates(folder.path(), false).unwrap(), std::slice::from_ref(&path));
        std::os::unix::fs::symlink(&path, folder.path().join("b.eml")).unwrap();
        fs::create_dir(folder.path().join("c.eml")).unwrap();
        assert_eq!(candidates(folder.path(), false).unwrap(), [path], "no links, no directories");
    }
}
