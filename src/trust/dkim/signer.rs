//! Who signs for a domain: two keys that take turns, and the form of the signature.
//!
//! The From field is signed once more than it is there, so that nobody can add another (RFC 6376 §8.15). Fields that
//! mailing lists add are left out.

use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use mail_auth::common::crypto::{DkimKey, Ed25519Key, RsaKey, Sha256};
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::streaming::DkimSigningStream;
use mail_auth::dkim::{Canonicalization, DkimSigner, Done};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::super::arc::{SealedBy, SealingStream};
use crate::model::{DkimAlgorithm, DkimCanonicalization, DkimSigningConfig, Domain, Secret, Selector};

/// The fields that are signed, whether they are there or not (RFC 6376 §5.4.1).
const FIELDS: [&str; 12] = [
    "From",
    "From",
    "To",
    "Cc",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
];

/// Why there is no signature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignerError {
    #[error("the key cannot be used: {0}")]
    Key(String),
    /// A message without any of the fields is not signed.
    #[error("the message has no header that could be signed")]
    NothingToSign,
    #[error("signing failed: {0}")]
    Failed(String),
}

/// Signs for one domain.
pub struct Signer {
    config: DkimSigningConfig,
    first: DkimSigner<DkimKey, Done>,
    second: DkimSigner<DkimKey, Done>,
    /// The same keys, for seals.
    keys: [DkimKey; 2],
}

impl Signer {
    /// `keys`: the private keys of the first and the second selector.
    pub fn new(config: &DkimSigningConfig, keys: [&Secret; 2]) -> Result<Signer, SignerError> {
        Ok(Signer {
            config: config.clone(),
            first: signer(config, Selector::First, key(config, keys[0])?),
            second: signer(config, Selector::Second, key(config, keys[1])?),
            keys: [key(config, keys[0])?, key(config, keys[1])?],
        })
    }

    /// Whose turn it is.
    pub fn selector(&self, now: Timestamp) -> Selector {
        self.config.signing_at(now)
    }

    pub fn domain(&self) -> &Domain {
        &self.config.domain_name
    }

    /// Begins a seal (ARC) on what strangers send through us. `servers`: whose Authentication-Results are ours.
    pub fn seal(&self, selector: Selector, servers: &[String], now: Timestamp) -> SealingStream<'_> {
        SealingStream::new(SealedBy {
            key: match selector {
                Selector::First => &self.keys[0],
                Selector::Second => &self.keys[1],
            },
            algorithm: match self.config.algorithm {
                DkimAlgorithm::RsaSHA256 => "rsa-sha256",
                DkimAlgorithm::Ed25519SHA256 => "ed25519-sha256",
            },
            domain: self.config.domain_name.to_string(),
            selector: self.config.name_of(selector).to_string(),
            servers: servers.to_vec(),
            now,
        })
    }

    /// Begins a signature: takes the message in pieces, from its first byte.
    pub fn sign(&self, selector: Selector) -> SigningStream<'_> {
        let key = match selector {
            Selector::First => &self.first,
            Selector::Second => &self.second,
        };
        SigningStream(key.sign_streaming())
    }
}

/// A signature in the making.
pub struct SigningStream<'a>(DkimSigningStream<'a, DkimKey>);

impl SigningStream<'_> {
    pub fn take(&mut self, piece: &[u8]) {
        self.0.write(piece);
    }

    /// The whole field, with its line end.
    pub fn finish(self) -> Result<String, SignerError> {
        match self.0.finish() {
            Ok(signature) => Ok(signature.to_header()),
            Err(mail_auth::Error::NoHeadersFound) => Err(SignerError::NothingToSign),
            Err(error) => Err(SignerError::Failed(error.to_string())),
        }
    }
}

fn key(config: &DkimSigningConfig, key: &Secret) -> Result<DkimKey, SignerError> {
    let unusable = |error: String| SignerError::Key(error);
    let der = STANDARD.decode(key.expose()).map_err(|error| unusable(error.to_string()))?;
    Ok(match config.algorithm {
        DkimAlgorithm::RsaSHA256 => {
            let der = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(der));
            DkimKey::from(RsaKey::<Sha256>::from_key_der(der).map_err(|error| unusable(error.to_string()))?)
        }
        DkimAlgorithm::Ed25519SHA256 => {
            DkimKey::from(Ed25519Key::from_pkcs8_der(&der).map_err(|error| unusable(error.to_string()))?)
        }
    })
}

fn signer(config: &DkimSigningConfig, selector: Selector, key: DkimKey) -> DkimSigner<DkimKey, Done> {
    DkimSigner::from_key(key)
        .domain(config.domain_name.as_str())
        .selector(config.name_of(selector))
        .headers(FIELDS)
        .header_canonicalization(form(config.header_canonicalization))
        .body_canonicalization(form(config.body_canonicalization))
}

fn form(canonicalization: DkimCanonicalization) -> Canonicalization {
    match canonicalization {
        DkimCanonicalization::Relaxed => Canonicalization::Relaxed,
        DkimCanonicalization::Simple => Canonicalization::Simple,
    }
}

/// Those who sign, by the domain of the From field.
#[derive(Clone, Default)]
pub struct Signers(Arc<HashMap<Domain, Arc<Signer>>>);

impl Signers {
    pub fn new(signers: impl IntoIterator<Item = Signer>) -> Signers {
        let keyed = signers.into_iter().map(|signer| (signer.domain().clone(), Arc::new(signer)));
        Signers(Arc::new(keyed.collect()))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn of(&self, domain: &Domain) -> Option<&Arc<Signer>> {
        self.0.get(domain)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::class::Class;
    use crate::trust::dkim::KeyPair;

    fn signer(given: serde_json::Value) -> (Signer, [KeyPair; 2]) {
        let config = DkimSigningConfig::create("contoso.com", "", given).expect("sound");
        let pairs = [(); 2].map(|()| KeyPair::generate(config.algorithm, config.key_size).expect("a key"));
        (Signer::new(&config, [&pairs[0].private, &pairs[1].private]).expect("usable"), pairs)
    }

    fn signed(signer: &Signer, selector: Selector, pieces: &[&str]) -> String {
        let mut stream = signer.sign(selector);
        pieces.iter().for_each(|piece| stream.take(piece.as_bytes()));
        stream.finish().expect("signed")
    }

    #[test]
    fn a_signature_says_who_and_how() {
        let given =
            json!({"DomainName": "contoso.com", "Algorithm": "Ed25519SHA256", "BodyCanonicalization": "Simple"});
        let (signer, pairs) = signer(given);
        assert!(pairs[0].record.starts_with("v=DKIM1; k=ed25519; p=") && pairs[0].record != pairs[1].record);
        let text = "From: ann@contoso.com\r\nSubject: s\r\n\r\ntext\r\n";
        let field = signed(&signer, Selector::Second, &[text]);
        let plain: String = field.split_whitespace().collect();
        for part in ["DKIM-Signature:v=1;", "a=ed25519-sha256;", "s=selector2;", "d=contoso.com;", "c=relaxed/simple;"]
        {
            assert!(plain.contains(part), "{part}: {field}");
        }
        assert_eq!(plain.to_lowercase().matches("from").count(), 2, "once more than it is there: {field}");
        assert!(field.ends_with("\r\n"));
    }

    #[test]
    fn pieces_are_signed_as_the_whole() {
        let (signer, _) = signer(json!({"DomainName": "contoso.com", "Algorithm": "Ed25519SHA256"}));
        let text = "From: ann@contoso.com\r\nSubject: s\r\n\r\ntext\r\n\r\n\r\n";
        let body_hash = |field: &str| {
            let plain: String = field.split_whitespace().collect();
            plain.split(";bh=").nth(1).and_then(|rest| rest.split(';').next()).map(str::to_owned)
        };
        let whole = body_hash(&signed(&signer, Selector::First, &[text]));
        assert!(whole.is_some());
        for cut in 0..text.len() {
            let (head, tail) = text.split_at(cut);
            assert_eq!(body_hash(&signed(&signer, Selector::First, &[head, tail])), whole, "cut at {cut}");
        }
    }

    #[test]
    fn what_has_no_header_is_not_signed() {
        let (signer, _) = signer(json!({"DomainName": "contoso.com", "Algorithm": "Ed25519SHA256"}));
        let mut stream = signer.sign(Selector::First);
        stream.take(b"\r\ntext\r\n");
        assert_eq!(stream.finish(), Err(SignerError::NothingToSign));
    }
}
