//! What can be completed at a place in a text: the place in the grammar, not the candidates.
//!
//! Never fails. Only the text before the place counts, so that the answer is the same whatever follows.

use std::sync::Arc;

use super::parse::notes::{Expectation, Notes, StageNote, Token};
use super::parse::{self, notes::Class};
use crate::lang::lex::chars::is_dash;
use crate::model::Span;

/// Where the cursor is.
#[derive(Clone, Debug, PartialEq)]
pub struct CompletionContext {
    /// The command whose argument stands here, or inside whose script block or parentheses the place is.
    pub command: Option<Arc<str>>,
    /// The commands before that one in its pipeline, the nearest first.
    pub upstream: Vec<Arc<str>>,
    /// The variable that the pipeline begins with, where nothing but it stands there.
    pub source: Option<Span>,
    pub what: What,
    /// The word to replace, from its start to the cursor; empty when none has begun.
    pub word: Span,
    /// Parameters of `command` that are already there, as typed.
    pub used: Vec<Arc<str>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    CommandName,
    /// The word is `-` and the beginning of a name; `position` as of an argument.
    ParameterName {
        position: usize,
    },
    /// `after` is the parameter directly in front, which may be a switch and then takes nothing; `position` counts
    /// the arguments before this one that followed no parameter. After a blank a parameter could be meant too.
    Argument {
        after: Option<Arc<str>>,
        position: usize,
    },
    /// The word begins with `$` or `@` and holds the scope, if any.
    Variable,
    /// A member of what is written at `target`.
    Member {
        target: Span,
    },
    Type,
    Operator,
    /// An operand of an operator: a value, not a command.
    Value,
    /// A key of a hashtable.
    Key,
    /// A comment, or the inside of something that has no completion.
    Nothing,
}

/// The context at a byte position of the text (moved down to a character's start).
pub fn context_at(text: &str, position: usize) -> CompletionContext {
    let before = &text[..text.floor_char_boundary(position)];
    let notes = parse::survey(before);
    let last = notes.tokens.iter().filter(|token| token.span.end == before.len()).max_by_key(|token| token.span.start);
    let start = last.map_or(before.len(), |token| token.span.start);
    let word = Span::new(start, before.len());
    let what = what(&notes, last, word, &before[start..]);
    let stage = enclosing(&notes, start);
    let mut used = stage.map(|stage| stage.used.clone()).unwrap_or_default();
    if matches!(what, What::ParameterName { .. }) && last.is_some_and(|token| token.class == Class::Parameter) {
        used.pop();
    }
    let before_it = |stage: &&StageNote| stage.upstream.map(|at| &notes.stages[at]);
    let stages: Vec<&StageNote> = std::iter::successors(stage, before_it).collect();
    let source = stages.last().and_then(|first| source(&notes, before[..first.start].trim_end()));
    let mut names = stages.into_iter().map(|stage| stage.name.clone());
    CompletionContext {
        command: names.next().flatten(),
        // A command whose name is not known yet hides those before it.
        upstream: names.map_while(|name| name).collect(),
        source,
        what,
        word,
        used,
    }
}

/// The variable at the end of what stands before a pipeline's first command, if all it is is the pipeline's head.
fn source(notes: &Notes, before: &str) -> Option<Span> {
    let head = before.strip_suffix('|')?.trim_end();
    let variable =
        notes.tokens.iter().rfind(|token| token.class == Class::Variable && token.span.end == head.len())?.span;
    let stands_alone =
        head[..variable.start].trim_end().chars().next_back().is_none_or(|c| matches!(c, ';' | '{' | '(' | '\n' | '='));
    stands_alone.then_some(variable)
}

/// The innermost command that has not ended before this place.
fn enclosing(notes: &Notes, at: usize) -> Option<&StageNote> {
    notes.stages.iter().rfind(|stage| stage.start < at && stage.end.is_none_or(|end| end >= at))
}

fn what(notes: &Notes, last: Option<&Token>, word: Span, text: &str) -> What {
    let class = last.map(|token| token.class);
    let closed_comment = text.starts_with("<#") && text.ends_with("#>") && text.len() > 3;
    if class == Some(Class::Comment) && !closed_comment {
        return What::Nothing;
    }
    if class == Some(Class::Variable) || matches!(text, "$" | "@") {
        return What::Variable;
    }
    let Some((_, expectation)) = notes.expectations.iter().find(|(at, _)| *at == word.start) else {
        return What::Nothing;
    };
    match expectation {
        Expectation::Command if matches!(class, Some(Class::Text | Class::Number)) => What::Nothing,
        Expectation::Command => What::CommandName,
        Expectation::Argument { position, .. } if class == Some(Class::Parameter) || is_lone_dash(text) => {
            What::ParameterName { position: *position }
        }
        Expectation::Argument { after, position } => What::Argument { after: after.clone(), position: *position },
        Expectation::Value => What::Value,
        Expectation::Operator => What::Operator,
        Expectation::Member(target) => What::Member { target: *target },
        Expectation::Type => What::Type,
        Expectation::Key => What::Key,
    }
}

fn is_lone_dash(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_dash) && characters.next().is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The context at the `^` of a text, in short.
    fn at_caret(text: &str) -> (String, String, String) {
        let position = text.find('^').expect("a caret");
        let text = text.replacen('^', "", 1);
        let context = context_at(&text, position);
        let what = match &context.what {
            What::Argument { after, position } => format!("Argument {} {position}", after.as_deref().unwrap_or("-")),
            What::Member { target } => format!("Member of {}", &text[target.start..target.end]),
            What::ParameterName { position } => format!("ParameterName {position}"),
            other => format!("{other:?}"),
        };
        let source = context.source.map(|span| &text[span.start..span.end]);
        let upstream = context.upstream.iter().rev().map(|name| &**name);
        let names = source.into_iter().chain(upstream).chain(context.command.as_deref());
        let used: String = context.used.iter().map(|name| format!(" -{name}")).collect();
        (what, text[context.word.start..context.word.end].to_owned(), names.collect::<Vec<_>>().join(" | ") + &used)
    }

    #[test]
    fn the_place_in_the_grammar() {
        for (text, what, word, command) in [
            ("^", "CommandName", "", ""),
            ("Get-Q^", "CommandName", "Get-Q", ""),
            ("Get-Queue; Get-M^ -x", "CommandName", "Get-M", ""),
            ("Get-Queue | ^", "CommandName", "", ""),
            ("Get-Queue | Wh^", "CommandName", "Wh", ""),
            ("$x = ^", "CommandName", "", ""),
            ("$x = Get-^", "CommandName", "Get-", ""),
            ("if (Get-Q^", "CommandName", "Get-Q", ""),
            ("Get-A (Get-B^", "CommandName", "Get-B", "Get-A"),
            ("& Get-Q^", "CommandName", "Get-Q", ""),
            ("Get-Queue -^", "ParameterName 0", "-", "Get-Queue"),
            ("Get-Queue a -^", "ParameterName 1", "-", "Get-Queue"),
            ("Get-Queue -Fil^ter x", "ParameterName 0", "-Fil", "Get-Queue"),
            ("Get-Queue –Fil^", "ParameterName 0", "–Fil", "Get-Queue"),
            ("Get-Queue -Server hub01 -F^", "ParameterName 0", "-F", "Get-Queue -Server"),
            ("Get-Queue `\n -F^", "ParameterName 0", "-F", "Get-Queue"),
            ("Get-Queue ^", "Argument - 0", "", "Get-Queue"),
            ("Get-Queue cont^", "Argument - 0", "cont", "Get-Queue"),
            ("Get-Queue a b^", "Argument - 1", "b", "Get-Queue"),
            ("Get-Queue -Server ^", "Argument Server 0", "", "Get-Queue -Server"),
            ("Get-Queue -Server hu^", "Argument Server 0", "hu", "Get-Queue -Server"),
            ("Get-Queue -Server hub01 ^", "Argument - 0", "", "Get-Queue -Server"),
            ("Get-Queue -Server:^", "Argument Server 0", "", "Get-Queue -Server"),
            ("Get-Queue -Server:hu^", "Argument Server 0", "hu", "Get-Queue -Server"),
            ("Get-Queue -Server a,^", "Argument Server 0", "", "Get-Queue -Server"),
            ("Get-Queue -Server a, b^", "Argument Server 0", "b", "Get-Queue -Server"),
            ("Get-Queue -Identity \"hub 0^", "Argument Identity 0", "\"hub 0", "Get-Queue -Identity"),
            ("Get-Queue -Identity 'hub 0'^", "Argument Identity 0", "'hub 0'", "Get-Queue -Identity"),
            ("Get-Queue | Where-Object { ^", "CommandName", "", "Get-Queue | Where-Object"),
            ("Get-Queue | Where-Object { $_.^", "Member of $_", "", "Get-Queue | Where-Object"),
            ("Get-Queue | Where-Object { $_.Mes^ -gt 5 }", "Member of $_", "Mes", "Get-Queue | Where-Object"),
            ("Get-Queue | ? { $_.A -eq 1 -and $_.B^", "Member of $_", "B", "Get-Queue | ?"),
            ("Get-Queue | ft Na^", "Argument - 0", "Na", "Get-Queue | ft"),
            ("Get-Queue | ft A | fl B^", "Argument - 0", "B", "Get-Queue | ft | fl"),
            ("$x | ft A^", "Argument - 0", "A", "$x | ft"),
            ("if ($true) { $x | ? A | ft B^", "Argument - 0", "B", "$x | ? | ft"),
            ("1 + $x | ft A^", "Argument - 0", "A", "ft"),
            ("[math]::^", "Member of [math]", "", ""),
            ("(Get-Queue)[0].Na^", "Member of (Get-Queue)[0]", "Na", ""),
            ("$x -e^", "Operator", "-e", ""),
            ("$x ^", "Operator", "", ""),
            ("$x -eq ^", "Value", "", ""),
            ("$x -eq con^", "Value", "con", ""),
            ("$a.Foo(^", "Value", "", ""),
            ("Get-Queue $se^", "Variable", "$se", "Get-Queue"),
            ("$^", "Variable", "$", ""),
            ("$env:PA^", "Variable", "$env:PA", ""),
            ("\"abc $na^", "Variable", "$na", ""),
            ("${na^", "Variable", "${na", ""),
            ("Get-Queue @par^", "Variable", "@par", "Get-Queue"),
            ("[in^", "Type", "in", ""),
            ("[^", "Type", "", ""),
            ("$x -is [str^", "Type", "str", ""),
            ("Set-X -To @{ ^", "Key", "", "Set-X -To"),
            ("Set-X -To @{ Ad^", "Key", "Ad", "Set-X -To"),
            ("Set-X -To @{ Add = 'a'; ^", "Key", "", "Set-X -To"),
            ("Get-Queue # abc^", "Nothing", "# abc", ""),
            ("\"abc^", "Nothing", "\"abc", ""),
            ("Get-X 1 2 ) ; Get-Queue -Se^", "ParameterName 0", "-Se", "Get-Queue"),
            ("\"x $(Get-Queue -Se^", "ParameterName 0", "-Se", "Get-Queue"),
        ] {
            let (found_what, found_word, mut found_command) = at_caret(text);
            if what == "Nothing" {
                found_command.clear();
            }
            assert_eq!(
                (found_what.as_str(), found_word.as_str(), found_command.as_str()),
                (what, word, command),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn every_place_has_a_context(text in "\\PC{0,30}|[$\"'(){}@|#`a.\\[ \n-]{0,30}", position in 0usize..60) {
            let context = context_at(&text, position.min(text.len()));
            prop_assert!(text.get(context.word.start..context.word.end).is_some());
        }
    }
}
