//! Files of data in the language's own writing: one hashtable of constants (`about_Data_Files`).
//!
//! What such a file may hold is looked at before anything runs, so that reading it does nothing but read: numbers, text,
//! lists and hashtables of them, and `$true`, `$false`, `$null`. Everything else is refused with its place.

use super::ast::{Block, Expr, ExprKind, Scope, Stage, Statement, StatementKind};
use super::parse;
use crate::model::{Fault, Span};

/// Keys of all hashtables together, unless the limits are lifted (PowerShell's own).
const MOST_KEYS: usize = 500;

/// Refuses a text that is not one hashtable of constants. `is_limited`: also one with more keys than a person writes.
pub fn check(name: &str, text: &str, is_limited: bool) -> Result<(), Fault> {
    let script = parse::parse_file(name, text)?;
    let source = &script.block.source;
    let block = &script.block;
    let mut keys = 0;
    let found = match (&block.end, &block.begin, &block.process, &block.params) {
        (Some(end), None, None, None) => table(end).and_then(|table| constant(table, &mut keys)),
        _ => Err(block.span),
    };
    let refused = |says: &str, span: Span| {
        Fault::invalid(
            "CouldNotParseAsPowerShellDataFile",
            format!("The file '{name}' could not be parsed as a PowerShell Data File."),
        )
        .at(span)
        .fix(says.to_owned())
        .within(source)
    };
    match found {
        Err(span) => Err(refused(
            "A data file is one hashtable of numbers, text, lists and hashtables; nothing in it runs.",
            span,
        )),
        Ok(()) if is_limited && keys > MOST_KEYS => {
            Err(refused("It has more than 500 keys; -SkipLimitCheck reads it anyway.", block.span))
        }
        Ok(()) => Ok(()),
    }
}

/// The one expression of a block; Err: the place of what else stands there.
fn only(block: &Block) -> Result<Option<&Expr>, Span> {
    match block.statements.as_slice() {
        [] => Ok(None),
        [statement] => expression(statement).map(Some),
        [_, second, ..] => Err(second.span),
    }
}

fn table(block: &Block) -> Result<&Expr, Span> {
    match only(block)? {
        Some(expr) if matches!(expr.kind, ExprKind::Hashtable { .. }) => Ok(expr),
        Some(expr) => Err(expr.span),
        None => Err(block.span),
    }
}

/// The expression that a statement is, if it is no more than that.
fn expression(statement: &Statement) -> Result<&Expr, Span> {
    let StatementKind::Pipeline(chain) = &statement.kind else { return Err(statement.span) };
    match (chain.first.stages.as_slice(), chain.rest.is_empty()) {
        ([Stage::Expression { expr, redirections }], true) if redirections.is_empty() => Ok(expr),
        _ => Err(statement.span),
    }
}

/// Err: the place of what is no constant.
fn constant(expr: &Expr, keys: &mut usize) -> Result<(), Span> {
    match &expr.kind {
        ExprKind::Number { .. } | ExprKind::Text { .. } => Ok(()),
        ExprKind::Variable(variable)
            if variable.scope == Scope::Default
                && ["true", "false", "null"].iter().any(|name| variable.name.eq_ignore_ascii_case(name)) =>
        {
            Ok(())
        }
        ExprKind::Array(items) => items.iter().try_for_each(|item| constant(item, keys)),
        ExprKind::ArrayOf(block) => {
            block.statements.iter().try_for_each(|statement| constant(expression(statement)?, keys))
        }
        ExprKind::Paren(statement) => constant(expression(statement)?, keys),
        ExprKind::Unary { operand, .. } => constant(operand, keys),
        ExprKind::Hashtable { entries, .. } => entries.iter().try_for_each(|entry| {
            *keys += 1;
            constant(&entry.key, keys)?;
            constant(expression(&entry.value)?, keys)
        }),
        _ => Err(expr.span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_constants_are_data() {
        for (text, expected, why) in [
            ("@{ Name = 'relay'; Ports = 25, 587; Inner = @( @{ On = $true } ); Less = -1 }", true, "constants"),
            ("# a remark\n@{}\n", true, "nothing at all"),
            ("@{ When = Get-Date }", false, "a command"),
            ("@{ Home = $HOME }", false, "a variable"),
            ("@{ Text = \"$(1)\" }", false, "text that is computed"),
            ("@{ Sum = 1 + 1 }", false, "an operation"),
            ("@{ A = 1 }; 'more'", false, "a second statement"),
            ("'text'", false, "no hashtable"),
            ("", false, "an empty file"),
        ] {
            assert_eq!(check("x.psd1", text, true).is_ok(), expected, "{why}");
        }
        let many: String = (0..=MOST_KEYS).map(|number| format!("k{number} = {number}\n")).collect();
        let many = format!("@{{\n{many}}}");
        assert!(check("x.psd1", &many, true).is_err() && check("x.psd1", &many, false).is_ok());
    }
}
