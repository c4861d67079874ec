//! `Write-Output`: puts objects on the pipeline.

use crate::cmdlet::prelude::*;

static INPUT: Param<Value> =
    Param::new("InputObject", "What to put out; arrays item by item.").position(1).from_pipeline().takes_rest();
static NO_ENUMERATE: Param<Switch> = Param::switch("NoEnumerate", "Put an array out as one object.");

pub static WRITE_OUTPUT: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Output",
        aliases: &["echo", "write"],
        synopsis: "Put objects on the pipeline",
        about: "What reaches the end of a pipeline is shown, so this is rarely needed by itself.",
        params: &[INPUT.spec(), NO_ENUMERATE.spec()],
        examples: &[Example { does: "Put out three objects", run: "Write-Output 1,2,3" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, out: &mut Output) -> Result<(), Fault> {
    let value = match call.get(&INPUT)? {
        Some(value) => value,
        None if call.is_given(INPUT.spec().name) => Value::Null,
        None => {
            let says = "Cannot process command because of one or more missing mandatory parameters: InputObject.";
            return Err(Fault::invalid("MissingMandatoryParameter", says).at(call.span));
        }
    };
    if call.is_set(&NO_ENUMERATE)? {
        return out.emit(value);
    }
    match value {
        Value::Array(items) => items.items().into_iter().try_for_each(|item| out.emit(item)),
        one => out.emit(one),
    }
}
