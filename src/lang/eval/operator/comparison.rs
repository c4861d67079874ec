//! Comparison operators. An array on the left filters; the right side is never spread.

use super::case;
use crate::lang::ast::{BinaryOp, Case};
use crate::lang::eval::flow::Eval;
use crate::model::{Value, Wildcard, compare};

pub fn compare(op: BinaryOp, left: &Value, right: &Value) -> Eval<Value> {
    use BinaryOp as Op;
    match op {
        Op::Contains(sense) => Ok(Value::Bool(contains(left, right, sense))),
        Op::NotContains(sense) => Ok(Value::Bool(!contains(left, right, sense))),
        Op::In(sense) => Ok(Value::Bool(contains(right, left, sense))),
        Op::NotIn(sense) => Ok(Value::Bool(!contains(right, left, sense))),
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
            _ => holds(op, left, right).map(Value::Bool),
        },
    }
}

fn contains(list: &Value, item: &Value, sense: Case) -> bool {
    match list {
        Value::Array(items) => items.items().iter().any(|one| compare::equal(one, item, case(sense))),
        one => compare::equal(one, item, case(sense)),
    }
}

fn holds(op: BinaryOp, left: &Value, right: &Value) -> Eval<bool> {
    use BinaryOp as Op;
    let order = |sense: Case| compare::order(left, right, case(sense));
    let like =
        |sense: Case| Wildcard::with_case(&right.to_string(), sense == Case::Insensitive).matches(&left.to_string());
    Ok(match op {
        Op::Equal(sense) => compare::equal(left, right, case(sense)),
        Op::NotEqual(sense) => !compare::equal(left, right, case(sense)),
        Op::Greater(sense) => order(sense)?.is_gt(),
        Op::GreaterOrEqual(sense) => order(sense)?.is_ge(),
        Op::Less(sense) => order(sense)?.is_lt(),
        Op::LessOrEqual(sense) => order(sense)?.is_le(),
        Op::Like(sense) => like(sense),
        Op::NotLike(sense) => !like(sense),
        _ => false,
    })
}
