//! `Get-PSReadLineOption`.

use super::LineOptions;
use crate::cmdlet::prelude::*;

pub static GET_PS_READ_LINE_OPTION: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-PSReadLineOption",
        synopsis: "Show how lines are edited at the prompt",
        about: "Set-PSReadLineOption changes it.",
        emits: Some(LineOptions::TYPE),
        examples: &[Example { does: "Show which keys are in force", run: "(Get-PSReadLineOption).EditMode" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(_: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let options = session.line_options().clone();
    out.emit(options)
}
