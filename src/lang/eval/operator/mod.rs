//! Operators: what they do to their operands, by PowerShell's rules.

mod arithmetic;
mod comparison;
mod format;
mod text;

use super::flow::Eval;
use super::types::Type;
use crate::lang::ast::{BinaryOp, Case, UnaryOp};
use crate::model::convert::truth;
use crate::model::{Fault, Value, compare};

pub use arithmetic::step;
pub use format::format;
pub use text::{Matches, regex};

pub(super) fn case(case: Case) -> compare::Case {
    match case {
        Case::Insensitive => compare::Case::Insensitive,
        Case::Sensitive => compare::Case::Sensitive,
    }
}

/// Most items that a range or a repetition may make.
const MOST_ITEMS: usize = 50_000_000;

/// An operator of two evaluated operands. `-and`, `-or` and `??` are the expression's affair; `matches` gets what
/// `-match` found, for `$Matches`.
pub fn binary(op: BinaryOp, left: Value, right: Value, matches: &mut Option<Matches>) -> Eval<Value> {
    use BinaryOp as Op;
    match op {
        Op::Add => arithmetic::add(left, right),
        Op::Subtract => arithmetic::subtract(left, right),
        Op::Multiply => arithmetic::multiply(left, right),
        Op::Divide => arithmetic::divide(left, right),
        Op::Remainder => arithmetic::remainder(left, right),
        Op::BitAnd | Op::BitOr | Op::BitXor | Op::ShiftLeft | Op::ShiftRight => arithmetic::bits(op, &left, &right),
        Op::Range => range(&left, &right),
        Op::Format => format(&left, &right).map(Value::text),
        Op::And => Ok(Value::Bool(truth(&left) && truth(&right))),
        Op::Or => Ok(Value::Bool(truth(&left) || truth(&right))),
        Op::Xor => Ok(Value::Bool(truth(&left) != truth(&right))),
        Op::Coalesce => Ok(if left.is_null() { right } else { left }),
        Op::Match(sense) | Op::NotMatch(sense) => {
            text::matches(&left, &right, sense, matches!(op, Op::NotMatch(_)), matches)
        }
        Op::Replace(sense) => text::replace(&left, &right, sense, None),
        Op::Split(sense) => text::split(&left, &right, sense),
        Op::Join => Ok(text::join(&left, &right.to_string())),
        Op::Is => Ok(Value::Bool(type_operand(&right)?.holds(&left))),
        Op::IsNot => Ok(Value::Bool(!type_operand(&right)?.holds(&left))),
        Op::As => Ok(super::cast::cast(&left, &type_operand(&right)?).unwrap_or(Value::Null)),
        _ => comparison::compare(op, &left, &right),
    }
}

pub fn unary(op: UnaryOp, operand: Value) -> Eval<Value> {
    match op {
        UnaryOp::Not => Ok(Value::Bool(!truth(&operand))),
        UnaryOp::Minus => arithmetic::subtract(Value::Int(0), operand),
        UnaryOp::Plus => arithmetic::add(Value::Int(0), operand),
        UnaryOp::BitNot => arithmetic::bit_not(&operand),
        UnaryOp::Split(_) => Ok(text::split_at_blanks(&operand)),
        UnaryOp::Join => Ok(text::join(&operand, "")),
        UnaryOp::Comma => Ok(Value::array(vec![operand])),
    }
}

/// `-replace` with a script block, which is run for each match.
pub fn replace_with(
    left: &Value,
    pattern: &Value,
    sense: Case,
    by: &mut dyn FnMut(Value) -> Eval<String>,
) -> Eval<Value> {
    text::replace(left, &Value::array(vec![pattern.clone()]), sense, Some(by))
}

/// `-is [int]`, or its name as text.
fn type_operand(value: &Value) -> Eval<Type> {
    if let Some(known) = super::member::type_value(value) {
        return Ok(known);
    }
    let name = crate::lang::ast::TypeName {
        name: value.to_string().trim_matches(['[', ']']).into(),
        arguments: Vec::new(),
        array_depth: 0,
        span: Default::default(),
    };
    Ok(Type::of(&name)?)
}

/// `1..5`, `5..1`, `'a'..'e'`.
fn range(left: &Value, right: &Value) -> Eval<Value> {
    let one_char = |value: &Value| match value {
        Value::Char(c) => Some(*c),
        Value::String(text) => {
            let mut chars = text.chars();
            chars.next().filter(|c| chars.next().is_none() && !c.is_ascii_digit())
        }
        _ => None,
    };
    if let (Some(from), Some(to)) = (one_char(left), one_char(right)) {
        let (from, to) = (from as u32, to as u32);
        let letters =
            |codes: &mut dyn Iterator<Item = u32>| codes.filter_map(char::from_u32).map(Value::Char).collect();
        return Ok(Value::array(if from <= to { letters(&mut (from..=to)) } else { letters(&mut (to..=from).rev()) }));
    }
    let (from, to) = (crate::model::convert::to_int(left)?, crate::model::convert::to_int(right)?);
    if (i64::from(from) - i64::from(to)).unsigned_abs() as usize >= MOST_ITEMS {
        return Err(Fault::invalid("RangeTooLarge", format!("The range {from}..{to} has too many items.")).into());
    }
    let numbers: Vec<Value> =
        if from <= to { (from..=to).map(Value::Int).collect() } else { (to..=from).rev().map(Value::Int).collect() };
    Ok(Value::array(numbers))
}
