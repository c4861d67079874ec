//! What goes wrong, as the person at the prompt or the script author needs it.
//!
//! A [`Fault`] has a kind (which decides the exit code and PowerShell's ErrorCategory), a stable identifier for
//! scripts (`QueueNotFound`), one sentence that says what is wrong, and where possible the place in the source text
//! and the way out. Delivery of mail is not an error channel: see `transport::Outcome`.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::Value;

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

/// A text that spans point into, kept for messages and for the text of script blocks.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's name as the person gave it; `None` for text typed at the prompt.
    pub name: Option<Arc<str>>,
    /// Where the file stands, whole: the location may be another by the time that somebody asks.
    pub path: Option<Arc<Path>>,
    pub text: Arc<str>,
}

impl Source {
    pub fn new(name: Option<&str>, text: impl Into<Arc<str>>) -> Source {
        Source { name: name.map(Arc::from), path: None, text: text.into() }
    }

    /// The whole path of the file; empty for text that stands in none.
    pub fn file(&self) -> Cow<'_, str> {
        self.path.as_deref().map_or(Cow::Borrowed(""), Path::to_string_lossy)
    }

    /// The folder that the file stands in; empty for text that stands in none.
    pub fn folder(&self) -> Cow<'_, str> {
        self.path.as_deref().and_then(Path::parent).map_or(Cow::Borrowed(""), Path::to_string_lossy)
    }

    /// The line of that number, counted from 1, with its end.
    pub fn line(&self, number: usize) -> &str {
        self.text.split_inclusive('\n').nth(number.saturating_sub(1)).unwrap_or_default()
    }

    /// The text of a span; empty for a span that is not of this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Line and column, both counted from 1 (columns in characters), of a byte position.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let mut end = at.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
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

/// How much of an error is shown (`$ErrorView`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorView {
    /// What failed, the words it is about, the way out.
    #[default]
    Concise,
    /// As Windows PowerShell does it: message, place, category, identifier.
    Normal,
    /// The category in one line.
    Category,
    /// All that is known.
    Detailed,
}

/// What a script says of an error besides its message; what it leaves out follows from the fault.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// The exception that was thrown, or given with the error.
    pub exception: Option<Value>,
    /// `throw` made it.
    pub is_thrown: bool,
    /// It ends the function that raised it, and for its caller the statement.
    pub ends_command: bool,
    pub activity: Option<Box<str>>,
    pub reason: Option<Box<str>>,
    pub target_name: Option<Box<str>>,
    pub target_type: Option<Box<str>>,
    /// What the person is recommended to do.
    pub advice: Option<Box<str>>,
    /// The functions and scripts that were running, innermost first, a line each.
    pub stack: Option<Box<str>>,
    /// How the script wants to see it.
    pub view: ErrorView,
}

/// One thing that went wrong, ready to be shown, counted and scripted against.
///
/// Two faults are equal when they say the same about the same place; whose text that place is in, who said it and what
/// object it is about do not count.
#[derive(Clone, Debug)]
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
    /// The text that `at` points into, once the language has noted it.
    pub source: Option<Arc<Source>>,
    /// The command that failed, once the language has noted it.
    pub command: Option<Arc<str>>,
    /// The object it is about, for scripts that ask: the item that failed, what was thrown.
    pub target: Option<Value>,
    /// PowerShell's category, where it is another than that of the kind.
    pub category: Option<&'static str>,
    /// It is about the whole command, not about the object that came just then: the statement ends.
    pub ends_statement: bool,
    /// What a script has said of it, and where it was running.
    pub wording: Option<Box<Wording>>,
}

impl PartialEq for Fault {
    fn eq(&self, other: &Fault) -> bool {
        let said = |fault: &Fault| (fault.kind, fault.at);
        said(self) == said(other)
            && self.id == other.id
            && self.says == other.says
            && self.fix == other.fix
            && self.cause == other.cause
    }
}

impl Fault {
    pub fn new(kind: FaultKind, id: impl Into<Cow<'static, str>>, says: impl Into<String>) -> Fault {
        Fault {
            kind,
            id: id.into(),
            says: says.into(),
            fix: None,
            at: None,
            cause: None,
            source: None,
            command: None,
            target: None,
            category: None,
            ends_statement: false,
            wording: None,
        }
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

    /// Names the text that the span points into, unless that is known.
    pub fn within(mut self, source: &Arc<Source>) -> Fault {
        if self.source.is_none() {
            self.source = Some(source.clone());
        }
        self
    }

    /// Names the object it is about.
    pub fn about(mut self, target: Value) -> Fault {
        self.target = Some(target);
        self
    }

    /// In another of PowerShell's categories than that of its kind.
    pub fn categorized(mut self, category: &'static str) -> Fault {
        self.category = Some(category);
        self
    }

    /// What a script has said of it.
    pub fn wording(&self) -> std::borrow::Cow<'_, Wording> {
        match &self.wording {
            Some(wording) => Cow::Borrowed(wording),
            None => Cow::Owned(Wording::default()),
        }
    }

    /// Says more of it than follows from the fault.
    pub fn worded(mut self, say: impl FnOnce(&mut Wording)) -> Fault {
        say(self.wording.get_or_insert_default());
        self
    }

    /// What a cmdlet says while it takes an object is about that object; this is about the command.
    pub fn ending_statement(mut self) -> Fault {
        self.ends_statement = true;
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
