//! Why evaluation does not go on with the next statement.

use std::sync::Arc;

use crate::model::{Fault, FaultKind, Span, Unconvertible};

/// The result of evaluating something. The stop is boxed: values come back far more often.
pub(super) type Eval<T> = Result<T, Box<Stop>>;

#[derive(Debug)]
pub(super) enum Stop {
    /// Something failed. It ends the statement, or with `is_script` the script: `throw`, `-ErrorAction Stop`.
    Fault {
        fault: Fault,
        is_script: bool,
    },
    /// On the way to the loop of that label, or to the closest one.
    Break(Option<Arc<str>>),
    Continue(Option<Arc<str>>),
    /// On the way out of the function, script or block.
    Return,
    Exit(i32),
    /// The commands behind have all that they need.
    Enough,
    /// The person pressed Ctrl-C.
    Cancelled,
}

impl Stop {
    pub fn script(fault: Fault) -> Box<Stop> {
        Box::new(Stop::Fault { fault, is_script: true })
    }

    /// Points at the source text, unless something closer to the cause has.
    pub fn at(mut self: Box<Stop>, span: Span) -> Box<Stop> {
        if let Stop::Fault { fault, .. } = &mut *self
            && fault.at.is_none()
        {
            fault.at = Some(span);
        }
        self
    }

    /// Names the method as the script wrote it, where the text has it in another letter case.
    pub fn naming(mut self: Box<Stop>, written: &str) -> Box<Stop> {
        let lower = written.to_ascii_lowercase();
        if let Stop::Fault { fault, .. } = &mut *self
            && fault.id.starts_with("Method")
            && lower != written
        {
            for (open, close) in [("calling \"", "\""), ("named '", "'"), ("overload for \"", "\"")] {
                let (old, new) = (format!("{open}{lower}{close}"), format!("{open}{written}{close}"));
                fault.says = fault.says.replacen(&old, &new, 1);
            }
        }
        self
    }

    /// The fault that carries this stop through code that knows faults only.
    pub fn as_fault(&self) -> Fault {
        match self {
            Stop::Fault { fault, .. } => fault.clone(),
            Stop::Enough => Fault::enough(),
            Stop::Cancelled => Fault::cancelled(),
            Stop::Break(_) | Stop::Continue(_) | Stop::Return | Stop::Exit(_) => {
                Fault::new(FaultKind::Cancelled, "PipelineLeft", "The script left the pipeline.")
            }
        }
    }
}

impl From<Fault> for Box<Stop> {
    fn from(fault: Fault) -> Box<Stop> {
        if fault.is_enough() {
            return Box::new(Stop::Enough);
        }
        if fault.kind == FaultKind::Cancelled && fault.id == "PipelineStopped" {
            return Box::new(Stop::Cancelled);
        }
        Box::new(Stop::Fault { fault, is_script: false })
    }
}

impl From<Unconvertible> for Box<Stop> {
    fn from(refused: Unconvertible) -> Box<Stop> {
        Fault::from(refused).into()
    }
}
