//! The spool's view of one folder on a disk: a seam, so that tests can break the disk and pull the plug.
//!
//! Nothing here retries or interprets an error; see `committer` for what a failed write means.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, IoSlice};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{OFlags, fcntl_setfl};

/// A folder of files, each known by a short name (`quarantine/…` for those put aside).
pub trait Disk: Send + Sync {
    /// Names of all files that are not put aside.
    fn names(&self) -> io::Result<Vec<String>>;
    fn open(&self, name: &str) -> io::Result<Arc<dyn Medium>>;
    /// Makes a new, empty file; it must not exist.
    fn create(&self, name: &str) -> io::Result<Arc<dyn Medium>>;
    fn exists(&self, name: &str) -> bool;
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    fn remove(&self, name: &str) -> io::Result<()>;
    /// Makes all creations, renames and removals so far durable.
    fn sync_names(&self) -> io::Result<()>;
    /// Bytes that an unprivileged writer may still use.
    fn free_bytes(&self) -> io::Result<u64>;
}

/// One open file.
pub trait Medium: Send + Sync {
    fn length(&self) -> io::Result<u64>;
    /// Cuts the file, or lengthens it with zeros.
    fn set_length(&self, length: u64) -> io::Result<()>;
    /// May read less than asked; 0 only at the end.
    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize>;
    /// May write less than asked.
    fn write_at(&self, pieces: &[IoSlice<'_>], offset: u64) -> io::Result<usize>;
    /// The same past the page cache, where the file system can. Whole pages, at the start of a page, in memory too; no
    /// other write to this open file at the same time.
    fn write_direct(&self, pages: &[u8], offset: u64) -> io::Result<usize> {
        self.write_at(&[IoSlice::new(pages)], offset)
    }
    /// What was written is on stable storage, and so is the length.
    fn sync(&self) -> io::Result<()>;
}

impl dyn Medium + '_ {
    pub fn read_exact_at(&self, mut into: &mut [u8], mut offset: u64) -> io::Result<()> {
        while !into.is_empty() {
            match self.read_at(into, offset)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                count => {
                    into = &mut into[count..];
                    offset += count as u64;
                }
            }
        }
        Ok(())
    }

    /// Writes all pieces, as many in one call as the system takes.
    pub fn write_all_at(&self, mut pieces: &mut [IoSlice<'_>], mut offset: u64) -> io::Result<()> {
        /// IOV_MAX of Linux.
        const MOST_PIECES: usize = 1024;
        IoSlice::advance_slices(&mut pieces, 0);
        while !pieces.is_empty() {
            match self.write_at(&pieces[..pieces.len().min(MOST_PIECES)], offset)? {
                0 => return Err(io::ErrorKind::WriteZero.into()),
                count => {
                    IoSlice::advance_slices(&mut pieces, count);
                    offset += count as u64;
                }
            }
        }
        Ok(())
    }

    pub fn write_all_direct(&self, mut pages: &[u8], mut offset: u64) -> io::Result<()> {
        while !pages.is_empty() {
            match self.write_direct(pages, offset)? {
                0 => return Err(io::ErrorKind::WriteZero.into()),
                count => {
                    pages = &pages[count..];
                    offset += count as u64;
                }
            }
        }
        Ok(())
    }
}

/// A real folder. Files are readable by their owner only.
pub struct Directory {
    path: PathBuf,
    is_writable: bool,
}

impl Directory {
    /// Makes the folder if it is not there.
    pub fn writable(path: &Path) -> io::Result<Directory> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        Ok(Directory { path: path.to_owned(), is_writable: true })
    }

    /// Changes nothing there.
    pub fn read_only(path: &Path) -> Directory {
        Directory { path: path.to_owned(), is_writable: false }
    }

    fn options(&self) -> OpenOptions {
        let mut options = OpenOptions::new();
        options.read(true).write(self.is_writable).mode(0o600);
        options
    }

    /// The folder a name lies in, made if need be.
    fn make_room(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.path.join(name);
        if let Some(parent) = path.parent().filter(|parent| *parent != self.path) {
            DirBuilder::new().recursive(true).mode(0o700).create(parent)?;
        }
        Ok(path)
    }
}

impl Disk for Directory {
    fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                names.extend(entry.file_name().into_string());
            }
        }
        Ok(names)
    }

    fn open(&self, name: &str) -> io::Result<Arc<dyn Medium>> {
        Ok(Arc::new(self.options().open(self.path.join(name))?))
    }

    fn create(&self, name: &str) -> io::Result<Arc<dyn Medium>> {
        Ok(Arc::new(self.options().create_new(true).open(self.make_room(name)?)?))
    }

    fn exists(&self, name: &str) -> bool {
        self.path.join(name).exists()
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.path.join(from), self.make_room(to)?)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.path.join(name))
    }

    fn sync_names(&self) -> io::Result<()> {
        let aside = self.path.join(super::QUARANTINE);
        if aside.is_dir() {
            File::open(aside)?.sync_all()?;
        }
        File::open(&self.path)?.sync_all()
    }

    fn free_bytes(&self) -> io::Result<u64> {
        let facts = rustix::fs::statvfs(&self.path)?;
        Ok(facts.f_bavail.saturating_mul(facts.f_frsize))
    }
}

impl Medium for File {
    fn length(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn set_length(&self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn read_at(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        retry_interrupted(|| FileExt::read_at(self, into, offset))
    }

    fn write_at(&self, pieces: &[IoSlice<'_>], offset: u64) -> io::Result<usize> {
        retry_interrupted(|| Ok(rustix::io::pwritev(self, pieces, offset)?))
    }

    fn write_direct(&self, pages: &[u8], offset: u64) -> io::Result<usize> {
        let through_cache = || Medium::write_at(self, &[IoSlice::new(pages)], offset);
        if fcntl_setfl(self, OFlags::DIRECT).is_err() {
            return through_cache();
        }
        let written = retry_interrupted(|| FileExt::write_at(self, pages, offset));
        fcntl_setfl(self, OFlags::empty())?;
        match written {
            // Larger blocks than ours.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => through_cache(),
            answer => answer,
        }
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }
}

/// A signal is not an error.
fn retry_interrupted(mut call: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            answer => return answer,
        }
    }
}
