//! Comparison operators. An array on the left filters: what is left are the items that fulfil the comparison.

use std::cmp::Ordering;

use super::stop::Eval;
use crate::lang::ast::{self, BinaryOp};
use crate::model::compare::{Case, equal, order};
use crate::model::{Value, Wildcard};

impl From<ast::Case> for Case {
    fn from(case: ast::Case) -> Case {
        match case {
            ast::Case::Insensitive => Case::Insensitive,
            ast::Case::Sensitive => Case::Sensitive,
        }
    }
}

pub(super) fn compare(op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
    let found = |list: &Value, wanted: &Value, item_is_left: bool, case: Case| match list {
        Value::Array(items) => items
            .items()
            .iter()
            .any(|item| if item_is_left { equal(item, wanted, case) } else { equal(wanted, item, case) }),
        Value::Scalar(scalar) if let Some(items) = scalar.items() => items.iter().any(|item| equal(item, wanted, case)),
        one => equal(one, wanted, case),
    };
    match op {
        BinaryOp::Contains(case) => Ok(Value::Bool(found(left, right, true, case.into()))),
        BinaryOp::NotContains(case) => Ok(Value::Bool(!found(left, right, true, case.into()))),
        BinaryOp::In(case) => Ok(Value::Bool(found(right, left, true, case.into()))),
        BinaryOp::NotIn(case) => Ok(Value::Bool(!found(right, left, true, case.into()))),
        _ => match left {
            Value::Array(items) => {
                let mut kept = Vec::new();
                for item in items.items() {
                    if holds(op, &item, right)? {
                        kept.push(item);
                    }
                }
                Ok(Value::array(kept))
            }
            one => holds(op, one, right).map(Value::Bool),
        },
    }
}

fn holds(op: BinaryOp, left: &Value, right: &Value) -> Eval<bool> {
    let ordered = |case: ast::Case, accepts: fn(Ordering) -> bool| -> Eval<bool> {
        Ok(accepts(order(left, right, case.into())?))
    };
    let like = |case: ast::Case| {
        Wildcard::with_case(&right.to_string(), case == ast::Case::Insensitive).matches(&left.to_string())
    };
    match op {
        BinaryOp::Equal(case) => Ok(equal(left, right, case.into())),
        BinaryOp::NotEqual(case) => Ok(!equal(left, right, case.into())),
        BinaryOp::Greater(case) => ordered(case, Ordering::is_gt),
        BinaryOp::GreaterOrEqual(case) => ordered(case, Ordering::is_ge),
        BinaryOp::Less(case) => ordered(case, Ordering::is_lt),
        BinaryOp::LessOrEqual(case) => ordered(case, Ordering::is_le),
        BinaryOp::Like(case) => Ok(like(case)),
        BinaryOp::NotLike(case) => Ok(!like(case)),
        _ => Ok(false),
    }
}
