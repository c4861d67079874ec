//! Keeps two processes apart: a lock file that names its owner.
//!
//! The kernel drops the lock when the owner dies, however it dies; the file itself stays and means nothing.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};

use super::SpoolError;

const NAME: &str = "lock";

/// Held as long as the value lives.
pub struct DirectoryLock {
    _file: File,
}

impl DirectoryLock {
    /// For the one who writes.
    pub fn exclusive(directory: &Path) -> Result<DirectoryLock, SpoolError> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(directory.join(NAME))
            .map_err(SpoolError::open)?;
        take(&file, directory, FlockOperation::NonBlockingLockExclusive)?;
        sign(&file).map_err(SpoolError::open)?;
        Ok(DirectoryLock { _file: file })
    }

    /// For those who only look; writes nothing. `None`: there is no lock file to take, so nobody has it.
    pub fn shared(directory: &Path) -> Result<Option<DirectoryLock>, SpoolError> {
        match File::open(directory.join(NAME)) {
            Ok(file) => {
                take(&file, directory, FlockOperation::NonBlockingLockShared)?;
                Ok(Some(DirectoryLock { _file: file }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(SpoolError::open(error)),
        }
    }
}

fn take(file: &File, directory: &Path, how: FlockOperation) -> Result<(), SpoolError> {
    match flock(file, how) {
        Ok(()) => Ok(()),
        Err(rustix::io::Errno::WOULDBLOCK) => {
            Err(SpoolError::Locked { directory: directory.to_owned(), pid: owner(file) })
        }
        Err(error) => Err(SpoolError::open(error.into())),
    }
}

fn sign(mut file: &File) -> io::Result<()> {
    file.set_len(0)?;
    writeln!(file, "{}", std::process::id())
}

fn owner(file: &File) -> Option<u32> {
    let mut text = String::new();
    file.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_owner_is_told_who_the_first_is() {
        let directory = tempfile::tempdir().expect("a scratch folder");
        let first = DirectoryLock::exclusive(directory.path()).expect("nobody has it");
        for refused in [DirectoryLock::exclusive(directory.path()).err(), DirectoryLock::shared(directory.path()).err()]
        {
            let says = refused.expect("it is taken").to_string();
            assert!(says.contains(&format!("process {}", std::process::id())), "{says}");
        }
        drop(first);
        let looking = DirectoryLock::shared(directory.path()).expect("free again");
        let beside = DirectoryLock::shared(directory.path()).expect("two may look");
        assert!(looking.is_some() && beside.is_some());
        assert!(DirectoryLock::exclusive(directory.path()).is_err(), "not while others look");
    }
}
