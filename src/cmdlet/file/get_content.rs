//! `Get-Content`: the lines of a text file, one at a time.

use std::collections::VecDeque;
use std::io::{BufRead, Read};

use super::drive::InDrive;
use super::encoding::{ENCODING, next_line, reader};
use super::place::{existing, full, unusable};
use crate::cmdlet::prelude::*;

static PATH: Param<Vec<String>> = Param::new("Path", "Files to read; `*` allowed.").position(1).from_property();
static LITERAL_PATH: Param<Vec<String>> =
    Param::new("LiteralPath", "Files to read; no character has a meaning of its own.")
        .from_property()
        .aliases(&["PSPath", "LP", "FullName"]);
static TOTAL: Param<u32> = Param::new("TotalCount", "Only so many lines of each file.").aliases(&["First", "Head"]);
static TAIL: Param<u32> = Param::new("Tail", "Only so many lines at the end of each file.").aliases(&["Last"]);
static RAW: Param<Switch> = Param::switch("Raw", "The whole file as one text.");

/// A file that is wanted as one text is not read beyond this.
const LARGEST: u64 = 512 << 20;

pub static GET_CONTENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Content",
        aliases: &["gc", "cat", "type"],
        synopsis: "Read a text file",
        about: "One object a line, read as they are wanted. Bytes that are no text become replacement characters.",
        params: &[PATH.spec(), LITERAL_PATH.spec(), TOTAL.spec(), TAIL.spec(), RAW.spec(), ENCODING.spec()],
        sets: &[
            ParamSet { name: "Path", params: &["Path"], mandatory: &["Path"] },
            ParamSet { name: "LiteralPath", params: &["LiteralPath"], mandatory: &["LiteralPath"] },
        ],
        examples: &[
            Example { does: "Read the first lines of a list", run: "Get-Content domains.txt -TotalCount 10" },
            Example {
                does: "Read a file whose name has brackets",
                run: "Get-Content -LiteralPath 'log[1].txt' -Tail 5",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    for written in call.get(&LITERAL_PATH)?.unwrap_or_default() {
        report(call, put(call, &written, &full(call, &written), out))?;
    }
    for written in call.get(&PATH)?.unwrap_or_default() {
        if let Some(path) = InDrive::read(&written) {
            match path.existing(call) {
                Ok(items) => items.iter().try_for_each(|(_, item)| out.emit(path.content(item)))?,
                Err(fault) => call.error(fault.at(call.place(&PATH)))?,
            }
            continue;
        }
        let paths = match existing(call, &written) {
            Ok(paths) => paths,
            Err(fault) => {
                call.error(fault.at(call.place(&PATH)))?;
                continue;
            }
        };
        for path in paths {
            report(call, put(call, &written, &path, out))?;
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

fn report(call: &Call, ended: Result<(), Ended>) -> Result<(), Fault> {
    match ended {
        Ok(()) => Ok(()),
        Err(Ended::File(fault)) => call.error(fault.at(call.place(&PATH))),
        Err(Ended::Pipeline(fault)) => Err(fault),
    }
}

fn put(call: &Call, written: &str, path: &std::path::Path, out: &mut Output) -> Result<(), Ended> {
    let failed = |error: std::io::Error| Ended::File(unusable(written, &error));
    let mut file = reader(path, call.get(&ENCODING).map_err(Ended::Pipeline)?).map_err(failed)?;
    if call.is_set(&RAW).map_err(Ended::Pipeline)? {
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > LARGEST {
            let fix = "Read it line by line, without -Raw.";
            let says = format!("'{written}' holds more than 512 MB, which is too much for one text.");
            return Err(Ended::File(Fault::invalid("FileTooLarge", says).fix(fix)));
        }
        return out.emit(String::from_utf8_lossy(&bytes).into_owned()).map_err(Ended::Pipeline);
    }
    let most = call.get(&TOTAL).map_err(Ended::Pipeline)?.map_or(u64::MAX, u64::from);
    let tail = call.get(&TAIL).map_err(Ended::Pipeline)?.map(|count| count as usize);
    lines(call, &mut *file, most, tail, out, &failed)
}

fn lines(
    call: &Call,
    file: &mut dyn BufRead,
    most: u64,
    tail: Option<usize>,
    out: &mut Output,
    failed: &dyn Fn(std::io::Error) -> Ended,
) -> Result<(), Ended> {
    let mut last = VecDeque::new();
    let mut count = 0;
    while count < most {
        if call.engine.is_cancelled() {
            return Err(Ended::Pipeline(Fault::cancelled()));
        }
        let Some(line) = next_line(file).map_err(failed)? else { break };
        count += 1;
        match tail {
            None => out.emit(line).map_err(Ended::Pipeline)?,
            Some(tail) => {
                last.push_back(line);
                if last.len() > tail {
                    last.pop_front();
                }
            }
        }
    }
    last.into_iter().try_for_each(|line| out.emit(line)).map_err(Ended::Pipeline)
}
