//! How many bytes a Maildir has: what the names of its files say (`S=`, Maildir++), or else the disk.
//!
//! Only asked where there is a quota. What cannot be read counts nothing: a quota keeps nobody's mail out by accident.

use std::fs::{self, DirEntry};
use std::path::Path;

/// Bytes of all messages, those in its folders (`.Name`) included.
pub fn bytes_in(maildir: &Path) -> u64 {
    let folders = entries(maildir).filter(|entry| entry.file_name().as_encoded_bytes().starts_with(b"."));
    let inner: u64 = folders.map(|folder| bytes_of(&folder.path())).sum();
    bytes_of(maildir).saturating_add(inner)
}

fn bytes_of(folder: &Path) -> u64 {
    ["new", "cur"].iter().flat_map(|part| entries(&folder.join(part))).map(|entry| size(&entry)).sum()
}

fn entries(folder: &Path) -> impl Iterator<Item = DirEntry> + use<> {
    fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok)
}

fn size(message: &DirEntry) -> u64 {
    let name = message.file_name();
    let said =
        name.to_str().and_then(|name| name.split([',', ':']).find_map(|part| part.strip_prefix("S=")?.parse().ok()));
    said.or_else(|| Some(message.metadata().ok()?.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_counts_by_its_name_or_its_length() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(bytes_in(&folder.path().join("none")), 0, "no Maildir yet");
        for (name, text) in [
            ("new/1.M1P1.hub,S=100", ""),
            ("cur/2.M1P1.hub,S=200,W=210:2,S", ""),
            ("cur/3.M1P1.hub:2,FS", "twelve bytes"),
            (".Sent/cur/4.M1P1.hub,S=1000:2,S", ""),
            ("tmp/5.M1P1.hub,S=5000", "not yet mail"),
            ("dovecot.index", "no mail"),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("within")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        assert_eq!(bytes_in(folder.path()), 1312);
    }
}
