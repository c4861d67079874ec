//! From a `--store` address to a store.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::sqlite::SqliteStore;
use super::{Store, StoreError};

/// How a store is opened. The default makes a missing one and waits five seconds for a lock.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    /// Make the store, and the directory it is in, where there is none; otherwise that is [`StoreError::Missing`].
    pub create: bool,
    /// How long a call waits for others to finish writing before it is [`StoreError::Busy`].
    pub patience: Duration,
}

impl Default for OpenOptions {
    fn default() -> OpenOptions {
        OpenOptions { create: true, patience: Duration::from_secs(5) }
    }
}

/// Opens the store at `url`: `sqlite:PATH`.
pub fn open(url: &str, options: &OpenOptions) -> Result<Arc<dyn Store>, StoreError> {
    match url.split_once(':') {
        Some(("sqlite", path)) => Ok(Arc::new(SqliteStore::open(sqlite_path(url, path)?, options)?)),
        Some(("etcd", _)) => Err(StoreError::BadAddress {
            url: url.to_owned(),
            says: "this emsh cannot keep its configuration in etcd".to_owned(),
            fix: "Use --store sqlite:PATH.".to_owned(),
        }),
        Some((scheme, _)) if is_scheme(scheme) => Err(StoreError::BadAddress {
            url: url.to_owned(),
            says: format!("there is no kind of store called '{scheme}'"),
            fix: "Use --store sqlite:PATH.".to_owned(),
        }),
        _ => Err(StoreError::BadAddress {
            url: url.to_owned(),
            says: "it does not begin with the kind of store".to_owned(),
            fix: format!("Use --store sqlite:{url}"),
        }),
    }
}

/// The path of `sqlite:PATH`. The form with an empty host, `sqlite:///PATH`, is understood as well.
fn sqlite_path<'a>(url: &str, path: &'a str) -> Result<&'a Path, StoreError> {
    let path = if path.starts_with("///") { &path[2..] } else { path };
    if path.is_empty() || path.starts_with("//") || path.ends_with('/') {
        return Err(StoreError::BadAddress {
            url: url.to_owned(),
            says: "the name of a file is missing".to_owned(),
            fix: "Use --store sqlite:PATH, such as sqlite:/var/lib/emsh/organization.db.".to_owned(),
        });
    }
    Ok(Path::new(path))
}

fn is_scheme(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fault, FaultKind};

    #[test]
    fn an_address_that_makes_no_sense_is_explained() {
        for (url, word, way_out) in [
            ("etcd://127.0.0.1:2379/emsh", "etcd", "sqlite:PATH"),
            ("postgres://localhost/emsh", "'postgres'", "sqlite:PATH"),
            ("/var/lib/emsh/organization.db", "kind of store", "sqlite:/var/lib/emsh/organization.db"),
            ("organization.db", "kind of store", "sqlite:organization.db"),
            ("sqlite:", "file is missing", "sqlite:PATH"),
            ("sqlite://host/path", "file is missing", "sqlite:PATH"),
            ("sqlite:/var/lib/", "file is missing", "sqlite:PATH"),
        ] {
            let error = open(url, &OpenOptions::default()).map(drop).unwrap_err();
            let fault = Fault::from(error);
            assert_eq!(fault.kind, FaultKind::Invalid, "{url}");
            assert!(fault.says.contains(word), "{url}: {}", fault.says);
            assert!(fault.fix.as_deref().unwrap_or_default().contains(way_out), "{url}: {:?}", fault.fix);
        }
    }

    #[test]
    fn the_path_of_an_address() {
        for (url, path) in [("sqlite:a.db", "a.db"), ("sqlite:/a/b.db", "/a/b.db"), ("sqlite:///a/b.db", "/a/b.db")] {
            assert_eq!(sqlite_path(url, &url["sqlite:".len()..]).unwrap(), Path::new(path));
        }
    }
}
