//! The node's certificates: files below `tls` in its data directory.
//!
//! Its own (`certificate.pem` and `key.pem`) is made at the first start, so that STARTTLS works before anybody thought
//! of it. It is self-signed and names the server. People put others in its place, or beside it in the folder
//! `certificates`, where each file ending in `.pem` holds a key and the chain of its certificate. What is new there is in
//! use within the node's next look, without a restart. Files that cannot be used, or of which only one half is there
//! yet, are reported and leave what was in use before.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rcgen::{CertificateParams, DnType, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;

use crate::model::Fault;
use crate::trust::{Certificates, Own, provider};

/// Where certificate and key of a data directory are.
#[derive(Debug)]
struct Files {
    data_dir: PathBuf,
    certificate: PathBuf,
    key: PathBuf,
    /// Those that people put beside it.
    more: PathBuf,
}

/// Tells one state of a file from the next: inode, time of change and size.
type Stamp = (u64, i64, i64, u64);

/// The certificates in use; follows their files.
#[derive(Debug)]
pub struct NodeCertificates {
    files: Files,
    pub in_use: Arc<Certificates>,
    read: Mutex<Read>,
}

/// What was found at the last look.
#[derive(Debug, Default)]
struct Read {
    stamps: BTreeMap<PathBuf, Stamp>,
    /// What each usable file holds; the node's own under its certificate's path.
    usable: BTreeMap<PathBuf, Own>,
    /// Why a file is not in use as it is now.
    faults: BTreeMap<PathBuf, Fault>,
}

impl NodeCertificates {
    /// Reads the certificates of a data directory, after making the node's own where there is none.
    ///
    /// Fails where that one cannot be used; what is wrong with others is told by [`NodeCertificates::refresh`].
    pub fn open(data_dir: &Path, names: &[String]) -> Result<NodeCertificates, Fault> {
        let files = Files::of_directory(data_dir);
        if !files.certificate.exists() && !files.key.exists() {
            files.make(names)?;
        }
        let certificates = NodeCertificates { files, in_use: Arc::default(), read: Mutex::default() };
        certificates.refresh();
        let fault = certificates.read().faults.remove(&certificates.files.certificate);
        fault.map_or(Ok(certificates), Err)
    }

    /// Looks whether other files are there, and takes them. True: they are in use from now on.
    pub fn refresh(&self) -> bool {
        let mut read = self.read();
        let stamps = self.files.stamps();
        if read.stamps == stamps {
            return false;
        }
        let is_as_before = |path: &Path| read.stamps.get(path) == stamps.get(path);
        let own = &self.files.certificate;
        let mut changed: Vec<PathBuf> = stamps.keys().filter(|path| !is_as_before(path)).cloned().collect();
        if !is_as_before(&self.files.key) || !is_as_before(own) {
            changed.retain(|path| *path != self.files.key && path != own);
            changed.push(own.clone());
        }
        read.usable.retain(|path, _| path == own || stamps.contains_key(path));
        read.faults.retain(|path, _| path == own || stamps.contains_key(path));
        for path in changed {
            match self.files.load(&path) {
                Ok(certificate) => {
                    read.faults.remove(&path);
                    read.usable.insert(path, certificate);
                }
                Err(fault) => {
                    read.faults.insert(path, fault);
                }
            }
        }
        read.stamps = stamps;
        let others = read.usable.iter().filter(|(path, _)| *path != own);
        let all = read.usable.get(own).into_iter().chain(others.map(|(_, certificate)| certificate));
        self.in_use.replace(all.cloned().collect());
        true
    }

    /// Why what is on disk is not in use, file by file.
    pub fn faults(&self) -> Vec<String> {
        self.read().faults.values().map(ToString::to_string).collect()
    }

    fn read(&self) -> std::sync::MutexGuard<'_, Read> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files {
    fn of_directory(data_dir: &Path) -> Files {
        let folder = data_dir.join("tls");
        Files {
            data_dir: data_dir.to_owned(),
            certificate: folder.join("certificate.pem"),
            key: folder.join("key.pem"),
            more: folder.join("certificates"),
        }
    }

    /// Of all files that are there.
    fn stamps(&self) -> BTreeMap<PathBuf, Stamp> {
        let more = fs::read_dir(&self.more).into_iter().flatten().flatten().map(|entry| entry.path());
        let more = more.filter(|path| path.extension().is_some_and(|ending| ending == "pem"));
        let all = more.chain([self.certificate.clone(), self.key.clone()]);
        let stamped = all.filter_map(|path| {
            let about = fs::metadata(&path).ok()?;
            let stamp = (about.ino(), about.mtime(), about.mtime_nsec(), about.len());
            Some((path, stamp))
        });
        stamped.collect()
    }

    /// `path`: of the file that has the certificate.
    fn load(&self, path: &Path) -> Result<Own, Fault> {
        let key = if path == self.certificate { &self.key } else { path };
        let chain = CertificateDer::pem_file_iter(path)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|error| unusable(path, error))?;
        let pair = PrivateKeyDer::from_pem_file(key).map_err(|error| unusable(key, error))?;
        let pair = CertifiedKey::from_der(chain, pair, &provider()).map_err(|error| unusable(path, error))?;
        let shown = path.strip_prefix(&self.data_dir).unwrap_or(path).display().to_string();
        Own::new(pair, &shown).map_err(|error| unusable(path, error))
    }

    fn make(&self, names: &[String]) -> Result<(), Fault> {
        let failed = |cause: &dyn std::fmt::Display| {
            Fault::internal("CertificateNotMade", "The node's own certificate could not be made.").cause(cause)
        };
        let (certificate, key) = self_signed(names).map_err(|error| failed(&error))?;
        let folder = self.key.parent().expect("the key is in a folder of the data directory");
        let write = |path: &Path, mode: u32, text: &str| {
            OpenOptions::new().write(true).create_new(true).mode(mode).open(path).and_then(|mut file| {
                file.write_all(text.as_bytes())?;
                file.sync_all()
            })
        };
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .and_then(|()| write(&self.key, 0o600, &key))
            .and_then(|()| write(&self.certificate, 0o644, &certificate))
            .map_err(|error: io::Error| failed(&error))
    }
}

/// Certificate and key in PEM. The first name is whose it is.
fn self_signed(names: &[String]) -> Result<(String, String), rcgen::Error> {
    let mut params = CertificateParams::new(names)?;
    if let Some(name) = names.first() {
        params.distinguished_name.push(DnType::CommonName, name.as_str());
    }
    let key = KeyPair::generate()?;
    Ok((params.self_signed(&key)?.pem(), key.serialize_pem()))
}

fn unusable(path: &Path, cause: impl std::fmt::Display) -> Fault {
    Fault::invalid("CertificateUnusable", format!("'{}' cannot be used for TLS.", path.display()))
        .fix("Put a certificate and its key there in PEM, or remove the file; the node's own pair is made anew at its next start.")
        .cause(cause)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::trust::Wanted;

    fn open(folder: &Path) -> Result<NodeCertificates, Fault> {
        NodeCertificates::open(folder, &["hub01.contoso.com".to_owned()])
    }

    #[test]
    fn a_certificate_is_made_once_and_its_key_is_private() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let files = Files::of_directory(folder.path());
        let made = open(folder.path()).expect("made");
        let about = made.in_use.about();
        assert_eq!(about[0].name.to_string(), "<I>CN=hub01.contoso.com<S>CN=hub01.contoso.com");
        assert_eq!((about[0].is_self_signed, about[0].is_default), (true, true));
        let first = fs::read(&files.certificate).expect("there");
        open(folder.path()).expect("read");
        assert_eq!(fs::read(&files.certificate).expect("there"), first);
        let mode = fs::metadata(&files.key).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn another_pair_is_taken_when_it_is_whole() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let other = tempfile::tempdir().expect("temporary folder");
        let certificates = open(folder.path()).expect("made");
        let shown = || certificates.in_use.pick(&Wanted::default(), None).expect("one").cert[0].to_vec();
        let first = shown();
        open(other.path()).expect("made");
        let (new, files) = (Files::of_directory(other.path()), &certificates.files);
        assert!(!certificates.refresh(), "nothing has changed");

        fs::copy(&new.certificate, &files.certificate).expect("own folder");
        certificates.refresh();
        assert!(certificates.faults()[0].contains("cannot be used for TLS"), "the key is of another");
        assert_eq!(shown(), first, "the former pair stays in use");

        fs::copy(&new.key, &files.key).expect("own folder");
        assert!(certificates.refresh());
        assert_ne!(shown(), first);
        assert!(certificates.faults().is_empty());

        fs::write(&files.key, "nothing").expect("own folder");
        certificates.refresh();
        assert_eq!(certificates.faults().len(), 1);
        assert!(open(folder.path()).is_err(), "a start says what is wrong");
    }

    #[test]
    fn certificates_come_and_go_beside_the_nodes_own() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let certificates = open(folder.path()).expect("made");
        let subjects = || certificates.in_use.about().into_iter().map(|about| about.subject).collect::<Vec<_>>();
        fs::create_dir(&certificates.files.more).expect("own folder");
        let file = certificates.files.more.join("mail.pem");
        let (certificate, key) = self_signed(&["mail.contoso.com".to_owned()]).expect("made");

        fs::write(&file, &certificate).expect("own folder");
        certificates.refresh();
        assert_eq!(
            (certificates.faults().len(), subjects()),
            (1, vec!["CN=hub01.contoso.com".to_owned()]),
            "no key yet"
        );

        fs::write(&file, key + &certificate).expect("own folder");
        certificates.refresh();
        assert_eq!(subjects(), ["CN=hub01.contoso.com", "CN=mail.contoso.com"]);
        assert_eq!(certificates.in_use.about()[1].file, "tls/certificates/mail.pem");
        assert!(certificates.faults().is_empty());

        fs::remove_file(&file).expect("own folder");
        assert!(certificates.refresh());
        assert_eq!(subjects(), ["CN=hub01.contoso.com"]);
    }
}
