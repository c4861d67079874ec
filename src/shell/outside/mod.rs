//! What another shell offers while a command line of emsh is typed there (`emsh complete`).
//!
//! The outer flags and verbs are clap's to know; from the first other word on the line is the language's, and completes
//! as it does at the prompt. Errors offer nothing: a person who types is never told of them.

mod line;

use std::sync::Arc;

use clap::{Arg, Command, CommandFactory, Parser};

use super::cli::{Cli, rejoin};
use super::place;
use super::repl::{Completion, Known, path_candidates};
use crate::cmdlet::{Registry, Session};
use crate::lang::call::Candidate;

/// The words of a line as sh, bash and Nushell split them, without the first one; the last is the one being typed.
pub fn words_of(line: &str) -> (Vec<String>, String) {
    let mut words = line::split(line);
    let word = words.pop().unwrap_or_default();
    words.drain(..words.len().min(1));
    (words, word)
}

/// What fits, one per line: the word, a tab, what it is.
pub fn offered(before: &[String], word: &str) -> String {
    let clean = |text: &str| text.replace(|c: char| c.is_control(), " ");
    let candidates = Outer::of(before).candidates(before, word);
    // Other shells put in what the words begin with: a word that only contains what was typed would replace it.
    let begins =
        |candidate: &Candidate| candidate.value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let some_begin = candidates.iter().any(begins);
    let is_alone = candidates.len() == 1;
    let fitting = candidates.iter().filter(|candidate| if some_begin { begins(candidate) } else { is_alone });
    fitting.map(|candidate| format!("{}\t{}\n", clean(&candidate.value), clean(&candidate.description))).collect()
}

/// Where the words so far have led.
enum Outer {
    /// To a verb of clap's, or to the flags before one.
    Verb(Box<Command>),
    /// To the value of a flag.
    Value(Box<Arg>),
    /// To the language, from this word on.
    Language(usize),
}

impl Outer {
    fn of(before: &[String]) -> Outer {
        let mut command = Cli::command();
        command.build();
        let mut at = 0;
        while let Some(word) = before.get(at) {
            at += 1;
            let verb = command.get_subcommands().find(|verb| verb.get_name() == word).cloned();
            if let Some(flag) = flag(&command, word) {
                let takes_value = flag.get_action().takes_values() && !word.contains('=');
                if takes_value && at == before.len() {
                    return Outer::Value(Box::new(flag.clone()));
                }
                at += usize::from(takes_value);
            } else if let Some(verb) = verb {
                command = verb;
            } else if !word.starts_with('-') && command.get_name() == "emsh" {
                return Outer::Language(at - 1);
            }
        }
        Outer::Verb(Box::new(command))
    }

    fn candidates(self, before: &[String], word: &str) -> Vec<Candidate> {
        match self {
            Outer::Language(from) => {
                let line = rejoin(&before[from..]) + " ";
                // Its quotes are gone; a word with blanks would be several.
                let is_torn = word.contains(char::is_whitespace) && !word.starts_with(['\'', '"', '{', '(', '@']);
                language(&before[..from], &line, if is_torn { "'" } else { "" }, word)
            }
            Outer::Value(flag) if flag.get_id() == "script" => language(&before[..before.len() - 1], "", "", word),
            Outer::Value(flag) => {
                let values = flag.get_possible_values();
                let listed = values.iter().map(|value| candidate(value.get_name(), value.get_help()));
                let listed: Vec<Candidate> = listed.collect();
                if listed.is_empty() { path_candidates(word) } else { listed }
            }
            Outer::Verb(command) if word.starts_with('-') => flags(&command),
            Outer::Verb(command) => {
                let verbs = command.get_subcommands().filter(|verb| !verb.is_hide_set());
                let mut all: Vec<Candidate> = verbs.map(|verb| candidate(verb.get_name(), verb.get_about())).collect();
                if command.get_name() == "emsh" {
                    all.extend(language(before, "", "", word));
                }
                let begins = |one: &Candidate| one.value.to_lowercase().starts_with(&word.to_lowercase());
                if word.is_empty() || all.iter().any(begins) { all } else { path_candidates(word) }
            }
        }
    }
}

/// The flag that a word is, alone or with its value behind `=`.
fn flag<'c>(command: &'c Command, word: &str) -> Option<&'c Arg> {
    let name = word.split('=').next().unwrap_or(word);
    command.get_arguments().find(|arg| {
        let long = name.strip_prefix("--").is_some_and(|name| arg.get_long() == Some(name));
        let short = name.strip_prefix('-').is_some_and(|name| arg.get_short().is_some_and(|c| c.to_string() == name));
        long || short
    })
}

fn flags(command: &Command) -> Vec<Candidate> {
    let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
    shown.filter_map(|arg| Some(candidate(&format!("--{}", arg.get_long()?), arg.get_help()))).collect()
}

fn candidate(value: &str, about: Option<&clap::builder::StyledStr>) -> Candidate {
    Candidate { value: value.to_owned(), description: about.map(ToString::to_string).unwrap_or_default() }
}

/// What fits behind a line of the language, with the organization that the outer flags name. `opening` is put before
/// the word, and is no part of what is offered.
fn language(flags: &[String], line: &str, opening: &str, word: &str) -> Vec<Candidate> {
    let cli = Cli::try_parse_from(std::iter::once("emsh").chain(flags.iter().map(String::as_str)));
    let Some(place) = cli.ok().and_then(|cli| place::of(&cli.common).ok()) else { return Vec::new() };
    let registry = Arc::new(Registry::new(Session::new(place, place::person())));
    // The process ends with the answer; to take apart what it has read of a large organization is a tenth of the wait.
    std::mem::forget(registry.clone());
    let start = line.len();
    let line = format!("{line}{opening}{word}");
    let suggestions = Completion::new(Known::new(registry)).find(&line, line.len());
    let whole = suggestions.into_iter().filter(|suggestion| suggestion.span.start >= start);
    let offered = whole.map(|suggestion| {
        let kept = line[start..suggestion.span.start].strip_prefix(opening).unwrap_or_default();
        let value = suggestion.display_override.unwrap_or(suggestion.value);
        Candidate { value: format!("{kept}{value}"), description: suggestion.description.unwrap_or_default() }
    });
    offered.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words offered behind a line, without what they are.
    fn offered_for(line: &str) -> Vec<String> {
        let (mut before, word) = words_of(line);
        before.splice(0..0, ["--data-dir".to_owned(), "/nonexistent/emsh".to_owned()]);
        offered(&before, &word).lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn verbs_flags_and_the_language_are_offered() {
        for (line, expected) in [
            ("emsh ser", &["serve"][..]),
            ("emsh get-sendc", &["Get-SendConnector"]),
            ("emsh --out", &["--output"]),
            ("emsh --output js", &["json", "jsonl"]),
            ("emsh --output json Get-SendC", &["Get-SendConnector"]),
            ("emsh serve --ro", &["--role"]),
            ("emsh serve --role e", &["edge"]),
            ("emsh spool c", &["check"]),
            ("emsh New-SendConnector -AddressSp", &["-AddressSpaces"]),
            ("emsh New-SendConnector x -Usage Intern", &["Internal", "Internet"]),
            ("emsh Get-SendConnector '|' select Addr", &["AddressSpaces"]),
            ("emsh Get-Queue -Filter 'Status -eq 1 -and NextHopD", &["Status -eq 1 -and NextHopDomain"]),
            ("emsh -c 'Get-SendC", &["Get-SendConnector"]),
            ("emsh -c 'Get-Queue | ft NextHopD", &["Get-Queue | ft NextHopDomain"]),
            ("emsh nothing-of-the-kind", &[]),
        ] {
            let offered = offered_for(line);
            let found: Vec<&str> = offered.iter().map(String::as_str).collect();
            assert_eq!(found, expected, "{line}");
        }
        assert!(!offered_for("emsh c").contains(&"complete".to_owned()), "that one is for shells");
        assert!(offered_for("emsh ").len() > 100, "everything there is");
    }
}
