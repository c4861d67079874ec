//! Sealing what strangers send through us (ARC, RFC 8617): what we found out about a sender stays believable after the
//! message has gone on, although its SPF then fails and its DKIM signature may.
//!
//! Sealed is what has our Authentication-Results. The set goes on top of those of earlier hops; a chain that was broken when
//! it came is sealed as broken, once. Taken in pieces, so that no text is too large.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use mail_auth::common::crypto::{DkimKey, HashContext, HashImpl, Sha256, SigningKey};
use mail_auth::dkim::Canonicalization;
use mail_auth::dkim::canonicalize::BodyHasher;

use super::dkim::SignerError;
use crate::mail::header::{self, Field, HeaderScan};

/// Fields that are signed where they are (RFC 8617 §4.1.2): never the seals, nor what each hop adds.
const FIELDS: [&str; 12] = [
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
    "DKIM-Signature",
];

/// Times that one field is signed: a stranger decides how often it stands there.
const MOST_REPEATED: usize = 20;

/// Sets of one chain (RFC 8617 §4.2.1).
const MOST_SETS: u32 = 50;

/// Characters of Base64 in a line of a field.
const LINE: usize = 72;

const RESULTS: &str = "ARC-Authentication-Results";
const SIGNATURE: &str = "ARC-Message-Signature";
const SEAL: &str = "ARC-Seal";

/// Who seals.
pub struct SealedBy<'a> {
    pub key: &'a DkimKey,
    /// `rsa-sha256` or `ed25519-sha256`.
    pub algorithm: &'static str,
    pub domain: String,
    pub selector: String,
    /// Names of servers whose Authentication-Results are ours.
    pub servers: Vec<String>,
    pub now: Timestamp,
}

/// A seal in the making: takes the message in pieces, from its first byte.
pub struct SealingStream<'a> {
    by: SealedBy<'a>,
    state: State,
}

type Hasher = BodyHasher<<Sha256 as HashImpl>::Context>;

enum State {
    Header(Vec<u8>),
    Body { fields: Vec<u8>, hash: Box<Hasher> },
}

/// The sets of earlier hops, by number: results, signature, seal.
type Chain<'a> = BTreeMap<u32, [Option<Field<'a>>; 3]>;

impl<'a> SealingStream<'a> {
    pub fn new(by: SealedBy<'a>) -> SealingStream<'a> {
        SealingStream { by, state: State::Header(Vec::new()) }
    }

    pub fn take(&mut self, piece: &[u8]) {
        match &mut self.state {
            State::Header(begun) => {
                begun.extend_from_slice(piece);
                if let Some(end) = HeaderScan::new().find(begun) {
                    let mut hash = hasher();
                    hash.write(&begun[end.body..]);
                    begun.truncate(end.fields);
                    self.state = State::Body { fields: std::mem::take(begun), hash };
                }
            }
            State::Body { hash, .. } => hash.write(piece),
        }
    }

    /// The three fields, with their line ends. What is none of ours to seal is [`SignerError::NothingToSign`].
    pub fn finish(self) -> Result<String, SignerError> {
        let (fields, hash) = match self.state {
            State::Header(fields) => (fields, hasher()),
            State::Body { fields, hash } => (fields, hash),
        };
        let body_hash = STANDARD.encode(hash.finish().0.complete().as_ref());
        self.by.seal(&fields, &body_hash)
    }
}

fn hasher() -> Box<Hasher> {
    Box::new(BodyHasher::new(<Sha256 as HashImpl>::hasher(), Canonicalization::Relaxed, 0))
}

impl SealedBy<'_> {
    fn seal(&self, fields: &[u8], body_hash: &str) -> Result<String, SignerError> {
        let found = self.results(fields).ok_or(SignerError::NothingToSign)?;
        let chain = chain(fields).ok_or(SignerError::NothingToSign)?;
        let validity = match (chain.is_empty(), method(&found, "arc").as_deref()) {
            (true, _) => "none",
            (false, Some("pass")) => "pass",
            // Without a verdict there is nothing to pass on.
            (false, None | Some("none" | "temperror")) => return Err(SignerError::NothingToSign),
            (false, Some(_)) => "fail",
        };
        let number = chain.len() as u32 + 1;
        if number > MOST_SETS || is_sealed_as_broken(&chain) {
            return Err(SignerError::NothingToSign);
        }
        let SealedBy { algorithm, domain, selector, now, .. } = self;
        let time = now.as_second();
        let results = format!("{RESULTS}: i={number}; {found}\r\n");
        let (names, signed) = signed(fields);
        if names.is_empty() {
            return Err(SignerError::NothingToSign);
        }
        let draft = format!(
            "{SIGNATURE}: i={number}; a={algorithm}; c=relaxed/relaxed; d={domain}; s={selector};\r\n\tt={time}; \
             h={};\r\n\tbh={body_hash};\r\n\tb=",
            names.join(":\r\n\t ")
        );
        let signature = self.signed(draft, signed)?;
        let draft = format!(
            "{SEAL}: i={number}; a={algorithm}; t={time}; cv={validity};\r\n\td={domain}; s={selector};\r\n\tb="
        );
        let mut sealed = Vec::new();
        // A broken chain proves nothing: only what is said of it here is sealed (RFC 8617 §5.1.2).
        let earlier = chain.values().filter(|_| validity == "pass").flatten().flatten();
        earlier.for_each(|field| relax(field.name, field.value, &mut sealed));
        relax_whole(&results, &mut sealed);
        relax_whole(&signature, &mut sealed);
        let seal = self.signed(draft, sealed)?;
        Ok([seal, signature, results].concat())
    }

    /// What one of our servers found out, as it wrote it, behind its name.
    fn results(&self, fields: &[u8]) -> Option<String> {
        let ours = header::fields(fields).find(|field| {
            let text = field.is("Authentication-Results").then(|| field.text());
            let name = text.as_deref().and_then(|text| text.split([';', ' ', '\t']).next()).unwrap_or_default();
            self.servers.iter().any(|server| server.eq_ignore_ascii_case(name))
        })?;
        let text = ours.text();
        Some(text.split(';').map(str::trim).collect::<Vec<_>>().join(";\r\n\t"))
    }

    /// The draft of a field completed by its signature, which is over `before` and the draft.
    fn signed(&self, draft: String, mut before: Vec<u8>) -> Result<String, SignerError> {
        relax_whole(&draft, &mut before);
        // The field that holds the signature is hashed without its line end (RFC 6376 §3.7).
        before.truncate(before.len() - 2);
        let made = self.key.sign(&before[..]).map_err(|error| SignerError::Failed(error.to_string()))?;
        let encoded = STANDARD.encode(made);
        let lines: Vec<&str> =
            (0..encoded.len()).step_by(LINE).map(|at| &encoded[at..encoded.len().min(at + LINE)]).collect();
        Ok(format!("{draft}{}\r\n", lines.join("\r\n\t")))
    }
}

/// The word for a method in Authentication-Results, such as `pass` for `arc`.
fn method(results: &str, name: &str) -> Option<String> {
    let mut parts = results.split(';').skip(1).filter_map(|part| part.trim().split_once('='));
    let (_, rest) = parts.find(|(method, _)| method.trim().eq_ignore_ascii_case(name))?;
    Some(rest.trim().split([' ', '\t', '\r', '(']).next()?.to_ascii_lowercase())
}

/// The sets in the header; `None`: they are not whole, or not numbered from one on.
fn chain(fields: &[u8]) -> Option<Chain<'_>> {
    let mut chain = Chain::new();
    for field in header::fields(fields) {
        let Some(kind) = [RESULTS, SIGNATURE, SEAL].iter().position(|name| field.is(name)) else { continue };
        let number = tag(&field.text(), "i")?.parse().ok().filter(|number| (1..=MOST_SETS).contains(number))?;
        let place = &mut chain.entry(number).or_default()[kind];
        if place.replace(field).is_some() {
            return None;
        }
    }
    let is_whole = chain.values().flatten().all(Option::is_some);
    let is_numbered = chain.keys().copied().eq(1..=chain.len() as u32);
    (is_whole && is_numbered).then_some(chain)
}

fn is_sealed_as_broken(chain: &Chain<'_>) -> bool {
    let last = chain.values().next_back().and_then(|set| set[2].as_ref());
    last.is_some_and(|seal| tag(&seal.text(), "cv").is_some_and(|cv| cv.eq_ignore_ascii_case("fail")))
}

fn tag(text: &str, name: &str) -> Option<String> {
    let mut tags = text.split(';').filter_map(|tag| tag.split_once('='));
    tags.find(|(found, _)| found.trim() == name).map(|(_, value)| value.trim().to_owned())
}

/// Names of what is signed, each as often as it is there and from the last one upwards, and the fields themselves.
fn signed(fields: &[u8]) -> (Vec<&'static str>, Vec<u8>) {
    let (mut names, mut text) = (Vec::new(), Vec::new());
    for name in FIELDS {
        let found: Vec<Field<'_>> = header::fields(fields).filter(|field| field.is(name)).collect();
        for field in found.iter().rev().take(MOST_REPEATED) {
            names.push(name);
            relax(field.name, field.value, &mut text);
        }
    }
    (names, text)
}

/// One field in the relaxed form (RFC 6376 §3.4.2).
fn relax(name: &[u8], value: &[u8], out: &mut Vec<u8>) {
    out.extend(name.trim_ascii().iter().map(u8::to_ascii_lowercase));
    out.push(b':');
    let words = value.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
    for (at, word) in words.enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word);
    }
    out.extend_from_slice(b"\r\n");
}

fn relax_whole(field: &str, out: &mut Vec<u8>) {
    if let Some((name, value)) = field.split_once(':') {
        relax(name.as_bytes(), value.as_bytes(), out);
    }
}

#[cfg(test)]
mod tests;
