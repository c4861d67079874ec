//! `[System.IO.File]`, `[System.IO.Path]` and `[System.Text.Encoding]`.

use std::path::Path;

use super::super::Interpreter;
use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::math::{byte_array, bytes_of};
use super::statics::{Statics, property};
use super::{Answer, argument, catalogue, no_method, threw};
use crate::lang::text_encoding::TextEncoding;
use crate::model::{Array, Value};

/// No file is read whole beyond this: a script's slip must not take the machine's memory.
const MOST_BYTES: u64 = 512 << 20;

methods! {
    /// Of `[System.IO.File]`.
    FileMethod {
        AppendAllText "static void AppendAllText(string path, string contents), static void AppendAllText(string path, string contents, System.Text.Encoding encoding)";
        Delete "static void Delete(string path)";
        Exists "static bool Exists(string path)";
        ReadAllBytes "static byte[] ReadAllBytes(string path)";
        ReadAllLines "static string[] ReadAllLines(string path), static string[] ReadAllLines(string path, System.Text.Encoding encoding)";
        ReadAllText "static string ReadAllText(string path), static string ReadAllText(string path, System.Text.Encoding encoding)";
        WriteAllBytes "static void WriteAllBytes(string path, byte[] bytes)";
        WriteAllLines "static void WriteAllLines(string path, string[] contents), static void WriteAllLines(string path, string[] contents, System.Text.Encoding encoding)";
        WriteAllText "static void WriteAllText(string path, string contents), static void WriteAllText(string path, string contents, System.Text.Encoding encoding)";
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
    None => Err(no_method("System.IO.File", given.name, &catalogue::static_members(given.known)).into()),
});

pub(super) static PATH: Statics = Statics::enumerated::<PathMethod>(
    &[property("DirectorySeparatorChar", "static char DirectorySeparatorChar {get;}", |_| Value::Char('/'))],
    |given| match PathMethod::named(given.name) {
        Some(method) => call_path(given.interpreter, method, given.arguments),
        None => Err(no_method("System.IO.Path", given.name, &catalogue::static_members(given.known)).into()),
    },
);

impl Interpreter {
    fn call_file(&self, method: FileMethod, arguments: &[Value]) -> Eval<Answer> {
        let name = method.name();
        let given = argument(arguments, 0, name)?.to_string();
        let path = self.full_path(&given);
        let failed = |error: std::io::Error| threw(name, arguments.len(), &refusal(&path, &error));
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
            FileMethod::ReadAllText => Ok(Answer::Is(Value::text(text_of_file(encoding_at(arguments, 1), &read()?)))),
            FileMethod::ReadAllLines => {
                let text = text_of_file(encoding_at(arguments, 1), &read()?);
                let lines = text.lines().map(Value::text).collect();
                Ok(Answer::Is(Value::Array(Array::of("String[]", lines))))
            }
            FileMethod::WriteAllText => write(&whole_file(encoding_at(arguments, 2), &text()?)),
            FileMethod::WriteAllBytes => write(&bytes_of(argument(arguments, 1, name)?)?),
            FileMethod::WriteAllLines => {
                let lines = argument(arguments, 1, name)?.clone().into_items();
                let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
                write(&whole_file(encoding_at(arguments, 2), &lines))
            }
            FileMethod::AppendAllText => {
                use std::io::Write;
                let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
                file.write_all(&encoding_at(arguments, 2).bytes(&text()?)).map_err(failed)?;
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

methods! {
    /// Of `[System.Text.Encoding]::UTF8` and its kin.
    EncodingMethod {
        GetByteCount "int GetByteCount(string s)";
        GetBytes "byte[] GetBytes(string s)";
        GetPreamble "byte[] GetPreamble()";
        GetString "string GetString(byte[] bytes)";
    }
}

pub(super) fn encode(encoding: TextEncoding, method: EncodingMethod, arguments: &[Value]) -> Eval<Answer> {
    let first = || argument(arguments, 0, method.name());
    Ok(Answer::Is(match method {
        EncodingMethod::GetBytes => byte_array(&encoding.bytes(&first()?.to_string())),
        EncodingMethod::GetString => Value::text(encoding.text(&bytes_of(first()?)?)),
        EncodingMethod::GetPreamble => byte_array(&encoding.mark()),
        EncodingMethod::GetByteCount => {
            Value::Int(i32::try_from(encoding.bytes(&first()?.to_string()).len()).unwrap_or(i32::MAX))
        }
    }))
}

/// What .NET says of a file that cannot be read or written.
fn refusal(path: &Path, error: &std::io::Error) -> String {
    let shown = path.display();
    match error.kind() {
        std::io::ErrorKind::NotFound if path.parent().is_some_and(|folder| !folder.is_dir()) => {
            format!("Could not find a part of the path '{shown}'.")
        }
        std::io::ErrorKind::NotFound => format!("Could not find file '{shown}'."),
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::IsADirectory => {
            format!("Access to the path '{shown}' is denied.")
        }
        _ => format!("{error}: '{shown}'"),
    }
}

/// The encoding that is an argument; UTF-8 without a mark where there is none.
fn encoding_at(arguments: &[Value], at: usize) -> TextEncoding {
    arguments.get(at).and_then(Value::downcast::<TextEncoding>).copied().unwrap_or(TextEncoding::UTF8)
}

/// Text as a file of its own has it.
fn whole_file(encoding: TextEncoding, text: &str) -> Vec<u8> {
    let mut bytes = encoding.mark();
    bytes.extend(encoding.bytes(text));
    bytes
}

fn text_of_file(encoding: TextEncoding, bytes: &[u8]) -> String {
    let mark = encoding.mark();
    let bytes = bytes.strip_prefix(mark.as_slice()).unwrap_or(bytes);
    encoding.text(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}
