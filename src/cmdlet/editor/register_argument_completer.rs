//! `Register-ArgumentCompleter`: a script block that gives the words which Tab offers for an argument.

use std::sync::Arc;

use crate::cmdlet::prelude::*;
use crate::model::Block;

static COMMAND: Param<Vec<String>> =
    Param::new("CommandName", "The commands whose argument it is. Default: every command that has the parameter.");
static PARAMETER: Param<String> = Param::new("ParameterName", "The parameter whose argument it is.");
static BLOCK: Param<Arc<dyn Block>> = Param::new(
    "ScriptBlock",
    "Puts the words out. It is given the command's name, the parameter's name, what was typed of the word, the line, and a hashtable of what the command was given already; of a program the word, the line, and the place of the cursor.",
)
.mandatory()
.keeps_blocks();
static NATIVE: Param<Switch> = Param::switch("Native", "The commands are programs: the words behind them are meant.");

pub static REGISTER_ARGUMENT_COMPLETER: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Register-ArgumentCompleter",
        synopsis: "Say what Tab offers for an argument",
        about: "As long as the conversation lasts; put it into the profile to have it always. A word may be a [System.Management.Automation.CompletionResult], which says something of itself.",
        params: &[COMMAND.spec(), PARAMETER.spec(), BLOCK.spec(), NATIVE.spec()],
        sets: &[
            ParamSet { name: "NativeSet", params: &["CommandName", "Native"], mandatory: &["CommandName"] },
            ParamSet {
                name: "PowerShellSet",
                params: &["CommandName", "ParameterName"],
                mandatory: &["ParameterName"],
            },
        ],
        examples: &[
            Example {
                does: "Offer the hosts of a file",
                run: "Register-ArgumentCompleter -CommandName Test-SmtpConnectivity -ParameterName Server -ScriptBlock { param($command, $parameter, $word) Get-Content hosts.txt | Where-Object { $_ -like \"$word*\" } }",
            },
            Example {
                does: "Offer what a program can be told",
                run: "Register-ArgumentCompleter -Native -CommandName systemctl -ScriptBlock { param($word) 'start', 'status', 'stop' | Where-Object { $_ -like \"$word*\" } }",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        let commands = call.get(&COMMAND)?.unwrap_or_default();
        call.engine.register_completer(commands, call.get(&PARAMETER)?, &call.require(&BLOCK)?)
    }),
};
