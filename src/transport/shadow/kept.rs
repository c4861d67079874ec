//! A copy as it is kept: whose it is, and the record of the message as the other server has it.

use std::sync::Arc;

use bytes::Bytes;
use uuid::Uuid;

use crate::transport::Envelope;
use crate::transport::queue::{Record, read_record, write_record};

/// Version of what [`write()`] writes, counted from a number that no version of a queue's record will have.
const VERSION: u8 = 201;

/// Whose messages: a server, and its queue database as it was then. A server that has lost all its mail has another one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Primary {
    /// FQDN.
    pub server: Arc<str>,
    pub database: Uuid,
}

/// One copy, without its body.
#[derive(Clone, Debug)]
pub struct Kept {
    pub primary: Primary,
    /// What the other server calls it.
    pub name: Uuid,
    /// As the other server took it.
    pub record: Bytes,
}

impl Kept {
    /// The message as the other server took it; `None`: it was written by a newer emsh.
    pub fn envelope(&self) -> Option<Envelope> {
        let Record { envelope, .. } = read_record(&self.record).ok()?;
        Some(Arc::unwrap_or_clone(envelope))
    }
}

/// An envelope as it goes to another server.
pub fn record_of(envelope: &Envelope) -> Bytes {
    write_record(&Record::new(envelope.clone())).into()
}

pub fn write(copy: &Kept) -> Vec<u8> {
    let server = copy.primary.server.as_bytes();
    let mut out = Vec::with_capacity(64 + server.len() + copy.record.len());
    out.push(VERSION);
    out.extend_from_slice(copy.name.as_bytes());
    out.extend_from_slice(copy.primary.database.as_bytes());
    out.extend_from_slice(&u16::try_from(server.len()).unwrap_or(u16::MAX).to_le_bytes());
    out.extend_from_slice(&server[..server.len().min(usize::from(u16::MAX))]);
    out.extend_from_slice(&copy.record);
    out
}

/// Whose copy it is, and its name.
pub fn owner(bytes: &[u8]) -> Option<(Primary, Uuid)> {
    split(bytes).map(|(primary, name, _)| (primary, name))
}

pub fn read(bytes: &Bytes) -> Option<Kept> {
    let (primary, name, record) = split(bytes)?;
    Some(Kept { primary, name, record: bytes.slice_ref(record) })
}

fn split(bytes: &[u8]) -> Option<(Primary, Uuid, &[u8])> {
    let (&[VERSION], rest) = bytes.split_first_chunk()? else { return None };
    let (&name, rest) = rest.split_first_chunk()?;
    let (&database, rest) = rest.split_first_chunk()?;
    let (&length, rest) = rest.split_first_chunk()?;
    let (server, record) = rest.split_at_checked(usize::from(u16::from_le_bytes(length)))?;
    let server = std::str::from_utf8(server).ok()?;
    let primary = Primary { server: server.into(), database: Uuid::from_bytes(database) };
    Some((primary, Uuid::from_bytes(name), record))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::transport::samples;

    #[test]
    fn a_copy_is_read_back() {
        let primary = Primary { server: "hub01.contoso.com".into(), database: Uuid::from_u128(1) };
        let envelope = samples::envelope("ann@contoso.com", &["bob@fabrikam.com"]);
        let copy = Kept { primary: primary.clone(), name: Uuid::from_u128(2), record: record_of(&envelope) };
        let bytes = Bytes::from(write(&copy));
        assert_eq!(owner(&bytes), Some((primary.clone(), Uuid::from_u128(2))));
        let back = read(&bytes).expect("read back");
        assert_eq!(back.envelope().expect("a record").internet_message_id, envelope.internet_message_id);
        for length in 0..50 {
            assert!(owner(&bytes[..length]).is_none(), "cut at {length}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&Bytes::from(bytes)).and_then(|copy| copy.envelope());
        }
    }
}
