//! `[System.IO.File]`, `[System.IO.Path]` and `[System.Text.Encoding]`.

use std::fmt;
use std::path::Path;

use super::super::Interpreter;
use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::math::{byte_array, bytes_of};
use super::statics::{Statics, property};
use super::{Answer, argument, no_method, threw};
use crate::model::{Array, Scalar, Value, convert};

/// No file is read whole beyond this: a script's slip must not take the machine's memory.
const MOST_BYTES: u64 = 512 << 20;

methods! {
    /// Of `[System.IO.File]`.
    FileMethod {
        AppendAllText "static void AppendAllText(string path, string contents)";
        Delete "static void Delete(string path)";
        Exists "static bool Exists(string path)";
        ReadAllBytes "static byte[] ReadAllBytes(string path)";
        ReadAllLines "static string[] ReadAllLines(string path)";
        ReadAllText "static string ReadAllText(string path)";
        WriteAllBytes "static void WriteAllBytes(string path, byte[] bytes)";
        WriteAllLines "static void WriteAllLines(string path, string[] contents)";
        WriteAllText "static void WriteAllText(string path, string contents)";
    }
}

methods! {
    /// Of `[System.IO.Path]`.
    PathMethod {
        ChangeExtension "static string ChangeExtension(string path, string extension)";
        Combine "static string Combine(Params string[] paths)";
        GetDirectoryName "static string GetDirectoryName(string path)";
        GetExtension "static string GetExtension(string path)";
        GetFileName "static string GetFileName(string path)";
        GetFileNameWithoutExtension "static string GetFileNameWithoutExtension(string path)";
        GetFullPath "static string GetFullPath(string path)";
        GetTempFileName "static string GetTempFileName()";
        GetTempPath "static string GetTempPath()";
        HasExtension "static bool HasExtension(string path)";
        IsPathRooted "static bool IsPathRooted(string path)";
    }
}

pub(super) static FILE: Statics = Statics::enumerated::<FileMethod>(&[], |given| match FileMethod::named(given.name) {
    Some(method) => given.interpreter.call_file(method, given.arguments),
    None => Err(no_method("System.IO.File", given.name).into()),
});

pub(super) static PATH: Statics = Statics::enumerated::<PathMethod>(
    &[property("DirectorySeparatorChar", "static char DirectorySeparatorChar {get;}", |_| Value::Char('/'))],
    |given| match PathMethod::named(given.name) {
        Some(method) => call_path(given.interpreter, method, given.arguments),
        None => Err(no_method("System.IO.Path", given.name).into()),
    },
);

impl Interpreter {
    fn call_file(&self, method: FileMethod, arguments: &[Value]) -> Eval<Answer> {
        let name = method.name();
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
        match method {
            FileMethod::Exists => Ok(Answer::Is(Value::Bool(path.is_file()))),
            FileMethod::ReadAllBytes => Ok(Answer::Is(byte_array(&read()?))),
            FileMethod::ReadAllText => Ok(Answer::Is(Value::text(String::from_utf8_lossy(&read()?)))),
            FileMethod::ReadAllLines => {
                let bytes = read()?;
                let lines = String::from_utf8_lossy(&bytes).lines().map(Value::text).collect();
                Ok(Answer::Is(Value::Array(Array::of("String[]", lines))))
            }
            FileMethod::WriteAllText => write(text()?.as_bytes()),
            FileMethod::WriteAllBytes => write(&bytes_of(argument(arguments, 1, name)?)?),
            FileMethod::WriteAllLines => {
                let lines = argument(arguments, 1, name)?.clone().into_items();
                write(lines.iter().map(|line| format!("{line}\n")).collect::<String>().as_bytes())
            }
            FileMethod::AppendAllText => {
                use std::io::Write;
                let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
                file.write_all(text()?.as_bytes()).map_err(failed)?;
                Ok(Answer::Void)
            }
            FileMethod::Delete => match std::fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(error)),
                _ => Ok(Answer::Void),
            },
        }
    }
}

fn call_path(interpreter: &Interpreter, method: PathMethod, arguments: &[Value]) -> Eval<Answer> {
    let name = method.name();
    let text = |at: usize| argument(arguments, at, name).map(ToString::to_string);
    let part = |found: Option<&std::ffi::OsStr>| Value::text(found.unwrap_or_default().to_string_lossy());
    Ok(Answer::Is(match method {
        PathMethod::Combine => {
            let mut whole = std::path::PathBuf::new();
            arguments.iter().for_each(|argument| whole.push(argument.to_string()));
            Value::text(whole.to_string_lossy())
        }
        PathMethod::GetFileName => part(Path::new(&text(0)?).file_name()),
        PathMethod::GetFileNameWithoutExtension => part(Path::new(&text(0)?).file_stem()),
        PathMethod::GetExtension => {
            let path = text(0)?;
            Value::text(Path::new(&path).extension().map_or(String::new(), |end| format!(".{}", end.to_string_lossy())))
        }
        PathMethod::GetDirectoryName => {
            let path = text(0)?;
            Value::text(Path::new(&path).parent().unwrap_or(Path::new("")).to_string_lossy())
        }
        PathMethod::ChangeExtension => {
            let path = Path::new(&text(0)?).with_extension(text(1)?.trim_start_matches('.'));
            Value::text(path.to_string_lossy())
        }
        PathMethod::GetFullPath => Value::text(interpreter.full_path(&text(0)?).to_string_lossy()),
        PathMethod::GetTempPath => Value::text(std::env::temp_dir().to_string_lossy()),
        PathMethod::IsPathRooted => Value::Bool(Path::new(&text(0)?).is_absolute()),
        PathMethod::HasExtension => Value::Bool(Path::new(&text(0)?).extension().is_some_and(|end| !end.is_empty())),
        PathMethod::GetTempFileName => {
            let (path, _) = (0..100)
                .find_map(|_| {
                    let name = format!("tmp{}.tmp", &uuid::Uuid::new_v4().simple().to_string()[..8]);
                    let path = std::env::temp_dir().join(name);
                    std::fs::File::create_new(&path).ok().map(|file| (path, file))
                })
                .ok_or_else(|| threw(name, 0, "No temporary file can be made."))?;
            Value::text(path.to_string_lossy())
        }
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
