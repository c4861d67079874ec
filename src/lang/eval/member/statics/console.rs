//! `[Console]`: what is written past the streams, to standard output and standard error.
//!
//! A whole line goes where results go, and cannot be taken or redirected by the script. A piece of a line goes where
//! `Write-Host` writes, for results are put out line by line.

use std::fmt;

use super::{Statics, is, method, property};
use crate::lang::call::Record;
use crate::lang::composite;
use crate::lang::eval::Interpreter;
use crate::lang::eval::member::declare::{Declared, methods};
use crate::lang::eval::member::{Answer, threw};
use crate::lang::eval::stop::Eval;
use crate::lang::text_encoding::TextEncoding;
use crate::model::{Scalar, Value};

/// Lines that a screen is said to have where there is none, as .NET says.
const ROWS_WITHOUT_TERMINAL: usize = 25;

pub static CONSOLE: Statics = Statics::table(
    &[
        property("Error", "static System.IO.TextWriter Error {get;}", |_| Value::scalar(Writer::Error)),
        property("InputEncoding", "static System.Text.Encoding InputEncoding {get;}", |_| {
            Value::scalar(TextEncoding::UTF8)
        }),
        property("Out", "static System.IO.TextWriter Out {get;}", |_| Value::scalar(Writer::Out)),
        property("OutputEncoding", "static System.Text.Encoding OutputEncoding {get;}", |_| {
            Value::scalar(TextEncoding::UTF8)
        }),
        property("WindowHeight", "static int WindowHeight {get;}", |interpreter| {
            whole(interpreter.terminal.rows().unwrap_or(ROWS_WITHOUT_TERMINAL))
        }),
        property("WindowWidth", "static int WindowWidth {get;}", |interpreter| whole(interpreter.terminal.columns())),
    ],
    &[
        method("ReadLine", "static string ReadLine()", |given| {
            is(given.interpreter.terminal.ask("").map(Value::text)?)
        }),
        method(
            "Write",
            "static void Write(System.Object value), static void Write(string format, Params System.Object[] arg)",
            |given| Writer::Out.write(given.interpreter, "Write", given.arguments, false),
        ),
        method(
            "WriteLine",
            "static void WriteLine(), static void WriteLine(System.Object value), static void WriteLine(string format, Params System.Object[] arg)",
            |given| Writer::Out.write(given.interpreter, "WriteLine", given.arguments, true),
        ),
    ],
);

fn whole(count: usize) -> Value {
    Value::Int(i32::try_from(count).unwrap_or(i32::MAX))
}

/// `[Console]::Out` and `[Console]::Error`.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::lang::eval::member) enum Writer {
    Out,
    Error,
}

methods! {
    /// Of the console's writers.
    WriterMethod {
        Flush "void Flush()";
        Write "void Write(System.Object value), void Write(string format, Params System.Object[] arg)";
        WriteLine "void WriteLine(), void WriteLine(System.Object value), void WriteLine(string format, Params System.Object[] arg)";
    }
}

impl Writer {
    pub fn call(self, interpreter: &Interpreter, name: &str, arguments: &[Value]) -> Eval<Answer> {
        match WriterMethod::named(name) {
            Some(method @ (WriterMethod::Write | WriterMethod::WriteLine)) => {
                self.write(interpreter, method.name(), arguments, method == WriterMethod::WriteLine)
            }
            // What is written is on its way at once.
            Some(WriterMethod::Flush) => Ok(Answer::Void),
            None => Ok(Answer::NoSuch),
        }
    }

    fn write(self, interpreter: &Interpreter, name: &str, arguments: &[Value], is_line: bool) -> Eval<Answer> {
        let text = match arguments {
            [] => String::new(),
            [one] => one.to_string(),
            [format, values @ ..] => {
                composite::format(&format.to_string(), values).map_err(|why| threw(name, arguments.len(), &why))?
            }
        };
        if self == Writer::Out && is_line {
            interpreter.host.put(Value::text(text)).map_err(|fault| interpreter.inward(fault))?;
        } else {
            let said = Record::Information { text, to_host: true, no_newline: !is_line, tags: Vec::new(), data: None };
            interpreter.host.record(&said);
        }
        Ok(Answer::Void)
    }
}

impl fmt::Display for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System.IO.TextWriter+SyncTextWriter")
    }
}

impl Scalar for Writer {
    fn type_name(&self) -> &'static str {
        "SyncTextWriter"
    }

    fn full_type_name(&self) -> String {
        "System.IO.TextWriter+SyncTextWriter".to_owned()
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}
