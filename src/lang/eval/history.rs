//! The lines that this conversation has run, for Get-History and Invoke-History. Secrets in them are masked.

use std::time::Duration;

use jiff::Zoned;

use super::Interpreter;
use crate::lang::call::PastLine;
use crate::lang::highlight::tokens;
use crate::lang::secrets;
use crate::model::{Value, convert};

/// Lines kept unless `$MaximumHistoryCount` says otherwise.
pub(super) const LINES: i32 = 4096;

/// Most lines that `$MaximumHistoryCount` can ask for.
pub(super) const MOST_LINES: i32 = 32_767;

impl Interpreter {
    /// Keeps a line of the prompt that has run. One that Invoke-History ran is kept in place of its own.
    pub fn keep_line(&self, line: &str, began: Zoned, took: Duration, succeeded: bool) {
        let invoked = self.invoked_line.take();
        self.append_line(invoked.as_deref().unwrap_or(line), began, took, succeeded);
    }

    /// `$^` and `$$`: the first or the last piece of the line before this one, without quotes around it.
    pub(super) fn token_of_last_line(&self, last: bool) -> Value {
        let lines = self.lines.borrow();
        let line = lines.back().map_or("", |past| &*past.line);
        let tokens = tokens(line);
        let token = if last { tokens.last() } else { tokens.first() };
        let text = token.map_or("", |token| &line[token.span.start..token.span.end]);
        Value::text(text.trim_matches(['\'', '"']))
    }

    /// Keeps a line as the latest.
    pub(super) fn append_line(&self, line: &str, began: Zoned, took: Duration, succeeded: bool) {
        let line = secrets::mask(line.trim_end());
        let most = self.lookup("MaximumHistoryCount").and_then(|count| convert::to_int(&count).ok());
        let most = most.unwrap_or(LINES).clamp(1, MOST_LINES) as usize;
        let lines = &mut *self.lines.borrow_mut();
        let id = self.lines_run.get() + 1;
        self.lines_run.set(id);
        lines.push_back(PastLine { id, line, began, took, succeeded });
        while lines.len() > most {
            lines.pop_front();
        }
    }
}
