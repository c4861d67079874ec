//! What rules may know of a message.

use std::cell::OnceCell;

use uuid::Uuid;

use crate::mail::content::{Content, Kind};
use crate::mail::header;
use crate::model::transport_rule::UserScope;
use crate::model::{AcceptedDomainType, Directionality, Domain, SmtpAddress};
use crate::transport::{Envelope, Settings, Source};

/// Longest text that words and patterns are looked for in, in bytes, of each part of a message.
const LONGEST_TEXT: usize = 1 << 20;

/// A message as rules see it: the envelope, and the bytes, taken apart when a rule first asks for that.
pub struct Facts<'a> {
    pub envelope: &'a Envelope,
    settings: &'a Settings,
    /// The whole message, or its header alone where no rule reads more.
    message: &'a [u8],
    header: &'a [u8],
    content: OnceCell<Content<'a>>,
    texts: OnceCell<Vec<String>>,
    attached: OnceCell<Vec<Attached>>,
}

/// What is asked about an attachment.
pub struct Attached {
    pub name: String,
    pub size: u64,
    pub text: Option<String>,
    pub is_program: bool,
    pub is_locked: bool,
}

impl<'a> Facts<'a> {
    pub fn new(envelope: &'a Envelope, message: &'a [u8], settings: &'a Settings) -> Facts<'a> {
        let header = header::split(message).0;
        let (content, texts, attached) = Default::default();
        Facts { envelope, settings, message, header, content, texts, attached }
    }

    /// The fields as they came.
    pub fn header(&self) -> &'a [u8] {
        self.header
    }

    /// All that was read of it.
    pub fn message(&self) -> &'a [u8] {
        self.message
    }

    fn content(&self) -> &Content<'a> {
        self.content.get_or_init(|| Content::read(self.message))
    }

    /// Whether an address belongs to somebody in one of these groups, itself or by another group.
    pub fn is_member(&self, address: &SmtpAddress, groups: &[Uuid]) -> bool {
        let known = self.settings.addressees(address);
        known.iter().any(|one| groups.iter().any(|group| self.settings.directory.is_member(*group, one)))
    }

    pub fn kind(&self) -> Kind {
        self.content().kind()
    }

    pub fn is_calendaring(&self) -> bool {
        self.content().has("text", "calendar")
    }

    pub fn charsets(&self) -> Vec<&str> {
        self.content().charsets()
    }

    pub fn texts(&self) -> &[String] {
        self.texts.get_or_init(|| self.content().texts().into_iter().map(|text| cut(&text)).collect())
    }

    pub fn attachments(&self) -> &[Attached] {
        self.attached.get_or_init(|| {
            let attachments = self.content().attachments().into_iter().map(|attachment| Attached {
                name: attachment.name.into_owned(),
                size: attachment.bytes.len() as u64,
                text: attachment.text.map(cut),
                is_program: is_program(attachment.bytes),
                is_locked: is_locked_archive(attachment.bytes),
            });
            attachments.collect()
        })
    }

    pub fn recipient(&self, index: usize) -> &'a SmtpAddress {
        &self.envelope.recipients[index].address
    }

    /// On which side a recipient is.
    pub fn scope_of(&self, address: &SmtpAddress) -> UserScope {
        match self.is_ours(address.domain()) {
            true => UserScope::InOrganization,
            false => UserScope::NotInOrganization,
        }
    }

    /// On which side a sender is: whoever writes our domain from outside is not one of us.
    pub fn scope_of_sender(&self, address: Option<&SmtpAddress>) -> UserScope {
        let is_of_us = self.envelope.directionality == Directionality::Originating
            && address.is_some_and(|address| self.is_ours(address.domain()));
        if is_of_us { UserScope::InOrganization } else { UserScope::NotInOrganization }
    }

    fn is_ours(&self, domain: &Domain) -> bool {
        let accepted = self.settings.accepted_domain(domain);
        accepted.is_some_and(|accepted| accepted.domain_type != AcceptedDomainType::ExternalRelay)
    }

    /// The host that the message came from.
    pub fn client(&self) -> Option<std::net::SocketAddr> {
        match &self.envelope.source {
            Source::Smtp { remote, .. } => Some((*remote, 0).into()),
            _ => None,
        }
    }
}

fn cut(text: &str) -> String {
    text[..text.floor_char_boundary(LONGEST_TEXT)].to_owned()
}

/// Programs by their first bytes: Windows (MZ with a PE header), Linux (ELF), macOS (Mach-O, also several in one),
/// scripts with an interpreter.
fn is_program(bytes: &[u8]) -> bool {
    let is_windows = || {
        let at = bytes.get(0x3c..0x40).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
        at.and_then(|at| bytes.get(at as usize..)).is_some_and(|rest| rest.starts_with(b"PE\0\0"))
    };
    // The magic number of several Mach-O in one is that of Java classes, too: those are programs as well.
    const MAGIC: [&[u8]; 7] = [
        b"\x7fELF",
        b"\xfe\xed\xfa\xce",
        b"\xfe\xed\xfa\xcf",
        b"\xce\xfa\xed\xfe",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"#!/",
    ];
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
        || bytes.starts_with(b"MZ") && (bytes.len() < 0x40 || is_windows())
}

/// A ZIP archive whose first file is encrypted (APPNOTE 4.4.4, bit 0).
fn is_locked_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && bytes.get(6).is_some_and(|flags| flags & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_locked_archives_are_known_by_their_bytes() {
        let mut windows = vec![0; 0x80];
        windows[..2].copy_from_slice(b"MZ");
        windows[0x3c] = 0x40;
        windows[0x40..0x44].copy_from_slice(b"PE\0\0");
        for (bytes, expected) in [
            (windows.as_slice(), true),
            (b"MZ", true),
            (b"\x7fELF\x02", true),
            (b"#!/bin/sh\n", true),
            (b"#! a heading", false),
            (b"%PDF-1.7", false),
            (b"", false),
        ] {
            assert_eq!(is_program(bytes), expected, "{bytes:?}");
        }
        windows[0x40] = b'N';
        assert!(!is_program(&windows), "a program of DOS, or a text that starts with MZ");
        assert!(is_locked_archive(b"PK\x03\x04\x14\x00\x09\x00"));
        assert!(!is_locked_archive(b"PK\x03\x04\x14\x00\x08\x00"));
    }
}
