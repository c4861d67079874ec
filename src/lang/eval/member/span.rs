//! Methods of time spans.

use super::super::arithmetic;
use super::super::stop::Eval;
use super::{Answer, argument};
use crate::lang::types::{Base, Type, cast};
use crate::model::{TimeSpan, Value};

pub(super) fn call(span: TimeSpan, name: &str, arguments: &[Value]) -> Eval<Answer> {
    let owner = Value::scalar(span);
    let other = || -> Eval<Value> { Ok(cast(argument(arguments, 0, name)?, Type::of(Base::Span))?) };
    match name {
        "add" => arithmetic::add(&owner, &other()?).map(Answer::Is),
        "subtract" => arithmetic::subtract(&owner, &other()?).map(Answer::Is),
        "multiply" => arithmetic::multiply(&owner, argument(arguments, 0, name)?).map(Answer::Is),
        "divide" => arithmetic::divide(&owner, argument(arguments, 0, name)?).map(Answer::Is),
        "negate" => arithmetic::negate(&owner).map(Answer::Is),
        "duration" if span.ticks() < 0 => arithmetic::negate(&owner).map(Answer::Is),
        "duration" => Ok(Answer::Is(owner)),
        _ => Ok(Answer::NoSuch),
    }
}
