//! `-Interactive` of New- and Set-: asks, shows what came of it and the command that would do the same, and runs it.
//!
//! ```text
//!  New-: each question that matters ─┐                        ┌─► run, as if the command had been typed
//!  Set-: one property of the list ───┴─► judge ─► review page ┼─► change an answer ─► judge …
//!                  ▲  └ what the rules refuse is asked again  └─► stop: nothing was made
//! ```
//!
//! How a property is asked follows from its declaration, and which are asked from the class's questions. Parameters that
//! are given beside `-Interactive` are answers already. Nothing is stored before the review page, and what is stored goes
//! the way of the typed cmdlet: the same rules, advice, `-WhatIf`, `-Confirm` and history. A password is in the arguments
//! only, never in a text.

mod answers;
mod ask;
mod hosts;
mod review;
mod written;

use super::params::INTERACTIVE;
use super::work::Work;
use super::{new, set};
use crate::lang::call::Output;
use crate::model::class::Verb;
use crate::model::{Fault, FaultKind};
use answers::Answers;
use review::Decision;

/// Whether the person wants to be asked.
pub fn is_wanted(work: &Work) -> Result<bool, Fault> {
    Ok(work.call.signature.param(INTERACTIVE.spec().name).is_some() && work.call.is_set(&INTERACTIVE)?)
}

pub fn run(work: &Work, verb: Verb, out: &mut Output) -> Result<(), Fault> {
    let terminal = work.call.engine.terminal();
    if !terminal.is_interactive() {
        let says = format!("{} -Interactive asks questions, and nobody sits at this shell.", work.call.signature.name);
        return Err(Fault::invalid("NotInteractive", says)
            .at(work.call.place(&INTERACTIVE))
            .fix(format!("Give the settings as parameters: Get-Help {} -Examples", work.call.signature.name)));
    }
    let mut answers = Answers::begin(*work, verb)?;
    match decide(&mut answers) {
        Ok(Decision::Run) => {
            let line = written::command(&answers);
            answers.with_call(|call| {
                let work = Work::new(work.class, call, work.session).written_as(&line);
                match verb {
                    Verb::New => new::run(&work, out),
                    _ => set::run(&work),
                }
            })
        }
        Ok(_) => {
            terminal.tell(nothing(verb));
            Ok(())
        }
        Err(fault) => {
            if fault.kind == FaultKind::Cancelled {
                terminal.tell(&format!("\n{}", nothing(verb)));
            }
            Err(fault)
        }
    }
}

fn nothing(verb: Verb) -> &'static str {
    if verb == Verb::New { "Nothing was made." } else { "Nothing was changed." }
}

/// Asks until the person has decided.
fn decide(answers: &mut Answers) -> Result<Decision, Fault> {
    answers.introduce();
    if answers.verb == Verb::New {
        answers.ask_server()?;
        answers.ask_name()?;
        for question in answers.work.class.questions {
            if !answers.is_given(question.property) && (question.when)(&answers.outlook(None)?) {
                answers.ask(question.property, false)?;
            }
        }
    } else {
        answers.ask_any()?;
    }
    loop {
        answers.settle()?;
        match review::show(answers)? {
            Decision::Another => answers.ask_any()?,
            decided => return Ok(decided),
        }
    }
}
