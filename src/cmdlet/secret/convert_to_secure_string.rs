//! `ConvertTo-SecureString`: plain text becomes a secure string.

use crate::cmdlet::prelude::*;
use crate::model::Secret;

static TEXT: Param<String> = Param::new("String", "The plain text.").mandatory().position(1).from_pipeline().secret();
static AS_PLAIN_TEXT: Param<Switch> =
    Param::switch("AsPlainText", "Say that the text is plain; it stands in the script for everybody to read.");
static FORCE: Param<Switch> = Param::switch("Force", "Commonly given with -AsPlainText; needed by older shells.");

pub static CONVERT_TO_SECURE_STRING: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertTo-SecureString",
        synopsis: "Make a secure string of plain text",
        about: "A secure string never prints, is never logged and never enters the history; nor does the text given here.",
        params: &[TEXT.spec(), AS_PLAIN_TEXT.spec(), FORCE.spec()],
        examples: &[Example {
            does: "Make a credential without being asked",
            run: "New-Object System.Management.Automation.PSCredential('pat', (ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force))",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    if !call.is_set(&AS_PLAIN_TEXT)? {
        return Err(Fault::invalid(
            "ImportSecureStringMalformed",
            "This is plain text, not an encrypted secure string.",
        )
        .at(call.place(&TEXT))
        .fix("Add -AsPlainText -Force."));
    }
    out.emit(Value::Secret(Secret::new(call.require(&TEXT)?)))
}
