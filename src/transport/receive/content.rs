//! One message's content while it arrives: the header gate, then the body, within the connector's limits.
//!
//! Promise: never holds more than the header limit plus [`SPILL`] and one read. After the first reason to refuse it
//! holds nothing at all; the rest is counted in no way and thrown away, and the reason is what the peer hears at the
//! end.

use bytes::{Bytes, BytesMut};

use super::replies::{self, Line};
use super::stamp::Stamped;
use crate::mail::header::{HeaderEnd, HeaderScan};

/// Bodies up to this stay in memory; of larger ones, each such piece goes to the spool while the rest arrives.
/// 256 KB: larger than nearly all mail, and a thousand sessions of such mail still fit into a small machine.
pub const SPILL: usize = 256 * 1024;

/// What may come, from the connector and the peer's rights.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of header.
    pub header: usize,
    /// Bytes in all; `None` where the peer may exceed MaxMessageSize.
    pub message: Option<u64>,
}

/// Stamps a header once it is complete, or finds the reason to refuse it.
pub type Gate<'a> = dyn FnMut(&[u8]) -> Result<Stamped, Line> + 'a;

/// A message in the making.
#[derive(Debug)]
pub struct Content {
    limits: Limits,
    scan: HeaderScan,
    stamped: Option<Stamped>,
    /// The header while it is not complete; after that the body that has not been handed on.
    pending: BytesMut,
    /// Bytes that came, as the size limit counts them.
    arrived: u64,
    /// Bytes of body handed on by [`Content::spill`].
    spilled: u64,
    refused: Option<Line>,
}

/// What is left when all of it has come.
#[derive(Debug)]
pub struct Complete {
    pub stamped: Stamped,
    /// The body, or what of it has not been spilled.
    pub rest: Bytes,
    /// Header and body as they will be stored.
    pub size: u64,
    /// Header and some body have gone to the spool already.
    pub is_spilled: bool,
}

impl Content {
    /// `announced` is what SIZE said, to make room at once; it is a hint and bounded.
    pub fn new(limits: Limits, announced: Option<u64>) -> Content {
        let room = announced.and_then(|size| usize::try_from(size).ok()).unwrap_or(4096).min(SPILL / 4);
        Content {
            limits,
            scan: HeaderScan::new(),
            stamped: None,
            pending: BytesMut::with_capacity(room),
            arrived: 0,
            spilled: 0,
            refused: None,
        }
    }

    /// Takes the next bytes of the message, as they will be stored.
    pub fn push(&mut self, bytes: &[u8], gate: &mut Gate<'_>) {
        if self.refused.is_some() {
            return;
        }
        self.arrived += bytes.len() as u64;
        if self.limits.message.is_some_and(|most| self.arrived > most) {
            return self.refuse(replies::TOO_LARGE);
        }
        self.pending.extend_from_slice(bytes);
        if self.stamped.is_none() {
            match self.scan.find(&self.pending) {
                Some(end) => self.end_header(end, gate),
                None if self.pending.len() > self.limits.header => self.refuse(replies::HEADER_TOO_LARGE),
                None => {}
            }
        }
    }

    /// Bytes that came, until there was a reason to refuse it.
    pub fn arrived(&self) -> u64 {
        self.arrived
    }

    /// Gives up on this message; the peer hears why when it has sent the rest.
    pub fn refuse(&mut self, why: Line) {
        if self.refused.is_none() {
            self.refused = Some(why);
            self.pending = BytesMut::new();
            self.stamped = None;
        }
    }

    /// The fields as they came, once they have and where they are kept.
    pub fn arrived_fields(&self) -> Option<Bytes> {
        self.stamped.as_ref()?.arrived.clone()
    }

    /// Why this message is refused, if it is.
    pub fn refused(&self) -> Option<Line> {
        self.refused
    }

    /// Whether something of this message is in the spool, and still wanted there.
    pub fn is_spilled(&self) -> bool {
        self.spilled > 0 && self.refused.is_none()
    }

    /// A piece for the spool, once enough has come: the header first, then body. The flag says that it is the first.
    pub fn spill(&mut self) -> Option<(Vec<Bytes>, bool)> {
        let stamped = self.stamped.as_ref()?;
        if self.pending.len() < SPILL {
            return None;
        }
        let is_first = self.spilled == 0;
        let body = std::mem::replace(&mut self.pending, BytesMut::with_capacity(SPILL)).freeze();
        self.spilled += body.len() as u64;
        Some((if is_first { vec![stamped.header.clone(), body] } else { vec![body] }, is_first))
    }

    /// No more will come.
    pub fn finish(mut self, gate: &mut Gate<'_>) -> Result<Complete, Line> {
        if self.refused.is_none() && self.stamped.is_none() {
            let end = std::mem::take(&mut self.scan).finish(&self.pending);
            self.end_header(end, gate);
        }
        match (self.refused, self.stamped) {
            (None, Some(stamped)) => {
                let size = stamped.header.len() as u64 + self.spilled + self.pending.len() as u64;
                Ok(Complete { stamped, rest: self.pending.freeze(), size, is_spilled: self.spilled > 0 })
            }
            (why, _) => Err(why.unwrap_or(replies::SPOOL_FAILED)),
        }
    }

    fn end_header(&mut self, end: HeaderEnd, gate: &mut Gate<'_>) {
        if end.fields > self.limits.header {
            return self.refuse(replies::HEADER_TOO_LARGE);
        }
        match gate(&self.pending[..end.fields]) {
            Ok(stamped) => {
                self.stamped = Some(stamped);
                bytes::Buf::advance(&mut self.pending, end.body);
            }
            Err(why) => self.refuse(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { header: 1000, message: Some(10 * SPILL as u64) };

    fn gate(fields: &[u8]) -> Result<Stamped, Line> {
        let header = [b"Received: here\r\n", fields, b"\r\n"].concat();
        Ok(Stamped {
            header: header.into(),
            message_id: "<1@a>".into(),
            subject: String::new(),
            originator: None,
            network_message_id: None,
            tls_is_optional: false,
            marks: crate::mail::marks::Marks::of(b""),
            arrived: None,
        })
    }

    #[test]
    fn pieces_and_rest_make_up_the_message() {
        let body = vec![b'x'; 3 * SPILL + 17];
        let mut content = Content::new(LIMITS, None);
        let mut stored = Vec::new();
        content.push(b"A: 1\r\n\r\n", &mut gate);
        assert!(content.spill().is_none(), "little stays in memory");
        for piece in body.chunks(10_000) {
            content.push(piece, &mut gate);
            assert!(content.pending.len() < SPILL + 10_000, "what is held is bounded");
            if let Some((pieces, is_first)) = content.spill() {
                assert_eq!(is_first, stored.is_empty());
                stored.extend(pieces.concat());
            }
        }
        assert!(content.is_spilled());
        let complete = content.finish(&mut gate).unwrap();
        stored.extend_from_slice(&complete.rest);
        assert_eq!(stored, [b"Received: here\r\nA: 1\r\n\r\n", &body[..]].concat());
        assert_eq!(complete.size, stored.len() as u64);
    }

    #[test]
    fn what_is_refused_is_not_held() {
        for (pieces, expected, why) in [
            (&["A: ", &"x".repeat(1001)][..], replies::HEADER_TOO_LARGE, "one endless field"),
            (&[&"A: 1\r\n".repeat(200), "\r\n"], replies::HEADER_TOO_LARGE, "many fields, in one piece"),
            (&["A: 1\r\n\r\n", &"x".repeat(10 * SPILL)], replies::TOO_LARGE, "a long body"),
        ] {
            let mut content = Content::new(LIMITS, None);
            for piece in pieces {
                content.push(piece.as_bytes(), &mut gate);
            }
            assert_eq!(content.refused(), Some(expected), "{why}");
            assert_eq!(content.pending.capacity(), 0, "{why}");
            assert_eq!(content.finish(&mut gate).err(), Some(expected), "{why}");
        }
    }
}
