//! Methods of time spans.

use super::super::arithmetic;
use super::super::stop::Eval;
use super::declare::{Declared, methods};
use super::{Answer, argument};
use crate::lang::types::{Base, Type, cast};
use crate::model::{TimeSpan, Value};

methods! {
    Method {
        Add "timespan Add(timespan ts)";
        Divide "timespan Divide(double divisor), double Divide(timespan ts)";
        Duration "timespan Duration()";
        Multiply "timespan Multiply(double factor)";
        Negate "timespan Negate()";
        Subtract "timespan Subtract(timespan ts)";
    }
}

pub(super) fn call(span: TimeSpan, method: Method, arguments: &[Value]) -> Eval<Answer> {
    let name = method.name();
    let owner = Value::scalar(span);
    let other = || -> Eval<Value> { Ok(cast(argument(arguments, 0, name)?, Type::of(Base::Span))?) };
    match method {
        Method::Add => arithmetic::add(&owner, &other()?).map(Answer::Is),
        Method::Subtract => arithmetic::subtract(&owner, &other()?).map(Answer::Is),
        Method::Multiply => arithmetic::multiply(&owner, argument(arguments, 0, name)?).map(Answer::Is),
        Method::Divide => arithmetic::divide(&owner, argument(arguments, 0, name)?).map(Answer::Is),
        Method::Negate => arithmetic::negate(&owner).map(Answer::Is),
        Method::Duration if span.ticks() < 0 => arithmetic::negate(&owner).map(Answer::Is),
        Method::Duration => Ok(Answer::Is(owner)),
    }
}
