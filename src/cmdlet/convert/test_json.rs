//! `Test-Json`: whether a text is JSON.

use std::io::Read;

use crate::cmdlet::file::encoding::reader;
use crate::cmdlet::file::paths::{LITERAL_PATH, place_of, to_read};
use crate::cmdlet::file::place::unusable;
use crate::cmdlet::prelude::*;
use crate::model::json::{Shape, read};

static JSON: Param<String> = Param::new("Json", "The text.").mandatory().position(1).from_pipeline();
static PATH: Param<Vec<String>> = Param::new("Path", "Files that hold one text each; `*` allowed.").position(1);

/// A larger file is not looked at: it would have to lie in memory all at once.
const LARGEST: u64 = 256 << 20;

pub static TEST_JSON: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Test-Json",
        synopsis: "Tell whether a text is JSON",
        about: "True or False, by RFC 8259; where it is not, an error says what is wrong with it. ConvertFrom-Json takes more than that.",
        params: &[JSON.spec(), PATH.spec(), LITERAL_PATH.spec()],
        sets: &[
            ParamSet { name: "JsonString", params: &["Json"], mandatory: &["Json"] },
            ParamSet { name: "JsonPath", params: &["Path"], mandatory: &["Path"] },
            ParamSet { name: "JsonLiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
        ],
        examples: &[
            Example { does: "Check an answer before it is used", run: "Test-Json '{\"queues\": [1, 2]}'" },
            Example { does: "Check the files of a folder", run: "Test-Json -Path *.json" },
            Example {
                does: "Check a file whose name has brackets",
                run: "Set-Content -LiteralPath 'queues[1].json' '[]'; Test-Json -LiteralPath 'queues[1].json'",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    if let Some(text) = call.get(&JSON)? {
        return tell(call, &text, out);
    }
    for path in to_read(call)? {
        let mut text = String::new();
        match reader(&path, None).and_then(|file| file.take(LARGEST).read_to_string(&mut text)) {
            Ok(_) => tell(call, &text, out)?,
            Err(error) => call.error(unusable(&path, &error).at(place_of(call)))?,
        }
    }
    Ok(())
}

fn tell(call: &Call, text: &str, out: &mut Output) -> Result<(), Fault> {
    // Keys that differ in letter case alone are no fault of the text.
    let wrong = read(text, Shape::Hashtable).err().filter(|fault| fault.id == "InvalidJson");
    let is_json = wrong.is_none();
    if let Some(wrong) = wrong {
        let says =
            Fault::invalid("InvalidJson", "Cannot parse the JSON.").cause(&wrong.says).categorized("InvalidData");
        call.error(says.at(call.place(&JSON)))?;
    }
    out.emit(is_json)
}
