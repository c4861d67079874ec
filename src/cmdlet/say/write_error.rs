//! `Write-Error`: reports a fault that does not end the script by itself.

use crate::cmdlet::prelude::*;
use crate::lang::error_category::ErrorCategory;
use crate::lang::eval::ErrorRecord;
use crate::lang::types::{Base, Type, cast};
use crate::model::{FaultKind, Unconvertible};

static MESSAGE: Param<String> = Param::new("Message", "What went wrong. Default: what the exception says.")
    .position(1)
    .from_pipeline()
    .aliases(&["Msg"])
    .allows_null()
    .allows_empty();
static EXCEPTION: Param<Exception> = Param::new("Exception", "The exception that the error is made of.").position(1);
static ERROR_RECORD: Param<Reported> =
    Param::new("ErrorRecord", "An error record, such as `$_` in a catch, to report again.").position(1);
static ERROR_ID: Param<String> =
    Param::new("ErrorId", "Stable word for scripts. Default: the exception's type, WriteErrorException.");
static CATEGORY: Param<ErrorCategory> =
    Param::new("Category", "What kind of fault it is, such as ObjectNotFound. Default: NotSpecified.");
static TARGET: Param<Value> = Param::new("TargetObject", "The object that it is about.");
static RECOMMENDED_ACTION: Param<String> = Param::new("RecommendedAction", "The way out, shown below the message.");
static ACTIVITY: Param<String> =
    Param::new("CategoryActivity", "What was being done. Default: Write-Error.").aliases(&["Activity"]);
static REASON: Param<String> =
    Param::new("CategoryReason", "Why, in a word. Default: the exception's type.").aliases(&["Reason"]);
static TARGET_NAME: Param<String> =
    Param::new("CategoryTargetName", "The object's name. Default: its text.").aliases(&["TargetName"]);
static TARGET_TYPE: Param<String> =
    Param::new("CategoryTargetType", "The object's type. Default: as it is.").aliases(&["TargetType"]);

/// An exception, or the text of one.
struct Exception(Value);

impl FromValue for Exception {
    const TYPE_NAME: &'static str = "Exception";

    fn from_value(value: &Value) -> Result<Exception, String> {
        match value {
            Value::Object(object) if object.type_name().ends_with("Exception") => Ok(Exception(value.clone())),
            value => cast(value, Type::of(Base::Exception("System.Exception"))).map(Exception).map_err(|no| no.says),
        }
    }
}

/// What was caught.
struct Reported(Fault);

impl FromValue for Reported {
    const TYPE_NAME: &'static str = "ErrorRecord";

    fn from_value(value: &Value) -> Result<Reported, String> {
        match value.downcast::<ErrorRecord>() {
            Some(record) => Ok(Reported(record.fault.clone())),
            None => Err(Unconvertible::types(value, "System.Management.Automation.ErrorRecord").says),
        }
    }
}

pub static WRITE_ERROR: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Error",
        synopsis: "Report a fault and go on",
        about: "-ErrorAction Stop, or $ErrorActionPreference, makes it end the script.",
        params: &[
            MESSAGE.spec(),
            EXCEPTION.spec(),
            ERROR_RECORD.spec(),
            ERROR_ID.spec(),
            CATEGORY.spec(),
            TARGET.spec(),
            RECOMMENDED_ACTION.spec(),
            ACTIVITY.spec(),
            REASON.spec(),
            TARGET_NAME.spec(),
            TARGET_TYPE.spec(),
        ],
        sets: &[
            ParamSet { name: "NoException", params: &["Message"], mandatory: &["Message"] },
            ParamSet { name: "WithException", params: &["Exception", "Message"], mandatory: &["Exception"] },
            ParamSet { name: "ErrorRecord", params: &["ErrorRecord"], mandatory: &["ErrorRecord"] },
        ],
        examples: &[
            Example {
                does: "Report that something is missing",
                run: "Write-Error 'no such file' -Category ObjectNotFound",
            },
            Example {
                does: "Report with an exception that a script can catch",
                run: "Write-Error -Exception ([System.TimeoutException]::new('no answer'))",
            },
            Example {
                does: "Report again what was caught",
                run: "try { 1 / 0 } catch { Write-Error -ErrorRecord $_ }",
            },
        ],
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
    let fault = match call.get(&ERROR_RECORD)? {
        Some(Reported(fault)) => fault,
        None => made(call)?,
    };
    let text = |param: &'static Param<String>| call.get(param).map(|text| text.map(String::into_boxed_str));
    let (activity, reason) = (text(&ACTIVITY)?, text(&REASON)?);
    let (name, of_type, advice) = (text(&TARGET_NAME)?, text(&TARGET_TYPE)?, text(&RECOMMENDED_ACTION)?);
    let fault = match &advice {
        Some(advice) => fault.fix(advice.clone()),
        None => fault,
    };
    call.error(fault.worded(|wording| {
        wording.is_thrown = false;
        wording.activity = activity.or_else(|| Some("Write-Error".into()));
        wording.reason = reason.or(wording.reason.take());
        wording.target_name = name.or(wording.target_name.take());
        wording.target_type = of_type.or(wording.target_type.take());
        wording.advice = advice.or(wording.advice.take());
    }))
}

const EXCEPTION_TYPE: &str = "Microsoft.PowerShell.Commands.WriteErrorException";

fn thrown(message: &str) -> Value {
    Value::Object(Object::named(
        EXCEPTION_TYPE,
        vec![("Message".into(), Value::text(message)), ("InnerException".into(), Value::Null)],
    ))
}

/// The fault that a message, or an exception, describes.
fn made(call: &Call) -> Result<Fault, Fault> {
    let category = call.get(&CATEGORY)?.unwrap_or(ErrorCategory::NotSpecified).name();
    let kind = KINDS.iter().find(|kind| kind.category() == category).unwrap_or(&FaultKind::Internal);
    let exception = call.get(&EXCEPTION)?.map(|Exception(exception)| exception);
    let message = match (call.get(&MESSAGE)?, &exception) {
        (Some(message), _) => message,
        (None, Some(exception)) => exception.property("Message").unwrap_or_else(|| exception.clone()).to_string(),
        (None, None) => format!("Exception of type '{EXCEPTION_TYPE}' was thrown."),
    };
    let id = call.get(&ERROR_ID)?.or_else(|| exception.as_ref().map(Value::full_type_name));
    let id = id.unwrap_or_else(|| EXCEPTION_TYPE.to_owned());
    // An id of one's own does not make another exception of it.
    let exception = exception.or_else(|| (id != EXCEPTION_TYPE).then(|| thrown(&message)));
    let fault = Fault::new(*kind, id, message).categorized(category).worded(|wording| wording.exception = exception);
    Ok(match call.get(&TARGET)? {
        Some(target) => fault.about(target),
        None => fault,
    })
}
