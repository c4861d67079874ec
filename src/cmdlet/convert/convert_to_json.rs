//! `ConvertTo-Json`: objects as JSON.

use crate::cmdlet::prelude::*;
use crate::lang::format::refuse;
use crate::model::choice::choice;
use crate::model::json::{Escape, Json};

choice! {
    /// Which characters are written as `\u…` although JSON would take them as they are.
    EscapeHandling as "EscapeHandling" {
        Default,
        EscapeNonAscii,
        /// Those that mean something in HTML.
        EscapeHtml,
    }
}

static INPUT: Param<Value> =
    Param::new("InputObject", "What to write; usually comes by the pipeline.").position(1).from_pipeline();
static DEPTH: Param<u32> = Param::new(
    "Depth",
    "Levels below the outermost that are written as objects and lists, at most 100. Default 2; a list of objects is a level.",
).within(0, 100);
static COMPRESS: Param<Switch> = Param::switch("Compress", "In one line without blanks.");
static AS_ARRAY: Param<Switch> = Param::switch("AsArray", "A list also for a single object.");
static ENUMS: Param<Switch> =
    Param::switch("EnumsAsStrings", "Days of the week as their names; other enumerated values are names anyway.");
static ESCAPE: Param<EscapeHandling> = Param::new(
    "EscapeHandling",
    "What to write as `\\u…` besides control characters: EscapeNonAscii or EscapeHtml. Default: nothing.",
);

pub static CONVERT_TO_JSON: Cmdlet = Cmdlet {
    signature: Signature {
        name: "ConvertTo-Json",
        synopsis: "Write objects as JSON",
        about: "One object as an object, several as a list. Sizes are numbers of bytes, dates ISO 8601. What lies deeper than \
                -Depth becomes its text, with a warning.",
        params: &[INPUT.spec(), DEPTH.spec(), COMPRESS.spec(), AS_ARRAY.spec(), ENUMS.spec(), ESCAPE.spec()],
        examples: &[
            Example { does: "Give the queues to another program", run: "Get-Queue | ConvertTo-Json -Compress" },
            Example {
                does: "Keep a connector with all that lies inside it",
                run: "Get-SendConnector 'To Internet' | ConvertTo-Json -Depth 5 | Set-Content connector.json",
            },
        ],
        ..Signature::NEW
    },
    run: Run::Stage(start),
};

fn start(call: &Call, _: &Session) -> Result<Box<dyn Stage>, Fault> {
    let depth = call.get(&DEPTH)?.map_or(Json::DEFAULT_DEPTH, |depth| depth as usize);
    if depth > Json::DEEPEST {
        let most = Json::DEEPEST;
        let says = format!(
            "Cannot validate argument on parameter 'Depth'. The {depth} argument is greater than the maximum allowed range of {most}. Supply an argument that is less than or equal to {most} and then try the command again."
        );
        return Err(Fault::invalid("ParameterArgumentValidationError", says).at(call.place(&DEPTH)));
    }
    let escape = match call.get(&ESCAPE)? {
        None | Some(EscapeHandling::Default) => Escape::Default,
        Some(EscapeHandling::EscapeNonAscii) => Escape::NonAscii,
        Some(EscapeHandling::EscapeHtml) => Escape::Html,
    };
    let style = Json { depth, compress: call.is_set(&COMPRESS)?, escape, enum_names: call.is_set(&ENUMS)? };
    Ok(Box::new(Objects { style, as_array: call.is_set(&AS_ARRAY)?, objects: Vec::new() }))
}

struct Objects {
    style: Json,
    as_array: bool,
    objects: Vec<Value>,
}

impl Stage for Objects {
    fn take(&mut self, call: &Call, _: &mut Output) -> Result<(), Fault> {
        if let Some(value) = call.input.clone().or(call.get(&INPUT)?) {
            refuse(&value)?;
            self.objects.push(value);
        }
        Ok(())
    }

    fn finish(&mut self, call: &Call, out: &mut Output) -> Result<(), Fault> {
        let mut objects = std::mem::take(&mut self.objects);
        let value = match objects.len() {
            0 => return Ok(()),
            1 if !self.as_array => objects.remove(0),
            _ => Value::array(objects),
        };
        let (text, is_cut) = self.style.write(&value);
        if is_cut {
            let depth = self.style.depth;
            call.warn(format!("Resulting JSON is truncated as serialization has exceeded the set depth of {depth}."))?;
        }
        out.emit(text)
    }
}
