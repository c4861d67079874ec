//! Many objects for one command that changes them.
//!
//! At a prompt the objects of a pipeline wait until all of them are there: for more than [`ASKED_ABOVE`] the person is
//! asked once, with their names and their number. While they are worked on, the progress is shown, and when Ctrl-C comes
//! it is said how many were done and how many were not.

use std::rc::Rc;

use super::Interpreter;
use super::frame::Frame;
use super::stop::{Eval, Stop};
use crate::lang::bind::Bound;
use crate::lang::call::{Choice, Effect, Record, Right, Signature};
use crate::model::number::{counted, grouped};
use crate::model::{Value, convert};

/// So many objects are changed without a question.
const ASKED_ABOVE: usize = 20;

/// So many wait at most; those that follow are asked about with them and pass by.
const MOST_WAITING: usize = 10_000;

/// Names that the question lists.
const NAMES_SHOWN: usize = 10;

const ANSWERS: &[Choice] = &[
    Choice { label: "&Yes", help: "Go through all of them without another question." },
    Choice { label: "&No", help: "Change none of them." },
];
const NO: usize = 1;

/// What one changing command has done of what it was given, over a whole run.
pub(super) struct Tally {
    command: &'static str,
    done: usize,
    given: usize,
}

/// Objects on their way to a command that may ask about all of them.
#[derive(Default)]
pub(super) struct Waiting {
    objects: Vec<Value>,
    /// Whether they wait, once that is known.
    waits: Option<bool>,
}

impl Waiting {
    /// Takes an object in; gives it back where nothing waits.
    pub fn admit(&mut self, object: Value, asks: impl FnOnce() -> bool) -> Option<Value> {
        if !*self.waits.get_or_insert_with(asks) {
            return Some(object);
        }
        self.objects.push(object);
        None
    }

    /// Whether no more of them can wait.
    pub fn is_full(&self) -> bool {
        self.objects.len() >= MOST_WAITING
    }

    /// Those that waited; what comes after them does not.
    pub fn release(&mut self) -> Vec<Value> {
        self.waits = Some(false);
        std::mem::take(&mut self.objects)
    }
}

/// Whether a command works on what the organization or a node keeps.
pub(super) fn changes_objects(signature: &Signature) -> bool {
    signature.effect != Effect::Reads && (signature.needs.is_to_configure() || signature.needs == Right::ManageQueues)
}

impl Interpreter {
    /// Whether a command typed at the prompt asks before it goes through many objects. A script does as it is written.
    pub(super) fn asks_about_many(&self, signature: &Signature, bound: &Bound, forced: bool, frame: &Frame) -> bool {
        let is_on = |name: &str| self.lookup(name).is_some_and(|value| convert::truth(&value));
        let asks_never = || {
            let preference = self.lookup("ConfirmPreference").map(|value| value.to_string());
            preference.is_some_and(|preference| preference.eq_ignore_ascii_case("none"))
        };
        changes_objects(signature)
            && self.terminal.is_interactive()
            && frame.source.name.is_none()
            && frame.outwards().all(|frame| !frame.is_script.get())
            && !forced
            && bound.common.confirm.is_none()
            && !bound.common.what_if.unwrap_or_else(|| is_on("WhatIfPreference"))
            && !asks_never()
    }

    /// Asks about all of them, where they are many. An answer stands for the questions about each of them, too.
    pub(super) fn agreed_to_many(&self, frame: &Rc<Frame>, objects: &[Value], are_all: bool) -> Eval<bool> {
        if objects.len() <= ASKED_ABOVE {
            return Ok(true);
        }
        let answer = self.terminal.choose(&question(&frame.name, objects, are_all), ANSWERS, NO)?;
        frame.confirm_all.set((answer != NO).then_some(true));
        Ok(answer != NO)
    }

    /// Err once somebody has pressed Ctrl-C.
    pub(super) fn mind_cancel(&self) -> Eval<()> {
        if self.cancel.is_asked() { Err(Box::new(Stop::Cancelled)) } else { Ok(()) }
    }

    /// How far a command is with the objects that waited for it.
    pub(super) fn show_progress(&self, command: &str, done: usize, of: usize) -> Eval<()> {
        let percent = u8::try_from(done * 100 / of.max(1)).ok();
        let status = format!("{done} of {}", counted(of, "object"));
        self.write_record(Record::Progress { activity: command.to_owned(), status, percent })
    }

    /// There is nothing left that progress could be shown of.
    pub(super) fn end_progress(&self) -> Eval<()> {
        self.write_record(Record::Progress { activity: String::new(), status: String::new(), percent: None })
    }

    /// Notes what a command has been given and what it has done.
    pub(super) fn tally(&self, command: &'static str, given: usize, done: usize) {
        let mut tallies = self.tallies.borrow_mut();
        let at = tallies.iter().position(|tally| tally.command == command).unwrap_or_else(|| {
            tallies.push(Tally { command, done: 0, given: 0 });
            tallies.len() - 1
        });
        let tally = &mut tallies[at];
        tally.given += given;
        tally.done += done;
    }

    /// After Ctrl-C: what was done, and what was not.
    pub(super) fn tell_tallies(&self) {
        let tallies = self.tallies.take();
        let told: Vec<String> = tallies.iter().filter(|tally| tally.given > 0).map(Tally::told).collect();
        if !told.is_empty() {
            self.host.record(&Record::Warning(format!("Stopped. {}", told.join(" "))));
        }
    }
}

impl Tally {
    fn told(&self) -> String {
        let Tally { command, done, given } = self;
        match given - done.min(given) {
            0 => format!("{command} was done with {}.", counted(*done, "object")),
            1 => format!("{command} was done with {done} of {given} objects; the other one is as it was."),
            left => format!("{command} was done with {done} of {given} objects; the other {left} are as they were."),
        }
    }
}

fn question(command: &str, objects: &[Value], are_all: bool) -> String {
    let names: Vec<String> = objects.iter().take(NAMES_SHOWN).map(name).collect();
    let more = match (are_all, objects.len() - names.len()) {
        (true, 0) => String::new(),
        (true, more) => format!(" and {more} more"),
        (false, more) => format!(", {more} more and those that follow"),
    };
    let number = grouped(objects.len() as u64);
    let number = if are_all { number } else { format!("more than {number}") };
    format!(
        "Confirm\n{command} is about to run on {number} objects:\n  {}{more}.\nDo you want to go on?",
        names.join(", ")
    )
}

/// How people call an object.
fn name(object: &Value) -> String {
    let called = ["Identity", "Name"].iter().find_map(|name| object.property(name).filter(|name| !name.is_null()));
    called.unwrap_or_else(|| object.clone()).to_string().chars().filter(|c| !c.is_control()).collect()
}
