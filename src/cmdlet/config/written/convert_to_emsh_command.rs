//! `ConvertTo-EmshCommand`: objects as the commands that make them.

use super::recipe::Recipe;
use crate::cmdlet::object::{INPUT, input};
use crate::cmdlet::prelude::*;
use crate::model::class_named;

pub static CONVERT_TO_EMSH_COMMAND: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertTo-EmshCommand",
        synopsis: "Write configuration objects as the commands that make them",
        about: "One command for each object, with every property that is not as the command would make it by itself. \
                A credential is asked for when the command runs; other passwords and keys cannot be written, and a \
                comment names them.",
        params: &[INPUT.spec()],
        needs: Right::ViewConfiguration,
        examples: &[
            Example { does: "See how a connector was made", run: "Get-SendConnector | ConvertTo-EmshCommand" },
            Example {
                does: "Keep the accepted domains as a script",
                run: "Get-AcceptedDomain | ConvertTo-EmshCommand | Set-Content domains.ps1",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Each(run),
};

fn run(call: &Call, session: &Session, out: &mut Output) -> Result<(), Fault> {
    let Some(given) = input(call) else { return Ok(()) };
    let picture = session.picture()?;
    let not_one = || {
        Fault::invalid(
            "NotAConfigurationObject",
            format!("A {} is not an object of the configuration.", given.type_name()),
        )
        .at(call.span)
        .fix("Pipe in what Get-SendConnector, Get-AcceptedDomain and the like put out.")
    };
    let Value::Object(object) = &given else { return Err(not_one()) };
    let Some(Value::Guid(id)) = object.get("Guid") else { return Err(not_one()) };
    let class = class_named(object.type_name().rsplit('.').next().unwrap_or_default()).ok_or_else(not_one)?;
    let lines = match picture.get(class, *id) {
        Some(stored) => Recipe::of(class, &stored, &picture).map(|recipe| recipe.whole()),
        None => {
            return Err(Fault::not_found("ObjectRemoved", format!("There is no {} '{given}' any more.", class.name))
                .at(call.span));
        }
    };
    drop(picture);
    let lines = lines
        .ok_or_else(|| Fault::invalid("NoCommand", format!("No command makes a {}.", class.name)).at(call.span))?;
    lines.into_iter().try_for_each(|line| out.emit(line.into_value()))
}
