//! `Clear-Host`: an empty screen.

use crate::cmdlet::prelude::*;

pub static CLEAR_HOST: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Clear-Host",
        aliases: &["clear", "cls"],
        synopsis: "Empty the screen",
        about: "Does nothing where nobody sits at a terminal. Ctrl-L does the same and keeps the line being typed.",
        examples: &[Example { does: "Start on an empty screen", run: "Clear-Host" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, _| {
        call.engine.terminal().clear();
        Ok(())
    }),
};
