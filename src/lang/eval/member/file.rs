//! `[System.IO.File]`, `[System.IO.Path]` and `[System.Text.Encoding]`.

use std::fmt;
use std::path::Path;

use super::super::Interpreter;
use super::super::stop::Eval;
use super::math::{byte_array, bytes_of};
use super::{Answer, argument, no_method, threw};
use crate::model::{Array, Scalar, Value, convert};

/// No file is read whole beyond this: a script's slip must not take the machine's memory.
const MOST_BYTES: u64 = 512 << 20;

impl Interpreter {
    pub(super) fn call_file(&self, name: &str, arguments: &[Value]) -> Eval<Answer> {
        let given = argument(arguments, 0, name)?.to_string();
        let path = self.full_path(&given);
        let failed = |error: std::io::Error| threw(name, arguments.len(), &format!("{error}: '{given}'"));
        let read = || -> Eval<Vec<u8>> {
            let length = std::fs::metadata(&path).map_err(failed)?.len();
            if length > MOST_BYTES {
                return Err(threw(name, arguments.len(), &format!("'{given}' is too large to be read at once.")));
            }
            std::fs::read(&path).map_err(failed)
        };
        let text = || argument(arguments, 1, name).map(ToString::to_string);
        let write = |bytes: &[u8]| std::fs::write(&path, bytes).map_err(failed).map(|()| Answer::Void);
        match name {
            "exists" => Ok(Answer::Is(Value::Bool(path.is_file()))),
            "readallbytes" => Ok(Answer::Is(byte_array(&read()?))),
            "readalltext" => Ok(Answer::Is(Value::text(String::from_utf8_lossy(&read()?)))),
            "readalllines" => {
                let bytes = read()?;
                let lines = String::from_utf8_lossy(&bytes).lines().map(Value::text).collect();
                Ok(Answer::Is(Value::Array(Array::of("String[]", lines))))
            }
            "writealltext" => write(text()?.as_bytes()),
            "writeallbytes" => write(&bytes_of(argument(arguments, 1, name)?)?),
            "writealllines" => {
                let lines = argument(arguments, 1, name)?.clone().into_items();
                write(lines.iter().map(|line| format!("{line}\n")).collect::<String>().as_bytes())
            }
            "appendalltext" => {
                use std::io::Write;
                let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
                file.write_all(text()?.as_bytes()).map_err(failed)?;
                Ok(Answer::Void)
            }
            "delete" => match std::fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(error)),
                _ => Ok(Answer::Void),
            },
            _ => Err(no_method("System.IO.File", name).into()),
        }
    }
}

pub(super) fn call_path(interpreter: &Interpreter, name: &str, arguments: &[Value]) -> Eval<Answer> {
    let text = |at: usize| argument(arguments, at, name).map(ToString::to_string);
    let part = |found: Option<&std::ffi::OsStr>| Value::text(found.unwrap_or_default().to_string_lossy());
    Ok(Answer::Is(match name {
        "combine" => {
            let mut whole = std::path::PathBuf::new();
            arguments.iter().for_each(|argument| whole.push(argument.to_string()));
            Value::text(whole.to_string_lossy())
        }
        "getfilename" => part(Path::new(&text(0)?).file_name()),
        "getfilenamewithoutextension" => part(Path::new(&text(0)?).file_stem()),
        "getextension" => {
            let path = text(0)?;
            Value::text(Path::new(&path).extension().map_or(String::new(), |end| format!(".{}", end.to_string_lossy())))
        }
        "getdirectoryname" => {
            let path = text(0)?;
            Value::text(Path::new(&path).parent().unwrap_or(Path::new("")).to_string_lossy())
        }
        "changeextension" => {
            let path = Path::new(&text(0)?).with_extension(text(1)?.trim_start_matches('.'));
            Value::text(path.to_string_lossy())
        }
        "getfullpath" => Value::text(interpreter.full_path(&text(0)?).to_string_lossy()),
        "gettemppath" => Value::text(std::env::temp_dir().to_string_lossy()),
        "ispathrooted" => Value::Bool(Path::new(&text(0)?).is_absolute()),
        _ => return Err(no_method("System.IO.Path", name).into()),
    }))
}

/// `[System.Text.Encoding]::UTF8` and `::ASCII`.
pub(super) struct Utf8;

impl Utf8 {
    pub(super) fn call(&self, name: &str, arguments: &[Value]) -> Eval<Answer> {
        let first = argument(arguments, 0, name)?;
        match name {
            "getbytes" => Ok(Answer::Is(byte_array(first.to_string().as_bytes()))),
            "getstring" => Ok(Answer::Is(Value::text(String::from_utf8_lossy(&bytes_of(first)?)))),
            "getbytecount" => {
                Ok(Answer::Is(Value::Int(convert::to_int(&Value::Long(first.to_string().len() as i64))?)))
            }
            _ => Ok(Answer::NoSuch),
        }
    }
}

impl fmt::Display for Utf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.Text.UTF8Encoding")
    }
}

impl Scalar for Utf8 {
    fn type_name(&self) -> &'static str {
        "UTF8Encoding"
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
