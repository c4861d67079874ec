//! `Get-Host`, `Get-Culture`, `Get-UICulture`: the shell itself, and whose rules it writes by.

use crate::cmdlet::prelude::*;
use crate::lang::scalars::Culture;

pub static GET_HOST: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Host",
        synopsis: "Tell about the shell itself",
        about: "The same as `$Host`.",
        examples: &[Example { does: "Tell the version of the shell", run: "(Get-Host).Version" }],
        ..Signature::NEW
    },
    run: Run::Each(|call, _, out| out.emit(call.engine.variable("Host").unwrap_or_default())),
};

pub static GET_CULTURE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-Culture",
        synopsis: "Tell by whose rules numbers and dates are written",
        about: "The invariant culture everywhere, so that scripts print the same on every machine.",
        examples: &[Example { does: "Tell its name", run: "(Get-Culture).DisplayName" }],
        ..Signature::NEW
    },
    run: Run::Each(|_, _, out| out.emit(Value::scalar(Culture))),
};

pub static GET_UI_CULTURE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Get-UICulture",
        synopsis: "Tell in whose language messages are written",
        about: "The invariant culture: messages are in English.",
        examples: &[Example { does: "Tell its name", run: "(Get-UICulture).DisplayName" }],
        ..Signature::NEW
    },
    run: Run::Each(|_, _, out| out.emit(Value::scalar(Culture))),
};
