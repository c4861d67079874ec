//! Messages of all sizes, cut wherever the network likes.

use serde_json::json;

use super::{Peer, node};
use crate::mail::data::DataEncoder;
use crate::mail::line_ends::LineEnds;
use crate::transport::receive::content::SPILL;
use crate::transport::receive::pieces::LARGE;

const SIZES: [usize; 10] = [0, 3, 4000, LARGE - 1, LARGE, LARGE + 1, 5 * LARGE, SPILL, SPILL + 1, 2 * SPILL + 77];

/// Numbers below the one given, the same in each run (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// Lines, many of which begin with a dot, of at least this many bytes.
    fn body(&mut self, size: usize) -> Vec<u8> {
        let mut body = Vec::new();
        while body.len() < size {
            let dots = if self.below(20) == 0 { self.below(3) } else { 0 };
            body.extend(std::iter::repeat_n(b'.', dots));
            let letter = b'a' + self.below(26) as u8;
            body.extend(std::iter::repeat_n(letter, self.below(75)));
            body.extend_from_slice(b"\r\n");
        }
        body
    }
}

/// Sends it in pieces of any size: some of a few bytes, some whole.
async fn send_in_pieces(peer: &mut Peer<tokio::net::TcpStream>, mut wire: &[u8], random: &mut Random) {
    use tokio::io::AsyncWriteExt as _;
    while !wire.is_empty() {
        let length = match random.below(3) {
            0 => 1 + random.below(3),
            1 => 1 + random.below(60_000),
            _ => wire.len(),
        };
        let (piece, rest) = wire.split_at(length.min(wire.len()));
        peer.stream.write_all(piece).await.expect("the connection is open");
        wire = rest;
    }
}

/// Chunks that make up the message, and how many.
fn chunked(message: &[u8], random: &mut Random) -> (Vec<u8>, usize) {
    let (mut wire, mut chunks, mut rest) = (Vec::new(), 0, message);
    while chunks == 0 || !rest.is_empty() {
        let length = if random.below(2) == 0 { rest.len() } else { 1 + random.below(rest.len()) };
        let (chunk, after) = rest.split_at(length);
        let last = if after.is_empty() { " LAST" } else { "" };
        wire.extend_from_slice(format!("BDAT {length}{last}\r\n").as_bytes());
        wire.extend_from_slice(chunk);
        rest = after;
        chunks += 1;
    }
    (wire, chunks)
}

#[tokio::test]
async fn a_message_is_stored_as_it_was_however_it_is_cut() {
    let node = node(json!({ "MessageRateLimit": "unlimited" })).await;
    let mut random = Random(4711);
    let mut peer = node.connect().await;
    peer.greet().await;
    for round in 0..160 {
        let body = random.body(SIZES[round / 2 % SIZES.len()]);
        let message = [format!("Subject: {round}\r\n\r\n").as_bytes(), &body].concat();
        let (mut wire, replies) = if round % 2 == 0 {
            for command in ["MAIL FROM:<pat@fabrikam.com>", "RCPT TO:<ann@contoso.com>", "DATA"] {
                peer.ask(command).await;
            }
            let (mut encoder, mut wire) = (DataEncoder::new(LineEnds::Refuse), Vec::new());
            encoder.encode(&message, &mut |bytes| wire.extend_from_slice(bytes)).expect("whole lines");
            encoder.finish(&mut |bytes| wire.extend_from_slice(bytes)).expect("whole lines");
            (wire, 1)
        } else {
            let (chunks, count) = chunked(&message, &mut random);
            ([b"MAIL FROM:<pat@fabrikam.com>\r\nRCPT TO:<ann@contoso.com>\r\n", &chunks[..]].concat(), 2 + count)
        };
        // What follows the message is a command.
        wire.extend_from_slice(b"NOOP\r\n");
        send_in_pieces(&mut peer, &wire, &mut random).await;
        for _ in 0..replies + 1 {
            let reply = peer.reply().await.to_string();
            assert!(reply.starts_with("250"), "round {round}: {reply}");
        }
        let messages = node.memory.messages.lock().expect("lock");
        assert_eq!(messages.len(), round + 1);
        let stored = &messages[round];
        assert!(stored.text.ends_with(&message[message.len() - body.len()..]), "round {round}");
        assert!(stored.text.starts_with(b"Received: "), "round {round}");
        assert_eq!(stored.envelope.size, stored.text.len() as u64, "round {round}");
        let at = stored.text.windows(4).position(|end| end == b"\r\n\r\n").expect("a header");
        assert_eq!(&stored.text[at + 4..], body, "round {round}");
    }
}
