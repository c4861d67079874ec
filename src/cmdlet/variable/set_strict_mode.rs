//! `Set-StrictMode`: what is not there is a fault and not `$null`.

use crate::cmdlet::prelude::*;

static VERSION: Param<String> = Param::new(
    "Version",
    "How strict: 1.0 about variables that were never set, 2.0 about properties too, 3.0 and Latest about indexes too.",
);
static OFF: Param<Switch> = Param::switch("Off", "Not strict at all.");

pub static SET_STRICT_MODE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Set-StrictMode",
        synopsis: "Make the language refuse what is not there",
        about: "It is in force in the scope where it stands and in those inside it: a script that is strict does not make \
                its caller so.",
        params: &[VERSION.spec(), OFF.spec()],
        sets: &[
            ParamSet { name: "Version", params: &["Version"], mandatory: &["Version"] },
            ParamSet { name: "Off", params: &["Off"], mandatory: &["Off"] },
        ],
        examples: &[
            Example { does: "Refuse names that are mistyped", run: "Set-StrictMode -Version Latest" },
            Example { does: "Be lenient again", run: "Set-StrictMode -Off" },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    if call.is_set(&OFF)? {
        call.engine.be_strict(0);
        return Ok(());
    }
    let version = call.require(&VERSION)?;
    let strictness = strictness(&version).ok_or_else(|| not_strict("Version", &version).at(call.place(&VERSION)))?;
    call.engine.be_strict(strictness);
    Ok(())
}

/// What is said of a version that means nothing.
pub fn not_strict(parameter: &str, version: &str) -> Fault {
    let says = format!(
        "Cannot validate argument on parameter '{parameter}'. The \"{version}\" argument does not contain a valid PowerShell version."
    );
    Fault::invalid("ParameterArgumentValidationError", says).fix("Write 1.0, 2.0, 3.0 or Latest.")
}

/// Versions of PowerShell above 3.0 are as strict as that one.
pub fn strictness(version: &str) -> Option<u8> {
    if version.eq_ignore_ascii_case("Latest") {
        return Some(3);
    }
    match version.split('.').next()?.parse::<u8>().ok()? {
        0 => None,
        major @ 1..=7 => Some(major.min(3)),
        _ => None,
    }
}
