//! What goes wrong, as the person at the prompt or the script author needs it.
//!
//! A [`Fault`] has a kind (which decides the exit code and PowerShell's ErrorCategory), a stable identifier for
//! scripts (`QueueNotFound`), one sentence that says what is wrong, and where possible the place in the source text
//! and the way out. Delivery of mail is not an error channel: see `transport::Outcome`.

use std::borrow::Cow;
use std::fmt;

/// Bytes `start..end` of the source text that a fault or a syntax node is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// From the start of this one to the end of the other.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end.max(self.end) }
    }
}

/// What a caller can do about a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The input is wrong: fix it and run again.
    Invalid,
    /// What was named does not exist.
    NotFound,
    /// The caller may not do this.
    Denied,
    /// Somebody else changed it first, or it exists already.
    Conflict,
    /// A node, store or server did not answer.
    Unreachable,
    /// It answered that it cannot do this now.
    Busy,
    /// The person stopped it (Ctrl-C).
    Cancelled,
    /// A defect of emsh, or a broken machine underneath.
    Internal,
}

impl FaultKind {
    /// Exit code of a one-shot run that ended with this kind.
    pub fn exit_code(self) -> u8 {
        match self {
            FaultKind::Invalid => 2,
            FaultKind::NotFound => 3,
            FaultKind::Denied => 4,
            FaultKind::Conflict => 5,
            FaultKind::Unreachable => 6,
            FaultKind::Busy => 7,
            FaultKind::Internal => 70,
            FaultKind::Cancelled => 130,
        }
    }

    /// PowerShell's ErrorCategory of this kind.
    pub fn category(self) -> &'static str {
        match self {
            FaultKind::Invalid => "InvalidArgument",
            FaultKind::NotFound => "ObjectNotFound",
            FaultKind::Denied => "PermissionDenied",
            FaultKind::Conflict => "ResourceExists",
            FaultKind::Unreachable => "ConnectionError",
            FaultKind::Busy => "ResourceBusy",
            FaultKind::Cancelled => "OperationStopped",
            FaultKind::Internal => "NotSpecified",
        }
    }
}

/// One thing that went wrong, ready to be shown, counted and scripted against.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub kind: FaultKind,
    /// Stable word for scripts, such as `QueueNotFound` (the first half of PowerShell's FullyQualifiedErrorId).
    pub id: Cow<'static, str>,
    /// One sentence: what is wrong.
    pub says: String,
    /// The way out, where we know it.
    pub fix: Option<Box<str>>,
    /// Which bytes of the source text it is about.
    pub at: Option<Span>,
    /// What lies underneath, in the words of whoever said it.
    pub cause: Option<Box<str>>,
}

impl Fault {
    pub fn new(kind: FaultKind, id: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Fault {
        Fault { kind, id: id.into(), says: says.into(), fix: None, at: None, cause: None }
    }

    pub fn invalid(id: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Invalid, id, says)
    }

    pub fn not_found(id: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Fault {
        Fault::new(FaultKind::NotFound, id, says)
    }

    pub fn denied(id: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Denied, id, says)
    }

    pub fn conflict(id: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Conflict, id, says)
    }

    pub fn unreachable(id: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Unreachable, id, says)
    }

    pub fn busy(id: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Busy, id, says)
    }

    pub fn internal(id: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Internal, id, says)
    }

    pub fn cancelled() -> Fault {
        Fault::new(FaultKind::Cancelled, "PipelineStopped", "Stopped.")
    }

    /// Not an error: the stages behind have had enough, and the producers shall stop.
    pub fn enough() -> Fault {
        Fault::new(FaultKind::Cancelled, "PipelineEnough", "The rest of the pipeline needs no more.")
    }

    pub fn is_enough(&self) -> bool {
        self.kind == FaultKind::Cancelled && self.id == "PipelineEnough"
    }

    /// Points at the source text, unless something closer to the cause has already pointed.
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Fault {
        self.at = self.at.or(span.into());
        self
    }

    pub fn fix(mut self, way_out: impl Into<String>) -> Fault {
        self.fix = Some(way_out.into().into_boxed_str());
        self
    }

    pub fn cause(mut self, cause: impl fmt::Display) -> Fault {
        self.cause = Some(cause.to_string().into_boxed_str());
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)?;
        if let Some(cause) = &self.cause {
            write!(f, " ({cause})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}
