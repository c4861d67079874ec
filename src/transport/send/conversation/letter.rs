//! What is to be sent, and how MAIL and RCPT say it.

use std::fmt::Write;

use bytes::BytesMut;

use super::{AmongServers, Capabilities, for_good};
use crate::mail::message_context::MessageContext;
use crate::mail::peer_parameters::PeerParameters;
use crate::mail::utf8_address::{self, Form};
use crate::mail::xtext;
use crate::model::{Directionality, SmtpAddress};
use crate::transport::{BodyType, DsnReturn, Envelope, Notify, Remark};

/// What is to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    pub envelope: &'a Envelope,
    /// Indexes into the envelope's recipients.
    pub recipients: &'a [usize],
    /// Bytes of the text as it will be sent.
    pub size: u64,
    /// What the text as it will be sent needs of the next hop.
    pub body_type: BodyType,
    pub transfer: Transfer,
    /// Its header, or that of a part of it, is beyond ASCII; of a next hop with SMTPUTF8: may be.
    pub has_utf8_headers: bool,
}

/// How the text goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transfer {
    Data,
    /// One chunk: `BDAT size LAST`.
    Chunk,
}

impl Letter<'_> {
    /// Whether this server can be given this letter at all; the remark says why not.
    pub fn suits(&self, capabilities: &Capabilities) -> Result<(), Remark> {
        if let Some(largest) = capabilities.largest
            && self.size > largest
        {
            let text = format!(
                "SMTPSEND.OverAdvertisedSize; the message has {} bytes and the next hop takes at most {largest}",
                self.size
            );
            return Err(for_good(552, 3, 4, text));
        }
        // Nothing is said of long addresses: RFC 5321 §4.5.3.1 lets a client try those of X.400, and a next hop without
        // XLONGADDR may well take them; what it will not take it refuses, recipient by recipient.
        if !capabilities.utf8 && self.has_utf8_headers {
            let text = "SMTPSEND.Utf8Headers; the header has characters beyond ASCII, and the next hop has no SMTPUTF8";
            return Err(for_good(550, 6, 9, text));
        }
        if !capabilities.utf8 && self.has_utf8_addresses() {
            return Err(beyond_ascii());
        }
        Ok(())
    }

    /// Whether an address needs SMTPUTF8; domains never do, they are kept as A-labels.
    fn has_utf8_addresses(&self) -> bool {
        let envelope = self.envelope;
        let mut addresses = self.recipients.iter().map(|at| &envelope.recipients[*at].address);
        let is_beyond_ascii = |address: &SmtpAddress| !address.local().is_ascii();
        envelope.return_path.address().is_some_and(is_beyond_ascii) || addresses.any(is_beyond_ascii)
    }

    /// The MAIL command, with what the server understands of parameters.
    pub fn mail(&self, takes: &Capabilities, out: &mut BytesMut) {
        let envelope = self.envelope;
        // Writing into memory has no failure to report, here and below.
        let _ = match envelope.return_path.address() {
            Some(sender) => write!(out, "MAIL FROM:<{sender}>"),
            None => write!(out, "MAIL FROM:<>"),
        };
        if takes.size {
            let _ = write!(out, " SIZE={}", self.size);
        }
        match self.body_type {
            BodyType::BinaryMime => out.extend_from_slice(b" BODY=BINARYMIME"),
            BodyType::EightBitMime if takes.eight_bit_mime => out.extend_from_slice(b" BODY=8BITMIME"),
            BodyType::EightBitMime | BodyType::SevenBit => {}
        }
        if takes.utf8 && (self.has_utf8_headers || self.has_utf8_addresses()) {
            out.extend_from_slice(b" SMTPUTF8");
        }
        if takes.require_tls && envelope.demands.tls {
            out.extend_from_slice(b" REQUIRETLS");
        }
        if takes.dsn {
            match envelope.dsn_return {
                Some(DsnReturn::Full) => out.extend_from_slice(b" RET=FULL"),
                Some(DsnReturn::Headers) => out.extend_from_slice(b" RET=HDRS"),
                None => {}
            }
            if let Some(id) = &envelope.envelope_id {
                let _ = write!(out, " ENVID={}", xtext::encode(id.as_bytes()));
            }
        }
        let _ = write!(out, "{}", self.among_servers(takes.among_servers));
        out.extend_from_slice(b"\r\n");
    }

    /// What is said of the message to a server of the organization.
    fn among_servers(&self, takes: AmongServers) -> PeerParameters {
        let envelope = self.envelope;
        let Envelope { probe, directionality, delay_reported, .. } = *envelope;
        // The sender of a report is nobody, whomever it is about.
        let author = Some(envelope.author()).filter(|author| **author != envelope.return_path).cloned();
        let context = MessageContext { author, arrived: Some(envelope.arrived()), delayed: delay_reported };
        let is_known = directionality != Directionality::Undefined;
        PeerParameters {
            probe: probe.filter(|_| takes.probes),
            direction: Some(directionality).filter(|_| takes.attributes && is_known),
            // There is one organization: whose message it is needs no words.
            organization: None,
            context: takes.context.then(|| context.that_fits()),
        }
    }

    /// The RCPT command for one of the letter's recipients.
    pub fn rcpt(&self, at: usize, takes: &Capabilities, out: &mut BytesMut) {
        let recipient = &self.envelope.recipients[self.recipients[at]];
        let _ = write!(out, "RCPT TO:<{}>", recipient.address);
        if takes.dsn {
            if let Some(notify) = &recipient.notify {
                let _ = write!(out, " NOTIFY={}", notify_words(*notify));
            }
            if let Some((kind, address)) = &recipient.original {
                // What is beyond ASCII may stand as it is only where MAIL said SMTPUTF8 (RFC 6533 §3).
                let _ = match kind == utf8_address::KIND {
                    true => write!(out, " ORCPT={kind};{}", utf8_address::encode(address, Form::Ascii)),
                    false => write!(out, " ORCPT={kind};{}", xtext::encode(address.as_bytes())),
                };
            }
        }
        if let Some(alternate) = recipient.alternate.as_ref().filter(|_| takes.alternates) {
            let _ = match alternate.local().is_ascii() {
                true => write!(out, " XORAR=rfc822;{}", xtext::encode(alternate.to_string().as_bytes())),
                // Its MAIL says SMTPUTF8, or the next hop takes no such address at all.
                false if takes.utf8 && self.has_utf8_addresses() => {
                    let alternate = utf8_address::encode(&alternate.to_string(), Form::Ascii);
                    write!(out, " XORAR={};{alternate}", utf8_address::KIND)
                }
                false => Ok(()),
            };
        }
        if let Some(domain) = recipient.routing_domain.as_ref().filter(|_| takes.among_servers.routing) {
            let _ = write!(out, " XRDST={domain}");
        }
        out.extend_from_slice(b"\r\n");
    }
}

/// What is said of an address that the next hop cannot read.
pub fn beyond_ascii() -> Remark {
    let text = "SMTPSEND.Utf8Addresses; an address has characters beyond ASCII, and the next hop has no SMTPUTF8";
    for_good(553, 6, 7, text)
}

fn notify_words(notify: Notify) -> String {
    let words = [(notify.success, "SUCCESS"), (notify.failure, "FAILURE"), (notify.delay, "DELAY")];
    let wanted: Vec<&str> = words.iter().filter(|(wanted, _)| *wanted).map(|(_, word)| *word).collect();
    if wanted.is_empty() { "NEVER".to_owned() } else { wanted.join(",") }
}
