//! `ConvertFrom-SecureString`: a secure string becomes text that can be kept, or the plain text.

use uuid::Uuid;

use super::key::{self, KEY, SECURE_KEY};
use super::{SEALED_FOR, random};
use crate::cmdlet::prelude::*;
use crate::model::Secret;

static SECURE_STRING: Param<Secret> =
    Param::new("SecureString", "The secure string.").mandatory().position(1).from_pipeline();
static AS_PLAIN_TEXT: Param<Switch> = Param::switch("AsPlainText", "Give the secret itself, for everybody to read.");

pub static CONVERT_FROM_SECURE_STRING: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertFrom-SecureString",
        synopsis: "Make text of a secure string",
        about: "The text is encrypted with the key of this data directory: ConvertTo-SecureString reads it back where that key is, and nobody elsewhere can. With -Key it is encrypted with that key, as PowerShell does, and read wherever the key is known.",
        params: &[SECURE_STRING.spec(), AS_PLAIN_TEXT.spec(), KEY.spec(), SECURE_KEY.spec()],
        sets: &[
            ParamSet { name: "Secure", params: &["SecureKey"], mandatory: &[] },
            ParamSet { name: "AsPlainText", params: &["AsPlainText"], mandatory: &["AsPlainText"] },
            ParamSet { name: "Open", params: &["Key"], mandatory: &["Key"] },
        ],
        examples: &[
            Example {
                does: "Keep a password in a file for a script",
                run: "ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force | ConvertFrom-SecureString | Set-Content password.txt",
            },
            Example {
                does: "Encrypt with a key that two machines share",
                run: "ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force | ConvertFrom-SecureString -Key (1..32)",
            },
            Example {
                does: "Read what is in a secure string",
                run: "$password = ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force; ConvertFrom-SecureString $password -AsPlainText",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let secret = call.require(&SECURE_STRING)?;
    if call.is_set(&AS_PLAIN_TEXT)? {
        return out.emit(secret.expose().to_owned());
    }
    if let Some(key) = key::given(call)? {
        let failed = || Fault::internal("SecureStringNotSealed", "The secure string cannot be encrypted.");
        return out.emit(key::seal(&key, random(), &secret).ok_or_else(failed)?);
    }
    let sealed = session.sealer().seal(Uuid::nil(), SEALED_FOR, &secret).map_err(|error| {
        Fault::internal("SecureStringNotSealed", "The secure string cannot be encrypted.").cause(error)
    })?;
    out.emit(sealed.as_sealed().to_owned())
}
