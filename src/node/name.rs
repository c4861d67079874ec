//! The name of this server: chosen once, kept in the data directory, so that the node is the same one whatever becomes
//! of the host's name or the flags it is started with.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::model::Fault;

/// In the data directory.
const FILE: &str = "server.name";

/// What this server is called.
#[derive(Debug, PartialEq, Eq)]
pub struct ServerName {
    pub name: String,
    /// Another name that was asked for and is not obeyed.
    pub not_obeyed: Option<String>,
}

impl ServerName {
    /// The name that a data directory remembers; else the one given; else the host's own, in capitals as Windows
    /// writes it.
    pub fn of(data_dir: &Path, given: Option<&str>) -> Result<ServerName, Fault> {
        let path = data_dir.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let name = checked(text.trim().to_owned())?;
                let other = given.filter(|given| !given.eq_ignore_ascii_case(&name));
                Ok(ServerName { not_obeyed: other.map(str::to_owned), name })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let name = checked(given.map_or_else(host_name, str::to_owned))?;
                Ok(ServerName { name, not_obeyed: None })
            }
            Err(error) => Err(unreadable(&path, error)),
        }
    }

    /// Keeps it for all later starts.
    pub fn remember(&self, data_dir: &Path) -> Result<(), Fault> {
        let path = data_dir.join(FILE);
        match OpenOptions::new().write(true).create_new(true).mode(0o644).open(&path) {
            Ok(mut file) => file
                .write_all(format!("{}\n", self.name).as_bytes())
                .and_then(|()| file.sync_all())
                .map_err(|error| unreadable(&path, error)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(unreadable(&path, error)),
        }
    }
}

fn host_name() -> String {
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    host.split('.').next().unwrap_or_default().to_uppercase()
}

/// A name is a host label: it stands in identities (`HUB01\Submission`), host names and files.
fn checked(name: String) -> Result<String, Fault> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if name.is_empty() || name.len() > 63 || !name.chars().all(is_plain) || name.starts_with('-') {
        return Err(Fault::invalid("InvalidServerName", format!("'{name}' cannot be the name of a server."))
            .fix("Use --name with up to 63 letters, digits and hyphens."));
    }
    Ok(name)
}

fn unreadable(path: &Path, error: io::Error) -> Fault {
    Fault::invalid("DataDirectoryUnusable", format!("'{}' cannot be used.", path.display())).cause(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_name_is_a_host_label() {
        let folder = tempfile::tempdir().expect("temporary folder");
        for (name, is_good) in
            [("HUB01", true), ("hub-1", true), ("", false), ("a.b", false), ("a\\b", false), ("-a", false)]
        {
            assert_eq!(ServerName::of(folder.path(), Some(name)).is_ok(), is_good, "{name}");
        }
        assert!(ServerName::of(folder.path(), None).is_ok());
    }

    #[test]
    fn a_data_directory_stays_that_of_its_server() {
        let folder = tempfile::tempdir().expect("temporary folder");
        ServerName::of(folder.path(), Some("HUB01")).and_then(|name| name.remember(folder.path())).expect("kept");
        for (given, not_obeyed) in [(None, None), (Some("hub01"), None), (Some("HUB02"), Some("HUB02".to_owned()))] {
            let name = ServerName::of(folder.path(), given).expect("remembered");
            assert_eq!(name, ServerName { name: "HUB01".to_owned(), not_obeyed });
        }
    }
}
