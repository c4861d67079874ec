//! `Format-Hex`: the bytes of files, texts and numbers in hexadecimal digits.

use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use super::bytes::{bytes_of, random_mark};
use crate::cmdlet::file::encoding::{ENCODING, Encoding};
use crate::cmdlet::file::paths::{LITERAL_PATH, meant_or_told, place_of};
use crate::cmdlet::file::place::{named, unusable};
use crate::cmdlet::object::input;
use crate::cmdlet::prelude::*;
use crate::model::file_bytes::FileBytes;
use crate::model::view::view;

static PATH: Param<Vec<String>> = Param::new("Path", "Files; `*` allowed.").position(1);
static INPUT: Param<Value> =
    Param::new("InputObject", "Text, numbers, truth values or files; usually they come by the pipeline.")
        .from_pipeline();
static COUNT: Param<u64> = Param::new("Count", "Only so many bytes of each.").long_from(1);
static OFFSET: Param<u64> = Param::new("Offset", "Leave out so many bytes at the beginning of each.").long_from(0);
static RAW: Param<Switch> = Param::switch("Raw", "Nothing: taken for old scripts, as PowerShell takes it.");

/// Bytes in a line.
const WIDTH: usize = 16;

view! {
    /// The bytes of one line.
    ByteCollection as "Microsoft.PowerShell.Commands.ByteCollection", shown ["HexOffset", "HexBytes", "Ascii"] {
        /// The place of the first byte.
        "Offset64" offset64: u64 as "UInt64";
        /// The same in hexadecimal digits.
        "HexOffset" hex_offset: String as "String";
        /// The bytes in hexadecimal digits.
        "HexBytes" hex_bytes: String as "String";
        /// The bytes as characters, where they are some.
        "Ascii" ascii: String as "String";
        /// The file that they are of.
        "Path" path: Option<String> as "String";
        /// What they are of.
        "Label" label: String as "String";
        /// The bytes.
        "Bytes" bytes: FileBytes as "Byte[]";
    }
}

pub static FORMAT_HEX: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Format-Hex",
        aliases: &["fhx"],
        synopsis: "Show bytes in hexadecimal digits",
        about: "Sixteen in a line, with their place and as characters. Numbers of one type that follow each other are shown together.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            INPUT.spec(),
            COUNT.spec(),
            OFFSET.spec(),
            ENCODING.spec(),
            RAW.spec(),
        ],
        sets: &[
            ParamSet { name: "Path", params: &["Path"], mandatory: &["Path"] },
            ParamSet { name: "LiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
            ParamSet {
                name: "ByInputObject",
                params: &["InputObject", "Encoding", "Raw"],
                mandatory: &["InputObject"],
            },
        ],
        emits: Some(ByteCollection::TYPE),
        examples: &[
            Example { does: "See which line ends a file has", run: "Format-Hex users.csv -Count 64" },
            Example {
                does: "Look into a file whose name has brackets",
                run: "Format-Hex -LiteralPath 'log[1].txt' -Offset 16",
            },
            Example { does: "See the bytes of a text", run: "'Grüße' | Format-Hex" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| {
        let part = Part { skip: call.get(&OFFSET)?.unwrap_or(0), most: call.get(&COUNT)?.unwrap_or(u64::MAX) };
        Ok(Box::new(Dump { part, held: Vec::new(), held_type: String::new() }))
    }),
};

/// Which bytes are wanted.
#[derive(Clone, Copy)]
struct Part {
    skip: u64,
    most: u64,
}

struct Dump {
    part: Part,
    /// Bytes of numbers that are shown together, and of which type these are.
    held: Vec<u8>,
    held_type: String,
}

impl Stage for Dump {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        if call.is_given("Path") || call.is_given("LiteralPath") {
            let files = meant_or_told(call)?;
            return files
                .iter()
                .filter(|file| !file.path.is_dir())
                .try_for_each(|file| self.file(call, &file.path, out));
        }
        let encoding = call.get(&ENCODING)?;
        let values = input(call).into_iter().flat_map(Value::into_items);
        values.into_iter().try_for_each(|value| self.value(call, &value, encoding, out))
    }

    fn finish(&mut self, _: &Call, out: &mut Output) -> Result<(), Fault> {
        self.flush(out)
    }
}

impl Dump {
    fn value(&mut self, call: &Call, value: &Value, encoding: Option<Encoding>, out: &mut Output) -> Result<(), Fault> {
        if let Value::Object(object) = value
            && object.base().is_none()
            && object.type_name() == "System.IO.FileInfo"
            && let Some(path) = object.get("FullName")
        {
            self.flush(out)?;
            return self.file(call, Path::new(&path.to_string()), out);
        }
        let kind = value.bare().full_type_name();
        let Some(bytes) = bytes_of(value, encoding) else {
            let says = format!(
                "Cannot convert input of type '{kind}' to hexadecimal. To view the hexadecimal formatting of its string representation, pipe it to the Out-String cmdlet before piping it to Format-Hex."
            );
            return call.error(Fault::invalid("FormatHexTypeNotSupported", says));
        };
        let is_text = matches!(value.bare(), Value::String(_));
        if is_text || self.held_type != kind {
            self.flush(out)?;
        }
        self.held_type = kind;
        self.held.extend(bytes);
        if is_text { self.flush(out) } else { Ok(()) }
    }

    /// Shows the values that are held back.
    fn flush(&mut self, out: &mut Output) -> Result<(), Fault> {
        let bytes = std::mem::take(&mut self.held);
        if bytes.is_empty() {
            return Ok(());
        }
        let kind = std::mem::take(&mut self.held_type);
        let label = format!("{} ({kind}) <{:08X}>", kind.rsplit('.').next().unwrap_or_default(), random_mark());
        let skip = usize::try_from(self.part.skip).unwrap_or(usize::MAX).min(bytes.len());
        let most = usize::try_from(self.part.most).unwrap_or(usize::MAX);
        let wanted = &bytes[skip..];
        let mut offset = self.part.skip;
        for line in wanted[..most.min(wanted.len())].chunks(WIDTH) {
            out.emit(collection(line, offset, None, &label))?;
            offset += line.len() as u64;
        }
        Ok(())
    }

    fn file(&self, call: &Call, path: &Path, out: &mut Output) -> Result<(), Fault> {
        let failed = |error: std::io::Error| named("FormatHexIOError", unusable(path, &error)).at(place_of(call));
        let opened = std::fs::File::open(path)
            .and_then(|mut file| file.seek(SeekFrom::Start(self.part.skip)).map(|_| std::io::BufReader::new(file)));
        let mut file = match opened {
            Ok(file) => file.take(self.part.most),
            Err(error) => return call.error(failed(error)),
        };
        let shown: Arc<str> = Arc::from(path.to_string_lossy());
        let mut offset = self.part.skip;
        loop {
            let mut line = Vec::with_capacity(WIDTH);
            if let Err(error) = file.by_ref().take(WIDTH as u64).read_to_end(&mut line) {
                return call.error(failed(error));
            }
            if line.is_empty() {
                return Ok(());
            }
            out.emit(collection(&line, offset, Some(&shown), &shown))?;
            offset += line.len() as u64;
        }
    }
}

fn collection(bytes: &[u8], offset: u64, path: Option<&str>, label: &str) -> ByteCollection {
    let character = |byte: &u8| match char::from(*byte) {
        '\0' => ' ',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    ByteCollection {
        offset64: offset,
        hex_offset: format!("{offset:016X}"),
        hex_bytes: digits.join(" "),
        ascii: bytes.iter().map(character).collect(),
        path: path.map(str::to_owned),
        label: label.to_owned(),
        bytes: FileBytes(bytes.to_vec()),
    }
}
