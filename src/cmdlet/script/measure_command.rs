//! `Measure-Command`: how long a block takes.

use std::sync::Arc;
use std::time::Instant;

use crate::cmdlet::prelude::*;
use crate::model::{Block, TimeSpan};

static EXPRESSION: Param<Arc<dyn Block>> =
    Param::new("Expression", "What to run.").mandatory().position(1).keeps_blocks();
static INPUT: Param<Value> = Param::new("InputObject", "What `$_` is in the block, once for each.").from_pipeline();

pub static MEASURE_COMMAND: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Measure-Command",
        synopsis: "Measure how long a block takes",
        about: "What the block puts out is thrown away. It runs where the command stands.",
        params: &[EXPRESSION.spec(), INPUT.spec()],
        examples: &[Example { does: "Time a listing", run: "(Measure-Command { Get-Date }).TotalMilliseconds" }],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Elapsed(0)))),
};

/// Ticks of 100 ns so far.
struct Elapsed(i64);

impl Stage for Elapsed {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        let block = call.require(&EXPRESSION)?;
        let underscore = call.input.clone().or(call.get(&INPUT)?);
        let begun = Instant::now();
        call.engine.invoke(&block, underscore, &[], &mut |_| Ok(()))?;
        self.0 += i64::try_from(begun.elapsed().as_nanos() / 100).unwrap_or(i64::MAX);
        Ok(())
    }

    fn finish(&mut self, _: &Call, out: &mut Output) -> Result<(), Fault> {
        out.emit(TimeSpan::from_ticks(self.0))
    }
}
