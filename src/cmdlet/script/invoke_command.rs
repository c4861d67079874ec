//! `Invoke-Command`: runs a script block, here.

use std::sync::Arc;

use crate::cmdlet::prelude::*;
use crate::cmdlet::variable::{not_strict, strictness};
use crate::model::Block;

static SCRIPT_BLOCK: Param<Arc<dyn Block>> =
    Param::new("ScriptBlock", "What to run.").mandatory().position(1).keeps_blocks().aliases(&["Command"]);
static ARGUMENTS: Param<Vec<Value>> =
    Param::new("ArgumentList", "What its parameters, or $args, hold.").aliases(&["Args"]);
static INPUT: Param<Value> =
    Param::new("InputObject", "What `$input` holds in the block; usually comes by the pipeline.").from_pipeline();
static NO_NEW_SCOPE: Param<Switch> =
    Param::switch("NoNewScope", "Run it where the command stands: variables it sets are there afterwards.");

static STRICT_MODE: Param<String> =
    Param::new("StrictMode", "How strict it is meanwhile about what is not there, as Set-StrictMode -Version says it.");

pub static INVOKE_COMMAND: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Invoke-Command",
        aliases: &["icm"],
        synopsis: "Run a script block",
        about: "On this machine, in a scope of its own, as `&` does.",
        params: &[SCRIPT_BLOCK.spec(), ARGUMENTS.spec(), INPUT.spec(), NO_NEW_SCOPE.spec(), STRICT_MODE.spec()],
        examples: &[
            Example {
                does: "Run a block with an argument",
                run: "Invoke-Command -ScriptBlock { param($name) \"Hello, $name\" } -ArgumentList 'hub01'",
            },
            Example {
                does: "Give a block objects",
                run: "1..3 | Invoke-Command { ($input | Measure-Object -Sum).Sum }",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(|_, _| Ok(Box::new(Inputs(Vec::new())))),
};

/// What has come by the pipeline: the block runs once, with all of it.
struct Inputs(Vec<Value>);

impl Stage for Inputs {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        if call.input.is_some() {
            self.0.extend(call.get(&INPUT)?);
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        if call.input.is_none() && self.0.is_empty() {
            self.0 = call.get(&INPUT)?.map(Value::into_items).unwrap_or_default();
        }
        run(call, std::mem::take(&mut self.0), out)
    }
}

fn run(call: &Call, input: Vec<Value>, out: &mut Output) -> Result<(), Fault> {
    let Some(version) = call.get(&STRICT_MODE)? else { return invoke(call, input, out) };
    let strictness = if version.eq_ignore_ascii_case("Off") { Some(0) } else { strictness(&version) };
    let strictness = strictness.ok_or_else(|| not_strict("StrictMode", &version).at(call.place(&STRICT_MODE)))?;
    let before = call.engine.strictness();
    call.engine.be_strict(strictness);
    let result = invoke(call, input, out);
    call.engine.be_strict(before);
    result
}

fn invoke(call: &Call, input: Vec<Value>, out: &mut Output) -> Result<(), Fault> {
    let block = call.require(&SCRIPT_BLOCK)?;
    let arguments = call.get(&ARGUMENTS)?.unwrap_or_default();
    let mut each = |value: Value| out.emit(value);
    if call.is_set(&NO_NEW_SCOPE)? {
        call.engine.invoke(&block, None, &arguments, &mut each)
    } else {
        call.engine.call_block_with(&block, input, &arguments, &mut each)
    }
}
