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
