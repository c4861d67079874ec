//! `Write-Error`: reports a fault that does not end the script by itself.

use crate::cmdlet::prelude::*;
use crate::model::FaultKind;
use crate::model::choice::choice;

static MESSAGE: Param<String> =
    Param::new("Message", "What went wrong.").mandatory().position(1).from_pipeline().aliases(&["Msg"]);
static ERROR_ID: Param<String> = Param::new("ErrorId", "Stable word for scripts. Default: WriteErrorException.");
static CATEGORY: Param<ErrorCategory> =
    Param::new("Category", "What kind of fault it is, such as ObjectNotFound. Default: NotSpecified.");
static TARGET: Param<Value> = Param::new("TargetObject", "The object that it is about.");

choice! {
    /// PowerShell's kinds of faults.
    ErrorCategory as "ErrorCategory" {
        NotSpecified,
        OpenError,
        CloseError,
        DeviceError,
        DeadlockDetected,
        InvalidArgument,
        InvalidData,
        InvalidOperation,
        InvalidResult,
        InvalidType,
        MetadataError,
        NotImplemented,
        NotInstalled,
        ObjectNotFound,
        OperationStopped,
        OperationTimeout,
        SyntaxError,
        ParserError,
        PermissionDenied,
        ResourceBusy,
        ResourceExists,
        ResourceUnavailable,
        ReadError,
        WriteError,
        FromStdErr,
        SecurityError,
        ProtocolError,
        ConnectionError,
        AuthenticationError,
        LimitsExceeded,
        QuotaExceeded,
        NotEnabled,
    }
}

pub static WRITE_ERROR: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Error",
        synopsis: "Report a fault and go on",
        about: "-ErrorAction Stop, or $ErrorActionPreference, makes it end the script.",
        params: &[MESSAGE.spec(), ERROR_ID.spec(), CATEGORY.spec(), TARGET.spec()],
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
    let category = call.get(&CATEGORY)?.unwrap_or(ErrorCategory::NotSpecified).name();
    let kind = KINDS.iter().find(|kind| kind.category() == category).unwrap_or(&FaultKind::Internal);
    let id = call.get(&ERROR_ID)?.unwrap_or_else(|| "WriteErrorException".to_owned());
    let fault = Fault::new(*kind, id, call.require(&MESSAGE)?).categorized(category);
    call.error(match call.get(&TARGET)? {
        Some(target) => fault.about(target),
        None => fault,
    })
}
