//! Which store a data directory belongs to. A node that was started with another one than its own file writes that down,
//! so that every shell on the data directory finds the store that is in force there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// In the data directory.
const FILE: &str = "store.address";

/// The store of a data directory: the one that is written down there, else its own file.
pub fn of(data_dir: &Path) -> String {
    let written = fs::read_to_string(data_dir.join(FILE)).unwrap_or_default();
    match written.trim() {
        "" => own(data_dir),
        address => address.to_owned(),
    }
}

/// Keeps the store for whoever comes to the data directory later. An address may hold a password: only the owner reads it.
pub fn keep(data_dir: &Path, address: &str) -> io::Result<()> {
    let address = absolute(address)?;
    if address == of(data_dir) {
        return Ok(());
    }
    let path = data_dir.join(FILE);
    if address == own(data_dir) {
        return fs::remove_file(path);
    }
    let new = path.with_extension("new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
    file.write_all(format!("{address}\n").as_bytes()).and_then(|()| file.sync_all())?;
    fs::rename(new, path)
}

fn own(data_dir: &Path) -> String {
    format!("sqlite:{}", data_dir.join("organization.db").display())
}

/// The same from every working directory.
fn absolute(address: &str) -> io::Result<String> {
    match address.strip_prefix("sqlite:").filter(|path| !path.starts_with('/')) {
        Some(path) => Ok(format!("sqlite:{}", std::path::absolute(PathBuf::from(path))?.display())),
        None => Ok(address.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_data_directory_knows_its_store() {
        let folder = tempfile::tempdir().unwrap();
        let own = own(folder.path());
        assert_eq!(of(folder.path()), own);
        for (address, expected) in [
            (own.as_str(), own.as_str()),
            ("sqlite:/srv/organization.db", "sqlite:/srv/organization.db"),
            ("sqlite:/srv/other.db", "sqlite:/srv/other.db"),
            (own.as_str(), own.as_str()),
        ] {
            keep(folder.path(), address).unwrap();
            assert_eq!(of(folder.path()), expected);
        }
        keep(folder.path(), "etcd://user:secret@here:2379/prefix").unwrap();
        let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "an address may hold a password");
        keep(folder.path(), "sqlite:here.db").unwrap();
        let expected = format!("sqlite:{}", std::env::current_dir().unwrap().join("here.db").display());
        assert_eq!(of(folder.path()), expected);
    }
}
