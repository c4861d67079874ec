//! The hosts file: names that the machine's administrator has written down.
//!
//! Read anew when it changes, looked at no more often than each [`CHECK`]. A file that is missing or unreadable lists
//! nothing; a line that makes no sense is passed over, as every resolver does.

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime};

/// How long the file is taken to be unchanged: an edit is seen within this time, and a busy queue does not look at
/// the file for each connection.
const CHECK: Duration = Duration::from_secs(5);

/// Largest hosts file read; those that block advertisers have a few megabytes.
const LONGEST: u64 = 16 << 20;

#[derive(Debug)]
pub struct HostsFile {
    path: PathBuf,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    looked: Option<Instant>,
    changed: Option<SystemTime>,
    names: HashMap<String, Vec<IpAddr>>,
}

impl HostsFile {
    /// The system's own, `/etc/hosts`.
    pub fn system() -> HostsFile {
        HostsFile::at("/etc/hosts")
    }

    pub fn at(path: impl Into<PathBuf>) -> HostsFile {
        HostsFile { path: path.into(), seen: Mutex::default() }
    }

    /// Addresses of a name, in the order of the file. Letter case and a dot at the end do not matter.
    pub fn addresses(&self, name: &str) -> Vec<IpAddr> {
        let key = name.trim_end_matches('.').to_ascii_lowercase();
        // A poisoned lock only means that a panic passed by; the map is replaced whole and so is never half made.
        let mut seen = self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if seen.looked.is_none_or(|at| at.elapsed() >= CHECK) {
            self.look(&mut seen);
        }
        seen.names.get(&key).cloned().unwrap_or_default()
    }

    fn look(&self, seen: &mut Seen) {
        let first = seen.looked.is_none();
        seen.looked = Some(Instant::now());
        let about = std::fs::metadata(&self.path).ok().filter(|about| about.len() <= LONGEST);
        let changed = about.and_then(|about| about.modified().ok());
        if first || changed != seen.changed {
            seen.changed = changed;
            let text = changed.and_then(|_| std::fs::read(&self.path).ok()).unwrap_or_default();
            seen.names = parse(&String::from_utf8_lossy(&text));
        }
    }
}

/// `address name name… # comment`, one address a line.
fn parse(text: &str) -> HashMap<String, Vec<IpAddr>> {
    let mut names: HashMap<String, Vec<IpAddr>> = HashMap::new();
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let mut words = line.split_ascii_whitespace();
        let Some(Ok(address)) = words.next().map(str::parse::<IpAddr>) else { continue };
        for name in words {
            let listed = names.entry(name.trim_end_matches('.').to_ascii_lowercase()).or_default();
            if !listed.contains(&address) {
                listed.push(address);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_addresses_that_stand_before_them() {
        let names = parse(
            "127.0.0.1 localhost\n::1 localhost ip6-localhost # six\n# 10.0.0.9 hub\n\
             10.0.0.1\thub.contoso.com Hub\nnonsense hub\n10.0.0.1 hub\nfe80::1%lo0 odd\n",
        );
        let of = |name: &str| names.get(name).map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(of("localhost").unwrap(), ["127.0.0.1", "::1"]);
        assert_eq!(of("hub").unwrap(), ["10.0.0.1"], "each address once, comments left out");
        assert_eq!(of("hub.contoso.com").unwrap(), ["10.0.0.1"]);
        assert_eq!(of("odd"), None, "an address with a zone is passed over");
    }

    #[test]
    fn a_missing_file_lists_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert!(HostsFile::at(folder.path().join("hosts")).addresses("localhost").is_empty());
    }

    #[test]
    fn letter_case_does_not_matter() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hosts");
        std::fs::write(&path, "192.0.2.1 Mail.Contoso.COM\n").unwrap();
        assert_eq!(HostsFile::at(path).addresses("mail.contoso.com."), ["192.0.2.1".parse::<IpAddr>().unwrap()]);
    }
}
