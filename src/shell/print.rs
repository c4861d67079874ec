//! Results on standard output, talk on standard error.

use std::cell::RefCell;
use std::io::Write;

use super::cli::Form;
use crate::lang::call::Record;
use crate::lang::eval::Host;
use crate::model::{Fault, Value};

/// Prints what leaves the interpreter.
pub struct Printer {
    form: Option<Form>,
    quiet: bool,
    held: RefCell<Vec<Value>>,
}

impl Printer {
    pub fn new(form: Option<Form>, quiet: bool) -> Printer {
        Printer { form, quiet, held: RefCell::default() }
    }

    fn line(&self, text: &str) -> Result<(), Fault> {
        // A reader that closed the pipe has had enough.
        writeln!(std::io::stdout().lock(), "{text}").map_err(|_| Fault::enough())
    }
}

impl Host for Printer {
    fn put(&self, value: Value) -> Result<(), Fault> {
        match self.form {
            None => self.line(&value.to_string()),
            Some(_) => {
                self.held.borrow_mut().push(value);
                Ok(())
            }
        }
    }

    fn record(&self, record: &Record) {
        let text = match record {
            Record::Error(fault) => format!("{}: {fault}", fault.command.as_deref().unwrap_or("emsh")),
            Record::Warning(text) if !self.quiet => format!("WARNING: {text}"),
            Record::Verbose(text) => format!("VERBOSE: {text}"),
            Record::Debug(text) => format!("DEBUG: {text}"),
            Record::Information { text, .. } => text.clone(),
            Record::Warning(_) | Record::Progress { .. } => return,
        };
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}
