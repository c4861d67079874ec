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

/// `[Microsoft.PowerShell.Commands.MatchInfo]`.
#[derive(Clone)]
pub struct MatchInfo {
    pub line: Arc<str>,
    /// From 1.
    pub number: u64,
    /// The file as it is named; `None` for text from the pipeline.
    pub file: Option<Arc<str>>,
    pub pattern: Arc<str>,
    pub ignores_case: bool,
    pub matches: Vec<Found>,
    /// The lines before and after, where they were asked for.
    pub context: Option<Context>,
}

impl MatchInfo {
    fn context(&self) -> Option<Value> {
        let Context { before, after } = self.context.as_ref()?;
        let lines = |lines: &[Arc<str>]| Value::array(lines.iter().map(|line| Value::String(line.clone())).collect());
        let properties = vec![("PreContext".into(), lines(before)), ("PostContext".into(), lines(after))];
        Some(Value::Object(crate::model::Object::named("Microsoft.PowerShell.Commands.MatchInfoContext", properties)))
    }
}

impl fmt::Display for MatchInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lead = |f: &mut fmt::Formatter<'_>, mark: &str, number: u64, sign: char| {
            f.write_str(mark)?;
            match &self.file {
                Some(file) => write!(f, "{file}{sign}{number}{sign}"),
                None => Ok(()),
            }
        };
        let Some(Context { before, after }) = &self.context else {
            lead(f, "", self.number, ':')?;
            return f.write_str(&self.line);
        };
        for (at, line) in before.iter().enumerate() {
            lead(f, "  ", self.number - (before.len() - at) as u64, ':')?;
            writeln!(f, "{line}")?;
        }
        lead(f, "> ", self.number, ':')?;
        f.write_str(&self.line)?;
        for (line, number) in after.iter().zip(self.number + 1..) {
            f.write_str("\n")?;
            lead(f, "  ", number, ':')?;
            f.write_str(line)?;
        }
        Ok(())
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
            "path" => Value::text(self.file.as_deref().unwrap_or("InputStream")),
            "filename" => {
                let path = self.file.as_deref().unwrap_or("InputStream");
                Value::text(path.rsplit('/').next().unwrap_or(path))
            }
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

    fn members(&self) -> &'static [&'static str] {
        &["IgnoreCase", "LineNumber", "Line", "Filename", "Path", "Pattern", "Context", "Matches"]
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
