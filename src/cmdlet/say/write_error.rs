//! `Write-Error`: reports a fault that does not end the script by itself.

use crate::cmdlet::prelude::*;
use crate::model::FaultKind;

static MESSAGE: Param<String> =
    Param::new("Message", "What went wrong.").mandatory().position(1).from_pipeline().aliases(&["Msg"]);
static ERROR_ID: Param<String> = Param::new("ErrorId", "Stable word for scripts. Default: WriteErrorException.");
static CATEGORY: Param<String> =
    Param::new("Category", "What kind of fault it is, such as ObjectNotFound. Default: NotSpecified.");

pub static WRITE_ERROR: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Error",
        synopsis: "Report a fault and go on",
        about: "-ErrorAction Stop, or $ErrorActionPreference, makes it end the script.",
        params: &[MESSAGE.spec(), ERROR_ID.spec(), CATEGORY.spec()],
        examples: &[Example {
            does: "Report that something is missing",
            run: "Write-Error 'no such file' -Category ObjectNotFound",
        }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

const KINDS: &[FaultKind] = &[
    FaultKind::Invalid,
    FaultKind::NotFound,
    FaultKind::Denied,
    FaultKind::Conflict,
    FaultKind::Unreachable,
    FaultKind::Busy,
    FaultKind::Internal,
];

fn run(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    let category = call.get(&CATEGORY)?.unwrap_or_default();
    let kind =
        KINDS.iter().find(|kind| kind.category().eq_ignore_ascii_case(&category)).unwrap_or(&FaultKind::Internal);
    let id = call.get(&ERROR_ID)?.unwrap_or_else(|| "WriteErrorException".to_owned());
    call.error(Fault::new(*kind, id, call.require(&MESSAGE)?))
}
