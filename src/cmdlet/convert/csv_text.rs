//! `ConvertTo-Csv` and `ConvertFrom-Csv`: CSV on the pipeline.

use super::table::{DELIMITER, HEADER, Lines, NO_TYPE, delimiter, read};
use crate::cmdlet::object::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::lang::format::refuse;

static TEXT: Param<String> = Param::new("InputObject", "The lines of CSV.").mandatory().position(1).from_pipeline();

pub static CONVERT_TO_CSV: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertTo-Csv",
        synopsis: "Write objects as lines of CSV",
        about: "The first object's properties are the columns; every field is in quotes.",
        params: &[INPUT.spec(), DELIMITER.spec(), NO_TYPE.spec()],
        examples: &[Example {
            does: "Show the queues as CSV",
            run: "Get-Queue | Select-Object Identity,MessageCount | ConvertTo-Csv",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| Ok(Box::new(Writing(Lines::new(delimiter(call)?))))),
};

struct Writing(Lines);

impl Stage for Writing {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(value) = input(call) else { return Ok(()) };
        refuse(&value)?;
        self.0.of(&value).into_iter().try_for_each(|line| out.emit(line))
    }
}

pub static CONVERT_FROM_CSV: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertFrom-Csv",
        synopsis: "Read lines of CSV as objects",
        about: "The first line names the properties unless -Header does. Every value is text.",
        params: &[TEXT.spec(), DELIMITER.spec(), HEADER.spec()],
        examples: &[Example { does: "Read two lines", run: "'Name,Port','a,25' | ConvertFrom-Csv" }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Reading(String::new())))),
};

struct Reading(String);

impl Stage for Reading {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        self.0.push_str(&call.require(&TEXT)?);
        self.0.push('\n');
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        read(&self.0, delimiter(call)?, call.get(&HEADER)?, out)
    }
}
