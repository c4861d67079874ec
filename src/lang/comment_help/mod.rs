//! Help that scripts write in their comments: `.SYNOPSIS`, `.PARAMETER Name`, `.EXAMPLE` and their like.
//!
//! A function's stands in front of it, at the beginning of its body or at its end; that of a script file at the file's
//! beginning or end. A comment counts when its first word is one of the keywords and each of its keywords is known;
//! otherwise it is a comment like others.

mod comments;
mod sections;

use std::sync::Arc;

use super::ast::{Parameter, ScriptBlock, StatementKind};
use super::bind::Shape;

pub use sections::{CommentHelp, ScriptExample};

/// How many line ends may stand between a function's help and its keyword.
const NEAR: usize = 2;

/// A function or script file as help tells of it.
pub struct ScriptHelp {
    pub name: Arc<str>,
    /// `Function`, `Filter` or `ExternalScript`.
    pub category: &'static str,
    pub shape: Shape,
    /// Each parameter that is declared, with what its default is written as.
    pub defaults: Vec<(Arc<str>, String)>,
    /// Empty where nothing was written about it.
    pub comments: Option<CommentHelp>,
}

impl ScriptHelp {
    /// Of a function with that body.
    pub fn of_function(name: &Arc<str>, body: &ScriptBlock, shape: Shape) -> ScriptHelp {
        let start = keyword(body, name);
        let text = &*body.source.text;
        let before = start.and_then(|at| comments::before(text, at, NEAR));
        let comments = before.and_then(|lines| CommentHelp::read(&lines)).or_else(|| inside(body));
        let is_filter =
            start.and_then(|at| text.get(at..at + 6)).is_some_and(|word| word.eq_ignore_ascii_case("filter"));
        let category = if is_filter { "Filter" } else { "Function" };
        ScriptHelp::new(name.clone(), category, body, shape, comments)
    }

    /// Of a script file; `path` is what it is called.
    pub fn of_file(path: &str, block: &ScriptBlock, shape: Shape) -> ScriptHelp {
        let comments = inside(block).filter(|help| !belongs_to_function(block, help.end));
        ScriptHelp::new(Arc::from(path), "ExternalScript", block, shape, comments)
    }

    fn new(
        name: Arc<str>,
        category: &'static str,
        block: &ScriptBlock,
        shape: Shape,
        comments: Option<CommentHelp>,
    ) -> ScriptHelp {
        let declared = block.params.as_deref().unwrap_or_default();
        let default = |parameter: &Parameter| {
            let written =
                parameter.default.as_ref().map(|default| block.source.slice(default.span)).unwrap_or_default();
            (parameter.name.clone(), written.trim_matches(['\'', '"']).to_owned())
        };
        let mut comments = comments;
        if let Some(help) = &mut comments {
            for parameter in declared {
                if help.parameter(&parameter.name).is_none()
                    && let Some(said) = beside(block, parameter)
                {
                    help.parameters.push((parameter.name.to_string(), said));
                }
            }
        }
        let defaults = declared.iter().map(default).collect();
        ScriptHelp { name, category, shape, defaults, comments }
    }
}

/// Help at the beginning of the body, else at its end.
fn inside(block: &ScriptBlock) -> Option<CommentHelp> {
    let text = &*block.source.text;
    let first = comments::leading(text, block.inner.start, block.inner.end);
    let found = first.into_iter().find_map(|(lines, end)| CommentHelp::read(&lines).map(|help| (help, end)));
    if let Some((help, end)) = found {
        return Some(CommentHelp { end, ..help });
    }
    let last = comments::before(text.get(..block.inner.end)?, block.inner.end, usize::MAX)?;
    CommentHelp::read(&last)
}

/// Whether help at the beginning of a file that ends there is that of the function which follows it closely.
fn belongs_to_function(block: &ScriptBlock, end: usize) -> bool {
    let statements = block.end.iter().flat_map(|block| &block.statements);
    let Some(first) = statements.into_iter().next() else { return false };
    let is_function = matches!(first.kind, StatementKind::Function { .. });
    let between = block.source.text.get(end..first.span.start).unwrap_or_default();
    is_function && block.params.is_none() && end > 0 && between.matches('\n').count() <= NEAR
}

/// Where the keyword of a function with that body stands.
fn keyword(body: &ScriptBlock, name: &str) -> Option<usize> {
    let before = body.source.text.get(..body.span.start)?.to_ascii_lowercase();
    let name = name.to_ascii_lowercase();
    let is_here = |word: &str, at: usize| {
        let rest = &before[at + word.len()..];
        let called = rest.split_whitespace().next().unwrap_or_default();
        // A scope may stand in front of the name.
        let bare = called.rsplit(':').next().unwrap_or(called);
        rest.starts_with(char::is_whitespace) && (called.starts_with(&name) || bare.starts_with(&name))
    };
    let last = |word: &str| before.rmatch_indices(word).map(|(at, _)| at).find(|at| is_here(word, *at));
    last("function").max(last("filter"))
}

/// What a comment in front of a parameter, or between its type and its name, says of it.
fn beside(block: &ScriptBlock, parameter: &Parameter) -> Option<String> {
    let text = &*block.source.text;
    let written = block.source.slice(parameter.span);
    let name = format!("${}", parameter.name).to_ascii_lowercase();
    let at = parameter.span.start + written.to_ascii_lowercase().rfind(&name).unwrap_or_default();
    let said = |at: usize| comments::before(text, at, 1).map(|lines| lines.join("\n").trim().to_owned());
    said(at).or_else(|| said(parameter.span.start)).filter(|said| !said.is_empty())
}
