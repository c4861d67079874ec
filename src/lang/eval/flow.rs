//! Why evaluation stops before its end.

use std::sync::Arc;

use crate::model::{Fault, FaultKind};

/// What travels up instead of a result.
#[derive(Debug)]
pub enum Stop {
    /// The statement failed; the next one runs, unless a `try` is around or the preference says otherwise.
    Fault(Box<Fault>),
    /// `throw`, or an error whose action is Stop: ends the script unless caught.
    Throw(Box<Fault>),
    Break(Option<Arc<str>>),
    Continue(Option<Arc<str>>),
    Return,
    /// `exit N`.
    Exit(i32),
}

/// The result of evaluating something.
pub type Eval<T = ()> = Result<T, Stop>;

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(Box::new(fault))
    }
}

impl From<crate::model::Unconvertible> for Stop {
    fn from(refused: crate::model::Unconvertible) -> Stop {
        Fault::from(refused).into()
    }
}

impl Stop {
    /// The fault inside, where it is one.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Stop::Fault(fault) | Stop::Throw(fault) => Some(fault),
            _ => None,
        }
    }

    /// Whether this is Ctrl-C or a consumer that has enough: not an error, and nothing may catch it.
    pub fn is_uncatchable(&self) -> bool {
        self.fault().is_none_or(|fault| fault.kind == FaultKind::Cancelled)
    }

    /// Points at the source text, unless something closer has pointed already.
    pub fn at(self, span: crate::model::Span) -> Stop {
        match self {
            Stop::Fault(fault) if fault.at.is_none() => Stop::Fault(Box::new(fault.at(span))),
            Stop::Throw(fault) if fault.at.is_none() => Stop::Throw(Box::new(fault.at(span))),
            other => other,
        }
    }
}

/// Id of the fault that carries a [`Stop`] which is no fault through a command (`ForEach-Object { break }`).
pub const CARRIER: &str = "ControlFlow";
