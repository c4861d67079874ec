//! The operators by name, and how tightly they bind.

use super::Parser;
use super::fault::{Parsed, SyntaxFault, fault};
use super::notes::Class;
use crate::lang::ast::{AssignOp, BinaryOp, Case, UnaryOp};
use crate::lang::lex::chars::is_dash;

/// How tightly a binary operator binds; equal ones group from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binding {
    /// Below all of them.
    Lowest,
    Logical,
    Bitwise,
    Comparison,
    Coalesce,
    Additive,
    Multiplicative,
    Format,
    Range,
}

pub(super) fn binding(op: BinaryOp) -> Binding {
    match op {
        BinaryOp::And | BinaryOp::Or | BinaryOp::Xor => Binding::Logical,
        BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor => Binding::Bitwise,
        BinaryOp::Coalesce => Binding::Coalesce,
        BinaryOp::Add | BinaryOp::Subtract => Binding::Additive,
        BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Remainder => Binding::Multiplicative,
        BinaryOp::Format => Binding::Format,
        BinaryOp::Range => Binding::Range,
        _ => Binding::Comparison,
    }
}

/// A binary operator by its word, in lower case without the dash.
fn named_binary(word: &str) -> Option<BinaryOp> {
    use Case::{Insensitive, Sensitive};
    let exact = match word {
        "and" => Some(BinaryOp::And),
        "or" => Some(BinaryOp::Or),
        "xor" => Some(BinaryOp::Xor),
        "band" => Some(BinaryOp::BitAnd),
        "bor" => Some(BinaryOp::BitOr),
        "bxor" => Some(BinaryOp::BitXor),
        "shl" => Some(BinaryOp::ShiftLeft),
        "shr" => Some(BinaryOp::ShiftRight),
        "f" => Some(BinaryOp::Format),
        "join" => Some(BinaryOp::Join),
        "is" => Some(BinaryOp::Is),
        "isnot" => Some(BinaryOp::IsNot),
        "as" => Some(BinaryOp::As),
        _ => None,
    };
    exact
        .or_else(|| comparison(word, Insensitive))
        .or_else(|| comparison(word.strip_prefix('i')?, Insensitive))
        .or_else(|| comparison(word.strip_prefix('c')?, Sensitive))
}

fn comparison(word: &str, case: Case) -> Option<BinaryOp> {
    Some(match word {
        "eq" => BinaryOp::Equal(case),
        "ne" => BinaryOp::NotEqual(case),
        "gt" => BinaryOp::Greater(case),
        "ge" => BinaryOp::GreaterOrEqual(case),
        "lt" => BinaryOp::Less(case),
        "le" => BinaryOp::LessOrEqual(case),
        "like" => BinaryOp::Like(case),
        "notlike" => BinaryOp::NotLike(case),
        "match" => BinaryOp::Match(case),
        "notmatch" => BinaryOp::NotMatch(case),
        "contains" => BinaryOp::Contains(case),
        "notcontains" => BinaryOp::NotContains(case),
        "in" => BinaryOp::In(case),
        "notin" => BinaryOp::NotIn(case),
        "replace" => BinaryOp::Replace(case),
        "split" => BinaryOp::Split(case),
        _ => return None,
    })
}

/// What people coming from elsewhere write, and what it is called here.
fn meant(word: &str) -> Option<&'static str> {
    Some(match word {
        "equals" | "equal" | "is_equal" | "eqs" => "-eq",
        "neq" | "nequal" | "noteq" | "notequal" | "notequals" => "-ne",
        "gte" | "geq" => "-ge",
        "lte" | "leq" => "-le",
        "startswith" => "-like 'text*'",
        "endswith" => "-like '*text'",
        "mod" => "%",
        "div" => "/",
        "format" => "-f",
        "isa" | "instanceof" => "-is",
        _ => return None,
    })
}

impl Parser<'_> {
    /// The binary operator at the cursor and its length. A word with a dash that is none is a fault: nothing else can
    /// stand there.
    pub(super) fn binary_operator(&mut self) -> Parsed<Option<(BinaryOp, usize)>> {
        let Some(c) = self.cursor.peek() else {
            return Ok(None);
        };
        let second = self.cursor.peek_second();
        let sign = |op| (second != Some('=')).then_some((op, 1));
        Ok(match c {
            '+' if second != Some('+') => sign(BinaryOp::Add),
            '*' if second != Some('>') => sign(BinaryOp::Multiply),
            '/' => sign(BinaryOp::Divide),
            '%' => sign(BinaryOp::Remainder),
            '.' if second == Some('.') => Some((BinaryOp::Range, 2)),
            '?' if self.cursor.looking_at("??") && !self.cursor.looking_at("??=") => Some((BinaryOp::Coalesce, 2)),
            _ if !is_dash(c) || second.is_some_and(is_dash) || second == Some('=') => None,
            _ => match self.dashed_word() {
                None => Some((BinaryOp::Subtract, c.len_utf8())),
                Some(word) => {
                    let Some(op) = named_binary(&word.to_ascii_lowercase()) else {
                        return Err(self.no_such_operator());
                    };
                    Some((op, c.len_utf8() + word.len()))
                }
            },
        })
    }

    /// The letters after the dash at the cursor; `None` without any.
    fn dashed_word(&self) -> Option<&str> {
        let mut ahead = self.cursor.clone();
        ahead.bump();
        let start = ahead.at();
        ahead.eat_while(|c| c.is_ascii_alphabetic());
        Some(self.cursor.slice(start, ahead.at())).filter(|word| !word.is_empty())
    }

    pub(super) fn unary_word(&self) -> Option<(UnaryOp, usize)> {
        let word = self.dashed_word()?;
        let op = match word.to_ascii_lowercase().as_str() {
            "not" => UnaryOp::Not,
            "bnot" => UnaryOp::BitNot,
            "join" => UnaryOp::Join,
            "split" | "isplit" => UnaryOp::Split(Case::Insensitive),
            "csplit" => UnaryOp::Split(Case::Sensitive),
            _ => return None,
        };
        Some((op, self.cursor.peek()?.len_utf8() + word.len()))
    }

    fn no_such_operator(&mut self) -> Box<SyntaxFault> {
        let start = self.at();
        self.cursor.bump();
        self.cursor.eat_while(|c| c.is_alphanumeric() || c == '_');
        self.note(Class::Operator, start);
        let text = self.cursor.slice(start, self.at());
        let word = text.trim_start_matches(is_dash).to_ascii_lowercase();
        let unexpected = fault("UnexpectedToken", format!("Unexpected token '{text}' in expression or statement."))
            .at(self.since(start));
        match meant(&word) {
            Some(operator) => unexpected.fix(format!("Write {operator}")),
            None => unexpected.fix("An operator is expected here; see Get-Help about_Operators."),
        }
    }

    pub(super) fn assign_operator(&self) -> Option<(AssignOp, usize)> {
        let rest = self.cursor.rest();
        let first = rest.chars().next()?;
        let compound = |op| rest[first.len_utf8()..].starts_with('=').then_some((op, first.len_utf8() + 1));
        match first {
            '=' => Some((AssignOp::Set, 1)),
            '+' => compound(AssignOp::Add),
            '*' => compound(AssignOp::Multiply),
            '/' => compound(AssignOp::Divide),
            '%' => compound(AssignOp::Remainder),
            '?' => rest.starts_with("??=").then_some((AssignOp::Coalesce, 3)),
            _ if is_dash(first) => compound(AssignOp::Subtract),
            _ => None,
        }
    }
}
