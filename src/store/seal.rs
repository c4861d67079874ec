//! Sealing secrets, so that a store, its history, its exports and its backups hold nothing that can be read.
//!
//! XChaCha20-Poly1305 with a random nonce under the machine's [`SecretKey`]; the object's id and the property's name
//! are authenticated with it, so that a sealed password does not open as that of another connector.
//!
//! Several machines that share a store need the same key file. Which key sealed a secret is written in front of it, so
//! a wrong key is told apart from an altered secret.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Generate, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use uuid::Uuid;

use super::secret_key::{KEY_ID_BYTES, KeyId, SecretKey};
use crate::model::{Fault, Sealed, Secret};

/// First byte of everything sealed this way.
const FORM: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Seals and opens secrets with the key in a file. The file is read, or made, when it is first needed.
pub struct Sealer {
    path: PathBuf,
    key: Mutex<Option<SecretKey>>,
}

/// Why a secret could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("There is no key file {path} to open the secret with.")]
    KeyMissing { path: String },
    #[error("The secret was sealed with key {theirs}, and the key in {path} is {ours}.")]
    WrongKey { path: String, ours: String, theirs: String },
    #[error("{path} is not a key file: it must hold {expected} bytes and holds {found}.")]
    NotAKey { path: String, expected: usize, found: u64 },
    #[error("The key file {path} may be used by everybody on this machine.")]
    KeyExposed { path: String },
    #[error("The key file {path} cannot be used.")]
    KeyUnusable {
        path: String,
        #[source]
        cause: std::io::Error,
    },
    /// It was changed, or belongs to another object or property.
    #[error("The sealed secret was altered, or belongs to another object.")]
    Altered,
    #[error("The system gave no random numbers.")]
    NoRandomness,
}

impl Sealer {
    /// A sealer that keeps its key in `secret.key` of a data directory.
    pub fn of_directory(data_directory: &Path) -> Sealer {
        Sealer { path: data_directory.join("secret.key"), key: Mutex::default() }
    }

    /// Seals a property of an object. Makes the key file when there is none.
    pub fn seal(&self, object: Uuid, property: &str, secret: &Secret) -> Result<Sealed, SealError> {
        let mut known = self.known();
        if known.is_none() {
            *known = Some(SecretKey::load_or_make(&self.path)?);
        }
        let key = known.as_ref().expect("it was just put there");
        let nonce = XNonce::try_generate().map_err(|_| SealError::NoRandomness)?;
        let payload = Payload { msg: secret.expose().as_bytes(), aad: &belonging(object, property) };
        // The cipher refuses only what is longer than 256 GiB.
        let locked = key.cipher().encrypt(&nonce, payload).map_err(|_| SealError::Altered)?;
        let mut sealed = vec![FORM];
        sealed.extend_from_slice(&key.id().0);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&locked);
        Ok(Sealed::new(STANDARD.encode(sealed)))
    }

    /// Opens what [`Sealer::seal`] sealed for the same object and property.
    pub fn open(&self, object: Uuid, property: &str, sealed: &Sealed) -> Result<Secret, SealError> {
        let sealed = STANDARD.decode(sealed.as_sealed()).map_err(|_| SealError::Altered)?;
        let (theirs, nonce, locked) = parts(&sealed).ok_or(SealError::Altered)?;
        let cipher = self.cipher_of(theirs)?;
        let payload = Payload { msg: locked, aad: &belonging(object, property) };
        let clear = cipher.decrypt(&nonce, payload).map_err(|_| SealError::Altered)?;
        // What was sealed was text.
        String::from_utf8(clear).map(Secret::new).map_err(|_| SealError::Altered)
    }

    /// The cipher under the key with this id. A key that was put in place after we read the file is found.
    fn cipher_of(&self, wanted: KeyId) -> Result<XChaCha20Poly1305, SealError> {
        let mut known = self.known();
        if known.as_ref().is_none_or(|key| key.id() != wanted) {
            *known = Some(SecretKey::load(&self.path)?);
        }
        let key = known.as_ref().expect("it was just put there");
        if key.id() != wanted {
            let (ours, theirs) = (key.id().to_string(), wanted.to_string());
            return Err(SealError::WrongKey { path: self.path.display().to_string(), ours, theirs });
        }
        Ok(key.cipher())
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Option<SecretKey>> {
        self.key.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn parts(sealed: &[u8]) -> Option<(KeyId, XNonce, &[u8])> {
    let (&form, rest) = sealed.split_first()?;
    let (id, rest) = rest.split_first_chunk::<KEY_ID_BYTES>()?;
    let (nonce, locked) = rest.split_first_chunk::<NONCE_BYTES>()?;
    (form == FORM).then_some((KeyId(*id), XNonce::from(*nonce), locked))
}

/// What is authenticated with a secret: whose it is. The id has a fixed length, so no two pairs read the same.
fn belonging(object: Uuid, property: &str) -> Vec<u8> {
    [object.as_bytes().as_slice(), property.as_bytes()].concat()
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sealer").field("path", &self.path).finish_non_exhaustive()
    }
}

impl From<SealError> for Fault {
    fn from(error: SealError) -> Fault {
        let says = error.to_string();
        let bring = "Copy secret.key from the data directory of the machine where the secret was set, or set it again.";
        match error {
            SealError::KeyMissing { .. } => Fault::not_found("SecretKeyMissing", says).fix(bring),
            SealError::WrongKey { .. } => Fault::denied("SecretKeyWrong", says).fix(bring),
            SealError::NotAKey { .. } => Fault::invalid("SecretKeyInvalid", says).fix(bring),
            SealError::KeyExposed { path } => {
                Fault::denied("SecretKeyExposed", says).fix(format!("Run 'chmod 600 {path}'."))
            }
            SealError::KeyUnusable { ref cause, .. } => Fault::denied("SecretKeyUnusable", says)
                .cause(cause)
                .fix("Run as the user that owns the data directory."),
            SealError::Altered => Fault::invalid("SecretAltered", says).fix("Set the secret again."),
            SealError::NoRandomness => Fault::internal("NoRandomness", says),
        }
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::model::FaultKind;

    const OBJECT: Uuid = Uuid::from_u128(1);

    #[test]
    fn a_secret_opens_for_its_object_and_property_only() {
        let directory = TempDir::new().unwrap();
        let sealer = Sealer::of_directory(directory.path());
        let sealed = sealer.seal(OBJECT, "AuthenticationCredential", &Secret::new("pässword")).unwrap();
        assert_ne!(sealed, sealer.seal(OBJECT, "AuthenticationCredential", &Secret::new("pässword")).unwrap());
        let another = Sealer::of_directory(directory.path());
        for (object, property, opens) in [
            (OBJECT, "AuthenticationCredential", true),
            (Uuid::from_u128(2), "AuthenticationCredential", false),
            (OBJECT, "Comment", false),
        ] {
            match another.open(object, property, &sealed) {
                Ok(secret) => assert!(opens && secret.expose() == "pässword"),
                Err(error) => assert!(!opens && matches!(error, SealError::Altered), "{error}"),
            }
        }
    }

    #[test]
    fn what_was_altered_does_not_open() {
        let directory = TempDir::new().unwrap();
        let sealer = Sealer::of_directory(directory.path());
        let sealed = sealer.seal(OBJECT, "p", &Secret::new("x")).unwrap();
        let bytes = STANDARD.decode(sealed.as_sealed()).unwrap();
        for place in (0..bytes.len()).filter(|place| !(1..=KEY_ID_BYTES).contains(place)) {
            let mut altered = bytes.clone();
            altered[place] ^= 1;
            let outcome = sealer.open(OBJECT, "p", &Sealed::new(STANDARD.encode(altered)));
            assert!(matches!(outcome, Err(SealError::Altered)), "byte {place}");
        }
        for text in ["", "AQ==", "not base64!", &STANDARD.encode(&bytes[..20])] {
            assert!(matches!(sealer.open(OBJECT, "p", &Sealed::new(text)), Err(SealError::Altered)), "{text}");
        }
    }

    #[test]
    fn another_machine_needs_the_same_key() {
        let (here, there) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let (ours, theirs) = (Sealer::of_directory(here.path()), Sealer::of_directory(there.path()));
        let sealed = ours.seal(OBJECT, "p", &Secret::new("x")).unwrap();
        let missing = Fault::from(theirs.open(OBJECT, "p", &sealed).map(drop).unwrap_err());
        assert_eq!((missing.kind, missing.id.as_ref()), (FaultKind::NotFound, "SecretKeyMissing"));
        assert!(!there.path().join("secret.key").exists(), "opening makes no key");
        theirs.seal(OBJECT, "p", &Secret::new("y")).unwrap();
        let wrong = Fault::from(theirs.open(OBJECT, "p", &sealed).map(drop).unwrap_err());
        assert_eq!((wrong.kind, wrong.id.as_ref()), (FaultKind::Denied, "SecretKeyWrong"));
        assert!(wrong.fix.unwrap().contains("Copy secret.key"));
        std::fs::copy(here.path().join("secret.key"), there.path().join("secret.key")).unwrap();
        assert_eq!(theirs.open(OBJECT, "p", &sealed).unwrap().expose(), "x", "without a restart");
    }

    #[test]
    fn nothing_secret_prints() {
        let directory = TempDir::new().unwrap();
        let sealer = Sealer::of_directory(directory.path());
        let sealed = sealer.seal(OBJECT, "p", &Secret::new("x")).unwrap();
        assert!(!format!("{sealed:?}").contains(sealed.as_sealed()));
        assert!(format!("{sealer:?}").ends_with("secret.key\", .. }"), "{sealer:?}");
    }
}
