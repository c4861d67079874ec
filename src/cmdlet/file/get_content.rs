//! `Get-Content`: the lines of a text file, one at a time.

use std::collections::VecDeque;
use std::io::{BufRead, Read};
use std::time::Duration;

use super::encoding::{ENCODING, next_line, next_part, reader, warn_of_encoding};
use super::line_origin::LineOrigin;
use super::paths::{FORCE, Found, LITERAL_PATH, Meant, PATH, SETS, found_or_told, place_of};
use super::place::{named, unusable};
use super::sieve::{EXCLUDE, FILTER, INCLUDE};
use crate::cmdlet::prelude::*;
use crate::model::{Array, FixedWidth};

static TOTAL: Param<i64> = Param::new("TotalCount", "Only so many lines of each file; less than none is all of them.")
    .aliases(&["First", "Head"])
    .from_property()
    .long_from(i64::MIN);
static TAIL: Param<i32> =
    Param::new("Tail", "Only so many lines at the end of each file; less than none is all of them.")
        .aliases(&["Last"])
        .from_property()
        .within(i32::MIN, i32::MAX);
static READ_COUNT: Param<i64> =
    Param::new("ReadCount", "So many lines at once, as an array; 0 or less: all of them. Default 1, each by itself.")
        .from_property()
        .long_from(i64::MIN);
static DELIMITER: Param<String> = Param::new("Delimiter", "What ends a line, instead of the line end.");
static RAW: Param<Switch> = Param::switch("Raw", "The whole file as one text.");
static AS_BYTES: Param<Switch> = Param::switch("AsByteStream", "The bytes of the file as numbers.");
static WAIT: Param<Switch> = Param::switch(
    "Wait",
    "Stay at the end of the file and put out what is added, until Ctrl-C or until enough is read.",
);

/// A file that is wanted as one text is not read beyond this.
const LARGEST: u64 = 512 << 20;
/// What does not go together.
const APART: &[(&str, &[&str])] = &[
    ("TotalCount", &["Tail"]),
    ("Raw", &["TotalCount", "Tail", "Delimiter", "ReadCount"]),
    ("AsByteStream", &["Delimiter"]),
];
/// How often a file is looked at that is waited for.
const LOOK_UP: Duration = Duration::from_millis(200);

pub static GET_CONTENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Content",
        aliases: &["gc", "cat", "type"],
        synopsis: "Read a text file",
        about: "One object a line, read as they are wanted. Bytes that are no text become replacement characters.",
        params: &[
            PATH.spec(),
            LITERAL_PATH.spec(),
            FILTER.spec(),
            INCLUDE.spec(),
            EXCLUDE.spec(),
            FORCE.spec(),
            TOTAL.spec(),
            TAIL.spec(),
            READ_COUNT.spec(),
            DELIMITER.spec(),
            RAW.spec(),
            AS_BYTES.spec(),
            WAIT.spec(),
            ENCODING.spec(),
        ],
        sets: SETS,
        examples: &[
            Example { does: "Read the first lines of a list", run: "Get-Content domains.txt -TotalCount 10" },
            Example {
                does: "Read a file whose name has brackets",
                run: "Get-Content -LiteralPath 'log[1].txt' -Tail 5",
            },
            Example {
                does: "Follow a list until its first line has come",
                run: "Get-Content domains.txt -Wait | Select-Object -First 1",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    if call.is_set(&WAIT)? && (call.is_set(&RAW)? || call.is_set(&AS_BYTES)?) {
        let says = "The parameter Wait cannot be used with Raw or AsByteStream: a file that grows has no end.";
        return Err(Fault::invalid("RawAndWaitCannotCoexist", says).at(call.place(&WAIT)));
    }
    for (one, others) in APART {
        let other = others.iter().find(|other| call.is_given(one) && call.is_given(other));
        if let Some(other) = other {
            let says = format!("The parameters {one} and {other} cannot be used together. Specify only one parameter.");
            let id = if *one == "TotalCount" { "TailAndHeadCannotCoexist" } else { "InvalidOperation" };
            return Err(Fault::invalid(id, says).categorized("InvalidOperation").at(call.span));
        }
    }
    warn_of_encoding(call, &AS_BYTES)?;
    for found in found_or_told(call)? {
        match found {
            Found::Item { of, value, .. } => out.emit(of.content(&value))?,
            Found::File(file) => report(call, put(call, &file, out))?,
        }
    }
    Ok(())
}

/// What ended the reading of one file.
enum Ended {
    /// The file cannot be read: the next one may be.
    File(Fault),
    /// The pipeline is over.
    Pipeline(Fault),
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Ended {
        Ended::Pipeline(fault)
    }
}

fn report(call: &Call, ended: Result<(), Ended>) -> Result<(), Fault> {
    match ended {
        Ok(()) => Ok(()),
        Err(Ended::File(fault)) => call.error(fault.at(place_of(call))),
        Err(Ended::Pipeline(fault)) => Err(fault),
    }
}

fn put(call: &Call, file: &Meant, out: &mut Output) -> Result<(), Ended> {
    let failed = |error: std::io::Error| {
        Ended::File(match error.kind() {
            std::io::ErrorKind::PermissionDenied => {
                named("GetContentReaderUnauthorizedAccessError", unusable(&file.path, &error))
            }
            _ => named("GetContentReaderIOError", unusable(&file.path, &error)),
        })
    };
    if file.path.is_dir() {
        let says = format!(
            "Unable to get content because it is a directory: '{}'. Please use 'Get-ChildItem' instead.",
            file.path.display()
        );
        let fault = Fault::invalid("GetContainerContentException", says).categorized("InvalidOperation");
        return Err(Ended::File(fault.about(Value::text(file.path.to_string_lossy()))));
    }
    let whole = |input: &mut dyn Read| -> Result<Vec<u8>, Ended> {
        let mut bytes = Vec::new();
        input.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > LARGEST {
            let says = format!("'{}' holds more than 512 MB, which is too much to be given at once.", file.written);
            return Err(Ended::File(Fault::invalid("FileTooLarge", says).fix("Read it line by line.")));
        }
        Ok(bytes)
    };
    if call.is_set(&AS_BYTES)? {
        let bytes = whole(&mut std::fs::File::open(&file.path).map_err(failed)?)?;
        let count = |given: Option<u64>| usize::try_from(given.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        let tail = call.get(&TAIL)?.and_then(|tail| u64::try_from(tail).ok());
        let skipped = bytes.len().saturating_sub(count(tail));
        let wanted = bytes.into_iter().skip(skipped).take(count(Some(most(call)?)));
        let mut bytes = wanted.map(|byte| Value::Fixed(FixedWidth::Byte(byte)));
        if call.is_set(&RAW)? {
            return Ok(out.emit(Value::Array(Array::of("Byte[]", bytes.collect())))?);
        }
        let mut bundle = Bundle::new(at_once(call)?);
        bytes.try_for_each(|byte| bundle.put(byte, out))?;
        return Ok(bundle.finish(out)?);
    }
    let mut input = reader(&file.path, call.get(&ENCODING)?).map_err(failed)?;
    let origin = LineOrigin::of(&file.path);
    if call.is_set(&RAW)? {
        let bytes = whole(&mut input)?;
        return Ok(out.emit(origin.mark(Value::text(String::from_utf8_lossy(&bytes)), 1))?);
    }
    let reading = Reading {
        delimiter: call.get(&DELIMITER)?.filter(|delimiter| delimiter != "\n"),
        most: most(call)?,
        tail: call.get(&TAIL)?.and_then(|count| usize::try_from(count).ok()),
        waits: call.is_set(&WAIT)?,
    };
    let mut bundle = Bundle::new(at_once(call)?);
    bundle.origin = Some(origin);
    reading.lines(call, &mut *input, &mut bundle, out, &failed)?;
    Ok(bundle.finish(out)?)
}

/// How many lines are wanted at the most.
fn most(call: &Call) -> Result<u64, Fault> {
    Ok(call.get(&TOTAL)?.and_then(|most| u64::try_from(most).ok()).unwrap_or(u64::MAX))
}

/// How many lines are given together; 0 for all.
fn at_once(call: &Call) -> Result<usize, Fault> {
    Ok(usize::try_from(call.get(&READ_COUNT)?.unwrap_or(1)).unwrap_or(0))
}

/// Lines that are given together.
struct Bundle {
    size: usize,
    held: Vec<Value>,
    /// What is told of where they come from; nothing of bytes.
    origin: Option<LineOrigin>,
    /// Lines so far.
    count: i64,
}

impl Bundle {
    fn new(size: usize) -> Bundle {
        Bundle { size, held: Vec::new(), origin: None, count: 0 }
    }

    fn put(&mut self, line: impl IntoValue, out: &mut Output) -> Result<(), Fault> {
        self.count += 1;
        if self.size == 1 {
            let line = line.into_value();
            return out.emit(match &self.origin {
                Some(origin) => origin.mark(line, self.count),
                None => line,
            });
        }
        self.held.push(line.into_value());
        if self.held.len() == self.size { self.finish(out) } else { Ok(()) }
    }

    fn finish(&mut self, out: &mut Output) -> Result<(), Fault> {
        match std::mem::take(&mut self.held) {
            held if held.is_empty() => Ok(()),
            held => {
                let held = Value::array(held);
                out.emit(match &self.origin {
                    Some(origin) => origin.mark(held, self.count),
                    None => held,
                })
            }
        }
    }
}

/// Which lines are wanted.
struct Reading {
    delimiter: Option<String>,
    most: u64,
    tail: Option<usize>,
    waits: bool,
}

impl Reading {
    fn lines(
        &self,
        call: &Call,
        file: &mut dyn BufRead,
        bundle: &mut Bundle,
        out: &mut Output,
        failed: &dyn Fn(std::io::Error) -> Ended,
    ) -> Result<(), Ended> {
        let mut last = VecDeque::new();
        // The lines that were there to begin with are over.
        let mut is_following = false;
        let mut count = 0;
        while count < self.most {
            if call.engine.is_cancelled() {
                return Err(Ended::Pipeline(Fault::cancelled()));
            }
            let line = match &self.delimiter {
                None => next_line(file),
                Some(delimiter) => next_part(file, delimiter),
            };
            let Some(line) = line.map_err(failed)? else {
                // What was kept for the end is due before more comes.
                last.drain(..).try_for_each(|line| bundle.put(line, out))?;
                if !self.waits {
                    break;
                }
                is_following = true;
                bundle.finish(out)?;
                if call.engine.pause(LOOK_UP) {
                    return Err(Ended::Pipeline(Fault::cancelled()));
                }
                continue;
            };
            count += 1;
            match self.tail {
                Some(tail) if !is_following => {
                    last.push_back(line);
                    if last.len() > tail {
                        last.pop_front();
                    }
                }
                _ => bundle.put(line, out)?,
            }
        }
        Ok(last.into_iter().try_for_each(|line| bundle.put(line, out))?)
    }
}
