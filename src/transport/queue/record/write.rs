//! A record as bytes.

use std::net::IpAddr;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Record, VERSION};
use crate::model::ReversePath;
use crate::transport::{Demands, DsnReturn, LeafKey, Notify, Recipient, Resolution, Source};

pub fn write(record: &Record) -> Vec<u8> {
    let envelope = &*record.envelope;
    let mut out = Writer(Vec::with_capacity(256 + 48 * envelope.recipients.len()));
    out.byte(VERSION);
    // First, for who looks for nothing else.
    out.option(envelope.shadow.as_ref(), Writer::id);
    out.path(&envelope.return_path);
    out.byte(envelope.body_type as u8);
    let Demands { utf8, tls, tls_is_optional } = envelope.demands;
    out.byte(u8::from(utf8) | u8::from(tls) << 1 | u8::from(tls_is_optional) << 2);
    out.byte(match envelope.dsn_return {
        None => 0,
        Some(DsnReturn::Full) => 1,
        Some(DsnReturn::Headers) => 2,
    });
    out.option(envelope.envelope_id.as_ref(), |out, id| out.text(id));
    out.number(envelope.size);
    out.text(&envelope.internet_message_id);
    out.id(&envelope.network_message_id);
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
    out.resolution(&envelope.resolution);
    out.number(record.holds.len() as u64);
    for hold in &record.holds {
        out.text(serde_json::to_string(hold).expect("a hold has only text keys"));
    }
    out.byte(record.crashes);
    out.option(envelope.scl, |out, level| out.byte(level as u8));
    out.option(envelope.original_from.as_ref(), Writer::path);
    out.option(envelope.probe.as_ref(), Writer::id);
    out.option(envelope.first_arrival, Writer::time);
    out.0
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

    fn id(&mut self, id: &Uuid) {
        self.0.extend_from_slice(id.as_bytes());
    }

    fn path(&mut self, path: &ReversePath) {
        match path {
            ReversePath::Null => self.text(""),
            ReversePath::Address(address) => self.text(address.to_string()),
        }
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
            Source::File { way, name } => {
                self.byte(3);
                self.byte(*way as u8);
                self.text(name);
            }
            Source::Dsn { about } => {
                self.byte(2);
                self.text(about);
            }
        }
    }

    fn resolution(&mut self, resolution: &Resolution) {
        match resolution {
            Resolution::Open => self.byte(0),
            Resolution::UpTo(LeafKey(id, part)) => {
                self.byte(1);
                self.id(id);
                self.byte(*part);
            }
            Resolution::Done => self.byte(2),
        }
    }

    fn recipient(&mut self, recipient: &Recipient) {
        self.text(recipient.address.to_string());
        self.byte(recipient.state as u8);
        let notify = match recipient.notify {
            None => 0,
            Some(Notify { success, failure, delay }) => {
                8 | u8::from(success) | u8::from(failure) << 1 | u8::from(delay) << 2
            }
        };
        let others = u8::from(recipient.alternate.is_some()) << 4 | u8::from(recipient.routing_domain.is_some()) << 5;
        self.byte(notify | others);
        if let Some(alternate) = &recipient.alternate {
            self.text(alternate.to_string());
        }
        if let Some(domain) = &recipient.routing_domain {
            self.text(domain.as_str());
        }
        self.option(recipient.original.as_ref(), |out, (kind, address)| {
            out.text(kind);
            out.text(address);
        });
    }
}
