//! `Select-String`: lines that a pattern is found in.

mod match_info;

use std::collections::VecDeque;
use std::sync::Arc;

use fancy_regex::escape;

use self::match_info::{FilePath, MatchInfo};
use super::input;
use crate::cmdlet::file::encoding::{ENCODING, next_line, reader};
use crate::cmdlet::file::paths::{LITERAL_PATH, Meant, meant, nothing_fits, place_of};
use crate::cmdlet::file::place::{named, unusable};
use crate::cmdlet::file::sieve::{EXCLUDE, INCLUDE, Sieve};
use crate::cmdlet::prelude::*;
use crate::lang::scalars::{Found, Pattern};

static PATTERN: Param<Vec<String>> =
    Param::new("Pattern", "Regular expressions; a line is found that fits one of them.").mandatory().position(1);
static PATH: Param<Vec<String>> = Param::new("Path", "Files to search; `*` allowed.").position(2).from_property();
static INPUT: Param<Value> = Param::new("InputObject", "Text to search.").from_pipeline();
static SIMPLE: Param<Switch> = Param::switch("SimpleMatch", "The patterns are text as it stands.");
static CASE_SENSITIVE: Param<Switch> = Param::switch("CaseSensitive", "Letter case counts.");
static QUIET: Param<Switch> = Param::switch("Quiet", "Only say whether there is such a line.");
static LIST: Param<Switch> = Param::switch("List", "Only the first line of each file.");
static NOT_MATCH: Param<Switch> = Param::switch("NotMatch", "Lines that fit none of the patterns.");
static ALL_MATCHES: Param<Switch> = Param::switch("AllMatches", "Every place in the line, not only the first.");
static RAW: Param<Switch> = Param::switch("Raw", "The lines alone, as text.");
static NO_EMPHASIS: Param<Switch> =
    Param::switch("NoEmphasis", "What was found does not stand out from its line on a terminal.");
static CULTURE: Param<SimpleCulture> = Param::new(
    "Culture",
    "With -SimpleMatch, whose rules letters are compared by: Ordinal, Invariant, Current or en-US.",
);

/// A culture by whose rules the same texts are found as by those here.
struct SimpleCulture;

impl FromValue for SimpleCulture {
    const TYPE_NAME: &'static str = "String";

    fn from_value(value: &Value) -> Result<SimpleCulture, String> {
        let written = value.to_string();
        match ["ordinal", "invariant", "current", "", "en", "en-us"].contains(&written.to_ascii_lowercase().as_str()) {
            true => Ok(SimpleCulture),
            false => {
                Err(format!("'{written}' is not among the cultures here. Use Ordinal, Invariant, Current or en-US"))
            }
        }
    }
}

static CONTEXT: Param<Vec<u32>> =
    Param::new("Context", "Also so many lines before and after; two numbers: before, after.").within(0, i32::MAX);

pub static SELECT_STRING: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Select-String",
        aliases: &["sls"],
        synopsis: "Find lines in text and files",
        about: "Each line that fits comes out once, with its number, its file and the places that were found.",
        params: &[
            PATTERN.spec(),
            PATH.spec(),
            LITERAL_PATH.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            INPUT.spec(),
            SIMPLE.spec(),
            CASE_SENSITIVE.spec(),
            QUIET.spec(),
            LIST.spec(),
            NOT_MATCH.spec(),
            ALL_MATCHES.spec(),
            RAW.spec(),
            NO_EMPHASIS.spec(),
            CULTURE.spec(),
            CONTEXT.spec(),
            ENCODING.spec(),
        ],
        sets: &[
            ParamSet {
                name: "File",
                params: &["Path", "Include", "Exclude", "Context", "List", "Encoding"],
                mandatory: &["Path"],
            },
            ParamSet {
                name: "LiteralFile",
                params: &["LiteralPath", "Include", "Exclude", "Context", "List", "Encoding"],
                mandatory: &["LiteralPath"],
            },
            ParamSet { name: "Object", params: &["InputObject", "Context", "List"], mandatory: &["InputObject"] },
        ],
        examples: &[
            Example { does: "Find failures in the logs", run: "Select-String 'FAIL' *.LOG" },
            Example {
                does: "Search a file whose name has brackets",
                run: "Select-String -Pattern FAIL -LiteralPath 'log[1].txt'",
            },
            Example { does: "Search lines of the pipeline", run: "'one','two' | Select-String 'w'" },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let minds_case = call.is_set(&CASE_SENSITIVE)?;
    let is_simple = call.is_set(&SIMPLE)?;
    if call.is_given("Culture") && !is_simple {
        let says = "The Culture parameter goes together with SimpleMatch alone: a regular expression says itself how letters are compared.";
        return Err(Fault::invalid("CannotSpecifyCultureWithoutSimpleMatch", says).at(call.place(&CULTURE)));
    }
    let compiled = |text: String| {
        let wanted = if is_simple { escape(&text).into_owned() } else { text.clone() };
        let pattern = Pattern::new(&wanted, minds_case).map_err(|reason| {
            let says = format!("The string {text} is not a valid regular expression: {reason}");
            Fault::invalid("InvalidRegex", says).at(call.place(&PATTERN))
        })?;
        Ok::<_, Fault>((Arc::from(text), pattern))
    };
    let (before, after) = match call.get(&CONTEXT)?.as_deref() {
        None => (0, 0),
        Some([both]) => (*both as usize, *both as usize),
        Some([before, after]) => (*before as usize, *after as usize),
        Some(_) => {
            let says = "One number for the lines before and after, or one for each.";
            return Err(Fault::invalid("ParameterArgumentValidationError", says).at(call.place(&CONTEXT)));
        }
    };
    Ok(Box::new(Search {
        patterns: call.require(&PATTERN)?.into_iter().map(compiled).collect::<Result<_, _>>()?,
        ignores_case: !minds_case,
        wants_all: call.is_set(&ALL_MATCHES)?,
        stands_out: !call.is_set(&NO_EMPHASIS)?,
        wants_fitting: !call.is_set(&NOT_MATCH)?,
        before,
        after,
        number: 0,
        around: Around::default(),
        is_found: false,
    }))
}

struct Search {
    patterns: Vec<(Arc<str>, Pattern)>,
    ignores_case: bool,
    wants_all: bool,
    stands_out: bool,
    wants_fitting: bool,
    /// Lines around a match.
    before: usize,
    after: usize,
    /// Objects of the pipeline so far.
    number: u64,
    around: Around,
    is_found: bool,
}

/// Files that come by the pipeline are searched, not their names.
const FILE: &str = "System.IO.FileInfo";

/// What stands around the line that is looked at.
#[derive(Default)]
struct Around {
    before: VecDeque<Arc<str>>,
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
            let mut matches = Vec::new();
            for found in pattern.regex.captures_iter(line) {
                matches.push(Found::of(&found.map_err(gave_up)?, &pattern.regex, line));
                if !self.wants_all {
                    break;
                }
            }
            if !matches.is_empty() {
                fitting = Some((text.clone(), matches));
                break;
            }
        }
        if fitting.is_some() != self.wants_fitting {
            return Ok(None);
        }
        let first = || self.patterns.first().map_or_else(|| Arc::from(""), |(text, _)| text.clone());
        let (pattern, matches) = fitting.unwrap_or_else(|| (first(), Vec::new()));
        Ok(Some(MatchInfo {
            line: line.into(),
            number,
            file: file.cloned(),
            pattern,
            ignores_case: self.ignores_case,
            matches,
            stands_out: self.stands_out,
            context: (self.before + self.after > 0).then(Default::default),
        }))
    }

    fn put(&mut self, call: &Call, found: MatchInfo, out: &mut Output) -> Result<(), Fault> {
        self.is_found = true;
        if call.is_set(&QUIET)? {
            return Ok(());
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
        let only_first = call.is_set(&LIST)?;
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
            found.context.iter_mut().for_each(|context| context.before.extend(around.before.iter().cloned()));
            around.waiting.push_back(found);
        }
        around.before.push_back(line);
        if around.before.len() > self.before {
            around.before.pop_front();
        }
        let is_complete =
            |found: &mut MatchInfo| found.context.as_ref().is_none_or(|context| context.after.len() == self.after);
        Ok(std::iter::from_fn(|| around.waiting.pop_front_if(|found| is_complete(found))).collect())
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
        if call.is_given("Path") || call.is_given("LiteralPath") {
            let files = meant(call)?;
            if files.is_empty()
                && let Some(fault) = nothing_fits(call)?
            {
                return call.error(fault);
            }
            let sieve = Sieve::of(call)?;
            for Meant { path, .. } in files {
                if path.file_name().is_none_or(|name| sieve.fits(&name.to_string_lossy())) {
                    self.file(call, &path, out)?;
                }
            }
            return Ok(());
        }
        for text in input(call).into_iter().flat_map(Value::into_items) {
            if let Value::Object(object) = &text
                && object.type_name() == FILE
                && let Some(path) = object.get("FullName")
            {
                self.file(call, std::path::Path::new(&path.to_string()), out)?;
                continue;
            }
            self.number += 1;
            let mut around = std::mem::take(&mut self.around);
            let complete = self.line(text.to_string().into(), self.number, None, &mut around);
            self.around = around;
            complete?.into_iter().try_for_each(|found| self.put(call, found, out))?;
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let waiting = std::mem::take(&mut self.around.waiting);
        waiting.into_iter().try_for_each(|found| self.put(call, found, out))?;
        if call.is_set(&QUIET)? { out.emit(self.is_found) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmdlet::trial::over;

    #[test]
    fn lines_are_found() {
        let lines = || ["Hello", "world", "HELP"].map(Value::text).to_vec();
        let on = |name: &'static str| (name, Value::Bool(true));
        for (pattern, more, expected) in [
            ("hel", vec![], "Hello|HELP"),
            ("hel", vec![on("NotMatch")], "world"),
            ("HEL", vec![on("CaseSensitive")], "HELP"),
            ("l.", vec![on("SimpleMatch")], ""),
            ("^w|p$", vec![on("Raw")], "world|HELP"),
            ("zebra", vec![on("Quiet")], "False"),
            ("w", vec![on("Quiet")], "True"),
        ] {
            let arguments: Vec<_> = [("Pattern", Value::text(pattern))].into_iter().chain(more).collect();
            assert_eq!(over(&SELECT_STRING, lines(), &arguments).text(), expected, "{pattern}");
        }
    }

    #[test]
    fn places_are_told() {
        let ran = over(
            &SELECT_STRING,
            vec![Value::text("ana")],
            &[("Pattern", Value::text("a")), ("AllMatches", Value::Bool(true))],
        );
        let matches = ran.out[0].property("Matches").expect("places").into_items();
        let places: Vec<String> =
            matches.iter().map(|found| found.property("Index").unwrap_or_default().to_string()).collect();
        assert_eq!(places, ["0", "2"]);
        assert_eq!(ran.out[0].property("LineNumber").map(|number| number.to_string()).as_deref(), Some("1"));
    }
}
