//! Message data on the wire after DATA: dots doubled at line starts, ended by CR LF . CR LF (RFC 5321 §4.5.2).
//!
//! Promise: for every message of whole lines, and every way of cutting it into pieces, decoding what was encoded gives
//! the message back. The decoder ends nowhere but at CR LF . CR LF, and the encoder puts no such thing, and no bare CR
//! or LF, inside a message.

mod decoder;
mod encoder;

pub use decoder::DataDecoder;
pub use encoder::{BareLineEnd, DataEncoder};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::line_ends::LineEnds;
    use proptest::prelude::*;

    /// Messages thick with what matters: dots, CRs, LFs and little else.
    fn spiky() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            3 => Just(b"\r\n".to_vec()),
            2 => Just(b".".to_vec()),
            2 => Just(b"a".to_vec()),
            1 => Just(b"..".to_vec()),
            1 => Just(b"\r\n.".to_vec()),
        ];
        proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    fn encode(message: &[u8], cut: usize) -> Vec<u8> {
        let mut wire = Vec::new();
        let mut encoder = DataEncoder::new(LineEnds::Refuse);
        let (head, tail) = message.split_at(cut);
        for piece in [head, tail] {
            encoder.encode(piece, &mut |bytes| wire.extend_from_slice(bytes)).unwrap();
        }
        encoder.finish(&mut |bytes| wire.extend_from_slice(bytes)).unwrap();
        wire
    }

    proptest! {
        #[test]
        fn a_message_survives_the_wire_however_it_is_cut(message in spiky()) {
            let mut message = message;
            if !message.is_empty() && !message.ends_with(b"\r\n") {
                message.extend_from_slice(b"\r\n");
            }
            let wire = encode(&message, message.len() / 2);
            for cut in 0..=message.len() {
                prop_assert_eq!(&encode(&message, cut), &wire);
            }
            for cut in 0..=wire.len() {
                let mut decoder = DataDecoder::new(LineEnds::Refuse);
                let mut out = Vec::new();
                let (head, tail) = wire.split_at(cut);
                let first = decoder.decode(head, &mut |bytes| out.extend_from_slice(bytes));
                if cut < wire.len() {
                    prop_assert_eq!(first, None);
                    prop_assert_eq!(decoder.decode(tail, &mut |bytes| out.extend_from_slice(bytes)), Some(tail.len()));
                } else {
                    prop_assert_eq!(first, Some(cut));
                }
                prop_assert!(!decoder.saw_bare_line_end());
                prop_assert_eq!(&out, &message);
            }
        }

        #[test]
        fn what_leaves_has_no_bare_line_end_and_one_end(message in proptest::collection::vec(
            prop_oneof![Just(b'\r'), Just(b'\n'), Just(b'.'), Just(b'a')], 0..40)) {
            let mut wire = Vec::new();
            let mut encoder = DataEncoder::new(LineEnds::Normalize);
            encoder.encode(&message, &mut |bytes| wire.extend_from_slice(bytes)).unwrap();
            encoder.finish(&mut |bytes| wire.extend_from_slice(bytes)).unwrap();
            let text = String::from_utf8(wire).unwrap();
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{text:?}");
            let whole = format!("\r\n{text}");
            prop_assert_eq!(whole.find("\r\n.\r\n"), Some(whole.len() - 5));
        }

        #[test]
        fn no_wire_bytes_panic(wire in proptest::collection::vec(
            prop_oneof![Just(b'\r'), Just(b'\n'), Just(b'.'), any::<u8>()], 0..60), normalize in any::<bool>()) {
            let ends = if normalize { LineEnds::Normalize } else { LineEnds::Refuse };
            let mut decoder = DataDecoder::new(ends);
            let mut out = Vec::new();
            let mut rest = &wire[..];
            while let Some(used) = decoder.decode(rest, &mut |bytes| out.extend_from_slice(bytes)) {
                rest = &rest[used..];
            }
            let text = String::from_utf8_lossy(&out).replace("\r\n", "");
            prop_assert!(!text.contains(['\r', '\n']), "what is stored has whole lines only");
        }
    }
}
