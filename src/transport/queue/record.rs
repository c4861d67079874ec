//! An envelope and the orders on it as the spool keeps them: a compact, versioned form of our own.
//!
//! Every message is written at least once and read at least once after a restart, so both ways count.
//!
//! Promise: what was written is read back equal (moments to the microsecond). Bytes that are no record of a version
//! we know are refused, never guessed at; no bytes make reading panic or take memory beyond their own length.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::order::{Hold, Order};
use crate::model::{Directionality, MessagePriority, ReversePath};
use crate::transport::{BodyType, DsnReturn, Envelope, NextHop, Notify, Recipient, RecipientState, Source};

/// Version of what [`write`] writes.
const VERSION: u8 = 1;

/// All that is kept of a message besides its body. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Record {
    pub envelope: Arc<Envelope>,
    /// Operators' orders on it, by queue.
    pub holds: Vec<Hold>,
}

impl Record {
    pub fn new(envelope: Envelope) -> Record {
        Record { envelope: Arc::new(envelope), holds: Vec::new() }
    }

    /// The order on it in one queue.
    pub fn hold(&self, queue: &NextHop) -> Option<&Arc<Order>> {
        self.holds.iter().find(|hold| hold.queue == *queue).map(|hold| &hold.order)
    }
}

/// The bytes are not a record of a version this emsh knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRecord {
    #[error("the envelope was written by a newer emsh (format {0})")]
    Newer(u8),
    #[error("the envelope makes no sense")]
    Malformed,
}

pub fn write(record: &Record) -> Vec<u8> {
    let envelope = &*record.envelope;
    let mut out = Writer(Vec::with_capacity(256 + 48 * envelope.recipients.len()));
    out.byte(VERSION);
    out.text(match &envelope.return_path {
        ReversePath::Null => String::new(),
        ReversePath::Address(address) => address.to_string(),
    });
    out.byte(envelope.body_type as u8);
    out.byte(match envelope.dsn_return {
        None => 0,
        Some(DsnReturn::Full) => 1,
        Some(DsnReturn::Headers) => 2,
    });
    out.option(envelope.envelope_id.as_ref(), |out, id| out.text(id));
    out.number(envelope.size);
    out.text(&envelope.internet_message_id);
    out.0.extend_from_slice(envelope.network_message_id.as_bytes());
    out.text(&envelope.subject);
    out.option(envelope.header_from.as_ref(), |out, from| out.text(from));
    out.byte(envelope.priority as u8);
    out.byte(envelope.directionality as u8);
    out.source(&envelope.source);
    out.time(envelope.received);
    out.option(envelope.delay_reported, Writer::time);
    out.number(envelope.recipients.len() as u64);
    for recipient in &envelope.recipients {
        out.recipient(recipient);
    }
    out.number(record.holds.len() as u64);
    for hold in &record.holds {
        out.text(serde_json::to_string(hold).expect("a hold has only text keys"));
    }
    out.0
}

pub fn read(bytes: &[u8]) -> Result<Record, BadRecord> {
    let mut from = Reader(bytes);
    match from.byte() {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(BadRecord::Newer(version)),
        _ => return Err(BadRecord::Malformed),
    }
    from.record().filter(|_| from.0.is_empty()).ok_or(BadRecord::Malformed)
}

struct Writer(Vec<u8>);

impl Writer {
    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// Seven bits a byte, lowest first.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    fn text(&mut self, text: impl AsRef<str>) {
        self.number(text.as_ref().len() as u64);
        self.0.extend_from_slice(text.as_ref().as_bytes());
    }

    fn option<T>(&mut self, option: Option<T>, write: impl FnOnce(&mut Writer, T)) {
        self.byte(u8::from(option.is_some()));
        if let Some(value) = option {
            write(self, value);
        }
    }

    fn time(&mut self, time: Timestamp) {
        self.0.extend_from_slice(&time.as_microsecond().to_le_bytes());
    }

    fn address(&mut self, address: IpAddr) {
        match address {
            IpAddr::V4(v4) => {
                self.byte(4);
                self.0.extend_from_slice(&v4.octets());
            }
            IpAddr::V6(v6) => {
                self.byte(6);
                self.0.extend_from_slice(&v6.octets());
            }
        }
    }

    fn source(&mut self, source: &Source) {
        match source {
            Source::Smtp { connector, remote, local, hello, user, is_encrypted } => {
                self.byte(1);
                self.text(connector);
                self.address(*remote);
                self.address(*local);
                self.text(hello);
                self.option(user.as_ref(), |out, user| out.text(user));
                self.byte(u8::from(*is_encrypted));
            }
            Source::Dsn { about } => {
                self.byte(2);
                self.text(about);
            }
        }
    }

    fn recipient(&mut self, recipient: &Recipient) {
        self.text(recipient.address.to_string());
        self.byte(recipient.state as u8);
        self.byte(match recipient.notify {
            None => 0,
            Some(Notify { success, failure, delay }) => {
                8 | u8::from(success) | u8::from(failure) << 1 | u8::from(delay) << 2
            }
        });
        self.option(recipient.original.as_ref(), |out, (kind, address)| {
            out.text(kind);
            out.text(address);
        });
    }
}

/// Each method takes what it reads from the front; `None` when it is not there.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn record(&mut self) -> Option<Record> {
        let envelope = Arc::new(self.envelope()?);
        let count = self.number()?;
        let holds = (0..count).map(|_| serde_json::from_str(self.text()?).ok()).collect::<Option<_>>()?;
        Some(Record { envelope, holds })
    }

    fn envelope(&mut self) -> Option<Envelope> {
        Some(Envelope {
            return_path: match self.text()? {
                "" => ReversePath::Null,
                address => ReversePath::Address(address.parse().ok()?),
            },
            body_type: self.one_of(&[BodyType::SevenBit, BodyType::EightBitMime, BodyType::BinaryMime])?,
            dsn_return: self.one_of(&[None, Some(DsnReturn::Full), Some(DsnReturn::Headers)])?,
            envelope_id: self.option(Reader::owned)?,
            size: self.number()?,
            internet_message_id: self.owned()?,
            network_message_id: Uuid::from_bytes(self.array()?),
            subject: self.owned()?,
            header_from: self.option(Reader::owned)?,
            priority: self.one_of(MessagePriority::ALL)?,
            directionality: self.one_of(Directionality::ALL)?,
            source: self.source()?,
            received: self.time()?,
            delay_reported: self.option(Reader::time)?,
            recipients: {
                let count = self.number()?;
                // Each takes at least four bytes: a lying count reserves nothing.
                let mut recipients = Vec::with_capacity(usize::try_from(count).ok()?.min(self.0.len() / 4));
                for _ in 0..count {
                    recipients.push(self.recipient()?);
                }
                recipients
            },
        })
    }

    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (front, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(front)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (front, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*front)
    }

    fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    fn owned(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    fn one_of<T: Copy>(&mut self, values: &[T]) -> Option<T> {
        values.get(usize::from(self.byte()?)).copied()
    }

    fn flag(&mut self) -> Option<bool> {
        self.one_of(&[false, true])
    }

    fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.flag()? {
            true => read(self).map(Some),
            false => Some(None),
        }
    }

    fn time(&mut self) -> Option<Timestamp> {
        Timestamp::from_microsecond(i64::from_le_bytes(self.array()?)).ok()
    }

    fn address(&mut self) -> Option<IpAddr> {
        match self.byte()? {
            4 => Some(IpAddr::from(self.array::<4>()?)),
            6 => Some(IpAddr::from(self.array::<16>()?)),
            _ => None,
        }
    }

    fn source(&mut self) -> Option<Source> {
        match self.byte()? {
            1 => Some(Source::Smtp {
                connector: self.owned()?,
                remote: self.address()?,
                local: self.address()?,
                hello: self.owned()?,
                user: self.option(Reader::owned)?,
                is_encrypted: self.flag()?,
            }),
            2 => Some(Source::Dsn { about: self.owned()? }),
            _ => None,
        }
    }

    fn recipient(&mut self) -> Option<Recipient> {
        Some(Recipient {
            address: self.text()?.parse().ok()?,
            state: self.one_of(&[RecipientState::Pending, RecipientState::Delivered, RecipientState::Failed])?,
            notify: match self.byte()? {
                0 => None,
                bits @ 8..16 => Some(Notify { success: bits & 1 != 0, failure: bits & 2 != 0, delay: bits & 4 != 0 }),
                _ => return None,
            },
            original: self.option(|from| Some((from.owned()?, from.owned()?)))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::transport::queue::order::What;
    use crate::transport::queue::sample;

    /// The prints of two records are equal exactly when all their fields are.
    fn print(record: &Record) -> String {
        format!("{record:?}")
    }

    fn records() -> impl Strategy<Value = Record> {
        (envelopes(), proptest::collection::vec(any::<(Option<String>, bool)>(), 0..3)).prop_map(|(envelope, holds)| {
            let mut record = Record::new(envelope);
            record.holds.extend(holds.into_iter().map(|(reason, with_ndr)| {
                let since = Timestamp::UNIX_EPOCH;
                let order = Order { what: What::Remove { with_ndr }, who: "ann".into(), reason, since, until: None };
                Hold { queue: sample::hop("contoso.com"), order: Arc::new(order) }
            }));
            record
        })
    }

    fn envelopes() -> impl Strategy<Value = Envelope> {
        let source = prop_oneof![
            ("\\PC{0,20}", any::<IpAddr>(), any::<IpAddr>(), "\\PC{0,20}", any::<Option<String>>(), any::<bool>())
                .prop_map(|(connector, remote, local, hello, user, is_encrypted)| Source::Smtp {
                    connector,
                    remote,
                    local,
                    hello,
                    user,
                    is_encrypted
                }),
            "\\PC{0,20}".prop_map(|about| Source::Dsn { about }),
        ];
        let notify = proptest::option::of(any::<(bool, bool, bool)>())
            .prop_map(|bits| bits.map(|(success, failure, delay)| Notify { success, failure, delay }));
        let state =
            prop_oneof![Just(RecipientState::Pending), Just(RecipientState::Delivered), Just(RecipientState::Failed)];
        let recipient = ("[a-z]{1,8}@[a-z]{1,8}\\.example", state, notify, any::<Option<(String, String)>>()).prop_map(
            |(address, state, notify, original)| Recipient {
                address: address.parse().expect("an address"),
                original,
                notify,
                state,
            },
        );
        let times = (0i64..4_000_000_000_000_000, any::<Option<u32>>());
        let texts = (any::<Option<String>>(), "\\PC{0,40}", any::<Option<String>>());
        (source, proptest::collection::vec(recipient, 0..6), times, texts, any::<u64>(), any::<u128>(), 0usize..27)
            .prop_map(|(source, recipients, (received, delay), (envelope_id, subject, header_from), size, id, mix)| {
                Envelope {
                    return_path: if mix == 0 { ReversePath::Null } else { sample::envelope("a@b.example").return_path },
                    body_type: [BodyType::SevenBit, BodyType::EightBitMime, BodyType::BinaryMime][mix % 3],
                    dsn_return: [None, Some(DsnReturn::Full), Some(DsnReturn::Headers)][mix / 3 % 3],
                    envelope_id,
                    size,
                    internet_message_id: format!("<{subject}>"),
                    network_message_id: Uuid::from_u128(id),
                    subject,
                    header_from,
                    priority: MessagePriority::ALL[mix / 9],
                    directionality: Directionality::ALL[mix % 3],
                    source,
                    received: Timestamp::from_microsecond(received).expect("in range"),
                    delay_reported: delay.map(|second| Timestamp::from_second(i64::from(second)).expect("in range")),
                    recipients,
                }
            })
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(record in records()) {
            let bytes = write(&record);
            prop_assert_eq!(print(&read(&bytes).expect("a record")), print(&record));
            for length in 0..bytes.len() {
                prop_assert!(read(&bytes[..length]).is_err(), "cut at {}", length);
            }
        }

        #[test]
        fn no_bytes_make_it_panic(mut bytes in proptest::collection::vec(any::<u8>(), 1..200)) {
            let _ = read(&bytes);
            bytes[0] = VERSION;
            let _ = read(&bytes);
        }

        #[test]
        fn a_changed_byte_does_not_make_it_panic(record in records(), at in any::<prop::sample::Index>(), to: u8) {
            let mut bytes = write(&record);
            let at = at.index(bytes.len());
            bytes[at] = to;
            let _ = read(&bytes);
        }
    }

    #[test]
    fn a_newer_version_is_refused_by_name() {
        assert_eq!(read(&[VERSION + 1, 1, 2, 3]).unwrap_err(), BadRecord::Newer(VERSION + 1));
        assert_eq!(read(&[]).unwrap_err(), BadRecord::Malformed);
    }
}
