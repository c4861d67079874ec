//! `New-Guid`: an identifier that nothing else has.

use uuid::Uuid;

use crate::cmdlet::prelude::*;

static EMPTY: Param<Switch> = Param::switch("Empty", "The one of zeros alone.");
static TEXT: Param<Uuid> = Param::new("InputObject", "The one that this text is.").from_pipeline().position(1);

pub static NEW_GUID: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-Guid",
        synopsis: "Make an identifier that nothing else has",
        about: "By chance (version 4); or the one of zeros, or the one that a text is.",
        params: &[EMPTY.spec(), TEXT.spec()],
        sets: &[
            ParamSet { name: "Default", params: &[], mandatory: &[] },
            ParamSet { name: "Empty", params: &["Empty"], mandatory: &["Empty"] },
            ParamSet { name: "InputObject", params: &["InputObject"], mandatory: &["InputObject"] },
        ],
        examples: &[
            Example { does: "Mark the lines of one run in a log", run: "$run = (New-Guid).Guid" },
            Example { does: "Compare with nothing", run: "(New-Guid -Empty) -eq [guid]::Empty" },
            Example { does: "Read one", run: "'5f6c8f7a-0d6e-4a39-9a32-3b5d2c7d8e11' | New-Guid" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| {
        let empty = call.is_set(&EMPTY)?.then(Uuid::nil);
        out.emit(Value::guid(empty.or(call.get(&TEXT)?).unwrap_or_else(Uuid::new_v4)))
    }),
};
