//! The search itself: line by line, with the lines around a match.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use super::match_info::{FilePath, MatchInfo};
use super::{LIST, QUIET, RAW};
use crate::cmdlet::file::encoding::{ENCODING, next_line, reader};
use crate::cmdlet::file::paths::{Meant, meant_or_told, place_of};
use crate::cmdlet::file::place::{named, unusable};
use crate::cmdlet::file::sieve::Sieve;
use crate::cmdlet::object::input;
use crate::cmdlet::prelude::*;
use crate::lang::found::Found;
use crate::lang::scalars::Pattern;

pub(super) struct Search {
    pub(super) patterns: Vec<(Arc<str>, Pattern)>,
    pub(super) ignores_case: bool,
    /// The patterns are text, of which only the place is told.
    pub(super) is_simple: bool,
    pub(super) wants_all: bool,
    pub(super) stands_out: bool,
    pub(super) wants_fitting: bool,
    /// Lines around a match.
    pub(super) before: usize,
    pub(super) after: usize,
    /// Objects of the pipeline so far.
    pub(super) number: u64,
    pub(super) around: Around,
    pub(super) is_found: bool,
}

/// Files that come by the pipeline are searched, not their names.
const FILE: &str = "System.IO.FileInfo";

/// What stands around the line that is looked at.
#[derive(Default)]
pub(super) struct Around {
    before: VecDeque<Arc<str>>,
    /// Of those, the ones that no match has shown yet.
    unshown: VecDeque<Arc<str>>,
    /// The last match still shows the lines that come.
    shows: bool,
    /// Matches that wait for the lines behind them.
    waiting: VecDeque<MatchInfo>,
}

impl Search {
    /// The match of a line, if it is wanted.
    fn look(&self, line: &str, number: u64, file: Option<&Arc<FilePath>>) -> Result<Option<MatchInfo>, Fault> {
        let gave_up = |error| {
            Fault::invalid("RegexTimeout", "The search for the regular expression took too many steps.").cause(error)
        };
        let mut fitting = None;
        for (text, pattern) in &self.patterns {
            if self.is_simple {
                if let Some(found) = pattern.regex.find(line).map_err(gave_up)? {
                    let at = |byte: usize| line[..byte].chars().count();
                    let place = at(found.start())..at(found.end());
                    fitting = Some((text.clone(), Vec::new(), Vec::from([place])));
                    break;
                }
                continue;
            }
            let mut matches = Vec::new();
            for found in pattern.regex.captures_iter(line) {
                matches.push(Found::of(&found.map_err(gave_up)?, &pattern.regex, line));
                if !self.wants_all {
                    break;
                }
            }
            if !matches.is_empty() {
                let places = matches.iter().map(Found::place).collect();
                fitting = Some((text.clone(), matches, places));
                break;
            }
        }
        if fitting.is_some() != self.wants_fitting {
            return Ok(None);
        }
        let first = || self.patterns.first().map_or_else(|| Arc::from(""), |(text, _)| text.clone());
        let (pattern, matches, places) = fitting.unwrap_or_else(|| (first(), Vec::new(), Vec::new()));
        Ok(Some(MatchInfo {
            line: line.into(),
            number,
            file: file.cloned(),
            pattern,
            ignores_case: self.ignores_case,
            matches,
            places,
            stands_out: self.stands_out,
            context: (self.before + self.after > 0).then(Default::default),
        }))
    }

    fn put(&mut self, call: &Call, found: MatchInfo, out: &mut Output) -> Result<(), Fault> {
        self.is_found = true;
        if call.is_set(&QUIET)? && !call.is_set(&LIST)? {
            return out.emit(true);
        }
        if call.is_set(&RAW)? { out.emit(found.line.to_string()) } else { out.emit(Value::scalar(found)) }
    }

    fn file(&mut self, call: &Call, path: &std::path::Path, out: &mut Output) -> Result<(), Fault> {
        let failed = |error: std::io::Error| named("ProcessingFile", unusable(path, &error));
        if path.is_dir() {
            let shown = path.display();
            let says = format!("The file {shown} cannot be read: Access to the path '{shown}' is denied.");
            return call.error(Fault::invalid("ProcessingFile", says).at(place_of(call)));
        }
        let mut lines = match reader(path, call.get(&ENCODING)?) {
            Ok(lines) => lines,
            Err(error) => return call.error(failed(error).at(place_of(call))),
        };
        let whole = path.to_string_lossy().into_owned();
        let name = Arc::new(FilePath { shown: shown_path(call, path), whole });
        let only_first = call.is_set(&LIST)? || call.is_set(&QUIET)?;
        let mut around = Around::default();
        let mut number = 0;
        while let Some(line) = next_line(&mut *lines).map_err(failed)? {
            if call.engine.is_cancelled() {
                return Err(Fault::cancelled());
            }
            number += 1;
            let complete = self.line(line.into(), number, Some(&name), &mut around)?;
            for found in complete {
                self.put(call, found, out)?;
                if only_first {
                    return Ok(());
                }
            }
        }
        let rest = around.waiting.into_iter().take(if only_first { 1 } else { usize::MAX });
        rest.into_iter().try_for_each(|found| self.put(call, found, out))
    }

    /// Looks at the next line, and gives the matches whose lines behind them are complete.
    fn line(
        &self,
        line: Arc<str>,
        number: u64,
        file: Option<&Arc<FilePath>>,
        around: &mut Around,
    ) -> Result<Vec<MatchInfo>, Fault> {
        for found in &mut around.waiting {
            found.context.iter_mut().for_each(|context| context.after.push(line.clone()));
        }
        if let Some(mut found) = self.look(&line, number, file)? {
            if let Some(context) = &mut found.context {
                context.before.extend(around.before.iter().cloned());
                context.shown_before.extend(around.unshown.drain(..));
            }
            around.shows = self.after > 0;
            around.waiting.push_back(found);
        } else if around.shows {
            let last = around.waiting.back_mut().and_then(|found| found.context.as_mut());
            let shown = last.map_or(0, |context| {
                context.shown_after.push(line.clone());
                context.shown_after.len()
            });
            around.shows = shown < self.after;
        } else {
            keep(&mut around.unshown, line.clone(), self.before);
        }
        keep(&mut around.before, line, self.before);
        let is_complete =
            |found: &mut MatchInfo| found.context.as_ref().is_none_or(|context| context.after.len() == self.after);
        Ok(std::iter::from_fn(|| around.waiting.pop_front_if(|found| is_complete(found))).collect())
    }
}

/// The last lines, as many as are wanted.
fn keep(lines: &mut VecDeque<Arc<str>>, line: Arc<str>, most: usize) {
    lines.push_back(line);
    if lines.len() > most {
        lines.pop_front();
    }
}

/// Relative to the location where it lies inside.
fn shown_path(call: &Call, path: &std::path::Path) -> String {
    let here = call.engine.variable("PWD").unwrap_or_default().to_string();
    let inside = path.strip_prefix(&here).unwrap_or(path);
    inside.strip_prefix(".").unwrap_or(inside).to_string_lossy().into_owned()
}

impl Stage for Search {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let is_quiet = call.is_set(&QUIET)?;
        if is_quiet && self.is_found {
            return Ok(());
        }
        if call.is_given("Path") || call.is_given("LiteralPath") {
            let files = meant_or_told(call)?;
            return self.files(call, files.into_iter().map(|Meant { path, .. }| path), out);
        }
        let Some(object) = input(call) else { return Ok(()) };
        if let Value::Object(file) = &object
            && file.type_name() == FILE
            && let Some(path) = file.get("FullName")
        {
            return self.files(call, std::iter::once(path.to_string().into()), out);
        }
        if let Some(earlier) = object.downcast::<MatchInfo>() {
            return self.again(call, earlier, out);
        }
        self.number += 1;
        let mut around = std::mem::take(&mut self.around);
        let complete = self.line(object.to_string().into(), self.number, None, &mut around);
        self.around = around;
        complete?.into_iter().try_for_each(|found| self.put(call, found, out))
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let waiting = std::mem::take(&mut self.around.waiting);
        let most = if call.is_set(&QUIET)? { usize::from(!self.is_found) } else { usize::MAX };
        waiting.into_iter().take(most).try_for_each(|found| self.put(call, found, out))
    }
}

impl Search {
    /// Searches files one after the other; the answer of a quiet search is there with the first that has a match.
    fn files(&mut self, call: &Call, paths: impl Iterator<Item = PathBuf>, out: &mut Output) -> Result<(), Fault> {
        let is_quiet = call.is_set(&QUIET)?;
        let sieve = Sieve::of(call)?;
        self.is_found = false;
        for path in paths {
            if path.file_name().is_none_or(|name| sieve.fits(&name.to_string_lossy())) {
                self.file(call, &path, out)?;
            }
            if is_quiet && std::mem::take(&mut self.is_found) {
                return Ok(());
            }
        }
        match is_quiet {
            true if call.is_set(&LIST)? => out.emit(Value::Null),
            true => out.emit(false),
            false => Ok(()),
        }
    }

    /// Looks at a match once more: its line is searched, and the match itself goes on.
    fn again(&mut self, call: &Call, earlier: &MatchInfo, out: &mut Output) -> Result<(), Fault> {
        if std::mem::take(&mut self.before) + std::mem::take(&mut self.after) > 0 {
            call.warn(
                "The option \"Context\" is not valid when searching results that are piped from Select-String output.",
            )?;
        }
        if self.look(&earlier.line, earlier.number, None)?.is_none() {
            return Ok(());
        }
        let mut found = earlier.clone();
        if let Some(context) = &mut found.context {
            (context.shown_before, context.shown_after) = Default::default();
        }
        self.put(call, found, out)
    }
}
