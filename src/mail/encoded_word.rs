//! Encoded words in header text (RFC 2047): decoded for people (subjects in tracking, logs and cmdlets), encoded for
//! what we write ourselves.
//!
//! Promise: never fails and never grows; a word in a charset that we do not know, or that is malformed, stays as it is
//! written. What is sent on is always the original.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Real mail forgets the padding, or cuts it.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Longest word looked at. §2 allows 75 characters; some senders put a whole subject into one. The bound keeps a text
/// made of word starts from being searched to its end for each of them.
const MAX_WORD: usize = 2048;

/// Text with its encoded words replaced by what they say.
pub fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    // Bytes of neighbouring words in one charset are put together first: senders cut characters in two.
    let mut run: Option<(Charset, Vec<u8>)> = None;
    let mut rest = text;
    while let Some(start) = rest.find("=?") {
        let (before, candidate) = rest.split_at(start);
        let Some((word, after)) = Word::split(candidate) else {
            flush(&mut run, &mut decoded);
            decoded.push_str(before);
            decoded.push_str("=?");
            rest = &candidate[2..];
            continue;
        };
        // Blanks between two encoded words only separate them (§6.2).
        if run.is_none() || !before.trim().is_empty() {
            flush(&mut run, &mut decoded);
            decoded.push_str(before);
        }
        match &mut run {
            Some((charset, bytes)) if *charset == word.charset => bytes.extend_from_slice(&word.bytes),
            _ => {
                flush(&mut run, &mut decoded);
                run = Some((word.charset, word.bytes));
            }
        }
        rest = after;
    }
    flush(&mut run, &mut decoded);
    decoded.push_str(rest);
    decoded
}

/// Text as a header field may carry it: as it is where it is ASCII, else in encoded words of at most 75 characters,
/// each on a line of its own (§2). Control characters become blanks.
pub fn encode(text: &str) -> String {
    /// Bytes whose Base64, with `=?utf-8?B?` and `?=` around it, fills a word.
    const LONGEST: usize = 45;
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.is_ascii() && !clean.contains("=?") {
        return clean;
    }
    let mut words = Vec::new();
    let mut rest = clean.as_str();
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.floor_char_boundary(LONGEST));
        words.push(format!("=?utf-8?B?{}?=", LENIENT.encode(word)));
        rest = after;
    }
    words.join("\r\n ")
}

fn flush(run: &mut Option<(Charset, Vec<u8>)>, decoded: &mut String) {
    if let Some((charset, bytes)) = run.take() {
        charset.decode(&bytes, decoded);
    }
}

struct Word {
    charset: Charset,
    bytes: Vec<u8>,
}

impl Word {
    /// Reads `=?charset?B-or-Q?text?=` from the front, and what follows it.
    fn split(text: &str) -> Option<(Word, &str)> {
        let near = &text[..text.floor_char_boundary(MAX_WORD)];
        let (charset, rest) = near.strip_prefix("=?")?.split_once('?')?;
        let (encoding, rest) = rest.split_once('?')?;
        let (content, rest) = rest.split_once("?=")?;
        let after = &text[near.len() - rest.len()..];
        if content.contains([' ', '\t', '?']) {
            return None;
        }
        let bytes = match encoding {
            "B" | "b" => LENIENT.decode(content).ok()?,
            "Q" | "q" => quoted(content)?,
            _ => return None,
        };
        Some((Word { charset: Charset::named(charset)?, bytes }, after))
    }
}

/// The `Q` encoding: `_` is a blank, `=` and two hex digits a byte.
fn quoted(content: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(content.len());
    let mut rest = content.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'_' => b' ',
            b'=' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                let (high, low) = (digit()?, digit()?);
                u8::try_from(high << 4 | low).ok()?
            }
            other => other,
        });
    }
    Some(bytes)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Charset {
    Utf8,
    /// Windows-1252, which is also what is meant by most of what says ISO-8859-1.
    Western,
    /// ISO-8859-15.
    WesternEuro,
}

impl Charset {
    fn named(name: &str) -> Option<Charset> {
        // A language may follow the charset (RFC 2231 §5).
        let name = name.split('*').next()?;
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "us-ascii" | "ascii" => Some(Charset::Utf8),
            "iso-8859-1" | "latin1" | "windows-1252" | "cp1252" => Some(Charset::Western),
            "iso-8859-15" => Some(Charset::WesternEuro),
            _ => None,
        }
    }

    fn decode(self, bytes: &[u8], text: &mut String) {
        match self {
            Charset::Utf8 => text.push_str(&String::from_utf8_lossy(bytes)),
            Charset::Western => text.extend(bytes.iter().map(|&byte| western(byte))),
            Charset::WesternEuro => text.extend(bytes.iter().map(|&byte| western_euro(byte))),
        }
    }
}

fn western(byte: u8) -> char {
    /// 0x80 to 0x9F of Windows-1252; the five unassigned ones stay control characters.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

fn western_euro(byte: u8) -> char {
    match byte {
        0xa4 => '€',
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn encoded_words_become_what_they_say() {
        for (text, expected, why) in [
            ("plain", "plain", "nothing to do"),
            ("=?utf-8?Q?caf=C3=A9_au_lait?=", "café au lait", "Q"),
            ("=?UTF-8?B?Y2Fmw6k=?= now", "café now", "B"),
            ("=?utf-8?b?Y2Fmw6k?=", "café", "forgotten padding"),
            ("=?utf-8?Q?a?=\t =?utf-8?Q?b?= c", "ab c", "blanks between words go"),
            ("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café", "a character cut in two"),
            ("=?iso-8859-1?Q?=80uro?=", "€uro", "what says Latin 1 means Windows-1252"),
            ("=?iso-8859-15?Q?=A4?=", "€", "ISO-8859-15"),
            ("=?utf-8*en?Q?hi?=", "hi", "language tag"),
            ("=?koi8-r?B?8NLJ18XU?=", "=?koi8-r?B?8NLJ18XU?=", "unknown charset stays"),
            ("=?utf-8?X?hi?=", "=?utf-8?X?hi?=", "unknown encoding stays"),
            ("a =? b", "a =? b", "no word"),
            ("=?utf-8?Q?=4?=", "=?utf-8?Q?=4?=", "half an escape"),
            ("Re: =?utf-8?Q?x?=y", "Re: xy", "text on both sides"),
        ] {
            assert_eq!(decode(text), expected, "{why}");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes(text in "\\PC{0,120}") {
            let encoded = encode(&text);
            prop_assert!(encoded.is_ascii() && encoded.lines().all(|line| text.is_ascii() || line.len() <= 76));
            prop_assert_eq!(decode(&encoded.replace("\r\n", "")), text);
        }

        #[test]
        fn no_text_panics(text in "(=\\?|utf-8|\\?|Q|B|=|[a-z ]|\\PC){0,30}") {
            decode(&text);
        }
    }
}
