//! `ConvertFrom-StringData`: lines `key=value` as a hashtable.

use std::str::Chars;

use crate::cmdlet::prelude::*;
use crate::model::Hash;

static DATA: Param<String> = Param::new("StringData", "The lines; those that begin with `#` are left out.")
    .mandatory()
    .allows_empty()
    .position(1)
    .from_pipeline();
static DELIMITER: Param<String> =
    Param::new("Delimiter", "The character between name and value. Default: an equals sign.").position(2);

pub static CONVERT_FROM_STRING_DATA: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertFrom-StringData",
        synopsis: "Read lines of names and values",
        about: "A hashtable of texts. A backslash begins an escape such as `\\n` or `\\u00e9`; write it twice to mean itself.",
        params: &[DATA.spec(), DELIMITER.spec()],
        examples: &[Example { does: "Read two settings", run: "\"host=mx1`nport=25\" | ConvertFrom-StringData" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let delimiter = call.get(&DELIMITER)?.unwrap_or_else(|| "=".to_owned());
    let found = Hash::new();
    let text = call.require(&DATA)?;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let Some((name, value)) = line.split_once(&delimiter) else {
            let says = format!("Data line '{line}' is not in 'name{delimiter}value' format.");
            return Err(Fault::invalid("InvalidOperation", says).at(call.place(&DATA)));
        };
        let (name, value) = (name.trim(), unescaped(value.trim()).map_err(|fault| fault.at(call.place(&DATA)))?);
        if !found.add(Value::text(name), Value::text(value)) {
            let says = format!("Data item '{name}' in line '{line}' is already defined.");
            return Err(Fault::invalid("InvalidOperation", says).at(call.place(&DATA)));
        }
    }
    out.emit(Value::Hash(found))
}

/// What the escapes of a .NET regular expression's text mean.
fn unescaped(text: &str) -> Result<String, Fault> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        let meant = match letter {
            '\\' => escape(&mut rest),
            other => Some(other),
        };
        out.push(meant.ok_or_else(|| {
            Fault::invalid("InvalidOperation", format!("'{text}' has a backslash that begins no escape."))
                .fix("Write a backslash twice to mean itself.")
        })?);
    }
    Ok(out)
}

fn escape(rest: &mut Chars) -> Option<char> {
    match rest.next()? {
        'u' => hexadecimal(rest, 4),
        'x' => hexadecimal(rest, 2),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'a' => Some('\u{7}'),
        'e' => Some('\u{1b}'),
        'f' => Some('\u{c}'),
        'v' => Some('\u{b}'),
        // Marks stand for themselves, letters would have to mean something.
        mark => Some(mark).filter(|mark| !mark.is_alphanumeric()),
    }
}

fn hexadecimal(rest: &mut Chars, digits: usize) -> Option<char> {
    let number = u32::from_str_radix(rest.as_str().get(..digits)?, 16).ok()?;
    rest.nth(digits - 1);
    char::from_u32(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::over;

    #[test]
    fn lines_become_entries() {
        for (text, key, expected) in [
            ("a=1\n\n# remark\n b = x=y ", "b", "x=y"),
            ("path=C:\\\\temp\\tx", "path", "C:\\temp\tx"),
            ("e=\\u00e9\\x41", "e", "éA"),
        ] {
            let ran = over(&CONVERT_FROM_STRING_DATA, vec![Value::text(text)], &[("StringData", Value::text(text))]);
            assert_eq!(ran.out[0].property(key).map(|value| value.to_string()).as_deref(), Some(expected), "{text:?}");
        }
        for text in ["no delimiter", "a=1\nA=2", "a=\\q"] {
            let ran = over(&CONVERT_FROM_STRING_DATA, vec![Value::text(text)], &[("StringData", Value::text(text))]);
            assert_eq!(ran.end.expect_err(text).id, "InvalidOperation");
        }
    }
}
