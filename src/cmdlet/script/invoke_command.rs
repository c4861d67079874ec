//! `Invoke-Command`: runs a script block, here.

use std::sync::Arc;

use crate::cmdlet::prelude::*;
use crate::model::Block;

static SCRIPT_BLOCK: Param<Arc<dyn Block>> =
    Param::new("ScriptBlock", "What to run.").mandatory().position(1).keeps_blocks().aliases(&["Command"]);
static ARGUMENTS: Param<Vec<Value>> =
    Param::new("ArgumentList", "What its parameters, or $args, hold.").aliases(&["Args"]);
static NO_NEW_SCOPE: Param<Switch> =
    Param::switch("NoNewScope", "Run it where the command stands: variables it sets are there afterwards.");

pub static INVOKE_COMMAND: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Invoke-Command",
        aliases: &["icm"],
        synopsis: "Run a script block",
        about: "On this machine, in a scope of its own, as `&` does.",
        params: &[SCRIPT_BLOCK.spec(), ARGUMENTS.spec(), NO_NEW_SCOPE.spec()],
        examples: &[Example {
            does: "Run a block with an argument",
            run: "Invoke-Command -ScriptBlock { param($name) \"Hello, $name\" } -ArgumentList 'hub01'",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let block = call.require(&SCRIPT_BLOCK)?;
    let arguments = call.get(&ARGUMENTS)?.unwrap_or_default();
    let mut each = |value: Value| out.emit(value);
    if call.is_set(&NO_NEW_SCOPE)? {
        call.engine.invoke(&block, None, &arguments, &mut each)
    } else {
        call.engine.call_block(&block, &arguments, &mut each)
    }
}
