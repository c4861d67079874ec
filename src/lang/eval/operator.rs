//! Operators on values.

use super::Interpreter;
use super::arithmetic as numbers;
use super::range::Range;
use super::stop::Eval;
use crate::lang::ast::{BinaryOp, UnaryOp};
use crate::lang::enumerator::Enumerator;
use crate::lang::types::{Type, TypeValue, cast};
use crate::model::{Fault, Value, convert};

impl Interpreter {
    /// Any operator whose both sides have been evaluated.
    pub(super) fn binary(&self, op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
        if let (Value::Int(left), Value::Int(right)) = (left, right)
            && let Some(result) = numbers::of_small(op, *left, *right)
        {
            return Ok(result);
        }
        let (whole_left, whole_right) = (left, right);
        let left = left.bare();
        let rest = left.downcast::<Enumerator>().map(|_| Value::array(left.clone().into_items()));
        let left = rest.as_ref().unwrap_or(left);
        // What is added to a list stays as it is.
        let right = if matches!(left, Value::Array(_)) { right } else { right.bare() };
        match op {
            BinaryOp::Add => numbers::add(left, right),
            BinaryOp::Subtract => numbers::subtract(left, right),
            BinaryOp::Multiply => numbers::multiply(left, right),
            BinaryOp::Divide => numbers::divide(left, right),
            BinaryOp::Remainder => numbers::remainder(left, right),
            BinaryOp::Range => Range::new(left, right)?.array(),
            BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor | BinaryOp::ShiftLeft | BinaryOp::ShiftRight => {
                numbers::bits(op, left, right)
            }
            BinaryOp::And => Ok(Value::Bool(convert::truth(left) && convert::truth(right))),
            BinaryOp::Or => Ok(Value::Bool(convert::truth(left) || convert::truth(right))),
            BinaryOp::Xor => Ok(Value::Bool(convert::truth(left) != convert::truth(right))),
            BinaryOp::Coalesce => Ok(if left.is_null() { whole_right } else { whole_left }.clone()),
            BinaryOp::Format => Ok(Value::text(super::text::format(left, right)?)),
            BinaryOp::Join => super::text::join(left, &right.to_string()),
            BinaryOp::Replace(case) => self.replace(left, right, case.into()),
            BinaryOp::Split(case) => self.split(left, right, case.into()),
            BinaryOp::Match(case) => self.matches(left, right, case.into(), true),
            BinaryOp::NotMatch(case) => self.matches(left, right, case.into(), false),
            BinaryOp::Is => Ok(Value::Bool(type_of(right)?.holds(whole_left))),
            BinaryOp::IsNot => Ok(Value::Bool(!type_of(right)?.holds(whole_left))),
            BinaryOp::As => Ok(cast(left, type_of(right)?).unwrap_or_default()),
            _ => super::compare::compare(op, left, right),
        }
    }

    pub(super) fn unary(&self, op: UnaryOp, value: Value) -> Eval<Value> {
        match op {
            UnaryOp::Not => Ok(Value::Bool(!convert::truth(&value))),
            UnaryOp::Minus => numbers::negate(value.bare()),
            UnaryOp::Plus => numbers::add(&Value::Int(0), value.bare()),
            UnaryOp::BitNot => numbers::inverted(value.bare()),
            UnaryOp::Split(_) => Ok(super::text::split_at_blanks(&value)),
            UnaryOp::Join => super::text::join(&Value::array(value.into_items()), ""),
            UnaryOp::Comma => Ok(Value::array(vec![value])),
        }
    }
}

/// The right side of `-is` and `-as`: a type, or the name of one.
fn type_of(value: &Value) -> Result<Type, Fault> {
    let known = match value.downcast::<TypeValue>() {
        Some(known) => known.known,
        None => Type::from_text(&value.to_string()),
    };
    known.ok_or_else(|| {
        Fault::invalid("IsOperatorRequiresType", "The right operand of '-is' must be a type.").fix("Write it as [int].")
    })
}
