//! A record out of bytes that may be anything.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::{BadRecord, Record, VERSION};
use crate::model::{Directionality, MessagePriority, ReversePath};
use crate::transport::{
    BodyType, Demands, DsnReturn, Envelope, FileWay, LeafKey, Notify, Recipient, RecipientState, Resolution, Source,
};

pub fn read(bytes: &[u8]) -> Result<Record, BadRecord> {
    let mut from = match bytes {
        [version @ 1..=VERSION, rest @ ..] => Reader(rest, *version),
        [0, ..] | [] => return Err(BadRecord::Malformed),
        [version, ..] => return Err(BadRecord::Newer(*version)),
    };
    from.record().filter(|_| from.0.is_empty()).ok_or(BadRecord::Malformed)
}

/// The sender, as it stands in a record of any version we know: without reading the rest, which is most of the work of
/// looking through a million records.
pub fn return_path(bytes: &[u8]) -> Option<&str> {
    match bytes {
        [version @ 1..=VERSION, rest @ ..] => {
            let mut from = Reader(rest, *version);
            from.shadow()?;
            from.text()
        }
        _ => None,
    }
}

/// The name of the shadow copy, as it stands in a record; also `None` where there is none.
pub fn shadow(bytes: &[u8]) -> Option<Uuid> {
    match bytes {
        [version @ 1..=VERSION, rest @ ..] => Reader(rest, *version).shadow().flatten(),
        _ => None,
    }
}

/// The bytes still to read, and the version they are in. Each method takes what it reads from the front; `None` when it
/// is not there.
struct Reader<'a>(&'a [u8], u8);

impl<'a> Reader<'a> {
    fn record(&mut self) -> Option<Record> {
        let shadow = self.shadow()?;
        let mut envelope = self.envelope()?;
        let count = self.number()?;
        let holds = (0..count).map(|_| serde_json::from_str(self.text()?).ok()).collect::<Option<_>>()?;
        let crashes = if self.1 < 5 { 0 } else { self.byte()? };
        if self.1 >= 6 {
            envelope.scl = self.option(|from| from.byte().map(|level| level as i8))?;
            envelope.original_from = self.option(Reader::path)?;
        }
        if self.1 >= 8 {
            envelope.shadow = if self.1 == 8 { self.option(Reader::id)? } else { shadow };
            envelope.probe = self.option(Reader::id)?;
            envelope.first_arrival = self.option(Reader::time)?;
        }
        Some(Record { envelope: Arc::new(envelope), holds, crashes })
    }

    fn shadow(&mut self) -> Option<Option<Uuid>> {
        if self.1 < 9 { Some(None) } else { self.option(Reader::id) }
    }

    fn envelope(&mut self) -> Option<Envelope> {
        Some(Envelope {
            return_path: self.path()?,
            body_type: self.one_of(&[BodyType::SevenBit, BodyType::EightBitMime, BodyType::BinaryMime])?,
            demands: self.demands()?,
            dsn_return: self.one_of(&[None, Some(DsnReturn::Full), Some(DsnReturn::Headers)])?,
            envelope_id: self.option(Reader::owned)?,
            size: self.number()?,
            internet_message_id: self.owned()?,
            network_message_id: self.id()?,
            subject: self.owned()?,
            header_from: self.option(Reader::owned)?,
            priority: self.one_of(MessagePriority::ALL)?,
            scl: None,
            original_from: None,
            shadow: None,
            probe: None,
            directionality: self.one_of(Directionality::ALL)?,
            source: self.source()?,
            received: self.time()?,
            first_arrival: None,
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
            resolution: self.resolution()?,
        })
    }

    fn demands(&mut self) -> Option<Demands> {
        let bits = if self.1 == 1 { 0 } else { self.byte()? };
        (bits <= 7).then_some(Demands { utf8: bits & 1 != 0, tls: bits & 2 != 0, tls_is_optional: bits & 4 != 0 })
    }

    fn resolution(&mut self) -> Option<Resolution> {
        if self.1 < 3 {
            return Some(Resolution::Open);
        }
        match self.byte()? {
            0 => Some(Resolution::Open),
            1 => Some(Resolution::UpTo(LeafKey(self.id()?, self.byte()?))),
            2 => Some(Resolution::Done),
            _ => None,
        }
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

    fn id(&mut self) -> Option<Uuid> {
        self.array().map(Uuid::from_bytes)
    }

    fn path(&mut self) -> Option<ReversePath> {
        Some(match self.text()? {
            "" => ReversePath::Null,
            address => ReversePath::Address(address.parse().ok()?),
        })
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
            3 => Some(Source::File {
                way: self.one_of(&[FileWay::Pickup, FileWay::Replay, FileWay::Sendmail])?,
                name: self.owned()?,
            }),
            2 => Some(Source::Dsn { about: self.owned()? }),
            _ => None,
        }
    }

    fn recipient(&mut self) -> Option<Recipient> {
        let address = self.text()?.parse().ok()?;
        let state = self.one_of(&[
            RecipientState::Pending,
            RecipientState::Delivered,
            RecipientState::Failed,
            RecipientState::Resolved,
        ])?;
        let bits = self.byte()?;
        let (has_alternate, has_routing_domain) = (bits & 16 != 0, bits & 32 != 0);
        Some(Recipient {
            address,
            state,
            notify: match bits & !48 {
                0 => None,
                bits @ 8..16 => Some(Notify { success: bits & 1 != 0, failure: bits & 2 != 0, delay: bits & 4 != 0 }),
                _ => return None,
            },
            alternate: if has_alternate { Some(Box::new(self.text()?.parse().ok()?)) } else { None },
            routing_domain: if has_routing_domain { Some(Box::new(self.text()?.parse().ok()?)) } else { None },
            original: self.option(|from| Some((from.owned()?, from.owned()?)))?,
        })
    }
}
