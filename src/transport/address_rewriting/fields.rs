//! Addresses in header and envelope, rewritten. What stands in parts of a message, in Received, Return-Path and
//! Message-ID stays as it is.

use std::borrow::Cow;

use crate::mail::{address_edit, header, originator};
use crate::model::{BuiltInAgent, Directionality, SmtpAddress};
use crate::transport::{Envelope, Settings};

/// Where senders stand (Exchange: Address rewriting on Edge Transport servers).
const SENDERS: [&str; 7] =
    ["From", "Sender", "Reply-To", "Return-Receipt-To", "Disposition-Notification-To", "Resent-From", "Resent-Sender"];

/// Where recipients stand.
const RECIPIENTS: [&str; 2] = ["To", "Cc"];

/// Most addresses that are told of one message.
const MOST_TOLD: usize = 20;

/// Rewrites the senders of one message that leaves the organization, and keeps what it has done.
pub struct Outward<'a> {
    settings: &'a Settings,
    is_ours: bool,
    /// Address, other address, and whether by an entry.
    done: Vec<(SmtpAddress, SmtpAddress, bool)>,
}

impl<'a> Outward<'a> {
    pub fn new(envelope: &Envelope, settings: &'a Settings) -> Outward<'a> {
        let is_ours = envelope.directionality == Directionality::Originating;
        Outward { settings, is_ours, done: Vec::new() }
    }

    /// Whether there is nothing that it could do.
    pub fn is_idle(&self) -> bool {
        let has_no_alias = !self.is_ours || self.settings.organization.send_from_alias_enabled;
        self.settings.address_rewriting.outward.is_empty() && has_no_alias
    }

    /// What is to stand instead of an address.
    pub fn address(&mut self, address: &SmtpAddress) -> Option<SmtpAddress> {
        let shown = self.settings.shown_outside(address, self.is_ours)?;
        let is_told = self.done.iter().any(|(before, ..)| before == address);
        if !is_told && self.done.len() < MOST_TOLD {
            self.done.push((address.clone(), shown.address.clone(), shown.by_entry));
        }
        Some(shown.address)
    }

    /// The header of a message. One that was signed (DKIM) before it came to us stays as it is, unless we sign what comes of
    /// it: it would be taken for a forgery.
    pub fn fields<'f>(&mut self, fields: &'f [u8]) -> Cow<'f, [u8]> {
        let before = self.done.len();
        let written =
            address_edit::edited(fields, &SENDERS, |address| Some(self.address(&address.parse().ok()?)?.to_string()));
        if matches!(written, Cow::Owned(_)) && self.would_break(fields, &written) {
            self.done.truncate(before);
            return Cow::Borrowed(fields);
        }
        written
    }

    fn would_break(&self, fields: &[u8], written: &[u8]) -> bool {
        let is_signed = header::fields(fields).any(|field| field.is("DKIM-Signature"));
        let signs = || {
            let author = originator::author_domain(written);
            self.is_ours && author.is_some_and(|author| self.settings.signers.of(&author).is_some())
        };
        is_signed && !signs()
    }

    /// What was done, for the tracking log.
    pub fn notes(self) -> Vec<String> {
        let (by_entry, primary): (Vec<_>, Vec<_>) = self.done.into_iter().partition(|(.., by_entry)| *by_entry);
        let told = |head: String, done: Vec<(SmtpAddress, SmtpAddress, bool)>| {
            let pairs: Vec<String> = done.iter().map(|(from, to, _)| format!("|{from}={to}")).collect();
            (!pairs.is_empty()).then(|| head + &pairs.concat())
        };
        let agent = BuiltInAgent::AddressRewritingOutbound.title();
        let by_entry = told(format!("S:TA={agent}|action=RewriteAddress"), by_entry);
        by_entry.into_iter().chain(told("S:PrimaryAddress".to_owned(), primary)).collect()
    }
}

/// The recipients of mail from outside, as they are called inside.
pub fn inward<'f>(fields: &'f [u8], settings: &Settings) -> Cow<'f, [u8]> {
    address_edit::edited(fields, &RECIPIENTS, |address| {
        Some(settings.meant_inside(&address.parse().ok()?)?.to_string())
    })
}
