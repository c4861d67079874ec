//! The whole configuration as one JSON document: for keeping, for comparing, for moving to another store.
//!
//! Sealed secrets stay sealed in it, so it is of use only together with the key file that sealed them.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{HistoryEntry, HistoryQuery, Store, StoreError, StoredObject};

/// First member of the document, by which a reader knows what it has.
const KIND: &str = "emsh-configuration";
/// Grows when a reader of the old form could misread the new one.
const FORMAT: u32 = 1;

/// What a store held at one revision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Export {
    kind: String,
    format: u32,
    /// The store's revision then.
    pub revision: u64,
    pub exported: Timestamp,
    pub objects: Vec<StoredObject>,
    /// For the record: an import makes objects, it does not rewrite anybody's history.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<HistoryEntry>,
}

impl Export {
    pub fn new(revision: u64, objects: Vec<StoredObject>, history: Vec<HistoryEntry>) -> Export {
        Export { kind: KIND.to_owned(), format: FORMAT, revision, exported: Timestamp::now(), objects, history }
    }

    /// All current objects of a store.
    pub fn of(store: &dyn Store) -> Result<Export, StoreError> {
        let snapshot = store.snapshot()?;
        Ok(Export::new(snapshot.revision, snapshot.objects, Vec::new()))
    }

    /// Adds what happened up to the exported revision.
    pub fn with_history(mut self, store: &dyn Store) -> Result<Export, StoreError> {
        let before_revision = self.revision.checked_add(1);
        self.history = store.history(&HistoryQuery { before_revision, ..HistoryQuery::default() })?;
        Ok(self)
    }

    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("its maps have text keys, so it is valid JSON");
        text.push('\n');
        text
    }

    pub fn from_json(text: &str) -> Result<Export, StoreError> {
        /// What can be said about a document before it is understood.
        #[derive(Deserialize)]
        struct Label {
            kind: String,
            format: u32,
        }
        let bad = |says: String| StoreError::BadExport { says };
        let label: Label = serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
        if label.kind != KIND {
            return Err(bad(format!("its kind is '{}' and not '{KIND}'", label.kind)));
        }
        if label.format != FORMAT {
            return Err(bad(format!("it has format {}, and this emsh reads format {FORMAT}", label.format)));
        }
        serde_json::from_str(text).map_err(|error| bad(error.to_string()))
    }

    /// Writes it to a file; see [`write_export`].
    pub fn write_to(&self, path: &Path) -> Result<(), StoreError> {
        write_export(path, &self.to_json())
    }
}

/// Writes what was exported to a file for its owner alone: there whole and on stable storage, or not at all.
pub fn write_export(path: &Path, text: &str) -> Result<(), StoreError> {
    replace(path, text.as_bytes())
        .map_err(|error| StoreError::NotExported { path: path.display().to_string(), cause: error.to_string() })
}

fn replace(path: &Path, contents: &[u8]) -> io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let new = Path::new(&name);
    let written =
        fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(new).and_then(|mut file| {
            file.write_all(contents)?;
            file.sync_all()
        });
    if let Err(error) = written.and_then(|()| fs::rename(new, path)) {
        // What matters is the first error; a left-over file of ours harms nobody.
        let _ = fs::remove_file(new);
        return Err(error);
    }
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(directory)?.sync_all()
}
