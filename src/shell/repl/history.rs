//! The lines of earlier sessions, without secrets: they are masked before they are kept anywhere.

use std::fs::{OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use reedline::{FileBackedHistory, History, HistoryItem, HistoryItemId, HistorySessionId, Result, SearchQuery};

use crate::lang::secrets;

/// Lines that are kept.
const LINES: usize = 10_000;

/// Name of the file in the data directory.
const FILE: &str = "history";

/// A history that forgets secrets.
pub struct Discreet(FileBackedHistory);

impl Discreet {
    /// The history of a data directory. Only its owner may read the file.
    pub fn in_folder(folder: &Path) -> io::Result<Discreet> {
        std::fs::create_dir_all(folder)?;
        let path = folder.join(FILE);
        let file = OpenOptions::new().create(true).append(true).mode(0o600).open(&path)?;
        file.set_permissions(Permissions::from_mode(0o600))?;
        FileBackedHistory::with_file(LINES, path).map(Discreet).map_err(io::Error::other)
    }

    /// Kept in memory only.
    pub fn of_this_session() -> Discreet {
        Discreet(FileBackedHistory::default())
    }
}

fn discreet(mut item: HistoryItem) -> HistoryItem {
    item.command_line = secrets::mask(&item.command_line);
    item
}

impl History for Discreet {
    fn save(&mut self, item: HistoryItem) -> Result<HistoryItem> {
        self.0.save(discreet(item))
    }

    fn load(&self, id: HistoryItemId) -> Result<HistoryItem> {
        self.0.load(id)
    }

    fn count(&self, query: SearchQuery) -> Result<i64> {
        self.0.count(query)
    }

    fn search(&self, query: SearchQuery) -> Result<Vec<HistoryItem>> {
        self.0.search(query)
    }

    fn update(&mut self, id: HistoryItemId, updater: &dyn Fn(HistoryItem) -> HistoryItem) -> Result<()> {
        self.0.update(id, &|item| discreet(updater(item)))
    }

    fn clear(&mut self) -> Result<()> {
        self.0.clear()
    }

    fn delete(&mut self, id: HistoryItemId) -> Result<()> {
        self.0.delete(id)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync()
    }

    fn session(&self) -> Option<HistorySessionId> {
        self.0.session()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_reach_neither_memory_nor_disk() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let mut history = Discreet::in_folder(folder.path()).expect("opened");
        for line in ["Get-Queue", "Set-Mailbox x -Password (ConvertTo-SecureString 'hunter2' -AsPlainText -Force)"] {
            history.save(HistoryItem::from_command_line(line)).expect("saved");
        }
        history.sync().expect("written");
        let path = folder.path().join(FILE);
        let text = std::fs::read_to_string(&path).expect("read");
        assert!(text.contains("Get-Queue\n") && text.contains("ConvertTo-SecureString ***"), "{text}");
        assert!(!text.contains("hunter2"), "{text}");
        assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        let recalled = history.search(SearchQuery::all_that_contain_rev("hunter".into())).expect("searched");
        assert!(recalled.is_empty());
    }
}
