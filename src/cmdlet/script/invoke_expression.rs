//! `Invoke-Expression`: runs a text as script.

use crate::cmdlet::prelude::*;

static COMMAND: Param<String> = Param::new("Command", "The script text.").mandatory().position(1).from_pipeline();

pub static INVOKE_EXPRESSION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Invoke-Expression",
        aliases: &["iex"],
        synopsis: "Run a text as script",
        about: "Where the command stands: variables it sets are there afterwards. Never give it text that a stranger wrote.",
        params: &[COMMAND.spec()],
        examples: &[Example {
            does: "Run what a variable holds",
            run: "$command = 'Get-Date'; Invoke-Expression $command",
        }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| call.engine.run_text(&call.require(&COMMAND)?, &mut |value| out.emit(value))),
};
