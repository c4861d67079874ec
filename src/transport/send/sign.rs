//! Signing what goes outside (DKIM), as the very last thing before the wire: behind the header firewall and behind what
//! this next hop makes us convert.
//!
//! Signed is what was written by somebody of ours: the domain in From has a signer, and the message came from who may
//! speak for us. What strangers send through us keeps whatever signature it has, and gets a seal on what we found out about
//! it where the organization wants that (ARC).
//!
//! The text is read once, piece by piece, from memory or from the spool. The signature is kept, so that the next hops of
//! further recipients and later attempts get the same one.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use jiff::Timestamp;
use ring::digest::{Context, SHA256};

use super::text::Text;
use crate::mail::seven_bit::{SevenBit, Unconvertible};
use crate::mail::{header, originator};
use crate::model::{Directionality, Domain, Selector};
use crate::transport::{BodySource, Envelope, Settings};
use crate::trust::arc::SealingStream;
use crate::trust::dkim::{Signer, SignerError, SigningStream};

/// Signatures kept. One is about 600 bytes.
const MOST_KEPT: usize = 4096;

/// Which text, under which key, and whether it is a seal.
type Key = ([u8; 32], Domain, Selector, bool);

/// Signatures of texts that may be sent again.
#[derive(Default)]
pub struct Signatures(Mutex<HashMap<Key, Bytes>>);

/// Signs the messages of one delivery.
#[derive(Clone)]
pub struct Signing {
    pub signer: Arc<Signer>,
    pub signatures: Arc<Signatures>,
    pub now: Timestamp,
    /// Whose Authentication-Results are ours, where it is a seal that is wanted.
    pub seals_for: Option<Vec<String>>,
}

/// Why a text goes nowhere.
#[derive(Debug)]
pub enum Unsigned {
    Spool(io::Error),
    Unconvertible(Unconvertible),
    Signer(SignerError),
}

impl From<io::Error> for Unsigned {
    fn from(error: io::Error) -> Unsigned {
        Unsigned::Spool(error)
    }
}

impl From<Unconvertible> for Unsigned {
    fn from(why: Unconvertible) -> Unsigned {
        Unsigned::Unconvertible(why)
    }
}

/// Who signs a message that goes outside, or seals it; most are neither signed nor sealed.
pub fn signer_of<'a>(
    envelope: &Envelope,
    text: &Text,
    settings: &'a Settings,
) -> Option<(&'a Arc<Signer>, Option<Vec<String>>)> {
    if settings.signers.is_empty() {
        return None;
    }
    if envelope.directionality == Directionality::Originating {
        let author = originator::author_domain(text.header_fields())?;
        return settings.signers.of(&author).map(|signer| (signer, None));
    }
    let domain = settings.organization.arc_sealing_domain.as_ref()?;
    let servers = settings.servers.iter().map(|server| server.fqdn.to_string());
    let received_as = settings.receive_connectors.iter().filter_map(|receive| receive.fqdn.as_ref());
    let names = servers.chain(received_as.map(ToString::to_string)).collect();
    settings.signers.of(domain).map(|signer| (signer, Some(names)))
}

impl Signing {
    /// The text with its signature in front.
    pub async fn signed(&self, text: &Text, bodies: &dyn BodySource) -> Result<Text, Unsigned> {
        let selector = self.signer.selector(self.now);
        let key = (text.digest(), self.signer.domain().clone(), selector, self.seals_for.is_some());
        let known = self.signatures.kept().get(&key).cloned();
        let field = match known {
            Some(field) => field,
            None => match self.sign(text, selector, bodies).await {
                Ok(field) => {
                    let mut kept = self.signatures.kept();
                    if kept.len() >= MOST_KEPT {
                        kept.clear();
                    }
                    kept.insert(key, field.clone());
                    field
                }
                Err(Unsigned::Signer(SignerError::NothingToSign)) => return Ok(text.clone()),
                Err(error) => return Err(error),
            },
        };
        Ok(text.with_front(field))
    }

    async fn sign(&self, text: &Text, selector: Selector, bodies: &dyn BodySource) -> Result<Bytes, Unsigned> {
        let stream = match &self.seals_for {
            None => Stream::Signature(Box::new(self.signer.sign(selector))),
            Some(servers) => Stream::Seal(Box::new(self.signer.seal(selector, servers, self.now))),
        };
        let mut reader = Reader { stream, conversion: None, converted: Vec::new() };
        if text.is_to_convert {
            reader.conversion = Some(SevenBit::new());
        }
        for piece in &text.pieces {
            reader.take(piece)?;
        }
        if let Some(mut spooled) = text.spooled(bodies) {
            while let Some(piece) = spooled.next().await? {
                reader.take(&piece)?;
            }
        }
        reader.finish().map(Bytes::from)
    }
}

impl Signatures {
    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Bytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What comes of reading a text.
enum Stream<'a> {
    Signature(Box<SigningStream<'a>>),
    Seal(Box<SealingStream<'a>>),
}

impl Stream<'_> {
    fn take(&mut self, piece: &[u8]) {
        match self {
            Stream::Signature(stream) => stream.take(piece),
            Stream::Seal(stream) => stream.take(piece),
        }
    }

    fn finish(self) -> Result<String, SignerError> {
        match self {
            Stream::Signature(stream) => stream.finish(),
            Stream::Seal(stream) => stream.finish(),
        }
    }
}

/// Reads a text as the wire will have it.
struct Reader<'a> {
    stream: Stream<'a>,
    conversion: Option<SevenBit>,
    converted: Vec<u8>,
}

impl Reader<'_> {
    fn take(&mut self, piece: &[u8]) -> Result<(), Unconvertible> {
        let Some(conversion) = &mut self.conversion else {
            self.stream.take(piece);
            return Ok(());
        };
        conversion.convert(piece, &mut self.converted)?;
        self.stream.take(&self.converted);
        self.converted.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<String, Unsigned> {
        if let Some(conversion) = self.conversion {
            conversion.finish(&mut self.converted)?;
            self.stream.take(&self.converted);
        }
        self.stream.finish().map_err(Unsigned::Signer)
    }
}

impl Text {
    /// The fields of the header.
    fn header_fields(&self) -> &[u8] {
        // The header is in the first piece, but for the oddest of arrivals, which nobody signs.
        self.pieces.first().map_or(&[], |piece| header::split(piece).0)
    }

    /// Tells one text from another: by its bytes, or for what is in the spool by its header and place.
    fn digest(&self) -> [u8; 32] {
        let mut digest = Context::new(&SHA256);
        self.pieces.iter().for_each(|piece| digest.update(piece));
        digest.update(format!("{:?} {}", self.place(), self.is_to_convert).as_bytes());
        digest.finish().as_ref().try_into().expect("SHA-256 has 32 bytes")
    }

    /// The same with a field before all others.
    fn with_front(&self, field: Bytes) -> Text {
        let mut text = self.clone();
        text.size += field.len() as u64;
        text.pieces.insert(0, field);
        text
    }
}
