//! The key file: 32 random bytes for its owner alone, never in the store.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use chacha20poly1305::aead::{Aead, Generate, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::seal::SealError;

const KEY_BYTES: usize = 32;
pub const KEY_ID_BYTES: usize = 4;

/// Tells keys apart without telling anything about them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct KeyId(pub [u8; KEY_ID_BYTES]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A key that was read from its file. It is wiped from memory when dropped.
pub struct SecretKey {
    cipher: XChaCha20Poly1305,
    id: KeyId,
}

impl SecretKey {
    pub fn id(&self) -> KeyId {
        self.id
    }

    pub fn cipher(&self) -> XChaCha20Poly1305 {
        self.cipher.clone()
    }

    pub fn load(path: &Path) -> Result<SecretKey, SealError> {
        match fs::File::open(path) {
            Ok(file) => read(file, path),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(SealError::KeyMissing { path: path.display().to_string() })
            }
            Err(error) => Err(unusable(path, error)),
        }
    }

    pub fn load_or_make(path: &Path) -> Result<SecretKey, SealError> {
        match SecretKey::load(path) {
            Err(SealError::KeyMissing { .. }) => {
                let key =
                    Zeroizing::new(<[u8; KEY_BYTES]>::from(Key::try_generate().map_err(|_| SealError::NoRandomness)?));
                make(path, &key).map_err(|error| unusable(path, error))?;
                // Not the key from above: another process may have been the first.
                SecretKey::load(path)
            }
            loaded => loaded,
        }
    }

    fn new(key: &[u8; KEY_BYTES]) -> SecretKey {
        let cipher = XChaCha20Poly1305::new(&Key::from(*key));
        // The authentication tag of a fixed text under a nonce that sealing, whose nonces are random, never uses.
        let proof = cipher.encrypt(&XNonce::default(), Payload { msg: b"", aad: b"emsh key id" });
        let id = proof.ok().and_then(|tag| tag.first_chunk().copied()).expect("a tag has 16 bytes");
        SecretKey { cipher, id: KeyId(id) }
    }
}

fn read(mut file: fs::File, path: &Path) -> Result<SecretKey, SealError> {
    let found = file.metadata().map_err(|error| unusable(path, error))?;
    if found.mode() & 0o007 != 0 {
        return Err(SealError::KeyExposed { path: path.display().to_string() });
    }
    if found.len() != KEY_BYTES as u64 {
        let path = path.display().to_string();
        return Err(SealError::NotAKey { path, expected: KEY_BYTES, found: found.len() });
    }
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    file.read_exact(&mut *key).map_err(|error| unusable(path, error))?;
    Ok(SecretKey::new(&key))
}

/// Puts a key file in place, unless there is one. It appears whole: nobody reads one that is still being written.
fn make(path: &Path, key: &[u8; KEY_BYTES]) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    let draft = directory.join(format!("secret.key.{}.new", Uuid::new_v4().simple()));
    let result = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft).and_then(|mut file| {
        file.write_all(key)?;
        file.sync_all()?;
        match fs::hard_link(&draft, path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
            _ => fs::File::open(directory)?.sync_all(),
        }
    });
    // Whether it was linked or not, and whatever went wrong before.
    let _ = fs::remove_file(&draft);
    result
}

fn unusable(path: &Path, cause: io::Error) -> SealError {
    SealError::KeyUnusable { path: path.display().to_string(), cause }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use tempfile::TempDir;

    use super::*;

    #[test]
    fn the_key_is_made_once_and_for_its_owner_alone() {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("data/secret.key");
        let ids: Vec<KeyId> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..4).map(|_| scope.spawn(|| SecretKey::load_or_make(&path).unwrap().id())).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let made = SecretKey::load(&path).unwrap().id();
        assert!(ids.iter().all(|id| *id == made));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&path).unwrap().len(), 32);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn a_file_that_is_no_key_is_refused() {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("secret.key");
        for (contents, mode, exposed) in [(&b""[..], 0o600, false), (&[7; 31], 0o600, false), (&[7; 32], 0o604, true)] {
            fs::write(&path, contents).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let error = SecretKey::load_or_make(&path).map(|_| ()).unwrap_err();
            assert_eq!(matches!(error, SealError::KeyExposed { .. }), exposed, "{error}");
            assert_eq!(matches!(error, SealError::NotAKey { .. }), !exposed, "{error}");
            assert_eq!(fs::read(&path).unwrap(), contents, "it is not replaced");
        }
    }
}
