//! `ConvertTo-Json`: objects as JSON.

use crate::cmdlet::object::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::format::{json, refuse};

static DEPTH: Param<u32> =
    Param::new("Depth", "Levels below the outermost that are written as objects and lists. Default 2, at most 100.");
static COMPRESS: Param<Switch> = Param::switch("Compress", "In one line without blanks.");
static AS_ARRAY: Param<Switch> = Param::switch("AsArray", "An array also for a single object.");

/// PowerShell's default.
const LEVELS: u32 = 2;

pub static CONVERT_TO_JSON: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertTo-Json",
        synopsis: "Write objects as JSON",
        about: "One object as an object, several as an array. Sizes are numbers of bytes, dates RFC 3339. What lies deeper than \
                -Depth becomes its text, with a warning.",
        params: &[INPUT.spec(), DEPTH.spec(), COMPRESS.spec(), AS_ARRAY.spec()],
        examples: &[Example {
            does: "Give the queues to another program",
            run: "Get-Queue | ConvertTo-Json -Compress",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Objects(Vec::new())))),
};

struct Objects(Vec<Value>);

impl Stage for Objects {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        if let Some(value) = input(call) {
            refuse(&value)?;
            self.0.push(value);
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let depth = call.get(&DEPTH)?.unwrap_or(LEVELS);
        if depth > 100 {
            return Err(Fault::invalid("ParameterArgumentValidationError", "More than 100 levels cannot be written.")
                .at(call.place(&DEPTH)));
        }
        let mut objects = std::mem::take(&mut self.0);
        let is_single = objects.len() == 1 && !call.is_set(&AS_ARRAY)?;
        let (written, is_cut) = match is_single {
            true => json(&objects.remove(0), depth as usize),
            // The array around them is not a level of its own.
            false => json(&Value::array(objects), depth as usize + 1),
        };
        if is_cut {
            call.warn(format!("Resulting JSON is truncated as serialization has exceeded the set depth of {depth}."))?;
        }
        let text = if call.is_set(&COMPRESS)? { written.to_string() } else { format!("{written:#}") };
        out.emit(text)
    }
}
