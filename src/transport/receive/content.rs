//! One message's content while it arrives: the header gate, then the body, within the connector's limits.
//!
//! Promise: never holds more than the header limit plus [`SPILL`] and one read. After the first reason to refuse it
//! holds nothing at all; the rest is counted in no way and thrown away, and the reason is what the peer hears at the
//! end.

use bytes::{Bytes, BytesMut};

use super::channel::CONTENT_ROOM;
use super::pieces::Pieces;
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
    /// The header, while it is not complete.
    header: BytesMut,
    /// The body that has not been handed on.
    body: Pieces,
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
    pub rest: Vec<Bytes>,
    /// Header and body as they will be stored.
    pub size: u64,
    /// Header and some body have gone to the spool already.
    pub is_spilled: bool,
}

impl Complete {
    /// What [`Complete::rest`] is, in one piece; it is copied unless it is one.
    pub fn in_one_piece(&mut self) -> Bytes {
        match self.rest.as_slice() {
            [] => return Bytes::new(),
            [_] => {}
            many => self.rest = vec![many.concat().into()],
        }
        self.rest[0].clone()
    }
}

impl Content {
    pub fn new(limits: Limits) -> Content {
        Content {
            limits,
            scan: HeaderScan::new(),
            stamped: None,
            header: BytesMut::new(),
            body: Pieces::default(),
            arrived: 0,
            spilled: 0,
            refused: None,
        }
    }

    /// Takes the next bytes of the message, as they will be stored. `read`: the read that they are a slice of, if it
    /// can be kept; they are copied otherwise.
    pub fn push(&mut self, bytes: &[u8], read: Option<&Bytes>, gate: &mut Gate<'_>) {
        if self.refused.is_some() {
            return;
        }
        self.arrived += bytes.len() as u64;
        if self.limits.message.is_some_and(|most| self.arrived > most) {
            return self.refuse(replies::TOO_LARGE);
        }
        if self.stamped.is_some() {
            return self.body.take_in(bytes, read);
        }
        if self.header.is_empty()
            && let Some(end) = self.scan.find(bytes)
        {
            // As a rule the whole header comes at once: nothing of it needs to be kept.
            return self.end_header(bytes, end, read, gate);
        }
        self.header.extend_from_slice(bytes);
        match self.scan.find(&self.header) {
            Some(end) => {
                let begun = std::mem::take(&mut self.header);
                self.end_header(&begun, end, None, gate);
            }
            None if self.header.len() > self.limits.header => self.refuse(replies::HEADER_TOO_LARGE),
            None => {}
        }
    }

    /// Bytes to make room for in the next read: what has come vouches for what is to come, so that a peer cannot make
    /// us hold much more than it has sent.
    pub fn room(&self) -> usize {
        let arrived = usize::try_from(self.arrived).unwrap_or(usize::MAX);
        arrived.saturating_mul(4).clamp(CONTENT_ROOM, 4 * CONTENT_ROOM)
    }

    /// Bytes that came, until there was a reason to refuse it.
    pub fn arrived(&self) -> u64 {
        self.arrived
    }

    /// Gives up on this message; the peer hears why when it has sent the rest.
    pub fn refuse(&mut self, why: Line) {
        if self.refused.is_none() {
            self.refused = Some(why);
            self.header = BytesMut::new();
            self.body = Pieces::default();
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

    /// Something for the spool, once enough has come: the header first, then body. The flag says that it is the first.
    pub fn spill(&mut self) -> Option<(Vec<Bytes>, bool)> {
        let stamped = self.stamped.as_ref()?;
        if self.body.length() < SPILL {
            return None;
        }
        let is_first = self.spilled == 0;
        self.spilled += self.body.length() as u64;
        let mut pieces = self.body.take();
        if is_first {
            pieces.insert(0, stamped.header.clone());
        }
        Some((pieces, is_first))
    }

    /// No more will come.
    pub fn finish(mut self, gate: &mut Gate<'_>) -> Result<Complete, Line> {
        if self.refused.is_none() && self.stamped.is_none() {
            let header = std::mem::take(&mut self.header);
            let end = std::mem::take(&mut self.scan).finish(&header);
            self.end_header(&header, end, None, gate);
        }
        match (self.refused, self.stamped) {
            (None, Some(stamped)) => {
                let size = stamped.header.len() as u64 + self.spilled + self.body.length() as u64;
                Ok(Complete { stamped, rest: self.body.take(), size, is_spilled: self.spilled > 0 })
            }
            (why, _) => Err(why.unwrap_or(replies::SPOOL_FAILED)),
        }
    }

    /// The header ends in these bytes, which are all that has come.
    fn end_header(&mut self, bytes: &[u8], end: HeaderEnd, read: Option<&Bytes>, gate: &mut Gate<'_>) {
        if end.fields > self.limits.header {
            return self.refuse(replies::HEADER_TOO_LARGE);
        }
        match gate(&bytes[..end.fields]) {
            Ok(stamped) => {
                self.stamped = Some(stamped);
                self.body.take_in(&bytes[end.body..], read);
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
        let mut content = Content::new(LIMITS);
        let mut stored = Vec::new();
        content.push(b"A: 1\r\n\r\n", None, &mut gate);
        assert!(content.spill().is_none(), "little stays in memory");
        for piece in body.chunks(10_000) {
            content.push(piece, None, &mut gate);
            assert!(content.body.length() < SPILL + 10_000, "what is held is bounded");
            if let Some((pieces, is_first)) = content.spill() {
                assert_eq!(is_first, stored.is_empty());
                stored.extend(pieces.concat());
            }
        }
        assert!(content.is_spilled());
        let complete = content.finish(&mut gate).unwrap();
        stored.extend(complete.rest.concat());
        assert_eq!(stored, [b"Received: here\r\nA: 1\r\n\r\n", &body[..]].concat());
        assert_eq!(complete.size, stored.len() as u64);
    }

    #[test]
    fn what_was_read_is_kept_and_not_copied() {
        let text = [b"A: 1\r\n\r\n", &vec![b'x'; 90_000][..]].concat();
        for (cut, pieces) in [(0, 1), (3, 1), (8, 1), (40_000, 2)] {
            let mut content = Content::new(LIMITS);
            let (head, tail) = (Bytes::copy_from_slice(&text[..cut]), Bytes::copy_from_slice(&text[cut..]));
            for read in [&head, &tail] {
                content.push(read, Some(read), &mut gate);
            }
            assert_eq!(content.room(), 4 * CONTENT_ROOM, "cut at {cut}");
            let mut complete = content.finish(&mut gate).unwrap();
            assert_eq!(complete.rest.len(), pieces, "cut at {cut}");
            let is_kept =
                |piece: &Bytes| [&head, &tail].iter().any(|read| read.as_ptr_range().contains(&piece.as_ptr()));
            // A header that was cut in two was put together elsewhere, and what came with its end.
            assert_eq!(complete.rest.iter().all(is_kept), cut != 3, "cut at {cut}");
            assert_eq!(complete.in_one_piece(), text[8..], "cut at {cut}");
            assert_eq!((complete.rest.len(), complete.size), (1, 24 + 90_000), "cut at {cut}");
        }
    }

    #[test]
    fn what_is_refused_is_not_held() {
        for (pieces, expected, why) in [
            (&["A: ", &"x".repeat(1001)][..], replies::HEADER_TOO_LARGE, "one endless field"),
            (&[&"A: 1\r\n".repeat(200), "\r\n"], replies::HEADER_TOO_LARGE, "many fields, in one piece"),
            (&["A: 1\r\n\r\n", &"x".repeat(10 * SPILL)], replies::TOO_LARGE, "a long body"),
        ] {
            let mut content = Content::new(LIMITS);
            for piece in pieces {
                content.push(piece.as_bytes(), None, &mut gate);
            }
            assert_eq!(content.refused(), Some(expected), "{why}");
            assert_eq!((content.header.capacity(), content.body.length()), (0, 0), "{why}");
            assert_eq!(content.finish(&mut gate).err(), Some(expected), "{why}");
        }
    }
}
