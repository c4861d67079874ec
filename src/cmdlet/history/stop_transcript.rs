//! `Stop-Transcript`: ends what Start-Transcript began.

use super::start_transcript::RULE;
use crate::cmdlet::prelude::*;

pub static STOP_TRANSCRIPT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Stop-Transcript",
        synopsis: "Stop writing down what is typed and shown",
        about: "The file is complete afterwards.",
        params: &[],
        effect: Effect::Changes(Impact::Low),
        examples: &[Example { does: "End a record", run: "Stop-Transcript -WhatIf" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    if !call.should("Stop-Transcript", "the transcript", "")? {
        return Ok(());
    }
    let ended = jiff::Zoned::now().strftime("%Y%m%d%H%M%S").to_string();
    let foot = format!("{RULE}\nPowerShell transcript end\nEnd time: {ended}\n{RULE}\n");
    match call.engine.transcript().stop(&foot)? {
        Some(path) => out.emit(format!("Transcript stopped, output file is {}", path.display())),
        None => Err(Fault::invalid(
            "InvalidOperation",
            "An error occurred stopping transcription: The host is not currently transcribing.",
        )),
    }
}
