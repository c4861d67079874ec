//! Frames: four bytes of length, one of kind, and what belongs to it.

use bytes::{Buf, BufMut, Bytes, BytesMut};

use crate::transport::agent::verdict::Trouble;

/// Longest frame taken. A piece of a body has 64 KB, and 1 MB at most where that is negotiated.
const MAX: usize = 1024 * 1024 + 1024;

/// Pieces of a body as every milter takes them (libmilter's MILTER_CHUNK_SIZE).
pub const PIECE: usize = 65_535;

/// What a mail server says (SMFIC_ in libmilter).
pub mod say {
    pub const ABORT: u8 = b'A';
    pub const BODY: u8 = b'B';
    pub const CONNECT: u8 = b'C';
    pub const MACROS: u8 = b'D';
    pub const END: u8 = b'E';
    pub const HELLO: u8 = b'H';
    pub const QUIT_FOR_NEXT: u8 = b'K';
    pub const FIELD: u8 = b'L';
    pub const MAIL: u8 = b'M';
    pub const END_OF_HEADER: u8 = b'N';
    pub const OFFER: u8 = b'O';
    pub const QUIT: u8 = b'Q';
    pub const RCPT: u8 = b'R';
    pub const DATA: u8 = b'T';
    pub const UNKNOWN: u8 = b'U';
}

/// What a milter answers (SMFIR_ in libmilter).
pub mod hear {
    pub const ADD_RECIPIENT: u8 = b'+';
    pub const REMOVE_RECIPIENT: u8 = b'-';
    pub const ADD_RECIPIENT_WITH: u8 = b'2';
    pub const SHUT_DOWN: u8 = b'4';
    pub const ACCEPT: u8 = b'a';
    pub const NEW_BODY: u8 = b'b';
    pub const CONTINUE: u8 = b'c';
    pub const DISCARD: u8 = b'd';
    pub const CHANGE_SENDER: u8 = b'e';
    pub const CONNECTION_FAILS: u8 = b'f';
    pub const ADD_FIELD: u8 = b'h';
    pub const INSERT_FIELD: u8 = b'i';
    pub const CHANGE_FIELD: u8 = b'm';
    pub const OFFER: u8 = b'O';
    pub const PROGRESS: u8 = b'p';
    pub const QUARANTINE: u8 = b'q';
    pub const REJECT: u8 = b'r';
    pub const SKIP: u8 = b's';
    pub const PUT_OFF: u8 = b't';
    pub const REPLY: u8 = b'y';
}

/// Appends a frame.
pub fn write(kind: u8, content: &[&[u8]], out: &mut BytesMut) {
    let length: usize = content.iter().map(|part| part.len()).sum();
    out.reserve(length + 5);
    out.put_u32(u32::try_from(length + 1).unwrap_or(u32::MAX));
    out.put_u8(kind);
    content.iter().for_each(|part| out.extend_from_slice(part));
}

/// Takes a whole frame from the front of `input`. `None`: more has to come.
pub fn read(input: &mut BytesMut) -> Result<Option<(u8, Bytes)>, Trouble> {
    let Some(length) = input.first_chunk::<4>() else { return Ok(None) };
    let length = u32::from_be_bytes(*length) as usize;
    if length == 0 || length > MAX {
        return Err(Trouble::nonsense(format!("a frame of {length} bytes")));
    }
    if input.len() < 4 + length {
        return Ok(None);
    }
    input.advance(4);
    let mut frame = input.split_to(length).freeze();
    let kind = frame.get_u8();
    Ok(Some((kind, frame)))
}

/// A text and its closing NUL, as the protocol writes texts.
pub fn text(words: &str) -> Vec<u8> {
    let mut bytes: Vec<u8> = words.bytes().filter(|byte| *byte != 0).collect();
    bytes.push(0);
    bytes
}

/// The texts of a frame, each without its NUL; the last may lack it.
pub fn texts(content: &[u8]) -> Vec<&[u8]> {
    let mut texts: Vec<&[u8]> = content.split(|byte| *byte == 0).collect();
    if texts.last().is_some_and(|last| last.is_empty()) {
        texts.pop();
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn frames_are_read_as_they_come() {
        let mut wire = BytesMut::new();
        write(say::HELLO, &[&text("client.example")], &mut wire);
        write(say::QUIT, &[], &mut wire);
        assert_eq!(&wire[..5], b"\0\0\0\x10H");
        let mut input = BytesMut::new();
        let mut frames = Vec::new();
        for byte in wire {
            input.put_u8(byte);
            frames.extend(read(&mut input).expect("sound"));
        }
        assert_eq!(frames, [(b'H', Bytes::from_static(b"client.example\0")), (b'Q', Bytes::new())]);
        for length in [0u32, u32::MAX] {
            assert!(read(&mut BytesMut::from(&length.to_be_bytes()[..])).is_err());
        }
    }

    proptest! {
        #[test]
        fn no_frame_panics(noise in proptest::collection::vec(any::<u8>(), 0..64)) {
            let mut input = BytesMut::from(&noise[..]);
            while let Ok(Some((_, content))) = read(&mut input) {
                texts(&content);
            }
        }
    }
}
