//! X-LINK2STATE: text in chunks, each on a command line or a line of a reply.
//!
//! ```text
//! X-LINK2STATE FIRST CHUNK={0000076C} …       or NEXT, or LAST: the text is whole
//! 200 LAST CHUNK={0000000B} DIGEST_SAME       what is answered goes in the same way, several chunks to a reply
//! ```
//!
//! The number is that of the bytes behind it, in eight hexadecimal digits. The frame is Exchange's; what it carries there is
//! not published, so the text is our own: graphic characters of ASCII and single blanks between words.

use std::fmt::Write as _;

/// Most bytes of text in one chunk: it fits on a command line.
const MOST_IN_CHUNK: usize = 1900;

/// Most bytes of text in all its chunks.
pub const MOST_IN_ALL: usize = 4 * 1024 * 1024;

/// Which part of a text a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    First,
    Next,
    Last,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk<'a> {
    pub place: Place,
    pub text: &'a str,
}

impl<'a> Chunk<'a> {
    /// `FIRST CHUNK={0000000B} DIGEST_SAME`; `None` if it is not of that form, or its length is another.
    pub fn parse(argument: &'a str) -> Option<Chunk<'a>> {
        let (place, rest) = argument.split_once(' ')?;
        let place = match place.to_ascii_uppercase().as_str() {
            "FIRST" => Place::First,
            "NEXT" => Place::Next,
            "LAST" => Place::Last,
            _ => return None,
        };
        let (frame, text) = rest.split_once(' ').unwrap_or((rest, ""));
        let opening = frame.get(..7).filter(|opening| opening.eq_ignore_ascii_case("CHUNK={"))?;
        let digits = frame[opening.len()..].strip_suffix('}')?;
        let is_number = digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let length = is_number.then(|| usize::from_str_radix(digits, 16).ok())??;
        (length == text.len()).then_some(Chunk { place, text })
    }
}

/// The text in chunks, written out.
pub fn chunks(text: &str) -> Vec<String> {
    let mut chunks = Vec::with_capacity(text.len() / MOST_IN_CHUNK + 1);
    let mut rest = text;
    loop {
        let (now, later) = rest.split_at(cut(rest));
        let place = match (chunks.is_empty(), later.is_empty()) {
            (_, true) => "LAST",
            (true, false) => "FIRST",
            (false, false) => "NEXT",
        };
        chunks.push(format!("{place} CHUNK={{{:08X}}} {now}", now.len()));
        if later.is_empty() {
            return chunks;
        }
        rest = later;
    }
}

/// Where a chunk ends: not beside a blank, which a line loses at its end.
fn cut(text: &str) -> usize {
    if text.len() <= MOST_IN_CHUNK {
        return text.len();
    }
    let bytes = text.as_bytes();
    let is_inside = |at: &usize| text.is_char_boundary(*at) && bytes[*at] != b' ' && bytes[*at - 1] != b' ';
    (1..=MOST_IN_CHUNK).rev().find(is_inside).unwrap_or(text.len())
}

/// The chunks of a text that have come so far.
#[derive(Debug, Default)]
pub struct Gathering(Option<String>);

/// Why a chunk does not go with those before it. What has come so far is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misplaced {
    #[error("the first chunk is missing")]
    NoFirst,
    #[error("the text is too long")]
    TooMuch,
}

impl Gathering {
    /// The text, once it is whole. A FIRST begins another one; a LAST may be all there is.
    pub fn add(&mut self, chunk: Chunk<'_>) -> Result<Option<String>, Misplaced> {
        let before = self.0.take();
        let mut text = match (chunk.place, before) {
            (Place::First, _) | (Place::Last, None) => String::new(),
            (_, Some(before)) => before,
            (Place::Next, None) => return Err(Misplaced::NoFirst),
        };
        if text.len() + chunk.text.len() > MOST_IN_ALL {
            return Err(Misplaced::TooMuch);
        }
        text.push_str(chunk.text);
        match chunk.place {
            Place::Last => Ok(Some(text)),
            Place::First | Place::Next => {
                self.0 = Some(text);
                Ok(None)
            }
        }
    }
}

/// JSON in graphic characters of ASCII alone.
pub fn graphic(json: &str) -> String {
    let mut written = String::with_capacity(json.len());
    for character in json.chars() {
        // Other characters stand in strings only, where each may be written by its number.
        if character.is_ascii_graphic() {
            written.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to memory has no failure to report.
                let _ = write!(written, "\\u{unit:04x}");
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn chunks_are_read_in_any_case_and_only_whole() {
        let of = |place, text| Some(Chunk { place, text });
        for (argument, expected, why) in [
            ("FIRST CHUNK={00000003} abc", of(Place::First, "abc"), "usual"),
            ("next chunk={0000000b} a b c d e f", of(Place::Next, "a b c d e f"), "any case, and blanks"),
            ("LAST CHUNK={00000000}", of(Place::Last, ""), "nothing in it"),
            ("LAST CHUNK={00000000} ", of(Place::Last, ""), "nothing in it, as it is written"),
            ("LAST CHUNK={00000004} abc", None, "too short"),
            ("LAST CHUNK={00000002} abc", None, "too long"),
            ("LAST CHUNK={3} abc", None, "eight digits"),
            ("LAST CHUNK={+0000003} abc", None, "a sign"),
            ("LAST CHUNK=00000003 abc", None, "braces"),
            ("MIDDLE CHUNK={00000003} abc", None, "no such place"),
            ("LAST", None, "no length"),
            ("", None, "nothing"),
            ("LAST CHÜNK={00000003} abc", None, "beyond ASCII"),
        ] {
            assert_eq!(Chunk::parse(argument), expected, "{why}");
        }
    }

    #[test]
    fn a_text_is_gathered_from_its_chunks_or_not_at_all() {
        let chunk = |place, text| Chunk { place, text };
        let mut gathering = Gathering::default();
        assert_eq!(gathering.add(chunk(Place::Next, "b")), Err(Misplaced::NoFirst));
        assert_eq!(gathering.add(chunk(Place::Last, "all")), Ok(Some("all".to_owned())));
        assert_eq!(gathering.add(chunk(Place::First, "lost")), Ok(None));
        assert_eq!(gathering.add(chunk(Place::First, "a")), Ok(None));
        assert_eq!(gathering.add(chunk(Place::Next, "b")), Ok(None));
        assert_eq!(gathering.add(chunk(Place::Last, "c")), Ok(Some("abc".to_owned())));
        let most = "x".repeat(MOST_IN_ALL);
        assert_eq!(gathering.add(chunk(Place::First, &most)), Ok(None));
        assert_eq!(gathering.add(chunk(Place::Last, "y")), Err(Misplaced::TooMuch));
        assert_eq!(gathering.add(chunk(Place::Next, "y")), Err(Misplaced::NoFirst), "nothing is kept of it");
    }

    #[test]
    fn json_is_written_in_graphic_characters() {
        let json = r#"{"a":"Zürich 🦀"}"#;
        assert_eq!(graphic(json), r#"{"a":"Z\u00fcrich\u0020\ud83e\udd80"}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&graphic(json)).unwrap()["a"], "Zürich 🦀");
    }

    proptest! {
        #[test]
        fn what_is_cut_up_is_put_together_again(text in "[!-~]{0,3000}( [!-~]{1,3000}){0,3}") {
            let mut gathering = Gathering::default();
            let chunks = chunks(&text);
            for (number, line) in chunks.iter().enumerate() {
                prop_assert!(line.len() < 2000);
                let whole = gathering.add(Chunk::parse(line.trim_end()).unwrap()).unwrap();
                prop_assert_eq!(whole, (number + 1 == chunks.len()).then(|| text.clone()));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,80}", digits in "[0-9a-fA-F]{0,9}") {
            let _ = Chunk::parse(&text);
            let _ = Chunk::parse(&format!("LAST CHUNK={{{digits}}} {text}"));
            let _ = chunks(&graphic(&text));
        }
    }
}
