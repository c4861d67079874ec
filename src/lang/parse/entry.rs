//! Ways in: text to tree, and whether a prompt should ask for another line.

use std::path::Path;
use std::sync::Arc;

use super::Parser;
use super::fault::Parsed;
use super::notes::Notes;
use crate::lang::ast::{Script, Source};
use crate::lang::requires;
use crate::model::Fault;

/// Parses text that has no name of its own: a line from the prompt, the text of `-c`.
pub fn parse(text: &str) -> Result<Script, Fault> {
    parse_source(Source::new(None, text))
}

/// Parses a file; its name is for messages. What it requires must be there.
pub fn parse_file(name: &str, text: &str) -> Result<Script, Fault> {
    parse_file_at(name, None, text)
}

/// The same for a file that stands there, which it can ask for.
pub fn parse_file_at(name: &str, path: Option<&Path>, text: &str) -> Result<Script, Fault> {
    let source = Source { path: path.map(Arc::from), ..Source::new(Some(name), text) };
    if let Err(fault) = requires::check(name, text) {
        return Err(fault.within(&Arc::new(source)));
    }
    parse_source(source)
}

/// Whether the text is right as far as it goes but goes on: an open bracket, quote or comment, an operator, comma or
/// pipe at its end, a keyword without its block. A prompt asks for another line then.
pub fn is_incomplete(text: &str) -> bool {
    let source = Arc::new(Source::new(None, text));
    attempt(&source).is_err_and(|broken| broken.incomplete)
}

/// What the parser notices in a text that may be wrong or unfinished.
pub(in crate::lang) fn survey(text: &str) -> Notes {
    let source = Arc::new(Source::new(None, text));
    Parser::new(&source, &source.text, Some(Notes::default())).survey()
}

fn parse_source(source: Source) -> Result<Script, Fault> {
    attempt(&Arc::new(source)).map_err(|broken| broken.fault)
}

fn attempt(source: &Arc<Source>) -> Parsed<Script> {
    Parser::new(source, &source.text, None).whole_script()
}
