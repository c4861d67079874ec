//! One line that a pattern was found in.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use crate::lang::scalars::Found;
use crate::model::{Look, Scalar, Value};

/// The lines around a match.
#[derive(Clone, Default)]
pub struct Context {
    pub before: Vec<Arc<str>>,
    pub after: Vec<Arc<str>>,
}

/// A file that was searched.
pub struct FilePath {
    /// As it is shown: relative to the location where it lies inside.
    pub shown: String,
    pub whole: String,
}

/// `[Microsoft.PowerShell.Commands.MatchInfo]`.
#[derive(Clone)]
pub struct MatchInfo {
    pub line: Arc<str>,
    /// From 1.
    pub number: u64,
    /// The file; `None` for text from the pipeline.
    pub file: Option<Arc<FilePath>>,
    pub pattern: Arc<str>,
    pub ignores_case: bool,
    pub matches: Vec<Found>,
    /// The places stand out on a terminal.
    pub stands_out: bool,
    /// The lines before and after, where they were asked for.
    pub context: Option<Context>,
}

impl MatchInfo {
    fn path(&self) -> &str {
        self.file.as_ref().map_or("InputStream", |file| &file.whole)
    }

    fn context(&self) -> Option<Value> {
        let Context { before, after } = self.context.as_ref()?;
        let lines = |lines: &[Arc<str>]| Value::array(lines.iter().map(|line| Value::String(line.clone())).collect());
        let properties = vec![("PreContext".into(), lines(before)), ("PostContext".into(), lines(after))];
        Some(Value::Object(crate::model::Object::named("Microsoft.PowerShell.Commands.MatchInfoContext", properties)))
    }

    /// What stands in front of a line: its mark, file and number.
    fn lead(&self, mark: &str, number: u64) -> String {
        match &self.file {
            Some(file) => format!("{mark}{}:{number}:", file.shown),
            None => mark.to_owned(),
        }
    }

    /// What is shown before the line itself.
    fn head(&self) -> String {
        let Some(Context { before, .. }) = &self.context else { return self.lead("", self.number) };
        let mut head = String::new();
        for (at, line) in before.iter().enumerate() {
            head += &format!("{}{line}\n", self.lead("  ", self.number - (before.len() - at) as u64));
        }
        head + &self.lead("> ", self.number)
    }
}

impl fmt::Display for MatchInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.head(), self.line)?;
        let after = self.context.iter().flat_map(|context| &context.after);
        after.zip(self.number + 1..).try_for_each(|(line, number)| write!(f, "\n{}{line}", self.lead("  ", number)))
    }
}

impl Scalar for MatchInfo {
    fn type_name(&self) -> &'static str {
        "MatchInfo"
    }

    fn full_type_name(&self) -> String {
        "Microsoft.PowerShell.Commands.MatchInfo".to_owned()
    }

    fn member(&self, name: &str) -> Option<Value> {
        Some(match name.to_ascii_lowercase().as_str() {
            "line" => Value::String(self.line.clone()),
            "linenumber" => i32::try_from(self.number).map_or(Value::Null, Value::Int),
            "path" => Value::text(self.path()),
            "filename" => Value::text(self.path().rsplit('/').next().unwrap_or_default()),
            "pattern" => Value::String(self.pattern.clone()),
            "ignorecase" => Value::Bool(self.ignores_case),
            "matches" => Value::array(self.matches.iter().cloned().map(Value::scalar).collect()),
            "context" => self.context().unwrap_or_default(),
            _ => return None,
        })
    }

    fn look(&self) -> Look {
        Look::Framed
    }

    fn emphasis(&self) -> Vec<std::ops::Range<usize>> {
        if !self.stands_out {
            return Vec::new();
        }
        let head = self.head().len();
        let byte = |at: usize| self.line.char_indices().nth(at).map_or(self.line.len(), |(byte, _)| byte) + head;
        self.matches.iter().map(Found::place).map(|place| byte(place.start)..byte(place.end)).collect()
    }

    fn members(&self) -> &'static [&'static str] {
        &["IgnoreCase", "LineNumber", "Line", "Filename", "Path", "Pattern", "Context", "Matches"]
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
