//! `Select-String`: lines that a pattern is found in.

mod match_info;
mod search;

use std::sync::Arc;

use fancy_regex::escape;

use self::search::{Around, Search};
use crate::cmdlet::file::encoding::ENCODING;
use crate::cmdlet::file::paths::LITERAL_PATH;
use crate::cmdlet::file::sieve::{EXCLUDE, INCLUDE};
use crate::cmdlet::prelude::*;
use crate::lang::scalars::Pattern;

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
            ParamSet { name: "File", params: &["Path", "Quiet"], mandatory: &["Path"] },
            ParamSet { name: "ObjectRaw", params: &["InputObject", "Raw"], mandatory: &["InputObject", "Raw"] },
            ParamSet { name: "Object", params: &["InputObject", "Quiet"], mandatory: &["InputObject"] },
            ParamSet { name: "FileRaw", params: &["Path", "Raw"], mandatory: &["Path", "Raw"] },
            ParamSet { name: "LiteralFileRaw", params: &["LiteralPath", "Raw"], mandatory: &["LiteralPath", "Raw"] },
            ParamSet { name: "LiteralFile", params: &["LiteralPath", "Quiet"], mandatory: &["LiteralPath"] },
        ],
        examples: &[
            Example { does: "Find failures in the logs", run: "Select-String 'FAIL' *.LOG" },
            Example {
                does: "Search a file whose name has brackets",
                run: "Select-String -Pattern FAIL -LiteralPath 'log[1].txt'",
            },
            Example { does: "Search lines of the pipeline", run: "'one','two' | Select-String 'w'" },
            Example { does: "Give the lines themselves", run: "'one','two' | Select-String 'w' -Raw" },
            Example { does: "Give the lines of files themselves", run: "Select-String 'FAIL' *.LOG -Raw" },
            Example {
                does: "Give the lines of one file themselves",
                run: "Select-String FAIL -LiteralPath 'log[1].txt' -Raw",
            },
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
        is_simple,
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
            ("zebra", vec![on("Quiet")], ""),
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
