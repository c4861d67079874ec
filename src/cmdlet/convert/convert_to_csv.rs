//! `ConvertTo-Csv`: objects as lines of CSV.

use super::csv_writer::{CsvWriter, INCLUDE_TYPE, NO_HEADER, NO_TYPE, QUOTE_FIELDS, USE_QUOTES};
use super::{DELIMITER, USE_CULTURE};
use crate::cmdlet::prelude::*;
use crate::lang::format::refuse;

static INPUT: Param<Value> = Param::new("InputObject", "What to write; usually comes by the pipeline.")
    .mandatory()
    .refuses_null()
    .allows_empty()
    .position(1)
    .from_pipeline();

pub static CONVERT_TO_CSV: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertTo-Csv",
        synopsis: "Write objects as lines of CSV",
        about: "The first object's properties are the columns.",
        params: &[
            INPUT.spec(),
            DELIMITER.spec(),
            USE_CULTURE.spec(),
            NO_TYPE.spec(),
            INCLUDE_TYPE.spec(),
            NO_HEADER.spec(),
            USE_QUOTES.spec(),
            QUOTE_FIELDS.spec(),
        ],
        examples: &[Example {
            does: "Show the queues as CSV",
            run: "Get-Queue | Select-Object Identity,MessageCount | ConvertTo-Csv",
        }],
        ..Signature::NEW
    },
    run: Run::Stage(|call, _| Ok(Box::new(Lines(CsvWriter::new(call)?)))),
};

struct Lines(CsvWriter);

impl Stage for Lines {
    fn take(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let Some(value) = call.input.clone().or(call.get(&INPUT)?).filter(|value| !value.is_null()) else {
            return Ok(());
        };
        refuse(&value)?;
        self.0.lines(call, &value)?.into_iter().try_for_each(|line| out.emit(line))
    }
}
