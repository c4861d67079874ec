//! The checks of a message that is too large for memory: its text is hashed while it arrives, its signatures are checked
//! when it is all there.
//!
//! Promise: what is kept is the header and the state of at most a few hashes, however long the text is.

use bytes::Bytes;
use hickory_resolver::TokioResolver;
use mail_auth::MessageAuthenticator;
use mail_auth::common::crypto::{HashAlgorithm, HashContext, HashImpl, Sha1, Sha256};
use mail_auth::dkim::Canonicalization;
use mail_auth::dkim::canonicalize::BodyHasher;

use super::{Asked, Findings, LONGEST, check, header};

type Context = <Sha256 as HashImpl>::Context;

/// A message that is being read.
pub struct Reading {
    fields: Bytes,
    hashes: Vec<Hash>,
}

/// The text in one form, as some of the signatures want it.
struct Hash {
    form: Canonicalization,
    by: HashAlgorithm,
    length: u64,
    state: BodyHasher<Context>,
}

impl Reading {
    /// `fields`: the header as it came, without the empty line. `None`: nothing in it is about the text, so nothing has to be
    /// waited for.
    pub fn of(fields: Bytes) -> Option<Reading> {
        let hashes = header(&fields)?.body_hashes.into_iter().map(|(form, by, length, _)| {
            let context = match by {
                HashAlgorithm::Sha1 => <Sha1 as HashImpl>::hasher(),
                HashAlgorithm::Sha256 => <Sha256 as HashImpl>::hasher(),
            };
            Hash { form, by, length, state: BodyHasher::new(context, form, length) }
        });
        let hashes: Vec<Hash> = hashes.collect();
        (!hashes.is_empty()).then_some(Reading { fields, hashes })
    }

    /// The next piece of the text.
    pub fn take(&mut self, piece: &[u8]) {
        self.hashes.iter_mut().for_each(|hash| hash.state.write(piece));
    }

    /// All of it has come.
    pub async fn examine(self, dns: &TokioResolver, asked: Asked<'_>) -> Findings {
        let hashed = self.hashes.into_iter().map(|hash| {
            let whole = hash.state.finish().0.complete().as_ref().to_vec();
            (hash.form, hash.by, hash.length, whole)
        });
        let hashed: Vec<_> = hashed.collect();
        let Some(mut message) = header(&self.fields) else { return Findings::unknown(asked) };
        message.body_hashes = hashed;
        let checked = tokio::time::timeout(LONGEST, check(&MessageAuthenticator(dns.clone()), asked, message)).await;
        checked.unwrap_or_else(|_| Findings::unknown(asked))
    }

    #[cfg(test)]
    pub(super) fn hashed(self) -> Vec<Vec<u8>> {
        self.hashes.into_iter().map(|hash| hash.state.finish().0.complete().as_ref().to_vec()).collect()
    }
}
