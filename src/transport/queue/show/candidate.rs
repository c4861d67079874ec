//! A message that may be wanted. Most filters ask a million messages for one or two properties: only those are made, and
//! a record is read whole only when something asks for more than its beginning.

use std::cell::OnceCell;

use bytes::Bytes;

use super::Scene;
use crate::model::view::View;
use crate::model::{ByteSize, IntoValue, MessageInfo, Value};
use crate::transport::queue::line::Seen;
use crate::transport::queue::record::{self, Record};

/// What is known of a message besides its place in the queue.
pub enum Stored {
    /// It is at hand.
    Known(Record),
    /// As the spool has it.
    Bytes(Bytes),
}

pub struct Candidate<'a> {
    scene: &'a Scene,
    seen: &'a Seen,
    bytes: Option<Bytes>,
    /// `None` inside: the bytes make no sense.
    record: OnceCell<Option<Record>>,
    with_recipients: bool,
}

impl<'a> Candidate<'a> {
    pub fn new(scene: &'a Scene, seen: &'a Seen, stored: Stored, with_recipients: bool) -> Candidate<'a> {
        let (bytes, record) = match stored {
            Stored::Known(record) => (None, OnceCell::from(Some(record))),
            Stored::Bytes(bytes) => (Some(bytes), OnceCell::new()),
        };
        Candidate { scene, seen, bytes, record, with_recipients }
    }

    /// All of it; `None`: it cannot be read.
    pub fn info(&self) -> Option<MessageInfo> {
        Some(self.scene.show(self.seen, self.record()?, self.with_recipients))
    }

    fn record(&self) -> Option<&Record> {
        let read = || self.bytes.as_ref().and_then(|bytes| record::read(bytes).ok());
        self.record.get_or_init(read).as_ref()
    }

    fn sender(&self) -> Option<String> {
        match (self.record.get(), &self.bytes) {
            (None, Some(bytes)) => record::return_path(bytes).map(|sender| match sender {
                "" => "<>".to_owned(),
                address => address.to_owned(),
            }),
            _ => Some(self.record()?.envelope.return_path.to_string()),
        }
    }
}

impl View for Candidate<'_> {
    fn property(&self, name: &str) -> Option<Value> {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("FromAddress") {
            return Some(self.sender()?.into_value());
        }
        let envelope = &*self.record()?.envelope;
        if is("OriginalFromAddress") {
            Some(envelope.original_from.as_ref().unwrap_or(&envelope.return_path).to_string().into_value())
        } else if is("Subject") {
            Some(envelope.subject.clone().into_value())
        } else if is("InternetMessageId") {
            Some(envelope.internet_message_id.clone().into_value())
        } else if is("Size") {
            Some(ByteSize::new(envelope.size).into_value())
        } else if is("DateReceived") {
            Some(envelope.received.into_value())
        } else {
            self.info()?.property(name)
        }
    }
}
