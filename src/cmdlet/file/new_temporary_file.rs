//! `New-TemporaryFile`: an empty file of a name that nobody else has.

use super::entry::entry;
use super::place::{named, unusable};
use crate::cmdlet::prelude::*;

pub static NEW_TEMPORARY_FILE: Cmdlet = Cmdlet {
    signature: Signature {
        name: "New-TemporaryFile",
        synopsis: "Make an empty file in the folder for temporary files",
        about: "Its name ends in .tmp. Nobody removes it: that is up to the script.",
        effect: Effect::Changes(Impact::Low),
        examples: &[Example {
            does: "Keep a list for a moment",
            run: "$list = New-TemporaryFile; Get-AcceptedDomain | Export-Csv $list.FullName; Remove-Item $list.FullName",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let folder = std::env::temp_dir();
    if !call.should("New-TemporaryFile", &folder.to_string_lossy(), "")? {
        return Ok(());
    }
    let name = uuid::Uuid::new_v4().simple().to_string();
    let path = folder.join(format!("tmp{}.tmp", &name[..12]));
    let made = std::fs::File::create_new(&path).and_then(|_| entry(&path));
    match made {
        Ok(made) => out.emit(made),
        Err(error) => Err(named("NewTemporaryFileWriteError", unusable(&path, &error)).at(call.span)),
    }
}
