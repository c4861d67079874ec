//! Names of variables: how far one goes without braces, and what its scope is.

use std::sync::Arc;

use super::chars::{is_variable, is_variable_start};
use crate::lang::ast::Scope;

/// Bytes of the name at the start of `text` (what follows `$` or `@`), scope included. `None`: no name starts here.
///
/// `$$`, `$?` and `$^` are one character long. A colon belongs to the name unless another follows (`$type::Member`).
pub fn name_length(text: &str) -> Option<usize> {
    let first = text.chars().next().filter(|&c| is_variable_start(c))?;
    if matches!(first, '$' | '?' | '^') {
        return Some(1);
    }
    let mut characters = text.char_indices().skip(usize::from(first != ':')).peekable();
    while let Some((at, c)) = characters.next() {
        let doubled = characters.peek().is_some_and(|&(_, next)| next == ':');
        if !(is_variable(c) || c == ':' && !doubled) {
            return Some(at).filter(|&at| at > 0);
        }
    }
    Some(text.len())
}

/// Splits `scope:name`; the scope is what stands before the first colon.
pub fn split_scope(path: &str) -> (Scope, &str) {
    let Some((scope, name)) = path.split_once(':').filter(|(scope, _)| !scope.is_empty()) else {
        return (Scope::Default, path);
    };
    let scope = match scope.to_ascii_lowercase().as_str() {
        "global" => Scope::Global,
        "script" => Scope::Script,
        "local" => Scope::Local,
        "private" => Scope::Private,
        "using" => Scope::Using,
        "env" => Scope::Environment,
        _ => Scope::Drive(Arc::from(scope)),
    };
    (scope, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_as_far_as_in_powershell() {
        for (text, expected) in [
            ("queue", Some("queue")),
            ("queue.Identity", Some("queue")),
            ("env:PATH/x", Some("env:PATH")),
            ("type::Member", Some("type")),
            ("a:b:c", Some("a:b:c")),
            ("a: b", Some("a:")),
            ("true?2:3", Some("true?2:3")),
            ("_.Name", Some("_")),
            ("$x", Some("$")),
            ("?x", Some("?")),
            ("^", Some("^")),
            ("1st", Some("1st")),
            ("größe-x", Some("größe")),
            (":abc", Some(":abc")),
            ("::x", None),
            ("-x", None),
            ("(1)", None),
            ("", None),
        ] {
            assert_eq!(name_length(text).map(|length| &text[..length]), expected, "${text}");
        }
    }

    #[test]
    fn scopes_are_told_apart_from_names() {
        for (path, scope, name) in [
            ("x", Scope::Default, "x"),
            ("Script:x", Scope::Script, "x"),
            ("GLOBAL:x", Scope::Global, "x"),
            ("env:ProgramFiles(x86)", Scope::Environment, "ProgramFiles(x86)"),
            ("function:prompt", Scope::Drive("function".into()), "prompt"),
            ("x:", Scope::Drive("x".into()), ""),
            (":x", Scope::Default, ":x"),
        ] {
            assert_eq!(split_scope(path), (scope, name), "{path}");
        }
    }
}
