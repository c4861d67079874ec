//! Recipients of a message to whom the same is done, and what.

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::transport_rule::{DisclaimerFallbackAction, RejectStatus};
use crate::model::{SmtpAddress, TransportRule};

/// A part of a message's recipients, with the message as it is for them.
#[derive(Clone, Debug)]
pub struct Fork<'a> {
    /// Indexes into the envelope's recipients.
    pub recipients: Vec<usize>,
    /// The header as it is for them; borrowed while nobody changed it.
    pub header: Cow<'a, [u8]>,
    /// Texts to be written into the body, in this order.
    pub disclaimers: Vec<Disclaimer>,
    /// Who gets it besides.
    pub added: Vec<(SmtpAddress, Role)>,
    /// Who gets it instead.
    pub redirected: Vec<SmtpAddress>,
    /// It does not go on.
    pub end: Option<End>,
    /// The rules that are about it, also those that only watch.
    pub matched: Vec<Arc<TransportRule>>,
    /// No further rule is asked.
    pub is_stopped: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Disclaimer {
    pub html: String,
    pub side: crate::mail::disclaimer::Side,
    pub fallback: DisclaimerFallbackAction,
}

/// Where somebody who is added is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    To,
    Cc,
    /// Nowhere.
    Bcc,
}

#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// Without a word to anybody.
    Delete,
    /// Back to the sender.
    Reject(RejectStatus, String),
}

impl<'a> Fork<'a> {
    pub fn new(recipients: Vec<usize>, header: &'a [u8]) -> Fork<'a> {
        Fork {
            recipients,
            header: Cow::Borrowed(header),
            disclaimers: Vec::new(),
            added: Vec::new(),
            redirected: Vec::new(),
            end: None,
            matched: Vec::new(),
            is_stopped: false,
        }
    }

    /// No rule has anything more to say.
    pub fn is_done(&self) -> bool {
        self.is_stopped || self.end.is_some() || self.recipients.is_empty()
    }

    /// Adds a field behind the others.
    pub fn append_field(&mut self, name: &str, value: &str) {
        self.append(&format!("{name}: {}\r\n", crate::mail::encoded_word::encode(value)));
    }

    pub(super) fn append(&mut self, line: &str) {
        let fields = self.header.to_mut();
        if !fields.is_empty() && !fields.ends_with(b"\n") {
            fields.extend_from_slice(b"\r\n");
        }
        fields.extend_from_slice(line.as_bytes());
    }

    /// The message and its recipients are as they came.
    pub fn is_untouched(&self) -> bool {
        matches!(self.header, Cow::Borrowed(_))
            && self.disclaimers.is_empty()
            && self.added.is_empty()
            && self.redirected.is_empty()
            && self.end.is_none()
    }
}
