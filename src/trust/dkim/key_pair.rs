//! Pairs of keys for signing, and the record that publishes one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mail_auth::common::crypto::Ed25519Key;
use rsa::RsaPrivateKey;
use rsa::pkcs8::{EncodePrivateKey, EncodePublicKey};
use rsa::rand_core::OsRng;

use crate::model::{DkimAlgorithm, Secret};

/// A new pair.
pub struct KeyPair {
    /// PKCS#8, as Base64.
    pub private: Secret,
    /// The text of the TXT record (RFC 6376 §3.6.1, RFC 8463 §4).
    pub record: String,
}

/// No key could be made: of a length that is not possible, or without chance from the system.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct KeyError(String);

impl KeyPair {
    /// Takes about a second for RSA. `bits` are those of an RSA key.
    pub fn generate(algorithm: DkimAlgorithm, bits: u32) -> Result<KeyPair, KeyError> {
        let failed = |error: String| KeyError(error);
        let (private, kind, public) = match algorithm {
            DkimAlgorithm::RsaSHA256 => {
                let bits = usize::try_from(bits).map_err(|error| failed(error.to_string()))?;
                let key = RsaPrivateKey::new(&mut OsRng, bits).map_err(|error| failed(error.to_string()))?;
                let public = key.to_public_key().to_public_key_der().map_err(|error| failed(error.to_string()))?;
                let private = key.to_pkcs8_der().map_err(|error| failed(error.to_string()))?;
                (STANDARD.encode(private.as_bytes()), "rsa", public.into_vec())
            }
            DkimAlgorithm::Ed25519SHA256 => {
                let private = Ed25519Key::generate_pkcs8().map_err(|error| failed(error.to_string()))?;
                let key = Ed25519Key::from_pkcs8_der(&private).map_err(|error| failed(error.to_string()))?;
                (STANDARD.encode(&private), "ed25519", key.public_key())
            }
        };
        let record = format!("v=DKIM1; k={kind}; p={}", STANDARD.encode(public));
        Ok(KeyPair { private: Secret::new(private), record })
    }
}
