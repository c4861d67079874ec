//! Redirections: `2>&1`, `3>$null`, `> file`, `*>> file`.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use super::flow::Eval;
use super::{Interpreter, engine};
use crate::lang::ast::{Redirection, Sink, Stream};
use crate::model::{Fault, Value};

/// Where one stream goes.
#[derive(Clone)]
pub enum Target {
    /// Into the output of the same command.
    Output,
    Nowhere,
    File(Arc<Mutex<File>>),
}

impl Target {
    pub fn take(&self, value: Value) -> Eval {
        match self {
            Target::Nowhere => Ok(()),
            Target::Output => {
                engine::MERGED.with_borrow_mut(|merged| merged.push(value));
                Ok(())
            }
            Target::File(file) => {
                let text = super::error_record::message(&value).unwrap_or_else(|| value.to_string());
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                writeln!(file, "{text}").map_err(|error| {
                    Fault::internal("RedirectionFailed", "The file of a redirection cannot be written.")
                        .cause(error)
                        .into()
                })
            }
        }
    }
}

/// The redirections of one command, by stream number.
#[derive(Clone, Default)]
pub struct Redirects(Vec<(u8, Target)>);

impl Redirects {
    pub fn of(&self, stream: u8) -> Option<Target> {
        self.0.iter().rev().find(|(from, _)| *from == stream).map(|(_, target)| target.clone())
    }
}

impl Interpreter {
    /// Opens what a command's redirections name.
    pub(super) fn redirects(&self, written: &[Redirection]) -> Eval<Redirects> {
        let mut redirects = Redirects::default();
        for redirection in written {
            let target = match &redirection.to {
                Sink::Output => Target::Output,
                Sink::File { path, append } => match self.expression(path)? {
                    Value::Null => Target::Nowhere,
                    path => {
                        let path = path.to_string();
                        let mut options = OpenOptions::new();
                        let options = options.create(true).write(true).append(*append).truncate(!append);
                        let file = options.open(&path).map_err(|error| {
                            Fault::denied("RedirectionFailed", format!("'{path}' cannot be written."))
                                .cause(error)
                                .at(redirection.span)
                        })?;
                        Target::File(Arc::new(Mutex::new(file)))
                    }
                },
            };
            match redirection.from {
                Stream::Number(number) => redirects.0.push((number, target)),
                Stream::All => redirects.0.extend((1..=6).map(|number| (number, target.clone()))),
            }
        }
        Ok(redirects)
    }
}
