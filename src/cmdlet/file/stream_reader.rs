//! `[System.IO.StreamReader]`: a file that is open to be read as text, such as `OpenText()` gives.

use std::any::Any;
use std::fmt;
use std::io::{BufRead, Read};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::encoding::{next_line, reader};
use crate::model::{MethodInfo, Scalar, Value};

/// `None`: it was closed.
pub struct StreamReader(Mutex<Option<Box<dyn BufRead + Send>>>);

impl StreamReader {
    pub fn open(path: &Path) -> std::io::Result<StreamReader> {
        Ok(StreamReader(Mutex::new(Some(reader(path, None)?))))
    }

    fn with<T>(&self, read: impl FnOnce(&mut Box<dyn BufRead + Send>) -> std::io::Result<T>) -> Result<T, String> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match open.as_mut() {
            Some(reader) => read(reader).map_err(|error| error.to_string()),
            None => Err("Cannot read from a closed TextReader.".to_owned()),
        }
    }

    /// The next character, left where it is; `None` at the end.
    fn peek(reader: &mut Box<dyn BufRead + Send>) -> std::io::Result<Option<char>> {
        let ahead = reader.fill_buf()?;
        let most = ahead.len().min(4);
        let text = (1..=most).find_map(|length| std::str::from_utf8(&ahead[..length]).ok());
        Ok(text.and_then(|text| text.chars().next()).or(if most > 0 {
            Some(char::REPLACEMENT_CHARACTER)
        } else {
            None
        }))
    }

    fn next(reader: &mut Box<dyn BufRead + Send>) -> std::io::Result<Option<char>> {
        let next = StreamReader::peek(reader)?;
        reader.consume(next.map_or(0, |next| if next == char::REPLACEMENT_CHARACTER { 1 } else { next.len_utf8() }));
        Ok(next)
    }
}

fn of(value: &Value) -> Result<&StreamReader, String> {
    value.downcast().ok_or_else(|| "It is no reader.".to_owned())
}

fn code(c: Option<char>) -> Value {
    Value::Int(c.map_or(-1, |c| i32::try_from(u32::from(c)).unwrap_or(-1)))
}

fn close(value: &Value) -> Result<Option<Value>, String> {
    *of(value)?.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    Ok(None)
}

static METHODS: &[MethodInfo] = &[
    MethodInfo { name: "Close", definition: "void Close()", takes: 0..=0, call: |value, _| close(value) },
    MethodInfo { name: "Dispose", definition: "void Dispose()", takes: 0..=0, call: |value, _| close(value) },
    MethodInfo {
        name: "Peek",
        definition: "int Peek()",
        takes: 0..=0,
        call: |value, _| of(value)?.with(StreamReader::peek).map(|c| Some(code(c))),
    },
    MethodInfo {
        name: "Read",
        definition: "int Read()",
        takes: 0..=0,
        call: |value, _| of(value)?.with(StreamReader::next).map(|c| Some(code(c))),
    },
    MethodInfo {
        name: "ReadLine",
        definition: "string ReadLine()",
        takes: 0..=0,
        call: |value, _| {
            of(value)?.with(|reader| next_line(&mut **reader)).map(|line| Some(line.map_or(Value::Null, Value::text)))
        },
    },
    MethodInfo {
        name: "ReadToEnd",
        definition: "string ReadToEnd()",
        takes: 0..=0,
        call: |value, _| {
            let mut bytes = Vec::new();
            of(value)?.with(|reader| reader.read_to_end(&mut bytes))?;
            Ok(Some(Value::text(String::from_utf8_lossy(&bytes))))
        },
    },
];

impl fmt::Display for StreamReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.IO.StreamReader")
    }
}

impl Scalar for StreamReader {
    fn type_name(&self) -> &'static str {
        "StreamReader"
    }

    fn full_type_name(&self) -> String {
        "System.IO.StreamReader".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        let ends = || self.with(|reader| Ok(reader.fill_buf()?.is_empty())).ok();
        name.eq_ignore_ascii_case("EndOfStream").then(|| ends().map_or(Value::Null, Value::Bool))
    }

    fn members(&self) -> &'static [&'static str] {
        &["EndOfStream"]
    }

    fn methods(&self) -> &'static [MethodInfo] {
        METHODS
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
