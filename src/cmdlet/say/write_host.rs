//! `Write-Host`: tells the person something, beside the results.

use crate::cmdlet::prelude::*;
use crate::lang::call::Record;

static OBJECT: Param<Value> =
    Param::new("Object", "What to say.").position(1).from_pipeline().takes_rest().aliases(&["Message"]);
static NO_NEWLINE: Param<Switch> = Param::switch("NoNewline", "Go on in the same line next time.");
static SEPARATOR: Param<String> = Param::new("Separator", "Between the items of an array. Default: a blank.");

pub static WRITE_HOST: Cmdlet = Cmdlet {
    signature: Signature {
        name: "Write-Host",
        synopsis: "Tell the person something",
        about: "It goes to the information stream and so does not mix with results that are piped or redirected.",
        params: &[OBJECT.spec(), NO_NEWLINE.spec(), SEPARATOR.spec()],
        examples: &[Example { does: "Say what comes next", run: "Write-Host 'Checking the connectors'" }],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, _: &Session, _: &mut Output) -> Result<(), Fault> {
    let separator = call.get(&SEPARATOR)?.unwrap_or_else(|| " ".to_owned());
    let text = match call.get(&OBJECT)? {
        Some(Value::Array(items)) => items.items().iter().map(ToString::to_string).collect::<Vec<_>>().join(&separator),
        Some(one) => one.to_string(),
        None => String::new(),
    };
    call.engine.write(call, Record::Information { text, to_host: true, no_newline: call.is_set(&NO_NEWLINE)? })
}
