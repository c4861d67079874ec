//! `Read-Host`: asks the person for a line.

use crate::cmdlet::prelude::*;

static PROMPT: Param<String> = Param::new("Prompt", "What to ask; a colon follows it.").position(1).takes_rest();
static AS_SECURE_STRING: Param<Switch> =
    Param::switch("AsSecureString", "Do not show what is typed, and keep it secret.");
static MASK_INPUT: Param<Switch> = Param::switch("MaskInput", "Do not show what is typed; it becomes plain text.");

pub static READ_HOST: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Read-Host",
        synopsis: "Ask the person for a line",
        about: "Where nobody sits at the shell it fails instead of waiting.",
        params: &[PROMPT.spec(), AS_SECURE_STRING.spec(), MASK_INPUT.spec()],
        sets: &[
            ParamSet { name: "AsString", params: &["MaskInput"], mandatory: &[] },
            ParamSet { name: "AsSecureString", params: &["AsSecureString"], mandatory: &["AsSecureString"] },
        ],
        examples: &[
            Example { does: "Ask for a name", run: "$name = Read-Host 'Name of the connector'" },
            Example { does: "Ask for a password", run: "$password = Read-Host 'Password' -AsSecureString" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let prompt = call.get(&PROMPT)?.map(|prompt| prompt + ": ").unwrap_or_default();
    let terminal = call.engine.terminal();
    if call.is_set(&AS_SECURE_STRING)? {
        return out.emit(Value::Secret(terminal.ask_secret(&prompt)?));
    }
    if call.is_set(&MASK_INPUT)? {
        return out.emit(terminal.ask_secret(&prompt)?.expose().to_owned());
    }
    out.emit(terminal.ask(&prompt)?)
}
