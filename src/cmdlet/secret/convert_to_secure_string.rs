//! `ConvertTo-SecureString`: plain text, or what ConvertFrom-SecureString made, becomes a secure string.

use uuid::Uuid;

use super::SEALED_FOR;
use super::key::{self, KEY, SECURE_KEY};
use crate::cmdlet::prelude::*;
use crate::model::{Sealed, Secret};

static TEXT: Param<String> = Param::new("String", "The plain text, or the text that ConvertFrom-SecureString gave.")
    .mandatory()
    .position(1)
    .from_pipeline()
    .secret();
static AS_PLAIN_TEXT: Param<Switch> =
    Param::switch("AsPlainText", "Say that the text is plain; it stands in the script for everybody to read.");
static FORCE: Param<Switch> = Param::switch("Force", "Commonly given with -AsPlainText; needed by older shells.");

pub static CONVERT_TO_SECURE_STRING: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertTo-SecureString",
        synopsis: "Make a secure string of text",
        about: "A secure string never prints, is never logged and never enters the history; nor does the text given here.",
        params: &[TEXT.spec(), AS_PLAIN_TEXT.spec(), FORCE.spec(), KEY.spec(), SECURE_KEY.spec()],
        sets: &[
            ParamSet { name: "Secure", params: &["SecureKey"], mandatory: &[] },
            ParamSet { name: "PlainText", params: &["AsPlainText", "Force"], mandatory: &["AsPlainText"] },
            ParamSet { name: "Open", params: &["Key"], mandatory: &["Key"] },
        ],
        examples: &[
            Example {
                does: "Make a credential without being asked",
                run: "New-Object System.Management.Automation.PSCredential('pat', (ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force))",
            },
            Example {
                does: "Read a text that was encrypted with a key",
                run: "ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force | ConvertFrom-SecureString -Key (1..32) | ConvertTo-SecureString -Key (1..32)",
            },
            Example {
                does: "Read a password that a script keeps encrypted",
                run: "ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force | ConvertFrom-SecureString | ConvertTo-SecureString",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let text = call.require(&TEXT)?;
    if call.is_set(&AS_PLAIN_TEXT)? {
        return out.emit(Value::Secret(Secret::new(text)));
    }
    if let Some(key) = key::given(call)? {
        let says = "This is no secure string that was encrypted with this key.";
        let refused = || Fault::invalid("ImportSecureStringMalformed", says).at(call.place(&TEXT));
        return out.emit(Value::Secret(key::open(&key, &text).ok_or_else(refused)?));
    }
    let opened = session.sealer().open(Uuid::nil(), SEALED_FOR, &Sealed::new(text.trim()));
    out.emit(Value::Secret(opened.map_err(|error| {
        let says = "This is no secure string that was encrypted with the key of this data directory.";
        Fault::invalid("ImportSecureStringMalformed", says)
            .at(call.place(&TEXT))
            .cause(error)
            .fix("For plain text add -AsPlainText -Force.")
    })?))
}
