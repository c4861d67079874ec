//! How text stands in a file.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Cursor, Read, Write};
use std::path::Path;

pub use super::encoding_name::Encoding;
use crate::cmdlet::prelude::*;

pub static ENCODING: Param<Encoding> = Param::new("Encoding", ENCODING_DOC);
/// The same where it may stand behind the file without its name.
pub static ENCODING_SECOND: Param<Encoding> = Param::new("Encoding", ENCODING_DOC).position(2);
const ENCODING_DOC: &str = "How the text stands in the file. Default: UTF-8 without a byte order mark.";

impl Encoding {
    /// Whether the bytes are those of UTF-8.
    fn is_utf8(self) -> bool {
        matches!(self, Encoding::Default | Encoding::Oem | Encoding::Utf8 | Encoding::Utf8BOM | Encoding::Utf8NoBOM)
    }

    /// What mail calls it, unless it is UTF-8.
    pub fn charset(self) -> Option<&'static str> {
        Some(match self {
            Encoding::Ansi => "windows-1252",
            Encoding::Ascii => "us-ascii",
            Encoding::Latin1 => "iso-8859-1",
            Encoding::Unicode => "utf-16le",
            Encoding::BigEndianUnicode => "utf-16be",
            Encoding::Utf32 => "utf-32le",
            Encoding::BigEndianUTF32 => "utf-32be",
            Encoding::Default | Encoding::Oem | Encoding::Utf8 | Encoding::Utf8BOM | Encoding::Utf8NoBOM => {
                return None;
            }
        })
    }

    /// The bytes of a text, without a mark.
    pub fn encode(self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len());
        self.write(text, &mut bytes).expect("memory takes what is written");
        bytes
    }

    fn write(self, text: &str, out: &mut impl Write) -> io::Result<()> {
        match self {
            Encoding::Unicode => text.encode_utf16().try_for_each(|unit| out.write_all(&unit.to_le_bytes())),
            Encoding::BigEndianUnicode => text.encode_utf16().try_for_each(|unit| out.write_all(&unit.to_be_bytes())),
            Encoding::Utf32 => text.chars().try_for_each(|c| out.write_all(&u32::from(c).to_le_bytes())),
            Encoding::BigEndianUTF32 => text.chars().try_for_each(|c| out.write_all(&u32::from(c).to_be_bytes())),
            Encoding::Latin1 => one_byte(text, out, |c| u8::try_from(c).ok()),
            Encoding::Ansi => one_byte(text, out, |c| match ANSI.iter().position(|known| *known == c) {
                Some(at) => u8::try_from(0x80 + at).ok(),
                None => u8::try_from(c).ok().filter(|byte| !(0x80..0xa0).contains(byte)),
            }),
            Encoding::Ascii => one_byte(text, out, |c| u8::try_from(c).ok().filter(u8::is_ascii)),
            _ => out.write_all(text.as_bytes()),
        }
    }

    /// Whether a new file begins with a byte order mark.
    fn has_mark(self) -> bool {
        matches!(
            self,
            Encoding::Utf8BOM
                | Encoding::Unicode
                | Encoding::BigEndianUnicode
                | Encoding::Utf32
                | Encoding::BigEndianUTF32
        )
    }
}

fn one_byte(text: &str, out: &mut impl Write, byte: impl Fn(char) -> Option<u8>) -> io::Result<()> {
    text.chars().try_for_each(|c| out.write_all(&[byte(c).unwrap_or(b'?')]))
}

/// What 0x80 to 0x9f are in code page 1252 (the WHATWG's table); elsewhere it is Latin 1.
const ANSI: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Files in another encoding than UTF-8 are held in memory, and no more than this of them.
const LARGEST: u64 = 512 << 20;

/// Opens a file for reading as UTF-8, whatever it is in; without its byte order mark.
pub fn reader(path: &Path, encoding: Option<Encoding>) -> io::Result<Box<dyn BufRead + Send>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut file = BufReader::new(file);
    let (found, mark) = marked(file.fill_buf()?);
    file.consume(mark);
    match found.or(encoding).unwrap_or(Encoding::Default) {
        encoding if encoding.is_utf8() => Ok(Box::new(file)),
        other => {
            let mut bytes = Vec::new();
            file.take(LARGEST + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > LARGEST {
                return Err(io::Error::new(io::ErrorKind::FileTooLarge, "more than 512 MB that are not UTF-8"));
            }
            Ok(Box::new(Cursor::new(decoded(&bytes, other))))
        }
    }
}

/// What the mark at the beginning of a file says of it.
pub fn marked_encoding(path: &Path) -> io::Result<Option<Encoding>> {
    let mut beginning = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut beginning)?;
    Ok(marked(&beginning).0)
}

/// What the mark at the beginning says, and how long it is.
fn marked(beginning: &[u8]) -> (Option<Encoding>, usize) {
    match beginning {
        [0xef, 0xbb, 0xbf, ..] => (Some(Encoding::Utf8), 3),
        [0xff, 0xfe, 0, 0, ..] => (Some(Encoding::Utf32), 4),
        [0, 0, 0xfe, 0xff, ..] => (Some(Encoding::BigEndianUTF32), 4),
        [0xff, 0xfe, ..] => (Some(Encoding::Unicode), 2),
        [0xfe, 0xff, ..] => (Some(Encoding::BigEndianUnicode), 2),
        _ => (None, 0),
    }
}

fn decoded(bytes: &[u8], encoding: Encoding) -> String {
    let units = |unit: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes.as_chunks::<2>();
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    let wide = |unit: fn([u8; 4]) -> u32| {
        let (units, _) = bytes.as_chunks::<4>();
        units.iter().map(|bytes| char::from_u32(unit(*bytes)).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match encoding {
        Encoding::Utf32 => wide(u32::from_le_bytes),
        Encoding::BigEndianUTF32 => wide(u32::from_be_bytes),
        Encoding::Ansi => bytes
            .iter()
            .map(|byte| match byte {
                0x80..0xa0 => ANSI[usize::from(byte - 0x80)],
                other => char::from(*other),
            })
            .collect(),
        Encoding::Unicode => units(u16::from_le_bytes),
        Encoding::BigEndianUnicode => units(u16::from_be_bytes),
        Encoding::Latin1 => bytes.iter().map(|byte| char::from(*byte)).collect(),
        Encoding::Ascii => bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Bytes are in no encoding.
pub fn warn_of_encoding(call: &Call, are_bytes: &Param<Switch>) -> Result<(), Fault> {
    match call.is_given("Encoding") && call.is_set(are_bytes)? {
        true => call.warn("Encoding not used when '-AsByteStream' specified."),
        false => Ok(()),
    }
}

/// What the next line of a reader is, without its end, which may be a carriage return alone; bytes that are no UTF-8
/// become replacement characters.
pub fn next_line(reader: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    loop {
        let found = reader.fill_buf()?;
        if found.is_empty() {
            return Ok((!line.is_empty()).then(|| String::from_utf8_lossy(&line).into_owned()));
        }
        let end = found.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let ends_with = end.map(|end| found[end]);
        line.extend_from_slice(&found[..end.unwrap_or(found.len())]);
        let taken = end.map_or(found.len(), |end| end + 1);
        reader.consume(taken);
        if ends_with == Some(b'\r') && reader.fill_buf()?.first() == Some(&b'\n') {
            reader.consume(1);
        }
        if ends_with.is_some() {
            return Ok(Some(String::from_utf8_lossy(&line).into_owned()));
        }
    }
}

/// The text up to the next delimiter, without it.
pub fn next_part(reader: &mut dyn BufRead, delimiter: &str) -> io::Result<Option<String>> {
    let Some(last) = delimiter.bytes().last() else { return next_line(reader) };
    let mut part = Vec::new();
    while reader.read_until(last, &mut part)? > 0 && part.ends_with(&[last]) {
        if let Some(before) = part.strip_suffix(delimiter.as_bytes()) {
            return Ok(Some(String::from_utf8_lossy(before).into_owned()));
        }
    }
    Ok((!part.is_empty()).then(|| String::from_utf8_lossy(&part).into_owned()))
}

/// A file that text is written to.
pub struct TextFile {
    file: BufWriter<File>,
    encoding: Encoding,
}

impl TextFile {
    /// A file that is open for writing; `is_new`: nothing stands in it yet.
    pub fn new(file: File, encoding: Encoding, is_new: bool) -> io::Result<TextFile> {
        let mut text = TextFile { file: BufWriter::new(file), encoding };
        if is_new && encoding.has_mark() {
            text.write("\u{feff}")?;
        }
        Ok(text)
    }

    pub fn write(&mut self, text: &str) -> io::Result<()> {
        self.encoding.write(text, &mut self.file)
    }

    /// Bytes as they are, whatever the encoding.
    pub fn write_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    pub fn finish(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_back_from_every_encoding() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("text");
        for (encoding, expected) in [
            (Encoding::Default, "Grüße 📧"),
            (Encoding::Utf8BOM, "Grüße 📧"),
            (Encoding::Unicode, "Grüße 📧"),
            (Encoding::BigEndianUnicode, "Grüße 📧"),
            (Encoding::Utf32, "Grüße 📧"),
            (Encoding::BigEndianUTF32, "Grüße 📧"),
            (Encoding::Oem, "Grüße 📧"),
            (Encoding::Ansi, "Grüße ?"),
            (Encoding::Latin1, "Grüße ?"),
            (Encoding::Ascii, "Gr??e ?"),
        ] {
            let mut text = TextFile::new(File::create(&path).expect("writable"), encoding, true).expect("written");
            text.write("Grüße 📧\r\nsecond").and_then(|()| text.finish()).expect("written");
            let mut lines = reader(&path, Some(encoding)).expect("readable");
            assert_eq!(next_line(&mut *lines).expect("read").as_deref(), Some(expected), "{encoding}");
            assert_eq!(next_line(&mut *lines).expect("read").as_deref(), Some("second"), "{encoding}");
            assert_eq!(next_line(&mut *lines).expect("read"), None);
        }
        assert_eq!(reader(folder.path(), None).err().map(|error| error.kind()), Some(io::ErrorKind::IsADirectory));
    }
}
