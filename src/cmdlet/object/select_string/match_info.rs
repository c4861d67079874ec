//! One line that a pattern was found in.

use std::any::Any;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::lang::found::Found;
use crate::model::{Arguments, Look, MethodInfo, Object, Scalar, Value};

/// The lines around a match.
#[derive(Clone, Default)]
pub struct Context {
    pub before: Vec<Arc<str>>,
    pub after: Vec<Arc<str>>,
    /// Of these, the lines that are not shown with the match before, and not before the next one.
    pub shown_before: Vec<Arc<str>>,
    pub shown_after: Vec<Arc<str>>,
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
    /// What the patterns found; nothing of a simple search.
    pub matches: Vec<Found>,
    /// Where it was found, in characters of the line.
    pub places: Vec<Range<usize>>,
    /// The places stand out on a terminal.
    pub stands_out: bool,
    /// The lines before and after, where they were asked for.
    pub context: Option<Context>,
}

impl MatchInfo {
    fn path(&self) -> &str {
        self.file.as_ref().map_or("InputStream", |file| &file.whole)
    }

    /// The path as it is seen from a folder, where it lies inside.
    fn seen_from(&self, folder: &str) -> &str {
        let path = self.path();
        let is_inside =
            self.file.is_some() && path.get(..folder.len()).is_some_and(|start| start.eq_ignore_ascii_case(folder));
        match path.get(folder.len()..).filter(|rest| is_inside && !folder.is_empty() && !rest.is_empty()) {
            Some(rest) if folder.ends_with('/') => rest,
            Some(rest) => rest.strip_prefix('/').unwrap_or(path),
            None => path,
        }
    }

    fn context(&self) -> Option<Value> {
        let Context { before, after, shown_before, shown_after } = self.context.as_ref()?;
        let lines = |name: &str, lines: &[Arc<str>]| {
            (name.into(), Value::array(lines.iter().map(|line| Value::String(line.clone())).collect()))
        };
        let properties = vec![
            lines("PreContext", before),
            lines("PostContext", after),
            lines("DisplayPreContext", shown_before),
            lines("DisplayPostContext", shown_after),
        ];
        Some(Value::Object(Object::named("Microsoft.PowerShell.Commands.MatchInfoContext", properties)))
    }

    /// What stands in front of a line: its mark, file and number.
    fn lead(&self, path: &str, mark: &str, number: u64) -> String {
        match &self.file {
            Some(_) => format!("{mark}{path}:{number}:"),
            None => mark.to_owned(),
        }
    }

    /// What is shown before the line itself.
    fn head(&self, path: &str) -> String {
        let Some(Context { shown_before: before, .. }) = &self.context else {
            return self.lead(path, "", self.number);
        };
        let mut head = String::new();
        for (at, line) in before.iter().enumerate() {
            head += &format!("{}{line}\n", self.lead(path, "  ", self.number - (before.len() - at) as u64));
        }
        head + &self.lead(path, "> ", self.number)
    }

    /// The line and what stands around it, with its file under this path.
    fn written(&self, path: &str, line: &str) -> String {
        let mut text = self.head(path) + line;
        let after = self.context.iter().flat_map(|context| &context.shown_after);
        for (line, number) in after.zip(self.number + 1..) {
            text += &format!("\n{}{line}", self.lead(path, "  ", number));
        }
        text
    }

    fn byte(&self, at: usize) -> usize {
        self.line.char_indices().nth(at).map_or(self.line.len(), |(byte, _)| byte)
    }

    /// The line with what was found in inverse letters of a terminal.
    fn emphasized(&self) -> String {
        let mut text = String::new();
        let mut last = 0;
        for place in self.places.iter().filter(|_| self.stands_out) {
            let (start, end) = (self.byte(place.start), self.byte(place.end));
            text += &format!("{}\u{1b}[7m{}\u{1b}[0m", &self.line[last..start], &self.line[start..end]);
            last = end;
        }
        text + &self.line[last..]
    }
}

/// A whole path, as PowerShell writes a match that becomes text.
impl fmt::Display for MatchInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(self.path(), &self.line))
    }
}

fn of(value: &Value) -> Result<&MatchInfo, String> {
    value.downcast().ok_or_else(|| "It is no match.".to_owned())
}

static METHODS: &[MethodInfo] = &[
    MethodInfo {
        name: "RelativePath",
        definition: "string RelativePath(string directory)",
        takes: 1..=1,
        call: |value, given| Ok(Some(Value::text(of(value)?.seen_from(&folder(given))))),
    },
    MethodInfo {
        name: "ToEmphasizedString",
        definition: "string ToEmphasizedString(string directory)",
        takes: 1..=1,
        call: |value, given| {
            let found = of(value)?;
            Ok(Some(Value::text(found.written(found.seen_from(&folder(given)), &found.emphasized()))))
        },
    },
    MethodInfo {
        name: "ToString",
        definition: "string ToString(), string ToString(string directory)",
        takes: 0..=1,
        call: |value, given| {
            let found = of(value)?;
            Ok(Some(Value::text(found.written(found.seen_from(&folder(given)), &found.line))))
        },
    },
];

fn folder(given: &Arguments) -> String {
    given.text(0).unwrap_or_default()
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

    fn methods(&self) -> &'static [MethodInfo] {
        METHODS
    }

    fn look(&self) -> Look {
        Look::Framed
    }

    fn shown(&self) -> Option<String> {
        let path = self.file.as_ref().map_or("", |file| &file.shown);
        Some(self.written(path, &self.line))
    }

    fn emphasis(&self) -> Vec<Range<usize>> {
        if !self.stands_out {
            return Vec::new();
        }
        let head = self.head(self.file.as_ref().map_or("", |file| &file.shown)).len();
        let bytes = |place: &Range<usize>| head + self.byte(place.start)..head + self.byte(place.end);
        self.places.iter().map(bytes).collect()
    }

    fn members(&self) -> &'static [&'static str] {
        &["IgnoreCase", "LineNumber", "Line", "Filename", "Path", "Pattern", "Context", "Matches"]
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
