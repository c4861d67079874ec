//! `Get-Content`: the lines of a text file, one at a time.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use super::unusable;
use crate::cmdlet::prelude::*;

static PATH: Param<Vec<String>> = Param::new("Path", "Files to read.")
    .mandatory()
    .position(1)
    .from_property()
    .aliases(&["FullName", "LiteralPath", "PSPath"]);
static TOTAL: Param<u32> = Param::new("TotalCount", "Only so many lines.").aliases(&["First", "Head"]);
static TAIL: Param<u32> = Param::new("Tail", "Only so many lines at the end.").aliases(&["Last"]);
static RAW: Param<Switch> = Param::switch("Raw", "The whole file as one text.");

pub static GET_CONTENT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Content",
        aliases: &["gc", "cat", "type"],
        synopsis: "Read a text file",
        about: "One object a line, read as they are wanted. Bytes that are no UTF-8 become replacement characters.",
        params: &[PATH.spec(), TOTAL.spec(), TAIL.spec(), RAW.spec()],
        examples: &[Example { does: "Read the first lines of a list", run: "Get-Content domains.txt -TotalCount 10" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    for path in call.require(&PATH)? {
        let file = match File::open(&path).and_then(|file| {
            if file.metadata()?.is_dir() { Err(std::io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
        }) {
            Ok(file) => file,
            Err(error) => {
                call.error(unusable(&path, &error).at(call.place(&PATH)))?;
                continue;
            }
        };
        let read = |error: std::io::Error| unusable(&path, &error).at(call.place(&PATH));
        if call.is_set(&RAW)? {
            let mut bytes = Vec::new();
            BufReader::new(file).read_to_end(&mut bytes).map_err(read)?;
            out.emit(String::from_utf8_lossy(&bytes).into_owned())?;
            continue;
        }
        let most = call.get(&TOTAL)?.map_or(u64::MAX, u64::from);
        let tail = call.get(&TAIL)?;
        let mut last = std::collections::VecDeque::new();
        let mut lines = BufReader::new(file).split(b'\n');
        let mut count = 0;
        while let Some(line) = lines.next().filter(|_| count < most) {
            count += 1;
            let line = line.map_err(read)?;
            let line = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(&line)).into_owned();
            match tail {
                None => out.emit(line)?,
                Some(tail) => {
                    last.push_back(line);
                    if last.len() > tail as usize {
                        last.pop_front();
                    }
                }
            }
        }
        for line in last {
            out.emit(line)?;
        }
    }
    Ok(())
}
