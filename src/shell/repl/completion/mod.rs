//! What can be typed here: commands, parameters, values, what exists at this moment, variables, properties, files.
//!
//! The grammar says what kind of word stands at the cursor; this finds the words. Words that begin as typed come first;
//! where there are none, those that contain it.

mod argument;
mod filter;
mod names;
mod parameter;
mod path;
mod property;
mod word;

use reedline::{Completer, CompletionResult, Span, Suggestion};

use super::known::Known;
use crate::lang::call::Candidate;
use crate::lang::completion::{CompletionContext, What, context_at};
pub use word::begins;
use word::{Typed, matching};

/// Completes the line of one session.
pub struct Completion {
    known: Known,
}

/// A place in a line, with what is known of it.
struct Place<'a> {
    known: &'a Known,
    line: &'a str,
    context: CompletionContext,
    typed: Typed<'a>,
}

/// A word that fits.
struct Fitting {
    candidate: Candidate,
    /// Whether a word that is no bare word must be quoted; names of commands and the like never are.
    is_text: bool,
    /// A blank follows it.
    is_whole: bool,
}

/// Most words that are offered; more are no help.
const MOST: usize = 500;

impl Completion {
    pub fn new(known: Known) -> Completion {
        Completion { known }
    }

    /// The words that fit at a place of a line.
    pub fn find(&self, line: &str, position: usize) -> Vec<Suggestion> {
        let context = context_at(line, position);
        let word = context.word;
        let typed = Typed::of(&line[word.start..word.end]);
        let place = Place { known: &self.known, line, context, typed };
        if let Some((within, fitting)) = filter::inside(&place) {
            return fitting.into_iter().map(|fitting| suggestion(fitting, within.0..within.1, None)).collect();
        }
        let fitting = place.fitting();
        let quote = place.typed.quote;
        fitting.into_iter().take(MOST).map(|fitting| suggestion(fitting, word.start..word.end, quote)).collect()
    }
}

/// Files and folders that a path may become.
pub fn path_candidates(typed: &str) -> Vec<Candidate> {
    path::fitting(typed, false).into_iter().map(|fitting| fitting.candidate).collect()
}

impl Completer for Completion {
    fn complete(&mut self, line: &str, position: usize) -> CompletionResult {
        CompletionResult::fresh(self.find(line, position))
    }
}

impl Place<'_> {
    fn fitting(&self) -> Vec<Fitting> {
        match &self.context.what {
            What::CommandName if filter::is_block(self) => whole(matching(filter::properties(self), self.typed.text)),
            What::CommandName if path::looks_like_one(self.typed.text) => path::fitting(self.typed.text, true),
            What::CommandName => whole(matching(names::commands(self.known), self.typed.text)),
            What::ParameterName { position } => whole(parameter::fitting(self, *position)),
            What::Argument { after, position } => argument::fitting(self, after.as_deref(), *position),
            What::Variable => names::variables(self.known, self.typed.whole),
            What::Member { target } => {
                let target = self.line.get(target.start..target.end).unwrap_or_default();
                part(matching(property::of_expression(self, target), self.typed.text))
            }
            What::Type => part(matching(names::types(), self.typed.text)),
            What::Operator => whole(matching(names::operators(), self.typed.text)),
            What::Key => part(matching(names::keys(self), self.typed.text)),
            What::Value if path::looks_like_one(self.typed.text) => path::fitting(self.typed.text, false),
            What::Value | What::Nothing => Vec::new(),
        }
    }
}

fn candidate(value: impl Into<String>, description: impl Into<String>) -> Candidate {
    Candidate { value: value.into(), description: description.into() }
}

/// Words that are complete as they are.
fn whole(candidates: Vec<Candidate>) -> Vec<Fitting> {
    candidates.into_iter().map(|candidate| Fitting { candidate, is_text: false, is_whole: true }).collect()
}

/// Words that something without a blank may follow.
fn part(candidates: Vec<Candidate>) -> Vec<Fitting> {
    candidates.into_iter().map(|candidate| Fitting { candidate, is_text: false, is_whole: false }).collect()
}

/// Arguments, quoted where they must be.
fn texts(candidates: Vec<Candidate>) -> Vec<Fitting> {
    candidates.into_iter().map(|candidate| Fitting { candidate, is_text: true, is_whole: true }).collect()
}

fn suggestion(fitting: Fitting, span: std::ops::Range<usize>, quote: Option<char>) -> Suggestion {
    let Candidate { value, description } = fitting.candidate;
    let written = if fitting.is_text { word::written(&value, quote) } else { value.clone() };
    Suggestion {
        display_override: (written != value).then_some(value),
        value: written,
        description: (!description.is_empty()).then_some(description),
        span: Span::new(span.start, span.end),
        append_whitespace: fitting.is_whole,
        ..Suggestion::default()
    }
}

#[cfg(test)]
pub mod tests;
