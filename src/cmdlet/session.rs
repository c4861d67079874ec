//! What cmdlets work with: the store, the seal on its secrets, and the way to the nodes. Each is opened on first use,
//! so that `emsh -c 1` touches nothing.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::model::Fault;
use crate::store::{self, OpenOptions, Store};

/// Where an organisation lives.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Configuration by default, spool, logs, control socket, keys.
    pub data_dir: PathBuf,
    /// `sqlite:PATH`.
    pub store: String,
}

impl Place {
    /// The store's default: one file in the data directory.
    pub fn in_folder(data_dir: PathBuf) -> Place {
        let store = format!("sqlite:{}", data_dir.join("organization.db").display());
        Place { data_dir, store }
    }
}

/// One shell's view of the organisation.
pub struct Session {
    place: Place,
    /// The person, for history and orders.
    who: String,
    store: OnceLock<Arc<dyn Store>>,
}

impl Session {
    pub fn new(place: Place, who: impl Into<String>) -> Session {
        Session { place, who: who.into(), store: OnceLock::new() }
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The person who is at work, as the history shall name them.
    pub fn who(&self) -> &str {
        &self.who
    }

    pub fn store(&self) -> Result<&Arc<dyn Store>, Fault> {
        if self.store.get().is_none() {
            let opened = store::open(&self.place.store, &OpenOptions::default())?;
            // Another thread may have been first; either handle will do.
            let _ = self.store.set(opened);
        }
        Ok(self.store.get().expect("set above, and never taken out"))
    }
}
