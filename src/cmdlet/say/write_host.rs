//! `Write-Host`: tells the person something, beside the results.

use crate::cmdlet::prelude::*;
use crate::lang::call::{HostMessage, Record};
use crate::model::choice::choice;

static OBJECT: Param<Value> =
    Param::new("Object", "What to say.").position(1).from_pipeline().takes_rest().aliases(&["Msg", "Message"]);
static NO_NEWLINE: Param<Switch> = Param::switch("NoNewline", "Go on in the same line next time.");
static SEPARATOR: Param<String> = Param::new("Separator", "Between the items of an array. Default: a blank.");

static FOREGROUND: Param<Colour> = Param::new("ForegroundColor", "Colour of the letters, on a screen with colours.");
static BACKGROUND: Param<Colour> = Param::new("BackgroundColor", "Colour behind them.");

choice! {
    /// The sixteen colours of a console.
    Colour as "ConsoleColor" {
        Black,
        DarkBlue,
        DarkGreen,
        DarkCyan,
        DarkRed,
        DarkMagenta,
        DarkYellow,
        Gray,
        DarkGray,
        Blue,
        Green,
        Cyan,
        Red,
        Magenta,
        Yellow,
        White,
    }
}

impl Colour {
    /// The terminal's number for it as a foreground (ECMA-48 8.3.117, and the bright ones of aixterm).
    fn code(self) -> u8 {
        const OF_EIGHT: [u8; 8] = [0, 4, 2, 6, 1, 5, 3, 7];
        match self {
            Colour::Gray => 37,
            Colour::DarkGray => 90,
            colour if (colour as usize) < 8 => 30 + OF_EIGHT[colour as usize],
            colour => 90 + OF_EIGHT[colour as usize - 8],
        }
    }
}

pub static WRITE_HOST: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Host",
        synopsis: "Tell the person something",
        about: "It goes to the information stream and so does not mix with results that are piped or redirected.",
        params: &[OBJECT.spec(), NO_NEWLINE.spec(), SEPARATOR.spec(), FOREGROUND.spec(), BACKGROUND.spec()],
        examples: &[
            Example { does: "Say what comes next", run: "Write-Host 'Checking the connectors'" },
            Example { does: "Say that all is well", run: "Write-Host 'OK' -ForegroundColor Green" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    let separator = call.get(&SEPARATOR)?.unwrap_or_else(|| " ".to_owned());
    let text = call.get(&OBJECT)?.map_or_else(String::new, |object| text(&object, &separator));
    let no_newline = call.is_set(&NO_NEWLINE)?;
    let data = Some(Value::scalar(HostMessage {
        message: text.clone(),
        no_newline,
        foreground: call.get(&FOREGROUND)?.map(Colour::name),
        background: call.get(&BACKGROUND)?.map(Colour::name),
    }));
    let text = coloured(call, text)?;
    call.engine.write(call, Record::Information { text, to_host: true, no_newline, tags: Vec::new(), data })
}

/// What stands in a list is written one by one, however deep it lies.
fn text(object: &Value, separator: &str) -> String {
    match object {
        Value::Array(items) => {
            items.items().iter().map(|item| text(item, separator)).collect::<Vec<_>>().join(separator)
        }
        // Its entries have no text of their own.
        Value::Hash(hash) => vec!["System.Collections.DictionaryEntry"; hash.len()].join(separator),
        one => one.to_string(),
    }
}

fn coloured(call: &Call, text: String) -> Result<String, Fault> {
    let (letters, behind) = (call.get(&FOREGROUND)?, call.get(&BACKGROUND)?);
    if !call.engine.terminal().is_coloured() || (letters, behind) == (None, None) {
        return Ok(text);
    }
    let codes = letters.map(Colour::code).into_iter().chain(behind.map(|colour| colour.code() + 10));
    let codes: Vec<String> = codes.map(|code| code.to_string()).collect();
    Ok(format!("\u{1b}[{}m{text}\u{1b}[0m", codes.join(";")))
}
