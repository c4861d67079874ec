//! The node's own certificate: made at its first start, so that STARTTLS works before anybody thought of it.
//!
//! It is self-signed and names the server. Whoever puts another certificate and its key in place (`tls/certificate.pem`
//! and `tls/key.pem` in the data directory) has them in use within the node's next look, without a restart. A pair that
//! cannot be used, or of which only one half is there yet, is reported and leaves the former one in use.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use crate::model::Fault;

/// Where certificate and key of a data directory are.
#[derive(Debug)]
struct Files {
    certificate: PathBuf,
    key: PathBuf,
}

/// Tells one pair of files from the next: inode, time of change and size of both.
type Stamp = [(u64, i64, i64, u64); 2];

/// The certificate in use; follows its files.
#[derive(Debug)]
pub struct NodeCertificate {
    files: Files,
    pair: ArcSwap<CertifiedKey>,
    read: Mutex<Stamp>,
}

impl NodeCertificate {
    /// Reads certificate and key of a data directory, after making them where there are none.
    pub fn open(data_dir: &Path, names: &[String]) -> Result<Arc<NodeCertificate>, Fault> {
        let files = Files::of_directory(data_dir);
        if !files.certificate.exists() && !files.key.exists() {
            files.make(names)?;
        }
        let stamp = files.stamp().map_err(|error| unusable(&files.certificate, error))?;
        let pair = ArcSwap::from_pointee(files.load()?);
        Ok(Arc::new(NodeCertificate { files, pair, read: Mutex::new(stamp) }))
    }

    /// Looks whether other files are there, and takes them. True: they are in use from now on.
    pub fn refresh(&self) -> Result<bool, Fault> {
        let stamp = self.files.stamp().map_err(|error| unusable(&self.files.certificate, error))?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if *read == stamp {
            return Ok(false);
        }
        self.pair.store(Arc::new(self.files.load()?));
        *read = stamp;
        Ok(true)
    }

    /// For servers that show it, whatever it is at the time of a handshake.
    pub fn server_config(self: &Arc<NodeCertificate>) -> Result<Arc<rustls::ServerConfig>, Fault> {
        let config = rustls::ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|error| Fault::internal("TlsUnavailable", "TLS cannot be set up.").cause(error))?
            .with_no_client_auth()
            .with_cert_resolver(self.clone());
        Ok(Arc::new(config))
    }
}

impl ResolvesServerCert for NodeCertificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.pair.load_full())
    }
}

impl Files {
    fn of_directory(data_dir: &Path) -> Files {
        let folder = data_dir.join("tls");
        Files { certificate: folder.join("certificate.pem"), key: folder.join("key.pem") }
    }

    fn stamp(&self) -> io::Result<Stamp> {
        let of = |path| fs::metadata(path).map(|about| (about.ino(), about.mtime(), about.mtime_nsec(), about.len()));
        Ok([of(&self.certificate)?, of(&self.key)?])
    }

    fn load(&self) -> Result<CertifiedKey, Fault> {
        let chain = CertificateDer::pem_file_iter(&self.certificate)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|error| unusable(&self.certificate, error))?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|error| unusable(&self.key, error))?;
        CertifiedKey::from_der(chain, key, &provider()).map_err(|error| unusable(&self.certificate, error))
    }

    fn make(&self, names: &[String]) -> Result<(), Fault> {
        let failed = |cause: &dyn std::fmt::Display| {
            Fault::internal("CertificateNotMade", "The node's own certificate could not be made.").cause(cause)
        };
        let made = rcgen::generate_simple_self_signed(names).map_err(|error| failed(&error))?;
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
            .and_then(|()| write(&self.key, 0o600, &made.signing_key.serialize_pem()))
            .and_then(|()| write(&self.certificate, 0o644, &made.cert.pem()))
            .map_err(|error| failed(&error))
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn unusable(path: &Path, cause: impl std::fmt::Display) -> Fault {
    Fault::invalid("CertificateUnusable", format!("'{}' cannot be used for TLS.", path.display()))
        .fix(
            "Put a certificate and its key there in PEM, or remove both files to have new ones made at the next start.",
        )
        .cause(cause)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_certificate_is_made_once_and_its_key_is_private() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let files = Files::of_directory(folder.path());
        let names = ["hub01.contoso.com".to_owned()];
        NodeCertificate::open(folder.path(), &names).expect("made");
        let first = fs::read(&files.certificate).expect("there");
        NodeCertificate::open(folder.path(), &names).expect("read");
        assert_eq!(fs::read(&files.certificate).expect("there"), first);
        let mode = fs::metadata(&files.key).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn another_pair_is_taken_when_it_is_whole() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let other = tempfile::tempdir().expect("temporary folder");
        let names = ["hub01.contoso.com".to_owned()];
        let certificate = NodeCertificate::open(folder.path(), &names).expect("made");
        let shown = || certificate.pair.load().cert[0].to_vec();
        let first = shown();
        NodeCertificate::open(other.path(), &names).expect("made");
        let (new, files) = (Files::of_directory(other.path()), &certificate.files);
        assert!(!certificate.refresh().expect("nothing has changed"));

        fs::copy(&new.certificate, &files.certificate).expect("own folder");
        assert_eq!(certificate.refresh().expect_err("the key is of another").id, "CertificateUnusable");
        assert_eq!(shown(), first, "the former pair stays in use");

        fs::copy(&new.key, &files.key).expect("own folder");
        assert!(certificate.refresh().expect("whole"));
        assert_ne!(shown(), first);

        fs::write(&files.key, "nothing").expect("own folder");
        assert!(certificate.refresh().is_err());
        assert!(NodeCertificate::open(folder.path(), &names).is_err(), "a start says what is wrong");
    }
}
